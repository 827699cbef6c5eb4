"""Single properties of Word's styles as numbers, colours and switches.

Lengths come out in points. Word writes twentieths of a point (dxa), half points for type sizes
and eighths of a point for lines. Numbers from outside are not believed: see ``number_of``.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.pack.blocks import Align
from briefgen.render.house_file.package import W

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# What the schema wants before the colour of words.
BEFORE_COLOR = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
)
# What the schema wants before the tabs of a paragraph, and before its spacing.
BEFORE_TABS = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd"),
)
BEFORE_SPACING = (
    *(*BEFORE_TABS, "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
    *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
)
BEFORE_INDENT = (*BEFORE_SPACING, "spacing")
DEFAULT_COLOR = "000000"
PAPER = "FFFFFF"

_MAX_NUMBER = 32_000  # of any length or size; Word's own limit is 31,680
_PLACES = {  # by the root of the part
    "styles": "one of its styles",
    "numbering": "one of its lists",
    "hdr": "its header",
    "ftr": "its footer",
}
_COLOR = re.compile("[0-9A-Fa-f]{6}")
_PERCENT = re.compile(r"pct(\d{1,3})")
_HATCHED = 0.3  # how much of its ground a hatching covers, about
_MARKERS = dict(
    (
        *(("black", "000000"), ("white", "FFFFFF"), ("red", "FF0000"), ("green", "00FF00")),
        *(("blue", "0000FF"), ("cyan", "00FFFF"), ("magenta", "FF00FF"), ("yellow", "FFFF00")),
        *(("darkBlue", "00008B"), ("darkCyan", "008B8B"), ("darkGreen", "006400")),
        *(("darkMagenta", "800080"), ("darkRed", "8B0000"), ("darkYellow", "808000")),
        *(("darkGray", "808080"), ("lightGray", "C0C0C0")),
    )
)
_ALIGN = {"right": Align.RIGHT, "end": Align.RIGHT, "center": Align.CENTRE}


class UnreadableError(ValueError):
    """Something of a house that cannot be made out; it says what, where, and what to do."""


def child_of(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The child ``tag`` of ``parent``, if both are there."""
    return None if parent is None else parent.find(f"{W}{tag}")


def first_child(parent: etree._Element, tag: str) -> etree._Element:
    """The child ``tag`` of ``parent``, put first where it lacks."""
    found = parent.find(f"{W}{tag}")
    if found is None:
        found = parent.makeelement(f"{W}{tag}")
        parent.insert(0, found)
    return found


def paragraph_properties(style: etree._Element) -> etree._Element:
    """The w:pPr of a style, put before that of its letters where it lacks."""
    found = style.find(f"{W}pPr")
    if found is None:
        found = style.makeelement(f"{W}pPr")
        run = style.find(f"{W}rPr")
        style.insert(len(style) if run is None else style.index(run), found)
    return found


def in_order(properties: etree._Element, tag: str, before: Collection[str]) -> etree._Element:
    """The property ``tag``, added behind all of those that the schema wants ``before`` it."""
    found = properties.find(f"{W}{tag}")
    if found is None:
        earlier = [n for n, one in enumerate(properties, 1) if etree.QName(one).localname in before]
        found = properties.makeelement(f"{W}{tag}")
        properties.insert(max(earlier, default=0), found)
    return found


def value_of(parent: etree._Element, tag: str, default: str) -> str:
    """The w:val of the child ``tag``."""
    child = parent.find(f"{W}{tag}")
    return default if child is None else child.get(f"{W}val", default)


def number_of(element: etree._Element | None, attribute: str, default: float = 0.0) -> float:
    """A number as it stands; UnreadableError for what no page can hold."""
    text = None if element is None else element.get(f"{W}{attribute}")
    if text is None:
        return default
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not abs(number) < _MAX_NUMBER:  # also true of “nan”
        raise UnreadableError(_said_of(element, attribute, text))
    return number


def _said_of(element: etree._Element | None, attribute: str, text: str) -> str:
    """Which number of which style or part cannot be made out."""
    where, tag = "its page", ""
    if element is not None:
        tag = element.tag.rpartition("}")[2]
        style = next(element.iterancestors(f"{W}style"), None)
        name = "" if style is None else value_of(style, "name", "")
        root = element.getroottree().getroot().tag.rpartition("}")[2]
        where = f"its style “{name}”" if name else _PLACES.get(root, where)
    return (
        f"{where} cannot be made out: “{text[:40]}” stands there as a measure ({attribute} of "
        f"{tag}). Set it anew in Word and save it as .docx."
    )


def columns_of(section: etree._Element) -> int:
    """How many columns of text a w:sectPr asks for."""
    columns = section.find(f"{W}cols")
    if columns is None:
        return 1
    return max(round(number_of(columns, "num", 1)), len(columns.findall(f"{W}col")))


def alignment(justification: str) -> Align:
    """Where a w:jc puts text; justified text counts as left."""
    return _ALIGN.get(justification, Align.LEFT)


def points_of(element: etree._Element, attribute: str, default: float = 0.0) -> float:
    """Twentieths of a point as points; ``default`` is in twentieths."""
    return number_of(element, attribute, default) / 20


def toggle(properties: etree._Element, tag: str, inherited: bool) -> bool:
    """A property that is on, off or left as inherited."""
    found = properties.find(f"{W}{tag}")
    return inherited if found is None else is_on(found)


def is_on(switch: etree._Element) -> bool:
    """Whether a switch that is there is on: one that says nothing is."""
    return says_yes(switch, "val", otherwise="1")


def says_yes(element: etree._Element, attribute: str, otherwise: str = "0") -> bool:
    """Whether an attribute says that something is so; what it says ``otherwise``, if it lacks."""
    return element.get(f"{W}{attribute}", otherwise) not in ("0", "false", "off")


def ink_of(color: etree._Element | None) -> str | None:
    """The colour of a w:color as RRGGBB; what Word is to choose (auto) is black, none is None."""
    is_auto = color is not None and color.get(f"{W}val") == "auto"
    return DEFAULT_COLOR if is_auto else color_of(color, "val")


def color_of(element: etree._Element | None, attribute: str) -> str | None:
    """Return a colour as RRGGBB in capitals, or None where Word leaves it to itself (auto)."""
    text = "" if element is None else element.get(f"{W}{attribute}", "")
    return text.upper() if _COLOR.fullmatch(text) else None


def shade_of(shading: etree._Element | None) -> str | None:
    """The colour that a w:shd shows (RRGGBB): its ground, or what a pattern over it makes of it."""
    if shading is None:
        return None
    ground = color_of(shading, "fill")
    pattern = shading.get(f"{W}val", "clear")
    if pattern in ("clear", "nil", "none"):
        return ground if pattern == "clear" else None
    found = _PERCENT.fullmatch(pattern)
    share = int(found[1]) / 100 if found else 1.0 if pattern == "solid" else _HATCHED
    return _blend(color_of(shading, "color") or DEFAULT_COLOR, ground or PAPER, min(share, 1.0))


def highlight_of(properties: etree._Element) -> str | None:
    """The colour of the marker behind words of a w:rPr; None where there is none."""
    return _MARKERS.get(value_of(properties, "highlight", ""))


def _blend(color: str, ground: str, share: float) -> str:
    """``color`` over ``ground`` where it covers that ``share``."""
    parts = (
        round(int(color[i : i + 2], 16) * share + int(ground[i : i + 2], 16) * (1 - share))
        for i in (0, 2, 4)
    )
    return "".join(f"{part:02X}" for part in parts)


def font_of(fonts: etree._Element | None, theme: Mapping[str, str]) -> str | None:
    """The family of a w:rFonts; ``theme`` holds those of “major” and “minor”."""
    if fonts is None:
        return None
    themed = fonts.get(f"{W}asciiTheme", "")
    return theme.get(themed[:5]) or fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")

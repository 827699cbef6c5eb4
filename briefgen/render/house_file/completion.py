"""Completes a house: each style it lacks is made from what it has, so that any Word file will do.

A style that is missing is based on one the house has and keeps its font and colours; only what its
job asks for is put on top (a heading is larger, a marking is in capitals). All sizes follow the
size of the house's body text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from briefgen.render.faces.fonts import DEFAULT_FAMILY, is_carried
from briefgen.render.house import CHARACTER_STYLES, STYLE_NAMES, TABLE_STYLE
from briefgen.render.house_file.package import W
from briefgen.render.house_file.plain_xml import quoted
from briefgen.render.house_file.properties import in_order, paragraph_properties, says_yes, value_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Word keeps the names of its own styles in lower case.
_BUILT_IN = {
    name: name.lower()
    for name in (
        *("Heading 1", "Heading 2", "Heading 3", "TOC 1", "TOC 2", "TOC 3"),
        *("Caption", "Header", "Footer", "Footnote Text", "Footnote Reference"),
    )
} | {
    name: name
    for name in (
        *("Title", "Subtitle", "Body Text", "List Bullet", "List Number"),
        *("TOC Heading", "Hyperlink"),
    )
}
_OTHER_NAMES = {"quotation": "Citation"}  # the name LibreOffice gives to ours, in lower case
_OURS = "item tag"  # a style that no other house has
_BASES = ("Body Text", "Note", "Spoken Line")  # what other styles are made from
FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEME_SLOTS = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")
_KEEP = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"
_KEPT = ("Heading 1", "Heading 2", "Heading 3", "Caption", "Callout Title")  # with what follows
_MAX_DEPTH = 20  # of basedOn
_MARK_SIZE = 20.0  # points: capitals at least 5 mm high (rule M2)
_SPOKEN_SIZE = 14.0  # points, the least for what is read aloud
_CARD_SIZE = 17.0  # points, the least for a card in the hand


class _Plain(Struct, frozen=True):
    """A style as it is made: the style it stands on, its size against body text, its properties."""

    base: str = "Normal"
    scale: float = 0.0  # 0: as the base
    paragraph: str = ""
    text: str = ""
    least: float = 0.0  # points


def _space(before: float, after: float) -> str:
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'


def _bar(color: str, fill: str = "") -> str:
    """A bar at the left; with a ``fill``, lines of its colour around make room for it."""
    sides = {"left": ("24", "6", color)}
    if fill:
        sides |= {"top": ("4", "5", fill), "bottom": ("4", "5", fill), "right": ("4", "6", fill)}
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{sides[side][0]}" w:space="{sides[side][1]}" '
        f'w:color="{sides[side][2]}"/>'
        for side in ("top", "left", "bottom", "right")
        if side in sides
    )
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:pBdr>{lines}</w:pBdr>{shade}"


def _flat(left: float = 0.0) -> str:
    """No line of its own kind at the start, as the text of many houses has one."""
    at = f' w:left="{round(left * 20)}"' if left else ""
    return f'<w:ind{at} w:firstLine="0"/>'


def _hang(left: float, hanging: float) -> str:
    return f'<w:ind w:left="{round(left * 20)}" w:hanging="{round(hanging * 20)}"/>'


_INK, _GREY, _PALE = "404040", "595959", "F2F2F2"
_RIGHT_TAB = '<w:tabs><w:tab w:val="right"{leader} w:pos="{width}"/></w:tabs>'
_DOTS = _RIGHT_TAB.replace("{leader}", ' w:leader="dot"')
_BOX = _bar(_GREY, _PALE)
_UNSPREAD = '<w:jc w:val="left"/>'  # words of narrow cells would stand far apart

_PLAIN = {
    "Title": _Plain(scale=2.4, paragraph=_KEEP + _space(120, 8) + _flat(), text=_BOLD),
    "Subtitle": _Plain(scale=1.3, paragraph=_KEEP + _space(0, 24) + _flat()),
    "Cover Label": _Plain(scale=0.85, paragraph=_KEEP + _space(12, 1) + _flat(), text=_BOLD),
    "Cover Detail": _Plain(paragraph="<w:keepLines/>" + _space(0, 2) + _flat()),
    "Heading 1": _Plain(scale=1.7, paragraph=_KEEP + _space(24, 10) + _flat(), text=_BOLD),
    "Heading 2": _Plain(scale=1.35, paragraph=_KEEP + _space(18, 6) + _flat(), text=_BOLD),
    "Heading 3": _Plain(scale=1.1, paragraph=_KEEP + _space(14, 4) + _flat(), text=_BOLD),
    "Body Text": _Plain(),
    "Lead Paragraph": _Plain("Body Text", 1.1),
    "Objective": _Plain(
        "Body Text", paragraph=f'<w:keepLines/>{_BOX}{_space(10, 12)}<w:ind w:left="180"/>'
    ),
    "They May Raise": _Plain(
        "Body Text", paragraph=f'<w:keepLines/>{_bar(_GREY)}{_space(10, 4)}<w:ind w:left="180"/>'
    ),
    "Our Response": _Plain(
        "Body Text", paragraph=f'<w:keepLines/>{_bar(_INK)}{_space(0, 10)}<w:ind w:left="180"/>'
    ),
    "Note": _Plain(scale=0.85, paragraph=_space(4, 6) + _flat()),
    "Footnote Text": _Plain("Note", paragraph=_space(0, 2) + _flat()),
    "List Bullet": _Plain("Body Text", paragraph=_space(0, 4) + _hang(18, 18)),
    "List Number": _Plain("Body Text", paragraph=_space(0, 4) + _hang(22, 22)),
    "Spoken Line": _Plain(
        "Body Text", 1.15, "<w:keepLines/>" + _space(0, 6) + _hang(30, 30), least=_SPOKEN_SIZE
    ),
    "Card Line": _Plain("Spoken Line", 1.5, least=_CARD_SIZE),
    "Caption": _Plain(scale=0.9, paragraph=_KEEP + _space(14, 5) + _flat(), text=_BOLD),
    "Table Head": _Plain(scale=0.9, paragraph=_space(0, 0) + _flat() + _UNSPREAD, text=_BOLD),
    "Table Text": _Plain(scale=0.9, paragraph=_space(0, 0) + _flat() + _UNSPREAD),
    "Callout Title": _Plain(paragraph=_KEEP + _BOX + _space(12, 3) + _hang(25, 16), text=_BOLD),
    "Callout Text": _Plain(paragraph="<w:keepLines/>" + _BOX + _space(0, 3) + _hang(25, 16)),
    "Source Entry": _Plain(scale=0.9, paragraph="<w:keepLines/>" + _space(0, 5) + _hang(30, 30)),
    "TOC Heading": _Plain("Heading 1", paragraph='<w:outlineLvl w:val="9"/>'),
    "TOC 1": _Plain(paragraph=_DOTS + _space(6, 3) + _flat(), text=_BOLD),
    "TOC 2": _Plain(paragraph=_DOTS + _space(0, 3) + _flat(14)),
    "TOC 3": _Plain(scale=0.9, paragraph=_DOTS + _space(0, 2) + _flat(28)),
    "Header": _Plain(scale=0.85, paragraph=_space(2, 0)),
    "Footer": _Plain(scale=0.85, paragraph=_RIGHT_TAB.replace("{leader}", "") + _space(0, 2)),
    "Marking": _Plain(
        paragraph=_space(0, 0) + '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
        '<w:jc w:val="center"/>',
        text=_BOLD + '<w:caps/><w:color w:val="B00000"/>',
        least=_MARK_SIZE,
    ),
    "Hyperlink": _Plain("", text='<w:color w:val="0B5394"/><w:u w:val="single"/>'),
    "Citation": _Plain("", 0.85),
    "Item Tag": _Plain("", 0.85),
    "Footnote Reference": _Plain("", text='<w:vertAlign w:val="superscript"/>'),
}


def complete_styles(root: etree._Element, body_size: float, width: float) -> tuple[str, ...]:
    """Add to ``root``, a w:styles, the styles of STYLE_NAMES that it lacks; their names come out.

    One that another program has named otherwise gets its name back.
    ``body_size`` is the size of its body text, ``width`` that of the text column, in points.
    """
    _name_back(root)
    known = {
        (style.get(f"{W}type", "paragraph"), _name(style)): style.get(f"{W}styleId", "")
        for style in root.iter(f"{W}style")
        if style.get(f"{W}styleId")
    }
    default = next(
        (
            style.get(f"{W}styleId", "")
            for style in root.iter(f"{W}style")
            if style.get(f"{W}type") == "paragraph" and says_yes(style, "default")
        ),
        known.get(("paragraph", "normal"), ""),
    )
    missing = []
    for name in sorted(STYLE_NAMES, key=lambda name: name not in _BASES):
        kind = "character" if name in CHARACTER_STYLES else "paragraph"
        if (kind, name.lower()) in known:
            continue
        style_id = _free_id(name, known.values())
        plain = _PLAIN[name]
        base = known.get(("paragraph", plain.base.lower()), default) if plain.base else ""
        root.append(etree.fromstring(_style(name, style_id, base, body_size, width)))
        known[kind, name.lower()] = style_id
        missing.append(name)
    if ("table", TABLE_STYLE.lower()) not in known:
        root.append(etree.fromstring(_table_style(_free_id(TABLE_STYLE, known.values()))))
        missing.append(TABLE_STYLE)
    _keep_with_next(root)
    return tuple(missing)


def _keep_with_next(root: etree._Element) -> None:
    """Let headings stay with what they are over, where a house does not say anything of it."""
    styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    kept = {name.lower() for name in _KEPT}
    for style in styles.values():
        if style.get(f"{W}type", "paragraph") != "paragraph" or _name(style) not in kept:
            continue
        base: etree._Element | None = style
        for _ in range(_MAX_DEPTH):
            if base is None or base.find(f"{W}pPr/{W}keepNext") is not None:
                break
            base = styles.get(value_of(base, "basedOn", ""))
        if base is None:
            in_order(paragraph_properties(style), "keepNext", ("pStyle",))


def _name_back(root: etree._Element) -> None:
    styles = [s for s in root.iter(f"{W}style") if s.get(f"{W}type") == "character"]
    names = {_name(style) for style in styles}
    if _OURS not in names:
        return  # what another house calls so is its own
    for style in styles:
        ours = _OTHER_NAMES.get(_name(style))
        name = style.find(f"{W}name")
        if ours and ours.lower() not in names and name is not None:
            name.set(f"{W}val", ours)


def replace_fonts(root: etree._Element, theme: Mapping[str, str]) -> set[str]:
    """Name an embedded font wherever ``root`` names another one; those that were named come out.

    ``theme`` holds the fonts of the house's theme as “major” and “minor”.
    """
    replaced = set()
    for fonts in root.iter(f"{W}rFonts"):
        for slot, themed in zip(FONT_SLOTS, _THEME_SLOTS, strict=True):
            family = theme.get(str(fonts.attrib.pop(f"{W}{themed}", ""))[:5])
            family = family or fonts.get(f"{W}{slot}")
            if family is None:
                continue
            if not is_carried(family):
                if slot in ("ascii", "hAnsi"):
                    replaced.add(family)
                family = DEFAULT_FAMILY
            fonts.set(f"{W}{slot}", family)
    return replaced


def _style(name: str, style_id: str, base: str, body_size: float, width: float) -> str:
    kind = "character" if name in CHARACTER_STYLES else "paragraph"
    plain = _PLAIN[name]
    paragraph = plain.paragraph.replace("{width}", str(round(width * 20)))
    if name.startswith("Heading"):
        paragraph += f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>'
    size = max(plain.scale * body_size, plain.least)
    text = plain.text
    if size:
        sizes = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
        before, mark, after = text.partition("<w:u ")
        text = before + sizes + mark + after
    custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
    based_on = f'<w:basedOn w:val="{quoted(base)}"/>' if base else ""
    return (
        f'<w:style xmlns:w="{W[1:-1]}" w:type="{kind}"{custom} w:styleId="{style_id}">'
        f'<w:name w:val="{_BUILT_IN.get(name, name)}"/>{based_on}<w:qFormat/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}"
        f"{f'<w:rPr>{text}</w:rPr>' if text else ''}</w:style>"
    )


def _table_style(style_id: str) -> str:
    """Rules between rows, and the head on a pale ground."""
    line = '<w:{0} w:val="single" w:sz="{1}" w:space="0" w:color="{2}"/>'.format
    borders = line("top", 8, _INK) + line("bottom", 8, _INK) + line("insideH", 4, "BFBFBF")
    pads = "".join(
        f'<w:{side} w:w="{pad}" w:type="dxa"/>'
        for side, pad in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100))
    )
    return (
        f'<w:style xmlns:w="{W[1:-1]}" w:type="table" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblCellMar>{pads}</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_PALE}"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


def _free_id(name: str, taken: Collection[str]) -> str:
    style_id = name.replace(" ", "")
    while style_id in taken:
        style_id += "A"
    return style_id


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").lower()

"""What of a house's styles is not followed in both formats: taken out of both, or told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.furniture.cleaning import DIRECTIONS, remove
from briefgen.render.house import CHARACTER_STYLES, STYLE_NAMES
from briefgen.render.house_borders import told_of_borders
from briefgen.render.house_package import W
from briefgen.render.house_properties import child_of, first_child, is_on, value_of
from briefgen.render.list_marks import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.render.house_styles import StyleBook

# Of these a pack makes no lists; what numbers they have, as headings do, it writes itself.
_COUNTED = frozenset({*FORMATS, "Callout Text"})
_UNNUMBERED = [
    name for name in STYLE_NAMES if name not in _COUNTED and name not in CHARACTER_STYLES
]
_MAX_DEPTH = 20
_RAISED = "Footnote Reference"  # in both formats, whatever else it says
_TOLD = 3  # names of styles
_LETTERS = {
    "stretches its letters": ("w",),
    "raises or lowers its letters": ("position", "vertAlign"),
    "outlines or shades its letters": ("outline", "shadow", "emboss", "imprint"),
    "frames its letters or marks them": ("bdr", "em"),
}
_BEFORE = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def take_out_directions(styles: etree._Element) -> Iterator[str]:
    """Let the language of each pack say which way its text runs; what is said of it comes out."""
    found = list(styles.iter(*(f"{W}{tag}" for tag in DIRECTIONS)))
    for element in found:
        remove(element)
    if any(map(is_on, found)):
        yield "its text runs from the right: a pack runs as its language does"


def take_out_numbers(styles: etree._Element) -> Iterator[str]:
    """Take the numbering out of what is no list in a w:styles; what is said of it comes out."""
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    by_name = {
        value_of(style, "name", "").lower(): style
        for style in by_id.values()
        if style.get(f"{W}type", "paragraph") == "paragraph"
    }
    numbered = []
    for name in _UNNUMBERED:
        style = by_name.get(name.lower())
        if style is not None and _is_numbered(style, by_id):
            numbered.append((name, style))
    for _, style in numbered:
        _unnumber(style)
    if numbered:
        names = ", ".join(name for name, _ in numbered)
        yield f"the numbers of its style {names} were left out: a pack has numbers of its own"


def _is_numbered(style: etree._Element | None, by_id: Mapping[str, etree._Element]) -> bool:
    for _ in range(_MAX_DEPTH):
        if style is None:
            break
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")  # of what it is based on, if it has none
        if number is not None:
            return number.get(f"{W}val", "0") != "0"
        style = by_id.get(value_of(style, "basedOn", ""))
    return False


def _unnumber(style: etree._Element) -> None:
    """Let ``style`` be of no list, whatever it is based on."""
    properties = style.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        run = child_of(style, "rPr")
        style.insert(len(style) if run is None else style.index(run), properties)
    old = child_of(properties, "numPr")
    if old is not None:
        properties.remove(old)
    made = etree.Element(f"{W}numPr")
    first_child(made, "numId").set(f"{W}val", "0")
    places = [n for n, one in enumerate(properties, 1) if etree.QName(one).localname in _BEFORE]
    properties.insert(max(places, default=0), made)


def told_of_letters(book: StyleBook, furniture: Iterable[etree._Element]) -> Iterator[str]:
    """What there is to say of letters that only Word draws as the house has them.

    Of its styles, and of its header and footer, which are ``furniture``.
    """
    styles = [name for name in STYLE_NAMES if name != _RAISED]
    found = list(furniture)
    for says, tags in _LETTERS.items():
        said = {
            name: [book.said_of_letters(book.style_id(name), tag) for tag in tags]
            for name in styles
        }
        names = [name for name, ways in said.items() if any(map(_shows, ways))]
        if names:
            many = " and others" if len(names) > _TOLD else ""
            yield f"its style {', '.join(names[:_TOLD])}{many} {says} in the Word file alone"
        if any(_shows(way) for root in found for tag in tags for way in root.iter(f"{W}{tag}")):
            yield f"its header or footer {says} in the Word file alone"


def _shows(way: etree._Element | None) -> bool:
    """Whether a property of letters, if it is there, makes any difference."""
    if way is None or not is_on(way):
        return False
    return way.get(f"{W}val", "") not in ("100", "100%", "none", "nil", "baseline")


def told_of_section(section: etree._Element) -> Iterator[str]:
    """What there is to say of the last section of a house, which is not followed in all."""
    yield from told_of_borders(section)
    if child_of(section, "lnNumType") is not None:
        yield "the numbers of its lines are in the Word file alone"
    grid = child_of(section, "docGrid")
    if grid is not None and grid.get(f"{W}type", "default") != "default":
        yield "its lines stand on a grid: those of a pack stand as far apart as their styles say"
    if value_of(section, "vAlign", "top") != "top":
        yield "its text does not begin at the top of the page: that of a pack does"

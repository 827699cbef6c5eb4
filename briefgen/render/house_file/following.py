"""What of a house only Word draws as the house has it: told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house import STYLE_NAMES
from briefgen.render.house_file.borders import told_of_borders
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import child_of, is_on, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from briefgen.render.house_file.styles import StyleBook

_RAISED = "Footnote Reference"  # in both formats, whatever else it says
_TOLD = 3  # names of styles
_LETTERS = {
    "stretches its letters": ("w",),
    "raises or lowers its letters": ("position", "vertAlign"),
    "outlines or shades its letters": ("outline", "shadow", "emboss", "imprint"),
    "frames its letters or marks them": ("bdr", "em"),
}


def told_of_letters(book: StyleBook, furniture: Iterable[etree._Element]) -> Iterator[str]:
    """What there is to say of letters that only Word draws as the house has them.

    Of its styles, and of its header and footer, which are ``furniture``.
    """
    styles = [name for name in STYLE_NAMES if name != _RAISED]
    found = list(furniture)
    letters = {name: book.letters_of(book.style_id(name)) for name in styles}
    for says, tags in _LETTERS.items():
        said = {name: [letters[name].get(f"{W}{tag}") for tag in tags] for name in styles}
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

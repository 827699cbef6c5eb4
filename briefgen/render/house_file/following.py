"""What of a house only Word draws as the house has it: told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house import CHARACTER_STYLES, STYLE_NAMES
from briefgen.render.house_file.borders import told_of_borders
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import child_of, is_on, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml import etree

    from briefgen.render.house_file.styles import StyleBook
    from briefgen.render.styles import TextStyle

_RAISED = "Footnote Reference"  # in both formats, whatever else it says
_TOLD = 3  # names of styles
_MM = 72 / 25.4  # points
_WORDS = 30 * _MM  # what the longest words of a pack need
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
            yield f"its style {_listed(names)} {says} in the Word file alone"
        if any(_shows(way) for root in found for tag in tags for way in root.iter(f"{W}{tag}")):
            yield f"its header or footer {says} in the Word file alone"


def told_of_indents(styles: Mapping[str, TextStyle], page: Mapping[str, float]) -> Iterator[str]:
    """What there is to say of indents that leave no room for words, or lead off the ``page``."""
    margins = page["margin_left"], page["margin_right"]
    width = page["page_width"] - sum(margins)
    narrow, off = [], []
    for name, style in styles.items():
        if name in CHARACTER_STYLES:
            continue
        first = style.left_indent + style.first_line_indent
        begins, ends = max(style.left_indent, first), width - style.right_indent
        if ends - begins < _WORDS:
            narrow.append(name)
        elif min(style.left_indent, first) < -margins[0] or style.right_indent < -margins[1]:
            off.append(name)
    if narrow:
        yield (
            f"the indents of its style {_listed(narrow)} leave less than {_WORDS / _MM:.0f} mm for "
            "words: make them smaller, or a pack runs to many pages"
        )
    if off:
        yield f"the indents of its style {_listed(off)} lead over the edge of the paper: mend them"


def _listed(names: Sequence[str]) -> str:
    """The first of ``names``."""
    return ", ".join(names[:_TOLD]) + (" and others" if len(names) > _TOLD else "")


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

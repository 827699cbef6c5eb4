"""Room in headers and footers that each program counts in its own way, written so that all agree.

On the page it stays where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_file.cleaning import WP
from briefgen.render.house_file.furniture.drawing import pad_of
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import (
    BEFORE_SPACING,
    child_of,
    first_child,
    in_order,
    says_yes,
)

if TYPE_CHECKING:
    from lxml import etree

    from briefgen.render.house_file.styles import StyleBook

_BEFORE_PADS = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap")
_BEFORE_FOOT = ("top", "start", "left")
_WORDS = (f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}sdt", f"{W}fldSimple")


def settle_picture_lines(root: etree._Element) -> None:
    """Set lines of pictures alone one by one: no part of their height is to be added to it."""
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iter(f"{WP}inline"), None) is None:
            continue
        if next(paragraph.iter(*_WORDS), None) is None:
            spacing = _spacing(paragraph)
            spacing.set(f"{W}line", "240")
            spacing.set(f"{W}lineRule", "auto")


def settle_cell_ends(root: etree._Element, book: StyleBook) -> None:
    """Make what room all cells of a row have after their last words part of the cells.

    LibreOffice counts it twice in headers and footers.
    """
    for row in root.iter(f"{W}tr"):
        ends = [(cell, cell[-1]) for cell in row.iterfind(f"{W}tc") if len(cell)]
        if not ends or any(not _has_plain_end(last) for _, last in ends):
            continue
        room = min(_room_after(last, book) for _, last in ends)
        if room <= 0:
            continue
        for cell, last in ends:
            after = _room_after(last, book) - room
            spacing = _spacing(last)
            spacing.attrib.pop(f"{W}afterLines", "")
            spacing.set(f"{W}after", str(round(after * 20)))
            _add_foot(cell, room, book)


def _has_plain_end(last: etree._Element) -> bool:
    """Whether a cell ends with a paragraph that says itself how much room is after it."""
    return last.tag == f"{W}p" and not says_yes(_spacing(last), "afterAutospacing")


def _room_after(paragraph: etree._Element, book: StyleBook) -> float:
    return book.paragraph_look(paragraph).text_style("Header").space_after


def _spacing(paragraph: etree._Element) -> etree._Element:
    return in_order(first_child(paragraph, "pPr"), "spacing", BEFORE_SPACING)


def _add_foot(cell: etree._Element, room: float, book: StyleBook) -> None:
    """Let there be so much more ``room`` at the foot of ``cell``."""
    table = next(cell.iterancestors(f"{W}tbl"))
    own = first_child(cell, "tcPr")
    whole = pad_of((child_of(table, "tblPr"), book.table_layers(table)), own, "bottom") + room
    foot = in_order(in_order(own, "tcMar", _BEFORE_PADS), "bottom", _BEFORE_FOOT)
    foot.set(f"{W}w", str(round(whole * 20)))
    foot.set(f"{W}type", "dxa")

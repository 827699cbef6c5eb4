"""Tab stops of headers and footers: where they lead on the page as it is, in both formats.

Word has two ways to put words at the right end. A tab leads to a stop at a fixed place, which stays
behind when the page is made narrower; a step of the other kind (w:ptab) is measured from the
margins. Here the second becomes the first, which every program knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_file.cleaning import remove
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import (
    BEFORE_TABS,
    first_child,
    in_order,
    number_of,
)
from briefgen.render.house_file.widths import column_widths, span_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from briefgen.render.house_file.styles import StyleBook

_STEP = f"{W}ptab"
_SHOWN = (f"{W}t", f"{W}drawing", f"{W}fldSimple")
_CELL_PAD = 5.4  # points on both sides of a cell's words, where nobody says otherwise
_SHARES = {"center": 0.5, "right": 1.0}  # of the room

Stops = dict[int, tuple[str, str]]  # kind and leader by the place in twentieths of a point


def settle_stops(root: etree._Element, book: StyleBook, width: float, beyond: float) -> None:
    """Bring all stops of a header or footer, ``root``, to where they lead.

    Its text is ``width`` points wide, and the page ends ``beyond`` points from where it begins: a
    stop on the right that lies farther stands at the end of the text.
    """
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iter(_STEP), None) is not None:
            _measure_steps(paragraph, book, _room_of(paragraph, width))
        else:
            _bring_back(paragraph, book, width, beyond)


def stops_of(paragraph: etree._Element, book: StyleBook) -> Stops:
    """The stops of ``paragraph``, its own and those of its style."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return book.tab_stops(None if named is None else named.get(f"{W}val"), paragraph)


def put_stops(
    paragraph: etree._Element, gone: Collection[int], put: Mapping[int, tuple[str, str]]
) -> None:
    """Give ``paragraph`` the stops ``put``, and take from it those that are ``gone``."""
    tabs = in_order(first_child(paragraph, "pPr"), "tabs", BEFORE_TABS)
    for old in list(tabs):
        if round(number_of(old, "pos")) in {*gone, *put}:
            tabs.remove(old)
    made = {place: ("clear", "") for place in gone if place not in put} | dict(put)
    for place, (kind, leader) in made.items():
        stop = etree.SubElement(tabs, f"{W}tab")
        stop.set(f"{W}val", kind)
        if leader not in ("", "none"):
            stop.set(f"{W}leader", leader)
        stop.set(f"{W}pos", str(place))
    tabs[:] = sorted(tabs, key=lambda stop: number_of(stop, "pos"))


def _measure_steps(paragraph: etree._Element, book: StyleBook, room: float) -> None:
    """Make the steps of ``paragraph``, which stands in ``room`` points, tabs with stops."""
    look = book.paragraph_look(paragraph).text_style("Header")
    stops = stops_of(paragraph, book)
    has_tabs = next(paragraph.iterfind(f".//{W}r/{W}tab"), None) is not None
    put: Stops = {}
    for step in list(paragraph.iter(_STEP)):
        kind = step.get(f"{W}alignment", "left")
        left, right = 0.0, room
        if step.get(f"{W}relativeTo") == "indent":
            left, right = look.left_indent, room - look.right_indent
        share = _SHARES.get(kind, 0.0)
        if not share:
            _lead_to_the_start(paragraph, step)
            continue
        place = left + (right - left) * share
        put[round(place * 20)] = (kind, step.get(f"{W}leader", "none"))
        step.tag = f"{W}tab"
        step.attrib.clear()
    put_stops(paragraph, () if has_tabs else stops, put)


def _lead_to_the_start(paragraph: etree._Element, step: etree._Element) -> None:
    """Let ``step`` lead to where lines begin: one ends there, unless nothing stands in it yet."""
    before = next(paragraph.iter(*_SHOWN, _STEP))
    if before is step:
        remove(step)
    else:
        step.tag = f"{W}br"
        step.attrib.clear()


def _bring_back(paragraph: etree._Element, book: StyleBook, width: float, beyond: float) -> None:
    """Put a stop on the right that is off the page to the end of the text."""
    stops = stops_of(paragraph, book)
    off = {
        place: stop
        for place, stop in stops.items()
        if stop[0] in ("right", "end") and place / 20 > beyond
    }
    if off and next(paragraph.iterfind(f".//{W}r/{W}tab"), None) is not None:
        put_stops(paragraph, off, {round(width * 20): next(iter(off.values()))})


def _room_of(paragraph: etree._Element, width: float) -> float:
    """How wide what ``paragraph`` stands in is: a cell, or the text of ``width`` points."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    if cell is None or table is None:
        return width
    start = sum(map(span_of, cell.itersiblings(f"{W}tc", preceding=True)))
    columns = column_widths(table, width)[start : start + span_of(cell)]
    return max(sum(columns) - 2 * _CELL_PAD, 1.0)

"""Headers and footers of pages that lie on their side: what reached the right edge still does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_package import W
from briefgen.render.house_properties import number_of

if TYPE_CHECKING:
    from briefgen.render.house_styles import StyleBook

_NEAR = 0.1  # of the column's width: what ends so close to its edge was meant to end there


def widen(root: etree._Element, book: StyleBook, before: float, after: float) -> None:
    """Fit ``root``, made for a column ``before`` points wide, to one of ``after`` points.

    Tab stops at the right edge or in the middle move there; a table as wide as the column grows.
    """
    for paragraph in root.iter(f"{W}p"):
        _move_stops(paragraph, book, before, after)
    for table in root.iter(f"{W}tbl"):
        _stretch(table, before, after)


def _move_stops(paragraph: etree._Element, book: StyleBook, before: float, after: float) -> None:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    style_id = None if named is None else named.get(f"{W}val")
    stops = book.tab_stops(style_id, paragraph)
    moved = {}
    for place, (kind, leader) in stops.items():
        for share in (1.0, 0.5):
            if abs(place / 20 - before * share) <= _NEAR * before:
                moved[place] = (round(place + (after - before) * share * 20), kind, leader)
    if not moved:
        return
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    tabs = properties.find(f"{W}tabs")
    if tabs is None:
        tabs = etree.Element(f"{W}tabs")
        properties.insert(0 if named is None else 1, tabs)
    for old in list(tabs):
        if round(number_of(old, "pos")) in moved:
            tabs.remove(old)
    made = [(place, "clear", "") for place in moved] + list(moved.values())
    for place, kind, leader in made:
        stop = etree.SubElement(tabs, f"{W}tab")
        stop.set(f"{W}val", kind)
        if leader:
            stop.set(f"{W}leader", leader)
        stop.set(f"{W}pos", str(place))
    tabs[:] = sorted(tabs, key=lambda stop: number_of(stop, "pos"))


def _stretch(table: etree._Element, before: float, after: float) -> None:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    width = sum(number_of(column, "w") for column in grid) / 20
    if abs(width - before) > _NEAR * before:
        return
    sizes = [*grid, *table.iter(f"{W}tcW"), *table.iterfind(f"{W}tblPr/{W}tblW")]
    for size in sizes:
        if size.get(f"{W}type", "dxa") == "dxa":
            size.set(f"{W}w", str(round(number_of(size, "w") * after / before)))

"""Headers and footers of pages that lie on their side: what was at an edge still is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_file.cleaning import WP
from briefgen.render.house_file.furniture.stops import put_stops, stops_of
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from briefgen.render.house_file.styles import StyleBook

_EMU = 12700  # to the point
_MIDDLE = (0.4, 0.6)  # of a page: what stands there is in the middle, what is beyond it at the edge
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
    gone, put = [], {}
    for place, stop in stops_of(paragraph, book).items():
        for share in (1.0, 0.5):
            if abs(place / 20 - before * share) <= _NEAR * before:
                gone.append(place)
                put[round(place + (after - before) * share * 20)] = stop
    if put:
        put_stops(paragraph, gone, put)


def _stretch(table: etree._Element, before: float, after: float) -> None:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    width = sum(number_of(column, "w") for column in grid) / 20
    if abs(width - before) > _NEAR * before:
        return
    sizes = [*grid, *table.iter(f"{W}tcW"), *table.iterfind(f"{W}tblPr/{W}tblW")]
    for size in sizes:
        if size.get(f"{W}type", "dxa") == "dxa":
            size.set(f"{W}w", str(round(number_of(size, "w") * after / before)))


def move_pictures(root: etree._Element, page: Mapping[str, float]) -> None:
    """Move what stands free in ``root``, made for a ``page`` upright, to its place on the side.

    What was at the right or at the foot is there again, what was in the middle too.
    """
    width, height = page["page_width"], page["page_height"]
    axes = (
        ("positionH", "cx", {"page": 0.0, "margin": page["margin_left"]}, (width, height)),
        ("positionV", "cy", {"page": 0.0, "margin": page["margin_top"]}, (height, width)),
    )
    for anchor in root.iter(f"{WP}anchor"):
        for tag, size, origins, (before, after) in axes:
            place, extent = anchor.find(f"{WP}{tag}"), anchor.find(f"{WP}extent")
            offset = None if place is None else place.find(f"{WP}posOffset")
            if place is None or offset is None or extent is None:
                continue
            base = place.get("relativeFrom", "page")
            origin = origins.get("margin" if base == "column" else base)
            if origin is None:
                continue  # it moves with what it is measured from
            start = int(offset.text or "0")
            middle = origin + (start + int(extent.get(size, "0")) / 2) / _EMU
            offset.text = str(start + round((after - before) * _share(middle / before) * _EMU))


def _share(middle: float) -> float:
    """How much of what a page grows by a picture moves; ``middle`` is in parts of the page."""
    first, last = _MIDDLE
    return 0.0 if middle < first else 0.5 if middle <= last else 1.0

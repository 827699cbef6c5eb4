"""Where a picture that stands free of the lines is, measured as Word does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.furniture import Drawn, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.render.furniture import Grid, Place


def free_pictures(content: Sequence[Line | Grid | None]) -> Iterator[tuple[int, Drawn]]:
    """The pictures that stand free, and the place in ``content`` of what they are anchored in."""
    for number, item in enumerate(content):
        if isinstance(item, Line):
            found = (p for p in item.pieces if isinstance(p, Drawn) and p.across is not None)
            yield from ((number, drawn) for drawn in found)
        elif item is not None:
            for row in item.rows:
                for cell in row.cells:
                    yield from ((number, drawn) for _, drawn in free_pictures(cell.content))


_LEFT_PAGES = {
    "insideMargin": "rightMargin",
    "outsideMargin": "leftMargin",
    "inside": "right",
    "outside": "left",
}


def changes_sides(place: Place | None) -> bool:
    """Whether a picture stands elsewhere on left pages."""
    return place is not None and not _LEFT_PAGES.keys().isdisjoint((place.base, place.align))


def on_left_page(place: Place | None) -> Place | None:
    """Where what has its ``place`` on right pages is on left ones: inner is right there."""
    if place is None:
        return None
    base, align = (_LEFT_PAGES.get(word, word) for word in (place.base, place.align))
    return replace(place, base=base, align=align)


def span(place: Place | None, before: float, after: float, whole: float) -> tuple[float, float]:
    """What a place is measured from, on an axis with margins ``before`` and ``after``."""
    base = "page" if place is None else place.base
    if base == "page":
        return 0.0, whole
    if base in ("leftMargin", "topMargin", "insideMargin"):
        return 0.0, before
    if base in ("rightMargin", "bottomMargin", "outsideMargin"):
        return whole - after, whole
    return before, whole - after


def position(place: Place | None, span: tuple[float, float], size: float) -> float:
    """Where what is ``size`` long begins in ``span``."""
    start, end = span
    if place is None:
        return start
    if place.align in ("right", "bottom", "outside"):
        return end - size
    if place.align == "center":
        return (start + end - size) / 2
    return start + (0.0 if place.align else place.offset)

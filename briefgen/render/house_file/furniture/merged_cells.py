"""Cells of a table that go on with the one above: one, as high as all its rows, as for a logo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import child_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from briefgen.render.furniture import Cell, Row

_NEAR = 1.0  # points that two edges of one column may be apart


def goes_on(cell: etree._Element) -> bool:
    """Whether a w:tc is part of the one above it."""
    merge = child_of(child_of(cell, "tcPr"), "vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def merged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """``rows`` with those of 0 rows, which go on, made part of the cell above; else of one row."""
    made = [[*row.cells] for row in rows]
    for number, cells in enumerate(made):
        for place, cell in enumerate(cells):
            if cell.rows:
                continue
            first = _above(made, number, place)
            if first is None:
                cells[place] = replace(cell, rows=1)
                continue
            at, beside = first
            upper = _beside(made, number, place)
            cut = made[number - 1][upper]
            made[number - 1][upper] = replace(cut, edges={**cut.edges, "bottom": None})
            made[at][beside] = replace(made[at][beside], rows=number - at + 1)
            cells[place] = replace(cell, content=(), edges={**cell.edges, "top": None})
    return tuple(replace(row, cells=tuple(cells)) for row, cells in zip(rows, made, strict=True))


def _above(made: Sequence[Sequence[Cell]], number: int, place: int) -> tuple[int, int] | None:
    """The row and the place of the cell that the one in row ``number`` goes on with."""
    while number:
        upper = _beside(made, number, place)
        if upper < 0:
            return None
        number, place = number - 1, upper
        if made[number][place].rows:
            return number, place
    return None


def _beside(made: Sequence[Sequence[Cell]], number: int, place: int) -> int:
    """The place in the row before of the cell in the same columns; -1 if there is none."""
    left, right = _edges(made[number], place)
    for other in range(len(made[number - 1])):
        start, end = _edges(made[number - 1], other)
        if abs(start - left) < _NEAR and abs(end - right) < _NEAR:
            return other
    return -1


def _edges(cells: Sequence[Cell], place: int) -> tuple[float, float]:
    left = sum(cell.width for cell in cells[:place])
    return left, left + cells[place].width

"""Lines around the cells of a table that stands in a header or footer, and the room they take.

As in Word, those above a row take room in it, those at the foot of a table beneath it, and upright
ones none: half of them lies at either side of where columns meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.layout.strips import Patch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.render.furniture import Cell, Grid, Row


def pads(cell: Cell) -> float:
    """The room above and beneath what stands in ``cell``."""
    return cell.pads["top"] + cell.pads["bottom"]


def thickest(row: Row, side: str) -> float:
    """How thick the lines at a side of the cells of ``row`` are, at most."""
    return max([_thick(cell, side) for cell in row.cells], default=0.0)


def lines_of_row(row: Row, left: float, height: float, grid: Grid, number: int) -> Iterator[Patch]:
    """The lines around the cells of ``row``, that of that ``number`` of ``grid``.

    It begins at ``left``. Those around the table are closed at its corners, and those within it
    end at them.
    """
    is_first, is_last = number == 0, number == len(grid.rows) - 1
    for cell in row.cells:
        begins, ends = cell is row.cells[0], cell is row.cells[-1]
        out = (
            _thick(cell, "left") / 2 if begins else 0.0,
            _thick(cell, "right") / 2 if ends else 0.0,
        )
        yield from _flat(cell, "top", left, 0.0, out, is_outer=is_first)
        yield from _flat(cell, "bottom", left, height, out, is_outer=is_last)
        foot = _thick(cell, "bottom") if is_last else 0.0
        yield from _upright(cell, "left", left, (height, foot), is_outer=begins)
        left += cell.width
        yield from _upright(cell, "right", left, (height, foot), is_outer=ends)


def _flat(
    cell: Cell, side: str, x: float, y: float, out: tuple[float, float], *, is_outer: bool
) -> Iterator[Patch]:
    """A line above or beneath a cell; ``out`` is how far those at its ends stand out and in."""
    edge = cell.edges[side]
    if edge:
        before, behind = out if is_outer else (-out[0], -out[1])
        yield Patch(x - before, y, cell.width + before + behind, *edge)


def _upright(
    cell: Cell, side: str, x: float, height: tuple[float, float], *, is_outer: bool
) -> Iterator[Patch]:
    """A line beside a cell of a row of so much ``height``, and so much at the foot of the table."""
    edge = cell.edges[side]
    if edge:
        start = 0.0 if is_outer else _thick(cell, "top")
        end = sum(height) if is_outer else height[0]
        yield Patch(x - edge[0] / 2, start, edge[0], end - start, *edge[1:])


def _thick(cell: Cell, side: str) -> float:
    edge = cell.edges[side]
    return edge[0] if edge else 0.0

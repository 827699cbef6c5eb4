"""Lines of cells that meet: the thicker one is drawn, as in Word."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.furniture import Cell, Row
    from briefgen.render.styles import Border


def agreed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """``rows`` with one line between each two cells; rows of other columns keep theirs."""
    made = [[*row.cells] for row in rows]
    for cells in made:
        for place in range(1, len(cells)):
            cells[place - 1], cells[place] = _met(cells[place - 1], cells[place], "right", "left")
    for above, below in pairwise(made):
        if [cell.width for cell in above] == [cell.width for cell in below]:
            for place, (upper, lower) in enumerate(zip(above, below, strict=True)):
                above[place], below[place] = _met(upper, lower, "bottom", "top")
    return tuple(replace(row, cells=tuple(cells)) for row, cells in zip(rows, made, strict=True))


def _met(one: Cell, other: Cell, side: str, other_side: str) -> tuple[Cell, Cell]:
    line, second = one.edges[side], other.edges[other_side]
    if line == second:
        return one, other
    thick = max(line, second, key=_weight)
    return (
        replace(one, edges={**one.edges, side: thick}),
        replace(other, edges={**other.edges, other_side: thick}),
    )


def _weight(line: Border | None) -> float:
    return line[0] if line else 0.0

"""How wide the columns of a table in a header or footer are, whichever way the house says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import child_of, number_of

if TYPE_CHECKING:
    from lxml import etree

_FIFTIETHS = 5000  # of a per cent: the whole
_STALE = 0.25  # of the room: a grid that takes less was never laid out, some programs write 100


def column_widths(table: etree._Element, room: float) -> list[float]:
    """The widths of the columns of the w:tbl ``table``, which stands in ``room`` points.

    A grid that Word laid out counts. Where widths are shares of the room, or the grid was never
    laid out, they come from what cells and table ask for, and what is left is shared.
    """
    grid = [number_of(column, "w") / 20 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    rows = [list(row.iterfind(f"{W}tc")) for row in table.iterfind(f"{W}tr")]
    count = max([len(grid), *(sum(map(span_of, row)) for row in rows)])
    grid += [0.0] * (count - len(grid))
    is_laid = all(grid) and sum(grid) >= _STALE * room
    whole = child_of(child_of(table, "tblPr"), "tblW")
    sizes = [cell.find(f"{W}tcPr/{W}tcW") for row in rows for cell in row]
    if is_laid and not any(map(_is_share, (whole, *sizes))):
        return grid
    total = _asked(whole, room)
    asked = _asked_for(rows, count, total or room)
    if is_laid:
        asked = [one or laid for one, laid in zip(asked, grid, strict=True)]
    return _fitted(asked, total, room)


def span_of(cell: etree._Element) -> int:
    """How many columns a w:tc goes over."""
    return max(1, round(number_of(cell.find(f"{W}tcPr/{W}gridSpan"), "val", 1)))


def _asked_for(rows: list[list[etree._Element]], count: int, room: float) -> list[float]:
    """What the cells ask for their columns, 0 for those that leave it open."""
    asked = [0.0] * count
    for row in rows:
        place = 0
        for cell in row:
            span = span_of(cell)
            if span == 1 and not asked[place]:
                asked[place] = _asked(cell.find(f"{W}tcPr/{W}tcW"), room)
            place += span
    return asked


def _fitted(asked: list[float], total: float, room: float) -> list[float]:
    """``asked``, what is open filled from the rest, and all of it as wide as ``total`` if told."""
    known = sum(asked)
    whole = total or (room if not all(asked) else min(known, room))
    if not all(asked):
        rest = max(whole - known, 0.0) or whole / len(asked)
        share = rest / asked.count(0.0)
        asked = [one or share for one in asked]
    scale = whole / (sum(asked) or 1.0)
    return [one * scale for one in asked]


def _asked(size: etree._Element | None, room: float) -> float:
    """The points of a w:tblW or w:tcW; 0 where it leaves them open."""
    if size is None or size.get(f"{W}type") in ("auto", "nil"):
        return 0.0
    if not _is_share(size):
        return max(number_of(size, "w") / 20, 0.0)
    share = number_of(size, "w") / _FIFTIETHS
    if not 0 <= share <= 1:
        share = 1.0 if share > 1 else 0.0
    return share * room


def _is_share(size: etree._Element | None) -> bool:
    return size is not None and size.get(f"{W}type") == "pct"

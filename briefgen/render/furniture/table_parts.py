"""Which parts of a table's style hold for a cell: first row, last column, bands, as it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.furniture.widths import span_of
from briefgen.render.house_package import W
from briefgen.render.house_properties import child_of, number_of, says_yes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

# What a w:tblLook says in the bits of one number, if it has no words for it.
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}

Reach = tuple[int, int]  # the first and the last of rows or columns


class Part(Struct, frozen=True):
    """A part of a table as styles call it, and the rows and columns that it goes over."""

    name: str
    rows: Reach
    columns: Reach


class _Table(Struct, frozen=True):
    """How a table looks to its style: how large it is, and what it asks for."""

    rows: int
    columns: int
    asks: frozenset[str]

    def row_part(self, row: int) -> str:
        """Whether a row is the first or the last one, if that is asked for."""
        if row == 0 and "firstRow" in self.asks:
            return "first"
        return "last" if row == self.rows - 1 and "lastRow" in self.asks else ""

    def column_part(self, column: Reach) -> str:
        """Whether a column is the first or the last one, if that is asked for."""
        if column[0] == 0 and "firstColumn" in self.asks:
            return "first"
        return "last" if column[1] == self.columns - 1 and "lastColumn" in self.asks else ""


def parts_of(cell: etree._Element, sizes: tuple[int, int]) -> Iterator[Part]:
    """The parts of its table that a w:tc belongs to, those that give way to others first.

    ``sizes`` are how many rows and how many columns of the style make a band.
    """
    found = next(cell.iterancestors(f"{W}tr"), None)
    around = next(cell.iterancestors(f"{W}tbl"), None)
    rows = [] if around is None else list(around.iterfind(f"{W}tr"))
    if around is None or found is None or found not in rows:
        return
    row = rows.index(found)
    wide = max(sum(map(span_of, one.iterfind(f"{W}tc"))) for one in rows)
    table = _Table(len(rows), wide, _asked_for(around))
    begins = sum(map(span_of, cell.itersiblings(f"{W}tc", preceding=True)))
    column = (begins, begins + span_of(cell) - 1)
    all_rows, all_columns = (0, len(rows) - 1), (0, wide - 1)
    yield Part("wholeTable", all_rows, all_columns)
    across, down = table.row_part(row), table.column_part(column)
    if "noVBand" not in table.asks and not down:
        number, reach = _band(column[0], "firstColumn" in table.asks, sizes[1])
        yield Part(f"band{number}Vert", all_rows, reach)
    if "noHBand" not in table.asks and not across:
        number, reach = _band(row, "firstRow" in table.asks, sizes[0])
        yield Part(f"band{number}Horz", reach, all_columns)
    if across:
        yield Part(f"{across}Row", (row, row), all_columns)
    if down:
        yield Part(f"{down}Col", all_rows, column)
    if across and down:
        corner = ("n" if across == "first" else "s") + ("w" if down == "first" else "e")
        yield Part(f"{corner}Cell", (row, row), column)


def _asked_for(table: etree._Element) -> frozenset[str]:
    look = child_of(child_of(table, "tblPr"), "tblLook")
    if look is None:
        return frozenset()
    try:
        bits = int(look.get(f"{W}val", "0"), 16)
    except ValueError:
        bits = 0
    return frozenset(
        name for name, bit in _BITS.items() if says_yes(look, name, "1" if bits & bit else "0")
    )


def _band(place: int, after_first: bool, size: int) -> tuple[int, Reach]:
    """The number, 1 or 2, of the band at a ``place``, and where it begins and ends."""
    start = int(after_first)
    band = (place - start) // size
    return band % 2 + 1, (start + band * size, start + (band + 1) * size - 1)


def band_sizes(styles: list[etree._Element]) -> tuple[int, int]:
    """How many rows and how many columns make a band by table ``styles``, the last one counting."""
    sizes = []
    for tag in ("tblStyleRowBandSize", "tblStyleColBandSize"):
        found = [child_of(child_of(style, "tblPr"), tag) for style in styles]
        last = next((one for one in reversed(found) if one is not None), None)
        sizes.append(max(round(number_of(last, "val", 1)), 1))
    return sizes[0], sizes[1]

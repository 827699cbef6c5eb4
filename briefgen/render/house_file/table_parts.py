"""Which parts of a table's style hold for a cell: first row, last column, bands, as it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import child_of, number_of, says_yes
from briefgen.render.house_file.widths import span_of

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


class TableParts:
    """The parts of one table, whose rows and columns are counted once."""

    def __init__(self, table: etree._Element, sizes: tuple[int, int]) -> None:
        """Count what is in ``table``, a w:tbl.

        ``sizes`` are how many rows and how many columns of its style make a band.
        """
        self._sizes, self._asks = sizes, _asked_for(table)
        self._rows: dict[etree._Element, int] = {}  # the number of each cell's row
        self._columns: dict[etree._Element, Reach] = {}
        self._high, self._wide = 0, 0
        for row in table.iterfind(f"{W}tr"):
            begins = 0
            for cell in row.iterfind(f"{W}tc"):
                ends = begins + span_of(cell)
                self._rows[cell], self._columns[cell] = self._high, (begins, ends - 1)
                begins = ends
            self._high, self._wide = self._high + 1, max(self._wide, begins)

    def of(self, cell: etree._Element) -> Iterator[Part]:
        """The parts that ``cell``, a w:tc, belongs to, those that give way to others first."""
        if cell not in self._rows:
            return
        row, column = self._rows[cell], self._columns[cell]
        all_rows, all_columns = (0, self._high - 1), (0, self._wide - 1)
        yield Part("wholeTable", all_rows, all_columns)
        across, down = self._row_part(row), self._column_part(column)
        if "noVBand" not in self._asks and not down:
            number, reach = _band(column[0], "firstColumn" in self._asks, self._sizes[1])
            yield Part(f"band{number}Vert", all_rows, reach)
        if "noHBand" not in self._asks and not across:
            number, reach = _band(row, "firstRow" in self._asks, self._sizes[0])
            yield Part(f"band{number}Horz", reach, all_columns)
        if across:
            yield Part(f"{across}Row", (row, row), all_columns)
        if down:
            yield Part(f"{down}Col", all_rows, column)
        if across and down:
            corner = ("n" if across == "first" else "s") + ("w" if down == "first" else "e")
            yield Part(f"{corner}Cell", (row, row), column)

    def _row_part(self, row: int) -> str:
        """Whether a row is the first or the last one, if that is asked for."""
        if row == 0 and "firstRow" in self._asks:
            return "first"
        return "last" if row == self._high - 1 and "lastRow" in self._asks else ""

    def _column_part(self, column: Reach) -> str:
        """Whether a column is the first or the last one, if that is asked for."""
        if column[0] == 0 and "firstColumn" in self._asks:
            return "first"
        return "last" if column[1] == self._wide - 1 and "lastColumn" in self._asks else ""


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

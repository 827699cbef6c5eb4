"""Data tables: fixed widths, a head that repeats on each page, rows that stay whole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.render.docx.runs import plain_words
from briefgen.render.docx.text import attribute, escape, run
from briefgen.render.pdf.columns import column_edges
from briefgen.render.together import rows_held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.blocks import Column, Table
    from briefgen.pack.inlines import Inlines
    from briefgen.render.docx.runs import Runs
    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import House

_JUSTIFY = {
    Align.LEFT: "",
    Align.RIGHT: '<w:jc w:val="right"/>',
    Align.CENTRE: '<w:jc w:val="center"/>',
}
_CELL_END = "</w:p></w:tc>"
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_LOOK = (
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
    'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
)


def table_xml(
    table: Table, width: float, house: House, sheet: StyleSheet, runs: Runs, *, followed: bool
) -> list[str]:
    """The w:tbl of ``table`` over ``width`` points, row by row, without caption and notes.

    ``followed`` where a note is on it, which the last row holds.
    """
    widths = _widths(table, house, width)
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    head = _cell_starts(table.columns, widths, sheet.id("Table Head"), keep=True)
    keep = rows_held(len(table.rows)) | ({len(table.rows) - 1} if followed else set())
    forms = [
        _RowForm(_cell_starts(table.columns, widths, sheet.id("Table Text"), keep=held))
        for held in (False, True)
    ]
    titles = "".join(
        start + run(escape(column.title)) + _CELL_END
        for start, column in zip(head, table.columns, strict=True)
    )
    opening = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{sheet.id("Briefing Table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_LOOK}'
        f'<w:tblCaption w:val="{attribute(table.caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_HEAD_ROW}{titles}</w:tr>"
    )
    rows = [forms[place in keep].filled(row, runs) for place, row in enumerate(table.rows)]
    return [opening, *rows, "</w:tbl>"]


def _widths(table: Table, house: House, width: float) -> list[int]:
    """Widths of the columns in twentieths of a point, which add up to ``width`` points."""
    edges = [round(edge * 20) for edge in column_edges(table, house, width)]
    return [right - left for left, right in pairwise(edges)]


class _RowForm:
    """Rows of a table that differ in their words alone."""

    def __init__(self, starts: Sequence[str]) -> None:
        """Begin the cells with ``starts``."""
        self._starts = starts
        cells = "".join(f"{start.replace('%', '%%')}{run('%s')}{_CELL_END}" for start in starts)
        self._plain = f"{_ROW}{cells}</w:tr>"

    def filled(self, row: Sequence[Inlines], runs: Runs) -> str:
        """``row`` in this form; most rows have plain words in all cells."""
        if len(row) == len(self._starts):
            words = plain_words(row)
            if words is not None:
                return self._plain % words
        cells = zip(self._starts, _filled(row, len(self._starts)), strict=True)
        written = [
            f"{start}{''.join(runs.of(cell, narrow=True))}{_CELL_END}" for start, cell in cells
        ]
        return f"{_ROW}{''.join(written)}</w:tr>"


def _cell_starts(
    columns: Sequence[Column], widths: Sequence[int], style: str, *, keep: bool = False
) -> list[str]:
    """What stands before the runs of a cell, for each column; ``keep`` holds it to what follows."""
    next_too = "<w:keepNext/>" if keep else ""
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/>{next_too}{_JUSTIFY[column.align]}</w:pPr>'
        for column, width in zip(columns, widths, strict=True)
    ]


def _filled(row: Sequence[Inlines], count: int) -> list[Inlines]:
    """A row with as many cells as there are columns."""
    return [*row, *[()] * (count - len(row))][:count]

"""Data tables: fixed widths, a head that repeats on each page, rows that stay whole."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.render.docx.runs import plain_words
from briefgen.render.docx.text import attribute, escape, run
from briefgen.render.pdf.columns import column_edges
from briefgen.render.together import rows_held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.blocks import Table
    from briefgen.pack.inlines import Inlines
    from briefgen.render.docx.runs import Runs
    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import House

_JUSTIFY = {
    Align.LEFT: "",
    Align.RIGHT: '<w:jc w:val="right"/>',
    Align.CENTRE: '<w:jc w:val="center"/>',
}
_KEPT = 32  # forms of rows
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
    aligns = tuple([column.align for column in table.columns])
    head = _cell_starts(aligns, widths, sheet.id("Table Head"), keep=True)
    keep = rows_held(len(table.rows)) | ({len(table.rows) - 1} if followed else set())
    forms = [_row_form(aligns, widths, sheet.id("Table Text"), held) for held in (False, True)]
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
    held = [forms[place in keep] for place in range(len(table.rows))]
    words = _plain_rows(table)
    if words:
        rows = [form.of_words(row) for form, row in zip(held, words, strict=True)]
    else:
        rows = [form.filled(row, runs) for form, row in zip(held, table.rows, strict=True)]
    return [opening, *rows, "</w:tbl>"]


def _plain_rows(table: Table) -> list[tuple[str, ...]]:
    """The words of each row where all cells of ``table`` have plain ones; else nothing."""
    width = len(table.columns)
    words = plain_words([*chain.from_iterable(table.rows)])
    if words is None or set(map(len, table.rows)) != {width}:
        return []
    return [words[start : start + width] for start in range(0, len(words), width)]


def _widths(table: Table, house: House, width: float) -> tuple[int, ...]:
    """Widths of the columns in twentieths of a point, which add up to ``width`` points."""
    edges = [round(edge * 20) for edge in column_edges(table, house, width)]
    return tuple([right - left for left, right in pairwise(edges)])


class _RowForm:
    """Rows of a table that differ in their words alone."""

    def __init__(self, starts: Sequence[str]) -> None:
        """Begin the cells with ``starts``."""
        self._starts = starts
        cells = "".join(f"{start.replace('%', '%%')}{run('%s')}{_CELL_END}" for start in starts)
        self._plain = f"{_ROW}{cells}</w:tr>"

    def of_words(self, words: tuple[str, ...]) -> str:
        """A row of ``words``, each of which stands in a run as it is."""
        return self._plain % words

    def filled(self, row: Sequence[Inlines], runs: Runs) -> str:
        """``row`` in this form."""
        if len(row) == len(self._starts):
            words = plain_words(row)
            if words is not None:
                return self.of_words(words)
        cells = zip(self._starts, _filled(row, len(self._starts)), strict=True)
        written = [
            f"{start}{''.join(runs.of(cell, narrow=True))}{_CELL_END}" for start, cell in cells
        ]
        return f"{_ROW}{''.join(written)}</w:tr>"


@lru_cache(maxsize=_KEPT)  # most tables of a pack are alike
def _row_form(
    aligns: tuple[Align, ...], widths: tuple[int, ...], style: str, keep: bool
) -> _RowForm:
    """The form of rows of text in columns of those ``aligns`` and ``widths``."""
    return _RowForm(_cell_starts(aligns, widths, style, keep=keep))


def _cell_starts(
    aligns: Sequence[Align], widths: Sequence[int], style: str, *, keep: bool
) -> list[str]:
    """What stands before the runs of a cell, for each column; ``keep`` holds it to what follows."""
    next_too = "<w:keepNext/>" if keep else ""
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/>{next_too}{_JUSTIFY[align]}</w:pPr>'
        for align, width in zip(aligns, widths, strict=True)
    ]


def _filled(row: Sequence[Inlines], count: int) -> list[Inlines]:
    """A row with as many cells as there are columns."""
    return [*row, *[()] * (count - len(row))][:count]

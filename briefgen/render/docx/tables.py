"""Data tables: fixed widths, a head that repeats on each page, rows that stay whole."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.blocks import Align
from briefgen.render.docx.runs import plain_words
from briefgen.render.docx.text import attribute, escape, run
from briefgen.render.layout.columns import column_edges
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
_WORDS, _WORDS_END = "<w:r><w:t>", f"</w:t></w:r>{_CELL_END}"
_ROW_END = f"{_WORDS_END}</w:tr>"
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_LOOK = (
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
    'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
)


def table_xml(
    table: Table,
    width: float,
    house: House,
    sheet: StyleSheet,
    runs: Runs,
    *,
    followed: bool,
    parted: bool = False,
) -> list[str]:
    """The w:tbl of ``table`` over ``width`` points in pieces, without caption and notes.

    ``followed`` where a note is on it, which the last row holds. Where it is ``parted`` no row
    holds the next.
    """
    widths = _widths(table, house, width)
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    aligns = tuple([column.align for column in table.columns])
    head = _cell_starts(aligns, widths, sheet.id("Table Head"), keep=True)
    keep = rows_held(len(table.rows)) if not parted else frozenset()
    keep |= {len(table.rows) - 1} if followed else set()
    forms = [_row_form(aligns, widths, sheet.id("Table Text"), held) for held in (False, True)]
    titles = "".join(
        start + run(escape(column.title)) + _CELL_END
        for start, column in zip(head, table.columns, strict=True)
    )
    opening = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{sheet.id("Briefing Table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_LOOK}'
        '<w:tblCaption w:val="'
    )
    head_row = f'"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_HEAD_ROW}{titles}</w:tr>'
    held = [forms[place in keep] for place in range(len(table.rows))]
    rows = _plain_rows(table, held) or _rows(table, held, runs)
    return [opening, attribute(table.caption), head_row, *rows, "</w:tbl>"]


def _plain_rows(table: Table, forms: Sequence[_RowForm]) -> list[str]:
    """The rows in their ``forms`` where all cells have plain words; else nothing.

    The words stay pieces of their own: what stands around them is ASCII, and long.
    """
    words = plain_words([*chain.from_iterable(table.rows)])
    if words is None or set(map(len, table.rows)) != {len(table.columns)}:
        return []
    before = chain.from_iterable([form.before_words for form in forms])
    pieces = [*chain.from_iterable(zip(before, words, strict=True)), _ROW_END]
    pieces[0] = pieces[0].removeprefix(_ROW_END)
    return pieces


def _rows(table: Table, forms: Sequence[_RowForm], runs: Runs) -> list[str]:
    """The rows in their ``forms``, whatever stands in their cells."""
    pieces: list[str] = []
    for form, row in zip(forms, table.rows, strict=True):
        pieces.append(_ROW)
        for start, cell in zip(form.starts, _filled(row, len(form.starts)), strict=True):
            pieces += (start, *runs.of(cell, narrow=True), _CELL_END)
        pieces.append("</w:tr>")
    return pieces


def _widths(table: Table, house: House, width: float) -> tuple[int, ...]:
    """Widths of the columns in twentieths of a point, which add up to ``width`` points."""
    edges = [round(edge * 20) for edge in column_edges(table, house, width)]
    return tuple([right - left for left, right in pairwise(edges)])


class _RowForm(Struct, frozen=True, gc=False):
    """Rows of a table that differ in their words alone.

    ``starts`` stand before the runs of their cells. ``before_words`` reach from the plain words of
    the cell before to those of each cell.
    """

    starts: tuple[str, ...]
    before_words: tuple[str, ...]


@lru_cache(maxsize=_KEPT)  # most tables of a pack are alike
def _row_form(
    aligns: tuple[Align, ...], widths: tuple[int, ...], style: str, keep: bool
) -> _RowForm:
    """The form of rows of text in columns of those ``aligns`` and ``widths``."""
    starts = _cell_starts(aligns, widths, style, keep=keep)
    before = [
        f"{_WORDS_END if place else _ROW_END + _ROW}{start}{_WORDS}"
        for place, start in enumerate(starts)
    ]
    return _RowForm(tuple(starts), tuple(before))


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

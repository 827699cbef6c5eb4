"""Rows of a table that a person changed in a file, held against those that the pack has today.

Rows made from the request or from several facts have no place for other words. What was typed into
one of them is told cell by cell, so that it can be put where the row comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.fingerprints import bare, squeezed
from briefgen.pack.inlines import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.pack.blocks import Table
    from briefgen.pack.printed import Unit


class EditedCell(Struct, frozen=True):
    """A cell that reads otherwise; row and column are counted from 0.

    ``unit`` is its row as it stands in the file.
    """

    row: int
    column: int
    before: str
    now: str
    unit: Unit


class EditedRows(Struct, frozen=True):
    """The cells that read otherwise, the rows that are gone, and what is no row of the table.

    ``head`` are the titles of columns that read otherwise: column, title and what it reads.
    """

    cells: tuple[EditedCell, ...]
    gone: tuple[int, ...]
    added: tuple[Unit, ...]
    head: tuple[tuple[int, str, str], ...] = ()


def edited_rows(table: Table, units: Iterable[Unit], there: Iterable[Unit]) -> EditedRows:
    """What became of the rows of ``table``, of which those ``there`` are still in the file.

    ``units`` are those of the file that are none of its texts. A file tells no empty cells.
    """
    rows = [tuple(squeezed(plain(cell)) for cell in row) for row in table.rows]
    standing = {_filled(unit) for unit in there}
    missing = [number for number, row in enumerate(rows) if _filled(row) not in standing]
    titles = tuple(squeezed(column.title) for column in table.columns)
    head: list[tuple[int, str, str]] = []
    cells: list[EditedCell] = []
    added: list[Unit] = []
    for unit in units:
        if _filled(titles) not in standing and _most_alike(unit, [titles], [0]) is not None:
            head += [
                (column, before, squeezed(now))
                for column, before, now in _beside(titles, unit)
                if bare(before) != bare(now)
            ]
            continue
        number = _most_alike(unit, rows, missing)
        if number is None:
            added.append(unit)
            continue
        missing.remove(number)
        cells += [
            EditedCell(number, column, before, squeezed(now), unit)
            for column, before, now in _beside(rows[number], unit)
            if bare(before) != bare(now)
        ]
    return EditedRows(tuple(cells), tuple(missing), tuple(added), tuple(head))


def _most_alike(unit: Unit, rows: Sequence[Unit], missing: Sequence[int]) -> int | None:
    """The one of the ``missing`` rows that shares most cells with ``unit``; None if none does."""
    shared = {
        number: sum(bare(a) == bare(b) for _, a, b in _beside(rows[number], unit))
        for number in missing
    }
    best = max(shared, key=lambda number: shared[number], default=None)
    return best if best is not None and shared[best] else None


def _beside(row: Unit, unit: Unit) -> list[tuple[int, str, str]]:
    """The columns of ``row`` with its words and those of ``unit``; none where they do not meet."""
    for columns in (range(len(row)), [n for n, cell in enumerate(row) if cell]):
        if len(columns) == len(unit):
            return [(n, row[n], said) for n, said in zip(columns, unit, strict=True)]
    return []


def _filled(unit: Unit) -> Unit:
    return tuple(filter(None, map(bare, unit)))

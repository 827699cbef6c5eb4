"""Rows of the fact base that have another id and are otherwise what they were.

A record knows a row by its id and by a hash that holds the id too. A row that is new may be the one
that is missing: under the old id it then has the hash that was recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen.pack.record_rows import row_text, text_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Line

_TOKENS = ("facts", "observations", "people")  # that lines name
_ANY = "\x00"  # stands for an id that is tried
_ANY_WRITTEN = "\\u0000"


class Renamed:
    """Of the rows in a ``record`` those that ``base``, or ``lines``, has under another id."""

    def __init__(
        self, base: FactBase, record: Mapping[str, Any], lines: Iterable[Line] = ()
    ) -> None:
        self._base, self._record = base, record
        self._lines = {**base.lines, **{line.id: line for line in lines}}
        self._new: dict[str, dict[str, str]] = {}  # by table, the new id of each old one
        self._old: dict[str, dict[str, str]] = {}  # and the other way round
        for table, rows in (
            ("sources", base.sources),
            ("facts", base.facts),
            ("observations", base.observations),
            ("people", base.people),
            ("lines", self._lines),
        ):
            self._new[table] = dict(self._found(table, rows))
            self._old[table] = {new: old for old, new in self._new[table].items()}

    @property
    def by_table(self) -> Mapping[str, Mapping[str, str]]:
        """The new id of each old one, by table; of those tables alone where there is any."""
        return {table: names for table, names in self._new.items() if names}

    def new_id(self, table: str, name: str) -> str:
        """The id that the row ``name`` has now; empty where it was not renamed."""
        return self._new[table].get(name, "")

    def old_id(self, table: str, name: str) -> str:
        """The id under which the row ``name`` was recorded."""
        return self._old[table].get(name, name)

    def is_as_recorded(self, table: str, name: str) -> bool:
        """Whether the row ``name`` differs from what was recorded in the ids of others at most."""
        row = self._rows(table).get(name)
        expected = self._record[table].get(name)
        return row is not None and text_hash(self._text(table, name, row)) == expected

    def _rows(self, table: str) -> Mapping[str, Any]:
        rows: Mapping[str, Any] = getattr(self._base, table)
        return self._lines if table == "lines" else rows

    def _found(self, table: str, rows: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Each old id that is gone, with the new id of the row that it was of."""
        recorded = self._record[table]
        missing = [name for name in recorded if name not in rows]
        if not missing:
            return
        texts = {
            name: self._text(table, name, replace(row, id=_ANY))
            for name, row in rows.items()
            if name not in recorded
        }
        for old in missing:
            for new, text in texts.items():
                if text_hash(text.replace(_ANY_WRITTEN, old)) == recorded[old]:
                    del texts[new]
                    yield old, new
                    break

    def _text(self, table: str, name: str, row: Any) -> str:  # noqa: ANN401 - of any table
        """``row``, called ``name`` today, and what hangs on it, under the ids that others had."""
        hanging: Iterable[object] = ()
        match table:
            case "facts":
                citations = self._base.citations_of.get(name, ())
                hanging = [
                    replace(one, fact=row.id, source=self.old_id("sources", one.source))
                    for one in citations
                ]
            case "observations" | "people":
                row = replace(row, fact=self.old_id("facts", row.fact))
            case "lines":
                row = replace(row, text=self._told(row.text), test=self._told(row.test))
        return row_text(row, hanging)

    def _told(self, words: str) -> str:
        """``words`` with the old ids in their tokens."""
        for table in _TOKENS:
            for new, old in self._old[table].items():
                words = words.replace(f"{{{new}|", f"{{{old}|")
        return words

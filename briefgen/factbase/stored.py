"""The tables of a compiled fact base: records that are read when they are asked for.

Each table looks to its users like the mapping or the tuple it was compiled from, in the same
order. A record carries a checksum, so that a damaged page is found before it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, ValuesView
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.factbase import records
from briefgen.factbase.cells import Layout, checksum
from briefgen.factbase.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.factbase.store import Store

Record = TypeVar("Record", bound=Struct)

_KEPT = 4096  # records of a table kept once read; a table no longer than this is kept whole


class Table(Struct, Generic[Record], frozen=True, dict=True):
    """How one table of the fact base is stored: its records, their key, what they are asked by."""

    name: str
    record: type[Record]
    key: str = ""
    asked_by: tuple[str, ...] = ()

    @cached_property
    def layout(self) -> Layout[Record]:
        """The columns of the table."""
        return Layout(self.record)

    @property
    def statements(self) -> tuple[str, ...]:
        """The SQL that makes the table."""
        texts = ", ".join(f'"{name}" TEXT NOT NULL' for name in self.layout.columns)
        columns = f"row_number INTEGER PRIMARY KEY, {texts}, checksum INTEGER NOT NULL"
        made = [f'CREATE TABLE "{self.name}" ({columns})']
        if self.key:
            made.append(
                f'CREATE UNIQUE INDEX "{self.name}_{self.key}" ON "{self.name}" ("{self.key}")'
            )
        made += [
            f'CREATE INDEX "{self.name}_{column}" ON "{self.name}" ("{column}") '
            f"WHERE \"{column}\" <> ''"
            for column in self.asked_by
        ]
        return tuple(made)


TABLES: tuple[Table[Any], ...] = (
    Table("topics", records.Topic, "id"),
    Table("organisations", records.Organisation, "id"),
    Table("sources", records.Source, "id"),
    Table("measures", records.Measure, "id"),
    Table("facts", records.Fact, "id", ("supersedes",)),
    Table("observations", records.Observation, "id", ("fact",)),
    Table("citations", records.Citation, "", ("fact",)),
    Table("disagreements", records.Disagreement, "", ("fact", "rival")),
    Table("choices", records.Choice),
    Table("lines", records.Line, "id", ("topic",)),
    Table("people", records.Person, "id"),
    Table("places", records.Place, "id"),
    Table("corridors", records.Corridor, "id"),
    Table("agreements", records.Agreement, "id"),
    Table("waypoints", records.Waypoint),
    Table("acronyms", records.Acronym, "acronym"),
    Table("problems", Problem),
)


class _Stored(Generic[Record]):
    """What the views on one stored table share."""

    def __init__(self, store: Store, table: Table[Record], length: int) -> None:
        self._store, self._table, self._length = store, table, length
        columns = ", ".join(f'"{name}"' for name in table.layout.columns)
        self._select = f'SELECT {columns}, checksum FROM "{table.name}"'  # noqa: S608 - our names
        self._whole: tuple[Record, ...] | None = None

    def __len__(self) -> int:
        return self._length

    def found(self, clause: str, values: Sequence[object] = ()) -> Iterator[Record]:
        """The records that ``clause`` narrows and orders."""
        for row in self._store.rows(f"{self._select} {clause}", values):
            yield self._read(row)

    def walk(self) -> Iterable[Record]:
        """All records in order; those of a short table are kept."""
        if self._whole is None:
            walk = self.found("ORDER BY row_number")
            if len(self) > _KEPT:
                return walk
            self._whole = tuple(walk)
        return self._whole

    def _read(self, row: tuple[Any, ...]) -> Record:
        *cells, expected = row
        try:
            if checksum(cells) == expected:
                return self._table.layout.record(cells)
        except (LookupError, TypeError, ValueError, ArithmeticError, BriefgenError) as error:
            raise self._store.damaged(f"a row of the table {self._table.name}") from error
        raise self._store.damaged(f"a row of the table {self._table.name}")


class StoredRows(_Stored[Record], Sequence[Record]):
    """A table without a key."""

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        if isinstance(index, slice):
            return tuple(self.walk())[index]
        place = range(len(self))[index]
        return next(self.found("WHERE row_number = ?", (place + 1,)))

    def __iter__(self) -> Iterator[Record]:
        return iter(self.walk())


class StoredRecords(_Stored[Record], Mapping[str, Record]):
    """A table by its key."""

    def __init__(self, store: Store, table: Table[Record], length: int) -> None:
        super().__init__(store, table, length)
        self._kept = lru_cache(maxsize=_KEPT)(self._by_key)

    def __getitem__(self, key: str) -> Record:
        return self._kept(key)

    def _by_key(self, key: str) -> Record:
        for record in self.found(f'WHERE "{self._table.key}" = ?', (key,)):
            return record
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        key, table = self._table.key, self._table.name
        sql = f'SELECT "{key}" FROM "{table}" ORDER BY row_number'  # noqa: S608 - our names
        return (row[0] for row in self._store.rows(sql))

    def values(self) -> ValuesView[Record]:
        """The records in order, read in one go rather than key by key."""
        return _Values(self)


class _Values(ValuesView[Record]):
    _mapping: StoredRecords[Record]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._mapping.walk())


class StoredGroups(Mapping[str, tuple[Record, ...]]):
    """The records of a table by a column that several of them share."""

    def __init__(self, store: Store, table: Table[Record], columns: tuple[str, ...]) -> None:
        self._store = store
        self._rows = StoredRows(store, table, 0)
        self._table, self._columns = table, columns
        self._kept = lru_cache(maxsize=_KEPT)(self._group)

    def __getitem__(self, key: str) -> tuple[Record, ...]:
        group = self._kept(key)
        if not group:
            raise KeyError(key)
        return group

    def _group(self, key: str) -> tuple[Record, ...]:
        if not key:
            return ()
        clause = " OR ".join(f'("{name}" = ? AND "{name}" <> \'\')' for name in self._columns)
        values = [key] * len(self._columns)
        return tuple(self._rows.found(f"WHERE {clause} ORDER BY row_number", values))

    def __iter__(self) -> Iterator[str]:
        keys: dict[str, None] = {}
        for row in self._store.rows(self._keys):
            keys.update(dict.fromkeys(row))
        return iter(keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def _keys(self) -> str:
        columns = ", ".join(f'"{name}"' for name in self._columns)
        return f'SELECT {columns} FROM "{self._table.name}" ORDER BY row_number'  # noqa: S608

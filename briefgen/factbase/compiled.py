"""A compiled fact base: one SQLite file with all records and the search index.

It is opened for reading only and never read whole: records come by id or by question. The same
fact base gives the same bytes, on the same version of SQLite.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import __version__
from briefgen.errors import FactBaseError, OutputError
from briefgen.factbase.base import FactBase, grouped
from briefgen.factbase.cells import checksum, laid_in, laid_text
from briefgen.factbase.index import INDEX_TABLES, FactIndex, FactQuery, write_index
from briefgen.factbase.store import COMPILE_AGAIN, open_read_only
from briefgen.factbase.stored import TABLES, StoredGroups, StoredRecords, StoredRows, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from briefgen.factbase.dates import Interval
    from briefgen.factbase.records import Citation, Disagreement, Fact, Line, Observation
    from briefgen.factbase.store import Store

SUFFIX = ".briefbase"
FORMAT = 1
_APPLICATION = 0x42724662  # "BrFb", in the file's header
_PAGE = 4096  # bytes
_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes
_DESCRIBED = "CREATE TABLE described (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_COMPARED = 20_000  # ids
_ALIKE = 4  # letters at the start of an id
_OWN_TABLES = {f"words_{part}" for part in ("config", "data", "idx")}  # FTS5 makes these itself
_FOREIGN = "it is not a compiled fact base."
_CHOOSE = f"Choose a folder of tables, or a {SUFFIX} file made by “briefgen facts compile”."


@cache
def _schema() -> tuple[str, ...]:
    return (_DESCRIBED, *(sql for table in TABLES for sql in table.statements), *INDEX_TABLES)


class CompiledBase(FactBase, frozen=True):
    """A fact base whose records stay in its file until they are asked for."""

    @cached_property
    def program(self) -> str:
        """The version of the program that compiled it."""
        assert self.store
        row = self.store.row("SELECT value FROM described WHERE name = 'program'")
        return str(row[0]) if row else ""

    @cached_property
    def citations_of(self) -> Mapping[str, tuple[Citation, ...]]:
        """The citations of each fact id."""
        return self._groups("citations", "fact")

    @cached_property
    def observations_of(self) -> Mapping[str, tuple[Observation, ...]]:
        """The observations of each fact id."""
        return self._groups("observations", "fact")

    @cached_property
    def disagreements_of(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """The disagreements that each fact id has a part in."""
        return self._groups("disagreements", "fact", "rival")

    @cached_property
    def lines_of(self) -> Mapping[str, tuple[Line, ...]]:
        """The lines of each topic id."""
        return self._groups("lines", "topic")

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The ids of the facts that a later fact replaces."""
        assert self.store
        rows = self.store.rows("SELECT supersedes FROM facts WHERE supersedes <> ''")
        return frozenset(row[0] for row in rows)

    @cached_property
    def successors(self) -> Mapping[str, tuple[Fact, ...]]:
        """The newer facts that replace each fact id."""
        assert self.store
        rows: StoredRows[Fact] = StoredRows(self.store, _table("facts"), 0)
        newer = rows.found("WHERE supersedes <> '' ORDER BY row_number")
        return grouped(newer, lambda fact: fact.supersedes)

    @cached_property
    def _index(self) -> FactIndex:
        return FactIndex(self)

    def facts_on(self, topics: Collection[str], dates: Interval) -> Iterator[Fact]:
        """The facts of ``topics`` whose date shares a day with ``dates``, newest first."""
        if not topics:
            return iter(())
        found = self._index.search(FactQuery(tuple(sorted(topics)), dates))
        return map(self._indexed, found)

    def _indexed(self, name: str) -> Fact:
        """The fact that the index names. Raises FactBaseError where the table has lost it."""
        assert self.store
        fact = self.facts.get(name)
        if fact is None:
            raise self.store.damaged("its index names a fact that the table facts has not")
        return fact

    def ids_like(self, name: str, *tables: str) -> list[str]:
        """The ids in ``tables`` that a mistyped ``name`` may stand for.

        All of them, or in a large base (comparing takes 20 µs an id) those most like its start.
        """
        assert self.store
        if sum(len(getattr(self, table)) for table in tables) <= _COMPARED:
            return super().ids_like(name, *tables)
        sql = "SELECT id FROM {} WHERE id BETWEEN ? AND ? LIMIT ?"
        for length in range(len(name), _ALIKE - 1, -1):
            values = (name[:length], f"{name[:length]}\U0010ffff", _COMPARED)
            rows = (row for t in tables for row in self.store.rows(sql.format(t), values))
            found = [row[0] for row in rows]
            if found:
                return found
        return []

    def _groups(self, name: str, *columns: str) -> StoredGroups[Any]:
        assert self.store
        return StoredGroups(self.store, _table(name), columns)


def _table(name: str) -> Table[Any]:
    return next(table for table in TABLES if table.name == name)


# --- opening ------------------------------------------------------------------------------------


def open_compiled(path: Path) -> CompiledBase:
    """The fact base in the file ``path``; its header and plan are checked, its records not read.

    Raises FactBaseError for a file that is none, is damaged, or was made by another version.
    """
    _check_header(path)
    store = open_read_only(path)
    _check_schema(path, store)
    described = dict(store.rows("SELECT name, value FROM described"))
    try:
        tables = {t.name: _view(store, t, int(described[f"rows.{t.name}"])) for t in TABLES}
        names = {name: described[name] for name in ("name", "version", "digest")}
        layers = laid_in(described["layers"])
    except (LookupError, TypeError, ValueError) as error:
        raise store.damaged(f"in its description, {error}") from error
    tables["problems"] = tuple(tables["problems"])
    return CompiledBase(folder=path, store=store, layers=layers, **names, **tables)


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
        size = path.stat().st_size
    except OSError as error:
        raise FactBaseError(path, f"{error.strerror or error}.", _CHOOSE) from error
    application = int.from_bytes(header[68:72], "big")
    if not header.startswith(_MAGIC) or application != _APPLICATION:
        raise FactBaseError(path, _FOREIGN, _CHOOSE)
    made_for = int.from_bytes(header[60:64], "big")
    if made_for > FORMAT:
        remedy = "Update the program, or compile the folder of the fact base with this one."
        raise FactBaseError(path, "it was made by a newer version of the program.", remedy)
    if size != int.from_bytes(header[28:32], "big") * _PAGE:
        raise FactBaseError(path, "it is not whole: its length is wrong.", COMPILE_AGAIN)


def _check_schema(path: Path, store: Store) -> None:
    """Only our own tables, word for word: a file from elsewhere can bring no code of its own."""
    rows = store.rows("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    found = [sql for kind, name, sql in rows if kind != "table" or name not in _OWN_TABLES]
    if sorted(found) != sorted(_schema()):
        why = "its tables are not those of this version of the program."
        raise FactBaseError(path, why, COMPILE_AGAIN)


def _view(store: Store, table: Table[Any], length: int) -> Any:  # noqa: ANN401 - by the table
    return (StoredRecords if table.key else StoredRows)(store, table, length)


# --- compiling ----------------------------------------------------------------------------------


def compile_factbase(base: FactBase, target: Path) -> None:
    """Write ``base`` to the file ``target``, whole or not at all.

    Raises OutputError; what stood at the target is then untouched.
    """
    try:
        with ExitStack() as cleanup:
            draft, finished = (_temporary(target, cleanup) for _ in range(2))
            with closing(_empty_database(draft)) as database:
                _fill(database, base)
                # Pages in order and none to spare, without what building left behind.
                database.execute("VACUUM INTO ?", (str(finished),))
            _flush(finished)
            open_compiled(finished)
            finished.replace(target)
    except OSError as error:
        raise OutputError(target, f"{error.strerror or error}; choose another place.") from error
    except sqlite3.OperationalError as error:
        raise OutputError(target, f"{error}; free some space or choose another place.") from error


def _temporary(target: Path, cleanup: ExitStack) -> Path:
    handle, name = tempfile.mkstemp(
        prefix=".briefgen-", suffix=".part", dir=target.absolute().parent
    )
    os.close(handle)
    path = Path(name)
    cleanup.callback(path.unlink, missing_ok=True)
    return path


def _flush(path: Path) -> None:
    umask = os.umask(0)
    os.umask(umask)
    path.chmod(0o666 & ~umask)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _empty_database(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    settings = {
        "page_size": _PAGE,
        "auto_vacuum": 0,
        "encoding": "'UTF-8'",
        "application_id": _APPLICATION,
        "user_version": FORMAT,
        "journal_mode": "OFF",  # a draft that fails is thrown away
        "synchronous": "OFF",
        "cache_size": -65536,  # KiB
    }
    for name, value in settings.items():
        database.execute(f"PRAGMA {name}={value}")
    for statement in _schema():
        database.execute(statement)
    return database


def _fill(database: sqlite3.Connection, base: FactBase) -> None:
    database.execute("BEGIN")
    described = {
        "name": base.name,
        "version": base.version,
        "digest": base.digest,
        "program": __version__,
        "layers": laid_text(base.layers),
    }
    for table in TABLES:
        held = getattr(base, table.name)
        rows = held.values() if table.key else held
        places = ", ".join("?" * (len(table.layout.columns) + 2))
        sql = f'INSERT INTO "{table.name}" VALUES ({places})'  # noqa: S608 - our names
        database.executemany(sql, _numbered_rows(table, rows))
        described[f"rows.{table.name}"] = str(len(held))
    database.executemany("INSERT INTO described VALUES (?, ?)", sorted(described.items()))
    write_index(database, base)
    database.execute("COMMIT")


def _numbered_rows(table: Table[Any], rows: Iterable[object]) -> Iterator[tuple[object, ...]]:
    for number, record in enumerate(rows, start=1):
        cells = table.layout.cells(record)
        yield (number, *cells, checksum(cells))

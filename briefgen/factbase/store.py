"""An SQLite database as a store that is only asked: in memory, or a file that nobody changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefgen.errors import FactBaseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

COMPILE_AGAIN = "Compile it again from its folder, or ask whoever gave it to you for a whole copy."
_CACHE = 16 * 1024  # KiB of pages kept; a search at a million facts touches some 4 MiB
_LONGEST = 16_000_000  # bytes of a text or blob; ours stay far below


class Store:
    """A database and the questions asked of it; a FactBaseError says that its file is damaged."""

    def __init__(self, database: sqlite3.Connection, path: Path | None = None) -> None:
        self._database = database
        self._path = path

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """The rows of the answer, each a tuple, as they are read."""
        try:
            with closing(self._database.execute(sql, values)) as cursor:
                yield from cursor
        except sqlite3.DatabaseError as error:
            raise self.damaged(str(error)) from error

    def row(self, sql: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a tuple or None
        """The first row of the answer, None where there is none."""
        return next(self.rows(sql, values), None)

    def damaged(self, why: str) -> FactBaseError:
        """The error that says what is wrong with the file, and what to do."""
        return FactBaseError(self._path or "in memory", f"it is damaged ({why}).", COMPILE_AGAIN)


def open_read_only(path: Path) -> Store:
    """The database in ``path``, read page by page as it is asked, never locked nor written.

    Schemas with code of their own (triggers, views) are not run. Raises FactBaseError.
    """
    place = path.absolute().as_posix()
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(place)}?mode=ro&immutable=1"
    try:
        database = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for setting in ("query_only=1", "trusted_schema=0", "cell_size_check=1"):
            database.execute(f"PRAGMA {setting}")
        database.execute(f"PRAGMA cache_size=-{_CACHE}")
    except sqlite3.DatabaseError as error:
        raise FactBaseError(path, f"it cannot be opened ({error}).", COMPILE_AGAIN) from error
    return Store(database, path)

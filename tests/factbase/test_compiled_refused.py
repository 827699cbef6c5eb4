"""Compiled files that are damaged, foreign or changed: refused at once, one sentence each."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.errors import FactBaseError
from briefgen.factbase.cells import checksum
from briefgen.factbase.load import load_factbase

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.factbase.base import FactBase


# Where SQLite keeps, in the first page, what the tests damage: offset and length in bytes.
VERSION_AT, APPLICATION_AT = (60, 4), (68, 4)
PAGE = 4096


def _with(data: bytes, place: tuple[int, int], value: int) -> bytes:
    start, length = place
    return data[:start] + value.to_bytes(length, "big") + data[start + length :]


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "not a compiled fact base"),
    "text": (lambda _: b"id,category\n", "not a compiled fact base"),
    "another program's": (lambda d: _with(d, APPLICATION_AT, 1), "not a compiled fact base"),
    "newer": (lambda d: _with(d, VERSION_AT, 99), "newer version of the program"),
    "cut": (lambda d: d[: len(d) // 2], "not whole"),
    "cut within a page": (lambda d: d[:-1], "not whole"),
    "lengthened": (lambda d: d + b"\0" * PAGE, "not whole"),
    "first page": (lambda d: d[:100] + b"\xff" * 3000 + d[3100:], "damaged"),
    "description": (lambda d: d.replace(b"rows.facts", b"rows.flies"), "damaged"),
    "count": (lambda d: d.replace(b"rows.topics25", b"rows.topicsXX"), "damaged"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_or_foreign_file_is_refused_at_once(
    compiled_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """One sentence with the file, what is wrong and what to do; exit 2; no guessing."""
    damage, why = DAMAGE[kind]
    path = tmp_path / "bad.briefbase"
    path.write_bytes(damage(compiled_file.read_bytes()))
    assert path.read_bytes() != compiled_file.read_bytes()
    assert main(["facts", "list", "--facts", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(path) in printed.err
    assert why in printed.err


def _altered(file: Path, path: Path, *statements: str) -> Path:
    shutil.copy(file, path)
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW more AS SELECT 1",
        "CREATE TRIGGER t INSERT ON facts BEGIN SELECT 1; END",
        "CREATE TABLE words_more (a)",
        "CREATE INDEX more ON facts (note)",
        "ALTER TABLE facts RENAME TO claims",
        "DROP TABLE lines",
    ],
)
def test_only_our_own_tables_are_opened(
    compiled_file: Path, tmp_path: Path, statement: str
) -> None:
    """A database from elsewhere brings nothing of its own: no view, no trigger, no other table."""
    path = _altered(compiled_file, tmp_path / "other.briefbase", statement)
    with pytest.raises(FactBaseError, match=r"not those of this version|damaged"):
        load_factbase(path)


def test_a_fact_that_the_index_has_and_the_table_lost_is_told(
    compiled_file: Path, bundled: FactBase, tmp_path: Path
) -> None:
    """One flipped bit of its id is enough."""
    fact = next(iter(bundled.facts.values()))
    lost = f"UPDATE facts SET id = 'lost' WHERE id = '{fact.id}'"
    base = load_factbase(_altered(compiled_file, tmp_path / "changed.briefbase", lost))
    with pytest.raises(FactBaseError, match="its index names a fact that the table facts has not"):
        list(base.facts_on({fact.topic}, fact.date))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE facts SET statement = statement || ' Not.' WHERE id = '{fact}'",
        "UPDATE facts SET use = 'say', checksum = checksum + 1 WHERE id = '{fact}'",
        "UPDATE facts SET topic = x'ff' WHERE id = '{fact}'",
    ],
)
def test_a_record_that_was_changed_is_not_printed(
    compiled_file: Path, bundled: FactBase, tmp_path: Path, statement: str
) -> None:
    """One flipped bit of a figure is found when the figure is read, not printed."""
    fact = next(iter(bundled.facts))
    path = _altered(compiled_file, tmp_path / "changed.briefbase", statement.format(fact=fact))
    base = load_factbase(path)
    with pytest.raises(FactBaseError, match="a row of the table facts"):
        base.facts[fact]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("value", "NaN"), ("value", "ten"), ("status", "certain"), ("period", "soon"), ("as_of", "")],
)
def test_a_record_is_held_to_its_types_whatever_its_checksum(
    compiled_file: Path, tmp_path: Path, column: str, cell: str
) -> None:
    """Who writes such a file by hand can make a checksum, but no figure that is no number."""
    path = _altered(compiled_file, tmp_path / "made.briefbase")
    with closing(sqlite3.connect(path)) as database:
        cursor = database.execute("SELECT * FROM observations WHERE row_number = 1")
        names = [name for name, *_ in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True)) | {column: cell}
        cells = [value for name, value in row.items() if name not in (names[0], names[-1])]
        sql = f'UPDATE observations SET "{column}" = ?, checksum = ? WHERE row_number = 1'
        database.execute(sql, (cell, checksum(cells)))
        database.commit()
    base = load_factbase(path)
    with pytest.raises(FactBaseError, match="a row of the table observations"):
        base.observations[row["id"]]


def test_a_flipped_byte_anywhere_is_told_or_harmless(compiled_file: Path, tmp_path: Path) -> None:
    """Reading all records either gives what was compiled or says that the file is damaged."""
    whole = compiled_file.read_bytes()
    expected = list(load_factbase(compiled_file).facts.values())
    told = 0
    path = tmp_path / "flipped.briefbase"
    for place in range(PAGE, len(whole), len(whole) // 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            assert list(load_factbase(path).facts.values()) == expected
        except FactBaseError:
            told += 1
    assert told > 5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a file of Linux that fails")
def test_a_file_that_cannot_be_read_is_told() -> None:
    """The reason is the system's own; what to do is ours."""
    with pytest.raises(FactBaseError, match="cannot be read: Input/output error"):
        load_factbase(Path("/proc/self/mem"))


def test_there_must_be_a_file(tmp_path: Path) -> None:
    """A name that is neither a folder nor a file."""
    with pytest.raises(FactBaseError, match="no such folder"):
        load_factbase(tmp_path / "none.briefbase")

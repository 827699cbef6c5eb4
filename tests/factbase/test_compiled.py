"""A compiled fact base: the same answers as its folder, from a file that is not read whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.cli import main
from briefgen.errors import FactBaseError, OutputError
from briefgen.factbase import load
from briefgen.factbase.base import FactBase
from briefgen.factbase.cells import checksum
from briefgen.factbase.compiled import CompiledBase, compile_factbase
from briefgen.factbase.dates import Interval, parse_edtf
from briefgen.factbase.index import FactIndex, FactQuery
from briefgen.factbase.layers import Laid, Withdrawal
from briefgen.factbase.load import load_factbase
from briefgen.factbase.records import Disagreement
from briefgen.pack.build import make_pack
from briefgen.pack.request import Request, Side
from briefgen.resources import bundled_data, bundled_templates
from tests.tiny_base import FACT, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 22)
# Where SQLite keeps, in the first page, what the tests damage: offset and length in bytes.
VERSION_AT, APPLICATION_AT = (60, 4), (68, 4)
PAGE = 4096
MANY = 20_100


def compiled(base: FactBase, path: Path) -> FactBase:
    """``base`` written to ``path`` and opened again."""
    compile_factbase(base, path)
    return load_factbase(path)


@pytest.fixture(scope="module")
def folder() -> FactBase:
    """The bundled facts, from their tables."""
    return load_factbase(bundled_data())


@pytest.fixture(scope="module")
def file(folder: FactBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled facts, compiled."""
    path = tmp_path_factory.mktemp("compiled") / "facts.briefbase"
    compile_factbase(folder, path)
    return path


@pytest.fixture
def base(file: Path) -> FactBase:
    """The compiled facts, freshly opened."""
    return load_factbase(file)


# --- the same answers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [name for name in FactBase.__struct_fields__ if name not in ("folder", "store")]
)
def test_every_table_holds_the_same_in_the_same_order(
    folder: FactBase, base: FactBase, name: str
) -> None:
    """By key, by walking and by count; a new field of a fact base must be compiled too."""
    before, after = getattr(folder, name), getattr(base, name)
    if hasattr(before, "items"):
        assert list(after.items()) == list(before.items())
        assert list(after.values()) == list(before.values())
        assert all(after[key] == value and key in after for key, value in before.items())
        assert "no-such-id" not in after
        assert after.get("no-such-id") is None
    else:
        assert list(after) == list(before)
        assert [after[place] for place in range(len(after))] == list(before)
    assert len(after) == len(before)


@pytest.mark.parametrize(
    "name", ["citations_of", "observations_of", "disagreements_of", "waypoints_of", "lines_of"]
)
def test_records_are_grouped_alike(folder: FactBase, base: FactBase, name: str) -> None:
    """What belongs to an id, in the order of its table."""
    before, after = getattr(folder, name), getattr(base, name)
    assert dict(after) == dict(before)
    assert len(after) == len(before)
    assert "no-such-id" not in after
    assert "" not in after


def test_a_table_without_a_key_is_a_sequence(folder: FactBase, base: FactBase) -> None:
    """By place, by slice, from the end; a place outside it is an error as of any sequence."""
    assert base.citations[-1] == folder.citations[-1]
    assert base.citations[2:5] == folder.citations[2:5]
    with pytest.raises(IndexError):
        base.citations[len(folder.citations)]


def test_superseded_facts_are_known_in_both(tmp_path: Path) -> None:
    """A fact that another replaces is not selected from either."""
    facts = [FACT, FACT | {"id": "newer", "supersedes": "trade-2021"}]
    citations = [{"fact": f["id"], "source": "report-2022", "locator": "p. 1"} for f in facts]
    observations = [OBSERVATION, OBSERVATION | {"id": "o2", "fact": "newer"}]
    tables = {"facts": facts, "citations": citations, "observations": observations}
    before = load_factbase(write_tiny_base(tmp_path / "tables", lines=[], **tables))
    after = compiled(before, tmp_path / "a.briefbase")
    for one in (before, after):
        assert "trade-2021" in one.superseded
        assert "newer" not in one.superseded
        assert "" not in one.superseded
        pack = make_pack(one, Request(topics=("trade",)), bundled_templates(), TODAY)
        assert list(pack.selection.facts) == ["newer"]


REQUESTS = [
    Request(voice=Side.PAK),
    Request(voice=Side.KAZ, topics=("relations",), first="2020", last="2026"),
    Request(topics=("trade.energy", "corridor"), first="2026-01", last="2026-03"),
    Request(topics=("relations.foundations",), first="2024"),
]


@pytest.mark.parametrize("request_", REQUESTS)
def test_the_pack_is_the_same(folder: FactBase, base: FactBase, request_: Request) -> None:
    """Block for block, with the same digest in its record."""
    before = make_pack(folder, request_, bundled_templates(), TODAY)
    after = make_pack(base, request_, bundled_templates(), TODAY)
    assert before.pack.blocks
    assert after.pack == before.pack


def test_pinned_and_dropped_facts_are_the_same(folder: FactBase, base: FactBase) -> None:
    """A fact of another topic and range comes in, one of this topic stays out."""
    outside = next(f.id for f in folder.facts.values() if f.topic == "trade.volume")
    request = Request(topics=("culture",), first="2026", pinned=(outside,))
    inside = make_pack(folder, request, bundled_templates(), TODAY)
    dropped = next(iter(set(inside.selection.facts) - {outside}))
    request = replace(request, dropped=(dropped,))
    packs = [make_pack(one, request, bundled_templates(), TODAY) for one in (folder, base)]
    assert packs[0].pack == packs[1].pack
    assert outside in packs[1].selection.facts
    assert dropped not in packs[1].selection.facts


QUERIES = [
    FactQuery(topics, dates, text)
    for topics, dates, text in product(
        [(), ("trade.energy", "corridor.rail")],
        [Interval(date.min, date.max, "../.."), parse_edtf("2020/2024"), parse_edtf("1995-05-05")],
        ["", "railway", "kazakhstan agree", "CASA-1000"],
    )
]


def test_search_and_counts_are_the_same(folder: FactBase, base: FactBase) -> None:
    """One index, in memory or in the file."""
    before, after = FactIndex(folder), FactIndex(base)
    assert any(before.search(query) for query in QUERIES)
    for query in QUERIES:
        assert after.search(query) == before.search(query), query
        assert after.search(query, 7) == before.search(query, 7), query
        assert after.counts(query) == before.counts(query), query


COMMANDS = [
    ["facts", "list", "--topics", "trade", "--from", "2024", "--json"],
    ["facts", "list", "--search", "railway", "--csv"],
    ["facts", "check", "--json"],
    ["facts", "conflicts", "--json"],
    ["facts", "stale", "--as-of", "2026-11-22", "--json"],
    ["facts", "show", "trade-volume-typo"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_commands_say_the_same(
    file: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """``--facts FILE`` is as good as ``--facts FOLDER``: output, remarks and exit code."""
    said = []
    for path in (bundled_data(), file):
        code = main([*command, "--facts", str(path)])
        said.append((code, *capsys.readouterr()))
    assert said[0] == said[1]
    assert said[0][1] or said[0][2]


def test_what_was_left_out_is_still_told(tmp_path: Path) -> None:
    """The problems of the tables travel with the file."""
    before = load_factbase(write_tiny_base(tmp_path / "tables", facts=[FACT | {"date": "soon"}]))
    after = compiled(before, tmp_path / "a.briefbase")
    assert before.problems
    assert after.problems == before.problems


def test_what_layers_did_is_kept(folder: FactBase, tmp_path: Path) -> None:
    """A fact still says which update it came from."""
    fact = next(iter(folder.facts))
    laid = Laid(
        "update 1",
        {"facts": frozenset({fact, "b"})},
        {"lines": frozenset()},
        (Withdrawal("facts", "gone", "it was wrong"),),
        3,
        (),
    )
    after = compiled(replace(folder, layers=(laid,)), tmp_path / "a.briefbase")
    assert after.layers == (laid,)


def test_a_compiled_base_can_be_compiled(base: FactBase, file: Path, tmp_path: Path) -> None:
    """To the same bytes."""
    again = tmp_path / "again.briefbase"
    compile_factbase(base, again)
    assert again.read_bytes() == file.read_bytes()


# --- writing ------------------------------------------------------------------------------------


def test_the_same_facts_make_the_same_bytes(folder: FactBase, file: Path, tmp_path: Path) -> None:
    """No clock, no path and no order of chance in the file."""
    again = tmp_path / "elsewhere.briefbase"
    compile_factbase(load_factbase(folder.folder), again)
    assert again.read_bytes() == file.read_bytes()


def test_compile_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what it wrote, as a sentence or as JSON; nothing lies about afterwards."""
    tables, path = write_tiny_base(tmp_path / "tables"), tmp_path / "out" / "a.briefbase"
    path.parent.mkdir()
    assert main(["facts", "compile", "--facts", str(tables), "-o", str(path)]) == 0
    sentence = capsys.readouterr().out
    assert main(["facts", "compile", "--facts", str(tables), "-o", str(path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert sentence.startswith(f"{path}: 1 facts, 1 figures, 1 lines")
    assert document["bytes"] == path.stat().st_size
    assert document["digest"] == load_factbase(tables).digest
    assert list(path.parent.iterdir()) == [path]


def test_the_ending_of_the_file_is_part_of_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip like ``-o facts.csv`` must not overwrite a table."""
    assert main(["facts", "compile", "-o", str(tmp_path / "facts.csv")]) == 2
    assert "does not end in .briefbase" in capsys.readouterr().err


def test_a_compile_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    """Whole or not at all: the old file stays, no part of the new one."""
    tiny = load_factbase(write_tiny_base(tmp_path / "tables"))
    path = tmp_path / "out" / "a.briefbase"
    path.parent.mkdir()
    compile_factbase(tiny, path)
    before = path.read_bytes()
    twice = replace(tiny, lines={"one": tiny.lines["line-1"], "two": tiny.lines["line-1"]})
    with pytest.raises(sqlite3.IntegrityError):
        compile_factbase(twice, path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("target", ["nowhere/a.briefbase", "folder.briefbase", "file/a.briefbase"])
def test_a_place_that_cannot_be_written_is_told(
    folder: FactBase, tmp_path: Path, target: str
) -> None:
    """No such folder; a folder of that name; a file on the way."""
    (tmp_path / "folder.briefbase").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="choose another place"):
        compile_factbase(folder, tmp_path / target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.briefbase"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can limit a file's size")
def test_a_disk_that_is_full_is_told(folder: FactBase, tmp_path: Path) -> None:
    """Nothing of the file is left on it."""
    import resource  # noqa: PLC0415 - not there on Windows

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40 * PAGE, limits[1]))
    try:
        with pytest.raises(OutputError, match="free some space or choose another place"):
            compile_factbase(folder, tmp_path / "a.briefbase")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="the rights of a file are of POSIX systems")
def test_the_file_has_the_rights_of_any_new_file(folder: FactBase, tmp_path: Path) -> None:
    """Others may read it where they may read what one writes."""
    path, other = tmp_path / "a.briefbase", tmp_path / "other"
    compile_factbase(folder, path)
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode


# --- reading on demand --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty thousand facts, compiled."""
    folder = tmp_path_factory.mktemp("many")
    tiny = load_factbase(write_tiny_base(folder / "tables"))
    fact = tiny.facts["trade-2021"]
    facts = {
        f"fact-{number}": replace(
            fact, id=f"fact-{number}", statement=f"Fact {number} of many, {'words ' * 20}."
        )
        for number in range(MANY)
    }
    path = folder / "many.briefbase"
    compile_factbase(replace(tiny, facts=facts, observations={}, citations=(), lines={}), path)
    return path


def test_opening_reads_a_few_pages_however_many_there_are(many: Path, tmp_path: Path) -> None:
    """All but the first pages are damaged: opening and counting do not notice, reading does."""
    path = tmp_path / "damaged.briefbase"
    data = bytearray(many.read_bytes())
    read = 100 * PAGE
    assert len(data) > 10 * read
    data[read:] = b"\xa5" * (len(data) - read)
    path.write_bytes(data)

    base = load_factbase(path)
    assert (len(base.facts), len(base.topics), base.name) == (MANY, 2, load_factbase(many).name)
    with pytest.raises(FactBaseError, match="damaged"):
        list(base.facts.values())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux counts what is read")
def test_a_search_and_its_facts_read_a_small_part(many: Path) -> None:
    """Of the file's bytes less than a tenth are read to show the newest of all matches."""

    def read() -> int:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
        return int(dict(line.split(": ") for line in lines)["rchar"])

    before = read()
    base = load_factbase(many)
    found = FactIndex(base).search(FactQuery(text="many words"), limit=50)
    facts = [base.facts[fact] for fact in found]
    assert len(facts) == 50
    assert read() - before < many.stat().st_size / 10


def test_a_long_table_is_walked_in_order(many: Path) -> None:
    """Also where its records are too many to be kept."""
    base = load_factbase(many)
    expected = [f"fact-{number}" for number in range(MANY)]
    assert list(base.facts) == expected
    assert [fact.id for fact in base.facts.values()] == expected
    assert [fact.id for fact in base.facts.values()] == expected


def test_a_mistyped_id_is_answered_with_one_like_it(
    many: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without comparing it to every id there is."""
    assert main(["facts", "show", "fact-20099x", "--facts", str(many)]) == 2
    assert "did you mean “fact-20099”" in capsys.readouterr().err
    assert main(["facts", "show", "nothing-like-it", "--facts", str(many)]) == 2
    assert "“nothing-like-it”;" in capsys.readouterr().err


def test_the_file_is_only_read(many: Path, tmp_path: Path) -> None:
    """A search leaves it and its folder as they were, even where nothing may be written."""
    path = tmp_path / "a.briefbase"
    shutil.copy(many, path)
    path.chmod(0o444)
    before = path.read_bytes()
    base = load_factbase(path)
    assert FactIndex(base).search(FactQuery(text="many"), limit=1)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    path.chmod(0o644)


def test_names_of_folders_with_signs_can_be_opened(many: Path, tmp_path: Path) -> None:
    """A path is no address: its signs mean themselves."""
    path = tmp_path / "100 % (mode=rw) ?#& Қ.briefbase"
    shutil.copy(many, path)
    assert len(load_factbase(path).facts) == MANY


# --- what is refused ----------------------------------------------------------------------------


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
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """One sentence with the file, what is wrong and what to do; exit 2; no guessing."""
    damage, why = DAMAGE[kind]
    path = tmp_path / "bad.briefbase"
    path.write_bytes(damage(file.read_bytes()))
    assert path.read_bytes() != file.read_bytes()
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
def test_only_our_own_tables_are_opened(file: Path, tmp_path: Path, statement: str) -> None:
    """A database from elsewhere brings nothing of its own: no view, no trigger, no other table."""
    path = _altered(file, tmp_path / "other.briefbase", statement)
    with pytest.raises(FactBaseError, match=r"not those of this version|damaged"):
        load_factbase(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE facts SET statement = statement || ' Not.' WHERE id = '{fact}'",
        "UPDATE facts SET use = 'say', checksum = checksum + 1 WHERE id = '{fact}'",
        "UPDATE facts SET topic = x'ff' WHERE id = '{fact}'",
    ],
)
def test_a_record_that_was_changed_is_not_printed(
    file: Path, folder: FactBase, tmp_path: Path, statement: str
) -> None:
    """One flipped bit of a figure is found when the figure is read, not printed."""
    fact = next(iter(folder.facts))
    path = _altered(file, tmp_path / "changed.briefbase", statement.format(fact=fact))
    base = load_factbase(path)
    with pytest.raises(FactBaseError, match="a row of the table facts"):
        base.facts[fact]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("value", "NaN"), ("value", "ten"), ("status", "certain"), ("period", "soon"), ("as_of", "")],
)
def test_a_record_is_held_to_its_types_whatever_its_checksum(
    file: Path, tmp_path: Path, column: str, cell: str
) -> None:
    """Who writes such a file by hand can make a checksum, but no figure that is no number."""
    path = _altered(file, tmp_path / "made.briefbase")
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


def test_a_flipped_byte_anywhere_is_told_or_harmless(file: Path, tmp_path: Path) -> None:
    """Reading all records either gives what was compiled or says that the file is damaged."""
    whole = file.read_bytes()
    expected = list(load_factbase(file).facts.values())
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


# --- compiled among the tables ------------------------------------------------------------------


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands where the program's own facts stand, with a compiled file inside."""
    tables = write_tiny_base(tmp_path / "data")
    compile_factbase(load_factbase(tables), tables / load.COMPILED_INSIDE)
    monkeypatch.setattr(load, "bundled_data", lambda: tables)
    return tables


def test_the_program_opens_its_own_facts_compiled(shipped: Path) -> None:
    """With the same records, digest and folder as the tables beside them."""
    base = load_factbase(shipped)
    assert isinstance(base, CompiledBase)
    (shipped / load.COMPILED_INSIDE).unlink()
    tables = load_factbase(shipped)
    assert not isinstance(tables, CompiledBase)
    assert (base.folder, base.digest) == (tables.folder, tables.digest)
    assert dict(base.facts) == dict(tables.facts)


def test_tables_changed_since_are_read_instead(shipped: Path) -> None:
    """An edited table counts from the next start."""
    table = shipped / "facts.csv"
    table.write_text(table.read_text().replace("Trade came to", "Goods trade came to"))
    base = load_factbase(shipped)
    assert not isinstance(base, CompiledBase)
    assert base.facts["trade-2021"].statement.startswith("Goods trade")


@pytest.mark.parametrize("content", [b"", b"damaged"])
def test_a_damaged_file_among_the_tables_is_passed_over(shipped: Path, content: bytes) -> None:
    """The tables are there to be read."""
    (shipped / load.COMPILED_INSIDE).write_bytes(content)
    assert not isinstance(load_factbase(shipped), CompiledBase)


def test_a_file_of_another_program_version_is_passed_over(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version may judge the same tables differently."""
    monkeypatch.setattr(load, "__version__", "99.0")
    assert not isinstance(load_factbase(shipped), CompiledBase)


def test_the_bundled_facts_made_ready_are_those_of_the_tables(tmp_path: Path) -> None:
    """What lies beside our tables is what is read from them where it lacks."""
    elsewhere = shutil.copytree(bundled_data(), tmp_path / "data")
    ready, tables = load_factbase(bundled_data()), load_factbase(elsewhere)

    assert isinstance(ready, CompiledBase), "python3 .ci/setup.py test makes it anew"
    assert (ready.digest, ready.problems) == (tables.digest, tables.problems)
    for name in ("facts", "observations", "lines", "sources", "people", "corridors", "measures"):
        assert dict(getattr(ready, name)) == dict(getattr(tables, name))
    assert tuple(ready.citations) == tables.citations


def test_in_a_folder_from_elsewhere_the_tables_count(tmp_path: Path) -> None:
    """What people can read and review, not a file that claims to be the same."""
    tables = write_tiny_base(tmp_path / "data")
    compile_factbase(load_factbase(tables), tables / load.COMPILED_INSIDE)
    assert not isinstance(load_factbase(tables), CompiledBase)


def test_disagreements_belong_to_both_facts(tmp_path: Path) -> None:
    """A pair is found by either side, in the order of the table."""
    tiny = load_factbase(write_tiny_base(tmp_path / "tables"))
    pairs = (Disagreement("b", "a", "x", ""), Disagreement("a", "c", "y", ""))
    before = replace(tiny, disagreements=pairs)
    after = compiled(before, tmp_path / "a.briefbase")
    assert after.disagreements_of["a"] == pairs == before.disagreements_of["a"]
    assert set(after.disagreements_of) == {"a", "b", "c"}

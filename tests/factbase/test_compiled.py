"""A compiled fact base: the same answers as its folder, from a file that is not read whole."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.cli import main
from briefgen.errors import OutputError
from briefgen.factbase.base import FactBase
from briefgen.factbase.compiled import compile_factbase
from briefgen.factbase.dates import Interval, parse_edtf
from briefgen.factbase.index import FactIndex, FactQuery
from briefgen.factbase.layers import Laid, Withdrawal
from briefgen.factbase.load import load_factbase
from briefgen.pack.build import make_pack
from briefgen.pack.request import Request, Side
from briefgen.resources import bundled_data, bundled_templates
from tests.tiny_base import FACT, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
PAGE = 4096


def compiled(base: FactBase, path: Path) -> FactBase:
    """``base`` written to ``path`` and opened again."""
    compile_factbase(base, path)
    return load_factbase(path)


# --- the same answers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [name for name in FactBase.__struct_fields__ if name not in ("folder", "store")]
)
def test_every_table_holds_the_same_in_the_same_order(
    bundled: FactBase, compiled_base: FactBase, name: str
) -> None:
    """By key, by walking and by count; a new field of a fact base must be compiled too."""
    before, after = getattr(bundled, name), getattr(compiled_base, name)
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
def test_records_are_grouped_alike(bundled: FactBase, compiled_base: FactBase, name: str) -> None:
    """What belongs to an id, in the order of its table."""
    before, after = getattr(bundled, name), getattr(compiled_base, name)
    assert dict(after) == dict(before)
    assert len(after) == len(before)
    assert "no-such-id" not in after
    assert "" not in after


def test_a_table_without_a_key_is_a_sequence(bundled: FactBase, compiled_base: FactBase) -> None:
    """By place, by slice, from the end; a place outside it is an error as of any sequence."""
    assert compiled_base.citations[-1] == bundled.citations[-1]
    assert compiled_base.citations[2:5] == bundled.citations[2:5]
    with pytest.raises(IndexError):
        compiled_base.citations[len(bundled.citations)]


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
        assert [fact.id for fact in one.successors["trade-2021"]] == ["newer"]
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
def test_the_pack_is_the_same(
    bundled: FactBase, compiled_base: FactBase, request_: Request
) -> None:
    """Block for block, with the same digest in its record."""
    before = make_pack(bundled, request_, bundled_templates(), TODAY)
    after = make_pack(compiled_base, request_, bundled_templates(), TODAY)
    assert before.pack.blocks
    assert after.pack == before.pack


def test_pinned_and_dropped_facts_are_the_same(bundled: FactBase, compiled_base: FactBase) -> None:
    """A fact of another topic and range comes in, one of this topic stays out."""
    outside = next(f.id for f in bundled.facts.values() if f.topic == "trade.volume")
    request = Request(topics=("culture",), first="2026", pinned=(outside,))
    inside = make_pack(bundled, request, bundled_templates(), TODAY)
    dropped = next(iter(set(inside.selection.facts) - {outside}))
    request = replace(request, dropped=(dropped,))
    packs = [
        make_pack(one, request, bundled_templates(), TODAY) for one in (bundled, compiled_base)
    ]
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


def test_search_and_counts_are_the_same(bundled: FactBase, compiled_base: FactBase) -> None:
    """One index, in memory or in the file."""
    before, after = FactIndex(bundled), FactIndex(compiled_base)
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
    compiled_file: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """``--facts FILE`` is as good as ``--facts FOLDER``: output, remarks and exit code."""
    said = []
    for path in (bundled_data(), compiled_file):
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


def test_what_layers_did_is_kept(bundled: FactBase, tmp_path: Path) -> None:
    """A fact still says which update it came from."""
    fact = next(iter(bundled.facts))
    laid = Laid(
        "update 1",
        {"facts": frozenset({fact, "b"})},
        {"lines": frozenset()},
        (Withdrawal("facts", "gone", "it was wrong"),),
        3,
        (),
    )
    after = compiled(replace(bundled, layers=(laid,)), tmp_path / "a.briefbase")
    assert after.layers == (laid,)


def test_a_compiled_base_can_be_compiled(
    compiled_base: FactBase, compiled_file: Path, tmp_path: Path
) -> None:
    """To the same bytes."""
    again = tmp_path / "again.briefbase"
    compile_factbase(compiled_base, again)
    assert again.read_bytes() == compiled_file.read_bytes()


# --- writing --------------------------------------------------------------------------------------


def test_the_same_facts_make_the_same_bytes(
    bundled: FactBase, compiled_file: Path, tmp_path: Path
) -> None:
    """No clock, no path and no order of chance in the file."""
    again = tmp_path / "elsewhere.briefbase"
    compile_factbase(load_factbase(bundled.folder), again)
    assert again.read_bytes() == compiled_file.read_bytes()


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


def test_a_pipe_is_not_taken_the_place_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused before the facts are read, and stays a pipe."""
    pipe = tmp_path / "pipe.briefbase"
    os.mkfifo(pipe)
    assert main(["facts", "compile", "-o", str(pipe)]) == 2
    assert "it is a device or a pipe, and a file is asked for" in capsys.readouterr().err
    assert pipe.is_fifo()


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
    bundled: FactBase, tmp_path: Path, target: str
) -> None:
    """No such folder; a folder of that name; a file on the way."""
    (tmp_path / "folder.briefbase").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="choose another place"):
        compile_factbase(bundled, tmp_path / target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.briefbase"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can limit a file's size")
def test_a_disk_that_is_full_is_told(bundled: FactBase, tmp_path: Path) -> None:
    """Nothing of the file is left on it."""
    import resource  # noqa: PLC0415 - not there on Windows

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40 * PAGE, limits[1]))
    try:
        with pytest.raises(OutputError, match="free some space or choose another place"):
            compile_factbase(bundled, tmp_path / "a.briefbase")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="the rights of a file are of POSIX systems")
def test_the_file_has_the_rights_of_any_new_file(bundled: FactBase, tmp_path: Path) -> None:
    """Others may read it where they may read what one writes."""
    path, other = tmp_path / "a.briefbase", tmp_path / "other"
    compile_factbase(bundled, path)
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode

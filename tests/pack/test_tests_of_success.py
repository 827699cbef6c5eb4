"""An objective's test of success: a column of its own from the table to the page."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import openpyxl
import pytest
from msgspec.structs import replace

from briefgen.cli import main
from briefgen.factbase.compiled import compile_factbase
from briefgen.factbase.load import load_factbase
from briefgen.factbase.records import LineType
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.build import make_pack
from briefgen.pack.record_rows import row_hashes
from briefgen.pack.request import Request
from briefgen.pack.said import block_text
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base, make_tiny
from tests.tiny_base import CITATION, FACT, LINE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

AIM = LINE | {
    "id": "aim",
    "type": "objective",
    "text": "Agree a written plan.",
    "test": "Trade passes {trade.2021.total|amount}.",
}
LABELS = {
    "en": "Success: ",
    "ru": "Признак успеха: ",
    "kk": "Сәттілік белгісі: ",
    "ur": "کامیابی کی علامت: ",
}


def aim(base_folder: Path, **changes: str) -> list[tuple[str, str]]:
    """The column and the message of each problem of a base whose objective has ``changes``."""
    base = load_factbase(write_tiny_base(base_folder, lines=[AIM | changes]))
    return [(problem.column, problem.message) for problem in base.problems]


def test_objectives_that_state_a_test_hold_it_in_its_column() -> None:
    """All of the bundled ones, and nothing else has one."""
    lines = bundled_base().lines.values()
    objectives = {line.id for line in lines if line.type is LineType.OBJECTIVE}

    assert {line.id for line in lines if line.test} == objectives


@pytest.mark.parametrize("language", LABELS)
def test_the_test_is_a_labelled_sentence_of_its_own(language: str) -> None:
    """In the brief and in the steering note, in front of the sources, in four languages."""
    path = bundled_templates() / "sample.brief"
    request = request_from(read_brief(path) | {"language": language}, path)
    pack = make_pack(bundled_base(), request, bundled_templates(), TODAY).pack
    said = {block.id: " ".join(block_text(block)) for block in pack.blocks}
    line = bundled_base().lines["corridor-trans-afghan.pak.obj"]

    assert f"{LABELS[language]}A dated step. [" in said[f"line.{line.id}"]
    assert f"{LABELS[language]}A dated step. [" in said[f"objective.{line.id}"]


def test_a_figure_in_a_test_is_accounted_for_as_any_other(tmp_path: Path) -> None:
    """It is a token, its fact is cited, and the line may rest on it alone."""
    made = make_tiny(tmp_path, lines=[AIM])
    said = {block.id: block_text(block) for block in made.pack.blocks}

    assert said["line.aim"] == (
        "Objective. Agree a written plan. Success: Trade passes 45 million dollars. [1]",
    )
    assert [f for f in made.findings if f.rule in ("TP15", "P6a")] == []


def test_a_line_whose_test_rests_on_what_is_not_in_the_pack_is_left_out(tmp_path: Path) -> None:
    """As one whose sentence does."""
    later = FACT | {"id": "later", "date": "2025", "kind": "event", "statement": "Talks were held."}
    later |= {"as_of": "2026-01-27"}
    tables = {
        "facts": [FACT, later],
        "citations": [CITATION, CITATION | {"fact": "later"}],
        "lines": [AIM | {"text": "Agree a written plan. {later|cite}"}],
    }

    for first, there in (("2020", True), ("2024", False)):
        request = Request(topics=("trade", "relations"), first=first)
        made = make_tiny(tmp_path / first, request, **tables)
        assert ("line.aim" in {block.id for block in made.pack.blocks}) is there


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"test": "Trade passes 45 million."}, "text", "rests on no fact"),
        ({"test": "Trade passes 45 of {trade.2021.total}."}, "test", "holds a typed number"),
        ({"test": "It passes {no-such-figure}."}, "test", "is not a usable row"),
        ({"test": "It passes {trade-2021|loudly}."}, "test", "is no form of a token"),
        ({"type": "point"}, "test", "Only an objective has a test"),
    ],
)
def test_a_bad_test_is_a_problem_in_its_column(
    tmp_path: Path, changes: dict[str, str], column: str, message: str
) -> None:
    """Typed numbers, ids and forms that there are not, and tests of what is no objective."""
    found = aim(tmp_path, **changes)

    assert (column, True) in [(name, message in why) for name, why in found]


def test_a_table_from_before_there_were_tests_is_read(tmp_path: Path) -> None:
    """Its lines have none; neither folder nor package needs to be changed by hand."""
    folder = write_tiny_base(tmp_path / "base")
    path = folder / "lines.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in rows[0] if name != "test"])
        writer.writeheader()
        writer.writerows([{k: v for k, v in row.items() if k != "test"} for row in rows])
    base = load_factbase(folder)

    assert base.problems == ()
    assert {line.test for line in base.lines.values()} == {""}
    sheet = tmp_path / "facts.xlsx"
    assert main(["facts", "export", "--facts", str(folder), "-o", str(sheet)]) == 0
    book = openpyxl.load_workbook(sheet)
    place = [cell.value for cell in book["lines"][1]].index("test") + 1
    row = next(r for r in range(2, 9) if book["lines"].cell(r, 1).value == "line-1")
    book["lines"].cell(row, 3, "objective")
    book["lines"].cell(row, place, "The table is there.")
    book.save(sheet)
    assert main(["facts", "import", str(sheet), "--into", str(folder)]) == 0
    assert load_factbase(folder).lines["line-1"].test == "The table is there."


def test_a_package_that_does_not_describe_the_column_is_read(tmp_path: Path) -> None:
    """A fact base of one's own keeps its own description of the tables."""
    folder = write_tiny_base(tmp_path)
    path = folder / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    start = text.index('"name": "test"')
    start, end = text.rindex(",", 0, start), text.index("}", start) + 1
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    table = folder / "lines.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace(",test", "").replace("speak}.,", "speak}."),
        encoding="utf-8",
    )

    base = load_factbase(folder)
    assert base.problems == ()
    assert base.lines["line-1"].test == ""


def test_a_test_is_compiled_and_is_part_of_what_a_pack_was_made_from(tmp_path: Path) -> None:
    """A compiled base holds it, and a change of it changes the hash that `verify` compares."""
    base = load_factbase(write_tiny_base(tmp_path / "base", lines=[AIM]))
    compile_factbase(base, tmp_path / "facts.briefbase")
    other = load_factbase(
        write_tiny_base(tmp_path / "other", lines=[AIM | {"test": "A date is set."}])
    )

    assert load_factbase(tmp_path / "facts.briefbase").lines["aim"] == base.lines["aim"]
    assert other.lines == {}  # it rests on no fact
    changed = replace(base.lines["aim"], test="Another.")
    assert row_hashes(base)["lines"]("aim") != row_hashes(base, [changed])["lines"]("aim")


def test_an_objective_without_a_test_is_named(tmp_path: Path) -> None:
    """P6a: it may stand, and says where to write one."""
    text = "Agree a plan for what was {trade.2021.total|amount}."
    made = make_tiny(tmp_path, lines=[AIM | {"text": text, "test": ""}])
    found = [f for f in made.findings if f.rule == "P6a"]

    assert [f.block for f in found] == ["line.aim"]
    assert "how one would see" in found[0].message


FITTING = {
    "counter-terrorism.pak.objective": "Place and season are settled",
    "counter-terrorism.kaz.objective": "Season and content are settled",
    "heritage.kaz.objective": "the road has a day",
    "protocol.kaz.objective": "All are settled",
}


@pytest.mark.parametrize("name", FITTING)
def test_a_test_of_success_is_about_its_objective(name: str) -> None:
    """Of an exercise nobody learns from the name of an official whether it was agreed."""
    assert FITTING[name] in bundled_base().lines[name].test

"""Giving the base out: workbooks, tables, JSON and Data Packages, and the way back in."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from briefgen.factbase.compiled import compile_factbase
from briefgen.factbase.exchange.incoming import plan_import
from briefgen.factbase.exchange.outgoing import (
    export_csv,
    export_json,
    export_package,
    export_xlsx,
)
from briefgen.factbase.exchange.places import ExchangeError
from briefgen.factbase.layers import Layer, Withdrawal
from briefgen.factbase.load import load_factbase
from briefgen.resources import bundled_data
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from briefgen.factbase.base import FactBase

RISKY = ("=1+1", "+1 more", "-", "@SUM", "-5", "-1,234.5", "_x0041_", "'=", "two\nlines", "Тоқаев")


@pytest.fixture(scope="module")
def bundled() -> FactBase:
    """The facts that are shipped."""
    return load_factbase(bundled_data())


@pytest.fixture(scope="module")
def workbook(bundled: FactBase) -> bytes:
    """The workbook of all of them."""
    return export_xlsx(bundled, None)


@pytest.fixture
def risky(tmp_path: Path) -> FactBase:
    """A base whose notes are what a spreadsheet would take for something else."""
    facts = [FACT | {"id": f"f{i}", "note": note} for i, note in enumerate(RISKY)]
    citations = [CITATION | {"fact": fact["id"]} for fact in facts]
    observations = [OBSERVATION | {"id": f"o.{f['id']}", "fact": f["id"]} for f in facts]
    folder = write_tiny_base(
        tmp_path / "base", facts=facts, citations=citations, observations=observations, lines=[]
    )
    return load_factbase(folder)


def opened(data: bytes) -> Workbook:
    """A workbook as a reader opens it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_workbook_of_the_bundled_facts_comes_back_without_a_change(
    bundled: FactBase, workbook: bytes, tmp_path: Path
) -> None:
    """Every row of every table is there, and none says anything else."""
    copy = shutil.copytree(bundled_data(), tmp_path / "copy")
    file = tmp_path / "all.xlsx"
    file.write_bytes(workbook)
    plan = plan_import(copy, [file])

    assert (plan.changes, plan.findings, dict(plan.files)) == ((), (), {})
    assert plan.counts["facts"].unchanged == len(bundled.facts)
    assert plan.counts["observations"].unchanged == len(bundled.observations)
    assert plan.counts["sources"].unchanged == len(bundled.sources)
    assert set(plan.counts) == set(export_tables(bundled))


def test_a_table_of_the_bundled_facts_comes_back_without_a_change(
    bundled: FactBase, tmp_path: Path
) -> None:
    """What was put in for the reader is left aside, and that is told."""
    copy = shutil.copytree(bundled_data(), tmp_path / "copy")
    file = tmp_path / "facts.csv"
    file.write_bytes(export_csv(bundled, None))
    plan = plan_import(copy, [file])

    assert (plan.changes, plan.findings) == ((), ())
    assert "category, sources" in plan.notes[0]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_risky_texts_come_back_as_they_were(risky: FactBase, tmp_path: Path, form: str) -> None:
    """Formulas, signs, escapes, line ends, letters of all alphabets."""
    file = tmp_path / f"facts.{form}"
    file.write_bytes(export_xlsx(risky, None) if form == "xlsx" else export_csv(risky, None))
    plan = plan_import(risky.folder, [file])

    assert plan.findings == ()
    changed = {cell.old for change in plan.changes for cell in change.columns}
    assert changed == (set() if form == "xlsx" else {"'="})  # which a CSV cannot tell from "="


def test_nothing_in_a_workbook_is_a_formula_and_numbers_are_numbers(risky: FactBase) -> None:
    """All else is text, also where somebody edits it."""
    workbook = opened(export_xlsx(risky, None))
    notes = [cell for (cell,) in workbook["facts"].iter_rows(2, min_col=14, max_col=14)]
    value = workbook["observations"]["H2"]

    assert {cell.data_type for cell in notes} == {"s"}
    assert {cell.number_format for cell in notes} == {"@"}
    assert [cell.quotePrefix for cell in notes[:4]] == [True] * 4
    assert (value.data_type, value.value) == ("n", 45)


def test_a_workbook_explains_itself_and_is_fit_to_read(bundled: FactBase, workbook: bytes) -> None:
    """A first sheet of words, a sheet a table, the header in sight, words to choose from."""
    read = opened(workbook)
    facts = read["facts"]
    words = [str(cell) for row in read["read me"].values for cell in row if cell]

    assert read.sheetnames[0] == "read me"
    assert set(read.sheetnames[1:]) == set(export_tables(bundled))
    assert any("One checkable statement a row" in text for text in words)
    assert facts.freeze_panes == "A2"
    assert facts.column_dimensions["E"].width > facts.column_dimensions["D"].width
    choices = {str(v.sqref): v.formula1 for v in facts.data_validations.dataValidation}
    assert choices["I2:I1048576"] == '"say,background,never"'


def export_tables(base: FactBase) -> list[str]:
    """The names of the tables of a base."""
    return list(json.loads(export_json(base, None))["tables"])


def test_an_export_is_the_same_bytes_and_names_no_maker(bundled: FactBase, workbook: bytes) -> None:
    """No clock, user or library in it."""
    again = export_xlsx(bundled, None)
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        names = archive.namelist()
        times = {entry.date_time for entry in archive.infolist()}
        about = archive.read("docProps/core.xml") + archive.read("docProps/app.xml")

    assert workbook == again
    assert names == sorted(names)
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert b"openpyxl" not in about
    assert b"created" not in about


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(tmp_path: Path) -> None:
    """A spreadsheet would cut it without a word."""
    long = FACT | {"note": "x" * 40_000}
    base = load_factbase(write_tiny_base(tmp_path, facts=[long]))

    with pytest.raises(ExchangeError, match="row 2, column note"):
        export_xlsx(base, None)


def test_a_table_for_readers_is_quoted_and_runs_nothing(risky: FactBase) -> None:
    """An apostrophe before what would run; numbers keep their sign."""
    text = export_csv(risky, None).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert all(line.startswith('"') for line in text.splitlines() if not line.startswith("lines"))
    assert [row["note"] for row in rows[:6]] == [
        "'=1+1",
        "'+1 more",
        "'-",
        "'@SUM",
        "-5",
        "-1,234.5",
    ]
    assert rows[0]["sources"] == (
        "A report on trade (Bureau of Trade, 2022-01-27), para 1 [report-2022]"
    )
    assert rows[0]["category"] == "trade"


def test_json_holds_the_facts_as_listed_and_every_table(bundled: FactBase) -> None:
    """Values have the types of the schema; dates stay EDTF."""
    document = json.loads(export_json(bundled, None))

    assert len(document["facts"]) == len(bundled.facts)
    assert document["facts"][0]["sources"]
    row = document["tables"]["observations"][0]
    assert isinstance(row["value"], (int, float))
    assert row["value_high"] is None
    assert document["tables"]["facts"][0]["actors"] == ["PAK", "KAZ"]
    assert document["tables"]["sources"][0]["issued"]["date-parts"]


def test_a_package_of_the_whole_base_is_the_base(bundled: FactBase) -> None:
    """Byte for byte."""
    for name, data in export_package(bundled, None).items():
        assert data == (bundled_data() / name).read_bytes()


def test_a_package_of_chosen_facts_stands_on_its_own(bundled: FactBase, tmp_path: Path) -> None:
    """What the facts need comes along, what rests on others stays away, nothing is amiss."""
    chosen = [fact.id for fact in bundled.facts.values() if fact.topic.startswith("corridor.")]
    files = export_package(bundled, chosen[:40])
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    part = load_factbase(tmp_path)

    assert part.problems == ()
    assert set(chosen[:40]) <= set(part.facts)
    assert len(part.facts) < len(bundled.facts)
    assert {o.fact for o in part.observations.values()} <= set(part.facts)
    assert set(part.sources) == {c.source for c in part.citations}


def test_a_fact_goes_along_with_what_it_takes_the_place_of(tmp_path: Path) -> None:
    """And with what that took the place of; else its row would point at none."""
    first = FACT | {"id": "first", "kind": "event", "statement": "Talks began."}
    second = first | {"id": "second", "supersedes": "first", "statement": "Talks went on."}
    third = first | {"id": "third", "supersedes": "second", "statement": "Talks ended."}
    base = load_factbase(
        write_tiny_base(
            tmp_path / "base",
            facts=[FACT, first, second, third],
            citations=[CITATION, *(CITATION | {"fact": f} for f in ("first", "second", "third"))],
        )
    )
    (tmp_path / "part").mkdir()
    for name, data in export_package(base, ["third"]).items():
        (tmp_path / "part" / name).write_bytes(data)
    part = load_factbase(tmp_path / "part")

    assert part.problems == ()
    assert set(part.facts) == {"first", "second", "third"}


def test_chosen_facts_go_to_a_table_in_the_order_chosen(bundled: FactBase) -> None:
    """And without those that they only rest on."""
    chosen = list(bundled.facts)[10:13][::-1]
    rows = csv.DictReader(io.StringIO(export_csv(bundled, chosen).decode("utf-8-sig")))

    assert [row["id"] for row in rows] == chosen


def test_a_line_goes_along_only_with_all_it_rests_on(tmp_path: Path) -> None:
    """A response stays away with the line it answers."""
    other = FACT | {"id": "trade-2022"}
    lines = [
        LINE,
        LINE | {"id": "line-2", "text": "We count it. {trade-2022|cite}"},
        LINE | {"id": "line-3", "answers": "line-2", "text": "So do we. {trade-2021|cite}"},
    ]
    observations = [OBSERVATION, OBSERVATION | {"id": "o2", "fact": "trade-2022"}]
    base = load_factbase(
        write_tiny_base(
            tmp_path,
            facts=[FACT, other],
            observations=observations,
            citations=[CITATION, CITATION | {"fact": "trade-2022"}],
            lines=lines,
        )
    )
    tables = json.loads(export_json(base, ["trade-2021"]))["tables"]

    assert [line["id"] for line in tables["lines"]] == ["line-1"]
    assert [row["id"] for row in tables["observations"]] == ["trade.2021.total"]


def test_a_bad_cell_goes_out_as_it_stands(tmp_path: Path) -> None:
    """Whoever mends a base must see what is wrong in it."""
    base = load_factbase(write_tiny_base(tmp_path, facts=[FACT | {"as_of": "soon"}]))
    document = json.loads(export_json(base, None))

    assert document["facts"] == []
    assert document["tables"]["facts"][0]["as_of"] == "soon"


def test_a_compiled_base_goes_out_as_the_folder_it_was_made_from(
    bundled: FactBase, tmp_path: Path
) -> None:
    """Table for table; of a source the names of its writers are known as printed."""
    file = tmp_path / "all.briefbase"
    compile_factbase(bundled, file)
    files = export_package(load_factbase(file), None)

    differing = [
        name for name, data in files.items() if data != (bundled_data() / name).read_bytes()
    ]
    assert differing == ["sources.json"]
    sources = json.loads(files["sources.json"])
    assert [source["id"] for source in sources] == list(bundled.sources)


def test_what_lies_over_a_base_goes_out_with_it(tmp_path: Path) -> None:
    """Rows that an update replaced, added and withdrew; the others as they are written."""
    facts = [FACT | {"actors": "PAK; KAZ"}, FACT | {"id": "second"}, FACT | {"id": "third"}]
    citations = [CITATION | {"fact": fact["id"]} for fact in facts]
    observations = [OBSERVATION | {"id": f"o.{f['id']}", "fact": f["id"]} for f in facts]
    folder = write_tiny_base(
        tmp_path / "base", facts=facts, citations=citations, observations=observations, lines=[]
    )
    header, row = (folder / "facts.csv").read_text(encoding="utf-8").splitlines()[::2]
    layer = Layer(
        "update 2",
        {"facts": f"{header}\n{row.replace('2027-02-20', '2028-02-20')}\n"},
        (Withdrawal("facts", "third", "It was wrong."),),
        "digest",
    )
    base = load_factbase(folder, [layer])
    rows = list(csv.DictReader(io.StringIO(export_package(base, None)["facts.csv"].decode())))

    assert [(row["id"], row["review_by"]) for row in rows] == [
        ("trade-2021", "2027-02-20"),
        ("second", "2028-02-20"),
    ]
    assert rows[0]["actors"] == "PAK; KAZ"
    assert json.loads(export_package(base, None)["datapackage.json"])["version"].endswith(
        "update 2"
    )
    assert json.loads(export_package(base, None)["sources.json"])[0]["issued"]

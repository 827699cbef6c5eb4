"""Workbooks from outside: what is found in a broken one, and what a spreadsheet makes of cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from briefgen.factbase.exchange.incoming import plan_import
from tests.tiny_base import CITATION, FACT, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    Rows = Sequence[Mapping[str, object]]


from tests.factbase.workbooks import changed_workbook, messages, rewrite, write_workbook

NEW = FACT | {"id": "trade-2022", "date": "2022", "statement": "Trade grew in 2022."}
NEW_CITATION = CITATION | {"fact": "trade-2022"}


# --- the broken sheet -----------------------------------------------------------------------------


def _write_broken_workbook(path: Path) -> Path:
    """A copied row, a double id, a bad date, a formula, no source, a wrong source, a wrong unit."""
    statement = "Trade came to 46 million dollars in 2022."
    facts = [
        NEW,
        NEW,
        NEW | {"statement": "Another one."},
        NEW | {"id": "dated", "date": "05/06/2024"},
        NEW | {"id": "reckoned", "statement": "=1+1"},
        NEW | {"id": "unsourced"},
        NEW | {"id": "ill-sourced"},
        NEW | {"id": "measured", "statement": statement},
    ]
    return write_workbook(
        path,
        facts=facts,
        citations=[
            NEW_CITATION,
            CITATION | {"fact": "dated"},
            CITATION | {"fact": "reckoned"},
            CITATION | {"fact": "ill-sourced", "source": "report-2099"},
            CITATION | {"fact": "measured"},
        ],
        observations=[
            OBSERVATION | {"id": "o", "fact": "measured", "value": 46, "unit": "USD billion"}
        ],
    )


def test_each_fault_of_a_broken_workbook_is_named_by_its_cell_in_one_run(tmp_path: Path) -> None:
    """Who mends them need not import again and again to learn of the next."""
    base = write_tiny_base(tmp_path / "base")
    file = _write_broken_workbook(tmp_path / "broken.xlsx")
    plan = plan_import(base, [file])

    found = messages(plan)
    assert set(found) == {
        "broken.xlsx, sheet facts, cell A3",
        "broken.xlsx, sheet facts, cell A4",
        "broken.xlsx, sheet facts, cell D5",
        "broken.xlsx, sheet facts, cell E6",
        "broken.xlsx, sheet facts, cell A7",
        "broken.xlsx, sheet citations, cell B5",
        "broken.xlsx, sheet observations, cell J2",
    }
    texts = list(found.values())
    for text, words in zip(
        texts,
        (
            "copy of the one in broken.xlsx, sheet facts, row 2",
            "stands already in broken.xlsx, sheet facts, row 2",
            "may be two different days",
            "formula",
            "has no source",
            "“USD billion” is no unit of the measure trade.value: write USD million",
            "“report-2099” is not a usable row of the table sources",
        ),
        strict=True,
    ):
        assert words in text
    assert plan.is_refused
    assert [str(change.place.spot) for change in plan.changes if change.table == "facts"] == [
        "row 2",
        "row 8",
        "row 9",
    ]
    counts = plan.counts["facts"]
    assert (counts.added, counts.changed, counts.unchanged, counts.refused) == (3, 0, 0, 5)


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("A1", "identifier", "has no column “identifier”"),
        ("B1", "topics", "did you mean “topic”"),
        ("B1", "id", "stands here twice"),
        ("C2", "rumour", "is none of event"),
        ("D2", "05/06/2024", "may be two different days"),
        ("D2", "25.06.2024", "write it as 2024-06-25"),
        ("D2", "last year", "is not a date"),
        ("E2", "", "The cell is empty"),
        ("E2", '=HYPERLINK("http://x.invalid")', "This is a formula"),
        ("E2", "Trade came to 47 million dollars in 2021.", "Nothing accounts for “47 million”"),
        ("J2", "perhaps", "neither true nor false"),
        ("K2", "2022-01-32", "there is no such day: January 2022 has 31 days"),
        ("Q2", "stray", "has no name in row 1"),
    ],
)
def test_a_bad_cell_is_named_with_what_to_do(
    tmp_path: Path, cell: str, value: str, message: str
) -> None:
    """File, sheet, address; the row is refused."""
    file = changed_workbook(tmp_path / "a.xlsx", lambda sheet: sheet.__setitem__(cell, value))
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert message in messages(plan)[f"a.xlsx, sheet facts, cell {cell}"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("inf", "not a finite number"),
        ("NaN", "not a finite number"),
        ("1e999", "not a finite number"),
        ("1,234.5", "without commas"),
        ("1_000", "is not a number"),
        ("NA", "is not a number"),
        (dt.date(2024, 5, 1), "has made 2024-05-01"),
    ],
)
def test_a_value_that_is_no_finite_number_is_refused(
    tmp_path: Path, value: object, message: str
) -> None:
    """Whatever the spreadsheet, or whoever typed it, made of it."""
    file = write_workbook(tmp_path / "a.xlsx", observations=[OBSERVATION | {"value": value}])
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert message in messages(plan)["a.xlsx, sheet observations, cell H2"]


def test_a_cell_of_a_damaged_number_never_becomes_one(tmp_path: Path) -> None:
    """1e999 inside the file itself is infinity to a spreadsheet."""
    file = write_workbook(tmp_path / "a.xlsx", observations=[OBSERVATION | {"value": 45}])
    rewrite(file, "xl/worksheets/sheet1.xml", b"<v>45</v>", b"<v>1e999</v>")
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert "not a finite number" in messages(plan)["a.xlsx, sheet observations, cell H2"]


def test_a_formula_is_refused_whatever_result_it_carries(tmp_path: Path) -> None:
    """The value that a spreadsheet cached is never taken for the cell's."""
    file = write_workbook(tmp_path / "a.xlsx", observations=[OBSERVATION | {"value": 45}])
    rewrite(file, "xl/worksheets/sheet1.xml", b"<v>45</v>", b"<f>40+5</f><v>45</v>")
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert "formula" in messages(plan)["a.xlsx, sheet observations, cell H2"]
    assert not plan.files


def test_an_error_of_the_spreadsheet_is_no_value(tmp_path: Path) -> None:
    """#REF! stands where somebody deleted a row."""

    def spoil(sheet: Worksheet) -> None:
        sheet["N2"] = "#REF!"
        sheet["N2"].data_type = "e"

    plan = plan_import(
        write_tiny_base(tmp_path / "base"), [changed_workbook(tmp_path / "a.xlsx", spoil)]
    )

    assert "shows the error #REF!" in messages(plan)["a.xlsx, sheet facts, cell N2"]


# --- what a spreadsheet makes of what is typed ----------------------------------------------------


def test_codes_and_dashes_stay_as_they_were_typed(tmp_path: Path) -> None:
    """NA, a dash, a code with a leading zero, shown as a number or not; a plain year."""
    people = [
        {
            "id": f"p{i}", "name": "A name", "native_name": text, "office": "An office",
            "country": "PAK", "last_seen": 2022, "fact": "trade-2021",
        }
        for i, text in enumerate(("NA", "-", "0702", 702, 7.5))
    ]  # fmt: skip
    file = write_workbook(tmp_path / "a.xlsx", people=people)
    workbook = openpyxl.load_workbook(file)
    workbook["people"]["C5"].number_format = "0000"
    workbook.save(file)
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    cells = [{c.column: c.new for c in change.columns} for change in plan.changes]
    assert [row["native_name"] for row in cells] == ["NA", "-", "0702", "0702", "7.5"]
    assert {row["last_seen"] for row in cells} == {"2022"}


def test_a_day_that_the_spreadsheet_knows_as_one_is_that_day(tmp_path: Path) -> None:
    """No text, no doubt about its order."""

    def fill(sheet: Worksheet) -> None:
        sheet["K2"] = dt.date(2022, 5, 6)

    plan = plan_import(
        write_tiny_base(tmp_path / "base"), [changed_workbook(tmp_path / "a.xlsx", fill)]
    )

    assert [(c.column, c.old, c.new) for c in plan.changes[0].columns] == [
        ("as_of", "2022-01-27", "2022-05-06")
    ]


def test_a_month_that_the_spreadsheet_made_a_day_of_is_refused(tmp_path: Path) -> None:
    """Somebody typed 2024-05 into a cell that was no text."""

    def fill(sheet: Worksheet) -> None:
        sheet["D2"] = dt.date(2024, 5, 1)
        sheet["D2"].number_format = "mmm-yy"

    plan = plan_import(
        write_tiny_base(tmp_path / "base"), [changed_workbook(tmp_path / "a.xlsx", fill)]
    )

    assert "made a day of a month" in messages(plan)["a.xlsx, sheet facts, cell D2"]


def test_a_percentage_is_refused_as_its_number_is_another(tmp_path: Path) -> None:
    """65 % is stored as 0.65."""
    file = write_workbook(tmp_path / "a.xlsx", observations=[OBSERVATION | {"value": 0.65}])
    workbook = openpyxl.load_workbook(file)
    workbook["observations"]["H2"].number_format = "0%"
    workbook.save(file)
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert "shows a percentage" in messages(plan)["a.xlsx, sheet observations, cell H2"]


def test_a_number_keeps_the_digits_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    """0.1 + 0.2 is 0.3, and no number is written with an exponent."""
    rows = [
        OBSERVATION | {"id": f"o{i}", "value": value} for i, value in enumerate((0.1 + 0.2, 1e-7))
    ]
    file = write_workbook(tmp_path / "a.xlsx", observations=rows)
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    values = [{c.column: c.new for c in change.columns}["value"] for change in plan.changes]
    assert values == ["0.3", "0.0000001"]


def test_what_cannot_be_seen_is_taken_out_and_told(tmp_path: Path) -> None:
    """A mark that turns text around would make a reader see another sentence."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT | {"note": "for\u202esure"}])
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert "taken out" in messages(plan)["a.xlsx, sheet facts, cell N2"]
    assert plan.changes[0].columns[0].new == "forsure"
    assert not plan.is_refused


# --- which sheets and rows ------------------------------------------------------------------------


def test_a_sheet_that_is_no_table_is_refused_and_an_empty_one_is_not(tmp_path: Path) -> None:
    """A list of one's own must not be thought to have come in."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT], Fakts=[FACT])
    workbook = openpyxl.load_workbook(file)
    workbook.create_sheet("Sheet1")
    workbook.save(file)
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert list(messages(plan)) == ["a.xlsx, sheet Fakts"]


def test_a_sheet_of_some_columns_changes_those_and_no_others(tmp_path: Path) -> None:
    """A review round needs an id and a day."""
    file = write_workbook(
        tmp_path / "a.xlsx", facts=[{"id": "trade-2021", "review_by": "2028-01-01"}]
    )
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert [c.column for c in plan.changes[0].columns] == ["review_by"]
    assert plan.findings == ()


def test_a_new_row_without_what_is_needed_names_the_column(tmp_path: Path) -> None:
    """Also where the sheet has no such column."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[{"id": "new", "review_by": "2028-01-01"}])
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert messages(plan)["a.xlsx, sheet facts, row 2, column topic"] == (
        "The cell is empty: fill it in."
    )


def test_a_row_without_its_key_is_refused(tmp_path: Path) -> None:
    """Nothing else tells rows apart."""
    file = write_workbook(tmp_path / "a.xlsx", citations=[CITATION | {"locator": ""}])
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert list(messages(plan)) == ["a.xlsx, sheet citations, cell C2"]


def test_one_row_in_two_files_is_found(tmp_path: Path) -> None:
    """Neither silently wins."""
    files = [write_workbook(tmp_path / f"{name}.xlsx", facts=[FACT]) for name in "ab"]
    plan = plan_import(write_tiny_base(tmp_path / "base"), files)

    assert "copy of the one in a.xlsx" in messages(plan)["b.xlsx, sheet facts, cell A2"]


def test_values_that_say_the_same_are_no_change(tmp_path: Path) -> None:
    """45.0 is 45, "PAK; KAZ" is "PAK;KAZ", TRUE is true."""
    file = write_workbook(
        tmp_path / "a.xlsx",
        facts=[FACT | {"actors": "PAK; KAZ", "releasable": True}],
        observations=[OBSERVATION | {"value": "45.0"}],
    )
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert plan.changes == ()
    assert plan.counts["facts"].unchanged == 1


def test_what_only_follows_from_a_refused_row_is_not_told_again(tmp_path: Path) -> None:
    """The citation, the figure and the line of a fact with a bad date are not at fault."""
    file = write_workbook(
        tmp_path / "a.xlsx",
        facts=[NEW | {"date": "soon"}],
        citations=[NEW_CITATION],
        observations=[OBSERVATION | {"id": "o", "fact": "trade-2022"}],
    )
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert list(messages(plan)) == ["a.xlsx, sheet facts, cell D2"]


def test_a_row_with_a_bad_cell_is_told_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    """What it refers to is looked up, though a date, a number or a formula keeps it out."""
    file = write_workbook(
        tmp_path / "a.xlsx",
        facts=[NEW | {"date": "soon", "topic": "trade.volumes"}],
        citations=[CITATION | {"locator": "=1+1", "source": "report-2099"}],
        observations=[
            OBSERVATION | {"id": "o", "fact": "trade-2022", "value": "many", "unit": "USD billion"}
        ],
    )
    found = messages(plan_import(write_tiny_base(tmp_path / "base"), [file]))

    assert set(found) == {
        "a.xlsx, sheet facts, cell D2",
        "a.xlsx, sheet facts, cell B2",
        "a.xlsx, sheet facts, cell A2",
        "a.xlsx, sheet citations, cell B2",
        "a.xlsx, sheet citations, cell C2",
        "a.xlsx, sheet observations, cell H2",
        "a.xlsx, sheet observations, cell J2",
    }
    assert (
        "is not a usable row of the table topics: correct the id (did you mean"
        in (found["a.xlsx, sheet facts, cell B2"])
    )
    assert "has no source" in found["a.xlsx, sheet facts, cell A2"]
    assert "is no unit of the measure" in found["a.xlsx, sheet observations, cell J2"]


def test_a_jump_in_a_series_is_asked_about_and_stops_nothing(tmp_path: Path) -> None:
    """The outlier test of the base is passed by what comes in as well."""
    statement = "Trade came to 4,500 million dollars in 2022."
    file = write_workbook(
        tmp_path / "a.xlsx",
        facts=[NEW | {"statement": statement}],
        citations=[NEW_CITATION],
        observations=[
            OBSERVATION | {"id": "o", "fact": "trade-2022", "period": "2022", "value": 4500}
        ],
    )
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    (finding,) = plan.findings
    assert (finding.severity, finding.place.spot) == ("question", "cell H2")
    assert not plan.is_refused

"""The page on curating shows rows that the program takes, column by column."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from briefgen.factbase.load import load_factbase
from briefgen.factbase.questions import questions
from briefgen.factbase.schema import read_datapackage
from briefgen.resources import bundled_data

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "curating.md").read_text(encoding="utf-8")
TABLES = {
    resource.path: resource
    for resource in read_datapackage(bundled_data()).resources.values()
    if resource.path.endswith(".csv")
}


def examples() -> list[tuple[str, list[str]]]:
    """The rows that the page shows, each with the file it belongs in."""
    blocks = re.findall(r"```(\w+\.csv)\n(.*?)```", PAGE, re.DOTALL)
    return [(name, row) for name, text in blocks for row in csv.reader(io.StringIO(text))]


def test_the_rows_of_the_page_are_taken_as_they_stand(tmp_path: Path) -> None:
    """Pasted into the tables that are shipped, where they take the place of their likes."""
    folder = shutil.copytree(bundled_data(), tmp_path / "data")
    for name, cells in examples():
        paste(folder / name, cells)
    sources = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    shown = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    (folder / "sources.json").write_text(json.dumps([*sources, *shown]), encoding="utf-8")
    base = load_factbase(folder)

    found = [p for p in (*base.problems, *questions(base)) if p.severity != "question"]
    assert [str(problem) for problem in found] == []
    assert "sbp-trade-fy25" in base.sources
    assert "volume.pak.count" in base.lines


def paste(path: Path, cells: list[str]) -> None:
    """Put a row into a table, in place of one of its key."""
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    assert len(cells) == len(header), (path.name, cells)
    key = [header.index(name) for name in TABLES[path.name].primary_key]
    kept = [row for row in rows if [row[n] for n in key] != [cells[n] for n in key]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *kept, cells])


def test_each_table_that_is_told_of_has_an_example() -> None:
    """Those a curator writes to most."""
    assert {name for name, _ in examples()} >= {
        "facts.csv",
        "citations.csv",
        "observations.csv",
        "organisations.csv",
        "choices.csv",
        "lines.csv",
        "corridors.csv",
        "waypoints.csv",
        "agreements.csv",
    }


def test_no_row_of_the_page_is_without_its_file() -> None:
    """A block of the page is a row of a named file, or a source."""
    assert set(re.findall(r"^```(\S*)\n(?=[^\n])", PAGE, re.MULTILINE)) <= {"json", "", *TABLES}
    opened = re.findall(r"^```(\S*)$", PAGE, re.MULTILINE)[::2]
    assert all(opened)


@pytest.mark.parametrize("name", ["facts.csv", "agreements.csv"])
def test_columns_are_told_in_the_order_of_the_file(name: str) -> None:
    """The table of columns stands before the example, and may leave out what needs no word."""
    before = PAGE[: PAGE.index(f"```{name}\n")].rpartition("| column | how |")[2]
    told = [n for cell in re.findall(r"^\| (`.*?) \|", before, re.MULTILINE) for n in names(cell)]
    columns = [field.name for field in TABLES[name].fields]

    assert told == [column for column in columns if column in told]
    assert name != "facts.csv" or told == columns


def test_columns_of_figures_are_told_in_the_order_of_the_file() -> None:
    """In a sentence, the kinds of values in brackets."""
    sentence = re.search(r"The columns in their order: (.*?)\. An empty", PAGE)
    assert sentence
    told = names(re.sub(r"\(.*?\)", "", sentence[1]))
    assert told == [field.name for field in TABLES["observations.csv"].fields]


def test_every_kind_of_organisation_and_of_fact_is_told() -> None:
    """A curator learns them from the page and not from an error."""
    for name, column in (
        ("organisations.csv", "kind"),
        ("facts.csv", "kind"),
        ("facts.csv", "use"),
    ):
        (field,) = (f for f in TABLES[name].fields if f.name == column)
        assert [kind for kind in field.enum if f"`{kind}`" not in PAGE] == []


def names(text: str) -> list[str]:
    """What stands in back quotes."""
    return re.findall(r"`([^`]+)`", text)


def test_every_word_that_a_column_takes_is_told() -> None:
    """Nobody should have to make a mistake to learn what may stand in a cell."""
    told = set(re.findall(r"`([^`\n]+)`", PAGE))
    fields = [field for table in TABLES.values() for field in table.fields]
    assert sorted({word for field in fields for word in field.enum} - told) == []


@pytest.mark.parametrize(
    "name",
    [
        *("topics", "facts", "observations", "lines", "corridors", "agreements"),
        *("organisations", "measures", "people", "places"),
    ],
)
def test_every_column_of_what_a_curator_adds_is_told(name: str) -> None:
    """By its name, as it stands in the first row."""
    told = set(re.findall(r"`([^`\n]+)`", PAGE))
    columns = {field.name for field in TABLES[f"{name}.csv"].fields}
    assert sorted(columns - told) == []

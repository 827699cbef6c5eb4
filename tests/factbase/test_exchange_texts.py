"""Tables of separated values and bibliographies from outside: encodings, places, names, dates."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import FactBaseError, UsageError
from briefgen.factbase.exchange.incoming import plan_import
from briefgen.factbase.exchange.places import ExchangeError
from briefgen.factbase.load import load_factbase
from tests.tiny_base import CITATION, FACT, OBSERVATION, SOURCE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.exchange.changes import Import


def csv_text(*rows: dict[str, str], separator: str = ",") -> str:
    """Rows as a spreadsheet saves them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def plan_of(tmp_path: Path, name: str, content: bytes | str, table: str = "") -> Import:
    """What a file of that name and content would do to the small base."""
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return plan_import(write_tiny_base(tmp_path / "base"), [file], table)


def new_cells(plan: Import) -> list[dict[str, str]]:
    """The cells of each row that would be added or changed."""
    return [{cell.column: cell.new for cell in change.columns} for change in plan.changes]


# --- separated values -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "separator", "named"),
    [
        ("utf-8", ",", ""),
        ("utf-8-sig", ";", ""),
        ("utf-16", "\t", "UTF-16"),
        ("utf-16-le", ",", "UTF-16"),
        ("utf-16-be", ",", "UTF-16"),
        ("cp1251", ";", "Windows-1251"),
    ],
)
def test_a_table_is_read_in_the_encoding_it_was_saved_in(
    tmp_path: Path, encoding: str, separator: str, named: str
) -> None:
    """And any encoding but UTF-8 is named, so that a wrong guess is seen."""
    text = csv_text(FACT | {"note": "Товарооборот"}, separator=separator)
    plan = plan_of(tmp_path, "facts.csv", text.encode(encoding))

    assert new_cells(plan) == [{"note": "Товарооборот"}]
    assert [named in note for note in plan.notes] == ([True] if named else [])


def test_an_encoding_that_cannot_be_told_is_refused_with_its_line(tmp_path: Path) -> None:
    """Western letters are not read as Cyrillic ones."""
    text = csv_text(FACT | {"note": "a café"})

    with pytest.raises(ExchangeError, match="line 2: the encoding cannot be told"):
        plan_of(tmp_path, "facts.csv", text.encode("cp1252"))


def test_a_table_is_known_by_the_name_of_the_file_or_by_the_one_given(tmp_path: Path) -> None:
    """Any other name is answered with those there are."""
    text = csv_text(FACT)

    assert plan_of(tmp_path, "round.csv", text, "facts").counts["facts"].unchanged == 1
    with pytest.raises(UsageError, match=r"none of the tables topics, .* --table NAME"):
        plan_of(tmp_path, "round.csv", text)
    with pytest.raises(UsageError, match=r"“fact” .* is none of the tables"):
        plan_of(tmp_path, "round.csv", text, "fact")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("id,fact\ntrade-2021,\n", "facts.csv, cell B1", "no column “fact”"),
        ("note\nx", "facts.csv, row 1", "column id is missing"),
        ("id,note\ntrade-2021,one,two\n", "facts.csv, cell C2", "has 3 cells"),
        ("id,note\n\ntrade-2021\n", "facts.csv, cell B3", "has 1 cells"),
        ("id,date\ntrade-2021,05/06/2024\n", "facts.csv, cell B2", "two different days"),
    ],
)
def test_a_fault_in_a_table_is_named_by_its_cell(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    """Counted as a spreadsheet counts, empty rows too."""
    (finding,) = plan_of(tmp_path, "facts.csv", text).findings

    assert str(finding.place) == place
    assert message in finding.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('id,note\ntrade-2021,"open\n', "no valid table"),
        ("id\n" + "x\n" * 50_001, "50,000 rows"),
        (",".join(["id", *"x" * 60]), "60 columns"),
    ],
)
def test_a_table_that_is_none_is_refused_whole(tmp_path: Path, text: str, message: str) -> None:
    """A quotation mark left open, more than a table may have."""
    with pytest.raises(ExchangeError, match=message):
        plan_of(tmp_path, "facts.csv", text)


def test_nothing_in_a_table_is_a_formula(tmp_path: Path) -> None:
    """Text stays text; the apostrophe that an export puts before it goes."""
    place = {"id": "p", "name": "A place", "country": "PAK"}
    notes = ("=1+1", "'=1+1", "'-", "-5")
    rows = [place | {"id": f"p{i}", "note": note} for i, note in enumerate(notes)]
    plan = plan_of(tmp_path, "places.csv", csv_text(*rows))

    assert [cells["note"] for cells in new_cells(plan)] == ["=1+1", "=1+1", "-", "-5"]


def test_a_problem_with_more_rows_than_anyone_reads_ends_early(tmp_path: Path) -> None:
    """The first thousand are enough to begin with."""
    rows = [FACT | {"id": f"f{i}", "kind": "rumour"} for i in range(1_500)]
    plan = plan_of(tmp_path, "facts.csv", csv_text(*rows))

    assert len(plan.findings) == 1_001
    assert "more than 1,000 problems" in plan.findings[-1].message


def test_the_tables_keep_their_form(tmp_path: Path) -> None:
    """Line ends, the mark before the text, columns of one's own, rows that did not change."""
    base = write_tiny_base(tmp_path / "base")
    path = base / "facts.csv"
    header, row = path.read_text(encoding="utf-8").splitlines()
    before = f"\ufeff{header},mine\r\n{row},kept\r\n".encode()
    path.write_bytes(before)
    file = tmp_path / "facts.csv"
    file.write_text(csv_text(FACT | {"id": "trade-2022", "date": "2022"}), encoding="utf-8")
    plan = plan_import(base, [file])

    after = plan.files[path]
    assert after.startswith(before)
    assert after.endswith(b",\r\n")
    assert plan.before[path] == before


# --- CSL-JSON -------------------------------------------------------------------------------------

ZOTERO = {
    "id": "http://zotero.org/users/1/items/ABC",
    "citation-key": "Ivanov:2024",
    "type": "article-newspaper",
    "title": "Trade & routes",
    "container-title": "Dawn",
    "author": [
        {"family": "Ivanov", "given": "Ivan"},
        {"literal": "State Bank"},
        {"family": "Aristotle"},
    ],
    "issued": {"date-parts": [["2024", 7, 21]]},
    "DOI": "10.1/x",
    "abstract": "Long.",
    "note": "Citation Key: Ivanov:2024\nReport of a speech.",
}


def test_a_record_of_zotero_becomes_a_source(tmp_path: Path) -> None:
    """Its key becomes an id, its newspaper the publisher; what has no place is told."""
    plan = plan_of(tmp_path, "zotero.json", json.dumps([ZOTERO]))
    (path,) = plan.files
    path.write_bytes(plan.files[path])

    source = load_factbase(path.parent).sources["ivanov-2024"]
    assert (source.publisher, source.issued) == ("Dawn", "2024-07-21")
    assert source.authors == ("Ivan Ivanov", "State Bank", "Aristotle")
    assert source.url == "https://doi.org/10.1/x"
    assert source.note == "Report of a speech."
    assert plan.notes == ("zotero.json: sources have no place for abstract; left aside.",)


def test_a_source_keeps_what_a_record_does_not_speak_of(tmp_path: Path) -> None:
    """Our note on a source is not lost to a fresh export of the bibliography."""
    plan = plan_of(tmp_path, "z.json", json.dumps([{"id": "report-2022", "title": "New title"}]))

    (written,) = [json.loads(data) for data in plan.files.values()]
    assert written == [SOURCE | {"title": "New title"}]


def test_the_same_bibliography_changes_nothing(tmp_path: Path) -> None:
    """However its numbers are written."""
    record = SOURCE | {"issued": {"date-parts": [["2022", "1", "27"]]}}

    assert plan_of(tmp_path, "z.json", json.dumps([record])).changes == ()


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"title": ""}, "record 1, title", "The cell is empty"),
        ({"issued": {"raw": "05/06/2024"}}, "record 1, issued", "two different days"),
        ({"issued": {"date-parts": [[float("inf")]]}}, "record 1, issued", "is not a date"),
        ({"issued": {"raw": "summer"}}, "record 1, issued", "“summer” is not a date"),
        ({"URL": "javascript:alert(1)"}, "record 1, URL", "is not a web address"),
        ({"id": ""}, "record 1, id", "The cell is empty"),
    ],
)
def test_a_fault_in_a_record_is_named_by_its_field(
    tmp_path: Path, change: dict[str, object], place: str, message: str
) -> None:
    """Records are counted from 1."""
    record = {"id": "new", "type": "report", "title": "A title"} | change
    (finding,) = plan_of(tmp_path, "z.json", json.dumps([record])).findings

    assert finding.place.spot == place
    assert message in finding.message


@pytest.mark.parametrize("content", ["{", '{"a": 1}', "[1]", "[" * 100_000, b"\xff\xfe\x00"])
def test_a_file_that_is_no_bibliography_is_refused(tmp_path: Path, content: bytes | str) -> None:
    """With what to choose in Zotero."""
    with pytest.raises(ExchangeError, match="Zotero"):
        plan_of(tmp_path, "z.json", content)


# --- BibTeX ---------------------------------------------------------------------------------------

BIBTEX = r"""
@string{bank = {State Bank}}

@article{ivanov_2024,
  title = {Trade \& routes: 50\% more in {FY25}},
  author = {Ivanov, Иван and {State Bank, Karachi} and van der Berg, J{\"o}rg},
  journaltitle = {Dawn},
  entrysubtype = {newspaper},
  date = {2024-07-21},
  urldate = {2026-11-22},
  url = {https://example.org/a\_b%20c?x=1&y=2},
  langid = {english},
}

@techreport{bank2023, title = "Payments", institution = bank, year = 2023, month = jul}

@book{routes, title = {Routes}, subtitle = {A study}, editor = {Aristotle}, doi = {10.1/x\_y},
  year = 2020}
"""


def test_entries_of_bibtex_become_sources(tmp_path: Path) -> None:
    """Letters for LaTeX, addresses as they are, organisations whole, months in words or not."""
    first, second, third = new_cells(plan_of(tmp_path, "z.bib", BIBTEX))

    assert first["title"] == "Trade & routes: 50% more in FY25"
    assert first["author"] == "Ivanov, Иван; State Bank Karachi; van der Berg, Jörg"
    assert (first["type"], first["publisher"]) == ("article-newspaper", "Dawn")
    assert (first["issued"], first["accessed"]) == ("2024-07-21", "2026-11-22")
    assert first["URL"] == "https://example.org/a_b%20c?x=1&y=2"
    assert first["language"] == "en"
    assert (second["type"], second["publisher"], second["issued"]) == (
        "report",
        "State Bank",
        "2023-07",
    )
    assert (third["title"], third["author"]) == ("Routes: A study", "Aristotle")
    assert third["URL"] == "https://doi.org/10.1/x_y"


def test_what_came_from_bibtex_comes_again_without_a_change(tmp_path: Path) -> None:
    """A bibliography can be taken in after every round."""
    file = tmp_path / "z.bib"
    file.write_text(BIBTEX, encoding="utf-8")
    base = write_tiny_base(tmp_path / "base")
    for path, data in plan_import(base, [file]).files.items():
        path.write_bytes(data)

    assert plan_import(base, [file]).changes == ()


@pytest.mark.parametrize(
    ("entry", "place", "message"),
    [
        ("@misc{a, title = {x}}\n@misc{a, title = {y}}", "line 2", "cannot be read"),
        ("@misc{a, title = {x}\n@misc{b, title = {y}}", "line 1", "cannot be read"),
        ("@misc{a,\n title = {x},\n date = {05/06/2024}}", "line 3, date", "two different days"),
        ("@misc{a,\n title = {x},\n url = {ftp://x}}", "line 3, url", "not a web address"),
        ("@misc{a, author = {A, B, C, D}, title = {}}", "line 1, title", "The cell is empty"),
        ("@misc{a, url = {https://x.org}}", "line 1, title", "The cell is empty"),
    ],
)
def test_a_fault_in_an_entry_is_named_by_its_line(
    tmp_path: Path, entry: str, place: str, message: str
) -> None:
    """And the field, as it is called there."""
    (finding,) = plan_of(tmp_path, "z.bib", entry).findings

    assert finding.place.spot == place
    assert message in finding.message


def test_braces_without_end_are_refused(tmp_path: Path) -> None:
    """Whoever nests them twenty thousand deep means no good."""
    with pytest.raises(ExchangeError, match="nested too deeply"):
        plan_of(tmp_path, "z.bib", "@misc{a, title = {" + "{" * 20_000 + "}" * 20_000 + "}}")


def test_an_empty_bibliography_is_refused(tmp_path: Path) -> None:
    """It is some other file."""
    with pytest.raises(ExchangeError, match="no entry in it"):
        plan_of(tmp_path, "z.bib", "Hello")


def test_a_source_and_what_rests_on_it_can_come_together(tmp_path: Path) -> None:
    """Files of one import are seen as one."""
    sources, facts, citations = (tmp_path / n for n in ("z.bib", "facts.csv", "citations.csv"))
    sources.write_text("@misc{new, title = {A title}}", encoding="utf-8")
    fact = FACT | {"id": "trade-2022", "date": "2022", "statement": "Trade grew in 2022."}
    facts.write_text(csv_text(fact), encoding="utf-8")
    citations.write_text(
        csv_text(CITATION | {"fact": "trade-2022", "source": "new"}), encoding="utf-8"
    )
    base = write_tiny_base(tmp_path / "base")

    assert plan_import(base, [facts, citations]).is_refused
    assert plan_import(base, [facts, citations, sources]).findings == ()


# --- the base that takes them in ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"id,title\n", "the column category is missing"),
        (b"id,category,title,order\nx\n", "row 2 is too short or too long"),
        (b"\xff\xfe\xfa", "no table of UTF-8 text"),
    ],
)
def test_a_base_whose_table_cannot_be_written_again_takes_nothing_in(
    tmp_path: Path, table: bytes, message: str
) -> None:
    """It is mended first."""
    base = write_tiny_base(tmp_path / "base")
    (base / "topics.csv").write_bytes(table)

    with pytest.raises(FactBaseError, match=message):
        plan_import(base, [tmp_path / "facts.csv"])


@pytest.mark.parametrize("path", ["../topics.csv", "/tmp/topics.csv", "..\\topics.csv"])
def test_a_base_that_names_tables_outside_its_folder_is_refused(tmp_path: Path, path: str) -> None:
    """An import would write there."""
    base = write_tiny_base(tmp_path / "base")
    package = json.loads((base / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["path"] = path
    (base / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    with pytest.raises(FactBaseError, match="lies outside the folder"):
        plan_import(base, [tmp_path / "facts.csv"])


def test_a_fault_that_was_there_before_stops_no_import(tmp_path: Path) -> None:
    """Only what comes in must be good; the rest is told by facts check."""
    base = write_tiny_base(tmp_path / "base", facts=[FACT, FACT | {"id": "old", "kind": "rumour"}])
    file = tmp_path / "facts.csv"
    file.write_text("id,note\ntrade-2021,New\n", encoding="utf-8")
    plan = plan_import(base, [file])

    assert plan.findings == ()
    assert list(plan.files) == [base / "facts.csv"]


def test_a_row_that_would_break_another_is_refused(tmp_path: Path) -> None:
    """The fault shows in a row that did not come in; it is named in its table."""
    base = write_tiny_base(tmp_path / "base", lines=[])
    file = tmp_path / "observations.csv"
    file.write_text("id,value\ntrade.2021.total,44\n", encoding="utf-8")
    (finding,) = plan_import(base, [file]).findings

    assert str(finding.place) == "facts.csv, row 2, column statement"
    assert "Nothing accounts for" in finding.message


def test_a_unit_is_held_to_those_of_its_measure_and_a_missing_measure_is_told_once(
    tmp_path: Path,
) -> None:
    """A unit that other figures of the measure use may be used again."""
    other = OBSERVATION | {"id": "o", "unit": "million dollars"}
    base = write_tiny_base(tmp_path / "base", observations=[OBSERVATION, other])
    file = tmp_path / "observations.csv"
    file.write_text("id,unit\ntrade.2021.total,million dollars\n", encoding="utf-8")
    assert plan_import(base, [file]).counts["observations"].changed == 1

    file.write_text("id,measure\no,trade.valu\n", encoding="utf-8")
    (finding,) = plan_import(base, [file]).findings
    assert "not a usable row of the table measures" in finding.message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"actors": "PAK;KZA"}, "“KZA” is neither"),
        ({"actors": "PAK;buro"}, "“buro” is neither"),
        ({"places": "islambad"}, "“islambad” is not a usable row of the table places"),
    ],
)
def test_a_fact_of_invented_actors_or_places_is_refused(
    tmp_path: Path, change: dict[str, str], message: str
) -> None:
    """As one with a corridor is that there is not: nothing of it is planned."""
    plan = plan_of(tmp_path, "facts.csv", csv_text(FACT | change))

    assert [message in finding.message for finding in plan.findings] == [True]
    assert plan.changes == ()

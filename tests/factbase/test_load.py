"""Loading: good rows become records, bad rows located problems, and nothing else stops."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import FactBaseError
from briefgen.factbase.load import load_factbase
from briefgen.factbase.questions import questions
from briefgen.factbase.rows import CellError, typed_cell
from briefgen.factbase.schema import read_datapackage
from briefgen.resources import bundled_data
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION, SOURCE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path


def test_the_bundled_fact_base_is_clean() -> None:
    """What is shipped has no problem, and every fact a source, every figure a reporter."""
    base = load_factbase(bundled_data())

    assert base.problems == ()
    assert len(base.facts) >= 200
    assert len(base.lines) >= 60
    assert all(base.citations_of[fact] for fact in base.facts)
    assert all(o.reporter in base.organisations for o in base.observations.values())


def test_the_version_of_the_bundled_facts_is_the_day_of_their_newest_curating() -> None:
    """A pack names the version it was made from: two states of the facts never share one."""
    log = (bundled_data() / "CURATING-LOG.md").read_text(encoding="utf-8")
    days = re.findall(r"^## (\d{4}-\d{2}-\d{2}):", log, re.MULTILINE)

    assert load_factbase(bundled_data()).version == max(days).replace("-", ".")


def test_a_bundled_statement_has_at_most_thirty_words() -> None:
    """What the guide to curating asks of others holds for ours."""
    statements = {f.id: f.statement for f in load_factbase(bundled_data()).facts.values()}

    assert [id_ for id_, said in statements.items() if len(said.split()) > 30] == []


def test_a_tiny_base_loads_whole(tmp_path: Path) -> None:
    """The rows of the test base are all usable, so that each test below breaks one thing."""
    base = load_factbase(write_tiny_base(tmp_path))

    assert base.problems == ()
    assert base.facts["trade-2021"].date.edtf == "2021"
    assert base.observations["trade.2021.total"].value == 45


@pytest.mark.parametrize(
    ("table", "change", "column", "message"),
    [
        ("facts", {"date": "last year"}, "date", "is not a date"),
        ("facts", {"kind": "rumour"}, "kind", "is none of event"),
        ("facts", {"statement": ""}, "statement", "The cell is empty"),
        ("facts", {"topic": "trade.volumes"}, "topic", "not a usable row of the table topics"),
        ("facts", {"as_of": "27.01.2022"}, "as_of", "is not a day"),
        ("facts", {"releasable": "perhaps"}, "releasable", "neither true nor false"),
        ("facts", {"statement": "Trade came to 46 million dollars."}, "statement", "“46 million”"),
        ("facts", {"actors": "PAK;nobody"}, "actors", "“nobody” is neither a usable row"),
        ("facts", {"actors": "PAK;KAZ;bureu"}, "actors", "(did you mean bureau?)"),
        ("facts", {"actors": "PAK;KZA;KAZ"}, "actors", "“KZA” is neither"),
        ("facts", {"places": "islambad"}, "places", "not a usable row of the table places"),
        ("facts", {"topic": "trade.volum"}, "topic", "(did you mean trade.volume?)"),
        ("observations", {"flow": "PAK>KZA"}, "flow", "correct it (did you mean KAZ?)"),
        ("facts", {"id": "Trade 2021"}, "id", "wrong form: write small Latin letters and digits"),
        ("observations", {"flow": "both"}, "flow", "wrong form: write PAK>KAZ, KAZ>PAK or total."),
        ("observations", {"value": "1e999"}, "value", "not a finite number"),
        ("observations", {"value": "1,234.5"}, "value", "without commas"),
        ("observations", {"reporter": "nobody"}, "reporter", "table organisations"),
        (
            "lines",
            {"text": "Trade grew {trade.2021.total|cite}."},
            "text",
            "is the id of a figure, and {trade.2021.total|cite} asks for a fact: name one, or use",
        ),
        (
            "lines",
            {"text": "Trade grew {trade-2021}."},
            "text",
            "is the id of a fact, and {trade-2021|exact} asks for a figure: name one",
        ),
        ("lines", {"text": "It grew {trade-2012|cite}."}, "text", "(did you mean trade-2021?)"),
        (
            "lines",
            {"text": "Trade was 45 million dollars {trade-2021|cite}."},
            "text",
            "typed number",
        ),
        ("lines", {"text": "Trade grew."}, "text", "rests on no fact"),
        ("lines", {"text": "Trade was {trade.2022.total|speak}."}, "text", "table observations"),
        ("lines", {"text": "Trade was {trade.2021.total|shout}."}, "text", "no form of a token"),
        ("lines", {"text": "Trade was {trade.2021.total|speak."}, "text", "without its pair"),
    ],
)
def test_a_bad_cell_is_a_problem_with_file_row_and_column(
    tmp_path: Path, table: str, change: dict[str, str], column: str, message: str
) -> None:
    """The problem says where, what and what to do; the row is left out."""
    good = {"facts": FACT, "observations": OBSERVATION, "lines": LINE}[table]
    base = load_factbase(write_tiny_base(tmp_path, **{table: [good | change]}))

    problem = base.problems[0]
    assert (problem.path, problem.row, problem.column) == (f"{table}.csv", 2, column)
    assert message in problem.message
    assert not getattr(base, table)


def test_no_pattern_is_told_as_it_stands() -> None:
    """Who meets one reads words: every pattern of the tables that are shipped has some."""
    package = read_datapackage(bundled_data())
    bound = [f for table in package.resources.values() for f in table.fields if f.pattern]

    assert len(bound) >= 15
    for field in bound:
        with pytest.raises(CellError, match=r"^“A b” has the wrong form: write [A-Za-z]") as told:
            typed_cell(field, "A b")
        assert not set(str(told.value)) & set("^$[]{}|")


def test_names_that_are_nearly_right_are_told_with_the_right_ones(tmp_path: Path) -> None:
    """An actor, a place and a country, each as it was meant; one of no likeness stands alone."""
    place = {"id": "islamabad", "name": "Islamabad", "country": "PAK"}
    fact = FACT | {"id": "bad", "actors": "PAK;KZA;zzz", "places": "Islamabad;islambad"}
    person = {"id": "a", "name": "A", "office": "B", "country": "PKA"}
    person |= {"last_seen": "2026-03-16", "fact": "trade-2021"}
    base = load_factbase(
        write_tiny_base(tmp_path, places=[place], facts=[FACT, fact], people=[person])
    )

    told = {str(problem.message).split(" ")[0]: problem.message for problem in base.problems}
    assert "(did you mean KAZ?)" in told["“KZA”"]
    assert "(did you mean islamabad?)" in told["“Islamabad”"]
    assert "(did you mean islamabad?)" in told["“islambad”"]
    assert "(did you mean PAK?)" in told["“PKA”"]
    assert "did you mean" not in told["“zzz”"]
    assert "bad" not in base.facts
    assert "a" not in base.people


def test_one_bad_row_stops_nothing_else(tmp_path: Path) -> None:
    """Rows before and after a bad one are used."""
    rows = [FACT, FACT | {"id": "bad", "date": "soon"}, FACT | {"id": "other"}]
    citations = [CITATION | {"fact": row["id"]} for row in rows]
    observations = [OBSERVATION, OBSERVATION | {"id": "trade.other", "fact": "other"}]
    base = load_factbase(
        write_tiny_base(tmp_path, facts=rows, citations=citations, observations=observations)
    )

    assert set(base.facts) == {"trade-2021", "other"}
    assert [(p.path, p.row) for p in base.problems] == [("facts.csv", 3)]


def test_what_hangs_on_a_bad_fact_is_left_out_with_it(tmp_path: Path) -> None:
    """A fact without a source goes, and its figure and the line that speaks it with it.

    That is told once.
    """
    base = load_factbase(write_tiny_base(tmp_path, citations=[]))

    assert not base.facts
    assert not base.observations
    assert not base.lines
    (problem,) = base.problems
    assert "no source" in problem.message


def test_a_copied_row_is_named_with_the_row_it_repeats(tmp_path: Path) -> None:
    """Two rows of one id: the second is left out and points at the first."""
    base = load_factbase(write_tiny_base(tmp_path, facts=[FACT, FACT]))

    assert list(base.facts) == ["trade-2021"]
    assert "stands already in row 2" in base.problems[0].message
    assert base.problems[0].row == 3


def test_a_row_with_a_stray_comma_is_a_problem(tmp_path: Path) -> None:
    """A cell too many shifts the columns; the row is not guessed at."""
    folder = write_tiny_base(tmp_path)
    path = folder / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + ",extra\n", encoding="utf-8")
    base = load_factbase(folder)

    assert not base.facts
    (problem,) = base.problems
    assert "has 15 cells, and the table has 14 columns: put a text" in problem.message


def test_a_row_of_too_few_cells_is_told_to_lack_some(tmp_path: Path) -> None:
    """No text with a comma makes a row shorter; the fact it accounts for is not told as well."""
    folder = write_tiny_base(tmp_path)
    path = folder / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").rstrip(",\n") + "\n", encoding="utf-8")
    (problem,) = load_factbase(folder).problems

    assert problem.path == "observations.csv"
    assert "has 13 cells, and the table has 15 columns: some are missing" in problem.message
    assert "quotes" not in problem.message


@pytest.mark.parametrize(
    "change",
    [
        {"facts": [FACT | {"releasable": "yes"}]},
        {"facts": [FACT | {"topic": "trade.volumes"}]},
        {"facts": [FACT | {"actors": "PAK;KZA"}]},
        {"observations": [OBSERVATION | {"reporter": "nobody"}]},
        {"observations": [OBSERVATION | {"unit": "bananas"}]},
        {"observations": [OBSERVATION | {"as_of": "soon"}]},
        {"citations": [CITATION | {"source": "report-2023"}]},
        {"measures": []},
        {"lines": [LINE | {"text": "Our trade was {trade.2021.total in 2021."}]},
    ],
)
def test_one_mistake_is_told_once(tmp_path: Path, change: dict[str, list[dict[str, str]]]) -> None:
    """What hangs on the row goes with it in silence: who mends the row mends all of it."""
    base = load_factbase(write_tiny_base(tmp_path, **change))

    assert not base.lines
    assert len(base.problems) == 1


def test_an_organisation_that_is_missing_is_told_with_how_to_add_it(tmp_path: Path) -> None:
    """The file and its columns; what is neither true nor false gets advice too."""
    figure = OBSERVATION | {"reporter": "customs"}
    (problem,) = load_factbase(write_tiny_base(tmp_path / "a", observations=[figure])).problems
    assert "add a row with it to organisations.csv (id, name, kind, country)" in problem.message

    fact = FACT | {"releasable": "yes"}
    (problem,) = load_factbase(write_tiny_base(tmp_path / "b", facts=[fact])).problems
    assert problem.message == "“yes” is neither true nor false: write one of the two."


@pytest.mark.parametrize("text", ["[" * 100_000, f'[{{"id": {"9" * 5000}}}]'])
@pytest.mark.parametrize("name", ["sources.json", "datapackage.json"])
def test_json_that_no_one_would_write_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """Nested without end, or with a number of thousands of digits."""
    folder = write_tiny_base(tmp_path)
    (folder / name).write_text(text)

    with pytest.raises(FactBaseError, match="far too long, or its brackets are nested too deeply"):
        load_factbase(folder)


@pytest.mark.parametrize("path", ["../topics.csv", "/tmp/t.csv", "..\\t.csv", "//far/t.csv", "C:t"])
def test_a_base_that_names_tables_outside_its_folder_is_refused(tmp_path: Path, path: str) -> None:
    """Reading a table on another machine would tell that machine who reads it."""
    folder = write_tiny_base(tmp_path)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["path"] = path
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    with pytest.raises(FactBaseError, match="lies outside the folder"):
        load_factbase(folder)


def test_a_pattern_that_is_none_is_told(tmp_path: Path) -> None:
    """It is a fault of the description, and not of a cell."""
    folder = write_tiny_base(tmp_path)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["fields"][0]["constraints"] = {"pattern": "((("}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    with pytest.raises(FactBaseError, match="description of the tables lacks or mistypes"):
        load_factbase(folder)


@pytest.mark.parametrize("name", ["sources.json", "datapackage.json", "facts.csv"])
def test_a_broken_file_is_not_called_a_missing_folder(tmp_path: Path, name: str) -> None:
    """The folder does hold a datapackage.json: it is the file that must be mended."""
    folder = write_tiny_base(tmp_path)
    (folder / name).write_text('[{"id": "a",,}]' if name.endswith("json") else "id,topic\n")

    with pytest.raises(FactBaseError) as caught:
        load_factbase(folder)
    assert "Choose a folder" not in str(caught.value)
    assert name in str(caught.value)
    advice = "a comma, a quotation mark" if name.endswith("json") else "Mend that file"
    assert advice in str(caught.value)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "datapackage.json").unlink(), "no datapackage.json"),
        (lambda folder: (folder / "facts.csv").unlink(), "the file is missing"),
        (lambda folder: (folder / "facts.csv").write_bytes(b"\xff\xfe\x00"), "not UTF-8"),
        (lambda folder: (folder / "facts.csv").write_text("id,topic\n"), "column kind is missing"),
        (lambda folder: (folder / "facts.csv").write_text("id;topic\n"), "save it with commas"),
        (lambda folder: (folder / "facts.csv").write_text("id\ttopic\n"), "tabs between"),
        (lambda folder: (folder / "sources.json").write_text("{"), "not valid JSON"),
        (lambda folder: (folder / "sources.json").write_text("{}"), "not a list"),
        (lambda folder: (folder / "datapackage.json").write_text("[]"), "mistypes"),
        (
            lambda folder: (folder / "datapackage.json").write_text(
                json.dumps({"name": "x", "resources": []})
            ),
            "names no table",
        ),
        (lambda folder: (folder / "facts.csv").write_text('id,"topic\n'), "facts.csv"),
    ],
)
def test_a_broken_base_is_one_sentence(tmp_path: Path, damage: object, message: str) -> None:
    """Where nothing can be read at all, the error names the file and says what to do."""
    folder = write_tiny_base(tmp_path)
    damage(folder)  # type: ignore[operator]

    with pytest.raises(FactBaseError, match=message) as caught:
        load_factbase(folder)
    assert "\n" not in str(caught.value)


def test_a_bad_source_is_a_problem_and_takes_its_facts_with_it(tmp_path: Path) -> None:
    """A source without a title cannot be cited."""
    folder = write_tiny_base(tmp_path)
    (folder / "sources.json").write_text(json.dumps([{"id": "report-2022", "type": "report"}]))
    base = load_factbase(folder)

    assert base.problems[0].path == "sources.json"
    assert base.problems[0].column == "title"
    assert not base.facts


def test_the_digest_names_the_state_of_the_files(tmp_path: Path) -> None:
    """A changed cell is another state; the same files elsewhere are the same."""
    one = load_factbase(write_tiny_base(tmp_path / "one")).digest
    same = load_factbase(write_tiny_base(tmp_path / "two")).digest
    other = load_factbase(
        write_tiny_base(tmp_path / "three", facts=[FACT | {"note": "checked"}])
    ).digest

    assert one == same
    assert one != other


def drop_last_column(folder: Path, name: str, column: str) -> None:
    """Let the table ``name`` lack its last ``column``, in its description and in its rows."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    [table] = [one for one in package["resources"] if one["name"] == name]
    assert table["schema"]["fields"].pop()["name"] == column
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    rows = folder / f"{name}.csv"
    lines = [line.rpartition(",")[0] for line in rows.read_text(encoding="utf-8").splitlines()]
    rows.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_disagreements_from_before_events_were_told_once_are_read(tmp_path: Path) -> None:
    """Without the column none of them is on one event."""
    pair = {"fact": "trade-2021", "rival": "trade-2021", "about": "trade"}
    folder = write_tiny_base(tmp_path, disagreements=[pair])
    drop_last_column(folder, "disagreements", "one_event")

    base = load_factbase(folder)

    assert base.problems == ()
    assert [one.one_event for one in base.disagreements] == [""]


def test_a_table_of_measures_from_before_key_figures_were_told_is_read(tmp_path: Path) -> None:
    """Neither its description nor its rows have the column."""
    folder = write_tiny_base(tmp_path)
    drop_last_column(folder, "measures", "key_figure")

    base = load_factbase(folder)

    assert base.problems == ()
    assert base.measures["trade.value"].key_figure == ""


def test_a_key_of_a_source_that_nobody_reads_is_told_with_the_nearest(tmp_path: Path) -> None:
    """A warning: the source is used as it is. All keys that Zotero writes are known."""
    folder = write_tiny_base(tmp_path)
    zotero = {"citation-key": "a", "container-title": "B", "event-title": "C", "ISBN": "1"}
    (folder / "sources.json").write_text(json.dumps([SOURCE | zotero | {"acessed": {}}]))
    base = load_factbase(folder)

    (problem,) = base.problems
    assert (problem.severity, problem.path, problem.row) == ("warning", "sources.json", 1)
    assert "“acessed” is no key of CSL-JSON" in problem.message
    assert "(did you mean accessed?)" in problem.message
    assert "trade-2021" in base.facts


def test_two_topics_with_one_number_are_told(tmp_path: Path) -> None:
    """Both briefs would be headed 1.1; the number that is free next is told."""
    rows = [
        {"id": f"trade.{name}", "category": "trade", "title": name, "order": order}
        for name, order in (("volume", "1"), ("goods", "1"), ("digital", "2"))
    ]
    (told,) = questions(load_factbase(write_tiny_base(tmp_path, topics=rows)))

    assert (told.severity, told.path, told.record) == ("warning", "topics.csv", "trade.goods")
    assert told.message == (
        "1 is the number of trade.volume too, and headings print it: write another, such as 3."
    )

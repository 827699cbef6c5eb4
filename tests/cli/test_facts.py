"""facts: lists, single facts, what is wrong with a base, what disagrees, what is due."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from briefgen.cli import main
from tests.tiny_base import FACT, LINE, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_facts_list_json_gives_each_fact_with_its_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A list of objects with at least the promised keys."""
    assert main(["facts", "list", "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)

    assert len(documents) >= 200
    keys = {"id", "category", "topic", "kind", "date", "statement", "use", "sources"}
    for document in documents:
        assert keys <= set(document)
        assert document["sources"]
        for source in document["sources"]:
            assert {"id", "title", "publisher", "issued", "locator"} <= set(source)


def test_facts_list_narrows_by_topic_date_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    """All conditions hold at once."""
    main(["facts", "list", "--topics", "trade", "--to", "2022", "--search", "million", "--json"])
    documents = json.loads(capsys.readouterr().out)

    assert documents
    assert {document["category"] for document in documents} == {"trade"}
    assert all("million" in document["statement"] for document in documents)


def test_facts_list_says_that_nothing_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Silence would look like a fault; what programs read stays empty."""
    assert main(["facts", "list", "--search", "zzyzx"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "No fact is found" in printed.err


def test_facts_list_csv_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    """A header and a row a fact."""
    main(["facts", "list", "--topics", "culture", "--csv"])
    rows = _lines(capsys.readouterr().out)

    assert rows[0] == "id,category,topic,kind,date,statement,use,sources"
    assert len(rows) > 10


def test_every_printed_figure_is_traceable(capsys: pytest.CaptureFixture[str]) -> None:
    """A figure's id leads to its reporter, period, fact and source."""
    assert main(["facts", "show", "trade.fy25.pak-kaz.baig", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)

    assert document["value"] == 97.96
    assert document["period"] == "2024-07/2025-06"
    assert document["sources"][0]["id"] == "baig-2026"
    assert main(["facts", "show", "trade.fy25.pak-kaz.baig"]) == 0
    assert "value: 97.96" in capsys.readouterr().out


def test_an_unknown_id_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2."""
    assert main(["facts", "show", "trade-2025-total-janju"]) == 2
    assert "did you mean “trade-2025-total-janjua”" in capsys.readouterr().err


def test_facts_check_is_clean_on_the_bundled_data_and_lists_what_is_wrong_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0 and 1."""
    assert main(["facts", "check"]) == 0
    capsys.readouterr()
    folder = write_tiny_base(tmp_path, facts=[FACT | {"kind": "rumour"}])
    assert main(["facts", "check", "--facts", str(folder), "--json"]) == 1
    problem = json.loads(capsys.readouterr().out)[0]
    assert (problem["file"], problem["row"], problem["column"]) == ("facts.csv", 2, "kind")


def test_facts_conflicts_puts_rivals_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures and statements, each with who says it."""
    assert main(["facts", "conflicts", "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)

    assert {"figures", "facts"} >= {document["type"] for document in documents}
    assert any("diplomatic relations began" in document["about"] for document in documents)
    assert all(len(document["claims"]) >= 2 for document in documents)


def test_facts_conflicts_reads_as_words(capsys: pytest.CaptureFixture[str]) -> None:
    """How many, then a heading for each and a line a claim: value, period, who, source, id."""
    assert main(["facts", "conflicts", "--topics", "trade.volume,relations.foundations"]) == 0
    out = capsys.readouterr().out
    first, *others = out.split("\n\n")

    assert re.fullmatch(r"\d+ disagreements: \d+ on figures, \d+ on statements\.", first)
    number, *parts = (int(number) for number in re.findall(r"\d+", first))
    assert number == sum(parts) == len(others)
    assert (
        "Goods trade, Kazakhstan to Pakistan, 2024, FY2024/25 (July to June)\n"
        "  11.8 million dollars, 2024, told by Trend News Agency; "
        "Trend News Agency, para 7 (kaz-exports-2024-kaz-mfa)\n"
    ) in out
    assert "  Preferred: 97.96 million dollars. It is the State Bank's count" in out
    assert "\nThe year diplomatic relations began\n" in out
    assert "id:" not in out
    assert all(len(group.splitlines()) > 2 for group in others)


def test_facts_stale_lists_what_is_due(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is due on the day of curating; all of it in ten years."""
    assert main(["facts", "stale", "--as-of", "2026-11-22"]) == 0
    assert main(["facts", "stale", "--as-of", "2036-11-22"]) == 1
    assert "facts are due for review on 2036-11-22" in capsys.readouterr().out


def test_check_warns_of_an_audience_that_is_nearly_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be printed as it stands; an office that print does not know is as good as any."""
    rows = [LINE | {"id": name, "audience": name} for name in ("trade-ministr", "ambassador")]
    folder = write_tiny_base(tmp_path, lines=rows)
    assert main(["facts", "check", "--facts", str(folder)]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "column audience" in line]

    (warning,) = told
    assert warning.startswith("warning: lines.csv, column audience (trade-ministr): ")
    assert warning.endswith("is printed as it stands: write trade-minister, if you mean that.")


def test_check_warns_of_a_unit_that_print_has_no_words_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named with the nearest one; a measure of one's own that counts in it settles it."""
    statement = "Carriers brought 12 consigments to Karachi in 2021."
    fact = FACT | {"statement": statement}
    figure = OBSERVATION | {"value": "12", "unit": "consigments", "flow": ""}
    folder = write_tiny_base(tmp_path, facts=[fact], observations=[figure], lines=[])
    assert main(["facts", "check", "--facts", str(folder)]) == 0
    told = capsys.readouterr().out

    assert "warning: observations.csv, column unit (trade.2021.total)" in told
    assert "“consigments” is no unit that print has words for" in told
    assert "(did you mean consignments?)" in told
    assert "0 errors, 1 warning, " in told

    measures = folder / "measures.csv"
    text = measures.read_text(encoding="utf-8")
    measures.write_text(text.replace("USD million", "consigments"), encoding="utf-8")
    assert main(["facts", "check", "--facts", str(folder)]) == 0
    assert "0 warnings" in capsys.readouterr().out

"""Layers: what lies over a base adds, replaces and withdraws, and says where a row comes from."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import FactBaseError
from briefgen.factbase.compiled import compile_factbase
from briefgen.factbase.layers import Layer, Withdrawal
from briefgen.factbase.load import load_factbase
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION, SOURCE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

NEW_FACT = FACT | {
    "id": "trade-2022",
    "date": "2022",
    "statement": "Trade came to 50 million dollars in 2022.",
}
NEW_FIGURE = OBSERVATION | {
    "id": "trade.2022.total",
    "fact": "trade-2022",
    "period": "2022",
    "value": "50",
}
NEW_CITATION = CITATION | {"fact": "trade-2022"}


def table(*rows: dict[str, str]) -> str:
    """The text of a CSV table."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def layer(name: str = "pk-kz 12", withdrawn: tuple[Withdrawal, ...] = (), **texts: str) -> Layer:
    """A layer; a keyword is the text of a table."""
    return Layer(name, texts, withdrawn, f"digest of {name}")


ADDING = layer(facts=table(NEW_FACT), observations=table(NEW_FIGURE), citations=table(NEW_CITATION))


def test_a_layer_adds_rows_that_say_where_they_come_from(tmp_path: Path) -> None:
    """Added rows are usable like any other; each record tells its layer."""
    base = load_factbase(write_tiny_base(tmp_path), [ADDING])

    assert base.problems == ()
    assert base.observations["trade.2022.total"].value == 50
    assert base.layer_of("facts", "trade-2022") == "pk-kz 12"
    assert base.layer_of("facts", "trade-2021") == base.name
    assert base.layers[0].added["facts"] == {"trade-2022"}
    assert base.version.endswith(" + pk-kz 12")


def test_a_layer_replaces_the_row_of_the_same_id_in_its_place(tmp_path: Path) -> None:
    """The newer row counts, and stands where the older one stood."""
    newer = FACT | {"statement": "Trade was 45 million dollars in 2021.", "as_of": "2023-01-01"}
    folder = write_tiny_base(
        tmp_path,
        facts=[FACT, NEW_FACT],
        observations=[OBSERVATION, NEW_FIGURE],
        citations=[CITATION, NEW_CITATION],
    )

    base = load_factbase(folder, [layer(facts=table(newer))])

    assert base.problems == ()
    assert list(base.facts) == ["trade-2021", "trade-2022"]
    assert base.facts["trade-2021"].statement == "Trade was 45 million dollars in 2021."
    assert base.layers[0].replaced["facts"] == {"trade-2021"}
    assert base.layers[0].added["facts"] == frozenset()


def test_a_row_said_again_unchanged_stays_where_it_was(tmp_path: Path) -> None:
    """A layer that repeats a row does not claim it."""
    base = load_factbase(write_tiny_base(tmp_path), [layer(facts=table(FACT))])

    assert base.layer_of("facts", "trade-2021") == base.name


def test_a_withdrawn_fact_takes_what_rests_on_it(tmp_path: Path) -> None:
    """Its figure, citation and line go with it, counted and without a problem."""
    away = layer(withdrawn=(Withdrawal("facts", "trade-2021", "The bureau took it back."),))

    base = load_factbase(write_tiny_base(tmp_path), [away])

    assert base.problems == ()
    assert (len(base.facts), len(base.observations), len(base.lines)) == (0, 0, 0)
    assert base.citations == ()
    assert base.layers[0].went_along == 3


def test_a_fact_outlives_what_it_merely_points_to(tmp_path: Path) -> None:
    """A fact that superseded a withdrawn one stays, and supersedes nothing any more."""
    newer = NEW_FACT | {"supersedes": "trade-2021"}
    folder = write_tiny_base(
        tmp_path,
        facts=[FACT, newer],
        observations=[OBSERVATION, NEW_FIGURE],
        citations=[CITATION, NEW_CITATION],
    )

    base = load_factbase(folder, [layer(withdrawn=(Withdrawal("facts", "trade-2021", "Wrong."),))])

    assert base.problems == ()
    assert list(base.facts) == ["trade-2022"]
    assert base.facts["trade-2022"].supersedes == ""


def test_a_withdrawn_row_can_be_given_anew_by_a_later_layer(tmp_path: Path) -> None:
    """Layers are laid one after the other; the last one has the word."""
    away = layer(withdrawn=(Withdrawal("lines", "line-1", "Too soft."),))
    back = layer("house 3", lines=table(LINE | {"priority": "could"}))

    base = load_factbase(write_tiny_base(tmp_path), [away, back])

    assert base.lines["line-1"].priority == "could"
    assert base.layer_of("lines", "line-1") == "house 3"


def test_rows_of_a_layer_are_held_to_the_rules_of_the_base(tmp_path: Path) -> None:
    """A bad row is a problem located in the layer; the row below it stays in use."""
    bad = layer(facts=table(FACT | {"date": "some day"}))

    base = load_factbase(write_tiny_base(tmp_path), [bad])

    assert [problem.place for problem in base.problems] == [
        "pk-kz 12: facts.csv, row 2, column date"
    ]
    assert "trade-2021" in base.facts


def test_a_table_that_is_none_is_left_out_whole(tmp_path: Path) -> None:
    """A column that this version of the program asks for stops that table and nothing else."""
    base = load_factbase(write_tiny_base(tmp_path), [layer(facts="id,topic\na,b\n")])

    assert [problem.message for problem in base.problems] == [
        "The whole table was left out: the column kind is missing from its first row."
    ]
    assert "trade-2021" in base.facts


def test_what_is_withdrawn_and_not_there_is_told_and_harmless(tmp_path: Path) -> None:
    """A base that has dropped the row itself meanwhile is no reason to stop."""
    gone = Withdrawal("facts", "trade-1999", "Wrong.")

    base = load_factbase(write_tiny_base(tmp_path), [layer(withdrawn=(gone,))])

    assert base.problems == ()
    assert base.layers[0].missing == (gone,)
    assert base.layers[0].went_along == 0


def test_a_source_can_be_replaced(tmp_path: Path) -> None:
    """Sources are a table like the others, in JSON."""
    text = json.dumps([SOURCE | {"title": "A better title"}])

    base = load_factbase(write_tiny_base(tmp_path), [layer(sources=text)])

    assert base.sources["report-2022"].title == "A better title"
    assert base.layer_of("sources", "report-2022") == "pk-kz 12"


def test_the_digest_covers_every_layer_and_their_order(tmp_path: Path) -> None:
    """A pack's record names the state of the base with all that lies over it."""
    folder = write_tiny_base(tmp_path)
    other = layer("house 3")

    digests = {
        load_factbase(folder, layers).digest
        for layers in ((), (ADDING,), (ADDING, other), (other, ADDING))
    }

    assert len(digests) == 4


def test_a_compiled_base_takes_no_layers(tmp_path: Path) -> None:
    """It is not read whole, so nothing can be checked against it; one sentence says so."""
    target = tmp_path / "a.briefbase"
    compile_factbase(load_factbase(write_tiny_base(tmp_path / "base")), target)

    with pytest.raises(FactBaseError, match="cannot be laid over a compiled fact base"):
        load_factbase(target, [ADDING])

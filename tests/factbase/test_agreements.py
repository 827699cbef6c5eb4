"""Loading the register of agreements: what a row must rest on, and how it travels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.exchange.extract import extract
from briefgen.factbase.load import load_factbase
from tests.tiny_base import CITATION, FACT, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

AGREEMENT = {
    "id": "trade-2021", "title": "Trade treaty", "instrument": "treaty", "date": "2021-03",
    "status": "signed", "fact": "trade-2021", "status_fact": "trade-2021",
    "next_step": "Publish the text", "owner": "bureau", "due": "2026", "next_fact": "trade-2021",
}  # fmt: skip


def test_an_agreement_loads_with_its_dates(tmp_path: Path) -> None:
    """A good row is a record; its dates are intervals of days."""
    base = load_factbase(write_tiny_base(tmp_path, agreements=[AGREEMENT]))
    agreement = base.agreements["trade-2021"]

    assert base.problems == ()
    assert (agreement.title, agreement.owner) == ("Trade treaty", "bureau")
    assert agreement.date is not None
    assert agreement.due is not None
    assert (agreement.date.edtf, agreement.due.edtf) == ("2021-03", "2026")


def test_an_agreement_may_lack_date_and_next_step(tmp_path: Path) -> None:
    """What no source tells stays empty."""
    bare = AGREEMENT | dict.fromkeys(("date", "next_step", "owner", "due", "next_fact"), "")
    base = load_factbase(write_tiny_base(tmp_path, agreements=[bare]))

    assert base.problems == ()
    assert base.agreements["trade-2021"].date is None


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"fact": "no-such-fact"}, "fact", "table facts"),
        ({"status_fact": ""}, "status_fact", "The cell is empty"),
        ({"owner": "nobody"}, "owner", "table organisations"),
        ({"status": "done"}, "status", "is none of in-force"),
        ({"instrument": "handshake"}, "instrument", "is none of declaration"),
        ({"due": "soon"}, "due", "is not a date"),
        ({"next_fact": ""}, "next_fact", "No fact tells the next step"),
        ({"next_step": ""}, "next_step", "There is no next step"),
        ({"next_step": "Publish 12 texts"}, "next_step", "does not account for “12”"),
        ({"title": "Treaty on 30 million dollars"}, "title", "“30 million”"),
    ],
)
def test_a_bad_agreement_is_a_problem_and_left_out(
    tmp_path: Path, change: dict[str, str], column: str, message: str
) -> None:
    """A row without a base is not printed; the problem says which cell and why."""
    base = load_factbase(write_tiny_base(tmp_path, agreements=[AGREEMENT | change]))
    problem = base.problems[0]

    assert (problem.path, problem.row, problem.column) == ("agreements.csv", 2, column)
    assert message in problem.message
    assert not base.agreements


def test_an_agreement_travels_with_all_its_facts_or_not_at_all(tmp_path: Path) -> None:
    """A part of the base holds no row that points outside it."""
    step = FACT | {"id": "step", "statement": "The bureau is to publish the text."}
    row = AGREEMENT | {"next_fact": "step"}
    base = load_factbase(
        write_tiny_base(
            tmp_path,
            facts=[FACT, step],
            citations=[CITATION, CITATION | {"fact": "step"}],
            agreements=[row],
        )
    )

    assert base.problems == ()
    assert extract(base, ["trade-2021", "step"]).holds("agreements", row)
    assert not extract(base, ["trade-2021"]).holds("agreements", row)

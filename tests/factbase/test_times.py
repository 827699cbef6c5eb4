"""Days and periods that do not fit together are told: errors where print would be false."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.load import load_factbase
from briefgen.factbase.questions import questions
from briefgen.resources import bundled_data
from tests.tiny_base import CITATION, FACT, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

EVENT = FACT | {
    "id": "talks",
    "kind": "event",
    "date": "2026-10",
    "statement": "Ministers met in October 2026.",
    "as_of": "2026-11-10",
}


def warnings(folder: Path, fact: dict[str, str], **figure: str) -> list[str]:
    """What is told of ``fact`` beside a good one, with the figure of that changed."""
    path = write_tiny_base(
        folder,
        facts=[FACT, fact],
        citations=[CITATION, CITATION | {"fact": fact["id"]}],
        observations=[OBSERVATION | figure],
    )
    base = load_factbase(path)
    assert base.problems == ()
    found = questions(base)
    assert all(problem.severity == "warning" for problem in found)
    return [f"{p.path} {p.column} {p.record}: {p.message}" for p in found]


def test_an_event_after_the_day_of_its_source_is_an_error(tmp_path: Path) -> None:
    """It would be printed as having happened; a plan of the same day is good."""
    change = {"date": "2027-10", "statement": "Ministers met in October 2027."}
    facts, citations = [FACT, EVENT | change], [CITATION, CITATION | {"fact": "talks"}]
    base = load_factbase(write_tiny_base(tmp_path / "a", facts=facts, citations=citations))

    (problem,) = (p for p in base.problems if p.path == "facts.csv")
    assert (problem.severity, problem.column, problem.record) == ("error", "date", "talks")
    assert "after the day the source speaks from, 2026-11-10" in problem.message
    assert "make the kind plan" in problem.message
    assert "talks" not in base.facts
    assert warnings(tmp_path / "b", EVENT | change | {"kind": "plan"}) == []


@pytest.mark.parametrize("date", ["2026-10", "2026-11-10", "2026", "2026/..", "2026-11"])
def test_an_event_of_that_day_or_of_a_time_that_goes_on_is_good(tmp_path: Path, date: str) -> None:
    """What had begun by then may be told."""
    assert warnings(tmp_path, EVENT | {"date": date, "statement": "Ministers met."}) == []


@pytest.mark.parametrize(
    ("kind", "period", "is_good"),
    [
        ("fiscal-year", "2026-10", False),
        ("fiscal-year", "2024-07/2025-06", True),
        ("fiscal-year", "2025", True),
        ("calendar-year", "2024-07/2025-06", False),
        ("calendar-year", "2025", True),
        ("calendar-year", "2025~", True),
        ("calendar-year", "2024/2025", False),
        ("part-year", "2025-01/2025-10", True),
        ("point", "2025-10-03", True),
    ],
)
def test_a_year_is_as_long_as_one(tmp_path: Path, kind: str, period: str, *, is_good: bool) -> None:
    """Figures of years are held against each other: what is none is told."""
    found = warnings(tmp_path, EVENT, period_kind=kind, period=period)

    assert len(found) == (0 if is_good else 1)
    for told in found:
        assert told.startswith(f"observations.csv period trade.2021.total: {period} is no ")
        assert "is written as" in told


def test_a_review_before_the_source_spoke_is_told(tmp_path: Path) -> None:
    """With both days."""
    (told,) = warnings(tmp_path, EVENT | {"review_by": "2026-11-09"})

    assert told.startswith("facts.csv review_by talks: 2026-11-09 is before")
    assert "2026-11-10" in told


@pytest.mark.parametrize("kind", ["event", "figure", "agreement"])
def test_a_month_in_the_statement_that_is_not_in_the_date_is_told(
    tmp_path: Path, kind: str
) -> None:
    """With both; nothing is told where one of the months named is that of the date."""
    fact = EVENT | {"kind": kind, "statement": "Ministers met in October 2025."}
    (told,) = warnings(tmp_path / "a", fact)
    assert told.startswith("facts.csv date talks: The statement says October 2025 and the date is")
    assert "2026-10" in told

    both = fact | {"statement": "Ministers met in October 2026, and before in October 2025."}
    assert warnings(tmp_path / "b", both) == []


def test_the_facts_that_are_shipped_give_no_warning() -> None:
    """As the tables stand, read by every rule."""
    found = questions(load_factbase(bundled_data()))

    assert [problem for problem in found if problem.severity != "question"] == []

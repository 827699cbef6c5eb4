"""Comparable figures form a series; rival figures stand side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.derive import derived_figures
from briefgen.factbase.load import load_factbase
from briefgen.factbase.questions import questions
from briefgen.factbase.records import Choice
from briefgen.factbase.rivals import chosen_among, comparable, rival_groups, series_of
from tests.pack.making import bundled_base
from tests.tiny_base import CITATION, FACT, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Observation


def _observations(tmp_path: Path, *changes: dict[str, str]) -> list[Observation]:
    rows = [OBSERVATION | {"id": f"o{n}"} | change for n, change in enumerate(changes)]
    rows.append(OBSERVATION | {"id": "ground"})
    base = load_factbase(write_tiny_base(tmp_path, observations=rows, lines=[]))
    assert not base.problems
    return [o for o in base.observations.values() if o.id != "ground"]


def test_two_reporters_on_one_year_are_rivals(tmp_path: Path) -> None:
    """Same measure, flow and period, another reporter: rivals, even with equal values."""
    observations = _observations(tmp_path, {}, {"reporter": "office", "value": "95"})

    assert [[o.id for o in group] for group in rival_groups(observations)] == [["o0", "o1"]]
    assert not comparable(*observations)


def test_all_who_count_one_year_are_one_group(tmp_path: Path) -> None:
    """Three that disagree stand side by side once, and not in pairs besides."""
    other = {"reporter": "office"}
    observations = _observations(tmp_path, {}, other, other | {"value": "44"})

    assert [[o.id for o in group] for group in rival_groups(observations)] == [["o0", "o1", "o2"]]


@pytest.mark.parametrize(
    ("first", "second", "rivals"),
    [
        ("2021-01-01/2021-01-10", "2021-01-01/2021-01-09", True),  # a tenth shorter
        ("2021-01-01/2021-01-10", "2021-01-01/2021-01-08", False),
        ("2021-01-01/2021-04-10", "2021-02-21/2021-05-31", True),  # 49 days of 100 shared
        ("2021-01-01/2021-04-10", "2021-02-22/2021-06-01", False),
        ("2021-01-01/2021-04-10", "2021-04-11/2021-07-19", False),  # one follows on the other
    ],
)
def test_periods_of_one_length_that_share_half_are_on_one_time(
    tmp_path: Path, first: str, second: str, *, rivals: bool
) -> None:
    """They may differ by a tenth of the longer, and must share 49 days of 100."""
    part = {"period_kind": "part-year"}
    observations = _observations(
        tmp_path, part | {"period": first}, part | {"period": second, "reporter": "office"}
    )

    assert bool(rival_groups(observations)) == rivals


@pytest.mark.parametrize(
    ("observation", "others", "reviewed", "holds"),
    [
        ("o0", ("o1",), "2026-07-01", True),  # on the day that the pack speaks from
        ("o0", ("o1",), "2026-07-02", False),
        ("o0", ("o1", "elsewhere"), "2026-07-01", True),
        ("o0", ("elsewhere",), "2026-07-01", False),
        ("elsewhere", ("o0", "o1"), "2026-07-01", False),
    ],
)
def test_a_choice_holds_among_the_figures_it_was_made_among(
    tmp_path: Path, observation: str, others: tuple[str, ...], reviewed: str, *, holds: bool
) -> None:
    """Not over one that it did not weigh, nor before the day on which it was made."""
    group = _observations(tmp_path, {}, {"reporter": "office"})
    choice = Choice(observation, others, "Because.", date.fromisoformat(reviewed))
    found = chosen_among(group, [choice], date(2026, 7, 1))

    assert found == (choice if holds else None)


def test_a_fiscal_year_rivals_the_calendar_years_it_is_half_of(tmp_path: Path) -> None:
    """FY2021/22 stands beside 2021 and beside 2022; the two years are not rivals of each other."""
    fiscal = {"reporter": "office", "period": "2021-07/2022-06", "period_kind": "fiscal-year"}
    observations = _observations(tmp_path, {}, fiscal, {"period": "2022"})

    groups = [[o.id for o in group] for group in rival_groups(observations)]
    assert groups == [["o0", "o1"], ["o1", "o2"]]


def test_two_years_of_a_series_are_never_in_one_group(tmp_path: Path) -> None:
    """2022 overlaps FY2021/22 and FY2022/23 by half; these two follow on each other."""
    fiscal = {"reporter": "office", "period_kind": "fiscal-year"}
    observations = _observations(
        tmp_path,
        {"period": "2022"},
        fiscal | {"period": "2021-07/2022-06", "value": "0.677"},
        fiscal | {"period": "2022-07/2023-06", "value": "129.63"},
    )

    groups = [[o.id for o in group] for group in rival_groups(observations)]
    assert groups == [["o1", "o0"], ["o0", "o2"]]


def test_no_two_bundled_figures_of_disjoint_periods_are_in_one_group() -> None:
    """Whatever disagrees does so on days that all of it counts."""
    for group in rival_groups(bundled_base().observations.values()):
        assert max(o.period.start for o in group) < min(o.period.stop for o in group)


def test_some_months_of_a_year_are_no_rival_of_the_year(tmp_path: Path) -> None:
    """A part contradicts nothing; two counts of the same months do."""
    part = {"period": "2021-01/2021-07", "period_kind": "part-year", "value": "19"}
    observations = _observations(
        tmp_path, {}, part | {"reporter": "office"}, part | {"value": "20"}
    )

    assert [[o.id for o in group] for group in rival_groups(observations)] == [["o1", "o2"]]


def test_other_directions_years_and_aims_are_no_rivals(tmp_path: Path) -> None:
    """A flow, a year and a target each speak of something else."""
    observations = _observations(
        tmp_path,
        {},
        {"flow": "PAK>KAZ", "value": "9"},
        {"period": "2019", "value": "30"},
        {"status": "target", "value": "1000"},
    )

    assert rival_groups(observations) == []


def test_one_reporter_with_two_values_contradicts_itself(tmp_path: Path) -> None:
    """An article may give two figures for one year; both are shown."""
    observations = _observations(tmp_path, {}, {"value": "44"})

    assert len(rival_groups(observations)) == 1


def test_only_comparable_figures_form_a_series(tmp_path: Path) -> None:
    """Years of one reporter are a series in date order; another reporter's stand apart."""
    observations = _observations(
        tmp_path, {"period": "2022"}, {"period": "2021"}, {"period": "2023", "reporter": "office"}
    )

    assert [[o.id for o in series] for series in series_of(observations)] == [["o1", "o0"], ["o2"]]


def test_a_figure_of_no_given_period_stands_beside_others_and_in_no_series(tmp_path: Path) -> None:
    """It is held against those of its year; nothing is reckoned with it, of one reporter either."""
    guess = {"period_kind": "not-given", "period": "2021?"}
    later = {"period_kind": "not-given", "period": "2022?", "value": "60"}
    observations = _observations(tmp_path, {"reporter": "office", "value": "95"}, guess, later)

    assert [[o.id for o in group] for group in rival_groups(observations)] == [["o0", "o1"]]
    assert not comparable(observations[1], observations[2])
    assert series_of(observations[1:]) == []
    assert derived_figures(observations[1:]) == []


def _counted(folder: Path, *changes: dict[str, str]) -> FactBase:
    """A base in which each of ``changes`` is a figure of a fact and a reporter of its own."""
    reporters = ("bureau", "office", "press")
    facts = [FACT | {"id": f"f{n}"} for n, _ in enumerate(changes)]
    observations = [
        OBSERVATION
        | {"id": f"o{n}", "fact": f"f{n}", "reporter": reporters[n], "flow": ""}
        | change
        for n, change in enumerate(changes)
    ]
    return load_factbase(
        write_tiny_base(
            folder,
            organisations=[
                {"id": name, "name": name, "kind": "statistics", "country": ""}
                for name in reporters
            ],
            facts=[fact | {"statement": "Trade was counted."} for fact in facts],
            citations=[CITATION | {"fact": fact["id"]} for fact in facts],
            observations=observations,
            lines=[],
        )
    )


def _groups(base: FactBase) -> list[list[str]]:
    assert not base.problems
    return [[o.id for o in group] for group in rival_groups(base.observations.values())]


@pytest.mark.parametrize(
    ("first", "second", "rivals"),
    [
        ({}, {"value": "60"}, True),
        ({"label": "Customs revenue"}, {"label": "customs revenue ", "value": "60"}, True),
        ({"label": "Customs revenue"}, {"label": "Cost of the dry port", "value": "60"}, False),
        ({"label": "Customs revenue"}, {"value": "60"}, False),
        ({}, {"value": "60", "period": "2022"}, False),
        ({}, {"value": "60", "reporter": "bureau"}, False),
        ({}, {"value": "60", "fact": "f0"}, False),
        ({"flow": "total"}, {"value": "60"}, True),
        ({"flow": "total"}, {"value": "60", "label": "Trade in fruit"}, True),
        ({"flow": "total", "label": "Trade in steel"}, {"value": "60", "label": "Fruit"}, False),
        ({"flow": "PAK>KAZ"}, {"value": "60"}, False),
    ],
)
def test_counts_without_a_direction_are_rivals_where_they_count_one_thing(
    tmp_path: Path, first: dict[str, str], second: dict[str, str], *, rivals: bool
) -> None:
    """A label tells it, or the measure alone; what has no direction may be the whole.

    Two numbers of one statement, or of one reporter, are of two things, and one way is no whole.
    """
    base = _counted(tmp_path, first, second)

    assert _groups(base) == ([["o0", "o1"]] if rivals else [])


def test_what_may_be_of_a_total_stands_with_it_in_one_group(tmp_path: Path) -> None:
    """Not in a second one with the others that have no direction."""
    base = _counted(tmp_path, {}, {"value": "60"}, {"value": "70", "flow": "total"})

    assert _groups(base) == [["o0", "o1", "o2"]]


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        ({"flow": "PAK>KAZ"}, {"value": "60"}, "flow"),
        ({"flow": "total"}, {"value": "60"}, "flow"),
        ({"label": "Customs revenue"}, {"value": "60"}, "label"),
        ({}, {"value": "60"}, ""),
        ({"flow": "PAK>KAZ"}, {"value": "60", "label": "Trade in fruit"}, ""),
        ({"flow": "PAK>KAZ"}, {"value": "60", "period": "2022"}, ""),
    ],
)
def test_a_curator_is_asked_for_what_would_tell_whether_counts_are_of_one_thing(
    tmp_path: Path, first: dict[str, str], second: dict[str, str], column: str
) -> None:
    """The direction or the label that one has, for the same time, and the other has not."""
    asked = questions(_counted(tmp_path, first, second))

    assert [(one.column, one.record) for one in asked] == ([(column, "o1")] if column else [])
    assert all("o0" in one.message for one in asked)

"""Derived figures: worked out within what is comparable, and nowhere else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.derive import Derivation, derived_figures
from briefgen.factbase.load import load_factbase
from briefgen.factbase.questions import questions
from tests.tiny_base import CITATION, FACT, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.derive import Derived

OUT = {"flow": "PAK>KAZ", "value": "20"}
IN = {"flow": "KAZ>PAK", "value": "30"}


def _base(folder: Path, *changes: dict[str, str]) -> FactBase:
    rows = [OBSERVATION | {"id": f"o{n}"} | change for n, change in enumerate(changes)]
    ground = OBSERVATION | {"id": "ground", "status": "target"}
    base = load_factbase(write_tiny_base(folder, observations=[*rows, ground], lines=[]))
    assert not base.problems
    return base


def _derived(folder: Path, *changes: dict[str, str]) -> list[Derived]:
    return derived_figures(_base(folder, *changes).observations.values())


def test_growth_is_from_one_period_to_the_next_of_one_series(tmp_path: Path) -> None:
    """45 to 54 is a fifth more; the ingredients are named, the later first."""
    (growth,) = _derived(tmp_path, {}, {"period": "2022", "value": "54"})

    assert (growth.kind, growth.value, growth.unit) == (Derivation.GROWTH, Decimal(20), "percent")
    assert [o.id for o in growth.of] == ["o1", "o0"]


def test_balance_and_share_are_within_one_reporter_and_period(tmp_path: Path) -> None:
    """Exports less imports of the first country; parts of the reporter's own total."""
    figures = _derived(tmp_path, OUT, IN, {"value": "50"})

    assert [(d.kind, d.value) for d in figures] == [
        (Derivation.BALANCE, Decimal(-10)),
        (Derivation.SHARE, Decimal("40.0")),
        (Derivation.SHARE, Decimal("60.0")),
    ]


@pytest.mark.parametrize(
    "second",
    [
        {"period": "2022", "reporter": "office"},
        {"period": "2022-07/2023-06", "period_kind": "fiscal-year"},
        {"period": "2023"},
        {"period": "2022", "flow": "PAK>KAZ"},
        {"period": "2022", "status": "target"},
        {"period": "2022", "qualifier": "about"},
        {"period": "2022", "value_high": "60"},
        {"period": "2022", "value": "450"},
        {"period": "2022", "unit": "USD thousand"},
    ],
)
def test_nothing_is_worked_out_from_what_is_not_comparable(
    tmp_path: Path, second: dict[str, str]
) -> None:
    """Another reporter, period kind or flow, a gap, an aim, a hedge, a range, a tenfold jump."""
    assert _derived(tmp_path, {}, second) == []


@pytest.mark.parametrize(
    ("value", "growth"),
    [("449.9", ["899.8"]), ("450", []), ("50", ["11.1"]), ("0", []), ("4", ["-91.1"])],
)
def test_growth_is_told_to_a_tenth_of_a_percent_short_of_tenfold(
    tmp_path: Path, value: str, growth: list[str]
) -> None:
    """From 45: ten times as much is asked about, and to nothing there is no rate."""
    figures = _derived(tmp_path, {}, {"period": "2022", "value": value})

    assert [str(figure.value) for figure in figures] == growth


@pytest.mark.parametrize(
    "other",
    [
        {"reporter": "office"},
        {"period": "2022"},
        {"period": "2020-07/2021-06", "period_kind": "fiscal-year"},
        {"unit": "USD thousand"},
        {"status": "estimate"},
    ],
)
def test_balance_and_share_need_one_who_counted_one_time_in_one_way(
    tmp_path: Path, other: dict[str, str]
) -> None:
    """Neither imports nor a total that differ in anything but the direction will do."""
    assert _derived(tmp_path, OUT, IN | other) == []
    assert _derived(tmp_path / "total", OUT, {"value": "50"} | other) == []


def test_a_part_may_be_the_whole_and_no_more(tmp_path: Path) -> None:
    """Exports that exceed the total of their own reporter are no share of it."""
    (whole,) = _derived(tmp_path / "whole", OUT, {"value": "20"})

    assert whole.value == 100
    assert _derived(tmp_path / "more", OUT, {"value": "19.99"}) == []
    assert _derived(tmp_path / "nothing", OUT | {"value": "0"}, {"value": "0"}) == []


def test_worked_out_figures_come_in_order_of_their_later_period(tmp_path: Path) -> None:
    """The growth to 2022 stands behind the balance of 2021, and before that of 2022."""
    later = {"period": "2022"}
    figures = _derived(tmp_path, OUT | later, IN | later, IN, OUT | {"value": "10"})

    assert [(f.kind, f.of[0].id) for f in figures] == [
        (Derivation.BALANCE, "o3"),
        (Derivation.BALANCE, "o0"),
        (Derivation.GROWTH, "o0"),
        (Derivation.GROWTH, "o1"),
    ]


def test_two_values_of_one_reporter_are_not_reckoned_with(tmp_path: Path) -> None:
    """Where a reporter contradicts itself no balance can be had."""
    figures = _derived(tmp_path, OUT, OUT | {"value": "21"}, IN)

    assert [d for d in figures if d.kind is Derivation.BALANCE] == []


def test_a_tenfold_jump_is_asked_about(tmp_path: Path) -> None:
    """The question names both figures; nothing is left out for it."""
    base = _base(tmp_path, {"value": "0.677"}, {"period": "2022", "value": "129.63"})
    (question,) = questions(base)

    assert "from 0.677 (2021) to 129.63 (2022) USD million, 191 times" in question.message
    assert question.severity == "question"
    assert len(base.observations) == 3


def test_registers_that_point_to_what_is_gone_are_asked_about(tmp_path: Path) -> None:
    """A choice over an unknown figure, an office that rests on a superseded fact."""
    event = FACT | {"kind": "event", "statement": "It happened."}
    facts = [event | {"id": "old"}, event | {"id": "new", "supersedes": "old"}, FACT]
    folder = write_tiny_base(
        tmp_path,
        facts=facts,
        citations=[CITATION | {"fact": fact["id"]} for fact in facts],
        lines=[],
        people=[
            {
                "id": "minister", "name": "A. Minister", "office": "minister", "country": "KAZ",
                "last_seen": "2026", "fact": "old",
            }
        ],
        choices=[
            {
                "observation": "trade.2021.total", "rivals": "trade.2021.nowhere",
                "reason": "Because.", "reviewed": "2026-11-22",
            }
        ],
    )  # fmt: skip
    base = load_factbase(folder)

    assert base.problems == ()
    assert [(q.path, q.column) for q in questions(base)] == [
        ("choices.csv", "rivals"),
        ("people.csv", "fact"),
    ]


@pytest.mark.parametrize(
    ("via", "asked"),
    [
        ("Pakistan – Afghanistan", 0),
        ("Pakistan", 1),
        ("Pakistan - Iran - China", 1),
        ("Pakistan – Iran", 1),
        ("Afghanistan – Pakistan", 1),
        ("pakistan - the Afghan side", 0),
        ("Пакистан – Афганистан", 0),
    ],
)
def test_a_route_whose_words_and_stops_disagree_is_asked_about(
    tmp_path: Path, via: str, asked: int
) -> None:
    """The table prints the words and the diagram draws the stops: a reader sees both."""
    places = [
        {"id": name, "name": name, "country": country}
        for name, country in (("peshawar", "PAK"), ("torkham", "PAK"), ("kabul", "AFG"))
    ]
    corridor = {
        "id": "road", "title": "Road", "mode": "road", "status": "open",
        "status_fact": "trade-2021", "via": via,
    }  # fmt: skip
    stops = [
        {"corridor": "road", "order": str(number), "place": place["id"]}
        for number, place in enumerate(places, 1)
    ]
    folder = write_tiny_base(tmp_path, places=places, corridors=[corridor], waypoints=stops)
    base = load_factbase(folder)

    assert base.problems == ()
    assert [q.column for q in questions(base)] == ["via"] * asked

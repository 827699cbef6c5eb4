"""TP29: who is met is of the other side, and the embassies that a request names are our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.pack.product import Level
from briefgen.pack.request import PracticalNote, ProgrammeEntry, Request, Side, Visit
from tests.pack.making import make_tiny
from tests.pack.test_visit_parts import sample

if TYPE_CHECKING:
    from pathlib import Path

COUNTERPART = "the Minister of Foreign Affairs of Kazakhstan"


def told(folder: Path, **values: object) -> list[str]:
    """What the rule says of a request."""
    request = Request(**({"topics": ("trade",), "voice": Side.KAZ} | values))  # type: ignore[arg-type]
    return [f.message for f in make_tiny(folder, request).findings if f.rule == "TP29"]


def test_the_sample_of_the_other_side_names_what_belongs_to_it() -> None:
    """The sample is of Pakistan: in the voice of Kazakhstan three of its entries are amiss."""
    findings = [f for f in sample(voice="KAZ").findings if f.rule == "TP29"]

    of_theirs = "is an embassy of the other side: the pack speaks for KAZ."
    assert [f.message for f in findings] == [
        f"“{COUNTERPART}” in visit.counterpart is of the side that the pack speaks for (KAZ).",
        f"“Embassy in Astana” in visit.distribution {of_theirs}",
        f"“Embassy in Astana, duty officer” in practical, entry 1 {of_theirs}",
    ]
    assert {f.level for f in findings} == {Level.WARNING}
    assert {f.fix for f in findings} == {
        "Name whom it meets of the other side, or choose the voice PAK.",
        "Name an embassy of KAZ, or choose the voice PAK.",
    }
    for voice in ("PAK", "neutral"):
        assert [f for f in sample(voice=voice).findings if f.rule == "TP29"] == []


@pytest.mark.parametrize(
    ("counterpart", "amiss"),
    [
        ("the Minister of Trade of Kazakhstan", True),
        ("министр иностранных дел Казахстана", True),
        ("the Foreign Minister of Pakistan", False),
        ("the Ambassador of Pakistan to Kazakhstan", False),
        ("the Minister of Foreign Affairs", False),
        ("Director, Kazakhstan desk, Ministry of Foreign Affairs, Islamabad", False),
        ("Director, Kazakhstan desk, Ministry of Foreign Affairs", False),
        ("Director, desk for Kazakhstan, Ministry of Foreign Affairs", False),
        ("Chargé d'affaires, Embassy of Kazakhstan", True),
        ("", False),
    ],
)
def test_a_counterpart_is_of_the_other_side(
    tmp_path: Path, counterpart: str, *, amiss: bool
) -> None:
    """Told by its country; who is named with both, or with none, may be right."""
    assert bool(told(tmp_path, visit=Visit(counterpart=counterpart))) == amiss


@pytest.mark.parametrize(
    ("text", "amiss"),
    [
        ("Pakistani Embassy", True),
        ("Embassy of Pakistan in Kazakhstan", True),
        ("Embassy in Astana", True),
        ("Посольство в Астане", True),
        ("Kazakhstan's Embassy in Pakistan", False),
        ("Embassy of Kazakhstan", False),
        ("Embassy in Islamabad", False),
        ("Embassy, duty officer", False),
        ("Ministry of Trade, Astana", False),
        ("Pakistan desk, Embassy of Kazakhstan in Islamabad", False),
        ("Embassy of the Islamic Republic of Pakistan", True),
        ("Embassy in Pakistan", False),
        ("Embassy in Kazakhstan", True),
        ("Посольство Республики Казахстан в Пакистане", False),
        ("Trade mission to Pakistan", False),
    ],
)
def test_an_embassy_that_is_of_use_is_our_own(tmp_path: Path, text: str, *, amiss: bool) -> None:
    """The country that it names first is whose it is; else it is not in its own capital."""
    practical = (PracticalNote("Gifts", "none"), PracticalNote(text, "number"))
    found = told(tmp_path, practical=practical)
    received = told(tmp_path / "b", visit=Visit(distribution=("Desk", text)))

    assert [f"“{text}” in practical, entry 2 is an embassy" in one for one in found] == [
        True
    ] * amiss
    assert bool(received) == amiss


def test_talks_are_with_the_other_side(tmp_path: Path) -> None:
    """What hosts arrange in their own country is no slip: only who talks is looked at."""
    events = ("Arrival in Kazakhstan", "Talks with Kazakhstan's minister", "Talks of the ministers")
    found = told(tmp_path, programme=tuple(map(ProgrammeEntry, events)))

    assert [message.partition(" is ")[0] for message in found] == [
        "“Talks with Kazakhstan's minister” in programme, entry 2"
    ]


@pytest.mark.parametrize(
    ("event", "amiss"),
    [
        ("Talks on Kazakhstan's exports with the Minister of Trade", False),
        ("Press briefing after the talks, Embassy of Kazakhstan", False),
        ("Talks with Kazakhstan's minister, Islamabad", False),
        ("Talks on trade with Kazakhstan's minister", True),
    ],
)
def test_talks_may_be_on_our_country_or_be_told_of_at_our_embassy(
    tmp_path: Path, event: str, *, amiss: bool
) -> None:
    """Nor is anything said where they are in the other capital."""
    assert bool(told(tmp_path, programme=(ProgrammeEntry(event),))) == amiss


def test_visas_come_from_the_embassy_of_the_other_side(tmp_path: Path) -> None:
    """Whoever travels asks the hosts for one."""
    embassy = "From the Embassy of Kazakhstan in Islamabad"
    for number, (label, count) in enumerate({"Visas": 0, "Visa": 0, "Help": 1}.items()):
        practical = (PracticalNote(label, embassy),)
        found = told(tmp_path / str(number), voice=Side.PAK, practical=practical)
        assert len(found) == count


def test_the_usual_entries_of_a_visit_to_astana_are_right(tmp_path: Path) -> None:
    """What a desk in Islamabad writes of itself, of its hosts and of its embassy."""
    visit = Visit(
        counterpart="Director, Pakistan desk, Ministry of Foreign Affairs, Astana",
        contact="Kazakhstan desk, Embassy of Pakistan in Astana",
        distribution=("Trade mission to Kazakhstan", "Embassy of Pakistan, Astana"),
    )
    events = (
        "Talks on Pakistan's exports with the Minister of Trade",
        "Press briefing after the talks, Embassy of Pakistan",
    )
    practical = (PracticalNote("Visas", "From the Embassy of Kazakhstan in Islamabad"),)
    programme = tuple(map(ProgrammeEntry, events))

    found = told(tmp_path, voice=Side.PAK, visit=visit, programme=programme, practical=practical)
    assert found == []

"""One event, one row: what several facts tell is told once, with the sources of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import List, Table
from briefgen.pack.inlines import facts_of, plain
from briefgen.pack.request import Request, Side
from tests.pack.making import make_bundled, make_tiny
from tests.pack.test_visit_parts import block, sample
from tests.tiny_base import CITATION, FACT

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Pack
    from tests.tiny_base import Rows

RECOGNITION = (
    "recognition-december-1991", "recognition-20-december-1991",
    "recognition-soon-after-independence",
)  # fmt: skip


def timeline(pack: Pack) -> list[tuple[str, str, set[str]]]:
    """The rows of the timeline: when, what, and the facts they rest on."""
    table = block(pack, "timeline.table")
    assert isinstance(table, Table)
    return [(plain(when), plain(what), set(facts_of(what))) for when, what in table.rows]


def test_the_recognition_has_one_row_with_all_its_sources_and_dates() -> None:
    """Three sources date it with more or less care; it happened once, after independence."""
    rows = timeline(sample().pack)
    told = [row for row in rows if row[2] & set(RECOGNITION)]

    assert len(told) == 1
    when, what, facts = told[0]
    assert when == "December 1991"
    assert facts == set(RECOGNITION)
    assert "Dated by others: 20 December 1991 [" in what
    assert "; about 1991 [" in what
    assert [row[0] for row in rows].index("16 December 1991") < rows.index(told[0])
    assert sum("independence" in row[1] for row in rows) == 1


def test_the_background_tells_it_once_too() -> None:
    """A brief has no room for the same event in three sentences; what is pinned stands."""

    def bullets(pinned: tuple[str, ...]) -> list[str]:
        made = make_bundled(topics=("relations.foundations",), pinned=pinned)
        lists = (b for b in made.pack.blocks if isinstance(b, List))
        items = [i.id for b in lists if ".background" in b.id for i in b.items]
        return [item for item in items if item.removeprefix("fact.") in RECOGNITION]

    assert bullets(()) == ["fact.recognition-december-1991"]
    assert "fact.recognition-soon-after-independence" in bullets((RECOGNITION[2],))


def tellings(one_event: str, month: str = "2021-05") -> dict[str, Rows]:
    """Two facts that date one event, and whether the curators say that it is one."""
    event = FACT | {"kind": "event", "topic": "relations.foundations", "statement": "They met."}
    facts = [
        event | {"id": "month", "date": month},
        event | {"id": "day", "date": "2021-05-04", "statement": "They met on a day."},
    ]
    pair = {"fact": "month", "rival": "day", "about": "when they met", "one_event": one_event}
    return {
        "facts": facts,
        "citations": [CITATION | {"fact": fact["id"]} for fact in facts],
        "disagreements": [pair],
        "observations": [],
        "lines": [],
    }


def test_facts_that_disagree_are_one_event_only_where_the_curators_say_so(tmp_path: Path) -> None:
    """Two texts of one year may be two; who joins them needs to know."""
    request = Request(topics=("relations",), voice=Side.PAK)
    apart = timeline(make_tiny(tmp_path / "a", request, **tellings("")).pack)
    joined = timeline(make_tiny(tmp_path / "b", request, **tellings("yes")).pack)

    assert [row[0] for row in apart] == ["May 2021", "4 May 2021"]
    assert [row[1] for row in joined] == ["They met on a day. [1] Dated by others: May 2021 [1]."]


def test_who_gives_the_same_date_is_cited_and_not_said_to_date_it_otherwise(tmp_path: Path) -> None:
    """Two who agree have one row with the sources of both."""
    request = Request(topics=("relations",), voice=Side.PAK)
    made = make_tiny(tmp_path, request, **tellings("yes", month="2021-05-04"))

    [(when, what, facts)] = timeline(made.pack)
    assert when == "4 May 2021"
    assert "Dated by others" not in what
    assert facts == {"day", "month"}


def test_what_both_countries_had_a_part_in_comes_before_what_others_did() -> None:
    """A principal who flies to the other capital asks for that first."""
    made = make_bundled(topics=("corridor",), first="2022", last="2026")
    facts = made.selection.base.facts
    told = [one for _, _, row in timeline(made.pack) for one in row]

    assert len(told) > 10
    assert all({"PAK", "KAZ"} <= set(facts[name].actors) for name in told)
    assert any(not {"PAK", "KAZ"} <= set(c.fact.actors) for c in made.selection.facts.values())


def test_a_timeline_shows_how_things_came_to_a_state_visit() -> None:
    """Of the month of the visit, with most on record, there are few rows while others have any."""
    topics = ("trade", "corridor", "security", "culture", "relations")
    rows = timeline(make_bundled(topics=topics, first="2020", last="2026").pack)
    told = {name for _, _, facts in rows for name in facts}
    of_the_month = [when for when, _, _ in rows if when.endswith("February 2026")]

    assert len(rows) == 15
    assert len(of_the_month) == 3
    assert told >= {
        "igc-9-dates-2020",
        "nurtleu-official-visit-2025-09",
        "action-plan-signed-2025-09-09",
        "tokayev-state-visit-2026",
        "joint-declaration-signed-2026",
    }


def test_a_timeline_of_one_month_is_full_all_the_same(tmp_path: Path) -> None:
    """Where no other month has anything, nothing is kept back."""
    facts = [
        FACT
        | {"id": f"e{day:02}", "kind": "event", "date": f"2025-03-{day:02}"}
        | {"statement": "It happened.", "as_of": "2026-01-27"}
        for day in range(1, 21)
    ]
    citations = [CITATION | {"fact": fact["id"]} for fact in facts]
    request = Request(topics=("trade",), first="2025")
    pack = make_tiny(
        tmp_path, request, facts=facts, citations=citations, observations=[], lines=[]
    ).pack

    assert len(timeline(pack)) == 15

"""Selecting: what a request lets in, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.factbase.records import Category
from briefgen.pack.blocks import List, Paragraph
from briefgen.pack.inlines import facts_of
from briefgen.pack.product import Level
from briefgen.pack.request import Request, Side
from briefgen.pack.said import block_text
from briefgen.pack.select import Why
from tests.pack.making import make_bundled, make_sample, make_tiny, select_tiny
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack

EVENT = FACT | {"statement": "It happened.", "kind": "event", "as_of": "2026-01-27"}


def _facts(*changes: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    facts = [EVENT | {"id": f"f{n}"} | change for n, change in enumerate(changes)]
    return {
        "facts": facts,
        "citations": [CITATION | {"fact": fact["id"]} for fact in facts],
        "observations": [],
        "lines": [],
    }


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        ({"date": "2021"}, Why.IN_RANGE),
        ({"date": "2020-12-31"}, Why.IN_RANGE),
        ({"date": "2019-12/2020-01"}, Why.IN_RANGE),
        ({"date": "1992/.."}, Why.STANDING),
        ({"date": "2021/.."}, Why.IN_RANGE),
        ({"date": "1991-12", "topic": "relations.foundations"}, Why.FOUNDING),
        ({"date": "../2021"}, Why.IN_RANGE),
        ({"date": "../2023"}, None),
        ({"date": "2019"}, None),
        ({"date": "2023"}, None),
        ({"date": "2021", "use": "never"}, None),
        ({"date": "2021", "as_of": "2026-11-23"}, None),
    ],
)
def test_a_fact_comes_in_where_its_days_meet_the_range(
    tmp_path: Path, fact: dict[str, str], why: Why | None
) -> None:
    """Range 2020 to 2022; standing facts and founding dates are let in and marked."""
    request = Request(topics=("trade", "relations"), first="2020", last="2022")
    chosen = select_tiny(tmp_path, request, **_facts(fact)).facts

    assert (chosen["f0"].why if chosen else None) == why


def test_a_request_that_finds_nothing_is_refused(tmp_path: Path) -> None:
    """An empty pack helps nobody; the sentence says what to do."""
    with pytest.raises(UsageError, match="widen the range"):
        make_tiny(tmp_path, Request(topics=("trade",), first="1950", last="1951"))


def test_a_superseded_fact_gives_way(tmp_path: Path) -> None:
    """The newer row is printed, the older is not."""
    chosen = make_tiny(tmp_path, None, **_facts({}, {"supersedes": "f0"})).selection.facts

    assert list(chosen) == ["f1"]


def test_pinned_facts_come_in_and_dropped_ones_stay_out(tmp_path: Path) -> None:
    """The user's word goes over the rules; an id that does not exist is refused."""
    tables = _facts({"date": "1999"}, {"date": "2021"})
    request = Request(topics=("trade",), first="2020", pinned=("f0",), dropped=("f1",))
    chosen = make_tiny(tmp_path, request, **tables).selection.facts

    assert {key: value.why for key, value in chosen.items()} == {"f0": Why.PINNED}
    with pytest.raises(UsageError, match=r"no fact or line “f9” to pin or drop .did you mean"):
        make_tiny(tmp_path, Request(topics=("trade",), dropped=("f9",)), **tables)


def test_a_line_is_used_only_where_its_ground_is(tmp_path: Path) -> None:
    """Outside the range the figure is gone, and the line with it, with the reason."""
    request = Request(topics=("trade",), first="2024")
    selection = select_tiny(tmp_path, request)

    assert selection.lines == ()
    assert selection.left_out[0].reason == "the fact trade-2021 is not in the pack"


@pytest.mark.parametrize(
    ("side", "used"),
    [
        (Side.PAK, ["any", "pak"]),
        (Side.KAZ, ["any", "kaz"]),
        (Side.NEUTRAL, []),
    ],
)
def test_each_side_speaks_its_own_lines(tmp_path: Path, side: Side, used: list[str]) -> None:
    """Lines of the other side never reach a pack."""
    lines = [LINE | {"id": v.lower(), "voice": v} for v in ("any", "PAK", "KAZ")]
    request = Request(topics=("trade",), voice=side)
    selection = make_tiny(tmp_path, request, lines=lines).selection

    assert [line.id for line in selection.lines] == used


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Our ministers confirmed it. {trade-2021|cite}", False),
        ("It is for companies, and I set no sum. {trade-2021|cite}", False),
        ("The US bureau has it as well. {trade-2021|cite}", True),
        ("The two countries' ministers confirmed it. {trade-2021|cite}", True),
        ("Do not call it ours. Say “a share”. {trade-2021|cite}", False),
        ("Do not call it small. Say “we want it to grow”. {trade-2021|cite}", False),
        ("""Do not call it small. Say "we agree" or 'we do'. {trade-2021|cite}""", False),
        ("World War I ended {trade-2021|cite}.", True),
        ("In World War I trade came to a stop. {trade-2021|cite}", True),
        ("In Phase I of the line it grew. {trade-2021|cite}", True),
        ("Phase I began. {trade-2021|cite}", True),
        ("Article I, part two of the treaty says so. {trade-2021|cite}", True),
        ("It grew in phase I, then fell. {trade-2021|cite}", True),
        ("When I met the minister it had grown. {trade-2021|cite}", False),
        ("In Astana I said so. {trade-2021|cite}", False),
        ("You and I, as neighbours, know it. {trade-2021|cite}", False),
        ("I, for one, know it. {trade-2021|cite}", False),
    ],
)
def test_where_nobody_speaks_no_line_says_we(tmp_path: Path, text: str, *, stays: bool) -> None:
    """Nor a note that advises to say “we” or “our”; who speaks for a side has them all."""
    lines = [LINE | {"text": text, "type": "sensitivity"}]
    chosen = [
        make_tiny(tmp_path / side, Request(topics=("trade",), voice=side), lines=lines).selection
        for side in (Side.NEUTRAL, Side.PAK)
    ]

    assert [bool(selection.lines) for selection in chosen] == [stays, True]
    assert [left.says_we for left in chosen[0].left_out] == [True] * (not stays)


@pytest.mark.parametrize(
    ("answers", "stays"),
    [
        (["We sell it."], False),
        (["We sell it.", "Both sides sell it."], True),
        ([], True),  # nobody wrote one
    ],
)
def test_where_nobody_speaks_no_question_loses_its_answer(
    tmp_path: Path, answers: list[str], *, stays: bool
) -> None:
    """What they may raise goes with the only responses to it; a side that speaks has both."""
    raised = LINE | {
        "id": "theirs",
        "type": "they-may-raise",
        "text": "They may ask. {trade-2021|cite}",
    }
    lines = [raised] + [
        LINE
        | {
            "id": f"ours-{n}",
            "type": "response",
            "answers": "theirs",
            "text": f"{text} {{trade-2021|cite}}",
        }
        for n, text in enumerate(answers)
    ]
    for side in (Side.NEUTRAL, Side.PAK):
        request = Request(topics=("trade",), voice=side)
        selection = make_tiny(tmp_path / side, request, lines=lines).selection
        found = {line.id for line in selection.lines}

        assert ("theirs" in found) == (stays or side is Side.PAK)
        left = {one.line.id: one for one in selection.left_out}
        assert ("theirs" in left) == ("theirs" not in found)
        assert not any(one.says_we for name, one in left.items() if name == "theirs")


@pytest.mark.parametrize("product", ["visit-pack", "background", "call-brief"])
def test_a_neutral_pack_asks_nothing_that_it_does_not_answer(product: str) -> None:
    """In all that is printed of the relations, the steering note with it."""
    made = make_sample(topics=("relations",), voice=Side.NEUTRAL, product=product)
    answered = {line.answers for line in made.selection.lines}
    raised = {one.id for one in made.selection.lines if one.type == "they-may-raise"}
    printed = [text for block in made.pack.blocks for text in block_text(block)]

    assert raised <= answered
    assert not [text for text in printed if text.startswith("They may raise.")]


def test_background_facts_are_never_spoken_but_may_be_expected(tmp_path: Path) -> None:
    """A point on a background fact is left out; what they may raise may rest on it."""
    lines = [
        LINE | {"text": "We say so {secret|cite}."},
        LINE | {"id": "theirs", "type": "they-may-raise", "text": "They say so {secret|cite}."},
        LINE | {"id": "ours", "type": "response", "answers": "theirs"},
    ]
    facts = [FACT, EVENT | {"id": "secret", "use": "background"}]
    citations = [CITATION, CITATION | {"fact": "secret"}]
    made = make_tiny(tmp_path, None, facts=facts, citations=citations, lines=lines)

    assert [line.id for line in made.selection.lines] == ["theirs", "ours"]
    assert made.selection.left_out[0].fact == "secret"


def test_a_response_goes_with_what_it_answers(tmp_path: Path) -> None:
    """An answer to a question that is not in the pack would confuse."""
    lines = [
        LINE | {"id": "theirs", "type": "they-may-raise", "voice": "KAZ"},
        LINE | {"id": "ours", "type": "response", "answers": "theirs"},
    ]
    request = Request(topics=("trade",), voice=Side.PAK)
    selection = make_tiny(tmp_path, request, lines=lines).selection

    assert selection.lines == ()
    assert "what it answers" in selection.left_out[0].reason


def test_narrowing_the_range_drops_what_lies_after_it() -> None:
    """On the bundled facts: up to 2022 nothing later is left, and something earlier is."""
    facts = make_bundled(topics=("trade", "corridor"), last="2022").selection.facts

    assert facts
    assert all(chosen.fact.date.start.year <= 2022 for chosen in facts.values())
    assert "trade-2025-total-janjua" not in facts


def test_most_important_lines_come_first(tmp_path: Path) -> None:
    """Must before should before could, otherwise as the curator ordered them."""
    lines = [
        LINE | {"id": f"{p}-{n}", "priority": p}
        for n in (1, 2)
        for p in ("could", "must", "should")
    ]
    selection = make_tiny(tmp_path, None, lines=lines).selection

    assert [line.id for line in selection.lines] == [
        "must-1", "must-2", "should-1", "should-2", "could-1", "could-2",
    ]  # fmt: skip


def test_observations_outside_the_range_stay_out(tmp_path: Path) -> None:
    """A fact may span years; its figures are taken each by its own period."""
    fact = FACT | {"date": "2020/2022", "statement": "Trade changed."}
    observations = [
        OBSERVATION | {"id": "t20", "period": "2020"},
        OBSERVATION | {"id": "t22", "period": "2022"},
    ]
    made = make_tiny(
        tmp_path, Request(topics=("trade",), last="2020"), facts=[fact],
        observations=observations, lines=[],
    )  # fmt: skip

    assert list(made.selection.observations) == ["t20"]


def test_a_pinned_fact_stands_in_the_pages(tmp_path: Path) -> None:
    """Whatever its topic and however many are pinned: the user asked for each."""
    facts = [EVENT | {"id": f"f{n:02}", "date": "1999"} for n in range(12)]
    facts.append(EVENT | {"id": "trade", "date": "2021", "topic": "relations.foundations"})
    request = Request(
        topics=("relations",), first="2020", pinned=tuple(f"f{n:02}" for n in range(12))
    )
    made = make_tiny(
        tmp_path,
        request,
        facts=facts,
        citations=[CITATION | {"fact": fact["id"]} for fact in facts],
        observations=[],
        lines=[],
    )

    ids = {item.id for block in made.pack.blocks if isinstance(block, List) for item in block.items}
    assert {f"fact.f{n:02}" for n in range(12)} <= ids


@pytest.mark.parametrize(
    ("rival", "request_"),
    [
        ({"use": "never"}, Request(topics=("trade",))),
        ({"as_of": "2026-11-23"}, Request(topics=("trade",))),
        ({"date": "2030", "kind": "plan"}, Request(topics=("trade",), last="2026")),
        ({}, Request(topics=("trade",), dropped=("rival",))),
    ],
)
def test_what_may_not_be_printed_is_no_rival_either(
    tmp_path: Path, rival: dict[str, str], request_: Request
) -> None:
    """Held back, not yet known, outside the range, dropped: it stands in no box."""
    facts = [EVENT, EVENT | {"id": "rival", "statement": "The secret."} | rival]
    made = make_tiny(
        tmp_path,
        request_,
        facts=facts,
        citations=[CITATION | {"fact": fact["id"]} for fact in facts],
        observations=[],
        lines=[],
        disagreements=[{"fact": "trade-2021", "rival": "rival", "about": "it", "note": ""}],
    )

    printed = [piece for block in made.pack.blocks for piece in block_text(block)]
    assert not [piece for piece in printed if "secret" in piece]


@pytest.mark.parametrize("change", [{"as_of": "2026-11-23"}, {"use": "never"}])
def test_a_successor_counts_only_where_it_may_be_printed(
    tmp_path: Path, change: dict[str, str]
) -> None:
    """A newer fact that is not yet known or is held back leaves the older in its place."""
    tables = _facts({}, {"supersedes": "f0"} | change)

    assert list(select_tiny(tmp_path, Request(topics=("trade",)), **tables).facts) == ["f0"]


def test_dropping_the_newer_fact_does_not_bring_back_the_older(tmp_path: Path) -> None:
    """What is out of date stays out."""
    tables = _facts({}, {"supersedes": "f0"})
    request = Request(topics=("trade",), dropped=("f1",))

    assert list(select_tiny(tmp_path, request, **tables).facts) == []


# --- order and likelihood -----------------------------------------------------------------------


def test_topics_come_in_the_order_asked_for_category_by_category() -> None:
    """What is named comes first; a category comes with the first of its topics, and once."""
    made = make_bundled(order=("corridor.qtta", "trade.targets"))
    topics = [topic.id for topic in made.selection.topics]
    plain = [topic.id for topic in make_bundled().selection.topics]

    assert topics[0] == "corridor.qtta"
    categories = list(dict.fromkeys(topic.partition(".")[0] for topic in topics))
    assert categories == ["corridor", "trade", "security", "culture", "relations"]
    assert next(topic for topic in topics if topic.startswith("trade")) == "trade.targets"
    assert sorted(topics) == sorted(plain)
    headings = [b.id for b in made.pack.blocks if b.id.startswith(("topic.", "category."))]
    assert headings[:2] == ["category.corridor", "topic.corridor.qtta"]
    assert len(set(headings)) == len(headings)


def test_a_whole_category_can_come_first() -> None:
    """By its own name; its topics stay as the register has them."""
    topics = [t.id for t in make_bundled(order=("culture",)).selection.topics]
    plain = [t.id for t in make_bundled().selection.topics]

    culture = [topic for topic in plain if topic.startswith("culture")]
    assert topics == [*culture, *(topic for topic in plain if topic not in culture)]


def test_lines_come_first_among_their_kind_in_the_order_asked_for() -> None:
    """Before what the curator holds for more important."""

    def points(**values: object) -> list[str]:
        made = make_bundled(topics=("trade.volume",), **values)
        [found] = [b for b in made.pack.blocks if b.id == "trade.volume.points.list"]
        assert isinstance(found, List)
        return [item.id.removeprefix("line.") for item in found.items]

    plain = points()
    assert len(plain) > 2
    asked = (plain[-1], plain[-2])
    assert points(order=asked) == [*asked, *plain[:-2]]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"order": ("corridor.qta",)}, "no topic or line “corridor.qta” to put in order.*qtta"),
        ({"likelihood": (("trade.volum", "unlikely"),)}, "no topic “trade.volum”.*trade.volume"),
        ({"dropped": ("pattern.plan.nothing",)}, "no fact or line “pattern.plan.nothing”"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(
    values: dict[str, object], message: str
) -> None:
    """In the order and in the likelihood, as among pins and drops."""
    with pytest.raises(UsageError, match=message):
        make_bundled(**values)


def test_a_line_that_a_pattern_makes_can_be_dropped(tmp_path: Path) -> None:
    """Its id is that of the pattern and the fact."""
    plan = EVENT | {"id": "f0", "kind": "plan", "date": "2027"}
    tables = _facts({}) | {"facts": [plan]}
    request = Request(topics=("trade",), voice=Side.PAK)
    made = make_tiny(tmp_path / "a", request, **tables)
    assert [line.id for line in made.selection.lines] == ["pattern.plan.f0"]

    without = replace(request, dropped=("pattern.plan.f0",))
    assert make_tiny(tmp_path / "b", without, **tables).selection.lines == ()


OBJECTIVE = LINE | {"id": "aim", "type": "objective", "text": "Agree one table {old|cite}."}
SERVES = LINE | {"id": "ask", "answers": "aim", "text": "We ask for it {new|cite}."}


def _aim_and_point(folder: Path, aim: str, **values: object) -> MadePack:
    """A pack from 2020 to 2022 with a point of 2021 whose objective rests on a fact of ``aim``."""
    facts = [EVENT | {"id": "old", "date": aim}, EVENT | {"id": "new", "date": "2021"}]
    request = Request(topics=("trade",), voice=Side.PAK, first="2020", last="2022")
    return make_tiny(
        folder,
        replace(request, **values),
        facts=facts,
        citations=[CITATION | {"fact": fact["id"]} for fact in facts],
        observations=[],
        lines=[OBJECTIVE, SERVES],
    )


def test_an_objective_stands_while_a_point_serves_it(tmp_path: Path) -> None:
    """It is what is wanted now: it may rest on what is older than the range, which is cited."""
    made = _aim_and_point(tmp_path, "2015")

    assert [line.id for line in made.selection.lines] == ["aim", "ask"]
    assert list(made.selection.facts) == ["new"]
    [said] = [block for block in made.pack.blocks if block.id == "line.aim"]
    assert isinstance(said, Paragraph)
    assert set(facts_of(said.inlines)) == {"old"}
    assert made.blocking == ()


def test_a_point_goes_with_an_objective_that_lies_after_the_range(tmp_path: Path) -> None:
    """What nobody knew of yet cannot be wanted; the pack says that points were left out."""
    made = _aim_and_point(tmp_path, "2023")

    assert [line.id for line in made.selection.lines] == []
    assert {left.objective for left in made.selection.left_out} == {"", "aim"}
    [told] = [finding for finding in made.findings if finding.rule == "TP8"]
    assert told.level is Level.ADVICE
    assert "A point was left out of “Trade volumes” with the objective" in told.message


def test_an_objective_that_no_point_serves_is_not_fetched_from_outside_the_range(
    tmp_path: Path,
) -> None:
    """Without a point there is nothing to say for it."""
    made = _aim_and_point(tmp_path, "2015", dropped=("ask",))

    assert made.selection.lines == ()


def test_a_point_whose_objective_was_dropped_by_hand_is_for_that_hand_to_mend(
    tmp_path: Path,
) -> None:
    """It stays, and a final pack is blocked with what to do."""
    made = _aim_and_point(tmp_path, "2015", dropped=("aim",))

    [told] = made.blocking
    assert (told.rule, told.block) == ("TP8", "line.ask")
    assert "Take back the objective you dropped" in told.fix


@pytest.mark.parametrize("topic", [*Category, "corridor.qtta", "security.counter-terrorism"])
@pytest.mark.parametrize("voice", [Side.PAK, Side.KAZ])
def test_no_range_of_dates_makes_a_final_pack_impossible(voice: Side, topic: str) -> None:
    """TP8 never blocks what only a curator could mend: each point comes with its objective."""
    ends = [f"{year}" for year in range(2021, 2027)]
    ranges = [*((first, "") for first in ends), *(("", last) for last in ends), ("2023", "2024")]
    for first, last in ranges:
        made = make_bundled(voice=voice, topics=(topic,), first=first, last=last)
        assert not [f for f in made.blocking if f.rule == "TP8"], (first, last)

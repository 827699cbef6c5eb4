"""The fitter: a brief keeps to its sides, and what it lost is said."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.load import load_factbase
from briefgen.factbase.records import LineType, Priority
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.after.verify import remake
from briefgen.pack.blocks import Callout, Heading, Paragraph, Table
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.brief_parts import topic_briefs
from briefgen.pack.build import make_pack
from briefgen.pack.fingerprints import straight
from briefgen.pack.inlines import Figure, facts_of, plain
from briefgen.pack.item_names import words_by_id
from briefgen.pack.leaving_out import figure_in
from briefgen.pack.request import Likelihood, Request, Side
from briefgen.render.making import make_to_fit
from briefgen.render.pdf.document import write_pdf
from briefgen.render.reading_pdf import read_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import bundled_base
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack
    from briefgen.render.house import House

DAY = date(2026, 11, 22)


@cache
def sample() -> tuple[MadePack, House]:
    """The sample visit, fitted."""
    path = bundled_templates() / "sample.brief"
    return make_to_fit(
        bundled_base(), request_from(read_brief(path), path), bundled_templates(), DAY
    )


@cache
def unfitted() -> MadePack:
    """The same visit as it would be with all the pages it wants."""
    made, _ = sample()
    return make_pack(bundled_base(), made.selection.request, bundled_templates(), DAY)


@pytest.mark.parametrize(
    ("house", "language", "voice"),
    [
        ("ministry", "en", "PAK"),
        ("ministry", "ru", "neutral"),
        ("think-tank", "kk", "PAK"),
        ("plain", "en", "PAK"),
        ("plain", "kk", "KAZ"),
    ],
)
def test_every_topic_of_the_sample_keeps_to_two_sides(
    tmp_path: Path, house: str, language: str, voice: str
) -> None:
    """Where a brief stands in the printed file, it covers two pages at most.

    The longest name of a section may take a second line at the foot of every page, which leaves
    less room than the brief would find by itself.
    """
    sample_brief = bundled_templates() / "sample.brief"
    wanted = read_brief(sample_brief) | {"house": house, "language": language, "voice": voice}
    request = request_from(wanted, sample_brief)
    made, style = make_to_fit(bundled_base(), request, bundled_templates(), DAY)
    path = tmp_path / "sample.pdf"
    path.write_bytes(write_pdf(made.pack, style).data)
    printed = {block.id: block.pages for block in read_pdf(path.read_bytes(), path).blocks}

    briefs = dict(topic_briefs(made.pack.blocks))
    assert len(briefs) == (6 if voice == "neutral" else 8)  # of two all lines say “we”
    for topic, blocks in briefs.items():
        pages = {page for block in blocks for page in printed[block.id]}
        assert len(pages) <= 2, topic


def test_what_is_lost_is_the_least_important_and_is_told() -> None:
    """No must and no pinned fact goes; number on the page, names in the findings and the record."""
    made, _ = sample()
    lost = {name for fitted in made.fitted for name in fitted.left_out}
    lines = {f"line.{line.id}": line for line in made.selection.lines}

    assert lost
    assert all(lines[name].priority is not Priority.MUST for name in lost & set(lines))
    assert made.pack.record["fitted"] == sorted(lost)
    told = [finding.message for finding in made.findings if finding.rule == "FIT"]
    assert all(any(name in message for message in told) for name in lost)
    notes = {b.id: plain(b.inlines) for b in made.pack.blocks if isinstance(b, Paragraph)}
    facts = made.selection.base.facts
    for fitted in made.fitted:
        for name, words in zip(fitted.left_out, fitted.words, strict=True):
            assert name not in words
            assert (
                facts[name[5:]].statement in straight(words) if name.startswith("fact.") else words
            )
        note = notes[f"{fitted.topic}.left_out.more"]
        assert f"the least important first: {len(fitted.left_out)}." in note


def test_coulds_go_before_shoulds() -> None:
    """A brief that lost a should has no could left but what came back because there was room."""
    made, _ = sample()
    priorities = {f"line.{line.id}": line.priority for line in made.selection.lines}
    for fitted in made.fitted:
        shoulds = [n for n in fitted.left_out if priorities.get(n) is Priority.SHOULD]
        if shoulds:
            first = fitted.left_out.index(shoulds[0])
            assert not any(
                priorities.get(name) is Priority.COULD for name in fitted.left_out[first:]
            )


@pytest.mark.parametrize("house", ["ministry", "think-tank", "plain"])
def test_no_figure_stays_where_one_goes_that_is_missed_more(house: str) -> None:
    """A short row of an older count does not take the room of a newer one that is longer."""
    topics = ("culture.education", "culture.people")
    request = Request(
        topics=topics, voice=Side.PAK, house=house, first="2021", last="2026", as_of=DAY
    )
    whole = make_pack(bundled_base(), request, bundled_templates(), DAY)
    made, _ = make_to_fit(bundled_base(), request, bundled_templates(), DAY)
    spoken = made.selection.spoken
    tables = {b.id: b for b in whole.pack.blocks if isinstance(b, Table)}
    (fitted,) = [one for one in made.fitted if one.topic == "culture.people"]
    rows = [figure_in(row) for row in tables["culture.people.figures.table"].rows]
    gone = [f"figure.{name}" in fitted.left_out for name in rows]

    assert any(gone)
    assert [n for n, name in enumerate(rows) if n > gone.index(True) and name not in spoken] == [
        n for n, name in enumerate(rows) if n > gone.index(True) and gone[n]
    ]


def test_what_the_table_says_too_goes_first() -> None:
    """A fact that a row of the key figures tells, and the row stays: nothing is missed."""
    made, _ = sample()
    briefs = dict(topic_briefs(made.pack.blocks))
    told_twice = []
    for fitted in made.fitted:
        tables = [b for b in briefs[fitted.topic] if b.id.endswith(".figures.table")]
        shown = {figure_in(row) for table in tables for row in table.rows}
        for number, name in enumerate(fitted.left_out):
            fact = name.removeprefix("fact.")
            figures = made.selection.base.observations_of.get(fact, ())
            if figures and {one.id for one in figures} <= shown:
                told_twice.append((number, fact))

    assert told_twice
    assert {number for number, _ in told_twice} == {0}


@pytest.mark.parametrize("house", ["ministry", "think-tank", "plain"])
def test_a_press_line_stays_where_notes_take_the_place_of_a_box(house: str) -> None:
    """What disagrees goes under the figures with its box; no line has to go for that in turn."""
    path = bundled_templates() / "sample.brief"
    request = replace(request_from(read_brief(path), path), house=house)
    made, _ = make_to_fit(bundled_base(), request, bundled_templates(), DAY)
    lost = {name for fitted in made.fitted for name in fitted.left_out}
    press = {f"line.{one.id}" for one in made.selection.lines if one.type is LineType.PRESS}

    assert "trade.volume.disagreements.3" in lost
    assert not lost & press


def test_of_an_exchange_that_goes_both_sides_are_told() -> None:
    """It is one item; what we would have said goes with what they may raise."""
    path = bundled_templates() / "sample.brief"
    request = replace(
        request_from(read_brief(path), path), product="call-brief", topics=("trade.volume",)
    )
    made, _ = make_to_fit(bundled_base(), request, bundled_templates(), DAY)
    whole = make_pack(bundled_base(), request, bundled_templates(), DAY)
    said = words_by_id(whole.pack.blocks)
    answers = {line.answers: line.id for line in made.selection.lines if line.answers}
    exchanges = [
        (words, answers[name.removeprefix("line.")])
        for fitted in made.fitted
        for name, words in zip(fitted.left_out, fitted.words, strict=True)
        if words.startswith("They may raise. ")
    ]

    assert exchanges
    assert all(said[f"line.{answer}"].strip() in words for words, answer in exchanges)


def test_nothing_is_lost_where_there_is_no_limit() -> None:
    """Without anybody who counts pages, all is printed."""
    headings = [b.id for b in unfitted().pack.blocks if isinstance(b, Heading)]
    made, _ = sample()

    assert unfitted().fitted == ()
    assert unfitted().pack.record["fitted"] == []
    assert {b.id for b in made.pack.blocks if isinstance(b, Heading)} <= set(headings)


def test_what_is_pinned_stays() -> None:
    """A fact that would go first stays once it is pinned."""
    made, _ = sample()
    fact = next(
        name.removeprefix("fact.")
        for fitted in made.fitted
        for name in fitted.left_out
        if name.startswith("fact.")
    )
    request = made.selection.request

    again, _ = make_to_fit(
        bundled_base(), replace(request, pinned=(fact,)), bundled_templates(), DAY
    )

    assert f"fact.{fact}" not in again.pack.record["fitted"]


def boxed(made: MadePack) -> dict[str, set[str]]:
    """What disagrees in each box that is printed: the facts of each item, by its opening words."""
    items = (
        item
        for b in made.pack.blocks
        if isinstance(b, Callout) and b.id.endswith(".disagreements")
        for item in b.items
    )
    return {plain(item.inlines).partition(":")[0]: {*facts_of(item.inlines)} for item in items}


def test_what_disagrees_stays_once_both_its_sides_are_pinned() -> None:
    """Whoever wants two statements that contradict each other wants them side by side."""
    made, _ = sample()
    shown, whole = boxed(made), boxed(unfitted())
    lost = [(what, facts) for what, facts in whole.items() if what not in shown]
    assert lost

    for what, facts in lost[:2]:
        request = replace(made.selection.request, pinned=tuple(facts))
        again, _ = make_to_fit(bundled_base(), request, bundled_templates(), DAY)
        assert what in boxed(again)


def test_what_disagrees_and_is_pinned_is_told_though_it_is_older() -> None:
    """A box has the newest three, and what is wanted."""
    request = Request(topics=("corridor.trans-afghan",), voice=Side.PAK)
    newest = boxed(make_pack(bundled_base(), request, bundled_templates(), DAY))
    every = boxed(
        make_pack(bundled_base(), replace(request, product="background"), bundled_templates(), DAY)
    )
    assert len(newest) < len(every)
    older = {what: facts for what, facts in every.items() if what not in newest}

    for facts in older.values():
        pinned = replace(request, pinned=tuple(sorted(facts)))
        shown = boxed(make_pack(bundled_base(), pinned, bundled_templates(), DAY)).values()
        assert any(len(facts & item) > 1 for item in shown)
    wanted = {fact for facts in every.values() for fact in facts}
    all_pinned = replace(request, pinned=tuple(sorted(wanted)))
    shown = boxed(make_pack(bundled_base(), all_pinned, bundled_templates(), DAY)).values()
    for facts in every.values():
        assert any(len(facts & item) > 1 for item in shown)


def test_the_figures_that_trade_rests_on_stay_whatever_the_room() -> None:
    """One of each direction and the total that the messages rest on; other things shrink."""
    made, _ = sample()
    [box] = [b for b in made.pack.blocks if b.id == "trade.volume.figures.table"]

    assert isinstance(box, Table)
    observations = bundled_base().observations
    shown = [
        observations[i.observation] for row in box.rows for i in row[1] if isinstance(i, Figure)
    ]
    assert {o.flow for o in shown} == {"PAK>KAZ", "KAZ>PAK", "total"}
    lost = [fitted for fitted in made.fitted if fitted.topic == "trade.volume"]
    gone = {name for fitted in lost for name in fitted.left_out}
    assert {name for name in gone if name.startswith("figure.trade.fy")}
    assert not gone & {f"figure.{o.id}" for o in shown}


def test_a_figure_goes_with_the_points_that_speak_it(tmp_path: Path) -> None:
    """Who has one page has no use for a row that only a lost point spoke."""
    source = (bundled_templates() / "products" / "call-brief.toml").read_text(encoding="utf-8")
    product = tmp_path / "one-page.toml"
    product.write_text(source.replace("\npages = 2", "\npages = 1"), "utf-8")
    request = replace(sample()[0].selection.request, product=str(product), voice=Side.KAZ)
    made, _ = make_to_fit(bundled_base(), request, bundled_templates(), DAY)
    lost = {name for fitted in made.fitted for name in fitted.left_out}
    spoken = {
        line.id: {f"figure.{token.id}" for token in tokens_of(line.words)} & lost
        for line in made.selection.lines
        if line.type == "point"
    }

    assert any(spoken.values())
    assert {f"line.{line}" for line, figures in spoken.items() if figures} <= lost
    assert "TP17" not in {finding.rule for finding in made.findings}


def test_a_fitted_pack_can_be_made_again_from_its_record(tmp_path: Path) -> None:
    """The record tells what was left out, so nobody has to lay out pages to make it again."""
    made, house = sample()
    path = tmp_path / "sample.pdf"
    path.write_bytes(write_pdf(made.pack, house).data)
    printed = read_pdf(path.read_bytes(), path)

    remade = remake(printed, bundled_base(), bundled_templates())

    assert remade.made is not None
    assert remade.made.pack.blocks == made.pack.blocks
    assert remade.different == ()


@pytest.mark.parametrize(("sides", "blocks"), [("1", True), ("9", False)])
def test_a_brief_that_cannot_be_made_to_fit_blocks(
    tmp_path: Path, sides: str, *, blocks: bool
) -> None:
    """Where all that may go is gone and it still runs over, a final pack is refused."""
    source = (bundled_templates() / "products" / "visit-pack.toml").read_text(encoding="utf-8")
    product = tmp_path / "short.toml"
    product.write_text(source.replace("topic_sides = 2", f"topic_sides = {sides}"), "utf-8")
    made, _ = sample()
    request = made.selection.request
    topic = "trade.targets"
    short = replace(request, product=str(product), topics=(topic,), pinned=_pinned(topic))

    again, _ = make_to_fit(bundled_base(), short, bundled_templates(), DAY)

    assert any(f.rule == "FIT" for f in again.blocking) is blocks


def test_a_brief_that_loses_all_says_so(tmp_path: Path) -> None:
    """One answer longer than the brief may be: it goes, and the brief tells that it did."""
    answer = LINE | {
        "id": "long", "type": "if-raised", "priority": "could",
        "text": f"{'So say this at length. ' * 420}{{trade-2021|cite}}.",
    }  # fmt: skip
    base = load_factbase(write_tiny_base(tmp_path, lines=[answer]))
    request = Request(topics=("trade",), likelihood=(("trade", Likelihood.UNLIKELY),))

    made, _ = make_to_fit(base, request, bundled_templates(), DAY)

    assert [(lost.topic, lost.left_out) for lost in made.fitted] == [
        ("trade.volume", ("line.long",))
    ]
    ids = [block.id for block in made.pack.blocks]
    assert "topic.trade.volume" in ids
    assert "trade.volume.left_out.more" in ids


@pytest.mark.parametrize("topic", ["line.x", "fact.x", "figure"])
def test_topics_of_any_id_are_fitted(tmp_path: Path, topic: str) -> None:
    """Rivals in a topic whose id begins as those of lines, facts or figures do."""
    other = FACT | {"id": "other", "statement": "Trade came to 50 million dollars in 2021."}
    long = LINE | {
        "id": "long", "type": "if-raised", "priority": "could",
        "text": f"{'So say this at length. ' * 420}{{trade-2021|cite}}.",
    }  # fmt: skip
    base = load_factbase(write_tiny_base(
        tmp_path,
        topics=[{"id": topic, "category": "trade", "title": "Trade", "order": "1"}],
        facts=[row | {"topic": topic} for row in (FACT, other)],
        citations=[CITATION, CITATION | {"fact": "other"}],
        observations=[
            OBSERVATION,
            OBSERVATION | {"id": "o2", "fact": "other", "reporter": "office", "value": "50"},
        ],
        lines=[long | {"topic": topic}],
    ))  # fmt: skip
    assert base.problems == ()

    made, _ = make_to_fit(base, Request(topics=("trade",)), bundled_templates(), DAY)

    assert "line.long" in made.fitted[0].left_out
    assert f"{topic}.disagreements" in {block.id for block in made.pack.blocks}


def _pinned(topic: str) -> tuple[str, ...]:
    """So many facts that they cannot stand on one side."""
    made, _ = sample()
    return tuple(c.fact.id for c in made.selection.facts_by_topic[topic])[:25]

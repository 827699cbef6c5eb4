"""The parts of a visit pack: what stands in each, and what is left out where nothing is told."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.factbase.records import Use
from briefgen.pack.blocks import (
    Callout,
    Contents,
    Cover,
    Heading,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    SourceList,
    Table,
)
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.build import MadePack, make_pack
from briefgen.pack.fingerprints import straight
from briefgen.pack.inlines import (
    Citation,
    CrossReference,
    FactText,
    Ids,
    RequestText,
    facts_of,
    plain,
)
from briefgen.pack.request import Delegate, Likelihood, Meeting, Request, Rewording, Side, Visit
from briefgen.pack.said import block_text, inline_runs
from briefgen.pack.script_sentences import read_script
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base, make_bundled, make_sample, make_tiny
from tests.tiny_base import CITATION, FACT, LINE

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Block, Pack

VISIT_PARTS = [
    "steering", "messages", "programme", "delegations", "script", "category.trade",
    "category.corridor", "category.security", "category.relations", "unlikely", "sensitivities",
    "interlocutors", "agreements", "timeline", "trade_table", "corridor_table", "press",
    "practical", "choices", "sources", "record",
]  # fmt: skip
POINTS, BACKGROUND = "trade.volume.points.list", "trade.volume.background_say.list"


@cache
def sample(product: str = "visit-pack", voice: str = "PAK", language: str = "en") -> MadePack:
    """The pack of the sample visit."""
    path = bundled_templates() / "sample.brief"
    document = read_brief(path) | {"product": product, "voice": voice, "language": language}
    return make_pack(bundled_base(), request_from(document, path), bundled_templates(), TODAY)


def block(pack: Pack, name: str) -> Block:
    """The block of that id."""
    return next(one for one in pack.blocks if one.id == name)


def own_product(folder: Path, **numbers: int) -> str:
    """A product file like that of the visit pack but for these ``numbers``."""
    text = (bundled_templates() / "products" / "visit-pack.toml").read_text(encoding="utf-8")
    for key, number in numbers.items():
        text, count = re.subn(rf"(?m)^{key} = \d+", f"{key} = {number}", text)
        assert count == 1, key
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def listed(made: MadePack, name: str) -> tuple[ListItem, ...]:
    """The items of the list of that id."""
    found = block(made.pack, name)
    assert isinstance(found, List)
    return found.items


def sections(pack: Pack) -> list[str]:
    """The ids of the headings of the first level, in order."""
    return [b.id for b in pack.blocks if isinstance(b, Heading) and b.level == 1]


def words_of(pack: Pack, start: str) -> str:
    """All that blocks whose id begins so say."""
    found = [b for b in pack.blocks if b.id.startswith(start)]
    return "\n".join(piece for b in found for piece in block_text(b))


def script_of(made: MadePack) -> list[Paragraph]:
    """The paragraphs of the core script that are read aloud."""
    found = [b for b in made.pack.blocks if isinstance(b, Paragraph) and b.id.startswith("script.")]
    return [b for b in found if b.style is ParagraphStyle.LEAD]


def said(inlines: object) -> str:
    """The words of a run without the numbers of sources."""
    return plain(i for i in inlines if not hasattr(i, "numbers"))  # type: ignore[attr-defined]


def test_the_sample_visit_has_every_part_in_the_order_of_reading() -> None:
    """What is this, what do I want, what do I say, what must I not get wrong, then reference."""
    pack = sample().pack
    found = [name for name in sections(pack) if name in VISIT_PARTS]

    assert isinstance(pack.blocks[0], Cover)
    assert found == VISIT_PARTS
    assert sample().blocking == ()


@pytest.mark.parametrize("voice", ["PAK", "KAZ"])
def test_the_steering_note_says_what_for_what_against_and_who_asked(voice: str) -> None:
    """Purpose, one to three objectives, what they may raise, one risk; each line with a source."""
    pack = sample(voice=voice).pack
    kinds = ["objective", "theirs", "risk"]
    lines = {
        kind: [b for b in pack.blocks if b.id.startswith(f"{kind}.") and isinstance(b, Paragraph)]
        for kind in kinds
    }

    assert 1 <= len(lines["objective"]) <= 3
    assert lines["theirs"]
    assert len(lines["risk"]) == 1
    assert all(any(facts_of(b.inlines)) for found in lines.values() for b in found)
    assert "Meeting. The Minister of Foreign Affairs of Kazakhstan;" in words_of(
        pack, "steering.occasion"
    )
    assert "Asked for by. The Minister’s office." in words_of(pack, "steering.occasion")
    assert "45 minutes; consecutive interpreting" in words_of(pack, "steering.occasion")
    assert "Last met." in words_of(pack, "steering.last_met")


@pytest.mark.parametrize("voice", ["PAK", "KAZ"])
def test_there_are_three_messages_each_of_a_topic_with_an_objective(voice: str) -> None:
    """Each rests on a fact, and none is of a topic that is unlikely to come up."""
    made = sample(voice=voice)
    messages = block(made.pack, "messages.list")
    aims = {line.topic for line in made.selection.lines if line.type == "objective"}
    topics = {line.id: line.topic for line in made.selection.lines}

    assert isinstance(messages, List)
    assert len(messages.items) == 3
    for item in messages.items:
        topic = topics[item.id.removeprefix("message.")]
        assert topic in aims
        assert not topic.startswith("culture")
        assert any(facts_of(item.inlines))


@pytest.mark.parametrize("voice", [Side.PAK, Side.KAZ])
def test_what_is_told_as_the_basis_is_no_background_of_the_same_brief(voice: Side) -> None:
    """A brief says a fact once; a basis itself says what of it is not for use in the room."""
    made = make_bundled(voice=voice)
    base = made.selection.base
    label = "Basis, not for use in the room."
    told = kept_back = 0
    for basis in made.pack.blocks:
        if isinstance(basis, Paragraph) and basis.id.startswith("basis."):
            topic = base.lines[basis.id.removeprefix("basis.")].topic
            lists = [
                b
                for b in made.pack.blocks
                if isinstance(b, List) and b.id.startswith(f"{topic}.background_")
            ]
            printed = {item.id.removeprefix("fact.") for b in lists for item in b.items}
            texts = [inline.text for inline in basis.inlines]
            at = next((n for n, text in enumerate(texts) if text.strip() == label), len(texts))
            usable = {i.fact for i in basis.inlines[:at] if isinstance(i, FactText)}
            rest = {i.fact for i in basis.inlines[at:] if isinstance(i, FactText)}

            assert not (usable | rest) & printed
            assert {base.facts[fact].use for fact in usable} <= {Use.SAY}
            assert {base.facts[fact].use for fact in rest} <= {Use.BACKGROUND}
            told += bool(usable)
            kept_back += bool(rest)
    assert told > 10
    assert kept_back > 3


@pytest.mark.parametrize("voice", ["PAK", "KAZ"])
def test_each_message_serves_a_goal_of_the_steering_note(voice: str) -> None:
    """Who has two minutes left says what the visit is for: one message for each of its goals."""
    made = sample(voice=voice)
    lines = made.selection.base.lines
    goals = [b.id.partition(".")[2] for b in made.pack.blocks if b.id.startswith("objective.")]
    messages = block(made.pack, "messages.list")

    assert isinstance(messages, List)
    served = [lines[item.id.removeprefix("message.")].answers for item in messages.items]
    assert len(goals) == 3
    assert sorted(served) == sorted(goals)


@pytest.mark.parametrize("voice", ["PAK", "KAZ"])
def test_the_core_script_can_be_read_aloud(voice: str) -> None:
    """About two minutes, in the first person, short sentences, numbers from facts only."""
    made = sample(voice=voice)
    paragraphs = script_of(made)
    text = " ".join(said(p.inlines) for p in paragraphs)
    sentences = [s for s in text.replace("?", ".").split(". ") if s]

    assert 120 <= len(text.split()) <= 250
    assert max(len(sentence.split()) for sentence in sentences) <= 25
    assert " I " in text
    assert not [f for f in made.findings if f.rule in ("TP14", "TP15") and "script" in f.block]
    script = read_script(bundled_templates())
    assert script
    assert text.count(script.courtesy["guest" if voice == "PAK" else "host"]) == 1


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        ({}, "in about 2 minutes."),
        ({"topics": ("relations.outlook",)}, "in about 1 minute."),
        ({"meeting": Meeting(words_per_minute=60)}, "in about 4 minutes."),
    ],
)
def test_the_script_says_how_long_it_takes_to_read(asked: dict[str, object], minutes: str) -> None:
    """By its words and the pace of the meeting; no fact need vouch for the number."""
    made = make_sample(**asked)
    words = sum(len(said(p.inlines).split()) for p in script_of(made))
    pace = made.selection.request.meeting.words_per_minute or 130

    assert minutes in words_of(made.pack, "script.note")
    assert f"about {max(round(words / pace), 1)} " in minutes
    assert [f for f in made.findings if f.rule == "TP15"] == []


def test_the_slip_tells_of_founding_dates_where_there_are_any() -> None:
    """They are older than the range and no state of affairs, so that no mark tells of them."""
    told = "Older are founding dates, and what is marked “standing” and still holds."

    assert words_of(sample().pack, "contents.note").endswith(f" 2026. {told}")
    assert told not in words_of(make_sample(topics=("trade.volume",)).pack, "contents.note")


def test_sensitivities_left_out_are_said_to_be_nowhere_in_the_pack() -> None:
    """No brief prints any, so nobody is sent there for the others."""
    pack = make_bundled(topics=("relations", "security"), first="2020").pack
    printed = [b.id for b in pack.blocks if b.id.partition(".")[0] == "sensitivities"]

    assert printed[-1] == "sensitivities.more"
    assert words_of(pack, "sensitivities.more").endswith(
        ", the weightiest; whoever prepared this pack has the others."
    )


def test_the_core_script_turns_to_each_subject_once() -> None:
    """Also where a topic of another subject stands between two of one."""
    path = bundled_templates() / "sample.brief"
    asked = {"topics": ["trade.volume", "corridor.trans-afghan", "trade.targets"]}
    request = request_from(read_brief(path) | asked, path)
    made = make_pack(bundled_base(), request, bundled_templates(), TODAY)

    assert [p.id.removeprefix("script.") for p in script_of(made)] == [
        "courtesy", "trade.0", "corridor.1", "close"
    ]  # fmt: skip


def test_a_neutral_pack_speaks_for_nobody() -> None:
    """No script, where nobody is known to speak."""
    assert "script" not in sections(sample(voice="neutral").pack)


def test_likelihood_sets_how_much_of_a_topic_is_printed() -> None:
    """Certain: all; possible: points, figures, if raised; unlikely: only if raised; slip tells."""
    pack = sample().pack
    parts = {
        topic: {b.id.removeprefix(f"{topic}.").split(".")[0] for b in pack.blocks
                if b.id.startswith(f"{topic}.")}
        for topic in ("trade.volume", "security.afghanistan", "culture.education")
    }  # fmt: skip
    slip = block(pack, "contents.briefs")

    assert {"points", "pairs", "if_raised", "background_say"} <= parts["trade.volume"]
    assert parts["security.afghanistan"] <= {"points", "figures", "if_raised", "origin"}
    assert parts["culture.education"] <= {"if_raised", "origin"}
    assert isinstance(slip, Table)
    told = {plain(row[0]): plain(row[2]) for row in slip.rows}
    assert told["1.1 Trade volumes and balance"] == "certain"
    assert told["3.3 Afghanistan"] == "possible"
    assert told["4.1 Education and science"] == "unlikely"


def test_what_is_said_only_if_raised_stands_in_a_labelled_box() -> None:
    """Shaded and labelled, so that it is never volunteered."""
    box = block(sample().pack, "trade.volume.if_raised")

    assert isinstance(box, Callout)
    assert box.title == "Only if raised"


def test_a_brief_ends_with_who_drafted_and_cleared_it() -> None:
    """By the word on its own topic, else by that on the whole pack; the slip names the drafter."""
    pack = sample().pack

    assert block_text(block(pack, "trade.volume.origin")) == (
        "Drafted by Trade Desk. Cleared by Director, Trade. Date: 19 November 2026.",
    )
    assert "Cleared by Director, Central Asia." in words_of(pack, "trade.targets.origin")
    slip = block(pack, "contents.briefs")
    assert isinstance(slip, Table)
    assert [plain(cell) for cell in slip.rows[0]][3:] == ["Trade Desk"]


def test_the_slip_names_no_brief_that_is_not_in_the_pack(tmp_path: Path) -> None:
    """A product may have room for fewer topics than were asked for."""
    made = make_sample(product=own_product(tmp_path, topics=1))
    slip = block(made.pack, "contents.briefs")

    assert isinstance(slip, Table)
    assert len(made.selection.topics) > 1
    assert len(slip.rows) == 1


def test_the_slip_says_which_briefs_are_not_cleared() -> None:
    """By number, which a fact need not vouch for; or that all are."""
    assert words_of(sample().pack, "contents.briefs").endswith(" All are cleared.")

    path = bundled_templates() / "sample.brief"
    document = read_brief(path)
    for one in document["clearance"]:
        one["cleared_by"] = "Director, Trade" if one["part"] == "trade.volume" else ""
    request = request_from(document | {"topics": ["trade.volume", "trade.targets"]}, path)
    made = make_pack(bundled_base(), request, bundled_templates(), TODAY)

    assert words_of(made.pack, "contents.briefs").endswith(" Not yet cleared: 1.2.")
    assert [f for f in made.findings if f.rule == "TP15" and "contents" in f.block] == []


@pytest.mark.parametrize(("depth", "columns"), [(1, 2), (2, 1)])
def test_contents_are_as_deep_as_the_product_says(tmp_path: Path, depth: int, columns: int) -> None:
    """The parts alone in two columns, as the slip has the briefs; else the briefs among them."""
    shown = block(make_sample(product=own_product(tmp_path, contents_depth=depth)).pack, "contents")

    assert isinstance(shown, Contents)
    assert (shown.depth, shown.columns) == (depth, columns)


def test_words_of_the_request_are_marked_as_such() -> None:
    """The programme and the annex are the official's own: no fact vouches for them."""
    pack = sample().pack
    for name in ("programme.table", "practical.table"):
        inlines = [i for run in inline_runs(block(pack, name)) for i in run]
        assert any(isinstance(i, RequestText) for i in inlines)
        assert not list(facts_of(inlines))
    assert "11:00" in words_of(pack, "programme.table")
    assert "Speaks first: The host." in words_of(pack, "programme.table")


def test_a_source_names_the_facts_for_which_the_pack_cites_it() -> None:
    """All of them and no others, so that who doubts a source finds what rests on it."""
    made = sample()
    base = made.selection.base
    told = {
        entry.source: {name for i in entry.inlines if isinstance(i, Ids)
                       for name in i.text.split(", ")}
        for b in made.pack.blocks if isinstance(b, SourceList) for entry in b.entries
    }  # fmt: skip
    cited: dict[str, set[str]] = {}
    for run in (run for b in made.pack.blocks for run in inline_runs(b)):
        for fact in (name for i in run if isinstance(i, Citation) for name in i.facts):
            for citation in base.citations_of[fact]:
                cited.setdefault(citation.source, set()).add(fact)

    assert told == cited
    assert " Cited for: " in words_of(made.pack, "sources.list")


@pytest.mark.parametrize("product", ["call-brief", "pocket-card"])
def test_a_short_list_of_sources_names_no_facts(product: str) -> None:
    """There is no room for who checks on one sheet."""
    pack = sample(product).pack
    listed = [e for b in pack.blocks if isinstance(b, SourceList) for e in b.entries]

    assert listed
    assert not [i for entry in listed for i in entry.inlines if isinstance(i, Ids)]
    assert not [b for b in pack.blocks if b.id.startswith("sources.conflict")]


def test_what_disagrees_in_a_pack_is_listed_with_who_says_how_much_and_where() -> None:
    """Rival figures with period, counter and the preferred one; statements with their sources.

    Only what the pack prints. What stands side by side as figures is not listed as statements too.
    """
    made = sample()
    lists = [
        b
        for b in made.pack.blocks
        if isinstance(b, List) and b.id.startswith("sources.conflicts.list")
    ]
    items = [item for listed in lists for item in listed.items]
    elsewhere = [b for b in made.pack.blocks if not b.id.startswith("sources.")]
    printed = {name for b in elsewhere for run in inline_runs(b) for name in facts_of(run)}
    named = [{*facts_of(item.inlines)} for item in items]
    texts = [plain(item.inlines) for item in items]

    assert set().union(*named) <= printed
    [exports] = [text for text in texts if "250.8 million" in text]
    assert exports.startswith("Goods trade, Pakistan to Kazakhstan: 250.8 million dollars (FY2024")
    assert "97.96 million dollars (FY2024/25 (July to June), State Bank of Pakistan" in exports
    assert "Preferred: 97.96 million dollars." in exports
    both = [d for d in made.selection.base.disagreements if {d.fact, d.rival} <= printed]
    doubt = next(d for d in both if d.about == "the fall of trade in 2023")
    both.remove(doubt)  # on what is worked out of the two: it stands under the derived figures
    assert both
    for one in both:
        about = [t for t in texts if straight(t).casefold().startswith(one.about.casefold())]
        figures = [n for n in named[: len(texts)] if {one.fact, one.rival} <= n]
        assert about or figures


def test_what_disagrees_is_grouped_by_the_place_where_it_is_told() -> None:
    """One line under each group leads there, in the order of the pack; no place is named twice."""
    made = sample()
    blocks = [b for b in made.pack.blocks if b.id.startswith("sources.conflicts.")]
    *blocks, over, untold = blocks
    lists, leads = blocks[::2], blocks[1::2]
    places = [b.id for b in made.pack.blocks if not b.id.startswith("sources.")]

    assert len(lists) == len(leads) > 2
    assert all(isinstance(listed, List) for listed in (*lists, untold))
    led_to = []
    for way in leads:
        assert isinstance(way, Paragraph)
        assert way.style is ParagraphStyle.NOTE
        ways = [i for i in way.inlines if isinstance(i, CrossReference)]
        assert [one.page for one in ways] == [False, True]
        [place] = {one.block for one in ways}
        led_to.append(place)
    assert led_to[0] == "trade_table.table"
    assert len({*led_to}) == len(led_to)
    assert sorted(led_to[1:], key=places.index) == led_to[1:]
    assert words_of(made.pack, over.id) == "Told here, as no brief has room for it:"
    listed = [block for block in (*lists, untold) if isinstance(block, List)]
    ids = [item.id for one in listed for item in one.items]
    assert ids == [f"sources.conflict.{n}" for n in range(1, len(ids) + 1)]


def test_a_reader_sent_to_a_brief_finds_both_sides_there() -> None:
    """What the box of a brief has no room for is told in full, once, where it is registered."""
    made = sample()
    boxes = {
        f"topic.{b.id.removesuffix('.disagreements')}": b
        for b in made.pack.blocks
        if isinstance(b, Callout) and b.id.endswith(".disagreements")
    }
    sent = 0
    for listed in made.pack.blocks:
        place = listed.id.removeprefix("sources.conflicts.list.")
        if isinstance(listed, List) and place in boxes:
            told = {name for run in inline_runs(boxes[place]) for name in facts_of(run)}
            named = {name for item in listed.items for name in facts_of(item.inlines)}
            sent += len(named)
            assert named <= told
    untold = block(made.pack, "sources.conflicts.list.here")
    assert isinstance(untold, List)
    [cargo] = [t for i in untold.items if (t := plain(i.inlines)).startswith("Whether Kabul")]

    assert sent > 10
    assert "3 to 4 days and about" in cargo
    assert " But: An Afghan site reported" in cargo
    assert cargo.endswith("The days and cost hold only when the border is open.")
    assert "Whether Kabul" not in " ".join(t for b in boxes.values() for t in block_text(b))


@pytest.mark.parametrize(
    ("language", "ending"),
    [
        ("en", "says the one and the other."),
        ("ru", "сообщает и то, и другое."),
        ("kk", "екі түрлі мәлімет береді."),
        ("ur", "دونوں باتیں بتاتا ہے۔"),
    ],
)
def test_one_that_says_both_is_told_as_that(language: str, ending: str) -> None:
    """A name alone behind what disagrees leaves the reader looking for the other side."""
    pack = make_sample(topics=("relations.commission",), language=language).pack
    listed = block(pack, "sources.conflicts.list.topic.relations.commission")
    assert isinstance(listed, List)
    told = [said for i in listed.items if "Separate" in (said := plain(i.inlines))]

    assert [text.partition(": ")[2].rpartition("] ")[2] for text in told] == [ending]
    assert told[0].count("MUSLIM Institute, Islamabad [") == 1


def test_two_counts_of_one_series_do_not_contradict_each_other() -> None:
    """What the curators doubt is the growth worked out of them, and it is told beside that."""
    pack = sample().pack
    derived = words_of(pack, "trade_table.derived")
    elsewhere = [" ".join(block_text(b)) for b in pack.blocks if b.id != "trade_table.derived"]

    assert "does not fit its own two figures" in derived
    assert not [text for text in elsewhere if "fall of trade in 2023" in text]


def test_counts_of_times_that_overlap_are_listed_once() -> None:
    """A figure that disagrees with the one before it and the one after stands in one entry."""
    made = sample()
    table = block(made.pack, "sources.conflicts.list.trade_table.table")
    assert isinstance(table, List)
    texts = [plain(item.inlines) for item in table.items]
    [sold] = [text for text in texts if text.startswith("Goods trade, Kazakhstan to Pakistan")]

    for figure in ("5.7 million", "677,000", "11.8 million", "129.63 million"):
        assert sold.count(figure) == 1


def test_words_of_the_request_in_another_script_keep_apart_from_those_of_the_pack() -> None:
    """In an Urdu pack a place in English runs from the left, and the marks between do not."""
    cover = sample(language="ur").pack.blocks[0]
    assert isinstance(cover, Cover)
    rows = [[(i.text, i.language) for i in detail.value] for detail in cover.details]  # type: ignore[union-attr]

    assert rows[8][:3] == [("1 of 6", "en-GB"), ("؛ ", ""), ("Office of the Minister", "en-GB")]
    place, between, dates = rows[1]
    assert (place, between) == (("Astana, Kazakhstan", "en-GB"), ("؛ ", ""))
    assert dates[1] == ""
    english = sample().pack.blocks[0]
    assert isinstance(english, Cover)
    assert {i.language for d in english.details for i in d.value} == {""}  # type: ignore[union-attr]


def test_interlocutors_are_those_of_the_other_side_with_what_is_on_record() -> None:
    """Name in both scripts, how to say it, office, since and last seen; blanks to be confirmed."""
    pack = sample().pack
    text = words_of(pack, "interlocutor.kosherbayev")

    assert "Ермек Көшербаев" in text
    assert "yer-MEK" in text
    assert "Minister of Foreign Affairs of Kazakhstan" in text
    assert "Last shown in office: 2 March 2026" in text
    assert "Since: to be confirmed" in words_of(pack, "interlocutor.shakkaliyev")
    assert not words_of(pack, "interlocutor.ishaq-dar")
    assert words_of(sample(voice="KAZ").pack, "interlocutor.ishaq-dar")


def test_facts_of_use_name_the_person_and_may_be_said() -> None:
    """At most three, the newest; the namesake of another is not taken for him."""
    made = make_bundled(
        topics=("relations",),
        delegation=(Delegate(Side.KAZ, "tokayev"), Delegate(Side.KAZ, "sadiq")),
    )
    facts = bundled_base().facts
    for person, name in (("tokayev", "Tokayev"), ("sadiq", "Mohammad Sadiq")):
        found = [b for b in made.pack.blocks if b.id == f"interlocutor.{person}.facts"]
        for items in found:
            assert isinstance(items, List)
            assert len(items.items) <= 3
            for item in items.items:
                fact = facts[next(facts_of(item.inlines))]
                assert name in fact.statement
                assert fact.use == "say"


def test_delegations_leave_blanks_to_be_confirmed() -> None:
    """Our own side first; what neither register nor request tells is not guessed."""
    pack = sample().pack
    tables = [b for b in pack.blocks if b.id.startswith("delegations.")]

    assert [t.id for t in tables] == ["delegations.pak", "delegations.kaz"]
    assert "Head of the Central Asia Desk\nto be confirmed\nto be confirmed" in words_of(
        pack, "delegations.pak"
    )


def test_a_person_or_a_meeting_unknown_to_the_base_is_reported(tmp_path: Path) -> None:
    """The pack is made without them, and TP20 says which id is wrong."""
    request = Request(
        topics=("trade",),
        visit=Visit(last_met="no-such-fact"),
        delegation=(Delegate(Side.KAZ, "nobody"),),
    )
    made = make_tiny(tmp_path, request)

    told = [f.message for f in made.findings if f.rule == "TP20"]
    assert len(told) == 2
    assert "“nobody”" in told[0]
    assert "“no-such-fact”" in told[1]
    assert "to be confirmed" in words_of(made.pack, "delegations")


def test_the_press_is_told_only_what_may_be_released() -> None:
    """The weightiest question first, and what answers it is public too."""
    made = sample()
    facts = made.selection.base.facts
    asked = [
        b for b in made.pack.blocks
        if b.id.startswith("press.") and isinstance(b, Paragraph)
    ]  # fmt: skip

    assert asked
    for run in (run for b in made.pack.blocks if b.id.startswith("press.")
                for run in inline_runs(b)):  # fmt: skip
        assert all(facts[name].releasable for name in facts_of(run))


def test_an_answer_that_stands_in_a_brief_is_not_printed_again() -> None:
    """The press section leads to it; whoever reads on does not read the same words twice."""
    made = sample()
    pack, lines = made.pack, made.selection.base.lines
    answers = {line.answers: line for line in lines.values() if line.type == "response"}
    asked = [b for b in pack.blocks if b.id.startswith("press.") and isinstance(b, Paragraph)]

    for question in asked:
        line = lines[question.id.removeprefix("press.")]
        answer = block(pack, f"line.{answers[line.id].id}")
        heading = next(i.block for i in question.inlines if isinstance(i, CrossReference))
        order = [b.id for b in pack.blocks]
        assert heading == f"topic.{line.topic}"
        assert order.index(heading) < order.index(answer.id)
        assert "Answer, for the principal: page" in plain(question.inlines)
    for first, second in combinations(pack.blocks, 2):
        if isinstance(first, Paragraph) and first.style is ParagraphStyle.OUR_RESPONSE:
            assert said(first.inlines) != said(getattr(second, "inlines", ()))


def test_an_answer_of_a_brief_without_exchanges_is_printed_with_its_question() -> None:
    """At most 60 words, and who may use it; a topic that is only possible has no pairs."""
    made = make_sample(likelihood=(("trade", Likelihood.POSSIBLE),))
    answers = [
        b for b in made.pack.blocks
        if b.id.startswith("press.") and isinstance(b, Paragraph)
        and b.style is ParagraphStyle.OUR_RESPONSE
    ]  # fmt: skip

    assert answers
    assert all(plain(b.inlines).startswith("Answer, for the principal. ") for b in answers)
    assert all(len(said(b.inlines).split()) <= 60 + 4 for b in answers)


def test_a_part_without_content_is_left_out(tmp_path: Path) -> None:
    """A base and a request that tell little make a short pack, without empty headings."""
    made = make_tiny(tmp_path, Request(topics=("trade",), voice=Side.PAK))

    assert sections(made.pack) == [
        "messages", "script", "category.trade", "trade_table", "sources", "record",
    ]  # fmt: skip


def test_the_sensitivities_keep_to_a_page_and_say_so() -> None:
    """The weightiest stay; how many there are is told."""
    pack = make_bundled(topics=("security", "relations", "trade")).pack
    items = block(pack, "sensitivities.list")

    assert isinstance(items, List)
    assert len(items.items) == 12
    assert "Shown: 12 of" in words_of(pack, "sensitivities.more")


def test_a_topic_that_is_unlikely_gets_no_message() -> None:
    """What must be said if two minutes are left is about what will come up."""
    made = make_bundled(topics=("trade", "culture"), likelihood=(("trade", Likelihood.UNLIKELY),))
    messages = block(made.pack, "messages.list")

    topics = {line.id: line.topic for line in made.selection.lines}

    assert isinstance(messages, List)
    assert messages.items
    for item in messages.items:
        assert not topics[item.id.removeprefix("message.")].startswith("trade")


def test_a_message_without_an_objective_comes_last(tmp_path: Path) -> None:
    """Points of a topic that has an objective go first."""
    aim = LINE | {"id": "aim", "type": "objective", "topic": "relations.foundations"}
    point = LINE | {"id": "late", "topic": "relations.foundations"}
    made = make_tiny(tmp_path, lines=[LINE, aim, point])
    messages = block(made.pack, "messages.list")

    assert isinstance(messages, List)
    assert [item.id for item in messages.items] == ["message.late", "message.line-1"]


def test_an_addendum_is_not_built_but_compared(tmp_path: Path) -> None:
    """Who asks for it as a product is told how to get it, in one sentence."""
    with pytest.raises(UsageError, match="made of two: briefgen compare OLD NEW -o"):
        make_tiny(tmp_path, Request(product="addendum"))


def test_what_holds_for_all_lines_or_tables_is_told_once() -> None:
    """For whom the lines to the press are, over them; who settles seats, under both delegations."""
    pack = sample().pack
    press, seats = words_of(pack, "press"), words_of(pack, "delegations.")
    lines = block(pack, "press.lines.list")

    assert isinstance(lines, List)
    assert len(lines.items) > 1
    assert press.startswith("Press lines and questions\nFor the spokesperson:")
    assert press.lower().count("spokesperson") == 1
    assert not any(item.tag for item in lines.items)
    assert seats.count("protocol settles rank and seats") == 1


def test_what_a_point_says_whole_is_no_background_of_the_same_brief(tmp_path: Path) -> None:
    """Unless the background tells a day that the point does not, or somebody reworded the point."""
    signed = FACT | {"id": "f", "kind": "agreement", "statement": "They signed a text in 2021."}
    silent = FACT | {"id": "g", "statement": "Trade grew in 2021."}
    undated = signed | {"statement": "They signed a text."}
    citations = [CITATION | {"fact": name} for name in "fg"]
    point = Rewording("line.pattern.agreement.f", "", "We ask for the text.")
    request = Request(topics=("trade",), voice=Side.PAK)

    def background(fact: dict[str, str], asked: Request) -> set[str]:
        made = make_tiny(
            tmp_path, asked, facts=[fact, silent], citations=citations, observations=[], lines=[]
        )
        assert "line.pattern.agreement.f" in {i.id for i in listed(made, POINTS)}
        return {item.id for item in listed(made, BACKGROUND)}

    assert background(signed, request) == {"fact.g"}
    assert background(undated, request) == {"fact.f", "fact.g"}
    assert background(signed, replace(request, reworded=(point,))) == {"fact.f", "fact.g"}

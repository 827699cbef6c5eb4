"""What a reader has just read is not said to him again: boxes, notes at their foot, the script."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.records import Kind
from briefgen.pack.blocks import Callout, Heading, List, Paragraph
from briefgen.pack.inlines import Figure, plain
from briefgen.pack.request import Side
from briefgen.pack.said import block_text, footnotes, inline_runs
from tests.pack.making import bundled_base, make_bundled
from tests.pack.test_visit_parts import sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.blocks import Pack

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|: ")
CITED = re.compile(r"\s*\[[\d, ]+\]")
MARK = re.compile(r"\[([\d, ]+)\]")
TOLD = re.compile(r"(?<=told above )\[([\d, ]+)\]")  # in the place of a statement
WORDS = 6  # from which on words are a sentence that a reader knows again
CATEGORIES = ("trade", "corridor", "security", "culture", "relations")


def twice(texts: Iterable[str]) -> list[str]:
    """The sentences that ``texts`` say more than once; a figure with who counts it is none."""
    said = Counter(
        sentence.strip(" .:")
        for text in texts
        for sentence in SENTENCE_END.split(CITED.sub("", text))
        if len(sentence.split()) >= WORDS and " dollars (" not in sentence
    )
    return [sentence for sentence, times in said.items() if times > 1]


@cache
def whole(product: str, voice: str, topic: str) -> Pack:
    """A pack of ``topic`` over all years."""
    return make_bundled(
        topics=(topic,), first="1990", last="2026", voice=Side(voice), product=product
    ).pack


def boxes(pack: Pack) -> dict[str, Callout]:
    """The boxes of ``pack`` with what disagrees."""
    ends = ".disagreements"
    return {b.id: b for b in pack.blocks if isinstance(b, Callout) and b.id.endswith(ends)}


def led_to(text: str, mark: re.Match[str]) -> int:
    """How many things of ``text`` before ``mark`` have one of its sources."""
    numbers = {*mark[1].split(", ")}
    others = (m for m in MARK.finditer(text, 0, mark.start()) if not TOLD.match(text, m.start()))
    return sum(not numbers.isdisjoint(other[1].split(", ")) for other in others)


def not_found_again(text: str, sentence: str) -> bool:
    """Whether the sources of ``sentence``, said twice in ``text``, lead to more than it."""
    *_, (_, last) = (
        (said, MARK.search(text, said.end())) for said in re.finditer(re.escape(sentence), text)
    )
    return last is not None and led_to(text, last) > 1


@pytest.mark.parametrize("product", ["visit-pack", "background", "releasable"])
@pytest.mark.parametrize("topic", CATEGORIES)
def test_a_box_of_what_disagrees_says_no_sentence_twice(topic: str, product: str) -> None:
    """Nor does it together with the notes at the foot of its brief.

    But for a statement that its source alone would not lead to.
    """
    pack = whole(product, "neutral" if product == "releasable" else "PAK", topic)
    briefs: dict[str, list[str]] = {}
    part = ""
    for block in pack.blocks:
        part = block.id if isinstance(block, Heading) and block.level < 3 else part
        told = [*block_text(block)] if block.id in boxes(pack) else map(plain, footnotes(block))
        briefs.setdefault(part, []).extend(told)
    again = {
        part: [said for said in twice(told) if not not_found_again("\n".join(told), said)]
        for part, told in briefs.items()
    }

    assert boxes(pack)
    assert {part: said for part, said in again.items() if said} == {}


def test_what_a_box_has_told_is_named_by_its_source_beneath() -> None:
    """A statement against two others: in full the first time, then where it stands."""
    told = [
        block_text(box)
        for topic in CATEGORIES
        for box in boxes(whole("background", "PAK", topic)).values()
    ]
    items = [item for box in told for item in box if "told above [" in item]

    assert len(items) > 10
    for item in items:
        about, _, said = item.partition(": ")
        assert about
        assert re.search(r"(?:Against|But:) what is told above \[[\d, ]+\][.:]", said)
        assert not re.search(r"\]\. But: *$|^told above", said)
        assert len(said.split()) > WORDS
    assert not any("told above" in first for _, first, *_ in told)


def test_the_reason_of_a_choice_speaks_of_no_figure_that_may_not_be_shown() -> None:
    """Rivals are printed where the dates and the room let them in; the reason stands by itself."""
    reasons = [choice.reason for choice in bundled_base().choices]

    assert reasons
    assert not [r for r in reasons if re.search(r"\b(?:rivals?|others?|lower|higher|highest)\b", r)]


def test_a_source_that_names_a_statement_leads_to_it_alone() -> None:
    """A source that stands above for two things does not tell which: then all is said again."""
    packs = [sample().pack, *(whole("background", "PAK", topic) for topic in CATEGORIES)]
    texts = ["\n".join(block_text(box)) for pack in packs for box in boxes(pack).values()]
    named = [(text, mark) for text in texts for mark in TOLD.finditer(text)]

    assert len(named) > 10
    assert [mark[0] for text, mark in named if led_to(text, mark) != 1] == []
    box = boxes(whole("background", "PAK", "relations"))["relations.commission.disagreements"]
    _, groups, names, *_ = block_text(box)
    said = "agreed to form 3 working groups, for trade, transport and energy"
    assert groups.count("[") == 2
    assert len({*CITED.findall(groups)}) == 1
    assert said in groups
    assert said in names


def test_that_no_figure_is_preferred_is_told_once_for_all_of_a_box() -> None:
    """A note under it says so where several have none; one alone says it for itself."""
    pack = whole("background", "PAK", "trade")
    items = block_text(boxes(pack)["trade.volume.disagreements"])
    note = "Where no preferred figure is named, there is none"

    assert under(pack) == (f"{note}; name the reporter and the period with any of them.",)
    assert any("Preferred: 97.96 million dollars." in item for item in items)
    assert not any("No figure is preferred" in item for item in items)
    assert under(whole("releasable", "neutral", "trade")) == (f"{note}.",)


def under(pack: Pack) -> tuple[str, ...]:
    """What stands under the box on trade."""
    name = "trade.volume.disagreements"
    place = next(n for n, block in enumerate(pack.blocks) if block.id == name)
    return block_text(pack.blocks[place + 1])


def test_notes_of_one_table_tell_once_how_to_speak_of_rival_figures() -> None:
    """A call brief has no box: the first note says it whole, the next that there is none."""
    pack = whole("call-brief", "KAZ", "trade.volume")
    notes = [plain(note) for block in pack.blocks for note in footnotes(block)]
    rivals = [note for note in notes if note.startswith("Other counts:")]

    assert len(rivals) > 1
    assert "No figure is preferred; name the reporter and the period" in rivals[0]
    assert all(note.endswith(" No figure is preferred.") for note in rivals[1:])


@pytest.mark.parametrize("voice", ["PAK", "KAZ"])
@pytest.mark.parametrize("topic", CATEGORIES)
def test_the_script_says_no_sentence_twice(topic: str, voice: str) -> None:
    """Two messages of one topic are supported by one point, once."""
    for pack in (whole("visit-pack", voice, topic), sample(voice=voice).pack):
        script = [b for b in pack.blocks if isinstance(b, Paragraph) and b.id.startswith("script.")]
        assert len(script) > 3
        assert twice(piece for paragraph in script for piece in block_text(paragraph)) == []


def test_what_several_statements_contradict_comes_before_them() -> None:
    """Each “but” is against the first: that the two others agree is not denied."""
    box = boxes(whole("background", "PAK", "corridor"))["corridor.qtta.disagreements"]
    (winter,) = (item for item in block_text(box) if "works in winter" in item)
    claim, *others = winter.split(" But: ")

    assert "does not operate in winter" in claim
    assert ["open in all seasons" in others[0], "winter" in others[1]] == [True] * 2
    (length,) = (
        item
        for box in boxes(whole("background", "PAK", "corridor")).values()
        for item in block_text(box)
        if item.startswith("The length of the Trans-Afghan railway:")
    )
    assert length.index("760 km") < length.index("774 km") < length.index("681 km")  # by date


def test_the_basis_does_not_say_what_the_box_of_its_brief_says() -> None:
    """It leads there, with the sources by which a reader finds it."""
    pack = sample(voice="PAK").pack
    bases = [b for b in pack.blocks if isinstance(b, Paragraph) and b.id.startswith("basis.")]
    told = {b.id: CITED.sub("", plain(b.inlines)).removeprefix("Basis. ") for b in bases}
    boxed = " ".join(text for box in boxes(pack).values() for text in block_text(box))
    elsewhere = "Told below, where the record disagrees."

    assert elsewhere in told.values()
    assert not [text for text in told.values() if text in CITED.sub("", boxed)]
    for basis in bases:
        if told[basis.id] == elsewhere:
            mark = MARK.search(plain(basis.inlines))
            assert mark is not None
            assert mark[0] in boxed


def test_a_brief_tells_once_where_the_basis_stands_and_who_has_the_rest() -> None:
    """However much of it is told in the box, or had no room."""
    made = make_bundled(topics=("trade", "corridor"), voice=Side.PAK, first="2020", last="2026")
    briefs: list[list[str]] = []
    for block in made.pack.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            briefs.append([])
        if briefs:
            briefs[-1] += block_text(block)
    told = [sum("where the record disagrees" in text for text in brief) for brief in briefs]

    assert max(told) == 1
    assert max(sum("hoever prepared this pack" in text for text in brief) for brief in briefs) <= 1
    assert not [text for brief in briefs for text in brief if text.strip() == "Basis."]


@pytest.mark.parametrize("product", ["visit-pack", "background", "releasable"])
def test_the_background_says_no_count_that_the_figures_of_its_brief_tell(product: str) -> None:
    """With its period and who counted it stands in the table, its notes, or among its rivals."""
    made = make_bundled(topics=("trade", "culture"), product=product, first="2020", last="2026")
    base, told = made.selection.base, dict[str, set[str]]()
    for block in made.pack.blocks:
        for part in (".figures.table", ".disagreements"):
            if block.id.endswith(part):
                runs = [i for run in inline_runs(block) for i in run if isinstance(i, Figure)]
                topic = block.id.removesuffix(part)
                told.setdefault(topic, set()).update(one.observation for one in runs)
    left = 0
    for block in made.pack.blocks:
        topic, _, part = block.id.rpartition(".background_say.")
        if isinstance(block, List) and part == "list":
            for fact in (base.facts[item.id.removeprefix("fact.")] for item in block.items):
                figures = {o.id for o in base.observations_of.get(fact.id, ())}
                left += fact.kind is Kind.FIGURE
                assert fact.kind is not Kind.FIGURE or not figures <= told.get(topic, set())
    assert len(told) > 4
    assert left


def test_a_count_that_is_pinned_stands_in_the_background_all_the_same() -> None:
    """Whoever pinned it looks for it there."""
    fact = "trade-2025-kaz-trade-ministry"
    made = make_bundled(topics=("trade.volume",), first="2020", pinned=(fact,))
    lists = [b for b in made.pack.blocks if isinstance(b, List) and ".background_" in b.id]

    assert f"fact.{fact}" in {item.id for b in lists for item in b.items}

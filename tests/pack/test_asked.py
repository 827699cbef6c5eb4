"""What was asked for and is not in the pack is told: somebody to speak for, a chosen topic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import UsageError
from briefgen.pack.blocks import Paragraph, Table
from briefgen.pack.inlines import plain
from briefgen.pack.request import Likelihood, Meeting, Side
from briefgen.pack.said import block_text
from tests.pack.making import make_bundled

if TYPE_CHECKING:
    from briefgen.pack.build import MadePack


def _told(made: MadePack, rule: str) -> list[str]:
    return [finding.message for finding in made.findings if finding.rule == rule]


@pytest.mark.parametrize("product", ["visit-pack", "checklist", "call-brief"])
def test_a_pack_that_speaks_for_nobody_says_so(product: str) -> None:
    """TP27: left out, the voice is neutral, and then there is nothing to say."""
    made = make_bundled(product=product, voice=Side.NEUTRAL, topics=("trade",))

    assert len(_told(made, "TP27")) == 1
    assert "speaks for nobody" in _told(made, "TP27")[0]
    assert _told(make_bundled(product=product, topics=("trade",)), "TP27") == []


def test_a_call_brief_of_nobody_in_which_nothing_is_left_to_print_is_refused() -> None:
    """Its topic has no figures, and all lines of it say “we”."""
    with pytest.raises(UsageError, match=r"nothing to print .* or the voice of a side"):
        make_bundled(product="call-brief", voice=Side.NEUTRAL, topics=("relations",))


def test_a_product_without_points_may_speak_for_nobody() -> None:
    """Background has none in any voice."""
    assert _told(make_bundled(product="background", voice=Side.NEUTRAL), "TP27") == []


@pytest.mark.parametrize("product", ["visit-pack", "checklist", "releasable", "background"])
def test_a_neutral_pack_says_neither_we_nor_i_and_names_what_it_leaves_out(product: str) -> None:
    """TP28: of the lines that the product has a place for; short ones have none for any."""
    made = make_bundled(product=product, voice=Side.NEUTRAL)
    said = " ".join(piece for block in made.pack.blocks for piece in block_text(block))
    told = _told(made, "TP28")
    lines = made.pack.record["lines"]

    assert re.findall(r"\b(?:I|we|We|our|Our)\b", said) == []
    assert len(told) == (product in ("visit-pack", "releasable"))
    assert all("lines say “we” or “I” and are left out" in message for message in told)
    assert bool(lines) == bool(told)  # what says neither is there
    assert _told(make_bundled(product=product, topics=("relations",)), "TP28") == []


def test_topics_that_have_no_brief_for_one_reason_are_told_together() -> None:
    """A call brief has room for one topic: the others are one sentence, not one each."""
    topics = ("trade.volume", "trade.targets", "corridor.qtta")
    made = make_bundled(product="call-brief", topics=topics, first="2020")
    (finding,) = (one for one in made.findings if one.rule == "P6")
    early = make_bundled(topics=("relations", "trade.volume", "corridor.air"), last="1992")

    assert finding.message == (
        "The topics “trade.targets”, “corridor.qtta” have no brief: this product has room for "
        "1 topic."
    )
    assert finding.fix == "Make a pack of each, or put first what matters most."
    (told,) = _told(early, "P6")
    assert told.startswith("The topics “trade.volume”, “corridor.air” have no brief: ")
    assert told.endswith("no fact of them lies in the range of dates.")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"topics": ("relations", "trade"), "last": "1992"},
            "“trade” has no brief: no fact of it lies in the range of dates",
        ),
        (
            {"topics": ("trade", "culture.education"), "product": "call-brief"},
            "“trade.digital”, “culture.education” have no brief: this product has room for 1 topic",
        ),
        (
            {
                "topics": ("trade", "security"),
                "first": "2023",
                "last": "2024-06",
                "voice": Side.NEUTRAL,
                "likelihood": (("security", Likelihood.UNLIKELY),),
            },
            "“security” has no brief: there is nothing to say of it in this range",
        ),
    ],
)
def test_a_chosen_topic_without_a_brief_is_named(values: dict[str, object], message: str) -> None:
    """P6: and why it has none."""
    told = _told(make_bundled(**values), "P6")

    assert len(told) == 1
    assert message in told[0]


def test_the_other_topics_of_a_category_are_named_where_one_is_all_there_is_room_for() -> None:
    """P6: who asks for trade gets one brief of six, and is told; a visit pack has them all."""
    (told,) = _told(make_bundled(product="call-brief", topics=("trade",), first="2020"), "P6")

    assert told == (
        "The topics “trade.targets”, “trade.goods”, “trade.investment”, “trade.energy”, "
        "“trade.digital” have no brief: this product has room for 1 topic."
    )
    assert _told(make_bundled(topics=("trade",), first="2020"), "P6") == []


def test_a_topic_of_which_a_product_prints_nothing_is_not_missed() -> None:
    """A copy for release has no brief of what is unlikely, a card has none at all."""
    unlikely = (("culture", Likelihood.UNLIKELY),)
    values: dict[str, object] = {"topics": ("trade", "culture"), "likelihood": unlikely}

    assert _told(make_bundled(product="releasable", **values), "P6") == []
    assert _told(make_bundled(product="pocket-card", **values), "P6") == []
    assert _told(make_bundled(**values), "P6") == []


def test_the_steering_note_wants_nothing_of_what_is_unlikely() -> None:
    """Neither we nor they: nobody goes to the talks for it."""
    made = make_bundled(
        topics=("trade.volume", "culture"), likelihood=(("culture", Likelihood.UNLIKELY),)
    )
    lines = made.selection.base.lines
    aims = [
        lines[block.id.partition(".")[2]].topic
        for block in made.pack.blocks
        if isinstance(block, Paragraph) and block.id.startswith(("objective.", "theirs."))
    ]

    assert aims
    assert {topic.partition(".")[0] for topic in aims} == {"trade"}


def test_a_pack_without_speech_tells_no_speaking_time() -> None:
    """“0 words, 0 of our minutes” helps nobody."""
    rows = [
        plain(cell)
        for voice in (Side.NEUTRAL, Side.PAK)
        for block in make_bundled(
            voice=voice, topics=("relations",), meeting=Meeting(minutes=45)
        ).pack.blocks
        if isinstance(block, Table) and block.id == "record.table"
        for row in block.rows
        for cell in row[:1]
    ]

    assert rows.count("Speaking time") == 1

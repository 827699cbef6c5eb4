"""What a visit is for: each field that was asked has a goal and a message, the purpose first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.pack.item_names import ids_of
from briefgen.pack.request import Likelihood, Side, Visit
from briefgen.pack.said import block_text
from tests.pack.judging import found
from tests.pack.making import bundled_base, make_bundled, make_sample

if TYPE_CHECKING:
    from briefgen.pack.build import MadePack

FIELDS = ("trade", "corridor", "security", "culture", "relations")


def _topics(made: MadePack, start: str) -> list[str]:
    """The topics of the lines that stand under ids that begin so, in order."""
    lines = bundled_base().lines
    places = (place for block in made.pack.blocks for place in ids_of(block))
    return [lines[p.partition(".")[2]].topic for p in places if p.startswith(start)]


def _goals(**asked: object) -> list[str]:
    return _topics(make_bundled(first="2020", **asked), "objective.")


def _categories(topics: list[str]) -> list[str]:
    return [topic.partition(".")[0] for topic in topics]


@pytest.mark.parametrize("voice", [Side.PAK, Side.KAZ])
@pytest.mark.parametrize(
    "fields", [("trade", "security"), ("trade", "culture", "relations"), ("corridor", "culture")]
)
def test_each_field_that_is_asked_has_a_goal_and_a_message(
    fields: tuple[str, ...], voice: Side
) -> None:
    """Trade, which stands first in the register, leaves the others their place."""
    made = make_bundled(topics=fields, voice=voice, first="2020")

    assert set(_categories(_topics(made, "objective."))) == set(fields)
    assert set(_categories(_topics(made, "message."))) == set(fields)
    assert len(_topics(made, "objective.")) == len(_topics(made, "message.")) == 3


def test_goals_and_messages_stand_in_one_order() -> None:
    """The first message serves the first goal."""
    made = make_bundled(topics=FIELDS, first="2020")

    assert _topics(made, "objective.") == _topics(made, "message.")


@pytest.mark.parametrize(
    ("purpose", "first"),
    [
        ("To discuss defence ties.", "security.defence"),
        ("To widen cultural exchange", "culture.education"),
        ("Counter-terrorism, and the Afghan question", "security.counter-terrorism"),
        ("To open direct flights", "corridor.air"),
        ("", "trade.volume"),
        ("To meet the new minister", "trade.volume"),
    ],
)
def test_the_purpose_of_the_visit_says_which_goal_comes_first(purpose: str, first: str) -> None:
    """By the words that stand for a topic or a field; what names none changes nothing."""
    assert _goals(topics=FIELDS, visit=Visit(purpose=purpose))[0] == first


@pytest.mark.parametrize(
    ("language", "purpose"),
    [
        ("ru", "Обсудить сотрудничество в области обороны"),
        ("kk", "Қорғаныс саласындағы байланыстар"),
        ("ur", "دفاعی تعلقات پر بات"),
        ("ru", "To discuss defence ties"),
    ],
)
def test_the_purpose_is_read_in_the_language_of_the_pack_and_in_that_of_the_facts(
    language: str, purpose: str
) -> None:
    """A desk types it in either."""
    goals = _goals(topics=FIELDS, language=language, visit=Visit(purpose=purpose))

    assert goals[0] == "security.defence"


def test_who_orders_topics_is_not_overruled_by_the_purpose() -> None:
    """An order is said on purpose, a sentence may name anything."""
    visit = Visit(purpose="To discuss defence ties.")

    assert _goals(topics=FIELDS, visit=visit, order=("culture",))[0].startswith("culture.")


def test_what_the_purpose_names_stays_behind_what_is_likelier() -> None:
    """How likely a topic is was said of it alone."""
    visit, likely = Visit(purpose="To discuss defence ties."), (("security", Likelihood.POSSIBLE),)
    goals = _goals(topics=("trade", "security"), visit=visit, likelihood=likely)

    assert _categories(goals) == ["trade", "security", "trade"]


def test_of_a_field_the_goal_that_must_be_reached_comes_before_one_that_should() -> None:
    """A joint event for an anniversary is no ground for a visit that may settle more."""
    goals = _goals(topics=("relations.foundations", "relations.agreements"))

    assert goals == ["relations.agreements", "relations.foundations"]


def test_what_they_may_raise_is_not_all_of_one_field() -> None:
    """The steering note has room for two of them."""
    told = _topics(make_bundled(topics=("trade", "security"), first="2020"), "theirs.")

    assert sorted(_categories(told)) == ["security", "trade"]


def test_a_call_is_about_the_topic_of_its_purpose_and_names_the_other() -> None:
    """A brief of one topic says so, where two were asked for."""
    asked: dict[str, object] = {
        "product": "call-brief",
        "likelihood": (),
        "topics": ("trade.targets", "security.counter-terrorism"),
        "visit": Visit(purpose="To speak of terrorism"),
    }
    made = make_sample(**asked)
    alone = make_sample(**asked | {"topics": ("security.counter-terrorism",)})
    places = [block.id for block in made.pack.blocks]

    assert "topic.security.counter-terrorism" in places
    assert "topic.trade.targets" not in places
    (told,) = (b for b in made.pack.blocks if b.id == "steering.briefs")
    assert " ".join(block_text(told)) == (
        "Also asked for, without a brief here. Targets and potential."
    )
    assert "steering.briefs" not in [block.id for block in alone.pack.blocks]


def test_a_call_for_which_many_topics_were_asked_counts_them_by_field() -> None:
    """A row of ten titles would leave no room for what is to be said.

    That five topics of trade have no brief does not say that trade has none: it stands below.
    """
    made = make_sample(product="call-brief", topics=("trade", "culture"))
    (told,) = (b for b in made.pack.blocks if b.id == "steering.briefs")

    assert "topic.trade.volume" in [block.id for block in made.pack.blocks]
    assert " ".join(block_text(told)) == (
        "Topics also asked for, without a brief here, by field. Trade (5); Culture (3)."
    )
    assert found(made, "TP15") == []

"""What the script says between its lines: to whom, as host or as guest, and of what comes next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import TemplateError
from briefgen.pack.blocks import Paragraph
from briefgen.pack.inlines import plain
from briefgen.pack.request import Request, Side, Visit
from briefgen.pack.script_sentences import read_script
from briefgen.resources import bundled_templates
from tests.pack.making import bundled_base, make_bundled, make_sample, make_tiny
from tests.tiny_base import CITATION, FACT, LINE

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Pack

HOST = ("Welcome, and thank you for coming.", "while you are here.")
GUEST = ("Thank you for receiving us.", "That is what I came to say.")
ELSEWHERE = ("Thank you for making time for this meeting.", "That is what I wished to say.")


def script(pack: Pack) -> dict[str, str]:
    """The paragraphs of the script, by the end of their ids."""
    return {
        block.id.removeprefix("script."): plain(block.inlines)
        for block in pack.blocks
        if isinstance(block, Paragraph) and block.id.startswith("script.")
    }


@pytest.mark.parametrize(
    ("place", "voice", "told"),
    [
        ("Astana, Kazakhstan", Side.PAK, GUEST),
        ("Astana, Kazakhstan", Side.KAZ, HOST),
        ("Islamabad", Side.PAK, HOST),
        ("Gwadar", Side.PAK, HOST),
        ("Islamabad", Side.KAZ, GUEST),
        ("Tashkent, Uzbekistan", Side.PAK, ELSEWHERE),
        ("Embassy of Kazakhstan, Islamabad", Side.PAK, ELSEWHERE),
        ("", Side.KAZ, ELSEWHERE),
    ],
)
def test_greeting_and_close_follow_who_is_host(
    place: str, voice: Side, told: tuple[str, str]
) -> None:
    """A host does not thank for being received, nor say that he came to say it."""
    said = script(make_sample(voice=voice, visit=Visit(place=place)).pack)
    greeting, end = told

    assert said["courtesy"].startswith(greeting)
    assert end in said["close"]
    text = " ".join(said.values())
    assert sum(text.count(words) for words in (HOST[0], GUEST[0], ELSEWHERE[0])) == 1


@pytest.mark.parametrize(
    ("language", "place"), [("ru", "Исламабад"), ("kk", "Лахор қаласы"), ("ur", "اسلام آباد")]
)
def test_the_place_is_known_in_the_language_of_the_pack(language: str, place: str) -> None:
    """The script is in the language of its lines all the same."""
    said = script(make_sample(language=language, visit=Visit(place=place)).pack)

    assert said["courtesy"].startswith(HOST[0])


def test_a_bridge_names_the_topics_that_come_next() -> None:
    """Before visas nobody is told of education."""
    topics = ("culture.people", "trade.energy", "security.afghanistan")
    said = script(make_bundled(topics=topics).pack)

    assert said["trade.0"].startswith("Let me begin with energy. ")
    assert said["security.1"].startswith("Let me turn to Afghanistan. ")
    assert said["culture.2"].startswith("Let me turn to visas and travel. ")


def test_each_topic_of_a_subject_has_a_bridge_of_its_own() -> None:
    """The messages of one subject stay together, each topic with what supports its message."""
    said = script(make_bundled(topics=("trade.goods", "trade.energy")).pack)
    goods, _, energy = said["trade.0"].partition(" Now to energy. ")

    assert goods.startswith("Let me begin with the goods we trade. ")
    assert "medicines" in goods
    assert "textile" in goods
    assert "fuels" in energy
    assert "energy studies" in energy


@pytest.mark.parametrize(
    ("title", "spoken"),
    [
        ("Water and glaciers", "water and glaciers"),
        ("Afghanistan", "Afghanistan"),
        ("AI in offices", "AI in offices"),
        ("Karachi port", "Karachi port"),
    ],
)
def test_a_topic_of_ones_own_is_called_by_its_title(
    tmp_path: Path, title: str, spoken: str
) -> None:
    """It has no other words; a name keeps its capital."""
    topics = [{"id": "trade.own", "category": "trade", "title": title, "order": "1"}]
    made = make_tiny(
        tmp_path,
        Request(topics=("trade",), voice=Side.PAK),
        topics=topics,
        facts=[FACT | {"topic": "trade.own"}],
        lines=[LINE | {"topic": "trade.own", "priority": "must"}],
        citations=[CITATION],
        places=[
            {
                "id": "karachi",
                "name": "Karachi",
                "country": "PAK",
                "lat": "1",
                "lon": "1",
                "note": "",
            }
        ],
    )

    assert script(made.pack)["trade.0"].startswith(f"Let me speak of {spoken}. ")


def test_every_topic_of_ours_has_words_for_a_bridge() -> None:
    """And no words stand there for a topic that there is not."""
    sentences = read_script(bundled_templates())

    assert sentences
    assert {*sentences.subjects} == {*bundled_base().topics}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "[script.courtesy]",
            'courtesy = "Welcome."\n[other]',
            "“script.courtesy” is to be a table",
        ),
        ('guest = "Thank', 'goast = "Thank', "“script.courtesy.guest” is missing or no text"),
        ('"trade.digital" = "information technology"', '"trade.digital" = 1', "trade.digital"),
        ('only = "Let me speak of {subject}."', "only = 1", "“script.only” is no text"),
    ],
)
def test_sentences_in_another_form_are_told(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """As in templates of one's own from before the courtesies had a form for host and guest."""
    written = (bundled_templates() / "patterns" / "en.toml").read_text(encoding="utf-8")
    assert before in written
    (tmp_path / "patterns").mkdir()
    path = tmp_path / "patterns" / "en.toml"
    path.write_text(written.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(TemplateError, match=re.escape(told)):
        read_script(tmp_path)

"""The bundled lines keep the rules of talking points, in the words in which they are spoken."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.questions import questions
from briefgen.factbase.records import Category, LineType, Use, Voice
from briefgen.pack.draft import Draft
from briefgen.pack.inlines import Citation, plain
from briefgen.pack.product import read_product
from briefgen.pack.request import Request
from briefgen.pack.select import select
from briefgen.pack.templates import read_words
from briefgen.pack.usable_lines import SPOKEN
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base

if TYPE_CHECKING:
    from briefgen.factbase.records import Line

MOST_WORDS = {
    LineType.OBJECTIVE: 35,
    LineType.POINT: 25,
    LineType.THEY_MAY_RAISE: 20,
    LineType.RESPONSE: 40,
    LineType.IF_RAISED: 40,
}
FILLERS = re.compile(r"\b(delight|honou?red|brotherly|time-tested|deep-rooted|fraternal)", re.I)
LISTENER = re.compile(r"\b(you|your)\b", re.I)
UNSAYABLE = re.compile(r"[()\[\]/%$&#@*]")


@cache
def _draft() -> Draft:
    templates = bundled_templates()
    selection = select(bundled_base(), Request(), TODAY)
    return Draft(selection, read_product(templates, "visit-pack"), read_words(templates, "en"))


def _spoken(line: Line) -> str:
    return plain(i for i in _draft().line(line) if not isinstance(i, Citation)).strip()


def _lines(*kinds: LineType) -> list[Line]:
    return [line for line in bundled_base().lines.values() if line.type in kinds]


@pytest.mark.parametrize("kind", MOST_WORDS)
def test_lines_are_short_enough_to_be_heard(kind: LineType) -> None:
    """TP3 and the limits of the outline, counted on the spoken form."""
    long = [line.id for line in _lines(kind) if len(_spoken(line).split()) > MOST_WORDS[kind]]

    assert long == []


def test_spoken_lines_can_be_read_aloud() -> None:
    """TP6, TP7, TP19: no "you" unless he is opposite, no pleasantries, no brackets or symbols."""
    spoken = {line.id: _spoken(line) for line in _lines(*SPOKEN)}

    for rule in (LISTENER, FILLERS, UNSAYABLE):
        assert {key: text for key, text in spoken.items() if rule.search(text)} == {}


def test_acronyms_of_the_register_are_said_in_full() -> None:
    """TP18: a page may be the first that is heard; what is only read may be short."""
    acronyms = {a for a, known in bundled_base().acronyms.items() if known.expansion}
    spoken = {
        line.id: set(re.findall(r"\b[A-Z0-9-]{2,}\b", _spoken(line))) for line in _lines(*SPOKEN)
    }

    assert any("KTZ" in line.text for line in _lines(*SPOKEN))
    assert {key: words & acronyms for key, words in spoken.items() if words & acronyms} == {}


def test_points_lead_with_the_ask_and_hold_one_figure() -> None:
    """TP9 and TP16: the first word is no number; one figure token a point at most."""
    points = _lines(LineType.POINT)

    assert [line.id for line in points if _spoken(line)[0].isdigit()] == []
    assert [
        line.id for line in points if len(re.findall(r"\|(speak|amount)\}", line.text)) > 1
    ] == []


def test_no_spoken_line_rests_on_background() -> None:
    """TP14 for every line, whatever is selected."""
    draft, facts = _draft(), bundled_base().facts
    for line in _lines(*SPOKEN):
        cited = [i for i in draft.line(line) if isinstance(i, Citation)]
        assert all(facts[fact].use is Use.SAY for mark in cited for fact in mark.facts), line.id


def test_no_line_rests_on_a_superseded_fact() -> None:
    """Such a line would never be printed."""
    gone = {fact.supersedes for fact in bundled_base().facts.values()}
    for line in bundled_base().lines.values():
        cited = [i for i in _draft().line(line) if isinstance(i, Citation)]
        assert not gone & {fact for mark in cited for fact in mark.facts}, line.id


def test_every_topic_has_an_objective_and_points_for_both_sides() -> None:
    """And a must among the points; protocol is no subject of talks."""
    base = bundled_base()
    for topic in base.topics.values():
        if topic.id == "relations.protocol":
            continue
        for voice in (Voice.PAK, Voice.KAZ):
            own = [x for x in base.lines.values() if x.topic == topic.id and x.voice is voice]
            points = [line for line in own if line.type is LineType.POINT]
            objectives = [line for line in own if line.type is LineType.OBJECTIVE]
            assert len(objectives) == 1, (topic.id, voice)
            assert 3 <= len(points) <= 4, (topic.id, voice)
            assert any(point.priority.rank == 0 for point in points), (topic.id, voice)


def test_answers_lead_somewhere() -> None:
    """TP8: a point serves an objective; a response answers what they may raise."""
    lines = bundled_base().lines
    for line in _lines(LineType.POINT):
        assert lines[line.answers].type is LineType.OBJECTIVE, line.id
    for line in _lines(LineType.RESPONSE):
        assert lines[line.answers].type is LineType.THEY_MAY_RAISE, line.id


def test_every_kind_of_line_is_there_for_every_topic() -> None:
    """Three hundred lines at least; protocol is no subject of talks, so nothing is asked of it."""
    base = bundled_base()
    spoken_of = {(line.topic, line.type) for line in base.lines.values()}
    silent = {("relations.protocol", kind) for kind in (LineType.OBJECTIVE, LineType.POINT)}

    assert len(base.lines) >= 300
    assert {(t, kind) for t in base.topics for kind in LineType} - spoken_of <= silent
    assert {base.topics[line.topic].category for line in base.lines.values()} == set(Category)


def test_a_figure_is_hedged_as_its_fact_is() -> None:
    """“Nearly 11,000 tonnes” is no “less than 11,000”: the words of a bound stand in the fact."""
    said = {
        "nearly": ("nearly", "almost"),
        "more-than": ("more than", "over"),
        "less-than": ("less than", "under"),
        "at-least": ("at least",),
        "up-to": ("up to", "as much as"),
    }
    base = bundled_base()
    wrong = [
        o.id
        for o in base.observations.values()
        if o.qualifier in said
        and not any(words in base.facts[o.fact].statement.lower() for words in said[o.qualifier])
    ]

    assert wrong == []
    assert {o.qualifier for o in base.observations.values()} - {*said, "about", ""} == set()


def test_the_railway_through_termez_has_one_name() -> None:
    """A reader who meets a second name looks for a second railway."""
    base = bundled_base()
    told = [line.words for line in base.lines.values()]
    told += [fact.statement for fact in base.facts.values()]
    other = re.compile(
        r"Termez(-\w+)? railway|(?<!Trans-Afghan )railway from Termez|the (line|one) from Termez"
    )

    assert [text for text in told if other.search(text)] == []
    assert sum("Trans-Afghan railway" in text for text in told) > 10


def test_corridors_name_the_lands_that_their_stops_lie_in() -> None:
    """What stands in the table stands in the diagram."""
    assert [q for q in questions(bundled_base()) if q.column == "via"] == []


def test_small_amounts_are_written_out() -> None:
    """A reader takes in 677,000 dollars; 0.677 million he works out."""
    base = bundled_base()
    told = [line.words for line in base.lines.values()]
    told += [fact.statement for fact in base.facts.values()]

    assert [text for text in told if re.search(r"\b0\.\d+ [mb]illion|\d thousand\b", text)] == []


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BARE_MONTH = re.compile(rf"\b(?:in|of|since|until|by) (?:{MONTHS})\b(?! \d)")
POINTS_BACK = re.compile(r"\b(?:[Ss]uch|[Tt]his|[Tt]hese|[Tt]hose|[Oo]n that|[Pp]uts that) (\w+)")
OF_ITSELF = {
    "day",
    "year",
    "way",
    "who",
    "that",
    "for",
    "are",
    "is",
    "a",
    "up",
}  # this day; those who


def test_a_month_in_a_line_has_its_year() -> None:
    """A pack is read next year too; typed months were “in February”, tokens tell which."""
    typed = {line.id: line.words for line in bundled_base().lines.values()}

    assert {key: text for key, text in typed.items() if BARE_MONTH.search(text)} == {}


def test_a_line_speaks_of_nothing_that_stands_elsewhere() -> None:
    """Only one of a topic may be printed: “such corridors” needs a corridor before it.

    What answers a question has it before it.
    """
    lines = bundled_base().lines
    loose = {}
    for line in lines.values():
        asked = _spoken(lines[line.answers]) if line.type is LineType.RESPONSE else ""
        text = _spoken(line)
        for match in POINTS_BACK.finditer(text):
            noun = match[1].lower().rstrip("s")
            before = f"{asked} {text[: match.start()]}".lower()
            if match[1].lower() not in OF_ITSELF and noun not in before:
                loose[line.id] = match[0]

    assert loose == {}

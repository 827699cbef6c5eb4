"""Patterns: facts that nobody has written a line for speak too, and never push out a line."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.errors import TemplateError
from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Heading, List, Paragraph
from briefgen.pack.checks import RULES
from briefgen.pack.inlines import plain
from briefgen.pack.patterns import read_patterns
from briefgen.pack.request import Request, Side
from briefgen.resources import bundled_templates
from tests.pack.making import make_bundled, make_tiny
from tests.tiny_base import CITATION, FACT, LINE

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack
    from tests.tiny_base import Rows

EVENT = FACT | {"id": "f", "kind": "agreement", "statement": "They signed a text."}
REQUEST = Request(topics=("trade", "corridor"), voice=Side.PAK)


def _made(folder: Path, facts: Rows, **tables: Rows) -> MadePack:
    citations = [CITATION | {"fact": fact["id"]} for fact in facts]
    empty: dict[str, Rows] = {"observations": [], "lines": []}
    return make_tiny(folder, REQUEST, facts=facts, citations=citations, **(empty | tables))


def _points(made: MadePack) -> list[str]:
    lists = [b for b in made.pack.blocks if isinstance(b, List) and b.id.endswith(".points.list")]
    return [plain(item.inlines) for block in lists for item in block.items]


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ({}, "We ask for a report on what has come of this."),
        ({"kind": "plan", "date": "2027"}, "We ask for the next step and its date."),
        ({"kind": "plan"}, "We ask what has come of it."),  # it was for 2021
    ],
)
def test_a_fact_without_a_line_speaks_by_its_class(
    tmp_path: Path, fact: dict[str, str], line: str
) -> None:
    """The statement, then the sentence of the pattern, which speaks of it, and the source."""
    made = _made(tmp_path, [EVENT | fact])

    assert _points(made) == [f"They signed a text. {line} [1]"]
    assert made.blocking == ()


def test_background_facts_stay_silent(tmp_path: Path) -> None:
    """A pattern never speaks what may not be said."""
    assert _points(_made(tmp_path, [EVENT | {"use": "background"}])) == []


def test_a_topic_with_a_curated_point_needs_no_pattern(tmp_path: Path) -> None:
    """A pattern never stands beside what somebody wrote, nor in a neutral pack."""
    facts = [EVENT, EVENT | {"id": "g"}]
    curated = _made(tmp_path, facts, lines=[LINE | {"text": "We ask for it {f|cite}."}])

    assert _points(curated) == ["We ask for it. [1]"]


def test_a_neutral_pack_asks_for_nothing(tmp_path: Path) -> None:
    """There is nobody who could say "we"."""
    neutral = replace(REQUEST, voice=Side.NEUTRAL)
    citations = [CITATION | {"fact": "f"}]
    made = make_tiny(
        tmp_path, neutral, facts=[EVENT], citations=citations, observations=[], lines=[]
    )

    assert _points(made) == []


def test_patterns_add_one_point_to_a_topic_at_most(tmp_path: Path) -> None:
    """The newest fact speaks: two points would end in the same words."""
    facts = [EVENT | {"id": f"f{n}", "date": f"202{n}", "as_of": "2026-01-01"} for n in range(5)]
    made = _made(tmp_path, facts)

    ids = [line.id for line in made.selection.lines]
    assert ids == ["pattern.agreement.f4"]


def test_a_statement_too_long_for_one_breath_stays_unsaid(tmp_path: Path) -> None:
    """The newest fact that can be said speaks in its place."""
    long = f"They signed a text {'and another ' * 10}in the end."
    facts = [EVENT, EVENT | {"id": "newer", "date": "2022", "statement": long}]

    assert [line.id for line in _made(tmp_path, facts).selection.lines] == ["pattern.agreement.f"]


def test_the_script_says_the_words_of_a_pattern_once() -> None:
    """On the bundled facts of two years that few lines rest on; what is asked makes sense there."""
    made = make_bundled(first="1995", last="1996")
    script = [block for block in made.pack.blocks if block.id.startswith("script.")]
    said = " ".join(plain(b.inlines) for b in script if isinstance(b, Paragraph))
    asked = [line.id for line in made.selection.lines if line.id.startswith("pattern.agreement")]

    assert len(asked) > 1
    assert said.count("We ask for a report on what has come of this.") == 1


def test_one_message_is_not_called_three() -> None:
    """Neither by its heading nor by the check that misses the others."""
    made = make_bundled(topics=("relations.foundations",))
    [heading] = [block for block in made.pack.blocks if block.id == "messages"]
    [told] = [finding for finding in made.findings if finding.rule == "P3"]

    assert isinstance(heading, Heading)
    assert heading.text == "Top messages"
    assert told.message.startswith("There is 1 message where 3 are wanted")


def test_a_disrupted_corridor_becomes_a_sensitivity(tmp_path: Path) -> None:
    """The status of the register decides."""
    topics = [
        {"id": "trade.volume", "category": "trade", "title": "Trade", "order": "1"},
        {"id": "corridor.road", "category": "corridor", "title": "Roads", "order": "1"},
    ]
    fact = EVENT | {"topic": "corridor.road", "kind": "status", "statement": "The road is shut."}
    corridor = {
        "id": "road", "title": "Road", "mode": "road", "status": "disrupted", "status_fact": "f",
    }  # fmt: skip
    made = _made(tmp_path, [fact], topics=topics, corridors=[corridor])

    assert [line.type for line in made.selection.lines] == [LineType.SENSITIVITY]
    assert "TP14" in RULES
    assert made.blocking == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('about = "agreement"', 'about = "treaty"', "“treaty” is none of agreement"),
        ('type = "point"', 'type = "speech"', "speech"),
        ("[[pattern]]", "[[pattern", "line"),
    ],
)
def test_a_slip_in_a_pattern_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The file and what is wrong."""
    folder = tmp_path / "templates"
    shutil.copytree(bundled_templates(), folder)
    path = folder / "patterns" / "en.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(TemplateError, match=message):
        read_patterns(folder, "en")

"""The rule on changes: what is said to have risen or fallen rests on both ends of the way."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.factbase.rivals import comparable
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import facts_of
from briefgen.pack.places import places_of
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.pack.findings import Checked
    from briefgen.pack.places import Place

_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"\w+")
_NAME = re.compile(r"(?<=\s)[A-Z]\w*")  # within a sentence, such as a word of “The Astana Times”
_NAMED = "0"  # stands for one, and parts the words on either side


def _both_ends(checked: Checked) -> Iterator[Flaw]:
    """A fact that tells the change does; or two counts of one series for different times."""
    words, base = checked.listed("changed"), checked.selection.base
    for name, place in _lines(checked).items():
        claimed = _said_of_change(place.words, words)
        facts = dict.fromkeys(facts_of(place.inlines))
        told = words | checked.listed("tells_change")
        if claimed and not _tells_change(base, facts, told) and not _counts_twice(base, facts):
            yield Flaw(
                name,
                f"It says “{claimed}”, and its sources give one time only.",
                "Cite the facts for both times, or one that tells the change.",
            )


def _lines(checked: Checked) -> Mapping[str, Place]:
    """The places where lines stand; what is to be avoided claims nothing."""
    lines = checked.selection.base.lines
    found: dict[str, Place] = {}
    for block in checked.pack.blocks:
        for place in places_of(block):
            line = lines.get(place.id.removeprefix("line."))
            if line is not None and line.type is not LineType.SENSITIVITY:
                found.setdefault(place.id, place)
    return found


def _said_of_change(text: str, words: Collection[str]) -> str:
    """The first word of ``text`` that is one of ``words``, empty for none."""
    return next((word for word in _WORD.findall(text.lower()) if word in words), "")


def _tells_change(base: FactBase, facts: Collection[str], phrases: Collection[str]) -> bool:
    """Whether one of ``facts`` compares by itself; a name, as of a newspaper, compares nothing."""
    told = (_words(base.facts[fact].statement) for fact in facts if fact in base.facts)
    return any(f" {phrase} " in words for words in told for phrase in phrases)


def _words(statement: str) -> str:
    """The words of ``statement`` in small letters, a blank around each, its names left out."""
    without = _NAME.sub(_NAMED, statement).lower()
    return f" {' '.join(_PIECE.findall(without))} "


def _counts_twice(base: FactBase, facts: Collection[str]) -> bool:
    counted = [o for fact in facts for o in base.observations_of.get(fact, ())]
    return any(
        comparable(one, other) and one.period != other.period
        for one, other in combinations(counted, 2)
    )


RULES = (
    Rule("TP31", "What is said to have changed rests on both times.", Level.WARNING, _both_ends),
)

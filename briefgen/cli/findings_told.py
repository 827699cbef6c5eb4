"""The findings of a check as lines to read: rule by rule, the gravest first, the first places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.pack.checks import RULES
from briefgen.pack.first_words import first_words
from briefgen.pack.item_names import called
from briefgen.pack.product import Level
from briefgen.pack.rules import rewordings
from briefgen.render.house_rules import HOUSE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.findings import Finding

_OF_REWORDINGS = tuple(rule.id for rule in rewordings.RULES)
_PLACES = 3  # of a rule that are named
_LETTERS = 110  # of what is said of a place
_NOUNS = {  # one, and several
    Level.BLOCKS: ("that blocks", "that block"),
    Level.WARNING: ("warning", "warnings"),
    Level.ADVICE: ("piece of advice", "pieces of advice"),
}


def each_told(findings: Iterable[Finding], words: Mapping[str, str]) -> Iterator[str]:
    """A line for each of ``findings``, its place called by its ``words``."""
    for finding in findings:
        place = called(finding.block, words)
        yield finding.told_of(place if finding.block in words else f"({place})")


def told(findings: Sequence[Finding], words: Mapping[str, str]) -> Iterator[str]:
    """Lines for ``findings``: those of one rule under it, the first few of many.

    What blocks is told whole, since it has to be mended, and so is what became of words that a
    person wrote. Of many, the places are called by their ``words``.
    """
    levels = [*Level]
    ordered = sorted(findings, key=lambda finding: levels.index(finding.level))
    for group in grouped(ordered, lambda finding: f"{finding.level} {finding.rule}").values():
        first = group[0]
        whole = first.level is Level.BLOCKS or first.rule in _OF_REWORDINGS
        if whole or len(group) <= _PLACES:
            yield from map(str, group)
        else:
            yield from _group(group, words)


def counted(findings: Sequence[Finding]) -> str:
    """How many there are of each level, as one sentence."""
    if not findings:
        return "nothing is amiss."
    count = Counter(finding.level for finding in findings)
    levels = ", ".join(
        f"{count[level]} {noun[count[level] > 1]}" for level, noun in _NOUNS.items() if count[level]
    )
    return f"findings: {levels}; “--all” gives each a line of its own."


def _group(group: Sequence[Finding], words: Mapping[str, str]) -> Iterator[str]:
    first = group[0]
    fixes = {finding.fix for finding in group}
    asks = _asks(first.rule)
    yield f"{first.rule} {first.level}, {len(group)} times{': ' if asks else ''}{asks}"
    for finding in group[:_PLACES]:
        yield f"    {called(finding.block, words)}: {first_words(finding.message, _LETTERS)}"
    yield f"    and {len(group) - _PLACES} more"
    yield (
        f"    {first.fix}"
        if len(fixes) == 1
        else (f"    For the first: {first.fix} For the others see “--all”.")
    )


def _asks(rule: str) -> str:
    if rule in RULES:
        return RULES[rule].asks
    return next((known.asks for known in HOUSE_RULES if known.id == rule), "")

"""The findings of a check as lines to read: rule by rule, the gravest first, the first places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.pack.first_words import first_words
from briefgen.pack.item_names import called
from briefgen.pack.product import Level
from briefgen.render.finding_groups import PLACES, groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.findings import Finding
    from briefgen.render.finding_groups import Group

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

    Of many, the places are called by their ``words``.
    """
    for group in groups_of(findings):
        if group.is_long:
            yield from _group(group, words)
        else:
            yield from map(str, group.findings)


def counted(findings: Sequence[Finding]) -> str:
    """How many there are of each level, as one sentence."""
    if not findings:
        return "nothing is amiss."
    count = Counter(finding.level for finding in findings)
    levels = ", ".join(
        f"{count[level]} {noun[count[level] > 1]}" for level, noun in _NOUNS.items() if count[level]
    )
    return f"findings: {levels}; “--all” gives each a line of its own."


def _group(group: Group, words: Mapping[str, str]) -> Iterator[str]:
    first, asks, count = group.first, group.asks, len(group.findings)
    excused = f" Overridden: {first.excused}" if first.excused else ""
    yield f"{first.rule} {first.level}, {count} times{': ' if asks else ''}{asks}{excused}"
    for finding in group.findings[:PLACES]:
        yield f"    {called(finding.block, words)}: {first_words(finding.message, _LETTERS)}"
    yield f"    and {count - PLACES} more"
    yield f"    {group.fix or f'For the first: {first.fix} For the others see “--all”.'}"

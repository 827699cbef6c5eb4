"""The findings of a check as lines to read: by what there is to do, rule by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.pack.first_words import first_words
from briefgen.pack.item_names import called
from briefgen.pack.product import Level
from briefgen.pack.tasks import Task, by_task
from briefgen.render.finding_groups import PLACES, groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.findings import Finding
    from briefgen.render.finding_groups import Group

_LETTERS = 110  # of what is said of each of many places
_HEADS = {
    Task.BLOCKS: "Without this there is no final pack:",
    Task.FINAL: "Before the pack leaves the house:",
    Task.REQUEST: "In what you chose and entered:",
    Task.WORDS: "In what the pack says (reword, drop or pin it):",
    Task.LOOK: "In the house style and the files:",
    Task.FACTS: "In the fact base, for those who keep it:",
}
_NOUNS = {  # one, and several
    Level.BLOCKS: ("that blocks", "that block"),
    Level.WARNING: ("warning", "warnings"),
    Level.ADVICE: ("piece of advice", "pieces of advice"),
}


def each_told(findings: Iterable[Finding], words: Mapping[str, str]) -> Iterator[str]:
    """A line for each of ``findings``, its place called by its ``words``, the first to do first."""
    for finding in by_task(findings):
        yield _line(finding, words)


def told(findings: Sequence[Finding], words: Mapping[str, str]) -> Iterator[str]:
    """Lines for ``findings``: under each task the rules, of one rule the first few of many.

    Those alone are cut short: who reads of one place has to know what is wrong there, but of a
    long list the most weighty. The places are called by their ``words``.
    """
    task: Task | None = None
    for group in groups_of(findings):
        if group.task is not task:
            yield from ("",) if task else ()
            task = group.task
            yield _HEADS[task]
        if group.is_long:
            yield from _group(group, words)
        else:
            yield from (_line(one.shortened, words) for one in group.findings)


def counted(findings: Sequence[Finding]) -> str:
    """How many there are of each level, as one sentence."""
    if not findings:
        return "nothing is amiss."
    count = Counter(finding.level for finding in findings)
    levels = ", ".join(
        f"{count[level]} {noun[count[level] > 1]}" for level, noun in _NOUNS.items() if count[level]
    )
    return f"findings: {levels}; “--all” gives each a line of its own, with all it lists."


def _line(finding: Finding, words: Mapping[str, str]) -> str:
    place = called(finding.block, words)
    return finding.told_of(place if finding.block in words else f"({place})")


def _group(group: Group, words: Mapping[str, str]) -> Iterator[str]:
    first, asks, count = group.first, group.asks, len(group.findings)
    excused = f" Overridden: {first.excused}" if first.excused else ""
    yield f"{first.rule} {first.level}, {count} times{': ' if asks else ''}{asks}{excused}"
    for finding in (one.shortened for one in group.findings[:PLACES]):
        yield f"    {called(finding.block, words)}: {first_words(finding.message, _LETTERS)}"
    yield f"    and {count - PLACES} more"
    yield f"    {group.fix or f'For the first: {first.fix} For the others see “--all”.'}"

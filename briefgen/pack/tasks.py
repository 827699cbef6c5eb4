"""In what order findings are told: by what their reader has to do, and where it is done.

What blocks comes first, then what the pack lacks to leave the house. What the request itself holds
comes before the words of lines, and what only the keepers of the fact base can mend comes last:
told first, it would hide the reader's own task behind somebody else's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.findings import Finding


class Task(StrEnum):
    """What there is to do of a finding, in the order in which it is told."""

    BLOCKS = "blocks"  # mend it, or give a reason: without it there is no final pack
    FINAL = "final"  # marking, number, office, receivers, clearance
    REQUEST = "request"  # what was chosen, entered or reworded
    WORDS = "words"  # what is said: reword, drop or pin
    LOOK = "look"  # the house style and the files
    FACTS = "facts"  # the sources: for those who keep the fact base


_OF_REQUEST = frozenset(
    (
        *("TP11", "TP24", "TP27", "TP28", "TP29", "TP30", "TP32", "P6", "FIT", "S4", "D6"),
        *("RW1", "RW2", "RW3", "RW4"),
    )
)
_OF_LOOK = ("TP26", "M2", "L", "D", "HOUSE")
_OF_KIND = {"M": Task.FINAL, "S": Task.FACTS}  # by the letters of a rule's id


def task_of(finding: Finding) -> Task:
    """What there is to do of ``finding``."""
    rule = finding.rule
    if finding.level is Level.BLOCKS:
        return Task.BLOCKS
    if rule in _OF_REQUEST:
        return Task.REQUEST
    kind = rule.rstrip("abcdefg0123456789")
    if rule in _OF_LOOK or kind in _OF_LOOK:
        return Task.LOOK
    return _OF_KIND.get(kind, Task.WORDS)


def by_task(findings: Iterable[Finding]) -> list[Finding]:
    """``findings`` in the order in which they are told; of one task the gravest first."""
    tasks, levels = [*Task], [*Level]
    return sorted(findings, key=lambda one: (tasks.index(task_of(one)), levels.index(one.level)))

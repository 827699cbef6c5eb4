"""Findings by task and rule, so that one rule broken forty times is one thing to read.

The rules themselves are slow to import, and the window is there before any of them is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.base import grouped
from briefgen.pack.product import Level
from briefgen.pack.tasks import by_task, task_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.findings import Finding
    from briefgen.pack.tasks import Task

PLACES = 3  # of a rule that are named where there are many
OF_REWORDINGS = ("RW1", "RW2", "RW3", "RW4")  # a test holds them to the rules themselves


class Group(Struct, frozen=True):
    """The findings of one rule at one level, excused alike, in the order of the pack."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The first place where the rule is broken."""
        return self.findings[0]

    @property
    def task(self) -> Task:
        """What there is to do of them."""
        return task_of(self.first)

    @property
    def asks(self) -> str:
        """What the rule asks for."""
        from briefgen.pack.checks import RULES  # noqa: PLC0415 - the window stands before
        from briefgen.render.house_rules import HOUSE_RULES  # noqa: PLC0415

        known = RULES.get(self.first.rule) or next(
            (rule for rule in HOUSE_RULES if rule.id == self.first.rule), None
        )
        return known.asks if known else ""

    @property
    def fix(self) -> str:
        """What to do, where that is the same everywhere."""
        return self.first.fix if len({one.fix for one in self.findings}) == 1 else ""

    @property
    def is_told_whole(self) -> bool:
        """Whether each is told, with all its words.

        So is what blocks, since it has to be mended, and what became of words that a person wrote.
        """
        return self.first.level is Level.BLOCKS or self.first.rule in OF_REWORDINGS

    @property
    def is_long(self) -> bool:
        """Whether the first places will do."""
        return not self.is_told_whole and len(self.findings) > PLACES


def groups_of(findings: Sequence[Finding]) -> list[Group]:
    """``findings`` by task, level, rule and the reason for which it may fail, as they are told."""
    found = grouped(
        by_task(findings), lambda finding: f"{finding.level} {finding.rule} {finding.excused}"
    )
    return [Group(tuple(group)) for group in found.values()]

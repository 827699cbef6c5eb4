"""Step four, check: the rules a pack must keep, in one registry, each under its rule id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack import speaking
from briefgen.pack.findings import Finding
from briefgen.pack.product import Level
from briefgen.pack.rules import (
    across,
    asked,
    changes,
    days,
    files,
    form,
    grounds,
    marking,
    parts,
    persons,
    placeholders,
    points,
    rewordings,
    sources,
    voice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.pack.findings import Checked, Flaw, Rule

_MODULES = (
    across,
    changes,
    days,
    points,
    voice,
    persons,
    grounds,
    parts,
    asked,
    speaking,
    marking,
    placeholders,
    form,
    sources,
    rewordings,
    files,
)
_KINDS = ("TP", "P", "RW", "FIT", "M", "L", "D", "S")


def _by_number(rule: Rule) -> tuple[int, int, str]:
    kind = rule.id.rstrip("abcdefg0123456789")
    return _KINDS.index(kind), int("".join(filter(str.isdecimal, rule.id)) or 0), rule.id


RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in sorted((r for module in _MODULES for r in module.RULES), key=_by_number)
}


def check(checked: Checked) -> tuple[Finding, ...]:
    """Everything that is amiss with a pack, in order of the rules."""
    return tuple(
        finding
        for rule in RULES.values()
        if checked.product.rules.get(rule.id) is not Level.OFF
        for finding in findings_from(rule, rule.test(checked), checked)
    )


def findings_from(rule: Rule, flaws: Iterable[Flaw], checked: Checked) -> Iterator[Finding]:
    """``flaws`` as findings, as weighty as the product makes the rule.

    A rule that the request overrides with a reason no longer blocks.
    """
    own = checked.product.rules.get(rule.id)
    reasons = {one.rule: one.reason for one in checked.selection.request.overrides}
    for flaw in flaws:
        level = own or flaw.level or rule.level
        excused = reasons.get(rule.id, "") if level is Level.BLOCKS else ""
        level = Level.WARNING if excused else level
        yield Finding(rule.id, level, flaw.place, flaw.message, flaw.fix, excused, flaw.in_short)

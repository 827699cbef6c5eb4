"""Letting a rule fail with a reason, and taking that back, as steps that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from briefgen.pack.request import Override

if TYPE_CHECKING:
    from briefgen.desktop.actions import Desk
    from briefgen.pack.findings import Finding


def let_fail(*, desk: Desk, finding: Finding) -> None:
    """Ask why the rule of ``finding`` may fail, and let it, in drafts and in the final pack."""
    reason = desk.dialogs.reason(desk.window, finding.rule, f"{finding.message} {finding.fix}")
    if reason:
        others = _overrides_but(desk, finding.rule)
        changed = replace(desk.state.request, overrides=(*others, Override(finding.rule, reason)))
        desk.state.change(changed, QCoreApplication.translate("actions", "Override of a rule"))


def let_block(*, desk: Desk, rule: str) -> None:
    """Take back that ``rule`` may fail."""
    changed = replace(desk.state.request, overrides=_overrides_but(desk, rule))
    words = QCoreApplication.translate("actions", "Taking back of an override")
    desk.state.change(changed, words)


def _overrides_but(desk: Desk, rule: str) -> tuple[Override, ...]:
    return tuple(one for one in desk.state.request.overrides if one.rule != rule)

"""The dialog before a fact base with faults is worked with: all that is amiss in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.desktop.counting import counted
from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.told_dialog import ToldDialog
from briefgen.desktop.told_text import ToldText
from briefgen.factbase.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from briefgen.factbase.problems import Problem

_WORST_FIRST = tuple(Severity)


class FaultyFacts(Struct, frozen=True):
    """What is amiss in the fact base at ``path``."""

    path: Path
    problems: Sequence[Problem]


class FaultsDialog(ToldDialog):
    """Lists every problem, the worst first, and asks whether to work with the rest."""

    def __init__(self, found: FaultyFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        count = len(found.problems)
        words = counted(
            count,
            self.tr("{name}: {count} problem. What is wrong is left out of every pack."),
            self.tr("{name}: {count} problems. What is wrong is left out of every pack."),
            name=found.path.name,
        )
        text = ToldText(self._parts(found), self.tr("What is amiss in these facts"), self)
        title, go = self.tr("Facts of your own"), self.tr("&Work with the rest")
        self.go = self.lay_out(title, words, text, go)
        self.head.setToolTip(str(found.path))
        carry_help(self, "facts")
        explain(self.text, self.tr("Each problem: the file, the row and column, and what to do."))

    def _parts(self, found: FaultyFacts) -> Iterator[tuple[str, str]]:
        weights = {
            Severity.ERROR: self.tr("Left out"),
            Severity.WARNING: self.tr("To be mended"),
            Severity.QUESTION: self.tr("To be looked at"),
        }
        for one in sorted(found.problems, key=lambda one: _WORST_FIRST.index(one.severity)):
            about = f" ({one.record})" if one.record else ""
            yield f"{weights[one.severity]}: {one.place}{about}", one.message

"""What the checks found in the pack: a line that tells how many, and the list under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.icons import icon
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.findings import Finding

_ICONS = {Level.BLOCKS: "blocked", Level.WARNING: "warning", Level.ADVICE: "advice"}


class FindingsPanel(QWidget):
    """A button that unfolds the list of findings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()
        self.button = QToolButton(self)
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.toggled.connect(self._on_toggled)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Findings of the checks"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(7 * self.fontMetrics().lineSpacing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.button)
        layout.addWidget(self.list)
        self._on_toggled(unfolded=False)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List ``findings``, the ones that stop a final pack first."""
        order = list(Level)
        self._findings = sorted(findings, key=lambda finding: order.index(finding.level))
        self.list.clear()
        for finding in self._findings:
            words = self.tr("{level}, {rule}: {message} {fix}").format(
                level=self._level(finding.level),
                rule=finding.rule,
                message=finding.message,
                fix=finding.fix,
            )
            item = QListWidgetItem(icon(_ICONS[finding.level], self.palette()), words)
            item.setToolTip(self.tr("Where: {place}").format(place=finding.block))
            self.list.addItem(item)
        self._name_button()

    def _name_button(self) -> None:
        blocking = sum(finding.level is Level.BLOCKS for finding in self._findings)
        rest = len(self._findings) - blocking
        if not self._findings:
            words = self.tr("Checks: nothing found")
        elif blocking:
            words = self.tr("Checks: {blocking} must be mended, {rest} to look at").format(
                blocking=blocking, rest=rest
            )
        else:
            words = self.tr("Checks: {rest} to look at").format(rest=rest)
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setEnabled(bool(self._findings))

    def _level(self, level: Level) -> str:
        return {
            Level.BLOCKS: self.tr("Must be mended"),
            Level.WARNING: self.tr("Warning"),
            Level.ADVICE: self.tr("Advice"),
        }[level]

    @Slot(bool)
    def _on_toggled(self, unfolded: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.list.setVisible(unfolded)
        bound = 16_777_215 if unfolded else self.button.sizeHint().height() + 4
        self.setMaximumHeight(bound)

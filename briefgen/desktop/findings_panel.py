"""What the checks found in the pack, and letting a rule fail with a reason that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QPushButton, QWidget

from briefgen.desktop.folding import FoldingList
from briefgen.desktop.icons import icon
from briefgen.pack.findings import Finding
from briefgen.pack.first_words import first_words
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.pack.request import Override

_ICONS = {Level.BLOCKS: "blocked", Level.WARNING: "warning", Level.ADVICE: "advice"}


class FindingsPanel(FoldingList):
    """The findings, those that stop a final pack first, then overrides that nothing needs."""

    override_asked = Signal(object)  # a Finding that may fail with a reason
    taking_back_asked = Signal(str)  # the id of a rule that may no longer fail
    place_asked = Signal(str)  # the id of a block or an item that somebody wants to see

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Findings of the checks"), parent)
        self._shown: tuple[Finding, ...] = ()
        self._called: Mapping[str, str] = {}
        self.override = QPushButton(self.tr("Let this fail, with a reason…"), self.inside)
        self.take_back = QPushButton(self.tr("Let it block again"), self.inside)
        row = QHBoxLayout()
        row.addWidget(self.override)
        row.addWidget(self.take_back)
        row.addStretch(1)
        self.column.addLayout(row)
        self.override.clicked.connect(self._on_override)
        self.take_back.clicked.connect(self._on_take_back)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.currentRowChanged.connect(self._on_row)
        self.show_findings(())

    def show_findings(
        self,
        findings: Sequence[Finding],
        overrides: Sequence[Override] = (),
        words: Mapping[str, str] | None = None,
    ) -> None:
        """List ``findings``, and those of ``overrides`` that none of them needs.

        ``words`` are those of the blocks and items of the pack, which they are told by.
        """
        self._called = words or {}
        order = list(Level)
        found = sorted(findings, key=lambda finding: order.index(finding.level))
        unused = self._unused(findings, overrides)
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for finding in found:
                self.list.addItem(self._item(finding, self._words(finding)))
            for finding in unused:
                self.list.addItem(self._item(finding, finding.message))
            self._shown = (*found, *unused)
            self.list.setCurrentRow(min(row, len(self._shown) - 1))
        self._on_row(self.list.currentRow())
        self.say(self._sum(found))

    def unfold(self) -> None:
        """Show the list, the keyboard on its first row."""
        self.button.setChecked(True)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _item(self, finding: Finding, words: str) -> QListWidgetItem:
        item = QListWidgetItem(icon(_ICONS[finding.level], self.palette()), words)
        item.setToolTip(self.tr("Where: {place}").format(place=finding.block))
        return item

    def _words(self, finding: Finding) -> str:
        form = self.tr("{level}, {rule}: {message} {fix}")
        place = first_words(self._called.get(finding.block, "").strip())
        if place and place not in finding.message:
            form = self.tr("{level}, {rule}, “{place}”: {message} {fix}")
        words = form.format(
            level=self._level(finding.level),
            rule=finding.rule,
            place=place,
            message=finding.message,
            fix=finding.fix,
        )
        reason = self.tr("May fail, because: {reason}").format(reason=finding.excused)
        return f"{words} {reason}" if finding.excused else words

    def _unused(self, findings: Sequence[Finding], overrides: Sequence[Override]) -> list[Finding]:
        """A line for each of ``overrides`` that excuses none of ``findings``."""
        excused = {finding.rule for finding in findings if finding.excused}
        words = self.tr("{rule} may fail, because: {reason} Nothing fails it now.")
        return [
            Finding(
                one.rule,
                Level.ADVICE,
                "pack",
                words.format(rule=one.rule, reason=one.reason),
                "",
                one.reason,
            )
            for one in overrides
            if one.rule not in excused
        ]

    def _sum(self, findings: Sequence[Finding]) -> str:
        blocking = sum(finding.level is Level.BLOCKS for finding in findings)
        rest = len(findings) - blocking
        if not findings:
            return self.tr("Checks: nothing found")
        if blocking:
            return self.tr("Checks: {blocking} must be mended, {rest} to look at").format(
                blocking=blocking, rest=rest
            )
        return self.tr("Checks: {rest} to look at").format(rest=rest)

    def _level(self, level: Level) -> str:
        return {
            Level.BLOCKS: self.tr("Must be mended"),
            Level.WARNING: self.tr("Warning"),
            Level.ADVICE: self.tr("Advice"),
        }[level]

    # --- what the user does ---

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        finding = self.current
        self.override.setEnabled(finding is not None and finding.level is Level.BLOCKS)
        self.take_back.setEnabled(finding is not None and bool(finding.excused))
        if self.list.hasFocus():  # somebody goes through them
            self._ask_for_place()

    @Slot(QListWidgetItem)
    def _on_clicked(self, _item: QListWidgetItem) -> None:
        self._ask_for_place()

    def _ask_for_place(self) -> None:
        if self.current is not None:
            self.place_asked.emit(self.current.block)

    @Slot()
    def _on_override(self) -> None:
        finding = self.current
        if finding is not None and finding.level is Level.BLOCKS:
            self.override_asked.emit(finding)

    @Slot()
    def _on_take_back(self) -> None:
        finding = self.current
        if finding is not None:
            self.taking_back_asked.emit(finding.rule)

    @Slot(QListWidgetItem)
    def _on_activated(self, _item: QListWidgetItem) -> None:
        self._on_override()

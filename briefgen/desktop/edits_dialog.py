"""The dialog before edits from Word are taken in: what changes, and what has no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.counting import counted
from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.told_text import ToldText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.after.taking_in import NewWords, TakenIn

_SIZE = (720, 480)


class EditsDialog(QDialog):
    """Lists the edits of a file and asks whether to take them in."""

    def __init__(self, taken: TakenIn, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edits from Word"))
        self.resize(*_SIZE)
        head = QLabel(
            self.tr("{name}: {texts} in other words, {dropped} dropped, {rest} not placed.").format(
                name=name,
                texts=counted(
                    len(taken.reworded), self.tr("{count} text"), self.tr("{count} texts")
                ),
                dropped=len(taken.dropped),
                rest=len(taken.unplaced),
            ),
            self,
        )
        head.setWordWrap(True)
        self.text = ToldText(self._parts(taken), self.tr("The edits"), self)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = box.addButton(self.tr("&Take in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        carry_help(self, "reword")
        explain(self.text, self.tr("Each text before and now, and what has no place in the pack."))
        layout.addWidget(self.text, 1)
        layout.addWidget(box)

    def _parts(self, taken: TakenIn) -> Iterator[tuple[str, str]]:
        for one in taken.reworded:
            yield one.where, self._reworded(one)
        for one in taken.dropped:
            yield one.where, self.tr("Dropped: {words}").format(words=one.before)
        for left in taken.unplaced:
            head = self.tr("Not placed, kept in a file beside the brief: {where}")
            yield head.format(where=left.where), f"{left.why}\n{left.text}".strip()

    def _reworded(self, one: NewWords) -> str:
        said = self.tr("Before: {before}\nNow: {now}").format(
            before=one.before, now=one.now or self.tr("as it was")
        )
        where = self.tr("The old words still stand in {places}.").format(
            places="; ".join(one.elsewhere)
        )
        return f"{said}\n{where}" if one.elsewhere else said

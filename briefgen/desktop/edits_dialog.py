"""The dialog before edits from Word are taken in: what changes, and what has no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.explaining import carry_help, explain

if TYPE_CHECKING:
    from briefgen.pack.after.taking_in import NewWords, TakenIn

_SIZE = (720, 480)


class EditsDialog(QDialog):
    """Lists the edits of a file and asks whether to take them in."""

    def __init__(self, taken: TakenIn, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edits from Word"))
        self.resize(*_SIZE)
        head = QLabel(
            self.tr(
                "{name}: {words} texts in other words, {dropped} dropped, {rest} not placed."
            ).format(
                name=name,
                words=len(taken.reworded),
                dropped=len(taken.dropped),
                rest=len(taken.unplaced),
            ),
            self,
        )
        head.setWordWrap(True)
        self.text = QPlainTextEdit("\n\n".join(self._lines(taken)), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The edits"))
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

    def _lines(self, taken: TakenIn) -> list[str]:
        lines = [self._reworded(one) for one in taken.reworded]
        lines += [
            self.tr("{place}\nDropped: {words}").format(place=one.where, words=one.before)
            for one in taken.dropped
        ]
        lines += [
            self.tr("Not placed, kept in a file beside the brief: {where}. {why}\n{text}").format(
                where=one.where, why=one.why, text=one.text
            )
            for one in taken.unplaced
        ]
        return lines

    def _reworded(self, one: NewWords) -> str:
        said = self.tr("{place}\nBefore: {before}\nNow: {now}").format(
            place=one.where, before=one.before, now=one.now or self.tr("as it was")
        )
        where = self.tr("The old words still stand in {places}.").format(
            places="; ".join(one.elsewhere)
        )
        return f"{said}\n{where}" if one.elsewhere else said

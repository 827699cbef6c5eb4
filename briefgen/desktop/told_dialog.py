"""A question at the end of a long text: a head, what is told part by part, a button to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
)

if TYPE_CHECKING:
    from briefgen.desktop.told_text import ToldText

_SIZE = (720, 480)


class ToldDialog(QDialog):
    """Tells what is at hand and asks whether to go on; Escape leaves."""

    head: QLabel
    text: ToldText

    def lay_out(
        self, title: str, head: str, text: ToldText, go: str, asked: QLayout | None = None
    ) -> QPushButton:
        """Fill the dialog called ``title``; the button that says ``go`` comes out.

        ``head`` may quote a file from anywhere: it is shown as plain text. What is
        ``asked`` besides stands below ``text``.
        """
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.head, self.text = QLabel(head, self), text
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        button = box.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        button.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.head)
        layout.addWidget(self.text, 1)
        if asked is not None:
            layout.addLayout(asked)
        layout.addWidget(box)
        return button

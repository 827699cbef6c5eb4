"""The dialog that asks for the password of a file, again while it does not open it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefgen.desktop.check_box import CheckBox
from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.fields import MessageLabel

_LETTERS = 40  # that the field is wide; long names of files wrap above it


class PasswordDialog(QDialog):
    """Asks for the password of the file called ``name``; ``password`` is the field."""

    def __init__(self, name: str, parent: QWidget | None = None, *, was_wrong: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Password"))
        self.asked = QLabel(self.tr("“{name}” opens with a password:").format(name=name), self)
        self.asked.setTextFormat(Qt.TextFormat.PlainText)
        self.asked.setWordWrap(True)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self.password.setAccessibleName(self.tr("Password"))
        self.asked.setBuddy(self.password)
        self.show_typed = CheckBox(self.tr("&Show what is typed"), self)
        self.show_typed.toggled.connect(self._on_show)
        self.message = MessageLabel(self)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = box.addButton(self.tr("&Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.asked, self.password, self.message, self.show_typed, box):
            layout.addWidget(widget)
        self.password.textChanged.connect(self._on_typed)
        self._on_typed("")
        if was_wrong:
            self._say_wrong()
        self.password.setFocus()
        carry_help(self, "later")
        explain(self.password, self.tr("The password that the file was written with."))
        explain(self.show_typed, self.tr("Shows the letters, for whoever is alone with them."))

    def _say_wrong(self) -> None:
        words = self.tr(
            "It does not open with what was typed. Capitals count, and so does the keyboard: "
            "English, Russian or Kazakh."
        )
        self.message.say(words)
        self.password.setAccessibleDescription(words)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.go.setEnabled(bool(text))

    @Slot(bool)
    def _on_show(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.password.setEchoMode(modes.Normal if shown else modes.Password)

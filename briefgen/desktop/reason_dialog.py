"""The dialog in which a person says why a rule may fail; the reason is printed in the pack."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefgen.desktop.explaining import carry_help, explain
from briefgen.pack.cells import most_letters

_LETTERS = 70  # that the field is wide


class ReasonDialog(QDialog):
    """Shows what fails and asks why it may; ``reason`` is the field."""

    def __init__(self, rule: str, fault: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Let rule {rule} fail").format(rule=rule))
        what = QLabel(fault, self)
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setWordWrap(True)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setAccessibleDescription(fault)
        self.reason.setMaxLength(most_letters("overrides"))
        self.reason.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        label = QLabel(self.tr("&Reason, as it will stand in the pack"), self)
        label.setBuddy(self.reason)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = box.addButton(self.tr("&Let it fail"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (what, label, self.reason, box):
            layout.addWidget(widget)
        self.reason.textChanged.connect(self._on_typed)
        self._on_typed("")
        self.reason.setFocus()
        carry_help(self, "checks")
        explain(self.reason, self.tr("Why the rule may fail; it is printed in the pack."))

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        """A rule fails for a reason, or not at all."""
        self.go.setEnabled(bool(text.strip()))

"""The dialog before a key is trusted: its fingerprint, and whether its owner read out the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefgen.desktop.check_box import CheckBox
from briefgen.desktop.explaining import carry_help, explain

if TYPE_CHECKING:
    from pathlib import Path


class OfferedKey(Struct, frozen=True):
    """A public key from the file at ``path``: its number and its fingerprint."""

    path: Path
    number: str
    fingerprint: str


class TrustDialog(QDialog):
    """Shows what is to be compared; the key is only trusted once that is said to be done."""

    def __init__(self, key: OfferedKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A key to trust"))
        self.words = QLabel(
            self.tr(
                "“{name}” holds the public key {number}, which signed these facts. Whoever has "
                "the other half of it can change the facts on this machine from now on.\n\n"
                "Ask its owner to read out the fingerprint, by telephone or in person, and not "
                "by the way on which the files came. Every letter must be the same:"
            ).format(name=key.path.name, number=key.number),
            self,
        )
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.fingerprint = QLineEdit(key.fingerprint, self)
        self.fingerprint.setReadOnly(True)
        letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        letters.setPointSizeF(self.font().pointSizeF())
        self.fingerprint.setFont(letters)
        self.fingerprint.setAccessibleName(self.tr("Fingerprint of the key"))
        wide = self.fingerprint.fontMetrics().horizontalAdvance(f"{key.fingerprint}000")
        self.fingerprint.setMinimumWidth(wide)
        self.compared = CheckBox(self.tr("Its &owner has read out the same to me"), self)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.trust = box.addButton(self.tr("&Trust this key"), QDialogButtonBox.ButtonRole.YesRole)
        self.trust.setEnabled(False)
        self.trust.setAutoDefault(False)
        cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)  # Enter by itself trusts nobody
        self.compared.toggled.connect(self.trust.setEnabled)
        self.trust.clicked.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.words, self.fingerprint, self.compared, box):
            layout.addWidget(widget)
        carry_help(self, "later")
        explain(self.fingerprint, self.tr("No other key has this fingerprint."))
        explain(self.compared, self.tr("Only then can the key be trusted."))
        self.compared.setFocus()
        width = self.minimumSizeHint().width()
        self.resize(width, layout.totalHeightForWidth(width))  # by itself it forgets what wraps

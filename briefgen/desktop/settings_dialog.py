"""What the program keeps on this machine: copies of unsaved work, and the files opened last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.check_box import CheckBox
from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.settings import Settings
from briefgen.desktop.snapshots import STAYS

if TYPE_CHECKING:
    from briefgen.desktop.rescue import Rescue

_LETTERS = 64  # that a line of text is wide


class SettingsDialog(QDialog):
    """Says what is kept, where and for how long; ``chosen`` are the settings as they are to be.

    Removing copies is done at once, whether the dialog is left with OK or not.
    """

    def __init__(self, settings: Settings, rescue: Rescue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._rescue = settings, rescue
        self.setWindowTitle(self.tr("Settings"))
        layout = QVBoxLayout(self)
        layout.addWidget(self._build_unsaved())
        layout.addWidget(self._build_recent())
        box = QDialogButtonBox(self)
        box.setStandardButtons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout.addWidget(box)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._count()
        carry_help(self, "settings")
        folder = self.tr("Where the copies lie; the path can be copied.")
        explain(self.unsaved, self.unsaved.accessibleDescription())
        explain(self.folder, folder)
        explain(self.remove, self.tr("Removes the copies that this window and lost ones keep."))
        explain(self.recent, self.tr("Lists the briefs opened last in the File menu."))

    @property
    def chosen(self) -> Settings:
        """The settings with the switches as they stand; a list that is not kept is empty."""
        switches = Settings(
            keep_recent=self.recent.isChecked(), keep_unsaved=self.unsaved.isChecked()
        )
        return self._settings.as_switched(switches)

    def _build_unsaved(self) -> QGroupBox:
        group = QGroupBox(self.tr("Unsaved work"), self)
        words = self.tr("&Keep a copy of unsaved work, in case the program ends by itself")
        self.unsaved = CheckBox(words, group)
        self.unsaved.setChecked(self._settings.keep_unsaved)
        how_long = self.tr(
            "The copy is written a few seconds after a change and removed when you save the brief "
            "or leave it. After a crash the next start offers it; if you put that off, it is "
            "removed {days} days later, while the program runs or when it is next started. "
            "Anybody who can read your files can read the copies. They lie in:"
        ).format(days=STAYS.days)
        told = self._told(how_long, group)
        self.unsaved.setAccessibleDescription(f"{how_long} {self._rescue.folder}")
        self.folder = folder = self._told(str(self._rescue.folder), group)
        folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        folder.setAccessibleName(self.tr("Where the copies lie"))
        self.count = QLabel(group)
        self.remove = QPushButton(self.tr("&Remove them now"), group)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.remove)
        column = QVBoxLayout(group)
        for widget in (self.unsaved, told, folder):
            column.addWidget(widget)
        column.addLayout(row)
        return group

    def _build_recent(self) -> QGroupBox:
        group = QGroupBox(self.tr("Files opened last"), self)
        self.recent = CheckBox(self.tr("Re&member the names of the briefs opened last"), group)
        self.recent.setChecked(self._settings.keep_recent)
        column = QVBoxLayout(group)
        column.addWidget(self.recent)
        column.addWidget(self._told(self.tr("Switched off, the list is emptied."), group))
        return group

    def _told(self, words: str, parent: QWidget) -> QLabel:
        label = QLabel(words, parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFixedWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        return label

    def _count(self) -> None:
        count = self._rescue.count
        words = self.tr("Copies there now: {count}").format(count=count)
        self.count.setText(words if count else self.tr("There is no copy now."))
        self.remove.setEnabled(count > 0)
        self.remove.setAccessibleDescription(self.count.text())

    @Slot()
    def _on_remove(self) -> None:
        before = self._rescue.count
        self._rescue.remove_all()
        self._count()
        rest = self._rescue.count
        if rest:
            words = self.tr("{rest} of {before} cannot be removed: delete them in that folder.")
            self.count.setText(words.format(rest=rest, before=before))
        else:
            self.unsaved.setFocus()  # the button is grey now and would lose the keyboard

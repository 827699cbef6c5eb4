"""The question about work that was not saved when the program ended."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from briefgen.desktop.explaining import carry_help

if TYPE_CHECKING:
    from briefgen.desktop.snapshots import Snapshot


class Found(Enum):
    """What to do with work that was found unsaved."""

    TAKE_UP = auto()
    THROW_AWAY = auto()
    LATER = auto()


class FoundBox(QMessageBox):
    """Offers work that was not saved: what it is, when it was kept, and from which file."""

    def __init__(self, kept: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Unsaved work"))
        english = QLocale(QLocale.Language.English)
        when = english.toString(QDateTime(kept.at), self.tr("d MMMM yyyy, HH:mm"))
        last = kept.stays_until(datetime.now().astimezone())
        stays = self.tr("“Not now” keeps it until {day}; then it is removed.").format(
            day=english.toString(QDateTime(last), self.tr("d MMMM yyyy"))
        )
        words = self.tr("“{title}” was changed on {when} and not saved before the program ended.")
        self.setText(words.format(title=kept.request.visit.title, when=when))
        file = self.tr("It came from {file}, which stays as it is until you save.")
        origin = (
            file.format(file=kept.origin)
            if kept.origin
            else self.tr("It has never been saved to a file.")
        )
        self.setInformativeText(f"{origin}\n\n{stays}")
        roles = QMessageBox.ButtonRole
        self.take_up = self.addButton(self.tr("&Take it up"), roles.AcceptRole)
        self.throw_away = self.addButton(self.tr("Throw it &away"), roles.DestructiveRole)
        later = self.addButton(self.tr("&Not now"), roles.RejectRole)
        self.setDefaultButton(self.take_up)
        self.setEscapeButton(later)
        carry_help(self, "settings")

    @property
    def answer(self) -> Found:
        """What the user chose."""
        clicked = self.clickedButton()
        if clicked is self.take_up:
            return Found.TAKE_UP
        return Found.THROW_AWAY if clicked is self.throw_away else Found.LATER

"""A list to choose from that ends with a way to a file of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from briefgen.pack.own_files import is_own_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QWheelEvent

_TIP = Qt.ItemDataRole.ToolTipRole


class OwnFileBox(QComboBox):
    """Names, then the files chosen so far, a line, and the entry that asks for a file.

    That entry is never a choice by itself. Keys and the wheel, which choose while the list is
    closed, stop before it: a dialog opens for whoever asked for it, in the open list.
    """

    chosen = Signal(str)  # the name, or the path of a file
    file_wanted = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._value = ""
        self._stepping = False
        self.activated.connect(self._on_activated)
        self.offer(())

    def offer(self, names: Iterable[tuple[str, str, str]]) -> None:
        """Offer ``names``, each with its words in the list and what is told of it."""
        self.clear()
        for name, words, tip in names:
            self.addItem(words, name)
            self.setItemData(self.count() - 1, tip, _TIP)
        self.insertSeparator(self.count())
        self.addItem(self._words)
        if self._value:
            self.show_value(self._value)

    def show_value(self, value: str) -> None:
        """Show ``value``, which joins the list where it is not in it."""
        self._value = value
        if self.findData(value) < 0:
            self._add(value)
        self.setCurrentIndex(self.findData(value))
        self.setToolTip(value if is_own_file(value) else "")

    def _add(self, value: str) -> None:
        place = self.count() - 2  # before the line
        self.insertItem(place, self._listed(value), value)
        self.setItemData(place, value, _TIP)

    def _listed(self, value: str) -> str:
        """The name of a file, with its folder where another of that name is in the list."""
        if not is_own_file(value):
            return value
        path = Path(value)
        return path.name if self.findText(path.name) < 0 else f"{path.name} ({path.parent.name})"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through the names."""
        self._stepping = True
        super().keyPressEvent(event)
        self._stepping = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step through the names."""
        self._stepping = True
        super().wheelEvent(event)
        self._stepping = False

    def showPopup(self) -> None:
        """Open the list; what is taken from it was meant."""
        self._stepping = False
        super().showPopup()

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        if index < self.count() - 1:
            self._value = self.itemData(index)
            self.chosen.emit(self._value)
            return
        self.setCurrentIndex(self.findData(self._value))
        if not self._stepping:
            self.file_wanted.emit()

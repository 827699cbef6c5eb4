"""The keys of the menus stay with the menus while a text field has the keyboard.

Qt's fields take some of them for an editing of their own: on Linux Ctrl+U would empty the field
that has the keyboard, and Ctrl+E go to its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

# A box with a line in it hands its keys to that line by itself.
_FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class WindowKeys(QObject):
    """Lets the fields of ``window`` leave alone the keys of ``verbs``, which work everywhere."""

    def __init__(self, window: QWidget, verbs: Iterable[QAction]) -> None:
        super().__init__(window)
        everywhere = Qt.ShortcutContext.WindowShortcut
        self._keys = {
            keys.toString()
            for verb in verbs
            for keys in verb.shortcuts()
            if verb.shortcutContext() is everywhere
        }
        for kind in _FIELDS:
            for field in window.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        """Keep from the field that a key of the window comes: it would claim it."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        claimed = QKeySequence(event.keyCombination()).toString() in self._keys
        if claimed:
            event.ignore()
        return claimed

"""A text field that checks what is typed and says in place what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

_PAUSE = 400  # milliseconds without a key before a text is looked at
_UNFINISHED_DATE = re.compile(r"\d{1,3}|\d{4}-\d?|\d{4}-\d{2}-\d?")


class MessageLabel(QLabel):
    """A line under a field that is there only while something is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)  # a message may quote a file from anywhere
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, message: str) -> None:
        """Show ``message``, or go away where it is empty."""
        self.setText(message)
        self.setVisible(bool(message))
        palette = self.palette()
        dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
        self.setStyleSheet(f"color: {'#ff9d94' if dark else '#a1160a'}")


def left_to_the_pack(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Whether ``event`` offers a field a key that undoes or redoes, which it has no use for.

    The key is then let go, to the history of the pack.
    """
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    keys = QKeySequence.StandardKey
    undo = event.matches(keys.Undo) and not can_undo
    leaves = undo or (event.matches(keys.Redo) and not can_redo)
    if leaves:
        event.ignore()
    return leaves


class HistoryLine(QLineEdit):
    """A line that undoes what was typed since the keyboard came to it, and no more.

    What was typed before is a step of the pack by then, and undone with the other steps.
    """

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the pack where there is nothing of them here."""
        can_undo, can_redo = self.isUndoAvailable(), self.isRedoAvailable()
        leaves = left_to_the_pack(event, can_undo=can_undo, can_redo=can_redo)
        return not leaves and super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget what was typed: to set a text does. Of a long text the beginning is seen again."""
        super().focusOutEvent(event)
        goes_on = event.reason() in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        )
        place = self.cursorPosition() if goes_on else 0
        self.setText(self.text())
        self.setCursorPosition(place)


class CheckedEdit(HistoryLine):
    """A field whose text is taken only when ``check`` finds nothing wrong with it.

    ``check`` raises a BriefgenError with the sentence to show. Dates that are only half typed are
    left in peace until the field is left.
    """

    merges = True
    taken = Signal(str)
    judged = Signal(str)  # the sentence about what is wrong, or ""

    def __init__(self, parent: QWidget, check: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._check = check
        self._shown: str | None = None  # the value that is known elsewhere
        self.fault = ""  # the sentence about the text, while that is refused
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self.judge)

    def show_value(self, value: str) -> None:
        """Show ``value``; what is being typed is left alone where it means the same.

        So is what was refused, with the sentence about it, while the value is what it was: else
        it would be gone with the next change anywhere, and nobody would know.
        """
        stays = self.fault and value == self._shown
        self._shown = value
        if not stays and self.text().strip() != value:
            self.setText(value)
            self._say("")

    def start_afresh(self) -> None:
        """Keep nothing of what was refused: another record is shown next."""
        self._shown = None

    @Slot()
    def judge(self) -> None:
        """Check the text now, and take it or say what is wrong."""
        self._pause.stop()
        text = self.text().strip()
        try:
            if text:
                self._check(text)
        except BriefgenError as error:
            self._say(str(error))
        else:
            self._say("")
            self.taken.emit(self.value_of(text))

    def value_of(self, text: str) -> str:
        """The value that ``text`` stands for."""
        return text

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        if not _UNFINISHED_DATE.fullmatch(self.text().strip()):
            self.judge()

    def _say(self, message: str) -> None:
        self.fault = message
        self.setAccessibleDescription(message or self.whatsThis())
        self.judged.emit(message)

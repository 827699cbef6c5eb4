"""The fields of the forms, one class a kind of value; all show a value and tell of a new one.

Each has ``show_value(value)`` and a signal ``taken`` with the new value. ``merges`` says whether
values that follow each other are one step of the history, as letters that are typed are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import (
    QEvent,
    QSignalBlocker,
    QStringListModel,
    Qt,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from briefgen.desktop.fields import CheckedEdit, HistoryLine, left_to_the_pack
from briefgen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    from PySide6.QtGui import QFocusEvent

_LINES = 4  # that a field of several lines shows
_LIST_WIDTH = 100  # letters that a list of proposals shows of each
_PROPOSALS = 12  # of them at once


class Entry(Protocol):
    """What a form asks of each of its fields."""

    taken: SignalInstance
    merges: bool

    def show_value(self, value: Any, /) -> None:  # noqa: ANN401 - each kind has its own
        """Show ``value``, and tell nobody."""


class TextEntry(HistoryLine):
    """A line of text. ``empty`` is the value that an empty field stands for."""

    taken = Signal(object)
    merges = True

    def __init__(self, parent: QWidget, hint: str = "", *, empty: str = "") -> None:
        super().__init__(parent)
        self._empty = empty
        self.setPlaceholderText(hint)
        self.textEdited.connect(self._on_edited)

    def show_value(self, value: str) -> None:
        """Show ``value``; what is being typed is left alone where it means the same."""
        if (self.text().strip() or self._empty) != value:
            self.setText(value)
            self.setCursorPosition(0)  # of a long text the beginning is seen

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.taken.emit(text.strip() or self._empty)


class LinesEntry(QPlainTextEdit):
    """Several texts, one a line."""

    taken = Signal(object)
    merges = True

    def __init__(self, parent: QWidget, hint: str = "") -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * (_LINES + 1))
        self.textChanged.connect(self._on_changed)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the pack where there is nothing of them here."""
        document = self.document()
        can_undo, can_redo = document.isUndoAvailable(), document.isRedoAvailable()
        leaves = left_to_the_pack(event, can_undo=can_undo, can_redo=can_redo)
        return not leaves and super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget what was typed, as a line does."""
        super().focusOutEvent(event)
        self.document().clearUndoRedoStacks()

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show ``value``; what is being typed is left alone where it means the same."""
        if self._lines() != value:
            with QSignalBlocker(self):
                self.setPlainText("\n".join(value))

    def _lines(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))

    @Slot()
    def _on_changed(self) -> None:
        self.taken.emit(self._lines())


class NumberEntry(QSpinBox):
    """A whole number; 0 is shown as ``none`` in words, and taken as ``empty``.

    ``scale`` is what the number shown is of the value: 100 for a share in per cent.
    """

    taken = Signal(object)
    merges = True

    def __init__(
        self, parent: QWidget, none: str, unit: str, most: int, *, step: int = 5, scale: int = 0
    ) -> None:
        super().__init__(parent)
        self._scale = scale
        self.setRange(0, most)
        self.setSingleStep(step)
        self.setSpecialValueText(none)
        self.setSuffix(f" {unit}")
        self.setKeyboardTracking(False)  # 45 is one number, not 4 and then 45
        self.valueChanged.connect(self._on_changed)

    def show_value(self, value: float | None) -> None:
        """Show ``value``; None and 0 are none."""
        with QSignalBlocker(self):
            self.setValue(round((value or 0) * (self._scale or 1)))

    @Slot(int)
    def _on_changed(self, number: int) -> None:
        self.taken.emit((number / self._scale if number else None) if self._scale else number)


class ChoiceEntry(QComboBox):
    """One of a few: ``words`` by the value that each stands for."""

    taken = Signal(object)
    merges = False

    def __init__(self, parent: QWidget, words: Mapping[StrEnum, str]) -> None:
        super().__init__(parent)
        self._values = tuple(words)
        self.addItems(list(words.values()))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._on_activated)

    def show_value(self, value: StrEnum) -> None:
        """Show ``value``, one of the choices."""
        self.setCurrentIndex(self._values.index(value))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        self.taken.emit(self._values[index])


class KnownEntry(CheckedEdit):
    """One of many that are known by name: typing any part of the name proposes those that have it.

    The value is the id; the words are shown. An id may be typed too.
    """

    merges = False

    def __init__(self, parent: QWidget, hint: str = "") -> None:
        super().__init__(parent, self.value_of)
        self._words: dict[str, str] = {}
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self._proposals = QStringListModel(self)
        completer = QCompleter(self._proposals, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_PROPOSALS)
        width = _LIST_WIDTH * self.fontMetrics().averageCharWidth()
        popup = completer.popup()
        assert popup is not None
        popup.setMinimumWidth(width)
        completer.activated.connect(self._on_proposed)
        self.setCompleter(completer)

    def offer(self, known: Iterable[tuple[str, str]]) -> None:
        """Propose ``known``: ids and words."""
        self._words = dict(known)
        self._proposals.setStringList(list(self._words.values()))

    def show_value(self, value: str) -> None:
        """Show the words of the id ``value``."""
        super().show_value(self._words.get(value, value))
        self.setCursorPosition(0)
        self.setToolTip(self.text())

    def value_of(self, text: str) -> str:
        """The id that ``text`` names. Raises UsageError where it names none."""
        ids = {words.casefold(): name for name, words in self._words.items()}
        found = text if text in self._words else ids.get(text.casefold())
        if found is None and text:
            words = self.tr("“{text}” is not in the list: choose from it, or leave this empty.")
            raise UsageError(words.format(text=text))
        return found or ""

    @Slot(str)
    def _on_proposed(self, words: str) -> None:
        self.setText(words)
        self.judge()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        """Take an emptied field at once; a name is only looked at when it is whole."""
        if not text.strip():
            self.judge()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look at the name; Qt does not tell of its end while proposals are shown."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.judge()

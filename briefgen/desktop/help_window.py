"""The help: pages of text inside the program, opened at what has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.help_topics import KEYS, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

_LETTERS, _LINES = 84, 26  # wide and high, where the screen has room
_OF_SCREEN = 0.85


class HelpWindow(QDialog):
    """A list of pages beside the one that is open."""

    def __init__(self, pages: Iterable[Topic], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = tuple(pages)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Pages of the help"))
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(self.tr("Text of the help"))
        self.text.setTabChangesFocus(True)
        for page in self._pages:
            self.list.addItem(page.title)
        self.list.currentRowChanged.connect(self._on_page)
        panes = QSplitter(self)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self.list)
        panes.addWidget(self.text)
        panes.setStretchFactor(1, 1)
        self.list.setMinimumWidth(self.list.sizeHintForColumn(0) + 4 * self.list.frameWidth())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(panes, 1)
        layout.addWidget(buttons)
        self.resize(self._size())

    def _size(self) -> QSize:
        letters = self.fontMetrics()
        wanted = QSize(_LETTERS * letters.averageCharWidth() * 3 // 2, _LINES * letters.height())
        return wanted.boundedTo(self.screen().availableSize() * _OF_SCREEN)

    def turn_to(self, name: str) -> None:
        """Open the page called ``name`` and put the keyboard into its text."""
        names = [page.name for page in self._pages]
        self.list.setCurrentRow(names.index(name))
        self.text.setFocus()

    def done(self, result: int) -> None:
        """Close, and give the keyboard back to where it was."""
        super().done(result)
        if before := self.parentWidget():
            before.activateWindow()

    @Slot(int)
    def _on_page(self, row: int) -> None:
        page = self._pages[row]
        self.text.setMarkdown(f"## {page.title}\n\n{page.text}")


def open_help(window: QWidget, pages: Iterable[Topic], name: str) -> HelpWindow:
    """Open the help before ``window``, at the page called ``name``."""
    shown = window.findChild(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    found = shown or HelpWindow(pages, window)
    found.turn_to(name)
    found.show()
    found.activateWindow()
    return found


def keys_page(actions: Iterable[QAction]) -> Topic:
    """The page of the keys: those of ``actions``, then those that only one part knows."""
    rows = [
        (_keys(action), action.text().replace("&", "").rstrip("…"))
        for action in actions
        if action.shortcuts()
    ]
    table = "".join(f"| {keys} | {words} |\n" for keys, words in (*rows, *_keys_of_parts()))
    title = QCoreApplication.translate("help", "Keys")
    head = QCoreApplication.translate("help", "| key | does |\n|---|---|\n")
    more = QCoreApplication.translate(
        "help", "\nTab leads through everything; letters that are underlined work with Alt."
    )
    return Topic(KEYS, title, head + table + more)


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(keys.toString(native) for keys in action.shortcuts())


def _keys_of_parts() -> tuple[tuple[str, str], ...]:
    say = QCoreApplication.translate
    return (
        ("Alt+C, Alt+L", say("help", "into Contents; into Visit and look")),
        (
            say("help", "Space"),
            say("help", "tick a topic or a fact; unfold a line"),
        ),
        ("Insert, Delete", say("help", "add a row; take it out")),
        ("Alt+Up, Alt+Down", say("help", "move a topic or a row")),
        ("Alt+Down, End, Enter", say("help", "open a list; its last entry; take it")),
        ("Esc", say("help", "leave a dialog, or this help")),
    )

"""The menus and the toolbar: every verb of the window with its words, key and picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from briefgen.desktop.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtGui import QUndoStack
    from PySide6.QtWidgets import QMainWindow

_ON_TOOLBAR = (
    *("new", "open", "save", "", "undo", "redo", ""),
    *("export", "docx", "pdf", "", "refresh"),
)


class Verb(Struct, frozen=True):
    """One thing to do: its words, its key and what carries it out."""

    name: str
    words: str
    keys: QKeySequence | QKeySequence.StandardKey | None
    run: Callable[[], object]


class Menus(QObject):
    """Builds the actions once and keeps them by name."""

    recent_chosen = Signal(Path)
    recent_cleared = Signal()

    def __init__(self, window: QMainWindow, history: QUndoStack) -> None:
        super().__init__(window)
        self._window = window
        self.actions: dict[str, QAction] = {
            "undo": history.createUndoAction(window, self.tr("&Undo")),
            "redo": history.createRedoAction(window, self.tr("&Redo")),
        }
        self.actions["undo"].setShortcuts(QKeySequence.StandardKey.Undo)
        self.actions["redo"].setShortcuts(QKeySequence.StandardKey.Redo)
        self.recent = QMenu(self.tr("Open &recent"), window)
        self.recent.triggered.connect(self._on_recent)

    def add(self, verbs: Iterable[Verb]) -> None:
        """Make an action of each of ``verbs``."""
        for verb in verbs:
            action = QAction(verb.words, self._window)
            if verb.keys is not None:
                action.setShortcut(verb.keys)
            action.triggered.connect(verb.run)
            self.actions[verb.name] = action

    def take(self, actions: Mapping[str, QAction]) -> None:
        """Keep actions that a panel has made, so that a menu can show them too."""
        self.actions |= actions

    def fill(self, menus: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Put the actions into the menu bar; "" is a line between, "recent" the recent files."""
        for title, names in menus:
            menu = self._window.menuBar().addMenu(title)
            for name in names:
                if name == "recent":
                    menu.addMenu(self.recent)
                elif name:
                    menu.addAction(self.actions[name])
                else:
                    menu.addSeparator()
        self._fill_toolbar()

    def _fill_toolbar(self) -> None:
        bar = QToolBar(self.tr("Main tools"), self._window)
        bar.setObjectName("main-tools")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for name in _ON_TOOLBAR:
            if not name:
                bar.addSeparator()
                continue
            action = self.actions[name]
            bar.addAction(action)
            button = bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                if name in ("undo", "redo"):  # their words grow with what they would undo
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._window.addToolBar(bar)

    def buttons_of(self, name: str) -> list[QToolButton]:
        """The buttons on the toolbar that do what the action called ``name`` does."""
        owners = self.actions[name].associatedObjects()
        return [one for one in owners if isinstance(one, QToolButton)]

    def listed(self) -> list[QAction]:
        """All that the menus hold, in their order."""
        tops = self._window.menuBar().actions()
        return [action for top in tops for action in cast("QMenu", top.menu()).actions()]

    def apply_icons(self) -> None:
        """Draw the pictures in the colours of the palette as it is now."""
        for name in {*_ON_TOOLBAR} - {""}:
            self.actions[name].setIcon(icon(name, self._window.palette()))

    def show_recent(self, names: Iterable[str]) -> None:
        """List the recent files; those that are gone are greyed."""
        self.recent.clear()
        for name in names:
            action = self.recent.addAction(name.replace("&", "&&"))
            action.setData(name)
            action.setEnabled(Path(name).is_file())
        self.recent.setEnabled(not self.recent.isEmpty())
        if not self.recent.isEmpty():
            self.recent.addSeparator()
            self.recent.addAction(self.tr("&Clear this list"))

    @Slot(QAction)
    def _on_recent(self, action: QAction) -> None:
        if action.data():
            self.recent_chosen.emit(Path(action.data()))
        else:
            self.recent_cleared.emit()

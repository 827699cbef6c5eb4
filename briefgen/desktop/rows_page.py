"""A page over rows of the request: the list, what adds, removes and moves them, and one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.form import MARGINS, Page, RecordForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.desktop.form import Cell
    from briefgen.pack.request import Request

_FEWEST, _MOST = 3, 7  # rows that the list is high


class RowsPage(Page):
    """Rows of one kind. ``fresh`` makes a new row, ``summary`` is a row in a line.

    ``name`` is that of the rows in the request and in a .brief; ``empty`` is said where there are
    none, and tells what the rows are for.
    """

    def __init__(
        self,
        title: str,
        name: str,
        cells: Iterable[Cell],
        fresh: Callable[[Request], Any],
        summary: Callable[[Any], str],
        empty: str,
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent)
        self.name, self._fresh, self._summary = name, fresh, summary
        inside = QWidget(self)
        self.rows = QListWidget(inside)
        self.rows.setAccessibleName(title)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.rows.currentRowChanged.connect(self._on_row)
        self.empty = QLabel(empty, inside)
        self.empty.setWordWrap(True)
        self.form = RecordForm(name, cells, inside)
        self.form.edited.connect(self._on_edited)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*MARGINS)
        column.addWidget(self.empty)
        column.addWidget(self.rows)
        column.addLayout(self._build_buttons(inside))
        column.addWidget(self.form)
        column.addStretch(1)
        self.hold(inside)
        self._show_rows(())

    def _build_buttons(self, inside: QWidget) -> QGridLayout:
        self.add = self._action(self.tr("A&dd"), "Ins", self.add_row)
        self.remove = self._action(self.tr("&Remove"), "Del", self.remove_row)
        self.up = self._action(self.tr("&Up"), "Alt+Up", self.move_up)
        self.down = self._action(self.tr("D&own"), "Alt+Down", self.move_down)
        grid = QGridLayout()
        for place, action in enumerate((self.add, self.remove, self.up, self.down)):
            button = QToolButton(inside)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            words = self.tr("{verb}: {rows}").format(verb=button.text(), rows=self.title)
            button.setAccessibleName(words.replace("&", ""))
            words = self.tr("{verb} (key: {key}) a row of the list above.")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setWhatsThis(words.format(verb=action.iconText(), key=keys))
            button.setAccessibleDescription(action.whatsThis())
            grid.addWidget(button, 0, place)
        grid.setColumnStretch(4, 1)
        return grid

    def _action(self, words: str, keys: str, run: Callable[[], object]) -> QAction:
        """An action of the list; its key works there alone."""
        action = QAction(words, self.rows)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(run)
        self.rows.addAction(action)
        return action

    # --- showing ---

    def count(self, request: Request) -> int:
        """How many rows ``request`` has."""
        return len(getattr(request, self.name))

    def show_request(self, request: Request) -> None:
        """Show the rows of ``request``; the cursor stays on its row where that is still there."""
        super().show_request(request)
        self._show_rows(getattr(request, self.name))

    def _show_rows(self, rows: tuple[Any, ...]) -> None:
        at = max(0, min(self.rows.currentRow(), len(rows) - 1))
        if self.rows.count() != len(rows):
            self.form.start_afresh()  # another row may be under the cursor
        with QSignalBlocker(self.rows):
            while self.rows.count() > len(rows):
                self.rows.takeItem(self.rows.count() - 1)
            self.rows.addItems([""] * (len(rows) - self.rows.count()))
            for place, row in enumerate(rows):
                item, words = self.rows.item(place), self._summary(row)
                item.setText(words)
                item.setToolTip(words)
            self.rows.setCurrentRow(at if rows else -1)
        self._fit_height(len(rows))
        self._show_row()

    def _fit_height(self, rows: int) -> None:
        high = max(_FEWEST, min(rows, _MOST))
        row = self.rows.sizeHintForRow(0) if rows else self.fontMetrics().lineSpacing() + 4
        self.rows.setFixedHeight(high * row + 2 * self.rows.frameWidth())

    def _show_row(self) -> None:
        rows, at = self._rows(), self.rows.currentRow()
        self.empty.setVisible(not rows)
        self.rows.setVisible(bool(rows))
        self.form.setVisible(bool(rows))
        self.remove.setEnabled(bool(rows))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(rows) - 1)
        if 0 <= at < len(rows):
            self.form.show_record(rows[at])

    def _rows(self) -> tuple[Any, ...]:
        return getattr(self.request, self.name) if self.request is not None else ()

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        self.form.start_afresh()
        self._show_row()

    # --- what the user does ---

    def add_row(self) -> None:
        """Put a new row below the one under the cursor, and the keyboard into its first field."""
        if self.request is None:
            return
        rows, at = self._rows(), self.rows.currentRow() + 1
        self._take((*rows[:at], self._fresh(self.request), *rows[at:]), at)
        next(iter(self.form.widgets.values())).setFocus()

    def remove_row(self) -> None:
        """Take out the row under the cursor."""
        rows, at = self._rows(), self.rows.currentRow()
        if 0 <= at < len(rows):
            self._take((*rows[:at], *rows[at + 1 :]), at)

    def move_up(self) -> None:
        """Move the row under the cursor up; the cursor goes along."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the row under the cursor down; the cursor goes along."""
        self._move(1)

    def _move(self, step: int) -> None:
        rows, at = list(self._rows()), self.rows.currentRow()
        if 0 <= at < len(rows) and 0 <= at + step < len(rows):
            rows.insert(at + step, rows.pop(at))
            self._take(tuple(rows), at + step)

    def _on_edited(self, key: str, value: object, merges: bool) -> None:
        rows, at = list(self._rows()), self.rows.currentRow()
        if 0 <= at < len(rows):
            changed: dict[str, Any] = {key: value}
            rows[at] = replace(rows[at], **changed)
            self._take(tuple(rows), at, f"{self.name}.{at}.{key}" if merges else "")

    def _take(self, rows: tuple[Any, ...], at: int, merge: str = "") -> None:
        assert self.request is not None
        values: dict[str, Any] = {self.name: rows}
        done = self.tr("Change of {page}").format(page=self.title)
        self.request_changed.emit(replace(self.request, **values), done, merge)
        self.rows.setCurrentRow(at)

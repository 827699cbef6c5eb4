"""What these files reveal: a panel below the panes, filled after an export or for any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.delegates import WrappedCells
from briefgen.desktop.heights import lines_high
from briefgen.desktop.icons import icon
from briefgen.desktop.window_terms import by_field, without_commands
from briefgen.desktop.written_bar import WrittenBar
from briefgen.render.revealing.lines import Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from briefgen.render.revealing.lines import Line, Revealed

_ICONS = {Judgement.LEAKS: "blocked", Judgement.LOOK: "warning", Judgement.FINE: "in-range"}
_WORST_FIRST = (Judgement.LEAKS, Judgement.LOOK, Judgement.FINE)
_LINES = 6  # of text that the panel shows at least


class RevealDock(QDockWidget):
    """A tree with a branch for each file, its lines the worst first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What these files reveal"))
        self.setObjectName("reveals")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.names: Mapping[str, str] = {}  # of the fields of the window, by key in a .brief
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("What these files reveal"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels(
            [self.tr("Judgement"), self.tr("About"), self.tr("What the file says")]
        )
        self.tree.setWordWrap(True)
        self.tree.setAllColumnsShowFocus(True)
        header = self.tree.header()
        header.setAccessibleName(self.tr("Columns of what the files reveal"))
        for column in range(2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setItemDelegate(WrappedCells(self.tree))
        self.tree.setMinimumHeight(lines_high(self, _LINES))
        inside = QWidget(self)
        self.written = WrittenBar(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.written)
        layout.addWidget(self.tree, 1)
        self.setWidget(inside)
        self.setTabOrder(self.written.folder, self.tree)
        self.toggleViewAction().setText(self.tr("What files re&veal"))
        self.toggleViewAction().setEnabled(False)
        self.hide()

    def show_revealed(self, revealed: Sequence[Revealed], written: Sequence[Path] = ()) -> None:
        """List what each of ``revealed`` tells, offer what was ``written``, come into sight."""
        self.written.offer(written)
        self.tree.clear()
        for file in revealed:
            branch = QTreeWidgetItem([self._summary(file)])
            self.tree.addTopLevelItem(branch)
            branch.setFirstColumnSpanned(True)
            branch.addChildren([self._item(line) for line in _worst_first(file.lines)])
            branch.setExpanded(True)
        self.toggleViewAction().setEnabled(True)
        self.show()

    def _summary(self, file: Revealed) -> str:
        leaking, doubtful = file.count(Judgement.LEAKS), file.count(Judgement.LOOK)
        if leaking:
            words = self.tr("{name}: {leaking} to take out, {doubtful} to look at")
        elif doubtful:
            words = self.tr("{name}: nothing leaks, {doubtful} to look at")
        else:
            words = self.tr("{name}: nothing leaks")
        return words.format(name=file.name, leaking=leaking, doubtful=doubtful)

    def _item(self, line: Line) -> QTreeWidgetItem:
        words = {
            Judgement.LEAKS: self.tr("Leaks"),
            Judgement.LOOK: self.tr("Look"),
            Judgement.FINE: self.tr("Fine"),
        }
        item = QTreeWidgetItem(
            [words[line.judgement], line.area, by_field(without_commands(line.says), self.names)]
        )
        item.setIcon(0, icon(_ICONS[line.judgement], self.palette()))
        for column in range(3):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return item


def _worst_first(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: _WORST_FIRST.index(line.judgement))

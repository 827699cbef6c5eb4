"""A line that tells how things stand, and unfolds the list of what is behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.heights import lines_high

_LINES = 7  # of text that the unfolded list shows at least
_UNBOUND = 16_777_215  # the greatest height that Qt knows


class FoldingList(QWidget):
    """A button with the sum of it, which a screen reader says too, and a list that it unfolds."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QToolButton(self)
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.toggled.connect(self._on_toggled)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(name)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # it wraps
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(lines_high(self, _LINES))
        self.inside = QWidget(self)
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.head = QHBoxLayout()
        self.head.addWidget(self.button)
        self.head.addStretch(1)
        layout.addLayout(self.head)
        layout.addWidget(self.inside)
        self.inside.hide()
        self.button.setArrowType(Qt.ArrowType.RightArrow)

    def say(self, words: str) -> None:
        """Show ``words`` as the sum of the list; without rows there is nothing to unfold."""
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setToolTip(words)  # a narrow pane cuts them short
        self.button.setEnabled(self.list.count() > 0)

        if not self.list.count():
            self.button.setChecked(False)
        self._bound()

    @Slot(bool)
    def _on_toggled(self, unfolded: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.inside.setVisible(unfolded)
        self._bound()

    def _bound(self) -> None:
        """Take no more room than the head while folded."""
        unfolded = self.button.isChecked()
        self.setMaximumHeight(_UNBOUND if unfolded else self.head.sizeHint().height() + 4)

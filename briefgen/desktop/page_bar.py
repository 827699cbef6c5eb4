"""The row above the pages: what has keys as well gives way where the row is too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_BETWEEN = 3  # pixels
_FROM_EDGE = 8  # pixels from the sign over the pages to their edges


class PageBar(QWidget):
    """Holds ``before`` on the left and ``after`` on the right; ``spare`` of these may give way."""

    def fill(
        self, before: Sequence[QWidget], after: Sequence[QWidget], spare: Sequence[QWidget]
    ) -> None:
        """Put the widgets in."""
        self._all, self._spare = (*before, *after), tuple(spare)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        for widget in before:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in after:
            row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what may give way only where all of it has room."""
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Look again, after something has become longer."""
        wanted = sum(widget.sizeHint().width() + _BETWEEN for widget in self._all)
        for widget in self._spare:
            widget.setVisible(wanted <= self.width())


class OverPages(QLabel):
    """A sign in the lower corner of ``view``, which takes no room from anything."""

    def __init__(self, words: str, view: QWidget) -> None:
        super().__init__(words, view)
        self.setMargin(4)
        self.setAutoFillBackground(True)
        self.hide()
        view.installEventFilter(self)

    def eventFilter(self, view: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() is QEvent.Type.Resize and isinstance(view, QWidget):
            self.adjustSize()
            self.move(_FROM_EDGE, view.height() - self.height() - _FROM_EDGE)
        return False

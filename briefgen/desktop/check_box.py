"""A tick box that shows in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_DARK = 128  # lightness of a background below which it counts as dark


class CheckBox(QCheckBox):
    """Draws a line round its box on a dark ground, where the style's own cannot be seen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box as ever, then the line."""
        super().paintEvent(event)
        if self.palette().color(QPalette.ColorRole.Window).lightness() >= _DARK:
            return
        drawn = QStyleOptionButton()
        self.initStyleOption(drawn)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(part, drawn, self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.end()

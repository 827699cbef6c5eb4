"""How rows with ticks are drawn: long titles in full, and boxes that show in the dark."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

AnyIndex = QModelIndex | QPersistentModelIndex

_ROW_GAP = 3  # pixels between two rows of the tree
_DARK = 128  # lightness of a background below which it counts as dark


class OutlinedChecks(QStyledItemDelegate):
    """Draws a line round each tick box on a dark ground, where the style's own cannot be seen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the cell as ever, then the line round its box."""
        super().paint(painter, option, index)
        palette = option.palette
        dark = palette.color(QPalette.ColorRole.Base).lightness() < _DARK
        if not dark or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = drawn.widget.style().subElementRect(part, drawn, drawn.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 2, 2)
        painter.restore()


class WrappedTitles(OutlinedChecks):
    """Makes a row of a tree high enough for all words of a long title in its first column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The room that the title takes when it is broken at the width of the column."""
        hint = super().sizeHint(option, index)
        tree = self.parent()
        assert isinstance(tree, QTreeWidget)
        style = tree.style()
        box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        gap = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        levels = 2 if index.parent().isValid() else 1
        room = tree.columnWidth(0) - levels * tree.indentation() - box - 4 * gap
        font = index.data(Qt.ItemDataRole.FontRole) or tree.font()
        words = QFontMetrics(font).boundingRect(
            QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, index.data()
        )
        return QSize(hint.width(), max(hint.height(), words.height()) + _ROW_GAP)


class WrappedCells(QStyledItemDelegate):
    """Makes a row of a tree high enough for the words of its tallest cell, but for the first.

    A tree asks how tall a row is without saying how wide its columns are.
    """

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.header().sectionResized.connect(tree.scheduleDelayedItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The room that the words take when they are broken at the width of the column."""
        hint = super().sizeHint(option, index)
        if not index.column() or not index.data():
            return hint
        margin = self._tree.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        room = self._tree.columnWidth(index.column()) - 2 * margin
        words = self._tree.fontMetrics().boundingRect(
            QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, index.data()
        )
        return QSize(hint.width(), max(hint.height(), words.height() + _ROW_GAP))

"""What is told part by part: the name of each in bold, what is said of it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


class ToldText(QTextEdit):
    """A text that is read and copied, not changed; it may quote files from anywhere."""

    def __init__(self, parts: Iterable[tuple[str, str]], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        bold, usual = QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        cursor = self.textCursor()
        for number, (head, words) in enumerate(parts):
            cursor.insertText("\n\n" if number else "", usual)
            cursor.insertText(head, bold)
            cursor.insertText(f"\n{words}" if words else "", usual)
        self.moveCursor(QTextCursor.MoveOperation.Start)

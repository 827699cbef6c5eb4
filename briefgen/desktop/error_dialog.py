"""The dialog that tells what failed, why, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.explaining import carry_help, page_in_focus

if TYPE_CHECKING:
    from briefgen.desktop.errors import Failure

_LETTERS = 60  # that a line of the sentence is long
_OF_SCREEN = 0.4  # of its height that the sentence takes at most; what is longer is scrolled
_DETAILS_OF_SCREEN = 0.25


class ErrorDialog(QDialog):
    """What failed as the title, one sentence, the next step as a button, the details folded."""

    def __init__(self, failure: Failure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failure = failure
        self.setWindowTitle(failure.title)
        self.details = QPlainTextEdit(failure.details, self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(self._part_of_screen(_DETAILS_OF_SCREEN))
        self.details.hide()
        layout = QVBoxLayout(self)
        layout.addLayout(self._build_text())
        layout.addWidget(self.details, 1)
        layout.addWidget(self._build_buttons())
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        carry_help(self, failure.page or page_in_focus(parent))

    def _part_of_screen(self, share: float) -> int:
        return int(share * self.screen().availableGeometry().height())

    def _build_text(self) -> QHBoxLayout:
        picture = QLabel(self)
        sign = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        picture.setPixmap(
            sign.pixmap(self.style().pixelMetric(QStyle.PixelMetric.PM_LargeIconSize))
        )
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = QLabel(self._failure.title, self)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self.text = QLabel(self._failure.text, self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(self._failure.text)
        words = QVBoxLayout()
        words.addWidget(title)
        words.addWidget(self._build_room(), 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def _build_room(self) -> QScrollArea:
        """The sentence in a room of its own, which scrolls where the screen is too small for it."""
        room = QScrollArea(self)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidgetResizable(True)
        room.setWidget(self.text)
        self.text.setAutoFillBackground(False)
        room.viewport().setAutoFillBackground(False)
        width = _LETTERS * self.fontMetrics().averageCharWidth()
        wanted, most = self.text.heightForWidth(width), self._part_of_screen(_OF_SCREEN)
        room.setFocusPolicy(Qt.FocusPolicy.StrongFocus if wanted > most else Qt.FocusPolicy.NoFocus)
        room.setAccessibleName(self.tr("What failed"))
        room.setFixedHeight(min(wanted, most))
        room.setMinimumWidth(width + room.verticalScrollBar().sizeHint().width())
        return room

    def _build_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        self.copy = box.addButton(self.tr("Co&py details"), QDialogButtonBox.ButtonRole.ActionRole)
        self.unfold = box.addButton(self.tr("&Details"), QDialogButtonBox.ButtonRole.ActionRole)
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self.details.setVisible)
        self.copy.clicked.connect(self.copy_details)
        self.close_button = box.addButton(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self.next_step: QPushButton | None = None
        if self._failure.next_step:
            self.next_step = box.addButton(
                self._failure.next_step, QDialogButtonBox.ButtonRole.AcceptRole
            )
            self.next_step.setDefault(True)
            box.accepted.connect(self.accept)
        return box

    @Slot()
    def copy_details(self) -> None:
        """Put title, sentence and details on the clipboard; nothing leaves the machine."""
        words = (self._failure.title, self._failure.text, self._failure.details)
        QGuiApplication.clipboard().setText("\n\n".join(words))

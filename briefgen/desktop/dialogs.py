"""Every question and message that stands before the window, behind one door for tests."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from briefgen import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.desktop.errors import Failure

DOCX, PDF = ".docx", ".pdf"


class Answer(Enum):
    """What to do with unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Asker(Protocol):
    """What the verbs ask of the user; tests answer without a screen."""

    def open_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The .brief to open, None to leave it."""

    def save_path(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to save the .brief, None to leave it."""

    def export_paths(
        self, parent: QWidget, suggestion: Path, suffixes: Sequence[str]
    ) -> tuple[Path, ...]:
        """The files to write, one for each of ``suffixes``; none to leave it."""

    def unsaved(self, parent: QWidget, name: str) -> Answer:
        """What to do with the changes of the brief called ``name``."""

    def failure(self, parent: QWidget | None, failure: Failure) -> bool:
        """Show ``failure``; whether the user takes its next step."""

    def about(self, parent: QWidget, facts: str) -> None:
        """Say what the program is, and in ``facts`` what it works on."""


class Dialogs(QObject):
    """The questions as real dialogs."""

    def open_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The .brief to open, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent, self.tr("Open a brief"), str(folder), self.tr("Briefs (*.brief);;All files (*)")
        )
        return Path(name) if name else None

    def save_path(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to save the .brief, None to leave it."""
        dialog = QFileDialog(parent, self.tr("Save the brief"), str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Briefs (*.brief)"))
        dialog.setDefaultSuffix("brief")
        dialog.selectFile(suggestion.name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def export_paths(
        self, parent: QWidget, suggestion: Path, suffixes: Sequence[str]
    ) -> tuple[Path, ...]:
        """The files to write, one for each of ``suffixes``; none to leave it."""
        titles = {
            (DOCX,): self.tr("Export DOCX"),
            (PDF,): self.tr("Export PDF"),
            (DOCX, PDF): self.tr("Export DOCX and PDF"),
        }
        filters = {
            (DOCX,): self.tr("Word documents (*.docx)"),
            (PDF,): self.tr("PDF documents (*.pdf)"),
            (DOCX, PDF): self.tr("Word and PDF documents (*.docx *.pdf)"),
        }
        dialog = QFileDialog(parent, titles[tuple(suffixes)], str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(filters[tuple(suffixes)])
        # Both names come from the one typed, so the question about replacing is asked here.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(suggestion.name)
        while dialog.exec():
            paths = with_suffixes(Path(dialog.selectedFiles()[0]), suffixes)
            if self._may_replace(parent, paths):
                return paths
        return ()

    def _may_replace(self, parent: QWidget, paths: Sequence[Path]) -> bool:
        there = [path.name for path in paths if path.exists()]
        if not there:
            return True
        box = QMessageBox(parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Replace?"))
        box.setText(self.tr("{names} is already there.").format(names=", ".join(there)))
        box.setInformativeText(self.tr("The old file is replaced only when the new one is whole."))
        replace = box.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.AcceptRole)
        other = box.addButton(self.tr("&Choose another name"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(other)
        box.exec()
        return box.clickedButton() is replace

    def unsaved(self, parent: QWidget, name: str) -> Answer:
        """What to do with the changes of the brief called ``name``."""
        buttons = QMessageBox.StandardButton
        box = QMessageBox(parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr("Save the changes to “{name}”?").format(name=name))
        box.setInformativeText(self.tr("Without saving, the choices made since are lost."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answers = {buttons.Save.value: Answer.SAVE, buttons.Discard.value: Answer.DISCARD}
        return answers.get(box.exec(), Answer.CANCEL)

    def failure(self, parent: QWidget | None, failure: Failure) -> bool:
        """Show ``failure``; whether the user takes its next step."""
        return bool(ErrorDialog(failure, parent).exec())

    def about(self, parent: QWidget, facts: str) -> None:
        """Say what the program is, and in ``facts`` what it works on."""
        words = self.tr(
            "briefgen {version}\n\nBriefing packs on Pakistan–Kazakhstan relations from sourced "
            "facts, made on this machine alone.\n\n{facts}\n\nThe window is drawn with Qt, "
            "used under the LGPL 3."
        )
        QMessageBox.about(
            parent, self.tr("About briefgen"), words.format(version=__version__, facts=facts)
        )


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
        self.details.setMinimumSize(560, 200)
        self.details.hide()
        layout = QVBoxLayout(self)
        layout.addLayout(self._build_text())
        layout.addWidget(self.details, 1)
        layout.addWidget(self._build_buttons())
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

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
        self.text.setMinimumWidth(420)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(self._failure.text)
        words = QVBoxLayout()
        words.addWidget(title)
        words.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

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


def with_suffixes(path: Path, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """``path`` with each of ``suffixes``; a .docx or .pdf that was typed is taken off first."""
    stem = path.name
    if path.suffix.lower() in (DOCX, PDF):
        stem = path.name[: -len(path.suffix)]
    return tuple(path.with_name(stem + suffix) for suffix in suffixes)

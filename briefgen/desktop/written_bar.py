"""What to do with files that were just written: open one of them, or the folder they lie in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from briefgen.desktop.explaining import explain
from briefgen.desktop.export_choice import DOCX, PDF
from briefgen.desktop.opening import open_outside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class WrittenBar(QWidget):
    """A button for each kind of file, shown where there is one, and one for the folder."""

    told = Signal(str)  # why something cannot be opened

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paths: dict[str, Path] = {}
        self._folder: Path | None = None  # of the last export
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.files = {
            DOCX: QPushButton(self.tr("Open the Word file"), self),
            PDF: QPushButton(self.tr("Open the PDF"), self),
        }
        for suffix, button in self.files.items():
            button.clicked.connect(partial(self._open_file, suffix))
            explain(button, self.tr("Opens it with the program that this machine has for it."))
            row.addWidget(button)
        self.folder = QPushButton(self.tr("Open the folder"), self)
        explain(self.folder, self.tr("Opens the folder in which the files were written."))
        row.addWidget(self.folder)
        row.addStretch(1)
        self.verb = QAction(self.tr("Open t&he folder of the export"), self)
        self.verb.setShortcut(QKeySequence("Ctrl+Shift+F"))
        self.verb.setEnabled(False)
        for asks in (self.folder.clicked, self.verb.triggered):
            asks.connect(self._open_folder)
        self.hide()

    def offer(self, paths: Sequence[Path]) -> None:
        """Offer ``paths``, which lie in one folder; nothing where there are none."""
        self._paths = {path.suffix: path for path in paths}
        for suffix, button in self.files.items():
            button.setVisible(suffix in self._paths)
            button.setToolTip(str(self._paths.get(suffix, "")))
        for path in reversed(paths):  # the first has the keyboard, where it comes here
            self.setFocusProxy(self.files[path.suffix])
            self._folder = path.absolute().parent
            self.folder.setToolTip(str(self._folder))
        self.setVisible(bool(paths))
        self.verb.setEnabled(bool(paths) or self.verb.isEnabled())

    @Slot()
    def _open_folder(self) -> None:
        self._open(self._folder)

    def _open(self, path: Path | None) -> None:
        why_not = open_outside(path) if path else ""
        if why_not:
            self.told.emit(why_not)

    def _open_file(self, suffix: str) -> None:
        self._open(self._paths.get(suffix))

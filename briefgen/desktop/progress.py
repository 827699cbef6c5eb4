"""The strip in the status bar that tells what slow work is doing, and stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

if TYPE_CHECKING:
    from briefgen.desktop.jobs import Jobs

SHOWN_AFTER = 600  # milliseconds, so that quick work does not flicker


class ProgressStrip(QWidget):
    """Shows the step of the running job, once it has run for a while, and a Cancel button."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = QLabel(self)
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setMaximumWidth(110)
        bar.setMaximumHeight(12)
        self.cancel = QToolButton(self)
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Stop the work under way; no half file is left"))
        self.cancel.setAccessibleName(self.tr("Cancel the work under way"))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cancel.clicked.connect(jobs.cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.step)
        layout.addWidget(bar)
        layout.addWidget(self.cancel)
        self._wait = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._wait.timeout.connect(self.show)
        jobs.busy_changed.connect(self._on_busy)
        jobs.step_changed.connect(self._on_step)
        self.hide()

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        if not busy:
            self._wait.stop()
            self.hide()
        elif not self.isVisible() and not self._wait.isActive():
            self.step.setText(self.tr("Working…"))
            self._wait.start()

    @Slot(str)
    def _on_step(self, name: str) -> None:
        words = {
            "load": self.tr("Loading the facts…"),
            "select": self.tr("Selecting and checking…"),
            "PDF": self.tr("Drawing the PDF…"),
            "DOCX": self.tr("Drawing the Word document…"),
            "check": self.tr("Checking the finished files…"),
            "files": self.tr("Writing the files…"),
            "reveal": self.tr("Looking through the file…"),
            "compare": self.tr("Comparing with the pack handed out…"),
            "update": self.tr("Looking into the new facts…"),
            "verify": self.tr("Checking the pack against the facts…"),
        }
        self.step.setText(words.get(name, name))

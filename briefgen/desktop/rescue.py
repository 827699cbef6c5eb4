"""Keeps what is not saved, in case the program dies, and finds at the start what was kept so.

Each window has a file of its own in the user's state folder and a lock beside it, so that the work
of a window that is still open is not taken for lost. The file goes when the brief is saved or left.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from briefgen.desktop.snapshots import Snapshot, read_snapshot, write_snapshot
from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.desktop.state import State

_PAUSE = 5_000  # milliseconds from the first change to the file; at most so much is lost
_ENDING = ".unsaved"


class Rescue(QObject):
    """Writes the request of ``state`` into ``folder`` while it is not saved."""

    failed = Signal(str)  # why nothing can be kept there; told once

    def __init__(self, state: State, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._folder = state, folder
        self._path = folder / f"{uuid4().hex[:12]}{_ENDING}"
        self._lock: QLockFile | None = None
        self._is_told = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.keep)
        state.request_changed.connect(self._on_changed)
        state.document_changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        if not self._state.unsaved:
            self.let_go()
        elif not self._pause.isActive():
            self._pause.start()

    @Slot()
    def keep(self) -> None:
        """Write down what is not saved, now."""
        self._pause.stop()
        if not self._state.unsaved:
            return
        now = datetime.now().astimezone()
        try:
            write_snapshot(self._path, Snapshot(self._state.request, now, self._state.path))
            if self._lock is None:
                self._lock = _lock_of(self._path)
                self._lock.tryLock(0)
        except (BriefgenError, OSError) as error:
            if not self._is_told:
                self._is_told = True
                self.failed.emit(str(error))

    @Slot()
    def let_go(self) -> None:
        """Remove what was kept: it is saved, or the user has left it."""
        self._pause.stop()
        if self._lock is not None:
            self.remove(self._path)
            self._lock.unlock()
            self._lock = None

    def found(self) -> Iterator[tuple[Path, Snapshot]]:
        """What windows kept that are no longer there, the newest first."""
        kept = []
        for path in self._folder.glob(f"*{_ENDING}"):
            lock = _lock_of(path)
            if path != self._path and lock.tryLock(0):
                lock.unlock()
                if snapshot := read_snapshot(path):
                    kept.append((path, snapshot))
        yield from sorted(kept, key=lambda one: one[1].at, reverse=True)

    @staticmethod
    def remove(path: Path) -> None:
        """Remove what was kept at ``path``; what cannot be removed is offered again."""
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # however old; only one of a program that has ended is stale
    return lock

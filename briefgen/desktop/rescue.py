"""Keeps what is not saved, in case the program dies, and finds at the start what was kept so.

Each window has a file of its own in the user's state folder and a lock beside it, so that the work
of a window that is still open is not taken for lost. The file goes when the brief is saved or left,
or some days after it was first offered and put off; what nobody was offered stays.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec.structs import replace
from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from briefgen.desktop.snapshots import STAYS, Snapshot, read_snapshot, write_snapshot
from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.desktop.state import State

_PAUSE = 5_000  # milliseconds from the first change to the file; at most so much is lost
_SWEEP = 3_600_000  # milliseconds between two looks for what has stayed long enough
_ENDING = ".unsaved"
_LOCK = ".lock"


class Rescue(QObject):
    """Writes the request of ``state`` into ``folder`` while it is not saved."""

    keeping = Signal()  # before anything is written: a switch may have been turned elsewhere
    failed = Signal(str)  # why nothing can be kept there; told once

    def __init__(self, state: State, folder: Path, parent: QObject, *, is_on: bool = True) -> None:
        super().__init__(parent)
        self._state, self.folder, self._is_on = state, folder, is_on
        self._path = folder / f"{uuid4().hex[:12]}{_ENDING}"
        self._lock: QLockFile | None = None
        self._is_told = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.keep)
        self._sweeping = QTimer(self, interval=_SWEEP)
        self._sweeping.timeout.connect(self.sweep)
        self._sweeping.start()
        state.request_changed.connect(self._on_changed)
        state.document_changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        if not self._state.unsaved or not self._is_on:
            self.let_go()
        elif not self._pause.isActive():
            self._pause.start()

    @Slot()
    def keep(self) -> None:
        """Write down what is not saved, now."""
        self._pause.stop()
        if self._state.unsaved and self._is_on:
            self.keeping.emit()
        if not self._state.unsaved or not self._is_on:
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

    def switch(self, *, is_on: bool) -> None:
        """Keep what is not saved from now on, or keep nothing and remove what this window kept."""
        self._is_on = is_on
        self._on_changed()

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
        kept = [(path, snapshot) for path in self._left() if (snapshot := read_snapshot(path))]
        yield from sorted(kept, key=lambda one: one[1].at, reverse=True)

    def _left(self) -> list[Path]:
        """The files of windows that are no longer there, damaged and half written ones too."""
        try:
            paths = sorted(self.folder.iterdir())
        except OSError:
            return []
        return [
            path
            for path in paths
            if path.is_file()
            and path.suffix != _LOCK
            and path.stem != self._path.stem
            and _is_free(path)
        ]

    def put_off(self, path: Path, kept: Snapshot) -> None:
        """Note that ``kept`` was offered, for the first time; from then on its days count."""
        if kept.first_offered is None:
            now = datetime.now().astimezone()
            with contextlib.suppress(BriefgenError, OSError):  # it stays until it can be noted
                write_snapshot(path, replace(kept, first_offered=now))

    @Slot()
    def sweep(self) -> None:
        """Remove what was put off long enough ago, and what is old and cannot be read."""
        now = datetime.now().astimezone()
        for path in self._left():
            kept = read_snapshot(path)
            if kept is None:
                if _is_older_than_its_days(path):
                    self.remove(path)
            elif kept.stays_until(now) < now:
                self.remove(path)

    @property
    def count(self) -> int:
        """How many copies lie there, this window's among them; not those of other windows."""
        return len(self._left()) + (self._lock is not None)

    def remove_all(self) -> None:
        """Remove this window's copy and all that others left behind."""
        self.let_go()
        for path in self._left():
            self.remove(path)

    @staticmethod
    def remove(path: Path) -> None:
        """Remove what was kept at ``path``; what cannot be removed is offered again."""
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return


def _is_free(path: Path) -> bool:
    lock = _lock_of(path)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


def _is_older_than_its_days(path: Path) -> bool:
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return False
    return datetime.now(UTC) - changed > STAYS


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(_LOCK)))
    lock.setStaleLockTime(0)  # however old; only one of a program that has ended is stale
    return lock

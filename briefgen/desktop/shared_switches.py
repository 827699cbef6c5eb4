"""The switches of the settings, followed in every window that is open."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal, Slot

from briefgen.desktop.settings import FILE_NAME, read_settings

if TYPE_CHECKING:
    from pathlib import Path


class SharedSwitches(QObject):
    """Tells when another window has written the settings in ``folder``."""

    turned = Signal(object)  # the Settings as they lie there

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._last: bytes | None = None
        with contextlib.suppress(OSError):  # where none can be made, none can be written either
            folder.mkdir(parents=True, exist_ok=True)
        self._watcher = QFileSystemWatcher(self)
        if folder.is_dir():  # the folder: the file is replaced whole, and a watch on it ends there
            self._watcher.addPath(str(folder))
        self._watcher.directoryChanged.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Read the settings where they differ from what was read last.

        Called before anything is kept too: folders on a network tell of no change.
        """
        try:
            data = (self._folder / FILE_NAME).read_bytes()
        except OSError:
            return
        if data == self._last:
            return
        self._last = data
        settings, trouble = read_settings(self._folder)
        if not trouble:
            self.turned.emit(settings)

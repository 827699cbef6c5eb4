"""Files and folders opened with whatever this machine has for them; nothing leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def open_outside(path: Path) -> str:
    """Open the file or folder at ``path``; a sentence where that cannot be, or ""."""
    if not path.exists():
        words = QCoreApplication.translate("opening", "It is no longer there: {path}")
    elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return ""
    else:
        words = QCoreApplication.translate("opening", "No program here opens it: {path}")
    return words.format(path=path)

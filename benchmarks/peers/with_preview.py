"""Our preview: from the blocks to the first page as a picture, as after a click in the window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from with_briefgen import HOUSE, make_pack, prepare

from briefgen.render.files import find_house, render_files
from briefgen.render.layout.kept import Kept
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = QSize(794, 1123)  # an A4 page at 96 dots to the inch
_application = QGuiApplication([])
_kept = Kept()


def write(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Make the PDF in memory, load it and draw its first page; the file is for the check."""
    del folder
    house = find_house(bundled_templates(), HOUSE)
    data = render_files(make_pack(content), house, [target], kept=_kept)[target]
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.render(0, _SIZE).isNull():
        raise RuntimeError("the first page was not drawn")
    document.close()
    target.write_bytes(data)


__all__ = ["prepare", "write"]

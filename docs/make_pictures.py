"""Make the pictures of the readme from the real program: the window, and a page of the sample.

    python docs/make_pictures.py

Needs no screen: Qt draws into memory, with the font that the documents embed, so that the
pictures are the same on every machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

PICTURES = Path(__file__).resolve().parent / "pictures"
WINDOW = (1440, 900)  # pixels
PAGE_WIDTH = 900  # pixels
PAGE = 3  # the fourth: the first topic, with points to make
FACT = 3  # row of the list that is shown in full
PATIENCE = 60_000  # milliseconds

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["BRIEFGEN_HOME"] = tempfile.mkdtemp(prefix="briefgen-pictures-")

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from briefgen.desktop.app import build_window
from briefgen.desktop.dialogs import Dialogs
from briefgen.render.fonts import font_file


def main() -> int:
    """Open the window on the sample visit, wait for its pages, and keep both pictures."""
    app = QApplication(["briefgen"])
    app.setStyle("Fusion")
    for bold in (False, True):
        QFontDatabase.addApplicationFontFromData(font_file("Noto Sans", bold, italic=False))
    app.setFont(QFont("Noto Sans", 9))
    window = build_window([], Dialogs(app))
    window.resize(*WINDOW)
    window.show()
    if not _wait_for(window.panes.preview.shown):
        print("The preview did not come.", file=sys.stderr)
        return 1
    _pause(1500)  # milliseconds, until the visible pages are painted
    PICTURES.mkdir(exist_ok=True)
    pages = window.panes.preview.view.pageNavigator()
    pages.jump(PAGE, pages.currentLocation())
    window.panes.facts.table.selectRow(FACT)
    _pause(1500)
    window.grab().save(str(PICTURES / "window.png"))
    _page(window.panes.preview.document).save(str(PICTURES / "page.png"))
    return 0


def _page(document: QPdfDocument) -> QImage:
    size = document.pagePointSize(PAGE)
    height = round(PAGE_WIDTH * size.height() / size.width())
    drawn = document.render(PAGE, QSize(PAGE_WIDTH, height))
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


def _wait_for(signal: object) -> bool:
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    gave_up = QTimer(singleShot=True)
    gave_up.timeout.connect(lambda: loop.exit(1))
    gave_up.start(PATIENCE)
    return loop.exec() == 0


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())

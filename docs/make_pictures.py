"""Make the pictures of the docs from the real program: the window, pages, each kind of figure.

    python docs/make_pictures.py

Needs no screen: Qt draws into memory, with the font that the documents embed, so that the
pictures are the same on every machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

PICTURES = Path(__file__).resolve().parent / "pictures"
WINDOW = (1440, 900)  # pixels
PAGE_WIDTH = 900  # pixels
HOUSE_WIDTH, HOUSE_GAP = 620, 16  # pixels: of a page in the picture of all houses, and around it
PAGE = 2  # the third: the steering note with the three messages
URDU_PAGE = 6  # the seventh: what to say of trade, and what they may raise
PRODUCTS = {  # the page of each product that shows best what it is
    "visit-pack": 5, "checklist": 2, "background": 2, "call-brief": 0, "pocket-card": 0,
    "releasable": 3,
}  # fmt: skip
DAY = date(2026, 11, 22)  # that the figures speak from
EARLIER = date(2026, 2, 10)  # that the pack speaks from which the addendum brings up to date
MARGIN = 5.0  # points round a figure
FACT = 3  # row of the list that is shown in full
PATIENCE = 60_000  # milliseconds

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["BRIEFGEN_HOME"] = tempfile.mkdtemp(prefix="briefgen-pictures-")

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from briefgen.desktop.app import build_window
from briefgen.desktop.dialogs import Dialogs
from briefgen.desktop.library import load_library
from briefgen.desktop.making import make_preview
from briefgen.factbase.load import load_factbase
from briefgen.pack.addendum.making import make_addendum
from briefgen.pack.after.compare import compare, side_of_made
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.build import make_pack
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.request import Request, Side
from briefgen.render.faces.fonts import font_file
from briefgen.render.files import find_house, house_names
from briefgen.render.layout.pages import lay_out
from briefgen.render.making import make_to_fit
from briefgen.render.pdf.document import draw_layout
from briefgen.render.remaking import with_pages
from briefgen.resources import bundled_data, bundled_templates


def main() -> int:
    """Open the window on the sample visit, wait for its pages, and keep all pictures."""
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
    _page(window.panes.preview.document, PAGE_WIDTH).save(str(PICTURES / "page.png"))
    _houses().save(str(PICTURES / "houses.png"))
    _urdu().save(str(PICTURES / "urdu.png"))
    make_products()
    make_figures()
    return 0


def make_figures() -> None:
    """A picture of each figure that the bundled facts of these years allow, map included."""
    request = Request(first="2020", last="2026", voice=Side.NEUTRAL, route_map=True)
    pack = make_pack(load_factbase(bundled_data()), request, bundled_templates(), DAY).pack
    house = find_house(bundled_templates(), request.house)
    for block in pack.blocks:
        if not isinstance(block, FigureBlock):
            continue
        layout = lay_out(replace(pack, blocks=(block,)), house)
        last = layout.pages[0].items[-1]
        scale = PAGE_WIDTH / house.page_width
        top = round((layout.frames[0].top - MARGIN) * scale)
        tall = round((last.y + last.strip.height + 2 * MARGIN) * scale)
        data = QBuffer()
        data.setData(QByteArray(draw_layout(layout).data))
        data.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(data)
        picture = _page(document, PAGE_WIDTH, 0).copy(QRect(0, top, PAGE_WIDTH, tall))
        picture.save(str(PICTURES / f"figure-{block.id.replace('.', '-')}.png"))


def _sample(**changes: str) -> QPdfDocument:
    """The sample visit as a PDF, with ``changes`` to its request."""
    data, templates, today = bundled_data(), bundled_templates(), datetime.now(UTC).date()
    request = request_from(read_brief(templates / "sample.brief"), "sample.brief")
    library = load_library(data, templates, today)
    preview = make_preview(library, replace(request, **changes), today, [].append)
    return _loaded(QByteArray(preview.pdf))


def _loaded(pdf: QByteArray) -> QPdfDocument:
    """The document in the bytes ``pdf``."""
    document = QPdfDocument(None)
    held = QBuffer(document)
    held.setData(pdf)
    held.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(held)
    return document


def _urdu() -> QImage:
    """A page of the sample visit in Urdu."""
    return _page(_sample(language="ur"), PAGE_WIDTH, URDU_PAGE)


def make_products() -> None:
    """A page of the sample visit as each product."""
    for name, page in PRODUCTS.items():
        picture = _page(_sample(product=name), HOUSE_WIDTH, page)
        picture.save(str(PICTURES / f"product-{name}.png"))
    _page(_addendum(), HOUSE_WIDTH, 1).save(str(PICTURES / "product-addendum.png"))


def _addendum() -> QPdfDocument:
    """What has changed in the sample visit since a day on which less was known."""
    templates, base = bundled_templates(), load_factbase(bundled_data())
    request = request_from(read_brief(templates / "sample.brief"), "sample.brief")
    old, new = (
        side_of_made(make_to_fit(base, request, templates, day)[0], "sample.brief")
        for day in (EARLIER, DAY)
    )
    pack = make_addendum(with_pages(old, templates), new, compare(old, new), templates, 1)
    held = QByteArray(draw_layout(lay_out(pack, find_house(templates, request.house))).data)
    return _loaded(held)


def _houses() -> QImage:
    """The same page in each of the houses we ship, side by side."""
    templates = bundled_templates()
    pages = [_page(_sample(house=name), HOUSE_WIDTH) for name in house_names(templates)]
    step = HOUSE_WIDTH + HOUSE_GAP
    sheet = QImage(
        step * len(pages) + HOUSE_GAP, pages[0].height() + 2 * HOUSE_GAP, QImage.Format.Format_RGB32
    )
    sheet.fill(Qt.GlobalColor.lightGray)
    painter = QPainter(sheet)
    for number, page in enumerate(pages):
        painter.drawImage(HOUSE_GAP + number * step, HOUSE_GAP, page)
    painter.end()
    return sheet


def _page(document: QPdfDocument, width: int, page: int = PAGE) -> QImage:
    size = document.pagePointSize(page)
    height = round(width * size.height() / size.width())
    drawn = document.render(page, QSize(width, height))
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

"""The pages on the right: those of the choices, and they keep their place."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter

from briefgen.desktop.export_choice import ExportChoice
from briefgen.desktop.making import make_preview, write_pack
from briefgen.desktop.preview import PreviewPanel
from briefgen.desktop.standing import Standing
from briefgen.pack.fingerprints import straight
from briefgen.pack.request import Request
from tests.desktop.desk import TODAY, open_window, show_preview

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.library import Library
    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded


@pytest.fixture
def desk(short_desk: tuple[MainWindow, Recorded]) -> tuple[MainWindow, Recorded]:
    """A window whose pack is soon made."""
    return short_desk


def test_the_first_pages_come_by_themselves(qtbot: QtBot, tmp_path: Path) -> None:
    """A window shows the pack of what it was opened with, without a key for it."""
    window, _dialogs = open_window(qtbot, tmp_path, first_pages=True)
    qtbot.waitUntil(lambda: window.live.made is not None, timeout=20_000)

    assert "Sample visit to Astana" in window.panes.preview.text()


def test_the_pages_follow_what_is_typed_about_the_visit(qtbot: QtBot, window: MainWindow) -> None:
    """A new title stands on the pages after a short pause, without a key for it."""
    show_preview(qtbot, window)
    window.panes.tabs.setCurrentIndex(1)
    window.panes.visit.fields["title"].selectAll()
    with qtbot.waitSignal(window.panes.preview.shown, timeout=20_000):
        qtbot.keyClicks(window.panes.visit.fields["title"], "Talks in Almaty")
    assert window.windowTitle() == "Talks in Almaty[*] – briefgen"
    assert "Talks in Almaty" in window.panes.preview.text()
    assert "Sample visit to Astana" not in window.panes.preview.text()


def _coloured(colour: str, pages: int = 12) -> bytes:
    """A PDF whose pages are all of ``colour``."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(data)
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.fillRect(painter.viewport(), QColor(colour))
    painter.end()
    return bytes(data.data().data())


def _in_sight(panel: PreviewPanel) -> str:
    """The colour of the page in the middle of the view, once a picture of it was drawn."""
    seen = panel.view.viewport().grab().toImage()
    return seen.pixelColor(seen.rect().center()).name()


def _turn_white_to(qtbot: QtBot, panel: PreviewPanel, colour: str) -> None:
    with qtbot.waitSignal(panel.shown):
        panel.show_pdf(_coloured(colour))
    qtbot.waitUntil(lambda: not panel.held, timeout=5_000)
    qtbot.waitUntil(lambda: _in_sight(panel) != "#ffffff", timeout=5_000)


def test_a_new_brief_never_shows_the_pages_of_the_one_before(qtbot: QtBot) -> None:
    """Neither after the first steps stood in their place, nor while a page is being drawn."""
    panel = PreviewPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 700)
    panel.show()
    _turn_white_to(qtbot, panel, "#ff0000")
    assert _in_sight(panel) == "#ff0000"
    panel.go_to(3)
    panel.show_pages(shown=False)
    qtbot.waitUntil(lambda: not panel.view.isVisible())
    panel.show_pages(shown=True)
    assert not panel.view.isVisible()
    _turn_white_to(qtbot, panel, "#0000ff")
    assert panel.view.isVisible()
    assert _in_sight(panel) == "#0000ff"
    assert panel.page.value() == 1

    panel.go_to(6)  # whose picture is not drawn yet when the next pages come
    panel.view.viewport().repaint()
    _turn_white_to(qtbot, panel, "#00ff00")
    assert _in_sight(panel) == "#00ff00"
    assert panel.page.value() == 6


def test_page_and_place_stay_when_the_pages_are_made_anew(qtbot: QtBot, window: MainWindow) -> None:
    """A reader on page 5 is still there after a refresh."""
    show_preview(qtbot, window)
    window.panes.preview.go_to(5)
    bar = window.panes.preview.view.verticalScrollBar()
    bar.setValue(bar.value() + 37)
    place, page = bar.value(), window.panes.preview.page.value()
    old = window.panes.preview.document
    show_preview(qtbot, window)
    assert window.panes.preview.document is not old
    assert (bar.value(), window.panes.preview.page.value()) == (place, page)


def test_the_old_picture_covers_the_view_while_new_pages_are_painted(
    qtbot: QtBot, window: MainWindow
) -> None:
    """No white flash between two packs; the first move of the user takes the cover away."""
    show_preview(qtbot, window)
    show_preview(qtbot, window)
    covers = window.panes.preview.view.viewport().findChildren(type(window.panes.preview.pages))
    assert [cover.isVisible() for cover in covers] == [True]
    window.panes.preview.view.verticalScrollBar().setValue(20)
    assert [cover.isVisible() for cover in covers] == [False]


def test_pages_and_zoom_are_moved_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    """Next and previous page, larger and smaller."""
    show_preview(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert window.panes.preview.page.value() == 2
    qtbot.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert window.panes.preview.page.value() == 1
    window.panes.preview.zoom.setCurrentText("100 %")
    window.panes.preview.zoom_in()
    assert window.panes.preview.zoom.currentText() == "125 %"
    window.panes.preview.zoom_out()
    window.panes.preview.zoom_out()
    assert window.panes.preview.zoom.currentText() == "75 %"


def test_the_pages_turn_to_the_chosen_fact(qtbot: QtBot, window: MainWindow) -> None:
    """F4 shows the page where the fact stands, not the contents page; where none is, it says so."""
    show_preview(qtbot, window)
    pages = window.panes.preview
    fact = next(
        one.fact
        for one in map(window.panes.facts.model.fact_at, range(200))
        if one and "".join(one.fact.statement.split()) in "".join(pages.text().split())
    )
    window.panes.facts.show_fact(fact.id)
    window.menus.actions["show"].trigger()
    here = pages.document.getAllText(pages.page.value() - 1).text()
    assert "".join(fact.statement.split()) in "".join(here.split())
    window.panes.preview.go_to(1)
    window.panes.facts.everything.setChecked(True)
    outside = next(one for one in window.state.judged.values() if one.standing is Standing.OUTSIDE)
    window.panes.facts.show_fact(outside.fact.id)
    window.menus.actions["show"].trigger()
    assert "does not stand" in window.statusBar().currentMessage()


def test_the_pages_turn_to_a_fact_whose_apostrophes_print_has_set(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A fact is typed with straight ones; it is found all the same."""
    show_preview(qtbot, window)
    pages = window.panes.preview
    printed = "".join(straight(pages.text()).split())
    fact = next(
        one.fact
        for one in map(window.panes.facts.model.fact_at, range(200))
        if one and "'" in one.fact.statement and "".join(one.fact.statement.split()) in printed
    )
    window.panes.facts.show_fact(fact.id)
    window.menus.actions["show"].trigger()
    here = pages.document.getAllText(pages.page.value() - 1).text()
    assert "’" in here
    assert "".join(fact.statement.split()) in "".join(straight(here).split())


def test_no_topic_is_told_above_the_pages_and_the_last_good_pack_stays(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A request that makes no pack is no reason for a dialog."""
    before = show_preview(qtbot, window)
    window.panes.topics.topics_chosen.emit(set())
    window.live.refresh()
    assert "No topic is chosen" in window.panes.preview.message.text()
    assert window.panes.preview.message.isVisible()
    assert window.panes.preview.text() == before


def test_the_preview_is_the_file_that_an_export_writes(library: Library, tmp_path: Path) -> None:
    """Byte for byte the same PDF."""
    request = Request(topics=("culture",), first="2022")
    preview = make_preview(library, request, TODAY, str)
    path = tmp_path / "same.pdf"
    write_pack(library, request, TODAY, ExportChoice((path,)), str)
    assert sha256(path.read_bytes()).digest() == sha256(preview.pdf).digest()


def test_the_checks_are_folded_and_unfold(qtbot: QtBot, window: MainWindow) -> None:
    """One line says how much was found; the list says what and what to do."""
    show_preview(qtbot, window)
    assert window.live.made
    found = len(window.live.made.findings)
    assert found
    assert str(found) in window.panes.findings.button.text()
    assert not window.panes.findings.list.isVisible()
    window.panes.findings.button.click()
    assert window.panes.findings.list.isVisible()

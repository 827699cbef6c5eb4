"""What was exported, opened from the window: the files, or the folder they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded


class Opener(QObject):
    """Stands where the programs of the machine stand: keeps what it is to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Keep the path."""
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    """What Qt hands files and folders to."""
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    yield opener
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def desk(short_desk: tuple[MainWindow, Recorded]) -> tuple[MainWindow, Recorded]:
    """A window whose pack is soon made."""
    return short_desk


def _exported(desk: tuple[MainWindow, Recorded], verb: str, *paths: Path) -> MainWindow:
    window, dialogs = desk
    dialogs.exports.append(paths)
    window.menus.actions[verb].trigger()
    assert not dialogs.failures
    window.activateWindow()
    return window


def test_both_files_and_their_folder_are_opened_by_keys(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path, opener: Opener
) -> None:
    """F6 leads to the buttons, Tab from one to the next, the space key presses them."""
    paths = (tmp_path / "a.docx", tmp_path / "a.pdf")
    window = _exported(desk, "export", *paths)
    qtbot.waitUntil(window.isActiveWindow)
    window.panes.preview.view.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    for _path in (*paths, tmp_path):
        at = QApplication.focusWidget()
        assert at is not None
        qtbot.keyClick(at, Qt.Key.Key_Space)
        qtbot.keyClick(at, Qt.Key.Key_Tab)

    assert opener.opened == [*map(str, paths), str(tmp_path)]
    at = QApplication.focusWidget()
    assert at is window.reveals.tree
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.panes.tabs.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.reveals.tree


def test_the_folder_can_be_opened_when_the_panel_is_put_away(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path, opener: Opener
) -> None:
    """A key of its own, which does nothing before the first export."""
    window = desk[0]
    verb = window.menus.actions["folder"]
    assert not verb.isEnabled()
    _exported(desk, "pdf", tmp_path / "a.pdf")
    qtbot.waitUntil(window.isActiveWindow)
    window.reveals.hide()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_F, keys)
    assert opener.opened == [str(tmp_path)]


def test_only_what_was_written_is_offered(
    desk: tuple[MainWindow, Recorded], tmp_path: Path, opener: Opener
) -> None:
    """One button for one file; none for a file that was only looked through."""
    window = _exported(desk, "pdf", tmp_path / "a.pdf")
    buttons = window.reveals.written.files
    assert [name for name, button in buttons.items() if button.isVisible()] == [".pdf"]
    desk[1].documents.append(tmp_path / "a.pdf")
    window.menus.actions["reveal"].trigger()
    assert window.reveals.isVisible()
    assert not window.reveals.written.isVisible()
    assert opener.opened == []


@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|QPlatformServices::openDocument)")
def test_a_file_that_has_gone_and_one_that_nothing_opens_are_told(
    desk: tuple[MainWindow, Recorded], tmp_path: Path, opener: Opener
) -> None:
    """A button that does nothing would be pressed again and again."""
    del opener
    window = _exported(desk, "pdf", tmp_path / "a.pdf")
    QDesktopServices.unsetUrlHandler("file")  # and the screen of the tests opens nothing itself
    window.reveals.written.files[".pdf"].click()
    assert window.statusBar().currentMessage() == f"No program here opens it: {tmp_path / 'a.pdf'}"
    (tmp_path / "a.pdf").unlink()
    window.reveals.written.files[".pdf"].click()
    assert window.statusBar().currentMessage() == f"It is no longer there: {tmp_path / 'a.pdf'}"

"""Newer facts taken in while the window is open: shown first, then laid over, the brief stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.desktop.update_dialog import UpdateDialog
from briefgen.paths import updates_folder
from briefgen.trust.keys import new_key
from tests.desktop.desk import Recorded, open_window
from tests.trust.updates import Room, make_room

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow

FIGURE = "trade.2021.total"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A base that trusts one signer, and a home of its own."""
    return make_room(tmp_path, monkeypatch)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, room: Room) -> tuple[MainWindow, Recorded]:
    """A window over that base, with a title typed in."""
    window, dialogs = open_window(qtbot, tmp_path, data=room.base)
    request = window.state.request
    visit = replace(request.visit, title="Talks in Almaty")
    window.state.change(replace(request, visit=visit), "title")
    return window, dialogs


def _take_in(window: MainWindow, dialogs: Recorded, path: Path) -> None:
    dialogs.updates.append(path)
    window.menus.actions["update"].trigger()


def _value(window: MainWindow) -> object:
    assert window.state.library
    return window.state.library.base.observations[FIGURE].value


def test_new_facts_count_at_once_and_the_brief_stays(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """No restart, no lost title, and what was typed can still be undone."""
    window, dialogs = desk
    assert _value(window) == 45
    _take_in(window, dialogs, room.signed())

    assert not dialogs.failures, dialogs.failures[0].details
    assert _value(window) == 46
    assert window.state.request.visit.title == "Talks in Almaty"
    assert window.state.unsaved
    assert "Taken in: pk-kz 12" in window.statusBar().currentMessage()
    window.menus.actions["undo"].trigger()
    assert window.state.request.visit.title == "Sample visit to Astana"


def test_what_would_change_is_shown_before_and_may_be_left(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """Who signed it, the new words of each fact, the old and the new figure."""
    window, dialogs = desk
    dialogs.takes_in = False
    _take_in(window, dialogs, room.signed())

    assert _value(window) == 45
    assert not updates_folder().exists()
    [found] = dialogs.found_facts
    dialog = UpdateDialog(found)
    qtbot.addWidget(dialog)
    dialog.show()
    assert room.signer.public.id in dialog.head.text()
    assert "The bureau counted again." in dialog.head.text()
    told = dialog.text.toPlainText()
    assert "Trade came to 46 million dollars in 2021." in told
    assert "value\nBefore: 45\nNow: 46" in told
    dialog.take.click()
    assert dialog.result() == 1


def test_an_update_that_nobody_trusted_signed_is_refused(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """Nothing has changed; the next step is another file."""
    window, dialogs = desk
    _take_in(window, dialogs, room.signed(by=new_key()))

    [failure] = dialogs.failures
    assert (failure.title, failure.next_step) == (
        "The new facts are not taken in",
        "Choose another file",
    )
    assert dialogs.found_facts == []
    assert _value(window) == 45

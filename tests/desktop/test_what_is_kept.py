"""What stays on the machine: who uses the window is told where and how long, and can end it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QFileSystemWatcher, QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QApplication

from briefgen.desktop.found_box import Found, FoundBox
from briefgen.desktop.settings import Settings, read_settings, write_settings
from briefgen.desktop.settings_dialog import SettingsDialog
from briefgen.desktop.snapshots import Snapshot, read_snapshot, write_snapshot
from briefgen.pack.request import Request, Visit
from tests.desktop.desk import open_window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

LEFT = Request(topics=("culture",), visit=Visit(title="Astana in spring"))
ALT = Qt.KeyboardModifier.AltModifier


def _in_settings(qtbot: QtBot, window: MainWindow, act: Callable[[SettingsDialog], None]) -> None:
    """Open the settings with their key and ``act`` in them, which has to close them."""
    seen: list[SettingsDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        seen.append(dialog)
        try:
            qtbot.waitUntil(dialog.isActiveWindow)
            act(dialog)
        finally:
            dialog.close()

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTimer.singleShot(0, look)
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert seen, "Ctrl+, opened nothing"


def _toggle(qtbot: QtBot, dialog: SettingsDialog, key: Qt.Key) -> None:
    """Press Alt and ``key``, which a box of the dialog has as its letter, and see it turn."""
    boxes = (dialog.unsaved, dialog.recent)
    before = [box.isChecked() for box in boxes]
    qtbot.keyClick(dialog, key, ALT)
    qtbot.waitUntil(lambda: [box.isChecked() for box in boxes] != before)


def _kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "unsaved").glob("*"))


def _leave_behind(folder: Path, name: str = "old", days: int | None = None) -> Path:
    """A copy of a window that ended, offered first ``days`` ago."""
    now = datetime.now(UTC)
    offered = None if days is None else now - timedelta(days=days)
    path = folder / "unsaved" / f"{name}.unsaved"
    write_snapshot(path, Snapshot(LEFT, now - timedelta(days=60), None, offered))
    return path


def test_the_copies_are_switched_off_by_keys(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """What this window kept goes at once, nothing is kept from then on, also at the next start."""
    window, _dialogs = desk
    window.state.change(replace(window.state.request, first="2021"), "dates")
    window.rescue.keep()
    assert len(_kept(tmp_path)) == 2  # and its lock

    def switch_off(dialog: SettingsDialog) -> None:
        _toggle(qtbot, dialog, Qt.Key.Key_K)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    _in_settings(qtbot, window, switch_off)
    assert _kept(tmp_path) == []
    window.rescue.keep()
    assert _kept(tmp_path) == []
    settings, trouble = read_settings(tmp_path / "config")
    assert (settings.keep_unsaved, trouble) == (False, "")
    window.close()

    later, _asked = open_window(qtbot, tmp_path, settings=read_settings(tmp_path / "config")[0])
    later.state.change(replace(later.state.request, first="2021"), "dates")
    later.rescue.keep()
    assert _kept(tmp_path) == []

    def switch_on(dialog: SettingsDialog) -> None:
        _toggle(qtbot, dialog, Qt.Key.Key_K)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    _in_settings(qtbot, later, switch_on)
    later.rescue.keep()
    assert len(_kept(tmp_path)) == 2


def test_another_open_window_follows_the_switch(qtbot: QtBot, tmp_path: Path) -> None:
    """Its copy goes when the switch is turned off, none comes after; turned on, it keeps again."""
    window, _dialogs = open_window(qtbot, tmp_path)
    other, _others = open_window(qtbot, tmp_path)
    for one in (window, other):
        one.state.change(replace(one.state.request, first="2021"), "dates")
        one.rescue.keep()
    assert len(_kept(tmp_path)) == 4  # each with its lock

    def switch(dialog: SettingsDialog) -> None:
        _toggle(qtbot, dialog, Qt.Key.Key_K)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    _in_settings(qtbot, window, switch)
    qtbot.waitUntil(lambda: _kept(tmp_path) == [])
    other.state.change(replace(other.state.request, first="2022"), "dates")
    other.rescue.keep()
    assert _kept(tmp_path) == []
    _in_settings(qtbot, other, switch)
    window.state.change(replace(window.state.request, first="2022"), "dates")
    qtbot.waitUntil(lambda: window.settings.keep_unsaved)
    window.rescue.keep()
    other.rescue.keep()
    assert len(_kept(tmp_path)) == 4


def test_a_switch_that_no_watch_told_of_is_seen_before_a_copy_is_written(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """A folder on a network tells of no change: the settings are read before each copy."""
    window, _dialogs = open_window(qtbot, tmp_path)
    with QSignalBlocker(window.switches.findChild(QFileSystemWatcher)):
        write_settings(tmp_path / "config", Settings(keep_unsaved=False))
        window.state.change(replace(window.state.request, first="2021"), "dates")
        window.rescue.keep()
        assert _kept(tmp_path) == []
        assert not window.settings.keep_unsaved


def test_leaving_the_settings_with_escape_changes_nothing(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded]
) -> None:
    """Nor does the keyboard go astray."""
    window, _dialogs = desk
    window.activateWindow()
    window.panes.facts.search.setFocus()
    before = window.settings

    def leave(dialog: SettingsDialog) -> None:
        _toggle(qtbot, dialog, Qt.Key.Key_K)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    _in_settings(qtbot, window, leave)
    assert window.settings == before
    assert window.focusWidget() is window.panes.facts.search


def test_the_settings_say_where_and_how_long_and_remove_at_once(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Those of windows that ended, damaged ones too; the copy of a window that is open stays."""
    window, _dialogs = desk
    other, _asked = open_window(qtbot, tmp_path)
    other.state.change(replace(other.state.request, first="2021"), "dates")
    other.rescue.keep()
    [of_other] = (tmp_path / "unsaved").glob("*.unsaved")
    _leave_behind(tmp_path)
    (tmp_path / "unsaved" / "damaged.unsaved").write_text("at = 5\n", encoding="utf-8")

    def remove(dialog: SettingsDialog) -> None:
        told = dialog.unsaved.accessibleDescription()
        assert str(tmp_path / "unsaved") in told
        assert "7 days" in told
        assert dialog.count.text() == "Copies there now: 2"
        qtbot.keyClick(dialog, Qt.Key.Key_R, ALT)
        qtbot.waitUntil(lambda: dialog.count.text() == "There is no copy now.")
        assert not dialog.remove.isEnabled()
        assert dialog.unsaved.hasFocus()

    _in_settings(qtbot, window, remove)
    assert list((tmp_path / "unsaved").glob("*.unsaved")) == [of_other]


def test_what_was_put_off_goes_after_its_days_and_nothing_unseen(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """However old, it is offered once; the days are told and count from there."""
    unseen = _leave_behind(tmp_path, "unseen")
    late, due = _leave_behind(tmp_path, "late", 6), _leave_behind(tmp_path, "due", 8)
    damaged = tmp_path / "unsaved" / ".briefgen-half.part"
    damaged.write_text("half written", encoding="utf-8")
    long_ago = (datetime.now(UTC) - timedelta(days=8)).timestamp()
    os.utime(damaged, (long_ago, long_ago))

    window, asked = open_window(qtbot, tmp_path, found=(Found.LATER, Found.LATER))
    assert [unseen.exists(), late.exists(), due.exists()] == [True, True, False]
    assert not damaged.exists()
    assert len(asked.offered) == 2
    noted = read_snapshot(unseen)
    assert noted
    assert noted.first_offered
    assert noted.request == LEFT
    last = noted.first_offered + timedelta(days=7)
    box = FoundBox(noted)
    qtbot.addWidget(box)
    assert f"{last.day} {last:%B %Y}" in box.informativeText()

    put_off = replace(noted, first_offered=noted.first_offered - timedelta(days=8))
    write_snapshot(unseen, put_off)
    window.rescue.sweep()  # what the window does every hour
    assert not unseen.exists()
    assert late.exists()


def test_names_of_files_are_not_kept_where_that_is_switched_off(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The list is emptied and stays so; another window that closes does not bring it back."""
    window, dialogs = desk
    dialogs.save.append(tmp_path / "a.brief")
    window.menus.actions["save-as"].trigger()
    other, _asked = open_window(qtbot, tmp_path, settings=window.settings)
    assert window.settings.recent

    def switch_off(dialog: SettingsDialog) -> None:
        _toggle(qtbot, dialog, Qt.Key.Key_M)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    _in_settings(qtbot, window, switch_off)
    assert not window.menus.recent.isEnabled()
    window.menus.actions["save"].trigger()
    window.close()
    other.close()
    settings, _trouble = read_settings(tmp_path / "config")
    assert settings.recent == ()
    assert not settings.keep_recent
    assert settings != Settings()

"""The .brief file in the window: opened, saved, remembered, and never lost without a question."""

from __future__ import annotations

import contextlib
import os
import signal
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest

from briefgen import resources
from briefgen.desktop.actions import folder_of
from briefgen.desktop.dialogs import Answer
from briefgen.desktop.settings import Settings
from briefgen.pack.brief_file import brief_text, read_brief, request_from
from briefgen.pack.request import Layout, Request, Side, Visit
from tests.desktop.desk import open_window, show_preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

FULL = Request(
    product="checklist",
    voice=Side.KAZ,
    topics=("culture", "trade.goods"),
    first="2020",
    last="2025-06",
    as_of=date(2026, 1, 31),
    marking="TLP:AMBER",
    visit=Visit(
        title="Қызылорда visit – “second”",
        place="Astana",
        dates="2026-12",
        principal="the Minister",
        counterpart="the Akim",
        prepared_by="Desk",
        contact="ext. 4",
        issue="2",
    ),
    pinned=("recognition-soon-after-independence",),
)


@contextlib.contextmanager
def _no_room() -> Iterator[None]:
    """No file of this process may grow, as on a disk that is full."""
    import resource  # noqa: PLC0415 - not there on Windows

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, heard)


def test_the_first_run_shows_the_sample_visit(window: MainWindow) -> None:
    """Something real to look at, unchanged and belonging to no file."""
    sample = resources.bundled_templates() / "sample.brief"
    assert window.state.request == request_from(read_brief(sample), sample)
    assert window.state.path is None
    assert not window.state.unsaved
    assert window.windowTitle().startswith("Sample visit to Astana")


def test_a_brief_comes_back_as_it_was_saved(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Every choice survives saving, closing and opening by the command line."""
    window, dialogs = desk
    path = tmp_path / "full.brief"
    window.state.change(FULL, "all of it")
    dialogs.save.append(path)
    window.menus.actions["save"].trigger()
    assert not window.state.unsaved
    again, _dialogs = open_window(qtbot, tmp_path, brief=path)
    assert again.state.request == FULL
    assert again.state.path == path
    assert again.panes.visit.fields["title"].text() == FULL.visit.title
    assert again.panes.visit.look.marking.currentText() == "TLP:AMBER"
    assert again.panes.choices.product.currentData() == "checklist"


def opened_and_changed(window: MainWindow, dialogs: Recorded, folder: Path) -> Path:
    """A .brief that is open in the window, with a change that is not saved."""
    path = folder / "a.brief"
    path.write_text(brief_text(FULL), encoding="utf-8")
    dialogs.open.append(path)
    window.menus.actions["open"].trigger()
    window.state.change(replace(FULL, first="2021"), "dates")
    return path


def test_saving_again_asks_for_no_name(desk: tuple[MainWindow, Recorded], tmp_path: Path) -> None:
    """Ctrl+S writes to the file that is open."""
    window, dialogs = desk
    path = opened_and_changed(window, dialogs, tmp_path)
    assert window.isWindowModified()
    window.menus.actions["save"].trigger()
    assert not window.isWindowModified()
    assert not dialogs.suggestions
    assert request_from(read_brief(path), path).first == "2021"


def test_a_brief_that_was_changed_elsewhere_is_not_written_over_unasked(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """One sentence, and the file is as the other left it until the user says so."""
    window, dialogs = desk
    path = opened_and_changed(window, dialogs, tmp_path)
    others = brief_text(replace(FULL, last="2024"))
    path.write_text(others, encoding="utf-8")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    [failure] = dialogs.failures
    assert "“a.brief” was changed elsewhere" in failure.text
    assert path.read_text(encoding="utf-8") == others
    assert window.state.unsaved
    dialogs.next_steps.append(True)
    for _ in range(2):  # the second time it is as this window left it
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(dialogs.failures) == 2
    assert request_from(read_brief(path), path).first == "2021"


def test_where_nothing_can_be_written_the_brief_stays_unsaved(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """One sentence that names the place, no half file, and the choices are still there."""
    window, dialogs = desk
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    place = tmp_path / "file" / "a.brief"
    window.state.change(replace(window.state.request, first="2021"), "dates")
    dialogs.save.append(place)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    [failure] = dialogs.failures
    assert failure.title == "The file was not written"
    assert failure.text.startswith(f"Cannot write {place}: ")
    assert failure.next_step == "Choose another place"
    assert window.state.unsaved
    assert window.state.path is None


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can limit a file's size")
def test_a_disk_that_is_full_leaves_the_brief_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    """The operating system lets no file grow: what was saved before stands there whole."""
    path = tmp_path / "a.brief"
    path.write_text(brief_text(FULL), encoding="utf-8")
    window, dialogs = open_window(qtbot, tmp_path, brief=path)
    window.state.change(replace(FULL, first="2021"), "dates")
    before = path.read_bytes()
    with _no_room():
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    [failure] = dialogs.failures
    assert str(path) in failure.text
    assert failure.text.count(". ") == 0
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["a.brief"]
    assert window.state.unsaved
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert request_from(read_brief(path), path).first == "2021"


def test_a_brief_of_a_newer_program_is_refused_as_such(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """What was open stays, and the file as it is."""
    window, dialogs = desk
    before = window.state.request
    path = tmp_path / "newer.brief"
    path.write_text("format = 3\n" + brief_text(FULL).partition("\n")[2], encoding="utf-8")
    dialogs.open.append(path)
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)

    [failure] = dialogs.failures
    assert "saved by a newer briefgen, in format 3" in failure.text
    assert window.state.request == before
    assert window.state.path is None


def test_the_status_bar_says_that_the_brief_was_saved(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """What it said of the step before is no longer what happened last."""
    window, dialogs = desk
    dialogs.save.append(tmp_path / "visit.brief")
    window.statusBar().showMessage("The edits are taken in.")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert window.statusBar().currentMessage() == "Saved: visit.brief"
    window.statusBar().showMessage("The edits are taken in.")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.statusBar().currentMessage() == "Saved: visit.brief"


def test_saving_keeps_the_comments_of_the_file(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """What a person wrote into it with an editor, in the same file and in a copy."""
    window, dialogs = desk
    path, copy = tmp_path / "a.brief", tmp_path / "b.brief"
    path.write_text("# Ask Mr Baig first.\n" + brief_text(FULL), encoding="utf-8")
    dialogs.open.append(path)
    window.menus.actions["open"].trigger()
    window.state.change(replace(FULL, first="2021"), "dates")
    window.menus.actions["save"].trigger()
    dialogs.save.append(copy)
    window.menus.actions["save-as"].trigger()

    for saved in (path, copy):
        assert saved.read_text(encoding="utf-8").startswith("# Ask Mr Baig first.\nformat = 2\n")
        assert request_from(read_brief(saved), saved).first == "2021"


@pytest.mark.parametrize(
    ("answer", "closes", "saved"),
    [(Answer.CANCEL, False, False), (Answer.DISCARD, True, False), (Answer.SAVE, True, True)],
)
def test_closing_with_unsaved_changes_asks(
    desk: tuple[MainWindow, Recorded],
    tmp_path: Path,
    answer: Answer,
    *,
    closes: bool,
    saved: bool,
) -> None:
    """Cancel stays, Discard goes, Save saves and goes."""
    window, dialogs = desk
    path = tmp_path / "kept.brief"
    dialogs.unsaved_answer = answer
    dialogs.save.append(path)
    window.state.change(FULL, "all of it")
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted() == closes
    assert path.exists() == saved
    assert dialogs.asked_to_save == [FULL.visit.title]
    window.state.history.setClean()


def test_closing_without_changes_asks_nothing(desk: tuple[MainWindow, Recorded]) -> None:
    """No question where nothing can be lost."""
    window, dialogs = desk
    assert window.close()
    assert not dialogs.asked_to_save


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("product = ", "line"),
        ('format = 1\ncolour = "red"\n', "colour"),
        ('format = 1\nfrom = "20x"\n', "20x"),
        ('format = 1\nvoice = "FRA"\n', "FRA"),
    ],
)
def test_a_damaged_brief_is_told_and_changes_nothing(
    desk: tuple[MainWindow, Recorded], tmp_path: Path, text: str, part: str
) -> None:
    """One sentence that names the file or the text, and the choices stay as they are."""
    window, dialogs = desk
    before = window.state.request
    path = tmp_path / "bad.brief"
    path.write_text(text, encoding="utf-8")
    dialogs.open.append(path)
    window.menus.actions["open"].trigger()
    assert part in dialogs.failures[0].text
    assert window.state.request == before
    assert window.state.path is None


def test_the_first_mistakes_of_a_brief_are_told_together(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """By the name of the file and their lines; a dialog has no room for all of many."""
    window, dialogs = desk
    path = tmp_path / "bad.brief"
    wrong = "".join(f'hotel{number} = "x"\n' for number in range(8))
    path.write_text(f'format = 2\nvoice = "IND"\n[visit]\n{wrong}', encoding="utf-8")
    dialogs.open.append(path)
    window.menus.actions["open"].trigger()
    told = dialogs.failures[-1].text.split("\n\n")
    assert told[0] == "bad.brief, line 2: the voice “IND” is none of PAK, KAZ, neutral."
    assert told[1].startswith("bad.brief, line 4: “visit.hotel0” is no key of a .brief")
    assert told[6] == "And 3 more, which the copied details list."
    assert "line 11: “visit.hotel7”" in dialogs.failures[-1].details


def test_what_the_facts_do_not_have_is_left_out_of_an_opened_brief(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """A file from another fact base opens; what was left out can be seen and undone."""
    window, dialogs = desk
    path = tmp_path / "other.brief"
    text = 'format = 1\ntopics = ["trade", "fishing"]\n[selection]\npinned = ["gone"]\n'
    path.write_text(text, encoding="utf-8")
    dialogs.open.append(path)
    window.menus.actions["open"].trigger()
    assert not dialogs.failures
    assert window.state.request.topics == ("trade",)
    assert window.state.request.pinned == ()
    assert window.state.unsaved
    window.state.history.undo()
    window.live.refresh()
    assert "fishing" in window.panes.preview.message.text()


def test_a_brief_that_cannot_be_saved_is_told(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The changes stay unsaved, and another place can be chosen."""
    window, dialogs = desk
    blocked = tmp_path / "a-file"
    blocked.write_text("", encoding="utf-8")
    dialogs.save += [blocked / "x.brief", tmp_path / "x.brief"]
    dialogs.next_steps.append(True)
    window.state.change(FULL, "all of it")
    window.menus.actions["save"].trigger()
    assert dialogs.failures[0].title == "The file was not written"
    assert (tmp_path / "x.brief").is_file()
    assert not window.state.unsaved


def test_opened_files_are_remembered_and_gone_ones_are_greyed(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The newest stands first; the list can be cleared."""
    window, dialogs = desk
    for name in ("a.brief", "b.brief"):
        (tmp_path / name).write_text(brief_text(FULL), encoding="utf-8")
        dialogs.open.append(tmp_path / name)
        window.menus.actions["open"].trigger()
    (tmp_path / "a.brief").unlink()
    again, _dialogs = open_window(qtbot, tmp_path, settings=window.settings)
    listed = [(a.text(), a.isEnabled()) for a in again.menus.recent.actions() if a.data()]
    assert listed == [(str(tmp_path / "b.brief"), True), (str(tmp_path / "a.brief"), False)]
    again.menus.recent.actions()[0].trigger()
    assert again.state.path == tmp_path / "b.brief"
    again.menus.recent.actions()[-1].trigger()
    assert again.settings.recent == ()


def test_a_tick_asks_for_the_route_map(window: MainWindow) -> None:
    """And undoing takes it back; without it there is no map."""
    tick = window.panes.visit.look.route_map
    assert not window.state.request.route_map
    tick.click()
    assert window.state.request.route_map
    window.menus.actions["undo"].trigger()
    assert not window.state.request.route_map
    assert not tick.isChecked()


def test_choices_are_undone_and_done_again(window: MainWindow) -> None:
    """One step a choice; typing in one field is one step; nothing changed is no step."""
    start = window.state.request
    field = window.panes.visit.fields["place"]
    for text in ("A", "Al", "Alm"):
        field.setText(text)
        field.textEdited.emit(text)
    window.panes.choices.voice.setCurrentIndex(window.panes.choices.voice.findData("KAZ"))
    window.panes.choices.voice.activated.emit(window.panes.choices.voice.currentIndex())
    window.panes.choices.voice.activated.emit(window.panes.choices.voice.currentIndex())
    assert window.state.history.count() == 2
    window.menus.actions["undo"].trigger()
    assert window.panes.choices.voice.currentData() == "PAK"
    window.menus.actions["undo"].trigger()
    assert window.state.request == start
    assert field.text() == start.visit.place
    assert not window.state.unsaved
    window.menus.actions["redo"].trigger()
    assert window.state.request.visit.place == "Alm"


def test_a_new_brief_is_empty_and_says_what_to_do(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded]
) -> None:
    """Nothing is ticked; in the place of the pages stands what to do, until a topic is ticked."""
    window, dialogs = desk
    show_preview(qtbot, window)
    panes = window.panes
    panes.tabs.setCurrentIndex(1)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.state.request == Request(topics=())
    assert panes.choices.first.text() == ""
    assert panes.topics.chosen() == set()
    window.live.refresh()
    assert "Tick the topics" in panes.preview.first_steps.text()
    assert "whose voice" in panes.preview.first_steps.text()
    preview = panes.preview
    shown = (preview.first_steps, preview.view, preview.bar, panes.findings, panes.room)
    assert [one.isVisible() for one in shown] == [True, False, False, False, False]
    assert panes.facts.detail.toPlainText() == ""
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert dialogs.suggestions == []
    assert "no topic is ticked" in window.statusBar().currentMessage()
    assert panes.tabs.currentIndex() == 0
    assert window.focusWidget() is panes.topics.tree
    panes.topics.tree.setCurrentItem(panes.topics.tree.topLevelItem(0))
    QTest.keyClick(panes.topics.tree, Qt.Key.Key_Space)
    assert "Briefing pack" in show_preview(qtbot, window)
    assert [one.isVisible() for one in shown] == [False, True, True, True, True]


def test_a_file_dialog_starts_where_the_last_file_was(qtbot: QtBot, tmp_path: Path) -> None:
    """A brief without a file included, and after the next start."""
    there = tmp_path / "visits"
    there.mkdir()
    path = there / "a.brief"
    path.write_text(brief_text(FULL), encoding="utf-8")
    window, _dialogs = open_window(qtbot, tmp_path, settings=Settings(recent=(str(path),)))
    assert folder_of(window.state) == there
    path.unlink()
    there.rmdir()
    assert folder_of(window.state).is_dir()


def test_undo_takes_back_what_the_status_bar_says(window: MainWindow) -> None:
    """The edits are no longer taken in."""
    window.state.change(replace(window.state.request, first="2021"), "dates")
    window.statusBar().showMessage("The edits are taken in.")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.state.request.first != "2021"
    assert window.statusBar().currentMessage() == ""


def test_the_layout_is_chosen_under_the_house_style(window: MainWindow) -> None:
    """For a screen or for paper; the choice is part of the request and can be taken back."""
    choice = window.panes.visit.look.layout_choice
    assert choice.currentData() == "tablet"
    choice.setCurrentIndex(choice.findData("print"))
    choice.activated.emit(choice.currentIndex())
    assert window.state.request.layout is Layout.PRINT
    window.state.history.undo()
    assert window.state.request.layout is Layout.TABLET
    assert choice.currentData() == "tablet"


def test_a_brief_of_ones_own_begins_on_the_toolbar(window: MainWindow) -> None:
    """The window opens on the sample: the way to a visit of one's own is in sight."""
    [button] = window.menus.buttons_of("new")
    assert button.isVisible()
    assert not button.icon().isNull()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.state.request.topics == ()
    assert window.panes.topics.tree.hasFocus()

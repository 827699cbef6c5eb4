"""Checking a finished pack in the window: by keys, off the window's thread, told in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefgen.desktop.export_choice import ExportChoice
from briefgen.desktop.jobs import ThreadPool
from tests.desktop.desk import Recorded, open_window
from tests.render.word_edits import edited_in_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.jobs import Job
    from briefgen.desktop.window import MainWindow

A_YEAR_LATER = date(2027, 11, 22)


@pytest.fixture
def desk(short_desk: tuple[MainWindow, Recorded]) -> tuple[MainWindow, Recorded]:
    """A window whose pack is soon made."""
    return short_desk


@pytest.fixture
def pack(desk: tuple[MainWindow, Recorded], tmp_path: Path) -> Path:
    """The sample visit as a Word file, made in the window."""
    window, dialogs = desk
    path = tmp_path / "visit.docx"
    dialogs.exports.append((path,))
    window.menus.actions["docx"].trigger()
    return path


def check(window: MainWindow, dialogs: Recorded, path: Path) -> None:
    """Check ``path`` by its key alone."""
    dialogs.packs.append(path)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def branches(window: MainWindow) -> list[tuple[str, list[list[str]]]]:
    """The panel: the words of each branch, and of each line under it."""
    tree = window.checked.tree
    tops = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [
        (
            top.text(0),
            [[top.child(row).text(n) for n in range(3)] for row in range(top.childCount())],
        )
        for top in tops
        if top is not None
    ]


def test_a_fresh_pack_is_told_to_be_as_it_was_written(
    desk: tuple[MainWindow, Recorded], pack: Path
) -> None:
    """In the panel and the status bar; the keyboard is on what was found."""
    window, dialogs = desk
    assert not window.checked.isVisible()
    check(window, dialogs, pack)

    assert window.checked.isVisible()
    assert branches(window) == [
        ("The file is as it was written", []),
        ("Nothing it rests on has changed", []),
        ("The same file can be made again, byte for byte", []),
    ]
    assert window.statusBar().currentMessage() == (
        "visit.docx, as at 2026-11-22: nothing in it has changed"
    )
    assert window.checked.windowTitle() == "Check of visit.docx"
    window.activateWindow()
    assert QApplication.focusWidget() is window.checked.tree
    assert window.checked.tree.currentItem().text(0) == "The file is as it was written"


@pytest.fixture
def pdf(desk: tuple[MainWindow, Recorded], tmp_path: Path) -> Path:
    """The sample visit as a PDF, made in the window."""
    window, dialogs = desk
    path = tmp_path / "visit.pdf"
    dialogs.exports.append((path,))
    window.menus.actions["pdf"].trigger()
    return path


def saved(path: Path, edit: Callable[[pikepdf.Pdf], object]) -> None:
    """Save the PDF at ``path`` with another program, after ``edit``."""
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        edit(file)
        file.save(path)


def test_a_pdf_that_was_only_saved_again_is_told_as_that(
    desk: tuple[MainWindow, Recorded], pdf: Path
) -> None:
    """Nothing is altered, and nothing is said of what cannot be made again."""
    window, dialogs = desk
    saved(pdf, lambda _: None)
    check(window, dialogs, pdf)

    assert branches(window) == [
        ("Every page says and shows what it did; another program saved it again", []),
        ("Nothing it rests on has changed", []),
        ("The same pack can be made again", []),
    ]
    assert window.statusBar().currentMessage() == (
        "visit.pdf, as at 2026-11-22: nothing in it has changed"
    )


def test_what_was_put_into_a_pdf_is_told_by_its_pages_and_by_what_it_is(
    desk: tuple[MainWindow, Recorded], pdf: Path
) -> None:
    """A white box over words, and a file that is attached."""

    def edit(file: pikepdf.Pdf) -> None:
        file.attachments["annex.txt"] = b"another annex"
        for page in list(file.pages)[1:3]:
            page.contents_add(file.make_stream(b"q 1 1 1 rg 0 300 600 200 re f Q"))

    window, dialogs = desk
    saved(pdf, edit)
    check(window, dialogs, pdf)

    assert branches(window)[0] == (
        "Altered in the file: 2",
        [
            ["Pages drawn otherwise, or with a note", "2, 3", ""],
            ["Other files attached or embedded", "", ""],
        ],
    )


def test_an_edit_is_told_by_the_headings_it_stands_under(
    desk: tuple[MainWindow, Recorded], pack: Path
) -> None:
    """With what differs and what stood there; the arrow keys go through the lines."""
    window, dialogs = desk
    edited_in_word(pack, {"7 December 2026, 11:00": "7 December 2026, 11:30"})
    check(window, dialogs, pack)
    (head, [[deed, where, now]]), *_ = branches(window)

    assert (head, deed, where) == ("Altered in the file: 1", "Edited", "“Programme”")
    reads, was = now.split(" (was ")
    assert "7 December 2026, 11:30" in reads
    assert "7 December 2026, 11:00" in was
    assert len(now) < 160  # of a table of many rows
    assert (
        window.statusBar()
        .currentMessage()
        .startswith("visit.docx, as at 2026-11-22: Altered in the file: 1; ")
    )
    QTest.keyClick(window.checked.tree, Qt.Key.Key_Down)
    assert window.checked.tree.currentItem().text(1) == "“Programme”"


def test_what_a_pack_rests_on_is_told_by_its_words(
    qtbot: QtBot, tmp_path: Path, pack: Path
) -> None:
    """A year later much of it is due for another look; each by the words of its fact."""
    window, dialogs = open_window(qtbot, tmp_path)
    window.state.today = lambda: A_YEAR_LATER
    check(window, dialogs, pack)
    head, lines = branches(window)[1]

    assert head == f"Changed since in what it rests on: {len(lines)}"
    assert lines
    assert all(fate == "Past its review" for fate, _, _ in lines)
    facts = {fact.statement for fact in window.state.library.base.facts.values()}
    assert any(fact.startswith(lines[0][1].removesuffix(" …")) for fact in facts)
    assert lines[0][2].startswith("It was to be looked at again by ")


def test_a_file_that_is_no_pack_is_told_and_another_can_be_chosen(
    desk: tuple[MainWindow, Recorded], pack: Path, tmp_path: Path
) -> None:
    """The dialog leads on to another file, which is checked then."""
    window, dialogs = desk
    other = tmp_path / "letter.docx"
    other.write_text("no document", encoding="utf-8")
    dialogs.next_steps.append(True)
    dialogs.packs += [other, pack]
    window.menus.actions["verify"].trigger()

    (failure,) = dialogs.failures
    assert (failure.title, failure.next_step) == (
        "The file cannot be checked",
        "Choose another file",
    )
    assert branches(window)[0][0] == "The file is as it was written"


def test_the_password_of_a_pack_is_asked_for(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """As for looking through a file."""
    window, dialogs = desk
    path = tmp_path / "visit.pdf"
    dialogs.exports.append((path,))
    dialogs.copies = ExportChoice((), passphrase="four words that open")
    window.menus.actions["pdf"].trigger()
    dialogs.passwords.append("four words that open")
    check(window, dialogs, path)

    assert dialogs.asked_for_password == ["visit.pdf"]
    assert branches(window)[0][0] == "The file is as it was written"


def test_the_panel_is_put_away_and_had_again_by_its_verb(
    desk: tuple[MainWindow, Recorded], pack: Path
) -> None:
    """Before the first check there is nothing to show."""
    window, dialogs = desk
    verb = window.menus.actions["checked"]
    assert not verb.isEnabled()
    check(window, dialogs, pack)
    verb.trigger()
    assert not window.checked.isVisible()
    verb.trigger()
    assert window.checked.isVisible()


def test_the_check_runs_off_the_thread_of_the_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, pack: Path
) -> None:
    """The window can be used while the pack is made again; the answer comes to its own thread."""
    window, dialogs = open_window(qtbot, tmp_path / "own", pool=ThreadPool(qapp))
    threads: dict[str, QThread] = {}
    run = window.jobs.run

    def noted(job: Job) -> None:
        threads[job.key] = QThread.currentThread()
        run(job)

    window.jobs.run = noted  # type: ignore[method-assign]
    check(window, dialogs, pack)
    assert not window.checked.isVisible()
    qtbot.waitUntil(window.checked.isVisible, timeout=60_000)

    assert threads["verify"] is not window.thread()
    window.jobs.finish()

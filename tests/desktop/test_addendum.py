"""An addendum made in the window: to a pack handed out, from what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from briefgen.desktop.addendum_dialog import AddendumDialog
from briefgen.pack.request import Clearance
from briefgen.render.reading import read_pack

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

NEW_PLACE = "Almaty, Kazakhstan"


@pytest.fixture
def desk(short_desk: tuple[MainWindow, Recorded]) -> tuple[MainWindow, Recorded]:
    """A window whose pack is soon made."""
    return short_desk


@pytest.fixture
def handed_out(desk: tuple[MainWindow, Recorded], tmp_path: Path) -> Path:
    """The sample visit as a PDF, made in the window."""
    window, dialogs = desk
    path = tmp_path / "visit.pdf"
    dialogs.exports.append((path,))
    window.menus.actions["pdf"].trigger()
    return path


def _move_the_visit(window: MainWindow) -> None:
    request = window.state.request
    visit = replace(request.visit, place=NEW_PLACE)
    window.state.change(replace(request, visit=visit), "place")


def _ask(window: MainWindow, dialogs: Recorded, path: Path) -> None:
    """Ask for an addendum to ``path`` by its key alone."""
    dialogs.packs.append(path)
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)


def test_what_changed_is_written_as_an_addendum(
    desk: tuple[MainWindow, Recorded], handed_out: Path, tmp_path: Path
) -> None:
    """Both files, numbered as asked, which tell the old words and the new."""
    window, dialogs = desk
    _move_the_visit(window)
    paths = (tmp_path / "addendum.docx", tmp_path / "addendum.pdf")
    dialogs.numbers, dialogs.exports = [2], [paths]
    _ask(window, dialogs, handed_out)

    assert not dialogs.failures, dialogs.failures[0].details
    assert dialogs.suggestions[-1].parent == handed_out.parent
    assert "_addendum_" in dialogs.suggestions[-1].name
    blocks = read_pack(paths[1]).blocks
    told = " ".join(cell for block in blocks for unit in block.units for cell in unit)
    assert "Addendum 2" in told
    assert NEW_PLACE in told
    assert "Astana, Kazakhstan" in told
    assert read_pack(paths[0]).record["addendum"]["number"] == 2
    assert window.reveals.isVisible()
    assert "addendum.pdf" in window.statusBar().currentMessage()


def test_the_dialog_tells_what_reads_differently(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], handed_out: Path
) -> None:
    """Part by part, old words and new; nothing is written where it is left."""
    window, dialogs = desk
    _move_the_visit(window)
    _ask(window, dialogs, handed_out)
    [compared] = dialogs.compared
    dialog = AddendumDialog(compared)
    qtbot.addWidget(dialog)
    dialog.show()

    told = dialog.text.toPlainText()
    assert "Before: Place and dates: Astana, Kazakhstan" in told
    assert f"Now: Place and dates: {NEW_PLACE}" in told
    assert "visit.pdf" in dialog.head.text()
    assert str(len(compared.differences)) in dialog.head.text()
    dialog.number.setFocus()
    qtbot.keyClicks(dialog.number, "3")
    qtbot.keyClick(dialog.number, Qt.Key.Key_Escape)
    assert dialog.result() == 0
    assert [path.name for path in handed_out.parent.glob("*.docx")] == []


def test_the_name_of_the_pack_is_shown_as_it_is(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], handed_out: Path
) -> None:
    """A file may be called what Qt would take for the mark-up of a page."""
    window, dialogs = desk
    _move_the_visit(window)
    _ask(window, dialogs, handed_out)
    dialog = AddendumDialog(replace(dialogs.compared[0], name="<s>visit</s>.pdf"))
    qtbot.addWidget(dialog)

    assert "<s>visit</s>.pdf" in dialog.head.text()
    assert dialog.head.textFormat() is Qt.TextFormat.PlainText


def test_no_addendum_is_offered_where_nothing_has_changed(
    desk: tuple[MainWindow, Recorded], handed_out: Path
) -> None:
    """The status bar says so."""
    window, dialogs = desk
    _ask(window, dialogs, handed_out)
    assert window.statusBar().currentMessage() == (
        "Nothing that is printed has changed since visit.pdf: no addendum."
    )
    assert dialogs.compared == []


def test_the_pack_of_another_visit_is_refused(
    desk: tuple[MainWindow, Recorded], handed_out: Path
) -> None:
    """So is a file that is none; another can be chosen."""
    window, dialogs = desk
    request = window.state.request
    other = replace(request.visit, title="Talks in Tashkent", place="Tashkent", dates="2027-01-01")
    window.state.change(replace(request, visit=other), "another visit")
    letter = handed_out.with_name("letter.docx")
    letter.write_bytes(b"no Word file")
    dialogs.next_steps = [True, False]
    dialogs.packs.append(letter)
    _ask(window, dialogs, handed_out)

    titles = {failure.title for failure in dialogs.failures}
    assert titles == {"The pack handed out cannot be compared"}
    assert [failure.next_step for failure in dialogs.failures] == ["Choose another file"] * 2
    assert "another visit" in dialogs.failures[1].text
    assert dialogs.compared == []


def test_an_addendum_is_final_only_where_its_pack_could_be(
    desk: tuple[MainWindow, Recorded], handed_out: Path
) -> None:
    """It is held to the checks of the pack; nothing is half written, and the checks are shown."""
    window, dialogs = desk
    request = window.state.request
    unclear = (Clearance("pack", "Desk"),)  # and nobody who cleared it
    window.state.change(replace(request, clearance=unclear, overrides=()), "clearance")
    dialogs.numbers, dialogs.next_steps = [1], [True]
    dialogs.exports = [(handed_out.with_name("a.docx"), handed_out.with_name("a.pdf"))]
    dialogs.copies = replace(dialogs.copies, final=True)
    _ask(window, dialogs, handed_out)

    assert [failure.title for failure in dialogs.failures] == ["The pack cannot be final yet"]
    assert list(handed_out.parent.glob("a.*")) == []
    assert window.panes.findings.button.isChecked()

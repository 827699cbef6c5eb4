"""Export: both files or none, and a clear word when it cannot be."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from briefgen.desktop.actions import file_name
from briefgen.desktop.dialogs import Dialogs
from briefgen.desktop.export_choice import DOCX, PDF, ExportChoice
from briefgen.desktop.export_dialog import ExportDialog, with_suffixes
from briefgen.pack.request import Request, Visit
from briefgen.render.protecting import is_protected, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded


@pytest.fixture
def desk(short_desk: tuple[MainWindow, Recorded]) -> tuple[MainWindow, Recorded]:
    """A window whose pack is soon made."""
    return short_desk


def test_export_both_writes_a_docx_and_a_pdf(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Both stand where they were asked for, and the status bar says so."""
    window, dialogs = desk
    paths = (tmp_path / "a.docx", tmp_path / "a.pdf")
    dialogs.exports.append(paths)
    window.menus.actions["export"].trigger()
    assert not dialogs.failures
    assert zipfile.ZipFile(io.BytesIO(paths[0].read_bytes())).testzip() is None
    assert paths[1].read_bytes().startswith(b"%PDF-")
    assert window.statusBar().currentMessage() == f"Written: a.docx and a.pdf, in {tmp_path}"


@pytest.mark.parametrize(("name", "suffix"), [("docx", DOCX), ("pdf", PDF)])
def test_one_format_alone_can_be_exported(
    desk: tuple[MainWindow, Recorded], tmp_path: Path, name: str, suffix: str
) -> None:
    """No other file appears beside it."""
    window, dialogs = desk
    folder = tmp_path / "out"
    folder.mkdir()
    dialogs.exports.append((folder / f"one{suffix}",))
    window.menus.actions[name].trigger()
    assert [path.name for path in folder.iterdir()] == [f"one{suffix}"]


def test_a_place_that_cannot_be_written_is_told_and_another_can_be_chosen(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The dialog says why; its next step asks for a place again; nothing half-made is left."""
    window, dialogs = desk
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder", encoding="utf-8")
    good = (tmp_path / "b.docx", tmp_path / "b.pdf")
    dialogs.exports += [(blocked / "a.docx", blocked / "a.pdf"), good]
    dialogs.next_steps.append(True)
    window.menus.actions["export"].trigger()
    (failure,) = dialogs.failures
    assert failure.title == "The file was not written"
    assert str(blocked / "a.docx") in failure.text
    assert failure.next_step == "Choose another place"
    assert "OutputError" in failure.details
    assert all(path.is_file() for path in good)
    assert blocked.read_text(encoding="utf-8") == "not a folder"
    assert not list(tmp_path.glob(".briefgen-*"))


def test_nothing_is_exported_while_a_date_is_wrong(desk: tuple[MainWindow, Recorded]) -> None:
    """What stands in the field is not what would be written, so nothing is."""
    window, dialogs = desk
    window.panes.choices.first.setText("banana")
    window.verbs.export_both()

    assert dialogs.suggestions == []
    assert "is not a date" in window.statusBar().currentMessage()


def test_leaving_the_dialog_exports_nothing(desk: tuple[MainWindow, Recorded]) -> None:
    """Escape in the file dialog is no error."""
    window, dialogs = desk
    window.menus.actions["export"].trigger()
    assert len(dialogs.suggestions) == 1
    assert not dialogs.failures


def test_the_suggested_name_of_a_brief_is_that_of_the_visit_and_of_no_person() -> None:
    """Title and first day of the brief, with nothing that a file system refuses."""
    visit = Visit(title="Visit: Astana / Almaty", dates="2026-12-07/2026-12-08", principal="X")
    assert file_name(Request(visit=visit)) == "Visit-Astana-Almaty-2026-12-07"
    assert file_name(Request(visit=Visit(title="???"))) == "briefing"


def test_a_typed_ending_is_taken_for_the_format_and_not_doubled(tmp_path: Path) -> None:
    """Whatever ending is typed, each format gets its own."""
    for typed in ("a", "a.pdf", "a.DOCX"):
        assert with_suffixes(tmp_path / typed, (DOCX, PDF)) == (
            tmp_path / "a.docx",
            tmp_path / "a.pdf",
        )
    assert with_suffixes(tmp_path / "v1.2", (PDF,)) == (tmp_path / "v1.2.pdf",)


def test_the_suggested_name_of_an_export_is_number_issue_day_and_marking(
    desk: tuple[MainWindow, Recorded],
) -> None:
    """Number and issue are fields of the visit; the marking is the one printed."""
    window, dialogs = desk
    for name, text in (("number", "PKKZ-2026-03"), ("issue", "2")):
        window.panes.visit.fields[name].setText(text)
        window.panes.visit.fields[name].textEdited.emit(text)
    window.panes.visit.look.marking.setEditText("TLP:AMBER")
    window.menus.actions["export"].trigger()

    assert dialogs.suggestions[0].name == "PKKZ-2026-03_issue2_2026-11-22_TLP-AMBER"


def test_what_was_refused_is_told_until_the_dates_are_mended(
    qtbot: QtBot, window: MainWindow
) -> None:
    """The status bar does not go on about a fault that is gone."""
    first = window.panes.choices.first
    first.setText("2027")
    window.menus.actions["pdf"].trigger()
    assert window.statusBar().currentMessage().startswith("Nothing was written.")
    assert first.hasFocus()

    first.selectAll()
    qtbot.keyClicks(first, "2021")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert window.statusBar().currentMessage() == ""


def test_a_copy_for_release_is_plain_unless_one_asks(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Its record would tell the other side whom the pack speaks for."""
    window, dialogs = desk
    window.menus.actions["pdf"].trigger()
    window.state.change(replace(window.state.request, product="releasable"), "Product")
    window.menus.actions["pdf"].trigger()
    assert dialogs.suggested_plain == [False, True]

    def take_it(dialog: ExportDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    choice = answered(qtbot, window, tmp_path / "copy", take_it, plain=True)
    assert choice is not None
    assert choice.plain


# --- the dialog ---------------------------------------------------------------------------------


def answered(
    qtbot: QtBot,
    window: MainWindow,
    suggestion: Path,
    answer: Callable[[ExportDialog], None],
    *,
    plain: bool = False,
) -> ExportChoice | None:
    """What the real export dialog gives when ``answer`` has filled it in."""
    qtbot.waitUntil(window.isVisible)
    timer = QTimer(window, interval=50)

    def fill_in() -> None:
        for dialog in window.findChildren(ExportDialog):
            if dialog.isVisible():
                timer.stop()
                answer(dialog)

    timer.timeout.connect(fill_in)
    timer.start()
    return Dialogs(window).export(window, suggestion, (DOCX, PDF), plain=plain)


def test_return_in_the_real_dialog_takes_what_is_suggested(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """No more keys than a file dialog needs: both names, a full copy, no password."""
    choice = answered(
        qtbot, window, tmp_path / "PKKZ", lambda d: qtbot.keyClick(d.name, Qt.Key.Key_Return)
    )

    assert choice == ExportChoice((tmp_path / "PKKZ.docx", tmp_path / "PKKZ.pdf"))


def test_a_path_typed_as_the_name_takes_the_place_of_the_folder(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """The dialog shows which files it would write."""

    def answer(dialog: ExportDialog) -> None:
        for unfinished in ("", " ", "/"):
            dialog.name.setText(unfinished)
            assert not dialog.go.isEnabled()
            assert dialog.files.text() == ""
        dialog.name.setText(str(tmp_path / "typed.pdf"))
        assert dialog.files.text() == "Writes typed.docx, typed.pdf"
        dialog.go.click()

    choice = answered(qtbot, window, tmp_path / "elsewhere" / "a", answer)

    assert choice
    assert choice.paths == (tmp_path / "typed.docx", tmp_path / "typed.pdf")


def test_a_weak_or_mistyped_password_keeps_the_dialog_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """It says why; what is typed is not shown; a good one is taken with the plain copy."""

    def answer(dialog: ExportDialog) -> None:
        assert not dialog.first.isEnabled()
        dialog.plain.click()
        dialog.protect.click()
        for first, again, why in (
            ("short", "short", "fewer than 12 letters"),
            ("four words that open", "four words that close", "differ"),
        ):
            dialog.first.setText(first)
            dialog.again.setText(again)
            dialog.go.click()
            assert dialog.isVisible()
            assert why in dialog.message.text()
        assert dialog.first.displayText() != dialog.first.text()
        dialog.again.setText("four words that open")
        dialog.go.click()

    choice = answered(qtbot, window, tmp_path / "a", answer)

    assert choice
    assert (choice.plain, choice.passphrase) == (True, "four words that open")


def test_escape_leaves_the_real_dialog(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """Nothing is chosen."""
    leave = Qt.Key.Key_Escape

    assert answered(qtbot, window, tmp_path / "a", lambda d: qtbot.keyClick(d, leave)) is None


# --- copies and what they reveal ----------------------------------------------------------------


def rows(window: MainWindow) -> list[tuple[str, list[str]]]:
    """The panel: the words of each file, and of each line under it."""
    tree = window.reveals.tree
    branches = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [
        (
            branch.text(0),
            [
                " / ".join(branch.child(row).text(column) for column in range(3))
                for row in range(branch.childCount())
            ],
        )
        for branch in branches
        if branch is not None
    ]


def test_after_an_export_the_window_tells_what_the_files_reveal(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """A branch a file, the worst first; nothing leaks; the panel can be put away and had again."""
    window, dialogs = desk
    assert not window.reveals.isVisible()
    dialogs.exports.append((tmp_path / "PKKZ_2026-11-22.docx", tmp_path / "PKKZ_2026-11-22.pdf"))
    window.menus.actions["export"].trigger()

    assert window.reveals.isVisible()
    told = rows(window)
    assert len(told) == 2
    for summary, lines in told:
        assert "nothing leaks" in summary
        assert lines[0].startswith("Look / record / the request says “Contact")
        assert any(line.startswith("Fine / comments / no comments") for line in lines)
    window.menus.actions["reveals"].trigger()
    assert not window.reveals.isVisible()


def test_a_plain_copy_under_a_password_is_written_as_asked(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The panel has looked inside; neither the record nor a readable word is in the file."""
    window, dialogs = desk
    path = tmp_path / "PKKZ_2026-11-22.docx"
    dialogs.exports.append((path,))
    dialogs.copies = ExportChoice((), plain=True, passphrase="four words that open")
    window.menus.actions["docx"].trigger()

    assert not dialogs.failures
    assert is_protected(path.read_bytes())
    plain = opened(path.read_bytes(), path, "four words that open")
    assert not [n for n in zipfile.ZipFile(io.BytesIO(plain)).namelist() if "customXml" in n]
    ((_, lines),) = rows(window)
    assert any("opens with a password alone" in line for line in lines)
    assert any("no generation record" in line for line in lines)


def test_any_file_can_be_looked_through_and_its_password_is_asked_for(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """From the File menu; a wrong password is asked for anew, and a file that is none told."""
    window, dialogs = desk
    path, other = tmp_path / "PKKZ_2026-11-22.pdf", tmp_path / "letter.docx"
    other.write_text("no document", encoding="utf-8")
    dialogs.exports.append((path,))
    dialogs.copies = ExportChoice((), passphrase="four words that open")
    window.menus.actions["pdf"].trigger()
    dialogs.documents += [path, path, other]
    dialogs.passwords += ["four words that open", "not the password"]

    window.reveals.hide()
    window.menus.actions["reveal"].trigger()
    assert dialogs.asked_for_password == [path.name]
    assert window.reveals.isVisible()
    window.menus.actions["reveal"].trigger()
    window.menus.actions["reveal"].trigger()
    assert dialogs.told_wrong == [False, False, True]  # and left, as no more are laid out
    [foreign] = dialogs.failures
    assert foreign.title == "The file cannot be looked through"

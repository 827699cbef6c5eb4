"""The dialogs before the window: all of them can be read, left and asked for help."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from briefgen.desktop.dialogs import Answer, Dialogs
from briefgen.desktop.error_dialog import ErrorDialog
from briefgen.desktop.errors import describe
from briefgen.desktop.export_choice import DOCX, PDF, ExportChoice
from briefgen.desktop.export_dialog import ExportDialog
from briefgen.desktop.help_window import HelpWindow
from briefgen.desktop.password_dialog import PasswordDialog
from briefgen.desktop.preview import PreviewPanel
from briefgen.desktop.snapshots import Snapshot
from briefgen.errors import NotFinalError, PackFileError
from briefgen.pack.request import Request
from tests.desktop.desk import asked
from tests.desktop.test_rewording import LINE
from tests.render.word_edits import edited_in_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

LONG_NAME = "KZ-2026-014 issue 2 of the official visit to Astana and Almaty RESTRICTED copy 3.docx"
FOUR_WORDS = "four words that open"


# --- the password -------------------------------------------------------------------------------


def test_a_password_is_typed_and_taken_with_enter(qtbot: QtBot, window: MainWindow) -> None:
    """It cannot be read over a shoulder unless that is asked for."""

    def type_it(dialog: QDialog) -> None:
        assert isinstance(dialog, PasswordDialog)
        assert dialog.password.echoMode() is QLineEdit.EchoMode.Password
        assert not dialog.go.isEnabled()
        assert dialog.message.text() == ""
        qtbot.keyClicks(dialog.password, FOUR_WORDS)
        dialog.show_typed.click()
        assert dialog.password.displayText() == FOUR_WORDS
        qtbot.keyClick(dialog.password, Qt.Key.Key_Return)

    ask = Dialogs().password
    assert asked(lambda: ask(window, LONG_NAME, was_wrong=False), type_it) == FOUR_WORDS
    left = asked(lambda: ask(window, "x.pdf", was_wrong=False), QDialog.reject)
    assert left is None


def test_a_wrong_password_is_told_where_it_is_typed_anew(qtbot: QtBot) -> None:
    """Nobody has to choose the file again for a slip of the finger."""
    dialog = PasswordDialog("visit.docx", was_wrong=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.message.isVisible()
    assert "does not open" in dialog.message.text()
    assert "Kazakh" in dialog.password.accessibleDescription()


def test_edits_are_taken_from_a_word_file_with_a_password(
    short_desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """It is asked for until it opens the file."""
    window, dialogs = short_desk
    path = tmp_path / "pack.docx"
    dialogs.exports.append((path,))
    dialogs.copies = ExportChoice((), passphrase=FOUR_WORDS)
    window.menus.actions["docx"].trigger()
    dialogs.edited, dialogs.passwords = [path], ["four words that do not", FOUR_WORDS]
    window.menus.actions["edits"].trigger()

    assert not dialogs.failures
    assert dialogs.told_wrong == [False, True]
    assert window.statusBar().currentMessage() == "Nothing was edited in pack.docx."


def test_another_file_may_be_chosen_where_edits_cannot_be_read(
    short_desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The wrong file of two was clicked: the next step is the right one."""
    window, dialogs = short_desk
    foreign, path = tmp_path / "letter.docx", tmp_path / "pack.docx"
    foreign.write_bytes(b"no Word file")
    dialogs.exports.append((path,))
    window.menus.actions["docx"].trigger()
    edited_in_word(path, {LINE: "I ask that our services compare their books. [1]"})
    dialogs.edited, dialogs.next_steps = [foreign, path], [True]
    window.menus.actions["edits"].trigger()

    assert [failure.next_step for failure in dialogs.failures] == ["Choose another file"]
    assert len(window.state.request.reworded) == 1


# --- room ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("large_letters")
def test_what_blocks_a_pack_never_pushes_the_buttons_off_the_screen(qtbot: QtBot) -> None:
    """Six long reasons are scrolled on a small screen."""
    reason = "The annex has a figure of the turnover that no source bears out as it stands. "
    failure = describe(NotFinalError("Nine checks block it.", (reason * 3,) * 9))
    dialog = ErrorDialog(failure)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.unfold.click()
    room = dialog.screen().availableGeometry()
    qtbot.waitUntil(lambda: dialog.details.height() > 50)
    assert dialog.height() <= room.height()
    assert dialog.text.height() > dialog.text.visibleRegion().boundingRect().height() > 0
    assert dialog.close_button.visibleRegion().boundingRect() == dialog.close_button.rect()


@pytest.mark.usefixtures("large_letters")
def test_large_letters_leave_the_export_dialog_its_words(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """No tick box is cut, and the hint of the password stands in full below it."""
    dialog = ExportDialog(window, tmp_path / "pack", (DOCX, PDF))
    qtbot.addWidget(dialog)
    dialog.show()
    for box in (dialog.final, dialog.plain, dialog.protect):
        assert box.width() >= box.sizeHint().width(), box.text()
    assert dialog.hint.height() >= dialog.hint.heightForWidth(dialog.hint.width())
    assert "cannot be had again" in dialog.hint.text()


@pytest.mark.usefixtures("large_letters")
def test_a_narrow_pane_keeps_page_and_zoom_to_read(qtbot: QtBot) -> None:
    """The buttons that have keys give way; with room they are there again."""
    panel = PreviewPanel()
    qtbot.addWidget(panel)
    panel.page.setMaximum(44)
    panel.pages.setText("of 44")
    panel.resize(300, 400)
    panel.show()
    for width, has_room in ((300, False), (700, True)):
        panel.resize(width, 400)
        qtbot.waitUntil(lambda: panel.larger.isVisible() is has_room)  # noqa: B023
        for widget in (panel.zoom, panel.pages, panel.page):
            assert widget.width() >= widget.minimumSizeHint().width()


# --- help ---------------------------------------------------------------------------------------


def _title_of_help(qtbot: QtBot, dialog: QDialog) -> str:
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    [shown] = dialog.findChildren(HelpWindow)
    shown.close()
    return shown.text.toPlainText().partition("\n")[0]


def test_every_box_has_a_page_of_the_help(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """F1 in a question or a message opens the page of what raised it."""
    ask = Dialogs()
    kept = Snapshot(Request(topics=()), datetime.now(UTC), None)
    (tmp_path / "pack.docx").write_bytes(b"")
    window.activateWindow()
    window.panes.facts.search.setFocus()
    export = ExportDialog(window, tmp_path / "pack", (DOCX,))
    questions: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: ask.unsaved(window, "visit"), "Export and save"),
        (lambda: ask.found(window, kept), "What is kept on this machine"),
        (lambda: ask.about(window, "Facts"), "From a new brief to the files"),
        (lambda: ask.password(window, "x.pdf", was_wrong=False), "A finished pack, later"),
        (lambda: ask.failure(window, describe(NotFinalError("No."))), "Checks"),
        (lambda: ask.failure(window, describe(PackFileError("x.docx", "no."))), "Other words"),
        (lambda: ask.failure(window, describe(ValueError("ours"))), "The facts"),
        (export.accept, "Export and save"),
    )
    for question, title in questions:
        titles: list[str] = []

        def press(dialog: QDialog, titles: list[str] = titles) -> None:
            titles.append(_title_of_help(qtbot, dialog))
            dialog.reject()

        asked(question, press)
        assert titles == [title]


def test_about_says_what_it_works_on_in_plain_text(window: MainWindow) -> None:
    """What a fact base calls itself is no markup."""
    told: list[str] = []

    def read(dialog: QDialog) -> None:
        told.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.reject()

    asked(lambda: Dialogs().about(window, "Facts: ours 1, <b>3</b> of them"), read)
    assert any("<b>3</b> of them" in text for text in told)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Qt.Key.Key_S, Answer.SAVE),
        (Qt.Key.Key_L, Answer.DISCARD),
        (Qt.Key.Key_C, Answer.CANCEL),
    ],
)
def test_the_question_on_unsaved_changes_is_answered_by_a_letter(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, answer: Answer
) -> None:
    """Each button has one."""

    def press(dialog: QDialog) -> None:
        qtbot.keyClick(dialog, key, Qt.KeyboardModifier.AltModifier)

    assert asked(lambda: Dialogs().unsaved(window, "visit"), press) is answer

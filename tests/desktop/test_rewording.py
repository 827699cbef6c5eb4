"""Other words in the window: the dialog, the request it makes, and edits that come from Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox

from briefgen.desktop.edits_dialog import EditsDialog
from briefgen.desktop.facts_model import INCLUDED, STATEMENT
from briefgen.desktop.reword_dialog import RewordDialog
from briefgen.pack.places import places_of
from tests.desktop.desk import Recorded, asked, show_preview
from tests.desktop.test_accessibility import _unnamed
from tests.render.word_edits import added_in_word, edited_in_word

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.rewordable import Wordable
    from briefgen.desktop.window import MainWindow

LINE = "I propose that our statistics services compare their books"


@pytest.fixture
def desk(short_desk: tuple[MainWindow, Recorded]) -> tuple[MainWindow, Recorded]:
    """A window whose pack is soon made."""
    return short_desk


def _forget(dialog: QWidget) -> None:
    """At the end of a test nobody answers whether typed words are to be lost."""
    if isinstance(dialog, RewordDialog):
        dialog.changes.clear()


def texts(window: MainWindow, dialogs: Recorded) -> dict[str, Wordable]:
    """What the dialog offers."""
    window.menus.actions["reword"].trigger()
    return {text.place: text for text in dialogs.texts}


def spoken(offered: dict[str, Wordable]) -> str:
    """The place of a point that is a message too."""
    return next(place for place in offered if f"message.{place.removeprefix('line.')}" in offered)


def test_a_line_is_reworded_everywhere_as_one_step(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded]
) -> None:
    """In the brief and among the messages; undo brings the old words back, so does the original."""
    window, dialogs = desk
    show_preview(qtbot, window)
    offered = texts(window, dialogs)
    line = spoken(offered)
    dialogs.new_words = [{line: "We ask for one table."}]
    window.menus.actions["reword"].trigger()

    message = f"message.{line.removeprefix('line.')}"
    assert {one.place for one in window.state.request.reworded} == {line, message}
    assert window.state.unsaved
    assert show_preview(qtbot, window).count("We ask for one table.") == 2
    again = texts(window, dialogs)
    assert again[line].is_reworded
    assert (again[line].now, again[line].original) == (
        "We ask for one table.", offered[line].original,
    )  # fmt: skip
    window.menus.actions["undo"].trigger()
    assert window.state.request.reworded == ()
    window.menus.actions["redo"].trigger()
    dialogs.new_words = [{line: again[line].original}]
    window.menus.actions["reword"].trigger()
    assert window.state.request.reworded == ()


def test_a_fact_in_the_list_leads_to_its_words(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded]
) -> None:
    """By F2, by a double click and in the context menu; a click on the tick leads nowhere."""
    window, dialogs = desk
    show_preview(qtbot, window)
    assert window.live.made
    printed = {p.id for b in window.live.made.pack.blocks for p in places_of(b)}
    facts = window.panes.facts
    found = [(r, facts.model.fact_at(r)) for r in range(facts.model.rowCount())]
    row, fact = next(
        (r, one.fact.id) for r, one in found if one and f"fact.{one.fact.id}" in printed
    )
    facts.table.setCurrentIndex(facts.model.index(row, STATEMENT))
    facts.table.setFocus()
    qtbot.keyClick(facts.table, Qt.Key.Key_F2)
    facts.table.doubleClicked.emit(facts.model.index(row, STATEMENT))
    facts.table.doubleClicked.emit(facts.model.index(row, INCLUDED))

    assert dialogs.asked_to_reword == [f"fact.{fact}"] * 2
    assert window.menus.actions["reword"] in facts.table.actions()


def test_before_the_first_pages_there_is_nothing_to_reword(
    desk: tuple[MainWindow, Recorded],
) -> None:
    """The status bar says so."""
    window, dialogs = desk
    assert window.live.made is None
    window.menus.actions["reword"].trigger()

    assert dialogs.asked_to_reword == []
    assert "still being made" in window.statusBar().currentMessage()


def test_a_typed_number_is_told_by_the_checks(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded]
) -> None:
    """TP15 stands in the list under the pages."""
    window, dialogs = desk
    show_preview(qtbot, window)
    line = spoken(texts(window, dialogs))
    dialogs.new_words = [{line: "We ask for 300 million dollars."}]
    window.menus.actions["reword"].trigger()
    show_preview(qtbot, window)
    found = window.panes.findings.list

    assert any("TP15" in found.item(row).text() for row in range(found.count()))


# --- the dialog itself --------------------------------------------------------------------------


def test_the_dialog_collects_words_for_many_texts(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded]
) -> None:
    """Searched, typed, taken back; what is typed and undone again is no change."""
    window, dialogs = desk
    show_preview(qtbot, window)
    offered = texts(window, dialogs)
    first, second, *_ = (place for place in offered if place.startswith("line."))
    dialog = RewordDialog(tuple(offered.values()), second)
    qtbot.addWidget(dialog, before_close_func=_forget)
    dialog.show()

    assert dialog.place == second
    assert _unnamed(dialog) == []
    dialog.words.setPlainText("Other words.")
    dialog.choose(first)
    assert dialog.original.toPlainText() == offered[first].original
    assert not dialog.back.isEnabled()
    dialog.words.setPlainText("More words.")
    assert dialog.list.currentItem().text() == "Reworded: More words."
    dialog.back.click()
    assert dialog.changes == {second: "Other words."}
    dialog.choose(second)
    assert dialog.words.toPlainText() == "Other words."
    dialog.search.setText(offered[first].original[:30])
    hidden = [dialog.list.item(row).isHidden() for row in range(dialog.list.count())]
    assert hidden.count(False) >= 1
    assert hidden.count(True) > 5
    dialog.words.setPlainText("Words. " * 600)
    assert not dialog.ok.isEnabled()
    assert "shorten" in dialog.hint.text()
    dialog.words.setPlainText("Other words.")
    dialog.ok.click()
    assert dialog.result() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, None])
def test_what_is_searched_for_is_what_is_edited(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], key: Qt.Key | None
) -> None:
    """By keys alone: what is highlighted stands on the right, and typed words go nowhere else."""
    window, dialogs = desk
    show_preview(qtbot, window)
    offered = texts(window, dialogs)
    dialog = RewordDialog(tuple(offered.values()))
    qtbot.addWidget(dialog, before_close_func=_forget)
    dialog.show()
    heading = dialog.place
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, LINE)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Tab)
    if key is not None:
        qtbot.keyClick(dialog.list, key)

    [chosen] = dialog.list.selectedItems()
    assert not chosen.isHidden()
    assert dialog.place == chosen.data(Qt.ItemDataRole.UserRole) != heading
    assert LINE in dialog.original.toPlainText()
    qtbot.keyClicks(dialog.words, "New. ")
    assert list(dialog.changes) == [dialog.place]
    assert "New. " in chosen.text()


def test_a_search_that_finds_nothing_leaves_nothing_to_edit(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded]
) -> None:
    """No text that is not listed stays on the right; without the search the first is there."""
    window, dialogs = desk
    show_preview(qtbot, window)
    offered = texts(window, dialogs)
    dialog = RewordDialog(tuple(offered.values()))
    qtbot.addWidget(dialog, before_close_func=_forget)
    dialog.show()
    heading = dialog.place
    qtbot.keyClicks(dialog.search, "no such words")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Home)
    qtbot.keyClicks(dialog.words, "lost")

    assert (dialog.place, dialog.original.toPlainText(), dialog.words.toPlainText()) == ("", "", "")
    assert not dialog.words.isEnabled()
    assert dialog.changes == {}
    assert "No text of the pack holds these words" in dialog.where.text()
    dialog.search.clear()
    assert dialog.place == heading


@pytest.mark.parametrize(
    ("key", "stays", "taken"), [(Qt.Key.Key_T, False, 1), (Qt.Key.Key_A, False, 0), (None, True, 0)]
)
def test_what_was_typed_is_not_lost_by_escape(
    qtbot: QtBot,
    desk: tuple[MainWindow, Recorded],
    key: Qt.Key | None,
    *,
    stays: bool,
    taken: int,
) -> None:
    """It is asked once, and Enter goes on writing; without new words there is no question."""
    window, dialogs = desk
    show_preview(qtbot, window)
    dialog = RewordDialog(tuple(texts(window, dialogs).values()))
    qtbot.addWidget(dialog, before_close_func=_forget)
    dialog.show()
    qtbot.keyClicks(dialog.words, "New. ")

    def answer(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        assert box.text() == "1 text has new words."
        assert _unnamed(box) == []
        if key is None:
            qtbot.keyClick(box, Qt.Key.Key_Return)
        else:
            qtbot.keyClick(box, key, Qt.KeyboardModifier.AltModifier)

    asked(lambda: qtbot.keyClick(dialog, Qt.Key.Key_Escape), answer)
    assert dialog.isVisible() is stays
    assert dialog.result() == taken
    if stays:
        dialog.changes.clear()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


# --- edits from Word ----------------------------------------------------------------------------


def _edited(window: MainWindow, dialogs: Recorded, folder: Path) -> Path:
    path = folder / "pack.docx"
    dialogs.exports = [(path,)]
    window.menus.actions["docx"].trigger()
    edited_in_word(path, {LINE: "I ask that our services compare their books. [1]"})
    added_in_word(path, "I ask that", "A thought without a place.")
    return path


def test_edits_from_word_are_shown_and_taken_in_as_one_step(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """What has no place is written beside the file; undo takes the edits out again."""
    window, dialogs = desk
    path = _edited(window, dialogs, tmp_path)
    dialogs.edited = [path]
    window.menus.actions["edits"].trigger()

    assert not dialogs.failures, dialogs.failures[0].details
    [rewording] = window.state.request.reworded
    assert rewording.text == "I ask that our services compare their books."
    assert "no place" in window.statusBar().currentMessage()
    kept = (tmp_path / "pack.unplaced.txt").read_text(encoding="utf-8")
    assert "A thought without a place." in kept
    assert "I ask that our services" in show_preview(qtbot, window)
    window.menus.actions["undo"].trigger()
    assert window.state.request.reworded == ()
    [taken] = dialogs.taken
    dialog = EditsDialog(taken, path.name)
    qtbot.addWidget(dialog, before_close_func=_forget)
    dialog.show()
    assert _unnamed(dialog) == []
    assert "A thought without a place." in dialog.text.toPlainText()
    assert "Now: I ask that" in dialog.text.toPlainText()
    dialog.take.click()
    assert dialog.result() == 1


def test_edits_may_be_looked_at_and_left(desk: tuple[MainWindow, Recorded], tmp_path: Path) -> None:
    """Nothing is changed and nothing written; a foreign file is told in one sentence."""
    window, dialogs = desk
    path = _edited(window, dialogs, tmp_path)
    dialogs.edited, dialogs.takes_in = [path], False
    window.menus.actions["edits"].trigger()
    assert window.state.request.reworded == ()
    assert [p.name for p in tmp_path.glob("*.txt")] == []

    foreign = tmp_path / "letter.docx"
    foreign.write_bytes(b"no Word file")
    dialogs.edited = [foreign]
    window.menus.actions["edits"].trigger()
    assert [failure.title for failure in dialogs.failures] == ["The edits cannot be read"]

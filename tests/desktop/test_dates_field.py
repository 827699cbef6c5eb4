"""The typed dates: a plain message in place, and the last good pack stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.desktop.desk import show_preview

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

KEYS_OF_REDO = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("text", "way_out"),
    [("20x", "2024-07"), ("2024-13", "01 to 12"), ("soon", "2024-07"), ("2024-02-30", "29 days")],
)
def test_a_bad_date_says_so_in_place_and_keeps_the_last_good_pack(
    qtbot: QtBot, window: MainWindow, text: str, way_out: str
) -> None:
    """The message names what was typed and how a date is written, or what there is."""
    before = show_preview(qtbot, window)
    request = window.state.request
    window.panes.choices.first.clear()
    qtbot.keyClicks(window.panes.choices.first, text)
    qtbot.keyClick(window.panes.choices.first, Qt.Key.Key_Return)
    message = window.panes.choices.message
    assert message.isVisible()
    assert text in message.text()
    assert way_out in message.text()
    assert message.text() == window.panes.choices.first.accessibleDescription()
    assert window.state.request == request
    assert window.panes.preview.text() == before


@pytest.mark.parametrize("text", ["soon", "2024-07/2025-06"])
def test_an_end_of_the_range_is_told_what_it_takes(window: MainWindow, text: str) -> None:
    """A year, a month or a day; an interval is refused there, and so is none proposed."""
    before = window.state.request
    for field in (window.panes.choices.first, window.panes.choices.last):
        field.setText(text)
        field.judge()
        message = window.panes.choices.message.text()
        assert "year" in message
        assert "day" in message
        assert "interval of them" not in message
        assert ("is an interval: write one" in message) == ("/" in text)
    assert window.state.request == before


def test_dates_the_wrong_way_round_are_told(window: MainWindow) -> None:
    """A range that ends before it starts is not taken."""
    window.panes.choices.first.setText("2027")
    window.panes.choices.first.judge()
    assert "swap the two dates" in window.panes.choices.message.text()
    assert window.state.request.first == "2020"


def test_the_message_goes_when_the_date_is_mended(window: MainWindow) -> None:
    """A good date is taken and the message leaves."""
    window.panes.choices.last.setText("20x")
    window.panes.choices.last.judge()
    assert window.panes.choices.message.isVisible()
    window.panes.choices.last.setText("2026-02-03")
    window.panes.choices.last.judge()
    assert not window.panes.choices.message.isVisible()
    assert window.state.request.last == "2026-02-03"


def test_a_half_typed_date_is_left_in_peace(qtbot: QtBot, window: MainWindow) -> None:
    """No message flashes between the digits of a year."""
    window.panes.choices.first.clear()
    qtbot.keyClicks(window.panes.choices.first, "202")
    qtbot.wait(600)
    assert not window.panes.choices.message.isVisible()
    assert window.state.request.first == "2020"
    with qtbot.waitSignal(window.state.request_changed):
        qtbot.keyClicks(window.panes.choices.first, "3")
    assert window.state.request.first == "2023"


def test_undo_takes_back_the_last_step_of_the_pack_wherever_the_keyboard_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    """What was once typed in a field that has since been left is no business of its own undo."""
    first, last = window.panes.choices.first, window.panes.choices.last
    before = window.state.request
    last.setFocus()
    last.selectAll()
    qtbot.keyClicks(last, "2025")
    qtbot.keyClick(last, Qt.Key.Key_Backtab)
    first.setFocus()
    first.selectAll()
    qtbot.keyClicks(first, "2022")
    last.setFocus()
    assert (window.state.request.first, window.state.request.last) == ("2022", "2025")

    QTest.keyClick(last, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (first.text(), last.text()) == (before.first, "2025")
    QTest.keyClick(last, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.state.request == before
    QTest.keyClick(last, Qt.Key.Key_Z, KEYS_OF_REDO)
    assert window.state.request.last == "2025"


def test_a_refused_date_stays_in_sight_while_other_fields_are_filled_in(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Else it is gone with the next change, and nobody knows that the pack has none of it."""
    before = window.state.request
    window.panes.tabs.setCurrentIndex(1)
    page = window.panes.visit.visit
    dates, principal = page.form.widgets["dates"], page.form.widgets["principal"]
    assert isinstance(dates, QLineEdit)
    dates.setFocus()
    dates.selectAll()
    qtbot.keyClicks(dates, "7-8 December 2026")
    qtbot.keyClick(dates, Qt.Key.Key_Tab)
    qtbot.keyClicks(principal, "the Prime Minister")
    window.panes.choices.voice.setCurrentIndex(1)
    window.panes.choices.voice.activated.emit(1)

    assert window.state.request.visit.principal == "the Prime Minister"
    assert window.state.request.visit.dates == before.visit.dates
    assert dates.text() == "7-8 December 2026"
    assert "7-8 December 2026" in page.form.messages["dates"].text()

    window.state.history.undo()
    assert dates.text() == "7-8 December 2026"
    window.state.open(before, None)
    assert dates.text() == before.visit.dates
    assert not page.form.messages["dates"].text()


def test_an_export_leads_to_what_was_refused_and_saving_tells_it(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """A pack without the dates that somebody typed is not written as if it had them."""
    window, dialogs = desk
    window.panes.tabs.setCurrentIndex(1)
    window.panes.visit.turn_to(window.panes.visit.look)
    as_of = window.panes.visit.look.as_of
    as_of.setFocus()
    as_of.selectAll()
    qtbot.keyClicks(as_of, "yesterday")
    qtbot.keyClick(as_of, Qt.Key.Key_Tab)
    window.panes.visit.turn_to(window.panes.visit.meeting)
    window.panes.tabs.setCurrentIndex(0)
    dialogs.exports.append((tmp_path / "a.docx", tmp_path / "a.pdf"))
    window.menus.actions["export"].trigger()

    told = window.statusBar().currentMessage()
    assert told.startswith("Nothing was written.")
    assert "yesterday" in told
    assert as_of.isVisible()
    assert as_of.hasFocus()
    assert not list(tmp_path.glob("a.*"))

    dialogs.save.append(tmp_path / "visit.brief")
    window.menus.actions["save-as"].trigger()
    assert window.statusBar().currentMessage().startswith("Saved: visit.brief. Not in it: “yester")
    as_of.clear()
    qtbot.keyClick(as_of, Qt.Key.Key_Return)
    window.menus.actions["save"].trigger()
    assert window.statusBar().currentMessage() == "Saved: visit.brief"


def test_what_is_refused_in_a_row_stays_with_that_row(qtbot: QtBot, window: MainWindow) -> None:
    """The next row has its own day, though it may be the same."""
    window.panes.tabs.setCurrentIndex(1)
    page = window.panes.visit.programme
    window.panes.visit.turn_to(page)
    page.rows.setCurrentRow(0)
    day, place = page.form.widgets["day"], page.form.widgets["place"]
    assert isinstance(day, QLineEdit)
    kept = day.text()
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "Monday")
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    qtbot.keyClicks(place, "Ak Orda")
    assert day.text() == "Monday"
    assert "Monday" in page.form.messages["day"].text()

    page.rows.setCurrentRow(1)
    assert day.text() == window.state.request.programme[1].day
    assert not page.form.messages["day"].text()
    page.rows.setCurrentRow(0)
    assert day.text() == kept


def test_the_dates_of_the_visit_are_checked_in_place(window: MainWindow) -> None:
    """The Visit tab says the same of its own dates."""
    window.panes.tabs.setCurrentIndex(1)
    window.panes.visit.fields["dates"].setText("next week")
    window.panes.visit.fields["dates"].judge()
    assert "next week" in window.panes.visit.visit.form.messages["dates"].text()
    assert window.state.request.visit.dates == "2026-12-07/2026-12-08"
    window.panes.visit.look.as_of.setText("2026-11")
    window.panes.visit.look.as_of.judge()
    assert "not a day" in window.panes.visit.look.as_of_message.text()
    assert window.state.request.as_of is None

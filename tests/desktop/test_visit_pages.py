"""The pages on the visit: every key of a request is reached, told in its place, and can be undone.

Everything is typed and pressed as a user would, and read back from the request, the .brief and the
pages of the pack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from briefgen.pack.brief_file import brief_text, read_brief, request_from
from briefgen.pack.request import (
    Clearance,
    Delegate,
    Interpreting,
    Issue,
    Meeting,
    PracticalNote,
    Press,
    ProgrammeEntry,
    Request,
    Side,
    Visit,
)
from tests.desktop.desk import show_preview

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.form import Page
    from briefgen.desktop.rows_page import RowsPage
    from briefgen.desktop.window import MainWindow

Key = Qt.Key


def turn_to(window: MainWindow, page: Page) -> None:
    """Show a page of the tab on the visit."""
    window.panes.tabs.setCurrentIndex(1)
    window.panes.visit.turn_to(page)


def type_into(field: QWidget, text: str) -> None:
    """Put ``text`` in place of what a field holds, by keys, and leave the field."""
    field.setFocus()
    if isinstance(field, QComboBox):
        field.setCurrentIndex(0)
        QTest.keyClicks(field, text)
        return
    assert isinstance(field, QLineEdit | QPlainTextEdit | QSpinBox)
    field.selectAll()
    if not text:
        QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClicks(field, text)
    completer = field.completer() if isinstance(field, QLineEdit) else None
    popup = completer.popup() if completer else None
    shown = popup is not None and popup.isVisible()  # then it gets the keys, and hands them on
    QTest.keyClick(popup if popup is not None and shown else field, Key.Key_Tab)


def last_row(page: RowsPage, **texts: str) -> None:
    """Add a row by its key and fill in ``texts``."""
    if page.rows.isVisible():
        page.rows.setFocus()
        page.rows.setCurrentRow(page.rows.count() - 1)
        QTest.keyClick(page.rows, Key.Key_Insert)
    else:
        page.add.trigger()
    for key, text in texts.items():
        type_into(page.form.widgets[key], text)


def empty(window: MainWindow) -> None:
    """Start with a request that holds nothing but one topic."""
    window.state.open(Request(topics=("trade.volume",), first="2020", last="2026"), None)


def test_each_key_of_visit_and_meeting_has_a_field(window: MainWindow) -> None:
    """What a .brief can say of them, the window can."""
    panel = window.panes.visit
    reached = {*panel.visit.form.widgets, *panel.issue.form.widgets}
    assert reached == set(Visit.__struct_fields__)
    assert set(panel.meeting.form.widgets) == set(Meeting.__struct_fields__)


def test_of_a_long_text_the_beginning_is_seen_once_it_is_left(window: MainWindow) -> None:
    """The keyboard chooses all of a field it comes to, and Qt shows the end then."""
    page = window.panes.visit.delegations
    turn_to(window, page)
    page.rows.setCurrentRow(0)
    for key in ("person", "name"):
        field = page.form.widgets[key]
        assert isinstance(field, QLineEdit)
        if not field.text():
            type_into(field, "Somebody of a long name, Minister of very many things indeed")
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Key.Key_End)
        QTest.keyClick(field, Key.Key_Tab)
        assert not field.hasFocus()
        assert field.cursorPosition() == 0


def test_each_key_of_a_row_has_a_field(window: MainWindow) -> None:
    """The same for programme, delegations, practical notes, clearance and issues."""
    panel = window.panes.visit
    for page, kind in (
        (panel.programme, ProgrammeEntry),
        (panel.delegations, Delegate),
        (panel.practical, PracticalNote),
        (panel.clearance, Clearance),
        (panel.issues, Issue),
    ):
        assert set(page.form.widgets) == set(kind.__struct_fields__), page.title


def test_the_meeting_is_typed_in_and_its_time_counts(window: MainWindow) -> None:
    """Numbers are one step each; nothing typed means the product's own."""
    empty(window)
    page = window.panes.visit.meeting
    turn_to(window, page)
    type_into(page.form.widgets["minutes"], "45")
    type_into(page.form.widgets["our_share"], "40")
    type_into(page.form.widgets["words_per_minute"], "110")
    type_into(page.form.widgets["interpreter"], "Cons")

    told = Meeting(45, 0.4, 110, Interpreting.CONSECUTIVE)
    assert window.state.request.meeting == told
    assert window.state.history.count() == 4
    type_into(page.form.widgets["our_share"], "0")
    assert window.state.request.meeting.our_share is None
    window.state.history.undo()
    assert window.state.request.meeting == told
    assert page.form.widgets["our_share"].text() == "40 %"


def test_a_programme_is_made_by_keys_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Rows added, filled in, moved and removed; printed in the pack; kept in the .brief."""
    empty(window)
    page = window.panes.visit.programme
    turn_to(window, page)
    assert page.empty.isVisible()
    last_row(page, event="Arrival", day="2026-12-07", time="08:40")
    last_row(page, event="Talks", time="11:00", minutes="45", press="Kept", speaks_first="We")
    last_row(page, event="Dinner")

    assert [page.rows.item(row).text() for row in range(3)] == [
        "2026-12-07 08:40 Arrival",
        "2026-12-07 11:00 Talks",  # the day of the row before
        "2026-12-07 Dinner",
    ]
    talks = window.state.request.programme[1]
    assert (talks.minutes, talks.press, talks.speaks_first) == (45, Press.CLOSED, "We")
    page.rows.setFocus()
    QTest.keyClick(page.rows, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [entry.event for entry in window.state.request.programme] == [
        *("Arrival", "Dinner", "Talks"),
    ]
    assert page.rows.currentRow() == 1
    QTest.keyClick(page.rows, Key.Key_Delete)
    assert [entry.event for entry in window.state.request.programme] == ["Arrival", "Talks"]
    text = show_preview(qtbot, window)
    assert "08:40" in text
    assert "Talks" in text
    assert "Programme (2)" in [
        window.panes.visit.list.item(row).text() for row in range(window.panes.visit.list.count())
    ]
    kept = tmp_path / "kept.brief"
    kept.write_text(brief_text(window.state.request), encoding="utf-8")
    assert request_from(read_brief(kept), kept) == window.state.request


def test_a_time_that_is_none_is_told_in_its_place(window: MainWindow) -> None:
    """It never reaches the request."""
    page = window.panes.visit.programme
    turn_to(window, page)
    before = window.state.request
    type_into(page.form.widgets["time"], "half past nine")
    assert "write it like 09:30" in page.form.messages["time"].text()
    assert page.form.messages["time"].isVisible()
    assert window.state.request == before


def test_a_new_row_without_words_can_be_saved_and_opened(
    window: MainWindow, tmp_path: Path
) -> None:
    """Whoever saves between adding a row and filling it in loses nothing."""
    empty(window)
    for page in window.panes.visit.pages:
        if page.count(window.state.request) is not None:
            turn_to(window, page)
            page.add.trigger()
    kept = tmp_path / "rows.brief"
    kept.write_text(brief_text(window.state.request), encoding="utf-8")
    assert request_from(read_brief(kept), kept) == window.state.request
    assert len(window.state.request.practical) == 1


def test_people_come_from_the_register_by_a_part_of_their_name(
    qtbot: QtBot, window: MainWindow
) -> None:
    """The list proposes, the request holds the id, and the pack prints the office."""
    empty(window)
    page = window.panes.visit.delegations
    turn_to(window, page)
    page.add.trigger()
    field = page.form.widgets["person"]
    assert isinstance(field, QLineEdit)
    assert field.hasFocus()
    people = window.state.library.base.people if window.state.library else {}
    person = next(one for one in people.values() if one.country == "KAZ" and not one.until)
    QTest.keyClicks(field, person.name[2:])
    completer = field.completer()
    assert completer is not None
    found = [completer.completionModel().index(row, 0).data() for row in range(1)]
    assert found == [f"{person.name}, {person.office}"]
    completer.activated.emit(found[0])

    assert window.state.request.delegation == (Delegate(Side.KAZ, person.id),)
    assert person.name in page.rows.item(0).text()
    assert person.office.split(",")[0] in show_preview(qtbot, window).replace("\n", " ")
    type_into(field, "Nobody of this name")
    assert "not in the list" in page.form.messages["person"].text()
    assert window.state.request.delegation[0].person == person.id


def test_a_last_meeting_is_found_by_words_and_shown_by_words(window: MainWindow) -> None:
    """An id may be typed too; an empty field takes it out."""
    page = window.panes.visit.visit
    turn_to(window, page)
    field = page.form.widgets["last_met"]
    assert isinstance(field, QLineEdit)
    fact = window.state.request.visit.last_met
    assert window.state.library
    assert window.state.library.base.facts[fact].statement in field.text()
    type_into(field, "")
    assert window.state.request.visit.last_met == ""
    type_into(field, fact)
    assert window.state.request.visit.last_met == fact


def test_who_gets_the_pack_stands_one_a_line(window: MainWindow) -> None:
    """Empty lines and repetitions do not count; it is one step of the history."""
    empty(window)
    page = window.panes.visit.issue
    turn_to(window, page)
    field = page.form.widgets["distribution"]
    QTest.keyClicks(field, "The Minister")
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClicks(field, "The Embassy")
    assert window.state.request.visit.distribution == ("The Minister", "The Embassy")
    assert window.state.history.count() == 1
    window.state.history.undo()
    assert window.state.request.visit.distribution == ()


def test_a_topic_is_cleared_by_its_title(qtbot: QtBot, window: MainWindow) -> None:
    """The part is chosen by words, and the slip prints who cleared it."""
    empty(window)
    page = window.panes.visit.clearance
    turn_to(window, page)
    assert window.state.library
    title = window.state.library.base.topics["trade.volume"].title
    last_row(page, part=title, cleared_by="Mr Sample Clearer", on="2026-11-20")
    assert window.state.request.clearance == (
        Clearance("trade.volume", "", "Mr Sample Clearer", "2026-11-20"),
    )
    assert page.rows.item(0).text() == f"{title}: cleared by Mr Sample Clearer"
    assert "Sample Clearer" in show_preview(qtbot, window)


def test_notes_and_issues_are_printed(qtbot: QtBot, window: MainWindow) -> None:
    """Two fields a note, three an issue; the number of an issue goes on by itself."""
    empty(window)
    turn_to(window, window.panes.visit.practical)
    last_row(window.panes.visit.practical, label="Duty officer", text="Room 12, day and night")
    turn_to(window, window.panes.visit.issues)
    last_row(window.panes.visit.issues, on="2026-11-01", change="First issue for comment")
    last_row(window.panes.visit.issues, change="Routes added to it")
    assert [issue.number for issue in window.state.request.issues] == ["1", "2"]
    text = show_preview(qtbot, window).replace("\n", " ")
    for words in ("Room 12, day and night", "First issue for comment", "Routes added to it"):
        assert words in text

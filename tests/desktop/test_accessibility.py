"""For those who hear the window, use no mouse, or work in the dark."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QStyle,
    QTableView,
    QTreeWidget,
    QWidget,
)

from briefgen.desktop.error_dialog import ErrorDialog
from briefgen.desktop.errors import Failure
from briefgen.desktop.facts_model import STATEMENT
from briefgen.desktop.rows_page import RowsPage
from tests.desktop.desk import open_window, show_preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow

MNEMONIC = re.compile(r"(?<!&)&(\w)")


def _unnamed(top: QWidget) -> list[str]:
    widgets = [w for w in top.findChildren(QWidget) if w.isVisible()]
    focusable = [w for w in widgets if w.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    assert focusable
    return [
        f"{type(w).__name__} {w.objectName()} in {type(w.parent()).__name__}"
        for w in focusable
        if not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)
    ]


def _views(window: MainWindow) -> Iterator[str]:
    """Each tab in turn, and each page of the one on the visit, a row in those that hold rows."""
    window.panes.tabs.setCurrentIndex(0)
    yield window.panes.tabs.tabText(0)
    window.panes.tabs.setCurrentIndex(1)
    for page in window.panes.visit.pages:
        window.panes.visit.turn_to(page)
        if page.count(window.state.request) == 0:
            assert isinstance(page, RowsPage)
            page.add.trigger()
        yield page.title


def test_every_widget_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    """A screen reader says what each is, on every page, with the lists below the pages unfolded."""
    window.live.refresh()
    window.panes.findings.button.setChecked(True)
    window.panes.room.button.setChecked(True)
    for view in _views(window):
        assert _unnamed(window) == [], view


def test_the_error_dialog_can_be_heard_and_left_by_keys(qtbot: QtBot) -> None:
    """Details are folded until asked for; Escape leaves; the details can be copied."""
    dialog = ErrorDialog(Failure("Title", "One sentence.", "Trace", "Choose another place"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.details.isVisible()
    dialog.unfold.click()
    assert dialog.details.isVisible()
    assert _unnamed(dialog) == []
    dialog.copy.click()
    assert QApplication.clipboard().text() == "Title\n\nOne sentence.\n\nTrace"
    assert dialog.next_step
    assert dialog.next_step.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == 0


def test_no_two_letters_of_one_view_are_the_same(window: MainWindow) -> None:
    """Alt and a letter lead to one place, whichever tab is open."""
    always = [window.panes.tabs.tabText(tab) for tab in range(window.panes.tabs.count())]
    always += [action.text() for action in window.menuBar().actions()]
    for view in _views(window):
        labels = [w.text() for w in window.findChildren(QLabel) if w.isVisible() and w.buddy()]
        buttons = [w.text() for w in window.findChildren(QAbstractButton) if w.isVisible()]
        texts = [*always, *labels, *(text for text in buttons if "&" in text)]
        letters = Counter(letter.lower() for text in texts for letter in MNEMONIC.findall(text))
        assert [letter for letter, times in letters.items() if times > 1] == [], view


def test_each_menu_has_letters_of_its_own(window: MainWindow) -> None:
    """Within a menu too, one letter means one thing."""
    for top in window.menuBar().actions():
        menu = top.menu()
        texts = [action.text() for action in menu.actions() if action.text()]
        letters = [MNEMONIC.findall(text)[0].lower() for text in texts]
        assert len(letters) == len(set(letters)), texts


def test_no_two_verbs_share_a_key(window: MainWindow) -> None:
    """A shortcut that two actions claim would do nothing."""
    keys = Counter(
        key.toString() for action in window.menus.actions.values() for key in action.shortcuts()
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_tab_leads_through_the_window(qtbot: QtBot, window: MainWindow) -> None:
    """From the first field on, each pane is reached without a mouse and nothing traps the key."""
    window.activateWindow()
    window.panes.topics.tree.setFocus()
    reached: list[QWidget] = []
    while (at := QApplication.focusWidget()) not in reached:
        assert at is not None
        reached.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    for wanted in (
        window.panes.choices.first,
        window.panes.choices.last,
        window.panes.choices.voice,
        window.panes.choices.product,
        window.panes.facts.search,
        window.panes.facts.disputed,
        window.panes.facts.everything,
        window.panes.facts.table,
        window.panes.facts.detail,
        window.panes.preview.zoom,
        window.panes.preview.view,
    ):
        assert wanted in reached, wanted.accessibleName()


def test_tab_leads_through_a_page_of_rows(qtbot: QtBot, window: MainWindow) -> None:
    """From the list of pages to the rows, what adds to them, and each field of the chosen one."""
    window.activateWindow()
    window.panes.tabs.setCurrentIndex(1)
    page = window.panes.visit.programme
    window.panes.visit.turn_to(page)
    window.panes.visit.list.setFocus()
    reached: list[QWidget] = []
    while (at := QApplication.focusWidget()) not in reached:
        assert at is not None
        reached.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    assert reached[1] is page.rows
    wanted = list(page.form.widgets.values())
    first = reached.index(wanted[0])
    assert reached[first : first + len(wanted)] == wanted


def test_the_window_stays_usable_when_it_is_small(window: MainWindow) -> None:
    """1280 by 720, also on a screen at 200 per cent: nothing asks for more room than that."""
    window.panes.findings.button.setChecked(True)
    window.panes.room.button.setChecked(True)
    for view in _views(window):
        smallest = window.minimumSizeHint()
        assert smallest.width() <= 1280, view
        assert smallest.height() <= 720, view


def _column_letters(view: QTableView | QTreeWidget, column: int) -> int:
    return view.columnWidth(column) // view.fontMetrics().averageCharWidth()


@pytest.mark.usefixtures("large_letters")
def test_large_letters_on_a_small_screen_leave_words_to_read(qtbot: QtBot, tmp_path: Path) -> None:
    """1024 by 600: topics and facts keep their words, what is beside them gives way."""
    window, _dialogs = open_window(qtbot, tmp_path)
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: window.width() == 1024)
    table, tree = window.panes.facts.table, window.panes.topics.tree
    assert _column_letters(table, STATEMENT) >= 18
    assert _column_letters(tree, 0) >= 12
    window.panes.findings.button.setChecked(True)
    window.panes.room.button.setChecked(True)
    for folding in (window.panes.findings, window.panes.room):
        assert folding.list.minimumHeight() <= window.screen().availableGeometry().height() / 5


def test_no_word_of_a_topic_is_cut_on_a_laptop_with_letters_half_as_large_again(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    """1350 by 720: what is left of a small screen; the figures beside the topics give way."""
    before = qapp.font()
    large = QFont(before)
    large.setPixelSize(18)
    qapp.setFont(large)
    try:
        window, _dialogs = open_window(qtbot, tmp_path)
        window.resize(1350, 720)
        qtbot.waitUntil(lambda: window.width() == 1350)
        tree = window.panes.topics.tree
        box = tree.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        room = tree.columnWidth(0) - 2 * tree.indentation() - 2 * box
        assert window.state.library
        titles = [topic.title for topic in window.state.library.base.topics.values()]
        words = {word for title in titles for word in re.split(r"[ -]", title)}
        cut = {word for word in words if tree.fontMetrics().horizontalAdvance(word) > room}
        assert cut <= {"intergovernmental"}  # one of seventeen letters
    finally:
        qapp.setFont(before)


@pytest.mark.usefixtures("large_letters")
def test_buttons_that_do_not_fit_beside_each_other_stand_below(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Neither is cut; with room they are in one line again."""
    window, _dialogs = open_window(qtbot, tmp_path)
    window.live.refresh()
    findings = window.panes.findings
    findings.button.setChecked(True)
    for width, is_below in ((1024, True), (2400, False)):
        window.resize(width, 900)
        window.panes.setSizes([width // 3] * 3)
        qtbot.waitUntil(
            lambda: (findings.take_back.y() > findings.override.y()) is is_below  # noqa: B023
        )


def test_the_search_field_is_reached_by_its_key(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+F from anywhere."""
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.panes.facts.search.hasFocus()


def test_pictures_and_messages_follow_a_dark_palette(qtbot: QtBot, window: MainWindow) -> None:
    """Light lines on dark, and the pages stay white."""
    show_preview(qtbot, window)
    dark = QPalette(QColor("#2b2b2b"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        dark.setColor(role, QColor("white"))
    window.setPalette(dark)
    picture = window.menus.actions["save"].icon().pixmap(24).toImage()
    drawn = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    ]
    assert drawn
    assert all(colour.lightness() > 200 for colour in drawn)
    page = window.panes.preview.document.render(0, window.panes.preview.view.size())
    assert page.pixelColor(3, 3).lightness() >= 250 or page.pixelColor(3, 3).alpha() == 0


def test_f6_leads_from_part_to_part(qtbot: QtBot, window: MainWindow) -> None:
    """All the way round, from inside a part too, and Shift+F6 back."""
    window.live.refresh()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panes = window.panes
    panes.topics.tree.setFocus()
    firsts = (panes.facts.table, panes.preview.view, panes.room.button, panes.findings.button)
    for first in (*firsts, panes.topics.tree):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert QApplication.focusWidget() is first
    panes.facts.search.setFocus()
    qtbot.keyClick(panes.facts.search, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is panes.preview.view
    qtbot.keyClick(panes.preview.view, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is panes.facts.table
    panes.tabs.setCurrentIndex(1)
    qtbot.keyClick(panes.facts.table, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is panes.visit.list


def test_an_empty_tick_box_shows_in_the_dark(qtbot: QtBot, window: MainWindow) -> None:
    """Its line stands out from the ground, 3 to 1 at least."""
    dark = QPalette(QColor("#2b2b2b"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        dark.setColor(role, QColor("white"))
    dark.setColor(QPalette.ColorRole.PlaceholderText, QColor(255, 255, 255, 128))
    box = window.panes.facts.everything
    box.setPalette(dark)
    qtbot.waitExposed(window)
    picture = box.grab().toImage()
    column = [picture.pixelColor(8, y) for y in range(picture.height())]
    ground = _brightness(picture.pixelColor(0, 0))
    brightest = max(map(_brightness, column))
    assert (brightest + 0.05) / (ground + 0.05) >= 3


def _brightness(colour: QColor) -> float:
    """Relative luminance, as contrast is reckoned from it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""Moving topics by keys and menu: what is shown, what is kept, and that it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItemIterator

from briefgen.desktop.ordering import moved
from briefgen.pack.request import Request, in_order
from tests.desktop.desk import show_preview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.library import Library
    from briefgen.desktop.window import MainWindow

_TOPIC = Qt.ItemDataRole.UserRole


def shown(window: MainWindow) -> list[str]:
    """Categories and topics as the tree shows them."""
    found, walk = [], QTreeWidgetItemIterator(window.panes.topics.tree)
    while walk.value():
        found.append(walk.value().data(0, _TOPIC))
        walk += 1
    return found


def go_to(window: MainWindow, name: str) -> None:
    """Put the cursor on a topic or category."""
    walk = QTreeWidgetItemIterator(window.panes.topics.tree)
    while walk.value().data(0, _TOPIC) != name:
        walk += 1
    window.panes.topics.tree.setCurrentItem(walk.value())
    window.panes.topics.tree.setFocus()


def at(window: MainWindow) -> str:
    """Where the cursor is."""
    return str(window.panes.topics.tree.currentItem().data(0, _TOPIC))


def test_alt_and_arrows_move_a_topic_and_the_cursor_goes_along(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Up and down within its category; one step of the history each; the pages follow."""
    before = shown(window)
    go_to(window, "trade.targets")
    place = before.index("trade.targets")
    qtbot.keyClick(window.panes.topics.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert shown(window).index("trade.targets") == place - 1
    assert at(window) == "trade.targets"
    assert window.state.request.order[0] == "trade.targets"
    text = show_preview(qtbot, window)
    assert text.index("Targets and potential") < text.index("Trade volumes and balance")
    qtbot.keyClick(window.panes.topics.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert shown(window) == before
    assert window.state.request.order == ()
    window.menus.actions["undo"].trigger()
    assert shown(window).index("trade.targets") == place - 1
    assert window.menus.actions["undo"].text().endswith("Order of topics")


def test_a_category_moves_with_all_its_topics(window: MainWindow) -> None:
    """By the entry in the Edit menu, which the context menu has too."""
    go_to(window, "corridor")
    assert window.panes.topics.tree.currentItem().isExpanded()
    window.menus.actions["up"].trigger()
    rows = shown(window)

    assert rows[0] == "corridor"
    assert rows.index("trade") > max(n for n, row in enumerate(rows) if row.startswith("corridor."))
    assert window.panes.topics.tree.currentItem().isExpanded()
    edit = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Edit")
    assert window.menus.actions["up"] in edit.actions()
    assert window.menus.actions["down"] in window.panes.topics.tree.actions()


def test_at_the_end_of_its_row_nothing_moves(window: MainWindow) -> None:
    """And no step is left behind to undo."""
    go_to(window, "trade")
    window.menus.actions["up"].trigger()

    assert window.state.request.order == ()
    assert not window.state.history.canUndo()


def test_ticks_and_counts_stay_with_their_topics(window: MainWindow) -> None:
    """Moving is not choosing."""
    counts, chosen = window.panes.topics.counts(), window.panes.topics.chosen()
    go_to(window, "corridor")
    window.menus.actions["up"].trigger()

    assert window.panes.topics.counts() == counts
    assert window.panes.topics.chosen() == chosen


def test_an_order_names_no_more_topics_than_it_must(library: Library) -> None:
    """Lines in it stay; what the register does by itself is not written down."""
    base = library.base
    request = Request(order=("line-1",))
    first, second = in_order(base, base.topics)[:2]
    changed = moved(base, request, second, -1)

    assert changed.order == (second, "line-1")
    assert in_order(base, base.topics, changed.order)[:2] == (second, first)
    assert moved(base, changed, second, 1) == request

"""How likely a topic is to come up: set by keys, menu and mouse, shown beside it, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from briefgen.desktop.likelihoods import likelihoods, with_likelihood
from briefgen.desktop.topic_rows import LIKELIHOOD, TITLE
from briefgen.pack.request import Likelihood, Request
from tests.desktop.desk import show_preview
from tests.desktop.test_order import go_to

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.library import Library
    from briefgen.desktop.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
FEW = Request(topics=("trade.volume", "trade.targets"), first="2020", last="2026")


def row(window: MainWindow, name: str) -> QTreeWidgetItem:
    """The row of a topic or category, the cursor on it."""
    go_to(window, name)
    item = window.panes.topics.tree.currentItem()
    assert item is not None
    return item


def test_a_key_says_that_a_topic_is_unlikely(qtbot: QtBot, window: MainWindow) -> None:
    """The word stands beside it and is heard; the pack prints less of it; undo takes it back."""
    window.state.open(FEW, None)
    whole = show_preview(qtbot, window)
    item = row(window, "trade.targets")
    assert item.text(LIKELIHOOD) == "Certain"
    QTest.keyClick(window.panes.topics.tree, Qt.Key.Key_3, CTRL)

    assert window.state.request.likelihood == (("trade.targets", Likelihood.UNLIKELY),)
    assert item.text(LIKELIHOOD) == "Unlikely"
    assert "unlikely" in item.data(TITLE, Qt.ItemDataRole.AccessibleTextRole)
    assert row(window, "trade").text(LIKELIHOOD) == "Mixed"
    assert len(show_preview(qtbot, window)) < len(whole)
    window.state.history.undo()
    assert window.state.request.likelihood == ()
    assert item.text(LIKELIHOOD) == "Certain"


def test_a_click_on_the_word_offers_the_three(window: MainWindow) -> None:
    """The menu opens at the word; the Edit menu has the same."""
    tree, menu = window.panes.topics.tree, window.panes.topics.likelihood_menu
    item = row(window, "trade.volume")
    offered: list[str] = []

    def choose() -> None:
        offered.extend(action.text().replace("&", "") for action in menu.actions())
        menu.actions()[1].trigger()
        menu.close()

    QTimer.singleShot(0, choose)
    place = tree.visualItemRect(item).center()
    place.setX(tree.columnViewportPosition(LIKELIHOOD) + 4)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.qWait(20)
    assert offered == [
        "Topic is certain to come up",
        "Topic may come up",
        "Topic is unlikely to come up",
    ]
    assert item.text(LIKELIHOOD) == "Possible"
    edit = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Edit")
    assert set(menu.actions()) <= set(edit.actions())


def test_a_category_says_it_for_its_topics_in_the_fewest_words(library: Library) -> None:
    """What topics said of their own before goes; one that differs afterwards is named."""
    base = library.base
    one = with_likelihood(base, Request(), "trade.volume", Likelihood.UNLIKELY)
    all_of_it = with_likelihood(base, one, "trade", Likelihood.POSSIBLE)
    assert all_of_it.likelihood == (("trade", Likelihood.POSSIBLE),)
    assert likelihoods(base, all_of_it)["trade.volume"] is Likelihood.POSSIBLE
    differs = with_likelihood(base, all_of_it, "trade.volume", Likelihood.CERTAIN)
    assert differs.likelihood == (
        ("trade", Likelihood.POSSIBLE),
        ("trade.volume", Likelihood.CERTAIN),
    )
    assert likelihoods(base, differs)["trade"] is None
    assert with_likelihood(base, differs, "trade", Likelihood.CERTAIN) == Request()

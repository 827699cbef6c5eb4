"""Where the keyboard begins, and what the fields keep of it; more is tried on a real screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_field_keeps_its_own_keys(window: MainWindow) -> None:
    """What is typed is undone there first, and all of it can be chosen."""
    field = window.panes.visit.visit.form.widgets["place"]
    assert isinstance(field, QLineEdit)
    window.panes.tabs.setCurrentIndex(1)
    field.setFocus()
    QTest.keyClick(field, Key.Key_A, CONTROL)
    assert field.selectedText() == field.text()
    QTest.keyClicks(field, "Almaty")
    QTest.keyClick(field, Key.Key_Z, CONTROL)
    assert field.text() != "Almaty"


def test_the_keyboard_begins_at_the_topics(desk: tuple[MainWindow, Recorded]) -> None:
    """The first thing to do is to tick them."""
    window, _dialogs = desk
    assert window.focusWidget() is window.panes.topics.tree

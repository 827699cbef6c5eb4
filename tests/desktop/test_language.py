"""The language of a pack, chosen in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from briefgen.pack.brief_file import brief_text

if TYPE_CHECKING:
    from briefgen.desktop.window import MainWindow


def test_every_language_of_the_words_can_be_chosen(window: MainWindow) -> None:
    """The box names them, the pack's own first chosen."""
    box = window.panes.visit.look.language

    assert [box.itemText(n) for n in range(box.count())] == ["English", "Kazakh", "Russian", "Urdu"]
    assert box.currentText() == "English"


@pytest.mark.parametrize(("key", "language"), [(Qt.Key.Key_U, "ur"), (Qt.Key.Key_R, "ru")])
def test_a_key_chooses_a_language_and_undo_takes_it_back(
    window: MainWindow, key: Qt.Key, language: str
) -> None:
    """The choice is part of the request, goes into the .brief, and can be undone."""
    box = window.panes.visit.look.language
    QTest.keyClick(box, key)

    assert window.state.request.language == language
    assert f'language = "{language}"' in brief_text(window.state.request)
    window.state.history.undo()
    assert window.state.request.language == "en"
    assert box.currentText() == "English"

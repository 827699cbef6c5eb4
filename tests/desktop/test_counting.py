"""One of a thing is told as one, wherever the window counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt

from briefgen.pack.request import Meeting, Request, Side
from tests.desktop.desk import open_window, show_preview
from tests.desktop.test_room import lines
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow


def test_a_base_of_one_fact_has_one_fact(qtbot: QtBot, tmp_path: Path) -> None:
    """In the status line, below the list, and in what a screen reader says of its topic."""
    window, _ = open_window(qtbot, tmp_path, data=write_tiny_base(tmp_path / "base"))
    assert window.base_name.text() == "1 fact"
    assert window.panes.facts.count.text().endswith("of 1 fact chosen")
    category = window.panes.topics.tree.topLevelItem(0)
    assert category is not None
    said = category.child(0).data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith((", 1 fact", ", 0 facts"))


def test_one_minute_is_a_minute(qtbot: QtBot, window: MainWindow) -> None:
    """On the button and in the list, whether the words fit or not."""
    few = Request(topics=("trade",), first="2020", last="2026", voice=Side.PAK)
    window.state.open(replace(few, meeting=Meeting(minutes=2, words_per_minute=9000)), None)
    show_preview(qtbot, window)
    assert "To say: under 1 of our 1 minute." in window.panes.room.button.text()
    assert any("in the 1 minute that is ours." in line for line in lines(window))
    window.state.change(replace(few, meeting=Meeting(minutes=4)), "minutes")
    show_preview(qtbot, window)
    assert window.panes.room.button.text().startswith("Too much to say: ")
    assert ", we have 2." in window.panes.room.button.text()

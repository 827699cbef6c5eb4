"""What the window shows of a pack in Urdu has all its letters, whatever fonts the machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtGui import QFontDatabase

if TYPE_CHECKING:
    from briefgen.desktop.window import MainWindow


def test_the_window_carries_the_letters_of_urdu_for_a_pack_in_urdu(window: MainWindow) -> None:
    """Lists and fields take them from the pages' own face where the system has none."""
    window.state.change(replace(window.state.request, language="ur"), "language")

    assert "FiraGO" in QFontDatabase.families()
    urdu = QFontDatabase.WritingSystem.Arabic
    assert "FiraGO" in QFontDatabase.families(urdu)

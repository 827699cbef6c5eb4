"""What is remembered between runs, and what happens when that file is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.desktop.settings import FILE_NAME, Settings, read_settings, write_settings
from briefgen.desktop.snapshots import read_snapshot
from tests.desktop.desk import open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    """One TOML file holds them all."""
    settings = Settings(geometry="AAA=", zoom="125").with_recent(tmp_path / "a.brief")
    write_settings(tmp_path / "new", settings)
    assert read_settings(tmp_path / "new") == (settings, "")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """The first run is no error."""
    assert read_settings(tmp_path) == (Settings(), "")


@pytest.mark.parametrize(
    "text", ["geometry = ", "zoom = " + "9" * 5000, "recent = " + "[" * 100_000, 'zoom = "\xff"']
)
def test_a_broken_file_is_told_and_the_defaults_hold(tmp_path: Path, text: str) -> None:
    """The window opens all the same, and finds no unsaved work in such a file."""
    (tmp_path / FILE_NAME).write_text(text, encoding="latin-1")
    settings, trouble = read_settings(tmp_path)
    assert settings == Settings()
    assert str(tmp_path / FILE_NAME) in trouble
    assert read_snapshot(tmp_path / FILE_NAME) is None


def test_unknown_keys_and_wrong_kinds_are_told_and_the_rest_is_used(tmp_path: Path) -> None:
    """A file of a newer program still gives what is understood."""
    text = 'zoom = "page"\npanes = 3\ncolour = "red"\n'
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    settings, trouble = read_settings(tmp_path)
    assert settings == Settings(zoom="page")
    assert "colour" in trouble
    assert "panes" in trouble


def test_ten_recent_files_are_kept_each_once(tmp_path: Path) -> None:
    """The newest first."""
    settings = Settings()
    for number in (*range(12), 5):
        settings = settings.with_recent(tmp_path / f"{number}.brief")
    names = [name.rsplit("/", 1)[-1] for name in settings.recent]
    assert names == [f"{n}.brief" for n in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)]


def test_the_window_opens_with_the_shape_it_had(qtbot: QtBot, tmp_path: Path) -> None:
    """Size, panes and zoom come back."""
    window, _dialogs = open_window(qtbot, tmp_path)
    window.resize(window.minimumSizeHint().width(), 690)  # the test's screen is 800 pixels wide
    window.panes.setSizes([250, 340, 300])
    window.panes.preview.set_zoom_name("page")
    sizes = window.panes.sizes()
    window.close()
    settings, trouble = read_settings(tmp_path / "config")
    assert trouble == ""
    again, _dialogs = open_window(qtbot, tmp_path, settings=settings)
    assert again.height() == 690
    assert again.panes.sizes() == sizes
    assert again.panes.preview.zoom_name == "page"


def test_settings_that_cannot_be_kept_are_told_and_the_window_closes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """A full or read-only disk does not hold the user in the program."""
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    window, dialogs = open_window(qtbot, tmp_path)
    assert window.close()
    assert len(dialogs.failures) == 1

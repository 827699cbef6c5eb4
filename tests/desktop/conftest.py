"""The window of the desktop tests: over the bundled facts, its dialogs recorded."""

from __future__ import annotations

import re
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont

from briefgen import resources
from briefgen.desktop.library import Library, load_library
from tests.desktop.desk import TODAY, Recorded, open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow

NOT_OFFSCREEN = r"propagateSizeHints|raise\(\)|grabbing the keyboard"  # the last two: of lists


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen screen warns of what no screen in memory can do; nothing else may warn."""
    for item in items:
        if "desktop" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore(f"does not support ({NOT_OFFSCREEN})"))


@pytest.fixture(scope="session")
def library() -> Library:
    """The bundled facts and templates."""
    return load_library(resources.bundled_data(), resources.bundled_templates(), TODAY)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> tuple[MainWindow, Recorded]:
    """A window with the sample visit, whose jobs run at once, and its recorded dialogs."""
    return open_window(qtbot, tmp_path)


@pytest.fixture
def window(desk: tuple[MainWindow, Recorded]) -> MainWindow:
    """The window alone."""
    return desk[0]


@pytest.fixture(scope="session")
def short_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled templates with a sample visit of two topics; never written to."""
    folder = tmp_path_factory.mktemp("short") / "templates"
    copytree(resources.bundled_templates(), folder, ignore=ignore_patterns("faces"))
    sample = folder / "sample.brief"
    text = sample.read_text(encoding="utf-8")
    topics = 'topics = ["trade.volume", "relations.agreements"]'
    sample.write_text(re.sub(r"topics = \[[^]]*\]", topics, text, count=1), encoding="utf-8")
    return folder


@pytest.fixture
def short_desk(qtbot: QtBot, tmp_path: Path, short_templates: Path) -> tuple[MainWindow, Recorded]:
    """As `desk`, over a shorter sample: for tests to which it is all one how long a pack is."""
    return open_window(qtbot, tmp_path, templates=short_templates)


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    """Letters of 16 points in every part of the program."""
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(16)
    qapp.setFont(large)
    yield
    qapp.setFont(before)

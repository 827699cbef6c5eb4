"""Facts of one's own in the window: chosen, told, kept for the next start, and left again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefgen.desktop.faults_dialog import FaultsDialog
from briefgen.desktop.settings import FILE_NAME, Settings, read_settings
from briefgen.pack.request import Request
from briefgen.resources import bundled_data
from tests.desktop.desk import Recorded, open_window, show_preview
from tests.desktop.test_accessibility import _unnamed
from tests.tiny_base import FACT, OBSERVATION, Rows, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A base of one fact."""
    return write_tiny_base(tmp_path / "ministry")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A base in which many rows are wrong, and one is right."""
    wrong = [FACT | {"id": f"wrong-{number}", "date": "banana"} for number in range(30)]
    return write_tiny_base(tmp_path / "faulty", facts=[FACT, *wrong])


def _choose(window: MainWindow, dialogs: Recorded, path: Path) -> None:
    dialogs.bases.append(path)
    window.menus.actions["own-facts"].trigger()


def _count(window: MainWindow) -> int:
    assert window.state.library
    return len(window.state.library.base.facts)


def test_own_facts_are_chosen_by_keys_and_told_and_left_again(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], base: Path
) -> None:
    """The file in the folder stands for it; title and status line name it; the brief stays."""
    window, dialogs = desk
    before = _count(window)
    assert not window.menus.actions["bundled"].isEnabled()
    dialogs.bases.append(base / "datapackage.json")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_Y)

    assert not dialogs.failures, dialogs.failures[0].text
    assert _count(window) == 1
    assert window.base_name.text() == "1 fact of your own: ministry"
    assert window.base_name.toolTip() == str(base)
    assert "facts: ministry" in window.windowTitle()
    assert str(base) in window.statusBar().currentMessage()
    assert window.state.request.visit.title == "Sample visit to Astana"

    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_B)
    assert _count(window) == before
    assert "ministry" not in window.windowTitle()
    assert not window.menus.actions["bundled"].isEnabled()


def test_what_own_facts_do_not_have_is_left_out_and_comes_back_by_undo(
    desk: tuple[MainWindow, Recorded], base: Path
) -> None:
    """A step like any other: back at the bundled facts nothing is lost."""
    window, dialogs = desk
    before = window.state.request.topics
    _choose(window, dialogs, base)
    assert set(window.state.request.topics) < set(before)
    window.menus.actions["bundled"].trigger()
    window.menus.actions["undo"].trigger()
    assert window.state.request.topics == before


def test_a_pack_is_made_from_own_facts(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], base: Path
) -> None:
    """Its one figure stands in the pages, with who counted."""
    window, dialogs = desk
    _choose(window, dialogs, base)
    window.state.change(Request(topics=(FACT["topic"],)), "topic")
    pages = " ".join(show_preview(qtbot, window).split())
    assert "Bureau of Trade, as of 27 January 2022" in pages


def test_own_facts_are_worked_with_at_the_next_start(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], base: Path, tmp_path: Path
) -> None:
    """Kept with the other choices, at once; no topic of the sample is asked for in vain."""
    window, dialogs = desk
    _choose(window, dialogs, base)
    kept, trouble = read_settings(tmp_path / "config")
    assert (kept.facts, trouble) == (str(base), "")
    later, again = open_window(qtbot, tmp_path, settings=kept)
    assert _count(later) == 1
    assert not again.failures
    assert not later.state.unsaved
    window.menus.actions["bundled"].trigger()
    assert 'facts = ""' in (tmp_path / "config" / FILE_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("for_good", [False, True])
def test_own_facts_that_are_gone_at_the_start_are_told_and_the_bundled_ones_used(
    qtbot: QtBot, tmp_path: Path, *, for_good: bool
) -> None:
    """The stick may be back tomorrow: they are forgotten only where that is wanted."""
    kept = Settings(facts=str(tmp_path / "stick"))
    window, dialogs = open_window(qtbot, tmp_path, settings=kept, next_steps=[for_good])
    [failure] = dialogs.failures
    assert "there is no such folder" in failure.text
    assert failure.next_step == "Use the bundled facts from now on"
    assert _count(window) > 500
    assert window.settings.facts == ("" if for_good else kept.facts)


def test_what_is_no_fact_base_is_told_and_changes_nothing(
    desk: tuple[MainWindow, Recorded], tmp_path: Path, base: Path
) -> None:
    """As the command line tells it; the next step is another one."""
    window, dialogs = desk
    before = _count(window)
    letter = tmp_path / "letter.briefbase"
    letter.write_text("Dear colleague", encoding="utf-8")
    _choose(window, dialogs, letter)
    assert "cannot be read" in dialogs.failures[0].text
    assert _count(window) == before
    dialogs.next_steps.append(True)
    dialogs.bases += [letter, base]
    window.menus.actions["own-facts"].trigger()
    assert dialogs.failures[1].next_step == "Choose others"
    assert _count(window) == 1


def test_all_that_is_amiss_is_listed_before_such_facts_are_worked_with(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], faulty: Path
) -> None:
    """In a text that scrolls; left, nothing has changed; taken, the status line says how many."""
    window, dialogs = desk
    before = _count(window)
    dialogs.takes_in = False
    _choose(window, dialogs, faulty)
    assert _count(window) == before
    [found] = dialogs.faults
    dialog = FaultsDialog(found)
    qtbot.addWidget(dialog)
    dialog.show()
    assert _unnamed(dialog) == []
    assert f"faulty: {len(found.problems)} problems." in dialog.head.text()
    told = dialog.text.toPlainText()
    for number in range(30):
        assert f"Left out: facts.csv, row {number + 3}, column date (wrong-{number})" in told
    assert dialog.text.verticalScrollBar().maximum() > 0
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == 1

    dialogs.takes_in = True
    _choose(window, dialogs, faulty)
    assert _count(window) == 1
    assert f"{len(found.problems)} problems in these facts" in window.base_name.toolTip()


def test_own_facts_are_read_anew_by_f5_once_they_have_changed(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], base: Path
) -> None:
    """A curator mends a table, saves it and presses F5; nothing is asked unless more is amiss."""
    window, dialogs = desk
    _choose(window, dialogs, base)
    window.state.change(Request(topics=(FACT["topic"],)), "topic")
    show_preview(qtbot, window)
    loaded = window.state.library
    window.menus.actions["refresh"].trigger()
    assert window.state.library is loaded

    other = FACT | {"statement": "Trade came to 46 million dollars in 2021."}
    tables: dict[str, Rows] = {"facts": [other], "observations": [OBSERVATION | {"value": "46"}]}
    write_tiny_base(base, **tables)
    window.menus.actions["refresh"].trigger()
    assert window.state.library is not loaded
    pages = " ".join(show_preview(qtbot, window).split())
    assert "46 million dollars" in pages
    assert window.statusBar().currentMessage().startswith(f"Read anew: {base}")
    assert not dialogs.faults

    tables["facts"] = [other, FACT | {"id": "wrong", "date": "banana"}]
    write_tiny_base(base, **tables)
    window.menus.actions["refresh"].trigger()
    assert len(dialogs.faults) == 1
    (base / "datapackage.json").write_text("{", encoding="utf-8")
    before = window.state.library
    window.menus.actions["refresh"].trigger()
    assert "is not valid JSON" in dialogs.failures[0].text
    assert window.state.library is before


def test_updates_are_not_laid_over_own_facts(
    desk: tuple[MainWindow, Recorded], base: Path, tmp_path: Path
) -> None:
    """It is told instead of asking for a file."""
    window, dialogs = desk
    _choose(window, dialogs, base)
    dialogs.updates.append(tmp_path / "a.briefupdate")
    window.menus.actions["update"].trigger()
    assert "laid over the bundled facts" in window.statusBar().currentMessage()
    assert len(dialogs.updates) == 1


def test_a_folder_of_the_bundled_tables_works_as_they_do(qtbot: QtBot, tmp_path: Path) -> None:
    """A curator's copy: read from its tables, with every fact of the original."""
    copy = tmp_path / "copy"
    shutil.copytree(bundled_data(), copy, ignore=shutil.ignore_patterns("*.briefbase", "keys"))
    window, dialogs = open_window(qtbot, tmp_path, settings=Settings(facts=str(copy)))
    assert not dialogs.failures
    assert window.state.library
    assert window.state.library.own == copy
    assert _count(window) > 500
    assert OBSERVATION["id"] not in window.state.library.base.observations

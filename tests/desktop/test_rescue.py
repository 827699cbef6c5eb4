"""Work that was not saved when the program died is offered at the next start, and only then."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.desktop.dialogs import Found, FoundBox
from briefgen.pack.brief_file import brief_text, read_brief, request_from
from briefgen.pack.request import Request, Visit
from tests.desktop.desk import open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

SAVED = Request(topics=("culture",), visit=Visit(title="Astana in spring"))
DIES = """
import os
from pathlib import Path
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from briefgen.desktop import app as desktop
from briefgen.desktop.dialogs import Dialogs
application = QApplication([])
window = desktop.build_window([{brief!r}], Dialogs(application))
window.show()
while not window.state.library:
    QTest.qWait(50)
state = window.state
visit = replace(state.request.visit, place="Kyzylorda")
state.change(replace(state.request, visit=visit, house={house!r}), "typed")
while not list(Path({folder!r}).rglob("*.unsaved")):
    QTest.qWait(100)
os._exit(9)
"""


def _brief(folder: Path) -> Path:
    path = folder / "spring.brief"
    path.write_text(brief_text(SAVED), encoding="utf-8")
    return path


def _dies(folder: Path, brief: Path, house: str = "ministry") -> None:
    """A program that changes ``brief`` and is killed some seconds later, without a question."""
    code = DIES.format(brief=str(brief), folder=str(folder), house=house)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BRIEFGEN_HOME": str(folder)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=environment, timeout=120, check=False, capture_output=True)
    assert run.returncode == 9, run.stderr.decode()


def _kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "unsaved").glob("*"))


def test_what_was_not_saved_is_offered_after_a_crash(qtbot: QtBot, tmp_path: Path) -> None:
    """With its day and hour and its file, which is as it was; undo leads back to that."""
    brief = _brief(tmp_path)
    own = tmp_path / "elsewhere" / "ours.docx"
    _dies(tmp_path, brief, str(own))
    assert request_from(read_brief(brief), brief) == SAVED

    later, asked = open_window(qtbot, tmp_path, found=(Found.LATER,))
    [kept] = asked.offered
    box = FoundBox(kept)
    qtbot.addWidget(box)
    assert "Astana in spring" in box.text()
    assert f"{kept.at:%H:%M}" in box.text()
    assert str(brief) in box.informativeText()
    assert box.answer is Found.LATER
    assert not later.state.unsaved
    later.close()

    window, again = open_window(qtbot, tmp_path, found=(Found.TAKE_UP,))
    state = window.state
    assert [replace(one, first_offered=None) for one in again.offered] == [kept]
    assert (state.path, state.unsaved) == (brief, True)
    assert state.request.visit.place == "Kyzylorda"
    assert state.request.house == str(own)
    other, nothing = open_window(qtbot, tmp_path)  # beside the first, which is still open
    assert nothing.offered == []
    other.close()
    state.history.undo()
    assert state.request == SAVED
    assert [name for name in _kept(tmp_path) if name.endswith(".unsaved")] == []


def test_what_is_thrown_away_is_gone(qtbot: QtBot, tmp_path: Path) -> None:
    """It is not offered twice; a damaged one is passed over."""
    _dies(tmp_path, _brief(tmp_path))
    (tmp_path / "unsaved" / "damaged.unsaved").write_text("at = 5\n", encoding="utf-8")
    window, dialogs = open_window(qtbot, tmp_path, found=(Found.THROW_AWAY,))
    assert len(dialogs.offered) == 1
    assert not window.state.unsaved
    window.close()
    assert open_window(qtbot, tmp_path)[1].offered == []


def test_nothing_is_kept_of_what_is_saved_or_left(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Typing keeps it, a few seconds later; saving and closing take it away again."""
    window, dialogs = desk
    dialogs.save.append(tmp_path / "a.brief")
    changed = replace(window.state.request, first="2021")
    for leave in (window.menus.actions["save-as"].trigger, window.close):
        window.state.change(changed, "dates")
        qtbot.waitUntil(lambda: len(_kept(tmp_path)) == 2, timeout=10_000)  # and its lock
        leave()
        assert _kept(tmp_path) == []
        changed = replace(changed, first="2022")


def test_a_folder_that_takes_nothing_is_told_once(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """In the status bar, and the work goes on."""
    window, dialogs = desk
    (tmp_path / "unsaved").write_text("a file, no folder", encoding="utf-8")
    window.state.change(replace(window.state.request, first="2021"), "dates")
    window.rescue.keep()
    assert "cannot be kept" in window.statusBar().currentMessage()
    window.statusBar().clearMessage()
    window.rescue.keep()
    assert window.statusBar().currentMessage() == ""
    assert dialogs.failures == []

"""Work that was not saved when the program died is offered at the next start, and only then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.desktop.found_box import Found, FoundBox
from briefgen.pack.brief_file import brief_text, read_brief, request_from
from briefgen.pack.request import Request, Visit
from tests.desktop.desk import open_window

if TYPE_CHECKING:
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


OWN_HOUSE = Path("elsewhere", "ours.docx")
Died = tuple[Path, Path]  # the folder of a program, and the brief that it changed


@pytest.fixture(scope="module")
def died(tmp_path_factory: pytest.TempPathFactory) -> list[Died]:
    """Two programs that each changed a brief and were killed some seconds later, unasked.

    They wait for those seconds side by side; the first one changed the house to one of its own.
    """
    folders = [tmp_path_factory.mktemp("died") for _ in range(2)]
    houses = [str(folders[0] / OWN_HOUSE), "ministry"]
    briefs = [_brief(folder) for folder in folders]
    running = [_dying(*told) for told in zip(folders, briefs, houses, strict=True)]
    for one in running:
        _, said = one.communicate(timeout=120)
        assert one.returncode == 9, said.decode()
    return list(zip(folders, briefs, strict=True))


def _dying(folder: Path, brief: Path, house: str) -> subprocess.Popen[bytes]:
    code = DIES.format(brief=str(brief), folder=str(folder), house=house)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BRIEFGEN_HOME": str(folder)}
    command = [sys.executable, "-c", code]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def _kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "unsaved").glob("*"))


def test_what_was_not_saved_is_offered_after_a_crash(qtbot: QtBot, died: list[Died]) -> None:
    """With its day and hour and its file, which is as it was; undo leads back to that."""
    folder, brief = died[0]
    assert request_from(read_brief(brief), brief) == SAVED

    later, asked = open_window(qtbot, folder, found=(Found.LATER,))
    [kept] = asked.offered
    box = FoundBox(kept)
    qtbot.addWidget(box)
    assert "Astana in spring" in box.text()
    assert f"{kept.at:%H:%M}" in box.text()
    assert str(brief) in box.informativeText()
    assert box.answer is Found.LATER
    assert not later.state.unsaved
    later.close()

    window, again = open_window(qtbot, folder, found=(Found.TAKE_UP,))
    state = window.state
    assert [replace(one, first_offered=None) for one in again.offered] == [kept]
    assert (state.path, state.unsaved) == (brief, True)
    assert state.request.visit.place == "Kyzylorda"
    assert state.request.house == str(folder / OWN_HOUSE)
    other, nothing = open_window(qtbot, folder)  # beside the first, which is still open
    assert nothing.offered == []
    other.close()
    state.history.undo()
    assert state.request == SAVED
    assert [name for name in _kept(folder) if name.endswith(".unsaved")] == []


def test_what_is_thrown_away_is_gone(qtbot: QtBot, died: list[Died]) -> None:
    """It is not offered twice; a damaged one is passed over."""
    folder, _ = died[1]
    (folder / "unsaved" / "damaged.unsaved").write_text("at = 5\n", encoding="utf-8")
    window, dialogs = open_window(qtbot, folder, found=(Found.THROW_AWAY,))
    assert len(dialogs.offered) == 1
    assert not window.state.unsaved
    window.close()
    assert open_window(qtbot, folder)[1].offered == []


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

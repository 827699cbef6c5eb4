"""Starting: light, from the command line, and with one dialog for what nobody caught."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from briefgen.desktop.app import UnhandledErrors
from briefgen.desktop.errors import describe
from briefgen.errors import BriefFileError, BriefgenError, OutputError, UsageError
from tests.desktop.desk import Recorded

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow

HEAVY = (
    *("docx", "pandas", "babel", "lxml", "openpyxl", "click", "rich", "sqlite3", "tomli_w"),
    "briefgen.desktop.help_window",
)
# Of ours, what no part of the window is drawn with: by the beginnings of their names.
LATER = (
    *("briefgen.trust", "briefgen.factbase.load", "briefgen.factbase.index"),
    *("briefgen.factbase.store", "briefgen.pack.brief_", "briefgen.pack.select"),
    *("briefgen.pack.fingerprints", "briefgen.pack.blocks", "briefgen.pack.after"),
    *("briefgen.pack.sections", "briefgen.pack.rules", "briefgen.render.layout"),
    *("briefgen.render.docx", "briefgen.render.pdf", "briefgen.render.writing"),
    *("briefgen.desktop.library", "briefgen.desktop.updating", "briefgen.desktop.addenda"),
)

OPENS = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from briefgen.desktop import app, window

def painted(self):
    heavy = [name for name in {HEAVY!r} if name in sys.modules]
    print("heavy before the first window:", heavy)
    later = [name for name in sorted(sys.modules) if name.startswith({LATER!r})]
    later += [name for name in sys.modules if name.endswith("_dialog") and "desktop" in name]
    print("of ours before it:", later)
    QTimer.singleShot(0, self.close)

window.MainWindow.load = painted
print("exit", app.main([]))
"""

CALLS = """
import briefgen.desktop
from PySide6.QtCore import QObject
thing = QObject()
for number in range(400_000):
    thing.setObjectName("name")
print("still there")
"""

FAILS = """
from briefgen.desktop import app
app.Dialogs.failure = lambda self, parent, failure: print(failure.title)
def broken(*_arguments):
    raise ValueError("no window today")
app.build_window = broken
print("exit", app.main([]))
"""


def _run(code: str, home: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BRIEFGEN_HOME": str(home)}
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_window_stands_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    """Nothing but Qt, the standard library and light modules of ours on the way to it."""
    out = _run(OPENS, tmp_path)
    assert "heavy before the first window: []" in out
    assert "of ours before it: []" in out
    assert "exit 0" in out


def test_no_number_of_calls_ends_the_interpreter(tmp_path: Path) -> None:
    """Before Python 3.12 each call that returns nothing took a reference to None for good."""
    assert "still there" in _run(CALLS, tmp_path)


def test_a_start_that_fails_says_so_and_exits_with_1(tmp_path: Path) -> None:
    """No process without a window is left hanging."""
    out = _run(FAILS, tmp_path)
    assert "The program made a mistake" in out
    assert "exit 1" in out


@pytest.fixture
def errors(qtbot: QtBot) -> tuple[UnhandledErrors, Recorded]:
    """The catcher of unhandled errors over recorded dialogs, not installed."""
    del qtbot
    dialogs = Recorded()
    return UnhandledErrors(dialogs), dialogs


def _catch(errors: UnhandledErrors, error: Exception) -> None:
    errors.catch(type(error), error, error.__traceback__)


def test_an_unhandled_error_is_one_dialog_with_its_details(
    errors: tuple[UnhandledErrors, Recorded], window: MainWindow
) -> None:
    """A fault of ours is called that, and can be copied."""
    catcher, dialogs = errors
    catcher.window = window
    _catch(catcher, ValueError("deep inside"))
    (failure,) = dialogs.failures
    assert "fault of the program" in failure.text
    assert "ValueError: deep inside" in failure.details


def test_an_unhandled_error_of_another_thread_is_shown_on_the_window_thread(
    qtbot: QtBot, errors: tuple[UnhandledErrors, Recorded], window: MainWindow
) -> None:
    """No widget is touched off the main thread."""
    catcher, dialogs = errors
    catcher.window = window
    thread = threading.Thread(target=_catch, args=(catcher, ValueError("elsewhere")))
    with qtbot.waitSignal(catcher.raised):
        thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs.failures) == 1)


def test_an_error_while_a_dialog_is_open_opens_no_second_one(
    errors: tuple[UnhandledErrors, Recorded], window: MainWindow
) -> None:
    """An error in every repaint must not fill the screen."""
    catcher, dialogs = errors
    catcher.window = window
    real = dialogs.failure

    def failing(*arguments: object) -> bool:
        _catch(catcher, ValueError("again"))
        return real(*arguments)  # type: ignore[arg-type]

    dialogs.failure = failing  # type: ignore[method-assign]
    _catch(catcher, ValueError("first"))
    assert len(dialogs.failures) == 1
    assert "first" in dialogs.failures[0].details


def test_every_error_of_a_user_has_a_title_and_its_own_sentence() -> None:
    """No class of error falls through to the words for a fault of ours."""
    kinds = BriefgenError.__subclasses__()
    assert OutputError in kinds
    for kind in kinds:
        error = BriefgenError.__new__(kind)
        error.args = ("A sentence.",)
        if isinstance(error, BriefFileError):
            error.path, error.lines = "a.brief", error.args
        failure = describe(error)
        assert failure.title not in ("", "The program made a mistake")
        assert failure.text == "A sentence."
    assert describe(UsageError("x")).next_step == ""


def test_about_names_the_version_of_the_facts(window: MainWindow) -> None:
    """Which facts a pack came from can be told."""
    window.menus.actions["about"].trigger()
    dialogs = window.dialogs
    assert isinstance(dialogs, Recorded)
    library = window.state.library
    assert library
    assert library.base.version in dialogs.facts

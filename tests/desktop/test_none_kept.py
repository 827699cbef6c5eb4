"""The window stays however often Qt is called."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# As many calls as an hour of work makes, in the window as the program opens it.
MANY_CALLS = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from briefgen.desktop.app import main

application = QApplication([])

def call():
    called = QObject()
    for _ in range(2_000_000):
        called.setObjectName("name")
    application.quit()

QTimer.singleShot(0, call)
sys.exit(main([]))
"""


def test_an_hour_of_calls_does_not_end_the_program(tmp_path: Path) -> None:
    """Each that gives nothing took one reference to None away, where those are counted."""
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", MANY_CALLS],
        env=os.environ | home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr

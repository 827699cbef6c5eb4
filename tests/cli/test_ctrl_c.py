"""Ctrl+C ends a command with one sentence, whenever it comes."""

from __future__ import annotations

import subprocess
import sys

import pytest

STOPPED = 130
# Presses Ctrl+C, as the terminal does, when a module of that name is about to be loaded.
PRESSED = """
import os, signal, sys

MODULE, sys.argv = sys.argv[1], ["briefgen", "facts", "topics"]

class Presser:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Presser())
from briefgen.cli import run
sys.exit(run())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send")
@pytest.mark.parametrize(
    "module", ["click", "briefgen.errors", "briefgen.cli.commands", "briefgen.cli.facts_commands"]
)
def test_ctrl_c_while_the_program_loads_is_told_in_one_sentence(module: str) -> None:
    """Nobody waits for a command to be loaded before thinking better of it."""
    done = subprocess.run(
        [sys.executable, "-c", PRESSED, module], capture_output=True, text=True, check=False
    )

    assert done.returncode == STOPPED
    # click begins a new line behind the ^C that a terminal shows
    assert done.stderr.lstrip("\n") == "briefgen: stopped; nothing was written.\n"

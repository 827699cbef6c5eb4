"""Freeze briefgen with PyInstaller and prove that what came out stands on its own feet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# With these two fixed, and every version pinned, two builds of one commit are the same bytes.
FIXED = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1700000000"}

# What asks for libraries that need not be there, because the spec leaves it out.
LEFT_OUT = ("libqgtk3.so",)

# Nothing in the folder may be able to open a connection or a port.
CONNECTING = re.compile(r"_ssl\.|libssl|qvnc|/tls/|/networkinformation/|QtNetwork\.")

# Long enough for the window to make its first pack and show its pages, on a slow machine.
WINDOW_SECONDS = 5
# What Qt's screen without a screen says of itself.
KNOWN_LINES = {"This plugin does not support propagateSizeHints()"}

MAX_MIB = 230
MAX_FILES = 330


def freeze(root: Path, python: Path, environment: dict[str, str]) -> Path:
    """Build dist/briefgen; returns the folder. Ends the program if a library was not found."""
    options = ["--noconfirm", "--clean", "--log-level", "WARN"]
    done = subprocess.run(
        [python, "-m", "PyInstaller", *options, "briefgen.spec"],
        cwd=root,
        env=environment | FIXED,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lost = lost_libraries(done.stderr)
    if done.returncode or lost:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        sys.exit("briefgen: the freeze failed" + "".join(f"; not found: {name}" for name in lost))
    return root / "dist" / "briefgen"


def lost_libraries(log: str) -> list[str]:
    """The libraries PyInstaller could not find, but for those that only a left-out file needs."""
    lost = re.findall(r"Library not found: could not resolve '(.+?)', dependency of '(.+?)'", log)
    return sorted({library for library, wanted_by in lost if not wanted_by.endswith(LEFT_OUT)})


def prove(frozen: Path) -> None:
    """Run both frozen programs without an environment, and look at what lies in the folder.

    Ends the program with a sentence if anything is amiss.
    """
    with tempfile.TemporaryDirectory() as empty:
        prove_console(program(frozen, "briefgen"), empty)
        prove_window(program(frozen, "briefgen-desktop"), empty)
    connecting = [str(p) for p in frozen.rglob("*") if CONNECTING.search(p.as_posix())]
    if connecting:
        sys.exit(f"briefgen: these must not be inside: {', '.join(connecting)}")
    files, mib = measure(frozen)
    if files > MAX_FILES or mib > MAX_MIB:
        sys.exit(
            f"briefgen: too big: {size_of(frozen)}, at most {MAX_MIB} MiB in {MAX_FILES} files"
        )


def program(frozen: Path, name: str) -> Path:
    """One of the frozen programs."""
    return frozen / (f"{name}.exe" if os.name == "nt" else name)


def bare_environment() -> dict[str, str]:
    """No environment at all, but for what Windows cannot start a program without."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def prove_console(console: Path, folder: str) -> None:
    """The selftest passes and writes nothing to standard error."""
    done = subprocess.run(
        [console, "selftest"],
        cwd=folder,
        env=bare_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or done.stderr:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        sys.exit(f"briefgen: the frozen selftest ended with {done.returncode}, or spoke of trouble")


def prove_window(window: Path, folder: str) -> None:
    """The window opens, stays open, and writes nothing but known lines to standard error."""
    screen = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "BRIEFGEN_HOME": folder}
    with subprocess.Popen(
        [window],
        cwd=folder,
        env=bare_environment() | screen,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        try:
            _, said = running.communicate(timeout=WINDOW_SECONDS)
        except subprocess.TimeoutExpired:
            running.terminate()
            _, said = running.communicate()
            closed_itself = False
        else:
            closed_itself = True
    unknown = [line for line in said.splitlines() if line not in KNOWN_LINES]
    if closed_itself or unknown:
        print(said, file=sys.stderr)
        sys.exit("briefgen: the frozen window closed by itself, or spoke of trouble")


def measure(folder: Path) -> tuple[int, float]:
    """How many files a folder holds, and how many MiB; links count as nothing."""
    sizes = [p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
    return len(sizes), sum(sizes) / 2**20


def size_of(folder: Path) -> str:
    """A folder's size in words."""
    files, mib = measure(folder)
    return f"{mib:.0f} MiB in {files} files"

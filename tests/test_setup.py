"""The set-up command: what it says, what it looks for, and what stops a freeze."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

CI = Path(__file__).resolve().parent.parent / ".ci"


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that knows Debian's packages."""
    monkeypatch.syspath_prepend(CI)
    return importlib.import_module("system")


@pytest.fixture
def freezing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that freezes."""
    monkeypatch.syspath_prepend(CI)
    return importlib.import_module("freezing")


@pytest.mark.parametrize("words", [[], ["bake"]])
def test_without_a_known_command_it_says_what_it_can_do(words: list[str]) -> None:
    """A wrong word is answered with the list of commands, and nothing is set up."""
    done = subprocess.run(
        [sys.executable, CI / "setup.py", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert "setup.py sample" in done.stdout


def test_a_package_is_found_under_its_newer_name(
    system: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian 13 renamed libglib2.0-0 to libglib2.0-0t64; that one counts."""
    query = tmp_path / "dpkg-query"
    query.write_text(
        "#!/bin/sh\n"
        "echo installed libglib2.0-0t64\necho installed qpdf\necho not-installed xvfb\nexit 1\n"
    )
    query.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert system.installed(("libglib2.0-0", "qpdf", "xvfb")) == {"libglib2.0-0", "qpdf"}


def test_a_missing_library_stops_the_freeze_if_something_kept_needs_it(
    freezing: ModuleType,
) -> None:
    """GTK's theme is left out, so its libraries may lack; a screen's may not."""
    warning = "1 WARNING: Library not found: could not resolve '{}', dependency of '/x/{}'.\n"
    log = warning.format("libgtk-3.so.0", "libqgtk3.so") + warning.format(
        "libxcb-cursor.so.0", "libqxcb.so"
    )

    assert freezing.lost_libraries(log) == ["libxcb-cursor.so.0"]


@pytest.mark.parametrize(
    "path", ["lib-dynload/_ssl.cpython-311.so", "plugins/platforms/libqvnc.so", "libssl.so.3"]
)
def test_what_opens_a_connection_is_recognised(freezing: ModuleType, path: str) -> None:
    """Python's TLS, OpenSSL's and the screen that listens on a port are not handed out."""
    assert freezing.CONNECTING.search(f"/dist/briefgen/{path}")


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("script", "amiss"),
    [("exec sleep 9", False), ("exit 0", True), ("echo 'no screen' >&2; exec sleep 9", True)],
    ids=["stays open", "closes by itself", "speaks of trouble"],
)
def test_a_frozen_window_must_stay_open_in_silence(
    freezing: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    amiss: bool,
) -> None:
    """A window that closes, or says what nobody expects, is not handed out."""
    monkeypatch.setattr(freezing, "WINDOW_SECONDS", 0.5)
    window = tmp_path / "window"
    window.write_text(f"#!/bin/sh\n{script}\n")
    window.chmod(0o755)

    with pytest.raises(SystemExit) if amiss else nullcontext():
        freezing.prove_window(window, str(tmp_path))

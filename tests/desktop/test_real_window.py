"""The real program on a real screen: started, driven by keys alone, its files read back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPdf import QPdfDocument

from briefgen.resources import bundled_templates
from tests.render.word_files import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MISSING = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux only"),
]
PATIENCE = 60  # seconds for anything to happen
_SERVER = ("-nolisten", "tcp", "-noreset")


@pytest.fixture(params=["1440x900"])
def screen(request: pytest.FixtureRequest) -> Iterator[str]:
    """A screen of its own in memory; the server itself picks a free number.

    Without -noreset it starts afresh when its last client leaves, each look at it by itself being
    one, and turns away the program that comes just then.
    """
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{request.param}x24", *_SERVER],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


class Keyboard:
    """Types into the windows of one screen, which has no window manager to give them focus."""

    def __init__(self, screen: str) -> None:
        self._environment = {**os.environ, "DISPLAY": screen}

    def find(self, name: str) -> str:
        """The window whose title holds ``name``, or "" where there is none."""
        found = self._run("search", "--onlyvisible", "--name", name)
        return found.split()[0] if found else ""

    def titles(self) -> list[str]:
        """What all windows on the screen are called."""
        return self._run("search", "--name", ".", "getwindowname", "%@").splitlines()

    def point_at(self, x: int, y: int) -> None:
        """Put the mouse there."""
        self._run("mousemove", str(x), str(y))

    def pointer(self) -> str:
        """Where the mouse is, as the tool says it."""
        return self._run("getmouselocation")

    def screen_size(self) -> tuple[int, int]:
        """How wide and how high the screen is."""
        wide, high = self._run("getdisplaygeometry").split()
        return int(wide), int(high)

    def size(self, window: str) -> tuple[int, int]:
        """How wide and how high ``window`` is."""
        told = dict(
            line.split("=") for line in self._run("getwindowgeometry", "--shell", window).split()
        )
        return int(told["WIDTH"]), int(told["HEIGHT"])

    def focus(self, window: str) -> None:
        """Give the keyboard to ``window``."""
        self._run("windowfocus", "--sync", window)

    def press(self, keys: str) -> None:
        """Press ``keys``, such as ctrl+e."""
        self._run("key", "--clearmodifiers", keys)

    def type(self, text: str) -> None:
        """Type ``text``."""
        self._run("type", "--delay", "15", text)

    def _run(self, *arguments: str) -> str:
        run = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return run.stdout.strip()


def _until(ready: Callable[[], object], what: str, seen: Callable[[], object] = list) -> None:
    """Wait for ``what`` until it is ``ready``; if it never is, tell what was ``seen`` instead."""
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, f"waited in vain for {what}: {seen()}"
        time.sleep(0.1)


def _window(keyboard: Keyboard, program: subprocess.Popen[str], name: str) -> str:
    """The window with ``name``, a pattern, in its title, once the program shows it."""

    def found() -> str:
        assert program.poll() is None, program.communicate()
        return keyboard.find(name)

    _until(found, "the window", keyboard.titles)
    return found()


@pytest.fixture
def arguments() -> tuple[str, ...]:
    """What stands behind the name of the program: nothing."""
    return ()


@pytest.fixture
def program(
    screen: str, tmp_path: Path, arguments: tuple[str, ...]
) -> Iterator[subprocess.Popen[str]]:
    """``python -m briefgen`` on the screen, with a home of its own."""
    environment = {**os.environ, "DISPLAY": screen, "BRIEFGEN_HOME": str(tmp_path)}
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "QT_QPA_PLATFORMTHEME"):
        environment.pop(name, None)
    running = subprocess.Popen(
        [sys.executable, "-m", "briefgen", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate(timeout=PATIENCE)


def test_the_screen_stays_as_it_is_when_nobody_looks(screen: str) -> None:
    """A screen that starts afresh while the program comes would turn it away."""
    keyboard = Keyboard(screen)
    keyboard.point_at(17, 23)
    assert keyboard.pointer().startswith("x:17 y:23 ")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("screen", ["1366x768", "1024x600"], indirect=True)
def test_the_first_window_is_no_larger_than_a_small_screen(
    screen: str, program: subprocess.Popen[str]
) -> None:
    """Dates, voice and product stand at its lower edge, and the status line below them."""
    keyboard = Keyboard(screen)
    window = _window(keyboard, program, "briefgen$")
    wide, high = keyboard.size(window)
    most_wide, most_high = keyboard.screen_size()
    assert wide <= most_wide
    assert high <= most_high


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "arguments", [(f"{bundled_templates() / 'sample.brief'}",)], ids=["sample"]
)
def test_a_brief_named_behind_the_program_is_opened(
    screen: str, program: subprocess.Popen[str]
) -> None:
    """As a program is asked to open a file everywhere."""
    keyboard = Keyboard(screen)

    assert _window(keyboard, program, "^sample.brief – briefgen")


@pytest.mark.timeout(180)
def test_the_keys_of_the_menus_work_from_within_each_field(
    screen: str, program: subprocess.Popen[str]
) -> None:
    """On X11 a field of Qt takes Ctrl+E for its end and Ctrl+U for its emptying."""
    keyboard = Keyboard(screen)
    window = _window(keyboard, program, "Sample visit to Astana")
    fields = {
        "the first date": ("alt+c", "alt+o"),
        "the search": ("ctrl+f",),
        "the place": ("alt+l", "alt+p"),
        "the minutes of the meeting": ("alt+l", "Down", "Tab"),
    }
    dialogs = {"ctrl+e": "Export DOCX and PDF", "ctrl+u": "Choose the finished pack"}
    for field, way in fields.items():
        for key, title in dialogs.items():

            def dialog_opens(way: tuple[str, ...] = way, key: str = key, title: str = title) -> str:
                keyboard.focus(window)
                for step in (*way, key):  # does nothing until the facts are loaded
                    keyboard.press(step)
                time.sleep(0.4)
                return keyboard.find(title)

            _until(dialog_opens, f"{key} from {field}", keyboard.titles)
            keyboard.focus(keyboard.find(title))
            keyboard.press("Escape")
            _until(lambda title=title: not keyboard.find(title), "the dialog to close")
    assert keyboard.find("Sample visit to Astana – ")  # without the star of what is not saved


@pytest.mark.timeout(180)
def test_a_pack_is_exported_by_key_presses_alone(
    screen: str, program: subprocess.Popen[str], tmp_path: Path
) -> None:
    """Ctrl+E, a path, Return: a DOCX and a PDF of the sample visit; Ctrl+Q ends it with 0."""
    keyboard = Keyboard(screen)
    window = _window(keyboard, program, "Sample visit to Astana")

    def dialog_opens() -> str:
        keyboard.focus(window)
        keyboard.press("ctrl+e")  # does nothing until the facts are loaded
        time.sleep(0.4)
        return keyboard.find("Export DOCX and PDF")

    _until(dialog_opens, "the dialog")
    keyboard.focus(keyboard.find("Export DOCX and PDF"))
    keyboard.press("ctrl+a")
    keyboard.type(str(tmp_path / "pack"))
    keyboard.press("Return")
    word, pdf = tmp_path / "pack.docx", tmp_path / "pack.pdf"
    _until(lambda: word.exists() and pdf.exists(), "the files")
    _until(lambda: not keyboard.find("Export DOCX and PDF"), "the dialog to close")
    keyboard.focus(window)
    keyboard.press("ctrl+q")
    assert program.wait(PATIENCE) == 0
    assert "Traceback" not in program.stderr.read() if program.stderr else True

    document = QPdfDocument()
    assert document.load(str(pdf)) is QPdfDocument.Error.None_
    pages = "\n".join(document.getAllText(n).text() for n in range(document.pageCount()))
    paragraphs = [paragraph.text for paragraph in opened(str(word)).paragraphs]
    for words in ("Sample visit to Astana", "Trade volumes and balance", "Sources"):
        assert words in pages
        assert any(words in paragraph for paragraph in paragraphs)
    document.close()

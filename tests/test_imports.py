"""Which part may import which, seen in fresh processes and by the import linter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

EVERYTHING_BUT_THE_DESKTOP = """
import pkgutil, briefgen
for module in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
    if not module.name.startswith(("briefgen.desktop", "briefgen.__main__")):
        __import__(module.name)
"""


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh Python has loaded after ``code``."""
    return {name.partition(".")[0] for name in modules_loaded_by(code)}


def modules_loaded_by(code: str) -> set[str]:
    """All modules that a fresh Python has loaded after ``code``."""
    tell = "\nimport json, sys; print(json.dumps([*sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", code + tell],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_outside_the_desktop_loads_qt() -> None:
    """Qt is known to the desktop only, so that all else runs where there is no screen."""
    assert "PySide6" not in loaded_by(EVERYTHING_BUT_THE_DESKTOP)


@pytest.mark.parametrize("library", ["PySide6", "docx", "nacl", "numpy", "pandas", "rich"])
def test_the_command_line_starts_without_slow_libraries(library: str) -> None:
    """Libraries that a command needs are loaded by that command, not by every one."""
    assert library not in loaded_by("import briefgen.cli")


@pytest.mark.parametrize("library", ["numpy", "pandas", "rich"])
def test_the_window_starts_without_slow_libraries(library: str) -> None:
    """Nothing but Qt stands on the way to the first window."""
    assert library not in loaded_by("import briefgen.desktop.app")


def test_making_files_loads_nothing_of_the_network(tmp_path: Path) -> None:
    """The program never calls out, so whoever builds a pack need not wait for what could."""
    command = ["build", "-o", str(tmp_path / "a.docx"), "-o", str(tmp_path / "a.pdf")]

    loaded = loaded_by(f"from briefgen.cli import main; assert main({command!r}) == 0")

    assert loaded.isdisjoint({"http", "socket", "ssl"})
    assert loaded.isdisjoint({"lxml", "zipfile"})  # in a house of ours, which was made ready
    assert "deflate" in loaded


def test_imports_point_one_way() -> None:
    """The contracts of pyproject.toml hold: desktop, cli -> render -> pack -> factbase."""
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout


A_WORD_FILE = """
from pathlib import Path
from briefgen.render.files import find_house, render_files
from briefgen.resources import bundled_templates
from tests.render.sample import every_block
house = find_house(bundled_templates(), "ministry")
"""


DRAWING = {"pdf.document", "pdf.draw", "pdf.embedding"}


@pytest.mark.parametrize(
    ("writing", "not_needed"),
    [
        ("render_files(every_block(), house, [Path('a.docx')])", DRAWING),
        (
            "from briefgen.render.docx import write_docx; write_docx(every_block(), house, {})",
            DRAWING | {"layout.pages", "layout.blocks", "layout.paragraphs"},
        ),
    ],
)
def test_a_word_file_loads_nothing_that_draws_pages(writing: str, not_needed: set[str]) -> None:
    """With page numbers it needs the layout, without them not even that."""
    loaded = modules_loaded_by(A_WORD_FILE + writing)

    assert "briefgen.render.docx.writer" in loaded
    assert loaded.isdisjoint({f"briefgen.render.{name}" for name in not_needed})
    assert "briefgen.render.docx.turned" not in loaded  # for packs read from the right

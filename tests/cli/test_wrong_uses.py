"""Wrong uses of the command line: a sentence each that says what, where and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from tests.cli.test_keep_edits import DAY, Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Path("/dev/full")  # on Linux: whatever is written there finds no room
NEEDS_PIPES = pytest.mark.skipif(os.name != "posix", reason="head and /dev/full are of Unix")


def run(arguments: Sequence[str], **streams: object) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **streams)  # type: ignore[call-overload, no-any-return]


@NEEDS_PIPES
def test_a_reader_who_stops_early_is_no_problem_found() -> None:
    """Facts list | head: exit 0, and nothing on standard error."""
    with run(["facts", "list", "--json"], stdout=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        told = program.stderr.read()

    assert (program.returncode, told) == (0, b"")


@NEEDS_PIPES
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_results_that_find_no_room_are_told_in_a_sentence() -> None:
    """As with > list.txt on a full disk; it is no fault of the program."""
    with FULL.open("wb") as full, run(["facts", "list"], stdout=full) as program:
        assert program.stderr
        told = program.stderr.read().decode()

    assert program.returncode == 2
    assert told == (
        "briefgen: What was found cannot be written out: the disk is full; free some space.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["verify"], "Missing argument 'FILE'. “briefgen verify --help” tells what to name."),
        (["facts", "show"], "Missing argument 'ID'. “briefgen facts show --help” tells what"),
        (["facts", "compile"], "Missing option '-o'. “briefgen facts compile --help” tells what"),
        (["build", "-o", "x" * 300 + ".pdf"], "the name is too long; choose a shorter one."),
        (["templates", "new", "ministry", "ours.pdf"], "“ours.pdf” ends in neither .docx, for a"),
    ],
)
def test_a_wrong_use_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """Exit 2, and what to do instead."""
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1


def test_an_addendum_is_not_compared_as_if_it_were_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of it would differ; what it belongs to is asked for, as in the window."""
    desk = Desk(tmp_path)
    addendum = str(tmp_path / "addendum.docx")
    facts = ["--facts", desk.new_facts, "--facts-old", desk.facts]
    assert main(["compare", str(desk.pack), str(desk.brief), *DAY, *facts, "-o", addendum]) == 1
    capsys.readouterr()

    for pair in ([addendum, str(desk.brief)], [str(desk.pack), addendum]):
        assert main(["compare", *pair, *DAY, *facts]) == 2
        assert "it is an addendum itself: name the pack it belongs to." in capsys.readouterr().err


def test_no_addendum_is_made_to_the_pack_of_another_visit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that was renamed or put off is the same; of another nothing is what became of this."""
    visit = '[visit]\ntitle = "{}"\nplace = "{}"\ndates = "{}"\n'
    sides = []
    for name, told in (
        ("a", ("Visit to Astana", "Astana", "2026-12-07")),
        ("b", ("Talks in Lahore", "Lahore", "2027-02-01")),
        ("c", ("Visit to Astana", "Astana", "2027-01-11")),
    ):
        brief = tmp_path / f"{name}.brief"
        asked = 'format = 2\ntopics = ["trade"]\n'
        brief.write_text(asked + visit.format(*told), encoding="utf-8")
        sides.append(str(brief))
    facts = ["--facts", Desk(tmp_path).facts, *DAY]
    out = tmp_path / "addendum.pdf"

    assert main(["compare", sides[0], sides[1], *facts, "-o", str(out)]) == 2
    told = capsys.readouterr().err
    assert "a.brief is the pack of another visit, “Visit to Astana”, than b.brief: hand" in told
    assert not out.exists()
    assert main(["compare", sides[0], sides[2], *facts, "-o", str(out)]) == 1
    assert out.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_a_brief_without_a_display_is_told_how_to_be_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in the place of a command opens the window, where there is one."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main(["visit.brief"]) == 2
    assert "briefgen build visit.brief -o briefing.docx" in capsys.readouterr().err

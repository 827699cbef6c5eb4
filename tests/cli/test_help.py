"""The commands themselves: help, slips of typing, a window without a screen, the self-test."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from briefgen.cli import main


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_a_mistyped_command_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, and exit 2, as for any mistake."""
    code = main(["buld"])
    printed = capsys.readouterr()

    assert code == 2
    assert printed.out == ""
    assert len(_lines(printed.err)) == 1
    assert "did you mean “build”" in printed.err


def test_the_topics_that_can_be_asked_for_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """By category, each with its title and the number of its facts; the same as JSON."""
    assert main(["facts", "topics"]) == 0
    lines = _lines(capsys.readouterr().out)
    assert lines[0] == "trade"
    heads = [line for line in lines if not line.startswith("  ")]
    assert heads == ["trade", "corridor", "security", "culture", "relations"]
    assert re.fullmatch(r"  trade\.volume +\d+ facts  Trade volumes and balance", lines[1])

    assert main(["facts", "topics", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == sum(line.startswith("  ") for line in lines)
    assert main(["facts", "list", "--topics", "trade.volume", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert listed[0]["facts"] == len(found)


def test_every_command_of_the_help_is_there_and_loads_no_other() -> None:
    """A command is loaded by its name; its help comes without what the others need."""
    script = (
        "import sys; from briefgen.cli import main; main([sys.argv[1], '--help']);"
        "print('loaded:', *(m for m in sys.modules if m.startswith('briefgen.cli.')))"
    )
    names = {"build": "build_command", "verify": "verify_command", "update": "update_commands"}
    for name, module in names.items():
        command = [sys.executable, "-c", script, name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        loaded = done.stdout.rpartition("loaded:")[2].split()
        assert f"Usage: briefgen {name}" in done.stdout
        assert f"briefgen.cli.{module}" in loaded
        assert not {f"briefgen.cli.{one}" for one in names.values() if one != module} & set(loaded)


@pytest.mark.parametrize("group", ["facts", "templates", "update"])
def test_the_help_tells_each_command_in_a_whole_sentence(
    capsys: pytest.CaptureFixture[str], group: str
) -> None:
    """None is cut off at the edge of the screen, and none goes over it."""
    assert main([group, "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert max(map(len, lines)) <= 80
    listed = " ".join(lines[lines.index("Commands:") + 1 :])
    assert "..." not in listed
    assert listed.endswith(".")


def test_the_selftest_passes(capsys: pytest.CaptureFixture[str]) -> None:
    """From a source tree."""
    assert main(["selftest"]) == 0
    assert "selftest passed" in capsys.readouterr().out


def test_without_a_display_the_next_step_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2 and the command that needs no window."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main([]) == 2
    assert "briefgen build -o" in capsys.readouterr().err


def test_a_reader_that_hangs_up_is_no_fault() -> None:
    """Briefgen facts list | head ends quietly."""
    process = subprocess.run(
        f'"{sys.executable}" -m briefgen facts list | head -n 1',
        shell=True, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert process.stderr == ""
    assert process.returncode == 0

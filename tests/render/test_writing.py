"""Writing: whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.errors import OutputError, UsageError
from briefgen.render import writing
from briefgen.render.writing import check_targets, write_whole


def _leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".briefgen-"))


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    """New bytes take the place of the old; nothing else is left in the folder."""
    target = tmp_path / "қағаз پاکستان.pdf"
    target.write_bytes(b"old")
    write_whole({target: b"new"})

    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX idea")
def test_a_written_file_has_the_mode_any_new_file_has(tmp_path: Path) -> None:
    """Not the closed mode of a temporary file: a colleague must be able to read it."""
    target, usual = tmp_path / "a.pdf", tmp_path / "usual"
    write_whole({target: b"x"})
    usual.write_bytes(b"x")

    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_where_one_of_two_cannot_be_written_neither_is(tmp_path: Path) -> None:
    """The first target keeps its old bytes."""
    good = tmp_path / "a.pdf"
    good.write_bytes(b"old")

    with pytest.raises(OutputError, match="no such folder"):
        write_whole({good: b"new", tmp_path / "missing" / "b.docx": b"new"})
    assert good.read_bytes() == b"old"
    assert _leftovers(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_full_disk_is_told_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes go to a device that is always full."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    real = os.fdopen

    def full(handle: int, mode: str) -> object:
        os.close(handle)
        return real(os.open("/dev/full", os.O_WRONLY), mode)

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OutputError, match="the disk is full"):
        write_whole({target: b"x" * 100_000})
    assert target.read_bytes() == b"old"
    assert _leftovers(tmp_path) == []


def test_a_file_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word or a virus scanner may hold the target; the third try goes through."""
    target = tmp_path / "a.pdf"
    real, tries = Path.replace, []

    def held_twice(self: Path, other: Path) -> Path:
        tries.append(other)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "held")
        return real(self, other)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(writing, "_PAUSE", 0)
    write_whole({target: b"new"})

    assert target.read_bytes() == b"new"
    assert len(tries) == 3


def test_a_file_that_stays_held_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After five tries: close the file or choose another folder."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def held(_self: Path, _other: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(writing, "_PAUSE", 0)
    with pytest.raises(OutputError, match="close the file if it is open"):
        write_whole({target: b"new"})
    assert target.read_bytes() == b"old"
    assert _leftovers(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices with names are a POSIX idea")
def test_a_pipe_or_a_device_is_not_taken_the_place_of(tmp_path: Path) -> None:
    """Not even by who may: it is refused before any work, and stays what it is."""
    pipe, device, good = tmp_path / "pipe.pdf", tmp_path / "device.pdf", tmp_path / "good.pdf"
    os.mkfifo(pipe)
    device.symlink_to(os.devnull)

    for target in (pipe, device):
        with pytest.raises(OutputError, match="it is a device or a pipe, and a file is asked for"):
            write_whole({good: b"x", target: b"x"})
        with pytest.raises(OutputError, match="name a file"):
            check_targets([target])
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert device.is_symlink()
    assert not good.exists()
    assert _leftovers(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="streams have names in POSIX systems only")
def test_the_name_of_a_stream_is_no_file(tmp_path: Path) -> None:
    """Not where it leads to a file either: whoever wrote before would lose it."""
    with (
        (tmp_path / "out.txt").open("wb") as file,
        pytest.raises(OutputError, match="it is a device or a pipe"),
    ):
        write_whole({Path(f"/dev/fd/{file.fileno()}"): b"x"})


def test_two_outputs_of_one_name_are_refused(tmp_path: Path) -> None:
    """The second would replace the first."""
    with pytest.raises(UsageError, match="named twice"):
        check_targets([tmp_path / "a.pdf", tmp_path / "x" / ".." / "a.pdf"])


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_a_killed_write_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Thirty kills at different moments: never a torn file under the target's name."""
    target = tmp_path / "a.pdf"
    old, new = b"o" * 3_000_000, b"n" * 3_000_000
    target.write_bytes(old)
    script = (
        "import sys; from pathlib import Path\n"
        "from briefgen.render.writing import write_whole\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    write_whole({Path(sys.argv[1]): b'n' * 3_000_000})\n"
        "    write_whole({Path(sys.argv[1]): b'o' * 3_000_000})\n"
    )
    for kill in range(30):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(target)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.002 * kill)
            process.send_signal(signal.SIGKILL)
        assert target.read_bytes() in (old, new)

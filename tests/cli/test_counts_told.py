"""A count of one is told as one: no “1 facts” on a screen or a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.render.reading import read_pack
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

# Words behind a 1 that end in an s and are no plural of what is counted.
_ONE_OF_MANY = re.compile(r"(?<![\d.,])1 (?!is\b|as\b|was\b)[a-z]+s\b")


@pytest.fixture
def facts(tmp_path: Path) -> str:
    """A base of one fact, one figure, one line and one source."""
    return str(write_tiny_base(tmp_path / "facts"))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["check"], "1 fact, 1 figure, 1 line, 1 source; 0 errors, 1 warning, 0 questions."),
        (["topics"], "  trade.volume                    1 fact   Trade volumes"),
        (["stale", "--as-of", "2026-11-22"], "0 of 1 fact are due for review on 2026-11-22."),
        (["stale", "--as-of", "2099-01-01"], "1 of 1 fact is due for review on 2099-01-01."),
    ],
)
def test_one_of_a_thing_is_one(
    facts: str, capsys: pytest.CaptureFixture[str], command: list[str], said: str
) -> None:
    """So is none of it, and what there are several of."""
    name, *rest = command
    main(["facts", name, "--facts", facts, *rest])
    out = capsys.readouterr().out

    assert said in out.splitlines()
    assert not _ONE_OF_MANY.findall(out)


def test_a_pack_counts_one_minute_as_one(
    tmp_path: Path, facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample visit of one fact is said in about a minute; its meeting has one."""
    request = ["build", "--facts", facts, "--as-of", "2026-11-22", "--topics", "trade"]
    main([*request, "--set", "meeting.minutes=1", "-o", str(tmp_path / "a.docx")])
    main([*request, "-o", str(tmp_path / "b.docx")])
    told = capsys.readouterr().err
    one, usual = (_read(tmp_path / name) for name in ("a.docx", "b.docx"))

    assert "; 1 minute; " in one
    assert "about 1 minute of the 22 that are ours" in usual
    assert not _ONE_OF_MANY.findall(one + usual + told)


def _read(path: Path) -> str:
    pieces = (piece for block in read_pack(path).blocks for piece in block.pieces)
    return "\n".join(pieces)

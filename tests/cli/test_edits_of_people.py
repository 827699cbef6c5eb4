"""build --keep-edits: what people do in Word besides typing over words; nothing goes unheard."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefgen.cli import main
from briefgen.pack.fingerprints import squeezed
from briefgen.render.reading import read_pack
from tests.cli.test_keep_edits import DAY, LINE, Desk, said
from tests.render.word_edits import (
    boxed_in_word,
    commented_in_word,
    edited_in_word,
    moved_in_word,
    parted_in_word,
    without_in_word,
)

_MARK = re.compile(r"\s\[[\d,\s]+\]")
FIRST, SECOND = "I propose that our statistics", "We want to win back ground"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    return Desk(tmp_path)


def kept(desk: Desk, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What became of the edits."""
    capsys.readouterr()
    assert desk.keep("--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["kept_edits"]
    return found


def test_a_comment_is_told_with_what_it_is_on(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no alteration of what is printed, and somebody wants an answer."""
    commented_in_word(desk.pack, "Relations began in 1992", "Is this agreed with Finance?")
    assert main(["verify", str(desk.pack), "--facts", desk.facts, *DAY]) == 0
    edits = kept(desk, capsys)

    (one,) = edits["unplaced"]
    assert one["text"] == "Is this agreed with Finance?"
    assert one["where"].startswith("on “")
    assert "Background: can be used" in one["where"]
    assert one["why"].startswith("A comment is not printed")
    assert (edits["reworded"], edits["dropped"]) == ([], [])
    assert "Is this agreed with Finance?" in desk.unplaced


@pytest.mark.parametrize("old", [True, False])
def test_a_text_box_is_not_taken_for_the_words_beside_it(
    desk: Desk, capsys: pytest.CaptureFixture[str], *, old: bool
) -> None:
    """The point it is drawn at stays as it is; what stands in the box is added text."""
    boxed_in_word(desk.pack, LINE, "Call Astana first", old=old)
    before = said(desk.pack)["messages.list"]
    assert main(["verify", str(desk.pack), "--facts", desk.facts, *DAY]) == 1
    assert "Text was added: Call Astana first" in capsys.readouterr().out
    edits = kept(desk, capsys)

    assert [one["text"] for one in edits["unplaced"]] == ["Call Astana first"]
    assert (edits["reworded"], edits["dropped"]) == ([], [])
    assert before == said(desk.again)["messages.list"]


# --- in a pack of the bundled facts -------------------------------------------------------------


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A request and its pack, to copy."""
    folder = tmp_path_factory.mktemp("visit")
    brief, pack = folder / "a.brief", folder / "a.docx"
    topics = '["trade.volume", "trade.targets", "relations.agreements"]'
    brief.write_text(f'format = 2\nvoice = "PAK"\ntopics = {topics}\n', encoding="utf-8")
    assert main(["build", str(brief), *DAY, "-o", str(pack)]) == 0
    return brief, pack


@pytest.fixture
def files(visit: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """Copies of the request and of its pack."""
    brief, pack = (Path(shutil.copy(path, tmp_path)) for path in visit)
    return brief, pack


def taken(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What became of the edits in the pack of ``files``."""
    brief, pack = map(str, files)
    capsys.readouterr()
    assert main(["build", brief, *DAY, "--keep-edits", pack, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["kept_edits"]
    return found


def test_a_line_that_was_moved_to_another_brief_is_not_lost(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """It was not struck out: it stays in its brief, and where it was put is told."""
    moved_in_word(files[1], SECOND, "We ask which measures")
    edits = taken(files, capsys)

    (one,) = edits["unplaced"]
    assert (edits["dropped"], edits["reworded"]) == ([], [])
    assert "1.2 Targets and potential: Points to make" in one["where"]
    assert one["text"].startswith(SECOND)
    assert "It was moved there, and is printed in “Trade: 1.1 Trade volumes" in one["why"]


def test_another_order_of_points_is_told_with_the_key_that_keeps_it(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """What it says to set makes the pack as the person had it."""
    moved_in_word(files[1], FIRST, SECOND)
    (one,) = taken(files, capsys)["unplaced"]
    order = one["why"].partition("set ")[2].partition(" under")[0]
    brief, pack = files
    text = brief.read_text("utf-8")
    brief.write_text(f"{text}[selection]\n{order}\n", encoding="utf-8")

    assert order.startswith('order = ["trade-volume.pak.p2", "trade-volume.pak.p1"')
    assert main(["build", str(brief), *DAY, "-o", str(pack)]) == 0
    assert said(pack)["trade.volume.points.list"].startswith(SECOND)


def test_marks_of_sources_that_were_taken_out_are_told(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The words are as they were, and nothing was edited would be false."""
    (point,) = next(b.units[0] for b in read_pack(files[1]).blocks if b.id == "messages.list")
    cited = _MARK.sub("", point)
    assert cited != point
    edited_in_word(files[1], {FIRST: cited})
    (one,) = taken(files, capsys)["unplaced"]

    assert one["why"].startswith("The marks of its sources were changed")
    assert squeezed(one["text"]) == squeezed(cited)


def test_a_paragraph_that_was_parted_is_still_one(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of the second half is lost, and no word is told as another."""
    parted_in_word(files[1], "Let me begin with the volume", "I propose")
    edits = taken(files, capsys)

    assert (edits["dropped"], edits["reworded"]) == ([], [])
    assert [one["why"][:24] for one in edits["unplaced"]] == ["No word of it is another"]


def test_a_row_that_was_struck_out_is_told_as_one(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """And not cell by cell; a whole table is one thing as well."""
    without_in_word(files[1], "tr", "Memorandum of the parliamentary")
    (row,) = taken(files, capsys)["unplaced"]
    without_in_word(files[1], "tbl", "Next step, owner and due")
    (table,) = taken(files, capsys)["unplaced"]

    assert row["text"].startswith("Memorandum of the parliamentary institutes; 2022; Signed")
    assert row["where"].endswith(" row")
    assert table["where"] == "in “Agreements and pledges”"
    assert table["why"].endswith("a product of your own can leave the section out.")

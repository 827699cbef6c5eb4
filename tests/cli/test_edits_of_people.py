"""build --keep-edits: what people do in Word besides typing over words; nothing goes unheard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from briefgen.cli import main
from tests.cli.test_keep_edits import DAY, LINE, Desk, said
from tests.render.word_edits import boxed_in_word, commented_in_word

if TYPE_CHECKING:
    from pathlib import Path


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

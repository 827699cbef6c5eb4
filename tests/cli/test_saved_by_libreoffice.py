"""A whole visit pack that was opened and saved again in LibreOffice, as many offices do."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.render.reading import read_pack
from briefgen.resources import bundled_templates
from tests.render.word_edits import saved_by_libreoffice

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2026-12-01")
SAMPLE = bundled_templates() / "sample.brief"

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample visit pack after a round through LibreOffice."""
    pack = tmp_path_factory.mktemp("office") / "visit.docx"
    assert main(["build", str(SAMPLE), *DAY, "-o", str(pack)]) == 0
    saved_by_libreoffice(pack)
    return pack


def test_figures_that_lost_their_alternatives_are_told_as_that(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LibreOffice drops them; no word of the pack is another."""
    assert main(["verify", str(saved), *DAY, "--json"]) == 1
    edits = json.loads(capsys.readouterr().out)["edits"]

    assert main(["verify", str(saved), *DAY]) == 1
    told = capsys.readouterr().out

    figures = [b.id for b in read_pack(saved).blocks if "Source:" in " ".join(b.pieces)]
    assert (
        "No word of the file is altered; the program that saved it again dropped the text "
        f"alternatives of {len(figures)} figures." in told
    )
    assert "alterations in the file" not in told
    assert len(figures) > 5
    assert {edit["deed"] for edit in edits} == {"undescribed"}
    assert [edit["block"] for edit in edits] == figures


def test_there_is_nothing_to_keep_of_a_pack_that_was_only_saved(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The request stays as it was, and nothing is said to have no place."""
    brief = tmp_path / "visit.brief"
    shutil.copyfile(SAMPLE, brief)
    again = str(tmp_path / "again.docx")

    assert main(["build", str(brief), *DAY, "--keep-edits", str(saved), "-o", again]) == 0

    assert "not placed" not in capsys.readouterr().err
    assert brief.read_bytes() == SAMPLE.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.docx", "visit.brief"]


def test_a_pack_that_was_only_saved_differs_in_nothing(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever of the two is the older one."""
    fresh = tmp_path / "visit.docx"
    assert main(["build", str(SAMPLE), *DAY, "-o", str(fresh)]) == 0
    capsys.readouterr()

    for pair in ([saved, fresh], [fresh, saved]):
        assert main(["compare", *map(str, pair)]) == 0
        assert "Nothing that is printed has changed." in capsys.readouterr().out

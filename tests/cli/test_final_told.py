"""What a final pack is told with, beside the rules that block it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

DAY = ["--as-of", "2026-11-22"]


@pytest.mark.parametrize("final", [True, False])
def test_placeholders_of_the_sample_are_told_of_a_final_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, final: bool
) -> None:
    """Whoever started from the sample hears what is left of it; a draft is written in peace."""
    brief, out = tmp_path / "visit.brief", tmp_path / "pack.docx"
    brief.write_text(
        'format = 2\nproduct = "call-brief"\nvoice = "PAK"\ntopics = ["culture.education"]\n'
        '[visit]\ntitle = "Sample visit to Astana"\nprepared_by = "Desk"\n',
        encoding="utf-8",
    )
    assert main(["build", str(brief), *DAY, "-o", str(out), *["--final"] * final]) == 0
    told = "M15 warning: “Sample visit to Astana” (visit.title) only holds a place."

    assert (told in capsys.readouterr().err) is final


def test_a_mistyped_person_keeps_a_pack_from_being_final(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A draft is made and says so; a final pack is not written."""
    brief, out = tmp_path / "visit.brief", tmp_path / "pack.docx"
    brief.write_text(
        'format = 2\nproduct = "visit-pack"\nvoice = "PAK"\ntopics = ["culture.education"]\n'
        '[[delegation]]\nside = "KAZ"\nperson = "Kosherbayev"\n',
        encoding="utf-8",
    )
    told = "TP20 blocks: The register of people has no “Kosherbayev” (did you mean “kosherbayev”?)"

    assert main(["build", str(brief), *DAY, "-o", str(out)]) == 0
    assert told in capsys.readouterr().err
    out.unlink()
    assert main(["build", str(brief), *DAY, "-o", str(out), "--final"]) == 3
    assert told in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("final", [True, False])
def test_what_a_registry_asks_is_told_of_a_final_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, final: bool
) -> None:
    """A pack that nobody cleared goes out, if it must, with its maker knowing it."""
    brief, out = tmp_path / "visit.brief", tmp_path / "pack.docx"
    brief.write_text(
        'format = 2\nproduct = "call-brief"\nvoice = "PAK"\ntopics = ["culture.education"]\n'
        '[visit]\ntitle = "Visit to Astana"\nissue = "1"\n',
        encoding="utf-8",
    )
    assert main(["build", str(brief), *DAY, "-o", str(out), *["--final"] * final]) == 0
    said = capsys.readouterr().err

    for told in (
        "M8 advice: The pack has no number.",
        "M9 advice: The pack does not say who made it.",
        "M9 advice: The pack does not say who to ask.",
        "M10 advice: Nobody is named as a receiver.",
        "M11 advice: Nobody is said to have cleared the pack.",
    ):
        assert (told in said) is final

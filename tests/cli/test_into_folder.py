"""build --into: both files in a folder, named by what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BUILD = ["build", "--topics", "culture", "--as-of", "2026-11-22"]


def test_into_a_folder_both_files_are_named_by_number_issue_day_and_marking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The names come from the request, and the paths are printed as with -o."""
    visit = ["--set", "visit.number=PKKZ-2026-03", "--set", "visit.issue=2"]
    code = main([*BUILD, *visit, "--marking", "TLP:AMBER", "--into", str(tmp_path)])
    printed = capsys.readouterr().out.splitlines()

    name = "PKKZ-2026-03_issue2_2026-11-22_TLP-AMBER"
    assert code == 0
    assert printed == [str(tmp_path / f"{name}.docx"), str(tmp_path / f"{name}.pdf")]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}.docx", f"{name}.pdf"]


def test_into_a_folder_that_is_none_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, one sentence."""
    assert main([*BUILD, "--into", str(tmp_path / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err

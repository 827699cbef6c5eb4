"""A .brief that names a product or a house style of one's own: the file lies beside it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from briefgen.cli import main
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BRIEF = """format = 2
product = "ours.toml"
house = "look/ours.docx"
topics = ["trade.volume"]
"""


def folder_with_brief(tmp_path: Path) -> Path:
    """A folder with a .brief, and the product and the house that it names."""
    folder = tmp_path / "visit"
    (folder / "look").mkdir(parents=True)
    templates = bundled_templates()
    shutil.copyfile(templates / "house" / "plain.docx", folder / "look" / "ours.docx")
    shutil.copyfile(templates / "products" / "checklist.toml", folder / "ours.toml")
    (folder / "a.brief").write_text(BRIEF, encoding="utf-8")
    return folder


def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another folder, which is the working folder from now on."""
    other = tmp_path / "elsewhere"
    other.mkdir()
    monkeypatch.chdir(other)
    return other


def test_own_files_are_looked_for_beside_the_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the working folder is; a path without a folder means the same."""
    folder = folder_with_brief(tmp_path)
    elsewhere(tmp_path, monkeypatch)
    pdf = tmp_path / "a.pdf"
    assert main(["build", str(folder / "a.brief"), "-o", str(pdf), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)["record"]
    assert (record["product"], record["request"]["house"]) == ("ours", "ours.docx")
    assert main(["build", "../visit/a.brief", "-o", str(tmp_path / "b.pdf")]) == 0
    assert main(["compare", str(folder / "a.brief"), "../visit/a.brief"]) == 0

    monkeypatch.chdir(folder)
    assert main(["build", "a.brief", "-o", str(tmp_path / "c.pdf")]) == 0
    assert pdf.read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert pdf.read_bytes() == (tmp_path / "c.pdf").read_bytes()


def test_a_path_typed_as_an_option_starts_where_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The house of the command line lies in the working folder, the product beside the .brief."""
    folder = folder_with_brief(tmp_path)
    (folder / "look" / "ours.docx").rename(elsewhere(tmp_path, monkeypatch) / "typed.docx")
    command = ["build", str(folder / "a.brief"), "-o", str(tmp_path / "a.pdf")]
    assert main(command) == 2
    assert main([*command, "--house", "typed.docx"]) == 0


def test_a_file_that_has_gone_is_named_where_it_should_lie(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the whole path, so that the file can be put there."""
    folder = folder_with_brief(tmp_path)
    (folder / "look" / "ours.docx").unlink()
    assert main(["build", str(folder / "a.brief"), "-o", str(tmp_path / "a.pdf")]) == 2
    assert str(folder / "look" / "ours.docx") in capsys.readouterr().err


def test_a_brief_still_leads_to_no_other_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file from elsewhere must not make us open any path."""
    folder = folder_with_brief(tmp_path)
    for name in ("../ours.docx", "/tmp/ours.docx", "~/ours.docx", "look/../../ours.docx"):
        (folder / "a.brief").write_text(f'format = 2\nhouse = "{name}"\n', encoding="utf-8")
        assert main(["build", str(folder / "a.brief"), "-o", str(tmp_path / "a.pdf")]) == 2
        told = capsys.readouterr().err
        assert "not a path to another folder; put the file beside the .brief" in told

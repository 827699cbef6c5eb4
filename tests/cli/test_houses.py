"""House styles on the command line: listed, checked, copied, and their shortcomings told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Mm, Twips

from briefgen.cli import main
from briefgen.desktop.library import load_library
from briefgen.desktop.making import make_preview
from briefgen.pack.request import Request
from briefgen.render.making import HOUSE
from briefgen.resources import bundled_data, bundled_templates
from tests.pack.making import TODAY
from tests.render.third_party import letterhead, saved

if TYPE_CHECKING:
    from pathlib import Path


def test_houses_are_listed_and_shown_with_the_products(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Name, type and page of each."""
    assert main(["templates", "list"]) == 0
    assert "think-tank     House style: FiraGO, text 11 points" in capsys.readouterr().out
    assert main(["templates", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"visit-pack", "ministry", "plain"} <= {entry["name"] for entry in listed}
    assert main(["templates", "show", "plain", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["margins_mm"]["left"], shown["sizes"]["Body Text"]) == (25, 12)

    path = bundled_templates() / "house" / "plain.docx"
    assert main(["templates", "show", str(path), "--json"]) == 0
    of_path = json.loads(capsys.readouterr().out)
    assert {**of_path, "name": "plain"} == shown


def test_a_house_is_copied_to_start_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A target that ends in .docx asks for a house; nothing is overwritten."""
    target = tmp_path / "ours.docx"
    assert main(["templates", "new", "think-tank", str(target)]) == 0
    source = bundled_templates() / "house" / "think-tank.docx"
    assert target.read_bytes() == source.read_bytes()
    assert main(["templates", "new", "think-tank", str(target)]) == 2
    assert main(["templates", "new", "checklist", str(tmp_path / "x.docx")]) == 2
    assert "“checklist” is a product: name a TARGET that ends in .toml" in capsys.readouterr().err
    assert main(["templates", "new", "plain", str(tmp_path / "x.toml")]) == 2
    assert "“plain” is a house style: name a TARGET that ends in .docx" in capsys.readouterr().err
    assert main(["templates", "new", "checker", str(tmp_path / "x.docx")]) == 2
    assert "no house style “checker”" in capsys.readouterr().err


def test_checking_a_house_says_what_it_lacks_and_what_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was made up is no mistake; a file that cannot be used is one."""
    path = saved(letterhead(), tmp_path)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"Dear colleague,")

    assert main(["templates", "check", str(path)]) == 0
    out = capsys.readouterr().out
    assert f"{path}: it uses Calibri, Cambria, which cannot be embedded" in out
    assert "(Noto Sans and FiraGO travel with a pack)" in out
    assert "it has no style Note, Spoken Line, Cover Label" in out
    assert main(["templates", "check", str(path), str(broken), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [entry for entry in found if "mistake" in entry] == [
        {"file": str(broken), "mistake": "it is not a Word file (.docx), or it is damaged."}
    ]


@pytest.mark.parametrize(
    ("width", "height", "told"),
    [(5953, 8391, "55 by 98 mm"), (11906, 5953, "160 by 55 mm"), (8391, 11906, "")],
    ids=["A6", "too low", "A5"],
)
def test_a_page_too_small_to_read_a_brief_in_is_told(
    width: int, height: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before hundreds of them are made, and again when they are."""
    document = Document(str(bundled_templates() / "house" / "plain.docx"))
    for section in document.sections:
        section.page_width, section.page_height = Twips(width), Twips(height)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin = section.bottom_margin = Mm(25)
    path = tmp_path / "small.docx"
    document.save(str(path))
    command = ["build", "--product", "checklist", "--topics", "trade.volume", "--house", str(path)]

    assert main(["templates", "check", str(path)]) == 0
    checked = capsys.readouterr().out
    assert main([*command, "-o", str(tmp_path / "pack.pdf")]) == 0
    built = capsys.readouterr().err
    for said in (checked, built):
        assert told in said
        assert ("too little to read a brief in" in said) is bool(told)


def test_a_build_tells_what_of_the_house_could_not_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, and the pack is made all the same."""
    path, out = saved(letterhead(), tmp_path), tmp_path / "pack.pdf"
    command = ["build", "--product", "checklist", "--topics", "trade.volume", "-o", str(out)]
    assert main([*command, "--house", str(path)]) == 0
    assert "which cannot be embedded: Noto Sans stands in" in capsys.readouterr().err
    assert out.exists()
    assert main([*command, "--house", "plain"]) == 0
    assert HOUSE not in capsys.readouterr().err


def test_the_window_lists_it_among_the_findings(tmp_path: Path) -> None:
    """The same sentence stands under the preview."""
    path = saved(letterhead(), tmp_path)
    library = load_library(bundled_data(), bundled_templates(), TODAY)
    request = Request(topics=("trade.volume",), product="checklist", house=str(path))
    preview = make_preview(library, request, TODAY, [].append)
    told = [finding.message for finding in preview.made.findings if finding.rule == HOUSE]
    assert len(told) == 2
    assert "cannot be embedded" in told[0]

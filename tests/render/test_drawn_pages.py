"""Pages of a PDF that another program saved: which are drawn otherwise, gone, moved or added."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pikepdf
import pytest

from briefgen.cli import main
from briefgen.render.drawn_pages import PageChanges, PagesError, page_changes
from tests.pack.base_edits import MADE_ON, base_of, changed_figure, files_from
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ["--as-of", str(MADE_ON)]
SAME = "Every page is drawn as it was"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of some pages, as a PDF."""
    return files_from(base_of(tmp_path / "facts"), tmp_path)[1]


def saved(path: Path, edit: Callable[[pikepdf.Pdf], object], **options: bool) -> Path:
    """The PDF at ``path`` after ``edit`` with another program."""
    there = path.with_name("saved.pdf")
    with pikepdf.open(path) as pdf:
        edit(pdf)
        pdf.save(there, **options)
    return there


def stick(pdf: pikepdf.Pdf) -> None:
    """Put a note on the third page."""
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=[100, 100, 300, 150],
        Contents=pikepdf.String("Call Astana first"),
    )
    page = pdf.pages[2]
    page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), pdf.make_indirect(note)])


def cover(pdf: pikepdf.Pdf) -> None:
    """Draw a white box over words of the third page."""
    pdf.pages[2].contents_add(pdf.make_stream(b"q 1 1 1 rg 0 300 600 200 re f Q"))


def picture(pdf: pikepdf.Pdf) -> None:
    """Put a picture in the place of the third page."""
    page = pdf.pages[2]
    image = pikepdf.Stream(pdf, b"\xff" * 12)
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")


def turn(pdf: pikepdf.Pdf) -> None:
    """Turn the third page on its side."""
    pdf.pages[2].rotate(90, relative=True)


def swap(pdf: pikepdf.Pdf) -> None:
    """Put the third page behind the fourth."""
    pdf.pages.insert(4, pdf.pages[2])
    del pdf.pages[2]


def double(pdf: pikepdf.Pdf) -> None:
    """Put a page of another document at the end."""
    pdf.add_blank_page()


@pytest.mark.parametrize(
    "options",
    [
        {"linearize": True},
        {"compress_streams": False},
        {"recompress_flate": True},
        {"normalize_content": False, "preserve_pdfa": False},
        {"normalize_content": True},
        {"qdf": True},
    ],
)
def test_a_file_that_was_only_packed_anew_has_its_pages_as_they_were(
    pack: Path, options: dict[str, bool]
) -> None:
    """Every byte of it is another."""
    again = saved(pack, lambda _: None, **options)

    assert again.read_bytes() != pack.read_bytes()
    assert page_changes(pack.read_bytes(), again.read_bytes()).are_none


@pytest.mark.parametrize("edit", [stick, cover, picture, turn])
def test_what_was_put_on_a_page_is_told(pack: Path, edit: Callable[[pikepdf.Pdf], None]) -> None:
    """A note, a white box over words, a picture in its place, a turn."""
    again = saved(pack, edit)

    assert page_changes(pack.read_bytes(), again.read_bytes()) == PageChanges(otherwise=(3,))


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda pdf: pdf.pages.remove(p=3), PageChanges(gone=(3,))),
        (swap, PageChanges(moved=(3, 4))),
    ],
)
def test_pages_that_are_gone_or_elsewhere_are_told(
    pack: Path, edit: Callable[[pikepdf.Pdf], None], told: PageChanges
) -> None:
    """By the numbers they had; of those that stand elsewhere, by those they have."""
    again = saved(pack, edit)

    assert page_changes(pack.read_bytes(), again.read_bytes()) == told


def test_a_page_that_was_added_is_told(pack: Path) -> None:
    """The last one of the file as it is."""
    changes = page_changes(pack.read_bytes(), saved(pack, double).read_bytes())
    with pikepdf.open(pack) as pdf:
        count = len(pdf.pages)

    assert changes == PageChanges(added=(count + 1,))


def test_a_file_that_cannot_be_looked_at_is_refused(pack: Path) -> None:
    """No PDF at all, and a page that unpacks to more than any has."""
    with pytest.raises(PagesError):
        page_changes(pack.read_bytes(), b"%PDF-1.7\nnothing")

    def swell(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b" " * (201 * 1024 * 1024))

    with pytest.raises(PagesError):
        page_changes(pack.read_bytes(), saved(pack, swell).read_bytes())


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (cover, "Page 3 is drawn otherwise, or bears a note."),
        (swap, "Pages 3 and 4 stand elsewhere."),
        (lambda pdf: pdf.pages.remove(p=3), "Page 3 is gone."),
    ],
)
def test_verify_tells_the_pages(
    pack: Path,
    capsys: pytest.CaptureFixture[str],
    edit: Callable[[pikepdf.Pdf], None],
    told: str,
) -> None:
    """Exit 1, since the seal is broken; as JSON, with the numbers."""
    facts = str(pack.parent / "facts")
    again = str(saved(pack, edit))

    assert main(["verify", again, "--facts", facts, *DAY]) == 1
    out = capsys.readouterr().out
    assert f"\n  {told}\n" in out
    assert "The words of the pages are as printed" not in out
    assert main(["verify", again, "--facts", facts, *DAY, "--json"]) == 1
    pages = json.loads(capsys.readouterr().out)["pages"]
    assert set(pages) == {"otherwise", "gone", "moved", "added"}
    assert any(pages.values())


def test_nothing_is_told_of_pages_where_other_facts_make_another_pack(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then the file is held against its own record alone."""
    facts = write_tiny_base(tmp_path / "new", **changed_figure("46"))
    again = saved(pack, lambda _: None)
    assert main(["verify", str(again), "--facts", str(facts), *DAY]) == 1

    out = capsys.readouterr().out
    assert "The words of the pages are as printed, but the file was changed otherwise." in out
    assert SAME not in out

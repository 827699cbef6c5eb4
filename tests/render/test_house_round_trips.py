"""Our houses edited in programs other than Word, which keep less of a file than Word does."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.made import AS_AT, MARKING, TITLE, Made, short_pack
from tests.render.pdf_reading import ReadPdf
from tests.render.test_houses_shipped import HOUSES, house_file
from tests.render.third_party import add_field, letterhead

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document


@pytest.fixture(scope="module")
def through_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of our houses as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("saved")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder)]
    files = [str(house_file(name)) for name in HOUSES]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=100)
    return folder


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_saved_by_libreoffice_prints_the_same_pages(
    name: str, through_libreoffice: Path, tmp_path: Path
) -> None:
    """It forgets the tags of content controls, and calls one of our styles by another name."""
    made = Made(docx.Document(str(through_libreoffice / f"{name}.docx")), tmp_path)
    before = ReadPdf(write_pdf(short_pack(), read_house(house_file(name))).data)

    assert made.house.remarks == ()
    assert len(made.pdf.pdf.pages) == len(before.pdf.pages)
    for page in range(len(before.pdf.pages)):
        assert made.pdf_lines(page) == before.artifact_text(page)
    assert made.house.styles["Citation"] == read_house(house_file(name)).styles["Citation"]


@pytest.mark.parametrize("name", HOUSES)
def test_places_are_found_by_their_words_where_controls_are_lost(name: str, tmp_path: Path) -> None:
    """Some programs keep nothing of a content control but what stands in it.

    Numbers of pages go on being counted, in the words of the house.
    """
    whole = Made(docx.Document(str(house_file(name))), tmp_path)
    document = docx.Document(str(house_file(name)))
    _without_controls(document)

    made = Made(document, tmp_path)

    for part in ("header1", "header2", "footer2"):
        assert made.word_lines(part) == whole.word_lines(part)
    pages = len(made.pdf.pdf.pages)
    assert pages == len(whole.pdf.pdf.pages)
    for page in range(1, pages):
        lines = made.pdf_lines(page)
        assert {TITLE, AS_AT} <= set(lines)
        assert lines.count(MARKING.upper()) == whole.pdf_lines(page).count(MARKING.upper())
        assert any(line.endswith(f"Page {page + 1} of {pages}") for line in lines)
        assert not {"Marking", "MARKING", "Title of the pack", "Information as at"} & set(lines)


def test_words_that_only_begin_like_a_place_are_the_houses_own(tmp_path: Path) -> None:
    """A place is what stands alone between tabs and ends of lines, the marking in all its line."""
    document = docx.Document(str(house_file("ministry")))
    _without_controls(document)
    document.sections[0].header.add_paragraph("Marking scheme").add_run(": C2")
    document.sections[0].header.add_paragraph("Marking\tMinistry of Roads")

    lines = Made(document, tmp_path).word_lines("header1")

    assert "Marking scheme: C2" in lines
    assert "MarkingMinistry of Roads" in lines  # a label before a tab


def _without_controls(document: Document) -> None:
    """Put in place of every content control of headers and footers what stands in it."""
    [section] = document.sections
    for part in (
        section.header,
        section.footer,
        section.first_page_header,
        section.first_page_footer,
    ):
        for control in list(part._element.iter(qn("w:sdt"))):
            for child in list(control.find(qn("w:sdtContent"))):
                control.addprevious(child)
            control.getparent().remove(control)


def test_a_slot_that_is_told_is_not_guessed_as_well(tmp_path: Path) -> None:
    """Labels of another house may be the words that ours show in their places."""
    document = letterhead()
    header, footer = document.sections[0].header, document.sections[0].footer
    header.paragraphs[0].add_run("Marking")
    header.paragraphs[0].add_run().add_tab()
    header.paragraphs[0].add_run("Registry No. 5")
    footer.paragraphs[0].add_run("Information as at")
    footer.paragraphs[0].add_run().add_tab()
    add_field(footer.paragraphs[0], "DATE")

    made = Made(document, tmp_path)

    assert "MarkingRegistry No. 5" in made.word_lines("header1")
    assert f"Information as at{AS_AT}" in made.word_lines("footer1")


def test_a_style_of_another_house_keeps_its_job(tmp_path: Path) -> None:
    """LibreOffice calls our style for citations Quotation, and others their quotations."""
    document = letterhead()
    quotation = document.styles.add_style("Quotation", WD_STYLE_TYPE.CHARACTER)
    quotation.font.bold = quotation.font.italic = True

    citation = Made(document, tmp_path).house.styles["Citation"]

    assert (citation.bold, citation.italic) == (False, False)

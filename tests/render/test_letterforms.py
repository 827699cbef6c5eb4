"""Small capitals and letters set apart in the PDF: measured as they are drawn, read as written."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import docx
import page as validation
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefgen.pack.blocks import Column, Heading, List, ListItem, Paragraph, Table
from briefgen.pack.inlines import Strong, Text
from briefgen.render.faces.chains import face_chain
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.languages import sample_pack
from tests.render.pdf_reading import ReadPdf, squeezed
from tests.render.test_justified import LONG, house_of, pack_of, rows_of, set_as, sides
from tests.render.third_party import letterhead, saved
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

SMALL, APART = '<w:smallCaps w:val="1"/>', '<w:spacing w:val="40"/>'  # 2 points
TITLE = "Trade Volumes of 2025"


def looking(*looks: str, style: str = "Normal", document: Document | None = None) -> Document:
    """A letterhead, or ``document``, of whose ``style`` the letters have ``looks``."""
    document = document or letterhead()
    properties = document.styles[style].element.get_or_add_rPr()
    for xml in looks:
        properties.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    return document


def width_of(text: str, size: float, *, bold: bool, small: bool, apart: float) -> float:
    """How wide ``text`` is, by the file of its face."""
    face = face_chain("Noto Sans", bold=bold, italic=False).first
    wide = 0.0
    for char in text:
        share = 0.8 if small and char.islower() else 1.0
        wide += face.width(char.upper() if small else char) * share * size / 1000 + apart
    return wide - apart


@pytest.mark.parametrize(
    ("looks", "small", "apart"),
    [((SMALL,), True, 0.0), ((APART,), False, 2.0), ((SMALL, APART), True, 2.0)],
)
def test_a_heading_is_as_wide_as_its_capitals_and_what_is_between_them(
    tmp_path: Path, looks: tuple[str, ...], small: bool, apart: float
) -> None:
    """It stands in the middle by that width, and is read as it is written."""
    document = set_as("center", "Heading 1")
    house = house_of(looking(*looks, style="Heading 1", document=document), tmp_path)
    left, right = sides(house)
    pdf = ReadPdf(write_pdf(pack_of(Heading("h", 1, TITLE)), house).data)
    [(start, end, text)] = rows_of(pdf)

    style = house.styles["Heading 1"]
    wide = width_of(TITLE, style.size, bold=style.bold, small=small, apart=apart)
    assert end - start == pytest.approx(wide, abs=0.3)
    assert start - left == pytest.approx(right - end, abs=apart + 0.3)
    assert text == TITLE
    assert pdf.tree().text() == TITLE
    assert not [told for told in house.remarks if "capitals" in told or "apart" in told]


@pytest.mark.parametrize("looks", [(SMALL,), (APART,), (SMALL, APART)])
def test_no_line_leaves_its_column(tmp_path: Path, looks: tuple[str, ...]) -> None:
    """What is measured is what is drawn, in text and in cells, justified or not."""
    for value in ("left", "both"):
        house = house_of(looking(*looks, document=set_as(value)), tmp_path)
        _, right = sides(house)
        text = (Text(LONG), Strong("Also in Bold, and ₸ "), Text(LONG))
        columns = (Column("Permits Renewed", 0.3), Column("What they are", 0.7))
        rows = ((text, (Text("short"),)), ((Text("Short cell"),), text))
        blocks = (Paragraph("p", text), Table("t", "", columns, rows))
        ends = [end for _, end, _ in rows_of(ReadPdf(write_pdf(pack_of(*blocks), house).data))]
        assert max(ends) <= right + 0.1
        assert max(ends) > right - (2.1 if value == "both" else 60)


def test_what_is_copied_is_what_was_written(tmp_path: Path) -> None:
    """Neither capitals nor the room between letters change the words; other programs agree."""
    words = "Қазақстан and Straße 5\u00a0% \N{LATIN SMALL LETTER DOTLESS I}s \ufb01t"
    told = []
    for name, looks in (
        ("plain", ()),
        ("small", (SMALL,)),
        ("apart", ('<w:spacing w:val="10"/>',)),
    ):
        path = tmp_path / f"{name}.pdf"
        pack = pack_of(Paragraph("p", (Text(words),)), Heading("h", 1, TITLE))
        path.write_bytes(write_pdf(pack, house_of(looking(*looks), tmp_path)).data)
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
        told.append(squeezed(text.decode()))
    assert words.replace("\u00a0", " ") in told[0].replace("\u00a0", " ")
    assert told[1] == told[0]
    assert told[2] == told[0]


@pytest.mark.parametrize("language", ["en", "kk", "ur"])
def test_packs_in_such_letters_keep_the_standards(tmp_path: Path, language: str) -> None:
    """Their fonts are whole, and each code says what it means."""
    path = tmp_path / "pack.pdf"
    house = house_of(looking(SMALL, APART), tmp_path)
    path.write_bytes(write_pdf(sample_pack(language), house).data)
    for profile in ("ua1", "2a"):
        assert not validation.validate_pdf(str(path), profile=profile).failures


def test_words_of_a_header_have_them_too(tmp_path: Path) -> None:
    """By a look of their own as by their style."""
    document = letterhead()
    run = document.sections[0].header.paragraphs[0].add_run("Ministry of Roads")
    run.font.small_caps = True
    house = read_house(saved(document, tmp_path))
    rows = rows_of(ReadPdf(write_pdf(pack_of(Heading("h", 1, TITLE)), house).data), read=False)
    start, end, _ = next(row for row in rows if row[2] == "Ministry of Roads")
    size = house.styles["Header"].size
    wide = width_of("Ministry of Roads", size, bold=False, small=True, apart=0.0)
    assert end - start == pytest.approx(wide, abs=0.1)


def test_capitals_of_full_size_go_before_small_ones(tmp_path: Path) -> None:
    """As in Word, where a style asks for both."""
    house = house_of(looking(SMALL, '<w:caps w:val="1"/>', style="Heading 1"), tmp_path)
    [(start, end, text)] = rows_of(ReadPdf(write_pdf(pack_of(Heading("h", 1, TITLE)), house).data))
    style = house.styles["Heading 1"]
    wide = width_of(TITLE.upper(), style.size, bold=style.bold, small=False, apart=0.0)
    assert (end - start, text) == (pytest.approx(wide, abs=0.1), TITLE.upper())


def test_a_character_style_may_have_them(tmp_path: Path) -> None:
    """Citations and who an item is for, in a house of ours."""
    document = docx.Document(str(ministry()))
    document.styles["Item Tag"].font.small_caps = True
    house = read_house(saved(document, tmp_path))
    items = List("l", (ListItem("i", (Text("Agreed."),), "to the minister"),))
    pdf = ReadPdf(write_pdf(pack_of(items), house).data)
    [line] = [line for line in pdf.lines if line.mark is not None and "Agreed" in line.text]
    tag, text = house.styles["Item Tag"], house.styles["List Bullet"]
    wide = width_of(" (to the minister)", tag.size, bold=False, small=True, apart=0.0)
    before = width_of("Agreed.", text.size, bold=False, small=False, apart=0.0)
    assert line.text.replace("\u00a0", " ") == "Agreed. (to the minister)"
    assert line.end - line.x == pytest.approx(before + wide, abs=0.1)

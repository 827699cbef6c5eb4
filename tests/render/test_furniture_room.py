"""The room that headers and footers of a house take from the text, and the text from them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Mm
from msgspec.structs import replace

from briefgen.pack.blocks import Column, Heading, Paragraph, ParagraphStyle, Table
from briefgen.pack.inlines import Text
from briefgen.render.layout.furniture import page_frame
from briefgen.resources import bundled_templates
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.made import Made, images, short_pack
from tests.render.sample import every_block
from tests.render.third_party import (
    letterhead,
    put_logo,
)
from tests.render.word_files import W, ministry

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from briefgen.pack.blocks import Block
    from tests.render.pdf_reading import ReadPdf


SHORT, LONG = "Trade", "A section with a name as long as the page is wide"
TALL = ("first", "second", "third")  # lines


def test_a_tall_logo_pushes_the_text_down_and_the_cover_alone_where_it_is_there(
    tmp_path: Path,
) -> None:
    """A letterhead of the first page takes no room from the pages behind it."""
    document = letterhead()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    put_logo(section.first_page_header.paragraphs[0], width=120)
    section.first_page_footer.paragraphs[0].add_run("Only in front")
    made = Made(document, tmp_path)
    plain = Made(letterhead(), tmp_path)

    drawn = images(made.pdf_data)
    assert [len(page) for page in drawn] == [1, *[0] * (len(drawn) - 1)]
    assert "Only in front" in made.pdf_lines(0)
    assert "Only in front" not in made.pdf_lines(1)

    def top(pdf: ReadPdf, page: int) -> float:
        return max(line.y for line in pdf.lines if line.page == page and line.mark is not None)

    assert top(made.pdf, 0) < drawn[0][0][5]
    assert top(made.pdf, 1) == top(plain.pdf, 1)


def test_a_tall_footer_of_the_cover_takes_no_room_from_the_pages_behind_it(tmp_path: Path) -> None:
    """Its notice stands above it; the other pages have as much text as ever."""
    document = letterhead()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    footer = section.first_page_footer
    for line in range(8):
        footer.add_paragraph(f"Address {line}")
    pack = every_block(table_rows=60, paragraphs=12)
    made, plain = Made(document, tmp_path, pack), Made(letterhead(), tmp_path, pack)

    def places(pdf: ReadPdf, page: int, *, read: bool = True) -> list[float]:
        return [n.y for n in pdf.lines if n.page == page and (n.mark is not None) == read]

    address = max(n.y for n in made.pdf.lines if n.page == 0 and n.text.startswith("Address"))
    assert min(places(made.pdf, 0)) > address + 6
    assert len(made.pdf.pdf.pages) == len(plain.pdf.pdf.pages)
    for page in range(1, len(plain.pdf.pdf.pages)):
        assert places(made.pdf, page) == places(plain.pdf, page)


def test_a_footer_is_measured_for_the_numbers_that_can_occur(tmp_path: Path) -> None:
    """A pack of a few pages keeps no room for page 100: its footer would wrap on no page."""
    house = Made(letterhead(), tmp_path).house
    pack = short_pack()

    def bottoms(name: str) -> list[float]:
        """How far down the text goes in a short and in a long pack with a section of ``name``."""
        section = Heading("section", 1, name)
        text = [Paragraph(f"p{number}", (Text("Words."),)) for number in range(400)]
        packs = (replace(pack, blocks=(section, *more)) for more in ((), text))
        return [page_frame(house, one).bottom for one in packs]

    found = [bottoms("i" * length) for length in range(20, 90)]
    assert all(short >= long for short, long in found)
    assert any(short > long for short, long in found)
    assert found[0][0] == found[0][1]


def tall_letterhead() -> Document:
    """A letterhead with more lines above and below the text than its margins hold."""
    document = letterhead()
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(8)
    section.header_distance = section.footer_distance = Mm(8)
    for part, style in ((section.header, "Header"), (section.footer, "Footer")):
        for word in TALL:
            part.add_paragraph(word, style)
    return document


def test_text_keeps_clear_of_a_tall_header_and_footer(tmp_path: Path) -> None:
    """The last line of the header has more room after it than the others, and so on."""
    made = Made(tall_letterhead(), tmp_path)

    def rooms(part: str, side: str) -> list[int]:
        found = made.word(part).iterfind(f"{W}p/{W}pPr/{W}spacing")
        return [int(spacing.get(f"{W}{side}")) for spacing in found]

    after, before = rooms("header1", "after"), rooms("footer1", "before")
    assert after == [0] * (len(after) - 1) + [120]
    assert before == [120] + [0] * (len(before) - 1)
    assert min(len(after), len(before)) > len(TALL)


def test_text_keeps_clear_of_a_table_at_the_top_of_a_footer(tmp_path: Path) -> None:
    """A table has no room around it: a line as low as the room stands before it."""
    document = tall_letterhead()
    footer = document.sections[0].footer
    table = footer.add_table(1, 1, Mm(100))
    table.cell(0, 0).text = "in a table"
    footer._element.insert(0, table._tbl)
    made = Made(document, tmp_path)
    first, second = list(made.word("footer1"))[:2]
    spacing = first.find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("120", "exact")
    assert second.tag == f"{W}tbl"


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)
def test_text_stands_as_far_from_a_tall_header_in_both_formats(tmp_path: Path) -> None:
    """Else a page holds more in one of them, and the contents name the wrong pages."""
    made = Made(tall_letterhead(), tmp_path)
    ours = tmp_path / "ours.pdf"
    ours.write_bytes(made.pdf_data)

    def room(pdf: Path) -> float:
        """From the second line of the header to the title of the contents."""
        told = subprocess.run(
            ["pdftotext", "-bbox", "-f", "2", "-l", "2", str(pdf), "-"],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout
        tops = {
            word: float(top) for top, word in reversed(re.findall(r'yMax="([\d.]+)">(\w+)<', told))
        }
        return tops["Contents"] - tops["second"]

    word = printed_by_libreoffice(made.word_data, tmp_path)
    assert room(word) == pytest.approx(room(ours), abs=1.5)


def small_paper(height: int = 177) -> Document:
    """The ministry's house on paper so narrow that a long name takes its footer two lines."""
    document = docx.Document(str(ministry()))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(height)
    section.left_margin = section.right_margin = Mm(15)
    section.bottom_margin = Mm(10)
    return document


def lines_of_text(name: str, count: int) -> list[Paragraph]:
    """So many paragraphs of a line each."""
    return [Paragraph(f"{name}{number}", (Text("Words of a line."),)) for number in range(count)]


def footer_of(made: Made, page: int) -> list[float]:
    """Where the lines of a footer stand, from the top."""
    lines = [one.y for one in made.pdf.lines if one.page == page and one.mark is None]
    return sorted((y for y in lines if y < made.house.page_height / 3), reverse=True)


def end_of_text(made: Made, page: int) -> float:
    """How far down the text of a page goes."""
    return min(one.y for one in made.pdf.lines if one.page == page and one.mark is not None)


def test_a_footer_of_two_lines_takes_room_from_its_own_section_alone(tmp_path: Path) -> None:
    """As in Word: the pages of a section with a short name hold a line more."""
    blocks: list[Block] = []
    for name in (SHORT, LONG):
        blocks += [Heading(name, 1, name, new_page=True), *lines_of_text(name, 60)]
    made = Made(small_paper(), tmp_path, replace(short_pack(), blocks=tuple(blocks)))
    begun = [next(n for n in range(9) if name in made.pdf.page_text(n)) for name in (SHORT, LONG)]
    short, long = (page + 1 for page in begun)  # full of text
    line = 12.0
    assert footer_of(made, short)[-1] == pytest.approx(footer_of(made, long)[-1], abs=0.01)
    assert footer_of(made, short)[0] < footer_of(made, long)[0] - line / 2
    assert end_of_text(made, short) < end_of_text(made, long) - line / 2
    for page in (short, long):
        assert end_of_text(made, page) > footer_of(made, page)[0] + line


@pytest.mark.parametrize("height", [168, 176, 244, 250])  # some end a page with a full line
@pytest.mark.parametrize("wide", [False, True])
def test_no_text_runs_into_a_footer_wherever_its_section_begins(
    tmp_path: Path, height: int, wide: bool
) -> None:
    """In the midst of a page, behind another on the same page, or on a page on its side."""
    row = ((Text("a"),), (Text("b"),))
    table = Table("t", "A table", (Column("A", 0.5), Column("B", 0.5)), (row,) * 3, wide=wide)
    blocks = (
        Heading("short", 1, SHORT),
        *lines_of_text("a", 10),
        Heading("long", 1, LONG),
        table,
        *lines_of_text("b", 60 if wide else 4),
        Heading("again", 1, SHORT),
        *lines_of_text("c", 60),
    )
    made = Made(small_paper(height), tmp_path, replace(short_pack(), blocks=blocks))
    for page in {one.page for one in made.pdf.lines}:
        assert end_of_text(made, page) > footer_of(made, page)[0] + 18


@pytest.mark.parametrize(("before", "height"), [(15, 166), (16, 167)])
def test_a_section_behind_a_box_that_holds_it_is_seen(
    tmp_path: Path, before: int, height: int
) -> None:
    """The heading is not the first of what stands together; its footer has two lines anyway."""
    box = Paragraph(
        "box",
        (Text("Words of two lines in a box " * 6),),
        ParagraphStyle.OBJECTIVE,
        keep_with_next=True,
    )
    blocks = (
        Heading("short", 1, SHORT),
        *lines_of_text("a", before),
        box,
        Heading("long", 1, LONG),
        *lines_of_text("c", 30),
    )
    made = Made(small_paper(height), tmp_path, replace(short_pack(), blocks=blocks))
    for page in {one.page for one in made.pdf.lines}:
        assert end_of_text(made, page) > footer_of(made, page)[0] + 18


def test_a_header_of_two_lines_takes_room_from_its_own_section_alone(tmp_path: Path) -> None:
    """As in Word: the pages of a section with a short name begin higher and hold a line more."""
    document = docx.Document(str(bundled_templates() / "house" / "think-tank.docx"))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(177)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = Mm(10)
    names = ("Trade", "A section with a name that is as long as the page is wide, and longer")
    text = [Paragraph("p", (Text("Words of a line."),), keep_with_next=False) for _ in range(90)]
    blocks = [
        block
        for name in names
        for block in (
            Heading(name, 1, name, new_page=True),
            *(replace(one, id=f"{name}{number}") for number, one in enumerate(text)),
        )
    ]
    made = Made(document, tmp_path, replace(short_pack(), blocks=tuple(blocks)))

    def of_page(page: int) -> tuple[float, float, float, int]:
        """Where the header begins, where it ends, where the text begins, its lines."""
        lines = [line for line in made.pdf.lines if line.page == page]
        header = [line.y for line in lines if line.mark is None and line.y > 250]
        body = [line.y for line in lines if line.mark is not None]
        return max(header), min(header), max(body), len(body)

    begun = [next(n for n in range(9) if name in made.pdf.page_text(n)) for name in names]
    short, long = (of_page(page + 1) for page in begun)  # full of text
    line = 10.0
    assert short[0] == pytest.approx(long[0], abs=0.01)  # both begin at the same place
    assert short[1] > long[1] + line / 2
    assert short[2] > long[2] + line / 2
    assert short[3] > long[3]
    for _, header_ends, text_begins, _ in (short, long):
        assert text_begins < header_ends - line


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_name_of_a_section_that_fits_no_line_is_broken(tmp_path: Path, language: str) -> None:
    """As a heading that somebody reworded at length; none of it stands beside the page."""
    name = "A section with a name " + "that goes on " * 12 + "to its end"
    blocks = (Heading("a", 1, name, new_page=True), *lines_of_text("b", 60))
    pack = replace(short_pack(), blocks=blocks, language=language)
    made = Made(
        docx.Document(str(bundled_templates() / "house" / "think-tank.docx")), tmp_path, pack
    )

    header = [line for line in made.pdf.lines if line.mark is None and line.page == 1]
    assert "to its end" in " ".join(line.text for line in header)
    width = float(made.pdf.pdf.pages[0].MediaBox[2])
    assert [line.text for line in header if line.x < 20 or line.end > width - 20] == []
    text = [line.y for line in made.pdf.lines if line.mark is not None and line.page == 1]
    foot = [line.y for line in header if "to its end" in line.text]
    assert max(text) < min(foot)

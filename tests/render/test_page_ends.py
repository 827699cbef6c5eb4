"""What the end of a page holds, as programs that read Word files have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import Block, Pack, Paragraph, ParagraphStyle, Table
from briefgen.pack.inlines import Citation, Footnote, Text
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.languages import sample_house
from tests.render.pdf_reading import Line, ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import W, ministry, parts_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.render.house import House

BODY = ParagraphStyle.BODY
SHORT = tuple(Paragraph(f"p{n}", (Text(f"line {n}"),)) for n in range(90))


def pack_of(*blocks: Block) -> Pack:
    """A pack of these blocks alone."""
    return replace(every_block(), blocks=blocks)


def first_page(house: House, *blocks: Block, from_right: bool = False) -> list[Line]:
    """The lines of text on the first page."""
    pack = pack_of(*blocks)
    pack = replace(pack, language="ur") if from_right else pack
    lines = ReadPdf(write_pdf(pack, house).data, pages=1).lines
    return [line for line in lines if line.mark is not None]


def with_body(house: House, **changes: object) -> House:
    """``house`` with another style of running text."""
    style = replace(house.styles[BODY], **changes)
    return replace(house, styles={**house.styles, BODY: style})


def lines_where(below: float, hang: float, *, from_right: bool = False) -> int:
    """How many lines a page holds: of 20 points, so much of each being more than one line takes."""
    house = sample_house()
    house = with_body(house, leading=20.0, space_after=0.0, space_before=0.0, hang=hang)
    house = replace(house, margin_bottom=house.margin_bottom + below)
    return len(first_page(house, *SHORT, from_right=from_right))


def test_the_room_between_lines_need_not_fit_beneath_the_last() -> None:
    """Where lines stand a number of lines apart, as LibreOffice has it."""
    hung = [lines_where(float(below), 6.0) for below in range(20)]
    lower = [lines_where(float(below) - 6.0, 0.0) for below in range(20)]

    assert hung == lower
    assert hung != [lines_where(float(below), 0.0) for below in range(20)]


def test_lines_from_the_right_need_all_their_room() -> None:
    """They stand an exact number of points apart in a Word file."""
    hung = [lines_where(float(below), 6.0, from_right=True) for below in range(20)]

    assert hung == [lines_where(float(below), 0.0, from_right=True) for below in range(20)]


@pytest.mark.parametrize(
    ("rule", "line", "hangs"),
    [
        (WD_LINE_SPACING.MULTIPLE, 1.5, True),
        (WD_LINE_SPACING.SINGLE, None, False),
        (WD_LINE_SPACING.EXACTLY, Pt(30), False),
        (WD_LINE_SPACING.AT_LEAST, Pt(30), False),
    ],
)
def test_a_number_of_lines_is_told_from_points(
    tmp_path: Path, rule: WD_LINE_SPACING, line: float | None, hangs: bool
) -> None:
    """Of what a house asks for; with a line and a half, a third of it is between the lines."""
    path = tmp_path / "house.docx"
    document = docx.Document(str(ministry()))
    style = document.styles["Body Text"].paragraph_format
    style.line_spacing = line
    style.line_spacing_rule = rule
    document.save(str(path))
    look = read_house(path).styles[BODY]

    assert look.hang == pytest.approx(look.leading / 3 if hangs else 0.0, abs=0.01)


@pytest.mark.parametrize("cited", [False, True])
@pytest.mark.parametrize("following", ["paragraph", "table"])
@pytest.mark.parametrize("from_right", [False, True])
def test_a_paragraph_that_holds_the_next_goes_over_whole(
    cited: bool, following: str, from_right: bool
) -> None:
    """With the beginning of what it holds; a part of it left behind would be held by nothing."""
    words = (Text("words that fill the lines of a paragraph, one after the other " * 6),)
    inlines = (*words, Citation((1,), ("f",))) if cited else words
    held = Paragraph("held", inlines, keep_with_next=True)
    after: Block = Paragraph("after", (Text("and what stands beneath them " * 12),))
    if following == "table":
        table = next(block for block in every_block(30).blocks if isinstance(block, Table))
        after = replace(table, caption="")
    for count in range(10, 60):
        lines = first_page(sample_house(), *SHORT[:count], held, after, from_right=from_right)
        told = sum("words" in line.text for line in lines)
        *_, beneath = [line.text for line in lines if line.text.strip()]
        assert told == 0 or "words" not in beneath, count


def test_one_that_fills_a_page_is_parted() -> None:
    """Where it finds no page that would hold it with the next."""
    held = Paragraph("held", (Text("words that fill a page " * 400),), keep_with_next=True)
    after = Paragraph("after", (Text("what stands beneath them"),))
    pdf = write_pdf(pack_of(*SHORT[:5], held, after), sample_house())
    pages = [line.page for line in ReadPdf(pdf.data).lines if "words" in line.text]

    assert set(pages) >= {1, 2}
    assert pdf.pages == max(pages) + 1


def test_notes_take_the_room_that_programs_which_read_word_files_give_them() -> None:
    """A low line above them; what the last one asks for beneath it need not fit."""
    house = with_body(sample_house(), leading=12.0, space_after=0.0, space_before=0.0, hang=0.0)
    note = Footnote((Text("what the note says"),))
    called = replace(SHORT[0], inlines=(Text("line 0"), note))
    style = house.styles["Footnote Text"]
    assert style.space_after > 0
    taken = 6.2 + style.leading  # of the rule, and of the one line
    for below in range(24):
        lower = replace(house, margin_bottom=house.margin_bottom + below)
        whole = replace(house, margin_bottom=house.margin_bottom + below + taken)
        noted = [x for x in first_page(lower, called, *SHORT[1:]) if x.text.startswith("line")]
        assert len(noted) == len(first_page(whole, *SHORT))


def test_the_line_above_notes_is_as_low_in_word() -> None:
    """As its type is; that of a house would make it as tall as a line of text."""
    note = Footnote((Text("what the note says"),))
    data = write_docx(pack_of(Paragraph("p", (Text("text"), note))), sample_house(), {})
    root = etree.fromstring(parts_of(data)["word/footnotes.xml"])
    for line in root.iterfind(f"{W}footnote[@{W}type]"):
        sizes = {size.get(f"{W}val") for size in line.iter(f"{W}sz")}
        assert sizes == {"9"}


@pytest.mark.parametrize("controlled", [True, False])
def test_a_house_may_let_lines_stand_alone(tmp_path: Path, controlled: bool) -> None:
    """Where its style has widow control switched off, as Word calls it."""
    path = tmp_path / "house.docx"
    document = docx.Document(str(ministry()))
    document.styles["Body Text"].paragraph_format.widow_control = controlled
    document.save(str(path))
    house = read_house(path)
    long = Paragraph("long", (Text("words that fill the lines of a paragraph, one by one " * 6),))
    houses = [replace(house, margin_bottom=house.margin_bottom + below) for below in (0, 6, 12, 18)]
    left = {
        sum("words" in line.text for line in first_page(one, *SHORT[:count], long))
        for one in houses
        for count in range(20, 40)
    }

    assert (1 in left) == (not controlled)
    assert 2 in left

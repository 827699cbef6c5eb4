"""Words of a header or footer at its middle and right end stand there on any size of page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from briefgen.resources import bundled_templates
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.made import MM, Made
from tests.render.third_party import add_field, letterhead
from tests.render.word_files import W

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph

NEAR = 0.15


def add_aligned(paragraph: Paragraph, alignment: str, base: str = "margin") -> None:
    """A step to the left, the middle or the right, as Word's own gallery of headers has it."""
    mark = f'w:relativeTo="{base}" w:alignment="{alignment}" w:leader="none"'
    paragraph.add_run()._r.append(parse_xml(f"<w:ptab {nsdecls('w')} {mark}/>"))


def narrow() -> Document:
    """A letterhead on paper of 148 mm, its text 118 mm wide."""
    document = letterhead()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    return document


def stops_of(made: Made, part: str) -> list[tuple[str, int]]:
    """The tab stops of the paragraphs in ``part`` of the Word file, cleared ones included."""
    found = made.word(part).iterfind(f".//{W}pPr/{W}tabs/{W}tab")
    return [(stop.get(f"{W}val"), int(stop.get(f"{W}pos"))) for stop in found]


def test_steps_to_the_middle_and_the_right_end_there(tmp_path: Path) -> None:
    """Whatever stops the style of the header has: these are measured from the text."""
    document = narrow()
    paragraph = document.sections[0].header.paragraphs[0]
    for words, alignment in (("left", "center"), ("middle", "right"), ("right", "")):
        paragraph.add_run(words)
        if alignment:
            add_aligned(paragraph, alignment)
    made = Made(document, tmp_path)
    placed = {line.text: line for line in made.pdf.lines if line.page == 1}
    left, width = made.house.margin_left, made.house.text_width
    assert placed["left"].x == pytest.approx(left, abs=NEAR)
    middle = (placed["middle"].x + placed["middle"].right) / 2
    assert middle == pytest.approx(left + width / 2, abs=NEAR)
    assert placed["right"].right == pytest.approx(left + width, abs=NEAR)
    kept = [stop for stop in stops_of(made, "header1") if stop[0] != "clear"]
    assert kept == [("center", round(width * 10)), ("right", round(width * 20))]
    assert b"ptab" not in made.parts["word/header1.xml"]


def test_a_step_to_the_left_leads_to_where_lines_begin(tmp_path: Path) -> None:
    """At the beginning it leads nowhere, behind words it ends their line."""
    document = narrow()
    paragraph = document.sections[0].header.paragraphs[0]
    add_aligned(paragraph, "left")
    paragraph.add_run("first")
    add_aligned(paragraph, "right")
    paragraph.add_run("end")
    add_aligned(paragraph, "left")
    paragraph.add_run("second")
    made = Made(document, tmp_path)
    placed = {line.text: line for line in made.pdf.lines if line.page == 1}
    left = made.house.margin_left
    assert placed["first"].x == pytest.approx(left, abs=NEAR)
    assert placed["end"].right == pytest.approx(left + made.house.text_width, abs=NEAR)
    assert placed["second"].x == pytest.approx(left, abs=NEAR)
    assert placed["second"].y < placed["first"].y == placed["end"].y


def test_a_step_may_be_measured_from_the_indents(tmp_path: Path) -> None:
    """The paragraph ends 20 mm before the text does."""
    document = narrow()
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.paragraph_format.right_indent = Mm(20)
    paragraph.add_run("left")
    add_aligned(paragraph, "right", "indent")
    paragraph.add_run("right")
    made = Made(document, tmp_path)
    [right] = [line for line in made.pdf.lines if line.page == 1 and line.text == "right"]
    assert right.right == pytest.approx(made.house.margin_left + 98 * MM, abs=NEAR)


def test_a_step_in_a_cell_is_measured_from_the_cell(tmp_path: Path) -> None:
    """The page number at the right end of the second cell, 50 mm before the table ends."""
    document = narrow()
    table = document.sections[0].header.add_table(1, 3, Mm(118))
    for column, size in zip(table.columns, (18, 50, 50), strict=True):
        column.width = Mm(size)  # of its cells too
    paragraph = table.cell(0, 1).paragraphs[0]
    paragraph.add_run("left")
    add_aligned(paragraph, "right")
    paragraph.add_run("right")
    made = Made(document, tmp_path)
    [right] = [line for line in made.pdf.lines if line.page == 1 and line.text == "right"]
    assert right.right == pytest.approx(made.house.margin_left + 68 * MM - 5.4, abs=NEAR)


def test_a_stop_off_the_page_is_at_the_end_of_the_text(tmp_path: Path) -> None:
    """Paper was made smaller, and the stops of the style stayed where they were for A4."""
    document = narrow()
    document.sections[0].header.paragraphs[0].add_run("left\tmiddle\tright")
    made = Made(document, tmp_path)
    placed = {line.text: line for line in made.pdf.lines if line.page == 1}
    assert placed["right"].right == pytest.approx(made.house.margin_left + 118 * MM, abs=NEAR)
    end = ("right", round(made.house.text_width * 20))
    assert end in stops_of(made, "header1")


def test_a_stop_in_the_margin_stays_where_it_is(tmp_path: Path) -> None:
    """Who lets a header hang over its text on the paper means it."""
    document = letterhead()
    section = document.sections[0]
    section.right_margin = Mm(40)
    section.header.paragraphs[0].add_run("left\tmiddle\tright")
    made = Made(document, tmp_path)
    [right] = [line for line in made.pdf.lines if line.page == 1 and line.text == "right"]
    assert right.right == pytest.approx(made.house.margin_left + 468, abs=NEAR)


@pytest.mark.parametrize("name", ["ministry", "think-tank", "plain"])
@pytest.mark.parametrize("right", [40, 15])
def test_the_page_number_of_our_houses_follows_the_margin(
    tmp_path: Path, name: str, right: int
) -> None:
    """The first thing that is changed in Word: it stays at the end of the text in both formats."""
    document = docx.Document(str(bundled_templates() / "house" / f"{name}.docx"))
    for section in document.sections:
        section.right_margin = Mm(right)
    made = Made(document, tmp_path)
    house = made.house
    ends = [one.right for one in made.pdf.lines if one.page == 1 and one.text.startswith("Page 2")]
    assert ends
    assert max(ends) == pytest.approx(house.page_width - house.margin_right, abs=NEAR)
    end = ("right", round(house.text_width * 20))
    parts = [
        part.removesuffix(".xml") for part in made.parts if re.match("word/(head|foot)er", part)
    ]
    assert any(end in stops_of(made, part.removeprefix("word/")) for part in parts)


@pytest.mark.parametrize("steps", [1, 3])
def test_steps_past_all_stops_go_on_in_the_next_line(tmp_path: Path, steps: int) -> None:
    """There to its first stop, as in Word and LibreOffice; no word is broken for it."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    names = [f"Department{number}" for number in range(7)]
    header.add_run(("\t" * steps).join(names))
    made = Made(document, tmp_path)
    drawn = {line.text.strip(): line for line in made.pdf.lines if line.page == 1}
    assert set(names) <= drawn.keys()
    assert max(drawn[name].right for name in names) < made.house.page_width
    left = made.house.margin_left
    middle = left + 234  # the first stop of the style
    if steps == 1:
        for name in names[1::2]:
            line = drawn[name]
            assert (line.x + line.right) / 2 == pytest.approx(middle, abs=NEAR)
        rows = sorted({round(drawn[name].y) for name in names}, reverse=True)
        assert [rows.index(round(drawn[name].y)) for name in names] == [0, 0, 0, 1, 1, 2, 2]


def test_a_header_of_many_steps_is_as_tall_in_libreoffice(tmp_path: Path) -> None:
    """So the text begins as far down, and there are as many pages."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    for number in range(13):
        add_field(header, ("PAGE", "TITLE", "AUTHOR", "SUBJECT", "DATE")[number % 5])
        header.add_run("\t\t")
    made = Made(document, tmp_path)
    printed = printed_by_libreoffice(made.word_data, tmp_path)
    with pikepdf.open(printed) as pdf:
        assert abs(len(pdf.pages) - len(made.pdf.pdf.pages)) <= 1


def test_a_word_that_has_no_room_behind_a_step_begins_a_line(tmp_path: Path) -> None:
    """It is not broken after its first letter."""
    document = narrow()
    header = document.sections[0].header.paragraphs[0]
    header.style = document.styles["Normal"]
    header.paragraph_format.tab_stops.add_tab_stop(Mm(100))
    header.add_run("Ministry\tCommunications of the Republic")
    made = Made(document, tmp_path)
    lines = [line for line in made.pdf.lines if line.page == 1]
    second = next(line for line in lines if line.text.startswith("Communications"))
    assert second.x == pytest.approx(made.house.margin_left, abs=NEAR)

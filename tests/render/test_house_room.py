"""Room in a header that its words, pictures and cells ask for is the same in any program."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from tests.render.libreoffice import printed_by_libreoffice
from tests.render.made import MM, Made, images
from tests.render.third_party import add_field, letterhead, put_logo
from tests.render.word_files import W

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

NAME = "Ministry of Roads"


def with_line(*texts: str) -> Document:
    """A letterhead whose header says ``texts``, a run each, in 11 points."""
    document = letterhead()
    for text in texts:
        document.sections[0].header.paragraphs[0].add_run(text)
    return document


def begins(made: Made, word: str) -> float:
    """How far from the left margin ``word`` is drawn in the header, in spaces of its letters."""
    line = next(n for n in made.pdf.lines if n.page == 1 and n.mark is None and word in n.drawn)
    parts = line.drawn.replace("\u00a0", " ").partition(word)[0]
    assert not parts.strip(" AB")
    return (line.x - made.house.margin_left) / (11 * 0.26) + parts.count(" ")


@pytest.mark.parametrize(
    ("texts", "spaces"),
    [
        ((f"     {NAME}",), 5),
        (("     ", NAME), 5),
        ((f" {NAME}",), 1),
        ((NAME,), 0),
    ],
)
def test_spaces_at_the_start_of_a_line_count(
    tmp_path: Path, texts: tuple[str, ...], spaces: int
) -> None:
    """Words are often put where they belong by them."""
    assert begins(Made(with_line(*texts), tmp_path), NAME) == pytest.approx(spaces, abs=0.1)


@pytest.mark.parametrize("texts", [("A     B",), ("A", "     B"), ("A     ", "B"), ("A  ", "   B")])
def test_spaces_between_words_count(tmp_path: Path, texts: tuple[str, ...]) -> None:
    """However Word has cut the line into runs."""
    made = Made(with_line(*texts), tmp_path)
    assert any(line.replace("\u00a0", " ") == "A     B" for line in made.pdf_lines(1))


def test_spaces_at_the_end_of_a_line_take_no_room(tmp_path: Path) -> None:
    """A name on the right ends at the margin."""
    made = Made(with_line("\t\tRoads     "), tmp_path)
    line = next(n for n in made.pdf.lines if n.page == 1 and "Roads" in n.drawn)
    assert "\u00a0" not in line.drawn


def test_words_behind_a_logo_keep_their_spaces_and_no_more(tmp_path: Path) -> None:
    """Around a picture in a line LibreOffice leaves an eighth of an inch that nobody asked for."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    put_logo(header, width=40)
    header.add_run(f"  {NAME}")
    made = Made(document, tmp_path)
    assert begins(made, NAME) - 40 * MM / (11 * 0.26) == pytest.approx(2, abs=0.1)
    [line] = made.word("header1").iter("{*}inline")
    assert {line.get(f"dist{side}") for side in "TBLR"} == {"0"}
    theirs = printed_by_libreoffice(made.word_data, tmp_path).read_bytes()
    places = [place(data, "Ministry") for data in (made.pdf_data, theirs)]
    assert places[0] == pytest.approx(places[1], abs=2)


def place(pdf: bytes, word: str) -> tuple[float, float]:
    """Where ``word`` ends on the second page, in points from its upper left corner."""
    box = ["pdftotext", "-f", "2", "-l", "2", "-bbox", "-", "-"]
    told = subprocess.run(box, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.search(rf'xMax="([\d.]+)" yMax="([\d.]+)">{word}<', told)
    assert found is not None
    return float(found[1]), float(found[2])


def table_with_logo(after: tuple[float, ...]) -> Document:
    """A letterhead with a logo and a name in a table, and so much room after them."""
    document = letterhead()
    table = document.sections[0].header.add_table(1, 2, Mm(150))
    put_logo(table.cell(0, 0).paragraphs[0])
    table.cell(0, 1).text = NAME
    for cell, room in zip(table.rows[0].cells, after, strict=True):
        cell.paragraphs[0].paragraph_format.space_after = Pt(room)
    return document


@pytest.mark.parametrize(
    ("after", "left"), [((10, 10), (0, 0)), ((10, 4), (6, 0)), ((0, 9), (0, 9))]
)
def test_room_after_the_words_of_cells_is_part_of_the_cells(
    tmp_path: Path, after: tuple[float, float], left: tuple[float, float]
) -> None:
    """What all cells of a row have; LibreOffice counts it twice in headers otherwise."""
    made = Made(table_with_logo(after), tmp_path)
    cells = list(made.word("header1").iter(f"{W}tc"))
    shared = min(after)
    feet = [cell.find(f"{W}tcPr/{W}tcMar/{W}bottom") for cell in cells]
    assert [None if one is None else one.get(f"{W}w") for one in feet] == (
        [str(shared * 20)] * 2 if shared else [None, None]
    )
    spacing = [cell.find(f"{W}p/{W}pPr/{W}spacing").get(f"{W}after") for cell in cells]
    assert spacing == [str(room * 20) for room in left]


def test_a_logo_in_a_table_takes_as_much_of_the_page_in_libreoffice(tmp_path: Path) -> None:
    """What stands beneath it begins as far down."""
    made = Made(table_with_logo((10, 10)), tmp_path)
    assert len(images(made.pdf_data)[1]) == 1
    theirs = printed_by_libreoffice(made.word_data, tmp_path).read_bytes()
    places = [place(data, "corridors") for data in (made.pdf_data, theirs)]
    assert places[0] == pytest.approx(places[1], abs=2)


def beside_logo(width: float, rows: int = 2, align: str = "top") -> Document:
    """A letterhead with a logo of ``width`` mm that stands beside all ``rows`` of a table."""
    document = letterhead()
    table = document.sections[0].header.add_table(rows, 2, Mm(150))
    table.style = document.styles["Table Grid"]
    whole = table.cell(0, 0).merge(table.cell(rows - 1, 0))
    whole.vertical_alignment = getattr(WD_CELL_VERTICAL_ALIGNMENT, align.upper())
    for paragraph in whole.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    put_logo(whole.paragraphs[0], width=width)
    for number, row in enumerate(table.rows):
        row.cells[1].text = f"Line{number}"
    for paragraph in [p for row in table.rows for cell in row.cells for p in cell.paragraphs]:
        paragraph.paragraph_format.space_after = Pt(0)
    return document


def baselines(made: Made) -> list[float]:
    """Where the lines beside the logo stand on the second page, from the top."""
    found = [n for n in made.pdf.lines if n.page == 1 and n.drawn.startswith("Line")]
    return [made.house.page_height - line.y for line in found]


@pytest.mark.parametrize("width", [10, 40])
def test_a_logo_beside_two_rows_is_in_both(tmp_path: Path, width: float) -> None:
    """It makes none of them taller than it has to be: the last one where it is taller than all."""
    made = Made(beside_logo(width), tmp_path)
    first, second = baselines(made)
    assert 0 < second - first < 30
    theirs = printed_by_libreoffice(made.word_data, tmp_path).read_bytes()
    for word in ("Line0", "Line1", "corridors"):
        ours, others = place(made.pdf_data, word), place(theirs, word)
        assert ours == pytest.approx(others, abs=2)


def test_lines_end_at_a_cell_of_many_rows(tmp_path: Path) -> None:
    """None goes through the logo."""
    made = Made(beside_logo(20, rows=3), tmp_path)
    left, wide = made.house.margin_left, 75 * MM
    flat = [f for f in made.pdf.fills if f.page == 1 and f.height < 1 and f.width > wide / 2]
    heights = sorted({round(fill.y) for fill in flat}, reverse=True)
    assert len(heights) == 4
    crossing = [fill for fill in flat if round(fill.y) in heights[1:3] and fill.x < left + wide / 2]
    assert not crossing


@pytest.mark.parametrize(("align", "share"), [("top", 0.0), ("center", 0.5), ("bottom", 1.0)])
def test_a_logo_stands_where_its_cell_has_it(tmp_path: Path, align: str, share: float) -> None:
    """At the top, in the middle or at the foot of all rows."""
    tops = []
    for where in ("top", align):
        made = Made(beside_logo(10, rows=4, align=where), tmp_path)
        [[_, _, _, _, _, low]] = images(made.pdf_data)[1]
        tops.append(low)
    lines = baselines(made)
    whole = (lines[-1] - lines[0]) / 3 * 4
    assert tops[0] - tops[1] == pytest.approx((whole - 5 * MM) * share, abs=1.5)


@pytest.mark.parametrize(
    ("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0), ("outside", 1.0)]
)
def test_a_page_number_in_a_frame_keeps_its_side(tmp_path: Path, align: str, share: float) -> None:
    """Word put page numbers into frames for years; set in line, they stand where they stood."""
    document = letterhead()
    footer = document.sections[0].footer
    frame = f'<w:framePr {nsdecls("w")} w:wrap="around" w:hAnchor="margin" w:xAlign="{align}"/>'
    footer.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(frame))
    add_field(footer.paragraphs[0], "PAGE")
    footer.add_paragraph("Roads")
    made = Made(document, tmp_path)
    number = next(n for n in made.pdf.lines if n.page == 1 and n.mark is None and n.text == "2")
    room = made.house.text_width - (number.right - number.x)
    assert number.x - made.house.margin_left == pytest.approx(room * share, abs=0.2)
    assert b"framePr" not in made.parts["word/footer1.xml"]

"""Borders of a house that are no plain lines: drawn in the PDF as Word draws them, as thick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import page as validation
import pytest
from docx.enum.text import WD_UNDERLINE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from tests.render.made import Made
from tests.render.test_house_looks import headings, with_look
from tests.render.third_party import letterhead
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from tests.render.pdf_reading import Fill, Stroke

RED = "C00000"
SIZE = 12  # eighths of a point
POINTS = SIZE / 8


def side(name: str, form: str) -> str:
    """A red border of that form, 1.5 points as Word counts."""
    return f'<w:{name} w:val="{form}" w:sz="{SIZE}" w:space="3" w:color="{RED}"/>'


def under_headings(form: str) -> Document:
    """A letterhead whose headings stand over a line of that form."""
    return with_look(f"<w:pBdr >{side('bottom', form)}</w:pBdr>", of="pPr")


def bars(made: Made, page: int) -> list[Fill]:
    """The red bars of a page, from the top."""
    found = [one for one in made.pdf.fills if (one.page, one.color) == (page, RED)]
    return sorted(found, key=lambda bar: -bar.y)


def lines(made: Made, page: int) -> list[Stroke]:
    """The red lines of a page that are stroked."""
    return [one for one in made.pdf.strokes if (one.page, one.color) == (page, RED)]


def heights(found: list[Fill]) -> list[float]:
    """Of bars and of the gaps between them, from the top."""
    made = []
    for number, bar in enumerate(found):
        if number:
            made.append(found[number - 1].y - bar.y - bar.height)
        made.append(bar.height)
    return made


THIN = 0.75
HALF = POINTS / 2


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("single", [POINTS]),
        ("double", [POINTS] * 3),
        ("triple", [POINTS] * 5),
        ("thinThickSmallGap", [THIN, THIN, POINTS]),
        ("thickThinSmallGap", [POINTS, THIN, THIN]),
        ("thinThickThinSmallGap", [THIN, THIN, POINTS, THIN, THIN]),
        ("thinThickMediumGap", [HALF, HALF, POINTS]),
        ("thickThinMediumGap", [POINTS, HALF, HALF]),
        ("thinThickThinMediumGap", [HALF, HALF, POINTS, HALF, HALF]),
        ("thinThickLargeGap", [THIN, POINTS, 2 * THIN]),
        ("thickThinLargeGap", [2 * THIN, POINTS, THIN]),
        ("thinThickThinLargeGap", [THIN, POINTS, 2 * THIN, POINTS, THIN]),
    ],
)
def test_lines_of_several_strokes_are_drawn_and_take_their_room(
    tmp_path: Path, form: str, parts: list[float]
) -> None:
    """What stands beneath is pushed down by all of them, as in Word."""
    made, usual = Made(under_headings(form), tmp_path), Made(under_headings("single"), tmp_path)
    heading, before = headings(made)[0], headings(usual)[0]
    assert (heading.page, heading.y) == (before.page, before.y)
    found = [bar for bar in bars(made, heading.page) if heading.y - 30 < bar.y < heading.y]
    assert heights(found) == pytest.approx(parts, abs=0.02)

    def beneath(read: Made) -> float:
        of_page = (one for one in read.pdf.lines if one.page == heading.page)
        return max(one.y for one in of_page if one.mark is not None and one.y < heading.y)

    assert beneath(usual) - beneath(made) == pytest.approx(sum(parts) - POINTS, abs=0.03)


@pytest.mark.parametrize(
    ("form", "dashes"),
    [
        ("dotted", (1, 1)),
        ("dashed", (4, 2)),
        ("dashSmallGap", (4, 1)),
        ("dashDotStroked", (4, 2, 1, 2)),
        ("dotDash", (4, 2, 1, 2)),
        ("dotDotDash", (4, 2, 1, 2, 1, 2)),
    ],
)
def test_broken_lines_are_broken(tmp_path: Path, form: str, dashes: tuple[float, ...]) -> None:
    """As thick as whole ones, no part of what is read."""
    made = Made(under_headings(form), tmp_path)
    page = headings(made)[0].page
    assert not bars(made, page)
    found = lines(made, page)
    assert found
    for line in found:
        assert line.thick == pytest.approx(POINTS, abs=0.01)
        assert line.dashes == pytest.approx([part * POINTS for part in dashes], abs=0.01)
        assert line.is_artifact


@pytest.mark.parametrize(("form", "many"), [("wave", 1), ("doubleWave", 2)])
def test_waves_are_waves(tmp_path: Path, form: str, many: int) -> None:
    """They run from edge to edge, one beneath the other."""
    made = Made(under_headings(form), tmp_path)
    [line] = {line for line in lines(made, headings(made)[0].page) if line.bends}
    assert len({y for _, y in line.places}) == 2 * many


@pytest.mark.parametrize("form", ["wave", "doubleWave", "double", "dotted", "thinThickLargeGap"])
def test_a_line_without_thickness_is_none(tmp_path: Path, form: str) -> None:
    """As a file made by a program may have it."""
    border = side("bottom", form).replace(f'w:sz="{SIZE}"', 'w:sz="0"')
    made = Made(with_look(f"<w:pBdr >{border}</w:pBdr>", of="pPr"), tmp_path)

    for page in range(len(made.pdf.pdf.pages)):
        assert lines(made, page) == []
        assert heights(bars(made, page)) in ([], [0.0], [0.0, 0.0])


def test_bars_beside_paragraphs_are_broken_and_doubled(tmp_path: Path) -> None:
    """One that goes over several lines is one line: its dashes go on."""
    for form, strokes, filled in (("dashed", 1, 0), ("double", 0, 2), ("thinThickSmallGap", 0, 2)):
        xml = f"<w:pBdr >{side('left', form)}</w:pBdr>"
        made = Made(with_look(xml, of="pPr", style="Normal"), tmp_path)
        page = max(line.page for line in lines(made, 2) + bars(made, 2) + lines(made, 3))
        upright = [line for line in lines(made, page) if line.places[0][0] == line.places[-1][0]]
        assert bool(upright) == bool(strokes)
        beside = sorted((bar for bar in bars(made, page) if bar.height > 9), key=lambda bar: bar.x)
        assert len({bar.x for bar in beside}) == filled
        if form == "thinThickSmallGap":
            assert beside[0].width == pytest.approx(THIN, abs=0.01)
            assert beside[-1].width == pytest.approx(POINTS, abs=0.01)


@pytest.mark.parametrize(("form", "strokes", "filled"), [("dotted", 4, 0), ("double", 0, 8)])
def test_borders_of_a_table_in_the_header(
    tmp_path: Path, form: str, strokes: int, filled: int
) -> None:
    """Around its cell on all four sides."""
    document = letterhead()
    table = document.sections[0].header.add_table(1, 1, Mm(120))
    sides = "".join(side(name, form) for name in ("top", "left", "bottom", "right"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
    made = Made(document, tmp_path)
    assert (len(lines(made, 1)), len(bars(made, 1))) == (strokes, filled)


@pytest.mark.parametrize(("form", "stroked"), [("dashed", True), ("double", False)])
def test_rules_of_data_tables(tmp_path: Path, form: str, stroked: bool) -> None:
    """Above, beneath, between rows and between columns, and as tall as they are."""
    document = docx.Document(str(ministry()))
    own = document.styles["Briefing Table"].element.find("{*}tblPr")
    borders = own.find("{*}tblBorders")
    names = ("top", "bottom", "insideH", "insideV")
    made_new = "".join(side(name, form) for name in names)
    own.replace(borders, parse_xml(f"<w:tblBorders {nsdecls('w')}>{made_new}</w:tblBorders>"))
    made = Made(document, tmp_path)
    [page] = {line.page for line in made.pdf.lines if line.text == "Period"}
    assert bool(lines(made, page)) == stroked
    assert bool(bars(made, page)) != stroked
    assert made.house.table.rule[0] == pytest.approx(POINTS if stroked else 3 * POINTS)


def test_lines_around_a_page_have_the_strokes_of_their_form(tmp_path: Path) -> None:
    """The first that its name tells is above at the top, and to the left at the left."""
    document = letterhead()
    sides = "".join(side(name, "thinThickSmallGap") for name in ("top", "left"))
    xml = f"<w:pgBorders {nsdecls('w')}>{sides}</w:pgBorders>"
    document.sections[0]._sectPr.find("{*}pgMar").addnext(parse_xml(xml))
    found = lines(Made(document, tmp_path), 1)
    flat = sorted(
        (s for s in found if s.places[0][1] == s.places[1][1]), key=lambda s: -s.places[0][1]
    )
    tall = sorted(
        (s for s in found if s.places[0][0] == s.places[1][0]), key=lambda s: s.places[0][0]
    )
    for pair in (flat, tall):
        assert [stroke.thick for stroke in pair] == pytest.approx([THIN, POINTS], abs=0.01)


def test_strokes_of_a_frame_go_round_its_corners(tmp_path: Path) -> None:
    """A double frame is one within another, and no lines cross."""
    sides = "".join(side(name, "double") for name in ("top", "left", "bottom", "right"))
    made = Made(with_look(f"<w:pBdr >{sides}</w:pBdr>", of="pPr"), tmp_path)
    heading = headings(made)[0]
    found = [bar for bar in bars(made, heading.page) if abs(bar.y - heading.y) < 30]
    flat, tall = ([b for b in found if (b.width > b.height) == lies] for lies in (True, False))
    by_width = sorted(flat, key=lambda bar: bar.width)
    tall.sort(key=lambda bar: bar.x)
    assert (len(flat), len(tall)) == (4, 4)
    for pair, (left, right) in zip(
        (by_width[2:], by_width[:2]), ((tall[0], tall[3]), (tall[1], tall[2])), strict=True
    ):
        low, high = sorted(bar.y for bar in pair)
        for bar in pair:
            assert (bar.x, bar.x + bar.width) == pytest.approx(
                (left.x, right.x + right.width), abs=0.02
            )
        for bar in (left, right):
            assert (bar.y, bar.y + bar.height) == pytest.approx((low, high + POINTS), abs=0.02)


def test_lines_of_a_table_in_the_header_take_room_and_end_at_each_other(tmp_path: Path) -> None:
    """As in Word those above each row, and those beneath the last; upright ones take none."""

    def made_with(form: str) -> Made:
        document = letterhead()
        table = document.sections[0].header.add_table(2, 2, Mm(120))
        names = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(side(name, form) for name in names)
        table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
        for number, row in enumerate(table.rows):
            for place, cell in enumerate(row.cells):
                cell.text = f"Cell {number}{place}"
        document.sections[0].header.add_paragraph("Behind it")
        return Made(document, tmp_path)

    plain, none, double = (made_with(form) for form in ("single", "nil", "double"))

    def at(made: Made, text: str) -> tuple[float, float]:
        line = next(line for line in made.pdf.lines if (line.page, line.text) == (1, text))
        return line.x, line.y

    for made, thick in ((plain, POINTS), (double, 3 * POINTS)):
        for text, many in (("Cell 00", 1), ("Cell 01", 1), ("Cell 10", 2), ("Behind it", 3)):
            (x, y), (before, above) = at(made, text), at(none, text)
            assert (x, above - y) == pytest.approx((before, many * thick), abs=0.03)
    found = bars(plain, 1)
    left, right = min(b.x for b in found), max(b.x + b.width for b in found)
    low, high = min(b.y for b in found), max(b.y + b.height for b in found)
    for y in (low, high - POINTS):  # closed at the corners
        flat = [b for b in found if b.y == pytest.approx(y, abs=0.02) and b.width > b.height]
        ends = min(b.x for b in flat), max(b.x + b.width for b in flat)
        assert ends == pytest.approx((left, right), abs=0.02)
    assert right - left == pytest.approx(Mm(120).pt + POINTS, abs=0.5)


def test_a_file_with_such_lines_is_accessible_and_keeps(tmp_path: Path) -> None:
    """Dashes, waves and strokes of frames are no part of what is read, in text and header."""
    document = under_headings("wave")
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Ministry").underline = WD_UNDERLINE.DOT_DASH
    sides = side("top", "double") + side("bottom", "dashed")
    header._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    path = tmp_path / "pack.pdf"
    path.write_bytes(Made(document, tmp_path).pdf_data)
    for profile in ("ua1", "2a"):
        assert not validation.validate_pdf(str(path), profile=profile).failures

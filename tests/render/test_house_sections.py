"""The document of a house: its sections alone count, and what else is in it costs little."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from briefgen.render.house_file.package import parse_part
from briefgen.render.house_file.reader import read_house
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.made import MM, Made, images
from tests.render.third_party import letterhead, put_logo, saved, set_free
from tests.render.word_files import parts_of, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

BODY = "word/document.xml"


def test_a_house_with_a_long_report_in_it_is_read_in_little_more_time(tmp_path: Path) -> None:
    """Its document is read twice: to see that it is harmless, and for its sections."""
    parts = parts_of(saved(letterhead(), tmp_path).read_bytes())
    words = b"<w:p><w:pPr><w:jc w:val='both'/></w:pPr><w:r><w:t>Words of %d.</w:t></w:r></w:p>"
    report = b"".join(words % number for number in range(60_000))
    parts[BODY] = parts[BODY].replace(b"<w:sectPr", report + b"<w:sectPr", 1)
    path = tmp_path / "report.docx"

    def ratio(number: int) -> float:
        """How much longer it takes to read the house than to parse its document once."""
        changed = parts[BODY].replace(b"Words of 0", b"Words of %d, 0" % number)
        path.write_bytes(zipped(parts | {BODY: changed}))
        begun = time.perf_counter()
        parse_part(changed)
        parsed = time.perf_counter()
        read_house(path)
        return (time.perf_counter() - parsed) / (parsed - begun)

    assert min(map(ratio, range(3))) < 8  # it was 12 when each question read it anew


def test_the_header_of_a_section_before_goes_on(tmp_path: Path) -> None:
    """Whatever stands between the ends of the two."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Ministry of Roads")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("More words of the body that are never printed.")
    made = Made(document, tmp_path)
    assert "Ministry of Roads" in made.pdf_lines(1)


@pytest.mark.parametrize("struck", [True, False])
def test_a_section_whose_end_was_struck_out_is_none(tmp_path: Path, struck: bool) -> None:
    """A header that only it had is not on the pages."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Ministry of Roads")
    document.add_section(WD_SECTION.NEW_PAGE).left_margin = Mm(40)
    document.add_paragraph("Words behind it.")
    [properties] = document.element.body.findall("{*}p/{*}pPr[{*}sectPr]")
    if struck:
        mark = f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"/>'
        properties.insert(0, parse_xml(f"{mark}</w:rPr>"))
    made = Made(document, tmp_path)
    assert made.house.margin_left == pytest.approx(40 * 72 / 25.4, abs=0.1)
    assert ("Ministry of Roads" in made.pdf_lines(1)) != struck


def _without(document: Document, *tags: str) -> Document:
    """``document`` whose last section says nothing of ``tags``."""
    section = document.sections[-1]._sectPr
    for tag in tags:
        section.remove(section.find(f"{{*}}{tag}"))
    return document


def test_a_house_that_says_nothing_of_its_paper_has_a4_and_is_told(tmp_path: Path) -> None:
    """As files of converters are, which Word opens all the same."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Ministry of Roads")
    made = Made(_without(document, "pgSz", "pgMar"), tmp_path)
    assert "Ministry of Roads" in made.pdf_lines(1)
    assert (round(made.house.page_width), round(made.house.page_height)) == (595, 842)
    assert round(made.house.margin_left) == 71
    body = made.parts[BODY].decode()
    assert 'w:w="11906"' in body
    assert 'w:left="1417"' in body
    told = "it says no {}: {} stands in".format
    assert told("size of its paper", "A4") in made.house.remarks
    assert told("margins of its paper", "25 mm") in made.house.remarks


@pytest.mark.parametrize("before", ["", f"<w:background {nsdecls('w')} w:color='FFFFFF'/>"])
def test_a_house_without_a_section_has_one(tmp_path: Path, before: str) -> None:
    """A document that only programs look into may have none, whatever stands before its body."""
    document = letterhead()
    document.element.body.remove(document.element.body.sectPr)
    if before:
        document.element.insert(0, parse_xml(before))
    path = tmp_path / "none.docx"
    document.save(str(path))
    assert round(read_house(path).page_width) == 595


def test_margins_alone_may_be_missing(tmp_path: Path) -> None:
    """The paper is then the house's own, and nothing is told of it."""
    house = Made(_without(letterhead(), "pgMar"), tmp_path).house
    assert (round(house.page_width), round(house.margin_top)) == (612, 71)
    assert not any("size of its paper" in remark for remark in house.remarks)


@pytest.mark.parametrize(("where", "side"), [("gutterAtTop", "top"), ("rtlGutter", "right")])
def test_a_gutter_lies_where_the_house_has_it(tmp_path: Path, where: str, side: str) -> None:
    """At the top or the right, in both formats; the left margin stays as it is."""
    document = letterhead()
    section = document.sections[0]
    plain = {name: getattr(section, f"{name}_margin").pt for name in ("top", "right", "left")}
    section.gutter = Mm(20)
    said = parse_xml(f"<w:{where} {nsdecls('w')}/>")
    if side == "top":
        document.settings.element.insert(0, said)
    else:
        section._sectPr.append(said)
    made = Made(document, tmp_path)
    plain[side] += 20 * 72 / 25.4
    house = made.house
    found = {"top": house.margin_top, "right": house.margin_right, "left": house.margin_left}
    assert found == pytest.approx(plain, abs=0.1)
    body = made.parts[BODY].decode()
    assert f'w:{side}="{round(plain[side] * 20)}"' in body
    assert 'w:gutter="0"' in body


def mirrored(document: Document, *, gutter: bool = False) -> Document:
    """``document`` with wide inner margins, which change sides on left pages."""
    section = document.sections[0]
    section.left_margin, section.right_margin = Mm(40), Mm(20)
    if gutter:
        section.left_margin, section.gutter = Mm(30), Mm(10)
    document.settings.element.insert(0, parse_xml(f"<w:mirrorMargins {nsdecls('w')}/>"))
    return document


def leftmost(made: Made, *, around: bool) -> list[float]:
    """For each page where its leftmost words begin, in mm: in the text, or ``around`` it."""
    found = {
        page: min(x for x in lines)
        for page in range(len(made.pdf.pdf.pages))
        if (
            lines := [
                line.x
                for line in made.pdf.lines
                if line.page == page and (line.mark is None) == around and line.drawn.strip()
            ]
        )
    }
    return [round(x / MM, 1) for x in found.values()]


@pytest.mark.parametrize("gutter", [False, True])
def test_margins_change_sides_on_left_pages(tmp_path: Path, gutter: bool) -> None:
    """The inner one, with what is bound, is at the left of odd pages and the right of even ones."""
    document = mirrored(letterhead(), gutter=gutter)
    document.sections[0].header.paragraphs[0].add_run("Ministry of Roads")
    made = Made(document, tmp_path)
    pages = len(made.pdf.pdf.pages)
    assert pages > 3
    wanted = [40.0 if page % 2 == 0 else 20.0 for page in range(pages)]
    assert leftmost(made, around=False) == wanted
    assert leftmost(made, around=True) == wanted
    assert "<w:mirrorMargins/>" in made.parts["word/settings.xml"].decode()
    assert not any("change sides" in remark for remark in made.house.remarks)


def test_margins_stay_where_the_house_does_not_mirror_them(tmp_path: Path) -> None:
    """As they did."""
    document = letterhead()
    document.sections[0].left_margin = Mm(40)
    made = Made(document, tmp_path)
    assert set(leftmost(made, around=False)) == {40.0}
    assert "mirrorMargins" not in made.parts["word/settings.xml"].decode()


def test_lines_and_links_change_sides_with_the_text(tmp_path: Path) -> None:
    """A line beside the text keeps its distance, and what is clicked is where it is read."""
    document = mirrored(letterhead())
    border = '<w:left w:val="single" w:sz="16" w:space="20" w:color="C00000"/>'
    borders = f"<w:pgBorders {nsdecls('w')}>{border}</w:pgBorders>"
    document.sections[0]._sectPr.find("{*}pgMar").addnext(parse_xml(borders))
    made = Made(document, tmp_path)
    places = [
        next(s.places[0][0] for s in made.pdf.strokes if s.page == page and s.color == "C00000")
        for page in (0, 1)
    ]
    assert places[0] - places[1] == pytest.approx(20 * MM, abs=0.2)
    edges = [
        (float(link.Rect[0]) - (40 if page % 2 == 0 else 20) * MM)
        for page, sheet in enumerate(made.pdf.pdf.pages)
        for link in sheet.get("/Annots", [])
    ]
    assert edges
    assert min(edges) > -1


@pytest.mark.parametrize(("base", "align"), [("outsideMargin", "right"), ("page", "outside")])
def test_a_logo_at_the_outer_edge_changes_sides(tmp_path: Path, base: str, align: str) -> None:
    """Whether the margins do or not."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    put_logo(header, width=10)
    across = f'<wp:positionH relativeFrom="{base}"><wp:align>{align}</wp:align></wp:positionH>'
    down = '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    set_free(header, across, down)
    made = Made(document, tmp_path)
    width = made.house.page_width
    [(_, _, _, _, on_left, _)], [(_, _, _, _, on_right, _)] = images(made.pdf_data)[1:3]
    assert on_right == pytest.approx(width - 10 * MM, abs=0.2)
    wanted = 0.0 if base == "page" else made.house.margin_left - 10 * MM
    assert on_left == pytest.approx(wanted, abs=0.2)


def test_a_house_that_mirrors_its_margins_keeps_the_standards(tmp_path: Path) -> None:
    """In LibreOffice it has as many pages, the words of each at the same side."""
    made = Made(mirrored(letterhead()), tmp_path)
    path = tmp_path / "pack.pdf"
    path.write_bytes(made.pdf_data)
    for profile in ("ua1", "2a"):
        assert not validation.validate_pdf(str(path), profile=profile).failures
    printed = printed_by_libreoffice(made.word_data, tmp_path)
    with pikepdf.open(printed) as pdf:
        assert abs(len(pdf.pages) - len(made.pdf.pdf.pages)) <= 1

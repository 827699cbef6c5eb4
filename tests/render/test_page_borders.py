"""Lines around the pages of a house: drawn in the PDF where Word draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from briefgen.render.layout.furniture import page_frame
from tests.render.made import Made, short_pack
from tests.render.third_party import letterhead
from tests.render.word_files import W

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

SIDE = '<w:{} w:val="{}" w:sz="16" w:space="20" w:color="C00000"/>'
Stroke = tuple[float, float, float, float]


def bordered(
    form: str = "single", attributes: str = "", sides: str = "top left bottom right"
) -> Document:
    """A letterhead with lines of 2 points around its pages, 20 points from what they surround."""
    document = letterhead()
    borders = "".join(SIDE.format(side, form) for side in sides.split())
    xml = f"<w:pgBorders {nsdecls('w')} {attributes}>{borders}</w:pgBorders>"
    document.sections[0]._sectPr.find("{*}pgMar").addnext(parse_xml(xml))
    return document


def strokes(made: Made, page: int, color: str = "0.753 0 0") -> list[Stroke]:
    """The lines of that colour on a page, from their lower left end, those of figures left out."""
    found: list[Stroke] = []
    inside, pen, place = 0, "", (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(made.pdf.pdf.pages[page]):
        match str(operator):
            case "RG":
                pen = " ".join(f"{float(share):.3g}" for share in operands)
            case "BMC":
                inside = 1
            case "EMC":
                inside = 0
            case "m":
                place = (float(operands[0]), float(operands[1]))
            case "l" if inside and pen == color:
                end = (float(operands[0]), float(operands[1]))
                found.append((*min(place, end), *max(place, end)))
    return found


def test_lines_stand_around_text_header_and_footer(tmp_path: Path) -> None:
    """As far from them as the house says, and closed at the corners."""
    made = Made(bordered(), tmp_path)
    house = made.house
    left, right = house.margin_left - 21, house.page_width - house.margin_right + 21
    top, bottom = house.page_height - house.header_distance + 21, house.footer_distance - 21
    for page in range(len(made.pdf.pdf.pages)):
        assert sorted(strokes(made, page)) == [
            pytest.approx(line, abs=0.05)
            for line in sorted(
                [
                    (left - 1, top, right + 1, top),
                    (left - 1, bottom, right + 1, bottom),
                    (left, bottom - 1, left, top + 1),
                    (right, bottom - 1, right, top + 1),
                ]
            )
        ]
    assert not [told for told in made.house.remarks if "around its page" in told]


def test_lines_may_be_measured_from_the_paper(tmp_path: Path) -> None:
    """The outer edge of the line is where the house says."""
    made = Made(bordered(attributes='w:offsetFrom="page"', sides="left"), tmp_path)
    [(x, low, _, high)] = strokes(made, 1)
    assert (x, low, high) == pytest.approx((21, 0, made.house.page_height), abs=0.05)


@pytest.mark.parametrize("place", ["Header", "Footer"])
def test_lines_may_leave_header_or_footer_outside(tmp_path: Path, place: str) -> None:
    """Around the text alone then, in both formats, as most letterheads of Word say."""
    document = bordered()
    said = parse_xml(f"<w:bordersDoNotSurround{place} {nsdecls('w')}/>")
    document.settings.element.insert(0, said)
    made = Made(document, tmp_path)
    house = made.house
    frame = page_frame(house, short_pack())
    top, bottom = house.header_distance, house.page_height - house.footer_distance
    if place == "Header":
        top = frame.top
    else:
        bottom = frame.bottom
    ends = [y for x, y, right, _ in strokes(made, 3) if right - x > house.text_width]
    wanted = [house.page_height - top + 21, house.page_height - bottom - 21]
    assert ends == pytest.approx(wanted, abs=0.05)
    assert f"<w:bordersDoNotSurround{place}/>" in made.parts["word/settings.xml"].decode()
    other = "Footer" if place == "Header" else "Header"
    assert f"bordersDoNotSurround{other}" not in made.parts["word/settings.xml"].decode()


@pytest.mark.parametrize(
    ("form", "count"), [("double", 2), ("triple", 3), ("dotted", 1), ("nil", 0)]
)
def test_lines_of_all_forms_are_drawn(tmp_path: Path, form: str, count: int) -> None:
    """Double ones as two, those of dots as dots."""
    made = Made(bordered(form), tmp_path)
    assert len(strokes(made, 1)) == 4 * count
    content = made.pdf.pdf.pages[1].Contents.read_bytes()
    assert (b"[2 2] 0 d" in content) == (form == "dotted")


@pytest.mark.parametrize(
    ("shown", "first", "others"), [("firstPage", 4, 0), ("notFirstPage", 0, 4)]
)
def test_the_first_page_may_differ(tmp_path: Path, shown: str, first: int, others: int) -> None:
    """That of the pack: a Word file has many sections, each of which has a first page."""
    made = Made(bordered(attributes=f'w:display="{shown}"'), tmp_path)
    assert len(strokes(made, 0)) == first
    assert {len(strokes(made, n)) for n in range(1, len(made.pdf.pdf.pages))} == {others}
    root = etree.fromstring(made.parts["word/document.xml"])
    sections = [section.find(f"{W}pgBorders") for section in root.iter(f"{W}sectPr")]
    display = [None if one is None else one.get(f"{W}display") for one in sections]
    assert display == [shown, *[None if first else "allPages"] * (len(sections) - 1)]


def test_pictures_around_a_page_are_told(tmp_path: Path) -> None:
    """They stay in the Word file."""
    told = Made(bordered("apples"), tmp_path).house.remarks
    assert [remark for remark in told if remark.startswith("the pictures around its page")]


def test_pages_with_lines_keep_the_standards(tmp_path: Path) -> None:
    """Lines are not read aloud."""
    path = tmp_path / "pack.pdf"
    path.write_bytes(Made(bordered("double"), tmp_path).pdf_data)
    for profile in ("ua1", "2a"):
        assert not validation.validate_pdf(str(path), profile=profile).failures

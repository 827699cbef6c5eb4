"""Looks of a house's styles: followed in the PDF, or told that they stand in Word alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from msgspec.structs import replace

from tests.render.made import Made, short_pack
from tests.render.sample import with_footnotes
from tests.render.third_party import letterhead
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from lxml import etree

    from tests.render.pdf_reading import Fill, Line

HEADING = "Heading 2"
STRUCK = '<w:strike w:val="1"/>'


def with_look(xml: str, *, of: str = "rPr", style: str = HEADING) -> Document:
    """A letterhead, of whose ``style`` a property says ``xml``."""
    document = letterhead()
    properties = getattr(document.styles[style].element, f"get_or_add_{of}")()
    properties.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    return document


def words_of(document: Document, style: str) -> etree._Element:
    """The w:rPr of a ``style``, of which Word writes the name small or large."""
    [found] = [one for one in document.styles if one.element.name_val.lower() == style.lower()]
    return found.element.get_or_add_rPr()


def rules_along(made: Made, line: Line) -> list[Fill]:
    """The thin areas of the colour of ``line`` that are as long as it is."""
    return [
        fill
        for fill in made.pdf.fills
        if fill.page == line.page
        and fill.color == line.color
        and fill.height < 2
        and fill.x == pytest.approx(line.x, abs=0.1)
        and fill.width == pytest.approx(line.right - line.x, abs=0.1)
        and abs(fill.y - line.y) < line.size
    ]


def headings(made: Made) -> list[Line]:
    """The lines of the headings of the second level."""
    size, color = made.house.styles[HEADING].size, made.house.styles[HEADING].color
    found = [line for line in made.pdf.lines if (line.size, line.color) == (size, color)]
    return [line for line in found if line.mark is not None]


@pytest.mark.parametrize(
    ("xml", "places"),
    [
        ('<w:u w:val="single"/>', [-1]),
        ('<w:strike w:val="1"/>', [1]),
        ('<w:u w:val="none"/>', []),
        ('<w:u w:val="double"/>', [-1, -1]),
        ('<w:dstrike w:val="1"/>', [1, 1]),
    ],
)
def test_lines_under_and_through_words_are_drawn(
    tmp_path: Path, xml: str, places: list[int]
) -> None:
    """As long as the words, in their colour."""
    made = Made(with_look(xml), tmp_path)
    lines = headings(made)
    assert lines
    for line in lines:
        found = rules_along(made, line)
        assert [1 if fill.y > line.y else -1 for fill in found] == places


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("Table Text", "1990"),
        ("Table Head", "Period"),
        ("TOC 1", "Trade"),
        ("Footnote Text", "On the objective"),
        ("Callout Text", "Boxed"),
        ("Source Entry", "Ministry 2."),
        ("Citation", "[2]"),
        ("Footnote Reference", "1"),
        ("Hyperlink", "https://example.org/count"),
    ],
)
@pytest.mark.parametrize(("xml", "places"), [('<w:u w:val="single"/>', -1), (STRUCK, 1)])
def test_lines_along_words_are_drawn_wherever_they_stand(
    tmp_path: Path, style: str, said: str, xml: str, places: int
) -> None:
    """In cells, contents, notes, boxes and sources, and by styles of words."""
    document = docx.Document(str(ministry()))
    properties = words_of(document, style)
    for old in properties.findall("{*}u"):
        properties.remove(old)
    properties.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    pack = with_footnotes(3) if said not in ("1990", "Period", "Trade") else None
    made = Made(document, tmp_path, pack)
    lines = [
        line for line in made.pdf.lines if line.text.startswith(said) and line.mark is not None
    ]
    ruled = [fill for line in lines for fill in rules_along(made, line)]
    assert ruled
    ys = {line.y for line in lines}
    assert {1 if fill.y > min(ys, key=lambda y: abs(y - fill.y)) else -1 for fill in ruled} == {
        places
    }


def test_a_link_is_underlined_where_the_house_underlines_links(tmp_path: Path) -> None:
    """As in the Word file."""
    document = docx.Document(str(ministry()))
    document.styles["Hyperlink"].font.underline = False
    for house, many in ((document, 0), (docx.Document(str(ministry())), 1)):
        made = Made(house, tmp_path, with_footnotes(3))
        links = [line for line in made.pdf.lines if line.text == "https://example.org/count"]
        assert links
        assert {len(rules_along(made, line)) for line in links} == {many}


def test_words_that_are_struck_once_are_struck_though_not_twice(tmp_path: Path) -> None:
    """To say no to two lines through them does not take away the one."""
    document = with_look('<w:strike w:val="1"/>')
    document.styles[HEADING].element.rPr.append(parse_xml(f'<w:dstrike {nsdecls("w")} w:val="0"/>'))
    made = Made(document, tmp_path)
    assert all(rules_along(made, line) for line in headings(made))


@pytest.mark.parametrize("style", ["Table Text", "TOC 1", "Citation"])
def test_grounds_lie_behind_words_wherever_they_stand(tmp_path: Path, style: str) -> None:
    """Over the ground of a row."""
    document = docx.Document(str(ministry()))
    properties = words_of(document, style)
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFEE00"/>'))
    fills = Made(document, tmp_path).pdf.fills
    assert [fill for fill in fills if fill.color == "FFEE00"]


def test_underlined_words_of_a_header_are_underlined(tmp_path: Path) -> None:
    """As Word shows them."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Ministry").underline = True
    made = Made(document, tmp_path)
    [line] = [line for line in made.pdf.lines if line.page == 1 and line.text == "Ministry"]
    assert rules_along(made, line)


def test_a_heading_that_asks_for_a_page_has_one(tmp_path: Path) -> None:
    """Word begins a page before it, and so does the PDF."""
    made = Made(with_look('<w:pageBreakBefore w:val="1"/>', of="pPr"), tmp_path)
    usual = Made(letterhead(), tmp_path)
    assert len({line.page for line in headings(made)}) == len(headings(made))
    assert len(made.pdf.pdf.pages) > len(usual.pdf.pdf.pages)
    for heading in headings(made):
        own = [one.y for one in made.pdf.lines if one.page == heading.page and one.mark is not None]
        assert heading.y == max(own)


def test_items_of_a_style_that_asks_for_no_room_have_none_between_them(tmp_path: Path) -> None:
    """The lines of a list stand as close as those of one paragraph."""

    def gap(value: str) -> float:
        """How far the first two spoken lines are apart."""
        document = letterhead()
        document.styles.add_style("Spoken Line", WD_STYLE_TYPE.PARAGRAPH)
        xml = f'<w:contextualSpacing {nsdecls("w")} w:val="{value}"/>'
        own = document.styles["Spoken Line"]
        own.paragraph_format.space_after = Pt(20)
        own.element.pPr.append(parse_xml(xml))
        made = Made(document, tmp_path)
        first, second = (
            next(line for line in made.pdf.lines if line.text == label and line.mark is not None)
            for label in ("1.", "2.")
        )
        assert first.page == second.page
        return first.y - second.y

    assert gap("0") - gap("1") == pytest.approx(20, abs=0.2)


LETTERS = [
    ('<w:w w:val="150"/>', "stretches its letters"),
    ('<w:vertAlign w:val="superscript"/>', "raises or lowers its letters"),
    ('<w:position w:val="-6"/>', "raises or lowers its letters"),
    ('<w:emboss w:val="1"/>', "outlines or shades its letters"),
    ('<w:em w:val="dot"/>', "frames its letters or marks them"),
]


@pytest.mark.parametrize(("xml", "says"), LETTERS)
def test_letters_that_only_word_draws_are_told(tmp_path: Path, xml: str, says: str) -> None:
    """Once, with the style, and for the header; not where they are as usual."""
    document = with_look(xml)
    run = document.sections[0].header.paragraphs[0].add_run("Ministry")
    run._r.get_or_add_rPr().append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    told = [remark for remark in Made(document, tmp_path).house.remarks if says in remark]
    assert told == [
        f"its style {HEADING} {says} in the Word file alone",
        f"its header or footer {says} in the Word file alone",
    ]
    usual = Made(with_look('<w:w w:val="100"/>'), tmp_path).house.remarks
    assert not [remark for remark in usual if "letters" in remark]


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ('<w:lnNumType w:countBy="1"/>', "the numbers of its lines"),
    ],
)
def test_numbers_of_lines_are_told(tmp_path: Path, xml: str, says: str) -> None:
    """They are kept in the Word file."""
    document = letterhead()
    section = document.sections[0]._sectPr
    margins = section.find("{*}pgMar")
    margins.addnext(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    house = Made(document, tmp_path).house
    assert [remark for remark in house.remarks if remark.startswith(says)]


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ('<w:docGrid w:type="lines" w:linePitch="600"/>', "its lines stand on a grid"),
        ('<w:vAlign w:val="center"/>', "its text does not begin at the top"),
    ],
)
def test_what_would_move_lines_in_word_alone_is_left_out_and_told(
    tmp_path: Path, xml: str, says: str
) -> None:
    """Pages would hold more or less than in the PDF, and the contents name others."""
    document = letterhead()
    section = document.sections[0]._sectPr
    for old in section.findall("{*}docGrid"):
        section.remove(old)
    section.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    made = Made(document, tmp_path)
    assert [remark for remark in made.house.remarks if remark.startswith(says)]
    assert xml.split(maxsplit=1)[0].encode() not in made.parts["word/document.xml"]


@pytest.mark.parametrize("language", ["en-GB", "ur-PK"])
def test_the_language_of_the_pack_says_which_way_text_runs(tmp_path: Path, language: str) -> None:
    """A house made for Urdu scrambles no English pack, and serves an Urdu one."""
    document = with_look('<w:bidi w:val="1"/>', of="pPr", style="Normal")
    document.styles["Normal"].element.get_or_add_rPr().append(parse_xml(f"<w:rtl {nsdecls('w')}/>"))
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Ministry")
    header._p.get_or_add_pPr().append(parse_xml(f"<w:bidi {nsdecls('w')}/>"))
    made = Made(document, tmp_path, replace(short_pack(), language=language))
    assert (b"<w:bidi/>" in made.parts["word/document.xml"]) == (language == "ur-PK")
    if language == "en-GB":
        for name in ("styles", "header1", "numbering"):
            assert b"<w:bidi" not in made.parts[f"word/{name}.xml"]
            assert b"<w:rtl" not in made.parts[f"word/{name}.xml"]
    assert [told for told in made.house.remarks if "as its language does" in told]


def test_a_house_that_says_it_runs_from_the_left_is_not_told_of(tmp_path: Path) -> None:
    """LibreOffice writes so into every style."""
    document = with_look('<w:bidi w:val="0"/>', of="pPr", style="Normal")
    told = Made(document, tmp_path).house.remarks
    assert not [remark for remark in told if "as its language does" in remark]


@pytest.mark.parametrize("named", [True, False])
def test_words_in_a_table_of_the_header_look_as_its_style_says(tmp_path: Path, named: bool) -> None:
    """Where their own style says nothing else; so Word has it, for tables that name none too."""
    document = letterhead()
    style = document.styles.add_style("Letterhead", WD_STYLE_TYPE.TABLE)
    for xml in (
        '<w:pPr ><w:spacing w:before="0" w:after="240"/></w:pPr>',
        '<w:rPr ><w:color w:val="C00000"/><w:spacing w:val="40"/></w:rPr>',
    ):
        style.element.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    table = document.sections[0].header.add_table(1, 1, Mm(150))
    if named:
        table.style = style
    else:
        for other in document.styles.element.findall(qn("w:style")):
            if other.get(qn("w:type")) == "table":
                other.attrib.pop(qn("w:default"), None)
        style.element.set(qn("w:default"), "1")
        assert table._tbl.tblPr.find(qn("w:tblStyle")) is None
    table.cell(0, 0).paragraphs[0].add_run("Ministry of Roads")
    table.cell(0, 0).paragraphs[0].style = document.styles["Header"]
    plain = table.cell(0, 0).add_paragraph("Address")
    plain.style = document.styles["Normal"]
    made = Made(document, tmp_path)
    first, second = (
        next(line for line in made.pdf.lines if line.page == 1 and line.text == text)
        for text in ("Ministry of Roads", "Address")
    )
    assert (first.color, second.color) == ("C00000", "C00000")
    assert b"Letterhead" in made.parts["word/styles.xml"]

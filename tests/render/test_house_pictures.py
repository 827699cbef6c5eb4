"""Pictures of a house that stand free of its header's lines: under the text, or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page as validation
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from msgspec.structs import replace

from tests.render.golden_packs import paper
from tests.render.made import Made, images, short_pack
from tests.render.third_party import letterhead, put_logo, set_free
from tests.render.word_files import W, paragraph_text

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

MARKING = "UNCLASSIFIED – FOR OFFICIAL USE"
_ACROSS = '<wp:positionH relativeFrom="page"><wp:posOffset>{}</wp:posOffset></wp:positionH>'
_DOWN = '<wp:positionV relativeFrom="page"><wp:posOffset>{}</wp:posOffset></wp:positionV>'


def with_ground(wash: str = "", *, behind: bool = True, width: float = 210.0) -> Document:
    """A letterhead with a picture over the page, washed out by the XML in ``wash``."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    put_logo(header, width=width)
    set_free(header, _ACROSS.format(0), _DOWN.format(360000))
    anchor = header._p.find(f".//{qn('wp:anchor')}")
    anchor.set("behindDoc", "1" if behind else "0")
    wrap = anchor.find(qn("wp:wrapSquare"))
    anchor.replace(wrap, parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
    if wash:
        anchor.find(f".//{qn('a:blip')}").append(parse_xml(wash))
    return document


def operators(made: Made, page: int) -> list[bytes]:
    """The operators of a page, each on its line."""
    return list(made.pdf.pdf.pages[page].Contents.read_bytes().split(b"\n"))


@pytest.mark.parametrize("behind", [True, False])
def test_a_picture_over_the_page_stands_under_the_text(tmp_path: Path, behind: bool) -> None:
    """A ground or watermark is drawn first: whatever stands in a header is under the text."""
    made = Made(with_ground(behind=behind), tmp_path)
    for page in range(len(made.pdf.pdf.pages)):
        drawn = operators(made, page)
        picture = next(place for place, one in enumerate(drawn) if one.endswith(b"/I1 Do Q"))
        assert picture < drawn.index(b"BT")
        assert drawn[picture - 1].startswith(b"/Artifact<</Type/Pagination/Subtype/Header")
    assert b"wp:anchor" in made.parts["word/header1.xml"]


@pytest.mark.parametrize(
    ("wash", "strength"),
    [
        (f'<a:alphaModFix {nsdecls("a")} amt="15000"/>', 0.15),
        (f'<a:lum {nsdecls("a")} bright="70000" contrast="-70000"/>', 0.3),
        (f'<a:lum {nsdecls("a")} bright="0"/>', 1.0),
    ],
)
def test_a_washed_out_picture_is_washed_out(tmp_path: Path, wash: str, strength: float) -> None:
    """The share of it that Word shows shows in the PDF, which stays archival and accessible."""
    made = Made(with_ground(wash), tmp_path)
    page = made.pdf.pdf.pages[1]
    states = page.Resources.get("/ExtGState", {})
    assert [float(state.ca) for state in states.values()] == [strength][: strength < 1]
    drawn = next(one for one in operators(made, 1) if one.endswith(b"/I1 Do Q"))
    assert (b" gs " in drawn) == (strength < 1)

    path = tmp_path / "pack.pdf"
    path.write_bytes(made.pdf_data)
    for profile in ("ua1", "2a"):
        result = validation.validate_pdf(str(path), profile=profile)
        assert [failure.message for failure in result.failures] == []


def test_a_picture_in_the_margin_stands_over_what_is_beside_it(tmp_path: Path) -> None:
    """Where no text is, it is drawn behind the text, as a logo in a header's ground is."""
    document = with_ground(behind=False, width=20)
    made = Made(document, tmp_path)
    drawn = operators(made, 1)
    picture = next(place for place, one in enumerate(drawn) if one.endswith(b"/I1 Do Q"))
    assert picture > drawn.index(b"BT")


def with_logo(x: float, width: float, y: float = 8.0, *, place: str = "header") -> Document:
    """A letterhead with a logo that stands free, ``x`` and ``y`` mm from the edges of the page."""
    document = letterhead()
    paragraph = getattr(document.sections[0], place).paragraphs[0]
    paragraph.add_run("Ministry")
    put_logo(paragraph, width=width)
    set_free(paragraph, _ACROSS.format(round(x * 36000)), _DOWN.format(round(y * 36000)))
    anchor = paragraph._p.find(f".//{qn('wp:anchor')}")
    anchor.replace(anchor.find(qn("wp:wrapSquare")), parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
    return document


@pytest.mark.parametrize(
    ("x", "width", "y", "place", "side"),
    [
        (160, 40, 8, "header", "right"),
        (10, 40, 8, "header", "left"),
        (160, 40, 255, "footer", "right"),
    ],
)
def test_the_marking_stands_beside_a_logo(
    tmp_path: Path, x: float, width: float, y: float, place: str, side: str
) -> None:
    """Rule M1: it can be read on every page, in both formats."""
    made = Made(with_logo(x, width, y, place=place), tmp_path)
    for page, pictures in enumerate(images(made.pdf_data)):
        [(wide, _, _, high, left, low)] = pictures
        markings = [
            line for line in made.pdf.lines if line.page == page and line.text == MARKING.upper()
        ]
        assert len(markings) == 2
        for line in markings:
            beside = line.x >= left + wide or line.right <= left
            assert beside or line.y > low + high or line.y + line.size < low
    marked = {
        name: paragraph
        for name in ("header1", "header2", "footer1", "footer2")
        for paragraph in made.word(name).iter(f"{W}p")
        if paragraph_text(paragraph) == MARKING
    }
    indents = {name: p.find(f"{W}pPr/{W}ind") for name, p in marked.items()}
    assert {name[:-1] for name, indent in indents.items() if indent is not None} == {place}
    for name, indent in indents.items():
        if name.startswith(place):
            assert int(indent.get(f"{W}{side}")) > 0
    assert not [told for told in made.house.remarks if "where the marking goes" in told]


def test_in_an_urdu_word_file_the_marking_keeps_to_the_side_that_the_logo_leaves(
    tmp_path: Path,
) -> None:
    """The logo stays at the left, which a paragraph from the right calls its end."""
    pack = replace(short_pack(), language="ur")
    made = Made(with_logo(10, 40, 8), tmp_path, pack)
    [marked] = [
        paragraph
        for paragraph in made.word("header1").iter(f"{W}p")
        if MARKING in paragraph_text(paragraph)
    ]
    indent = marked.find(f"{W}pPr/{W}ind")
    assert marked.find(f"{W}pPr/{W}bidi") is not None
    assert int(indent.get(f"{W}right")) > 0
    assert indent.get(f"{W}left") == "0"


def test_a_picture_that_leaves_no_room_for_the_marking_is_told(tmp_path: Path) -> None:
    """Who made the house can move it."""
    house = Made(with_logo(60, 90), tmp_path).house
    [told] = [remark for remark in house.remarks if "where the marking goes" in remark]
    assert told.startswith("a picture in its header")
    assert not [told for told in Made(with_ground(), tmp_path).house.remarks if "marking" in told]


def test_a_header_that_fills_the_page_is_told(tmp_path: Path) -> None:
    """A picture as tall as the page leaves no room for text."""
    document = letterhead()
    put_logo(document.sections[0].header.paragraphs[0], width=300)
    house = Made(document, tmp_path).house
    assert [told for told in house.remarks if told.startswith("its header and footer take 1")]
    assert not [told for told in Made(letterhead(), tmp_path).house.remarks if "take" in told]


@pytest.mark.parametrize(
    ("x", "y", "share"),
    [(160, 8, (1, 0)), (10, 8, (0, 0)), (92, 250, (0.5, 1)), (5, 130, (0, 0.5))],
)
def test_a_picture_at_an_edge_is_at_that_edge_of_a_page_on_its_side(
    tmp_path: Path, x: float, y: float, share: tuple[float, float]
) -> None:
    """As tab stops and tables move, in both formats."""
    made = Made(with_logo(x, 30, y), tmp_path, paper())
    places = {
        tuple(round(float(edge)) for edge in page.MediaBox)[2:]: pictures[0][4:]
        for page, pictures in zip(made.pdf.pdf.pages, images(made.pdf_data), strict=True)
    }
    width, height = made.house.page_width, made.house.page_height
    (across, up), (across_on_side, up_on_side) = (
        places[round(wide), round(high)] for wide, high in ((width, height), (height, width))
    )
    assert across_on_side - across == pytest.approx((height - width) * share[0], abs=0.1)
    down, down_on_side = height - up, width - up_on_side
    assert down_on_side - down == pytest.approx((width - height) * share[1], abs=0.1)


def test_a_table_that_stands_free_is_put_in_line_and_told(tmp_path: Path) -> None:
    """Word would lay it over the marking; both formats show it where it is in the text."""
    document = letterhead()
    table = document.sections[0].header.add_table(1, 1, document.sections[0].page_width)
    table.cell(0, 0).text = "Address"
    free = f'<w:tblpPr {nsdecls("w")} w:vertAnchor="page" w:tblpX="6500" w:tblpY="500"/>'
    table._tbl.tblPr.insert(1, parse_xml(free))
    made = Made(document, tmp_path)
    assert b"tblpPr" not in b"".join(made.parts.values())
    assert "Address" in made.word_lines("header1")
    assert [told for told in made.house.remarks if "was put in line" in told]

"""Pictures of a house that stand free of its header's lines: under the text, or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page as validation
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.render.made import Made
from tests.render.third_party import letterhead, put_logo, set_free

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

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

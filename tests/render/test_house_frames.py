"""Frames that a house draws around paragraphs, items, cells and lines of a header."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from msgspec.structs import replace

from briefgen.pack.blocks import Paragraph, ParagraphStyle
from briefgen.pack.inlines import Text
from tests.render.made import Made, short_pack
from tests.render.sample import with_footnotes
from tests.render.test_house_looks import HEADING, headings
from tests.render.third_party import letterhead
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.render.pdf_reading import Fill

BOX = "".join(
    f'<w:{side} w:val="single" w:sz="16" w:space="4" w:color="C00000"/>'
    for side in ("top", "left", "bottom", "right")
)


def boxes(made: Made) -> list[tuple[float, float, float, float]]:
    """The frames of red lines on all pages, each by its outer edges, if it is closed."""
    red = [fill for fill in made.pdf.fills if fill.color == "C00000"]
    found = []
    for page in {fill.page for fill in red}:
        own = [fill for fill in red if fill.page == page]
        flat = sorted((f for f in own if f.height == 2), key=lambda f: -f.y)
        tall = sorted((f for f in own if f.width == 2), key=lambda f: f.x)
        for top, bottom in zip(flat[::2], flat[1::2], strict=True):
            beside = [f for f in tall if bottom.y - 0.1 <= f.y and f.y + f.height <= top.y + 2.1]
            left, right = min(f.x for f in beside), max(f.x for f in beside) + 2
            low, high = min(f.y for f in beside), max(f.y + f.height for f in beside)
            assert (top.x, top.width) == pytest.approx((left, right - left), abs=0.05)
            assert (bottom.x, bottom.width) == pytest.approx((left, right - left), abs=0.05)
            assert (bottom.y, top.y + 2) == pytest.approx((low, high), abs=0.05)
            found.append((left, low, right, high))
    return found


@pytest.mark.parametrize("style", [HEADING, "TOC 1", "Footnote Text", "Callout"])
@pytest.mark.parametrize("fill", ["", '<w:shd w:val="clear" w:fill="EEEEEE"/>'])
def test_paragraphs_stand_in_frames(tmp_path: Path, style: str, fill: str) -> None:
    """On all four sides, closed at the corners, around the words; with a ground or without."""
    document = letterhead()
    names = [f"{style} Title", f"{style} Text"] if style == "Callout" else [style]
    for name in names:
        if name not in document.styles:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        properties = document.styles[name].element.get_or_add_pPr()
        for xml in (f"<w:pBdr >{BOX}</w:pBdr>", fill):
            if xml:
                properties.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    made = Made(document, tmp_path, with_footnotes() if style == "Footnote Text" else None)
    frames = boxes(made)
    assert frames
    if style == HEADING:
        for line in headings(made):
            [frame] = [f for f in frames if f[0] < line.x and f[1] < line.y < f[3]]
            assert frame[2] >= line.right
    assert not [told for told in made.house.remarks if "at the right" in told]


@pytest.mark.parametrize("between", ["", '<w:between w:val="single" w:sz="8" w:color="0000C0"/>'])
def test_items_of_a_framed_list_stand_in_one_frame(tmp_path: Path, between: str) -> None:
    """With a line between them where the style has one, as Word draws it."""
    document = letterhead()
    style = document.styles.add_style("Spoken Line", WD_STYLE_TYPE.PARAGRAPH)
    style.paragraph_format.space_after = Pt(12)
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{BOX}{between}</w:pBdr>")
    style.element.get_or_add_pPr().append(borders)
    made = Made(document, tmp_path)
    [(left, low, right, high)] = boxes(made)
    labels = [
        line
        for line in made.pdf.lines
        if line.text in ("1.", "2.", "3.", "4.", "5.") and line.mark is not None
    ]
    labels = [line for line in labels if left < line.x < right and low < line.y < high]
    assert len(labels) == 5
    lines = sorted(fill.y for fill in made.pdf.fills if fill.color == "0000C0")
    assert len(lines) == (4 if between else 0)
    ys = sorted(line.y for line in labels)
    for y, (lower, upper) in zip(lines, pairwise(ys), strict=False):
        assert lower < y < upper


def test_paragraphs_of_one_framed_style_have_one_bar(tmp_path: Path) -> None:
    """As Word draws it: from the first to the last, and not into the next style."""
    raise_it, respond = ParagraphStyle.THEY_MAY_RAISE, ParagraphStyle.OUR_RESPONSE
    blocks = [
        Paragraph(f"p{n}", (Text(f"Said {n}."),), style)
        for n, style in enumerate((raise_it, raise_it, raise_it, respond, raise_it))
    ]
    pack = replace(short_pack(), blocks=tuple(blocks))
    made = Made(docx.Document(str(ministry())), tmp_path, pack)
    lines = {line.text: line.y for line in made.pdf.lines if line.text.startswith("Said")}
    color = made.house.styles[raise_it].border_left[1]
    bars = sorted(
        (f for f in made.pdf.fills if f.color == color and f.width == 3), key=lambda f: -f.y
    )

    def within(bar: Fill) -> list[str]:
        return [text for text, y in lines.items() if bar.y < y < bar.y + bar.height]

    assert [within(bar) for bar in bars] == [["Said 0.", "Said 1.", "Said 2."], ["Said 4."]]


@pytest.mark.parametrize(("style", "said"), [("Table Head", "Flow"), ("Table Text", "total")])
def test_words_of_cells_stand_in_their_frames(tmp_path: Path, style: str, said: str) -> None:
    """On a ground, between the lines above and beneath them, as tall as they are."""
    document = docx.Document(str(ministry()))
    properties = document.styles[style].element.get_or_add_pPr()
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="FFEE00"/>'
    for xml in (f"<w:pBdr >{BOX}</w:pBdr>", ground):
        properties.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    made = Made(document, tmp_path)
    usual = Made(docx.Document(str(ministry())), tmp_path)
    line = next(line for line in made.pdf.lines if line.text == said and line.mark is not None)

    def around(color: str) -> list[Fill]:
        return [
            fill
            for fill in made.pdf.fills
            if (fill.page, fill.color) == (line.page, color)
            and fill.x - 0.1 <= line.x
            and fill.x + fill.width >= line.x - 10
            and fill.y - 20 < line.y < fill.y + fill.height + 12
        ]

    assert [fill for fill in around("FFEE00") if fill.y < line.y < fill.y + fill.height]
    flat = [fill for fill in around("C00000") if fill.height == 2]
    assert [fill for fill in flat if fill.y < line.y]
    assert [fill for fill in flat if fill.y > line.y]
    assert [fill for fill in around("C00000") if fill.width == 2]
    before = next(one for one in usual.pdf.lines if one.text == said and one.mark is not None)
    assert (line.page, line.x) == (before.page, before.x)


def test_a_line_of_a_header_stands_in_a_frame(tmp_path: Path) -> None:
    """As one of the text does."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Ministry")
    header._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{BOX}</w:pBdr>"))
    made = Made(document, tmp_path)
    [line] = [line for line in made.pdf.lines if line.page == 1 and line.text == "Ministry"]
    assert [f for f in boxes(made) if f[0] < line.x and f[1] < line.y < f[3]]

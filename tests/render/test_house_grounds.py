"""What lies behind the words of a house: shadings, patterns, and the marker of a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from msgspec.structs import replace

from briefgen.pack.blocks import Callout, ListItem
from briefgen.pack.inlines import Citation, Text
from tests.render.made import Made, short_pack
from tests.render.third_party import letterhead
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from tests.render.pdf_reading import Line


SPACE = 5.0  # points: one at the end of a line has no ground


def with_white_headings(shading: str, *, of: str = "pPr", style: str = "Heading 2") -> Document:
    """A letterhead whose headings are white on what ``shading`` says, of paragraph or words."""
    document = letterhead()
    heading = document.styles[style]
    heading.font.color.rgb = RGBColor(255, 255, 255)
    properties = getattr(heading.element, f"get_or_add_{of}")()
    properties.append(parse_xml(f"<w:shd {nsdecls('w')} {shading}/>"))
    return document


def behind(made: Made, line: Line) -> set[str]:
    """The colours of the areas that ``line`` begins on."""
    return {
        fill.color
        for fill in made.pdf.fills
        if fill.page == line.page
        and fill.x <= line.x + 0.1
        and fill.x + fill.width >= line.right - SPACE
        and fill.y <= line.y <= fill.y + fill.height
    }


@pytest.mark.parametrize(
    ("shading", "color"),
    [
        ('w:val="clear" w:color="auto" w:fill="7030A0"', "7030A0"),
        ('w:val="solid" w:color="1F3864" w:fill="auto"', "1F3864"),
        ('w:val="solid" w:color="auto" w:fill="FFFF00"', "000000"),
        ('w:val="pct50" w:color="000000" w:fill="FF0000"', "800000"),
        ('w:val="pct25" w:color="auto" w:fill="auto"', "BFBFBF"),
        ('w:val="horzStripe" w:color="000000" w:fill="FF0000"', "B20000"),
    ],
)
@pytest.mark.parametrize("of", ["pPr", "rPr"])
def test_white_headings_stand_on_their_ground(
    tmp_path: Path, of: str, shading: str, color: str
) -> None:
    """Whichever way Word was told the colour, of the paragraph or of its letters."""
    made = Made(with_white_headings(shading, of=of), tmp_path)
    headings = [line for line in made.pdf.lines if line.color == "FFFFFF"]
    assert headings
    assert [behind(made, line) for line in headings] == [{color}] * len(headings)


def test_a_ground_takes_no_room_and_is_as_wide_as_the_text(tmp_path: Path) -> None:
    """As in Word, where nothing but the room of a line around it sets words off from its edge."""
    shaded, plain = tmp_path / "shaded", tmp_path / "plain"
    for folder in (shaded, plain):
        folder.mkdir()
    made = Made(with_white_headings('w:val="clear" w:fill="7030A0"'), shaded)
    other = Made(with_white_headings('w:val="clear" w:fill="auto"'), plain)
    places = [
        [(line.page, line.text, line.x, line.y) for line in one.pdf.lines] for one in (made, other)
    ]
    assert places[0] == places[1]
    heading = made.house.styles["Heading 2"]
    fills = [fill for fill in made.pdf.fills if fill.color == "7030A0"]
    assert fills
    for fill in fills:
        assert fill.x == pytest.approx(made.house.margin_left, abs=0.01)
        assert fill.width == pytest.approx(made.house.text_width, abs=0.01)
        assert fill.height == pytest.approx(heading.leading, abs=0.01)


@pytest.mark.parametrize("shading", ['w:val="nil" w:fill="FF0000"', 'w:val="clear" w:fill="auto"'])
def test_no_shading_is_none(tmp_path: Path, shading: str) -> None:
    """What Word leaves white stays white."""
    made = Made(with_white_headings(shading), tmp_path)
    assert "FF0000" not in {fill.color for fill in made.pdf.fills}


def test_the_ground_of_letters_is_as_tall_as_their_lines(tmp_path: Path) -> None:
    """Two lines of one paragraph have no white between them, and no more ground than words."""
    shading = 'w:val="clear" w:color="auto" w:fill="7030A0"'
    made = Made(with_white_headings(shading, of="rPr", style="Body Text"), tmp_path)
    fills = [fill for fill in made.pdf.fills if fill.color == "7030A0"]
    tall = {round(style.leading, 1) for style in made.house.styles.values()}
    assert {round(fill.height, 1) for fill in fills} <= tall
    lines = [line for line in made.pdf.lines if line.text.startswith(("Paragraph", "Freight"))]
    assert lines
    assert all(behind(made, line) for line in lines)


def test_a_marked_word_of_a_header_keeps_its_ground(tmp_path: Path) -> None:
    """Word's marker lies over a shading."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Plain and ")
    run = header.add_run("highlighted")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    run._r.rPr.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FF0000"/>'))
    made = Made(document, tmp_path)
    [line] = [line for line in made.pdf.lines if line.page == 1 and "Plain" in line.text]
    [fill] = [fill for fill in made.pdf.fills if fill.page == 1 and fill.color == "FFFF00"]
    assert line.x < fill.x
    assert fill.x + fill.width == pytest.approx(line.right, abs=0.1)
    assert "FF0000" not in {fill.color for fill in made.pdf.fills}


def test_a_ground_of_words_stays_as_tall_where_a_box_goes_over(tmp_path: Path) -> None:
    """The ground of the box goes on at the edge of the page, that of a citation in it does not."""
    document = docx.Document(str(ministry()))
    properties = document.styles["Citation"].element.get_or_add_rPr()
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFFF00"/>'))
    items = tuple(
        ListItem(f"i{number}", (Text("Words of an item, "), Citation((1,), ("f",))))
        for number in range(80)
    )
    pack = replace(short_pack(), blocks=(Callout("c", "Box", items), *short_pack().blocks[-1:]))
    made = Made(document, tmp_path, pack)
    tall = {round(fill.height, 1) for fill in made.pdf.fills if fill.color == "FFFF00"}
    assert len(tall) == 1

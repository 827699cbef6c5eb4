"""Tables in a house's header, and the style of tables: in the PDF as Word has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.made import MM, Made, images, short_pack
from tests.render.pdf_reading import ReadPdf
from tests.render.third_party import letterhead, put_logo
from tests.render.word_files import changed_house, ministry, parts_of

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from briefgen.render.house import House
    from tests.render.pdf_reading import Fill

PAD = 5.4  # points at both sides of a cell
WORDS = "Address"


def with_table(sizes: str, grid: tuple[int, ...], cells: tuple[str, str]) -> Document:
    """A letterhead with a logo and an address in a table; sizes are attributes of w:tblW, w:tcW."""
    document = letterhead()
    header = document.sections[0].header
    table = header.add_table(1, 2, document.sections[0].page_width)
    put_logo(table.cell(0, 0).paragraphs[0], width=20)
    address = table.cell(0, 1).paragraphs[0]
    address.add_run(WORDS)
    address.alignment = 2
    for cell, size in zip(table.rows[0].cells, cells, strict=True):
        properties = cell._tc.get_or_add_tcPr()
        properties.replace(properties.tcW, parse_xml(f"<w:tcW {nsdecls('w')} {size}/>"))
    own = table._tbl.tblPr
    own.replace(own.find("{*}tblW"), parse_xml(f"<w:tblW {nsdecls('w')} {sizes}/>"))
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in grid)
    old = table._tbl.tblGrid
    table._tbl.replace(old, parse_xml(f"<w:tblGrid {nsdecls('w')}>{columns}</w:tblGrid>"))
    return document


AUTO, WHOLE = 'w:w="0" w:type="auto"', 'w:w="5000" w:type="pct"'
STALE = (100, 100)


@pytest.mark.parametrize(
    ("table", "grid", "cells", "ends"),
    [
        (WHOLE, STALE, ('w:w="2500" w:type="pct"', 'w:w="2500" w:type="pct"'), (0.5, 1.0)),
        (
            'w:w="100%" w:type="pct"',
            STALE,
            ('w:w="30%" w:type="pct"', 'w:w="70%" w:type="pct"'),
            (0.3, 1.0),
        ),
        (
            'w:w="2500" w:type="pct"',
            STALE,
            ('w:w="2500" w:type="pct"', 'w:w="2500" w:type="pct"'),
            (0.25, 0.5),
        ),
        (AUTO, STALE, ('w:w="1000" w:type="pct"', 'w:w="4000" w:type="pct"'), (0.2, 1.0)),
        (AUTO, (), (AUTO, AUTO), (0.5, 1.0)),
        (WHOLE, STALE, ('w:w="2160" w:type="dxa"', AUTO), (0.25, 1.0)),
        (WHOLE, (4320, 4320), (AUTO, AUTO), (0.5, 1.0)),
        (AUTO, (2160, 4320), ('w:w="2160" w:type="dxa"', 'w:w="4320" w:type="dxa"'), (0.25, 0.75)),
    ],
)
def test_a_table_is_as_wide_as_its_shares_say(
    tmp_path: Path, table: str, grid: tuple[int, ...], cells: tuple[str, str], ends: tuple[float]
) -> None:
    """Word's fiftieths of a per cent, per cents, and cells that leave it open."""
    made = Made(with_table(table, grid, cells), tmp_path)
    width, left = made.house.text_width, made.house.margin_left
    assert width == pytest.approx(8640 / 20)
    [line] = [line for line in made.pdf.lines if line.page == 1 and line.text == WORDS]
    assert line.right == pytest.approx(left + ends[1] * width - PAD, abs=0.2)
    assert line.x > left + ends[0] * width
    [(wide, *_, x, _)] = images(made.pdf_data)[1]
    assert (wide, x) == pytest.approx((20 * MM, left + PAD), abs=0.2)


def with_table_style(borders: str, parts: str = "") -> Document:
    """A letterhead whose style of tables has these ``borders`` and fills of ``parts``."""
    document = letterhead()
    style = (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefingTable">'
        f'<w:name w:val="Briefing Table"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"</w:tblPr>{parts}</w:style>"
    )
    document.styles.element.append(parse_xml(style))
    return document


def table_fills(made: Made, color: str) -> list[Fill]:
    """The areas of ``color`` from the top of each page down."""
    found = [fill for fill in made.pdf.fills if fill.color == color]
    return sorted(found, key=lambda fill: (fill.page, -fill.y))


def band(kind: str, color: str) -> str:
    """What a style of tables says of the rows of a ``kind``."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'
    return f'<w:tblStylePr w:type="{kind}"><w:tcPr>{fill}</w:tcPr></w:tblStylePr>'


def test_bands_are_of_the_rows_that_word_gives_them(tmp_path: Path) -> None:
    """The first band is that of the first row under the head."""
    parts = band("firstRow", "000080") + band("band1Horz", "FF0000") + band("band2Horz", "00FF00")
    made = Made(with_table_style("", parts), tmp_path)
    head, first, second = (table_fills(made, c)[0] for c in ("000080", "FF0000", "00FF00"))
    assert head.y == pytest.approx(first.y + first.height, abs=0.2)
    assert first.y == pytest.approx(second.y + second.height, abs=0.2)


def test_lines_at_the_sides_between_columns_and_at_the_foot_are_drawn(tmp_path: Path) -> None:
    """Each in its own colour and width; a double line is two."""
    kinds = {"left": "single", "bottom": "double", "right": "single", "insideV": "single"}
    colors = {"left": "AA0000", "bottom": "00AA00", "right": "0000AA", "insideV": "AAAA00"}
    borders = "".join(
        f'<w:{side} w:val="{kind}" w:sz="8" w:space="0" w:color="{colors[side]}"/>'
        for side, kind in kinds.items()
    )
    made = Made(with_table_style(borders), tmp_path)
    left, right, between, foot = (
        table_fills(made, colors[side]) for side in ("left", "right", "insideV", "bottom")
    )
    page = left[0].page
    assert {round(fill.width, 1) for fill in (*left, *right, *between)} == {1.0}
    assert left[0].x == pytest.approx(made.house.margin_left - 0.5, abs=0.1)
    assert right[0].x > max(fill.x for fill in between if fill.page == page) > left[0].x
    upper, lower = foot[:2]
    assert (upper.height, lower.height) == (1.0, 1.0)
    assert upper.y - lower.y == pytest.approx(2.0, abs=0.1)
    assert lower.y == pytest.approx(left[0].y, abs=0.2)


def test_lines_run_over_the_grounds_of_all_rows(tmp_path: Path) -> None:
    """A band hides no line, however the rows are drawn."""
    borders = '<w:insideV w:val="single" w:sz="8" w:space="0" w:color="AAAA00"/>'
    parts = band("band1Horz", "FF0000") + band("band2Horz", "00FF00")
    made = Made(with_table_style(borders, parts), tmp_path)
    for page in {fill.page for fill in made.pdf.fills if fill.color == "AAAA00"}:
        drawn = [fill.color for fill in made.pdf.fills if fill.page == page]
        grounds = [place for place, color in enumerate(drawn) if color in ("FF0000", "00FF00")]
        assert max(grounds) < drawn.index("AAAA00")


def test_the_room_in_cells_is_that_of_each_side(tmp_path: Path) -> None:
    """More at the left than at the right, more beneath than above: as the house says."""
    made = {}
    for top, left, bottom, right in ((60, 100, 60, 100), (20, 300, 200, 20)):
        house = _with_room(tmp_path, top=top, left=left, bottom=bottom, right=right)
        pdf = ReadPdf(write_pdf(short_pack(), house).data)
        lines = [line for line in pdf.lines if line.text == "Period"]
        made[left] = (house.table, lines[0])
    plain, (table, moved) = made[100], made[300]
    assert (table.pad_x, table.pad_y, table.pad_right, table.pad_below) == (15, 1, 1, 10)
    assert moved.x - plain[1].x == pytest.approx(10, abs=0.1)


def _with_room(folder: Path, **room: int) -> House:
    """The ministry's house with so much room in the cells of its tables."""
    styles = parts_of(ministry().read_bytes())["word/styles.xml"].decode()
    begin = styles.index("<w:tblCellMar>", styles.index('w:val="Briefing Table"'))
    end = styles.index("</w:tblCellMar>", begin)
    sides = "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in room.items())
    text = f"{styles[:begin]}<w:tblCellMar>{sides}{styles[end:]}"
    return read_house(changed_house(folder, add={"word/styles.xml": text.encode()}))


def test_indents_of_cells_are_left_out_and_told(tmp_path: Path) -> None:
    """Words of cells begin where their cells do, in both formats."""
    document = letterhead()
    style = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    style.paragraph_format.first_line_indent = Mm(5)
    style.paragraph_format.left_indent = Mm(3)
    made = Made(document, tmp_path)
    look = made.house.styles["Table Text"]
    assert look.first_line_indent == look.left_indent == 0
    assert any("indents of its style Table Text" in told for told in made.house.remarks)
    own = made.parts["word/styles.xml"].decode().partition('w:val="Table Text"')[2]
    assert '<w:ind w:left="0" w:right="0" w:firstLine="0"/>' in own.partition("</w:style>")[0]

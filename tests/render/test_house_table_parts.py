"""Tables in a header whose style looks otherwise in its first row, its bands and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from tests.render.made import Made
from tests.render.third_party import letterhead

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from tests.render.pdf_reading import Fill

FILLS = {
    "firstRow": "AA0001",
    "lastRow": "AA0002",
    "firstCol": "AA0003",
    "lastCol": "AA0004",
    "band1Horz": "AA0005",
    "band2Horz": "AA0006",
    "band1Vert": "AA0007",
    "band2Vert": "AA0008",
    "nwCell": "AA0009",
    "seCell": "AA0010",
    "wholeTable": "AA0011",
}
ROWS, COLUMNS = 4, 3
NONE = dict.fromkeys(("firstRow", "lastRow", "firstColumn", "lastColumn"), "0")
NO_BANDS = {"noHBand": "1", "noVBand": "1"}


def with_parts(parts: dict[str, str], look: str, *, sizes: str = "", rest: str = "") -> Document:
    """A letterhead with a table in its header; ``parts`` are what its style says of each part."""
    document = letterhead()
    style = document.styles.add_style("Letterhead", WD_STYLE_TYPE.TABLE)
    said = f"<w:tblPr {nsdecls('w')}>{sizes}{rest}</w:tblPr>"
    style.element.append(parse_xml(said))
    for name, xml in parts.items():
        part = f'<w:tblStylePr {nsdecls("w")} w:type="{name}">{xml}</w:tblStylePr>'
        style.element.append(parse_xml(part))
    table = document.sections[0].header.add_table(ROWS, COLUMNS, Mm(150))
    table.style = style
    own = table._tbl.tblPr
    own.replace(own.find("{*}tblLook"), parse_xml(f"<w:tblLook {nsdecls('w')} {look}/>"))
    for row in range(ROWS):
        for column in range(COLUMNS):
            table.cell(row, column).text = f"Cell {row}{column}"
    return document


def look(**asked: str) -> str:
    """The attributes of a w:tblLook that asks for nothing but what is ``asked``."""
    return " ".join(f'w:{name}="{value}"' for name, value in {**NONE, **NO_BANDS, **asked}.items())


def ground(name: str) -> str:
    """What a style says of the ground of a part."""
    fill = FILLS[name]
    return f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>'


def grounds(made: Made) -> list[str]:
    """The names of the parts whose grounds lie behind the cells, a word for each row."""
    rows = []
    for row in range(ROWS):
        names = []
        for column in range(COLUMNS):
            [line] = [
                one for one in made.pdf.lines if (one.page, one.text) == (1, f"Cell {row}{column}")
            ]
            behind = [
                fill.color
                for fill in made.pdf.fills
                if fill.page == 1
                and fill.x < line.x < fill.x + fill.width
                and fill.y < line.y < fill.y + fill.height
            ]
            names.append(next((n for n, c in FILLS.items() if c in behind[-1:]), "-"))
        rows.append(" ".join(names))
    return rows


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (look(), ["wholeTable wholeTable wholeTable"] * 4),
        (
            look(firstRow="1", lastColumn="1"),
            [
                "firstRow firstRow lastCol",
                *["wholeTable wholeTable lastCol"] * 3,
            ],
        ),
        (
            look(firstRow="1", lastRow="1", noHBand="0"),
            [
                "firstRow firstRow firstRow",
                "band1Horz band1Horz band1Horz",
                "band2Horz band2Horz band2Horz",
                "lastRow lastRow lastRow",
            ],
        ),
        (look(firstColumn="1", noVBand="0"), ["firstCol band1Vert band2Vert"] * 4),
        (
            look(noVBand="0", noHBand="0"),
            [f"{name} {name} {name}" for name in ["band1Horz", "band2Horz"] * 2],
        ),
        (
            look(firstRow="1", firstColumn="1", lastRow="1", lastColumn="1"),
            [
                "nwCell firstRow lastCol",
                *["firstCol wholeTable lastCol"] * 2,
                "firstCol lastRow seCell",
            ],
        ),
        (
            'w:val="0620"',  # as older programs write it: the first row and no bands
            ["firstRow firstRow firstRow", *["wholeTable wholeTable wholeTable"] * 3],
        ),
    ],
)
def test_grounds_of_parts_lie_behind_their_cells(
    tmp_path: Path, asked: str, expected: list[str]
) -> None:
    """Those that the table asks for, the smaller parts over the larger ones."""
    made = Made(with_parts({name: ground(name) for name in FILLS}, asked), tmp_path)
    assert grounds(made) == expected


def test_bands_are_as_many_rows_as_the_style_says(tmp_path: Path) -> None:
    """Counted from behind the first row."""
    parts = {name: ground(name) for name in ("band1Horz", "band2Horz")}
    sizes = '<w:tblStyleRowBandSize w:val="2"/>'
    made = Made(with_parts(parts, look(firstRow="1", noHBand="0"), sizes=sizes), tmp_path)
    expected = ("-", "band1Horz", "band1Horz", "band2Horz")
    assert grounds(made) == [f"{name} {name} {name}" for name in expected]


def test_a_cell_keeps_the_ground_of_its_own(tmp_path: Path) -> None:
    """Over that of its part."""
    document = with_parts({"firstRow": ground("firstRow")}, look(firstRow="1"))
    cell = document.sections[0].header.tables[0].cell(0, 1)
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{FILLS["lastRow"]}"/>')
    )
    assert grounds(Made(document, tmp_path))[0] == "firstRow lastRow firstRow"


def test_words_of_parts_look_as_their_style_says(tmp_path: Path) -> None:
    """Bold and coloured in the first row, larger in the last column, as wide as they are."""
    parts = {
        "firstRow": '<w:rPr><w:b/><w:color w:val="C00000"/></w:rPr>',
        "lastCol": '<w:rPr><w:sz w:val="32"/></w:rPr>',
    }
    asked = look(firstRow="1", lastColumn="1")
    made = Made(with_parts(parts, asked), tmp_path)
    plain = Made(with_parts({}, asked), tmp_path)

    def line(read: Made, text: str) -> tuple[str, float, float]:
        [one] = [one for one in read.pdf.lines if (one.page, one.text) == (1, text)]
        return one.color, one.size, one.right - one.x

    color, size, wide = line(made, "Cell 00")
    assert (color, size) == ("C00000", line(plain, "Cell 00")[1])
    assert wide > line(plain, "Cell 00")[2]  # bold
    assert line(made, "Cell 10") == line(plain, "Cell 10")
    assert line(made, "Cell 12")[:2] == ("000000", 16)
    assert line(made, "Cell 02")[:2] == ("C00000", 16)


def test_lines_of_parts_are_drawn_at_their_edges(tmp_path: Path) -> None:
    """Under the first row, between the columns of a band, and none inside the rest."""

    def line(side: str, size: int) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:color="C00000"/>'

    parts = {
        "firstRow": f"<w:tcPr><w:tcBorders>{line('bottom', 16)}</w:tcBorders></w:tcPr>",
        "lastRow": f"<w:tcPr><w:tcBorders>{line('insideV', 8)}</w:tcBorders></w:tcPr>",
    }
    inside = '<w:tblBorders><w:insideH w:val="single" w:sz="4" w:color="0000C0"/></w:tblBorders>'
    made = Made(with_parts(parts, look(firstRow="1", lastRow="1"), rest=inside), tmp_path)

    def of(color: str, *, lies: bool) -> list[Fill]:
        found = [one for one in made.pdf.fills if (one.page, one.color) == (1, color)]
        return [one for one in found if (one.width > one.height) == lies]

    lines = {one.text: one.y for one in made.pdf.lines if one.page == 1}
    heads = of("C00000", lies=True)
    assert {round(one.height, 2) for one in heads} == {2}
    assert all(lines["Cell 10"] < one.y < lines["Cell 00"] for one in heads)
    assert sum(one.width for one in heads) >= Mm(150).pt - 1
    thin = of("0000C0", lies=True)
    assert {round(one.height, 1) for one in thin} == {0.5}
    assert all(one.y < lines["Cell 10"] for one in thin)  # the thicker one is drawn under the head
    upright = of("C00000", lies=False)
    assert len({round(one.x) for one in upright}) == COLUMNS - 1
    assert all(one.y < lines["Cell 30"] < one.y + one.height for one in upright)


def test_a_style_of_word_is_followed_by_what_it_stands_on(tmp_path: Path) -> None:
    """A part of the style beneath shows, too."""
    document = with_parts({}, look(firstRow="1"))
    base = document.styles.add_style("Base", WD_STYLE_TYPE.TABLE)
    part = f'<w:tblStylePr {nsdecls("w")} w:type="firstRow">{ground("firstRow")}</w:tblStylePr>'
    base.element.append(parse_xml(part))
    document.styles["Letterhead"].base_style = base
    assert grounds(Made(document, tmp_path))[0] == "firstRow firstRow firstRow"

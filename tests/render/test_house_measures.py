"""Measures of a house in other units than Word's own are read, and written as Word writes them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from PIL import Image

from briefgen.errors import HouseError
from briefgen.render.house_file.reader import read_house
from tests.render.house_pictures import with_picture
from tests.render.remade_house import BODY, HEADER, LISTS, STYLES, Made, in_front, run
from tests.render.third_party import letterhead, put_logo, saved
from tests.render.word_files import W, changed_house, parts_of, zipped

if TYPE_CHECKING:
    from pathlib import Path

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("written", "twips"),
    [
        ("2.5cm", 1417),
        ("25mm", 1417),
        ("1in", 1440),
        ("72.5pt", 1450),
        ("6pc", 1440),
        ("6pi", 1440),
        ("1440.0000000000002", 1440),
    ],
)
def test_a_margin_may_stand_in_any_unit(tmp_path: Path, written: str, twips: int) -> None:
    """As others write it, and as Word does where it is asked to be strict."""
    made = Made(tmp_path, body=('w:left="1417"', f'w:left="{written}"'))
    assert made.house.margin_left == twips / 20
    assert f'w:left="{twips}"'.encode() in made.parts[BODY]
    assert written.encode() not in made.parts[BODY]


def test_lengths_of_styles_and_lists_may_stand_in_any_unit(tmp_path: Path) -> None:
    """Type in half points, spaces in twentieths, as whole numbers in what is made."""
    made = Made(
        tmp_path,
        styles=('<w:sz w:val="40"/>', '<w:sz w:val="20pt"/>'),
        lists=('w:left="320" w:hanging="320"', 'w:left="0.5in" w:hanging="319.6"'),
    )
    assert made.house.styles["Heading 1"].size == 20
    assert b'<w:sz w:val="40"/>' in made.parts[STYLES]
    assert b'w:left="720" w:hanging="320"' in made.parts[LISTS]


def test_what_reads_like_a_measure_and_is_none_stays(tmp_path: Path) -> None:
    """The name of a style, the sign of a list and the words of a header are no measures."""
    own = '<w:style w:type="paragraph" w:styleId="12pt"><w:name w:val="12pt"/></w:style>'
    made = Made(
        tmp_path,
        styles=("</w:styles>", f"{own}</w:styles>"),
        header=in_front(f'<w:p><w:pPr><w:pStyle w:val="12pt"/></w:pPr>{run("2.5cm")}</w:p>'),
        lists=('<w:lvlText w:val="%1."/>', '<w:lvlText w:val="1.5"/>'),
    )
    assert made.word_lines()[0] == "2.5cm"
    assert b'w:val="12pt"' in made.parts[HEADER]
    assert own.encode() in made.parts[STYLES]
    assert b'<w:lvlText w:val="1.5"/>' in made.parts[LISTS]


@pytest.mark.parametrize("kind", ["pct", "dxa"])
def test_shares_of_a_width_stand_in_fiftieths(tmp_path: Path, kind: str) -> None:
    """Half of the text is 2,500 in a Word file, 50% in others, whatever they call its kind."""
    cell = f'<w:tc><w:tcPr><w:tcW w:w="50%" w:type="{kind}"/></w:tcPr><w:p>{run("a")}</w:p></w:tc>'
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="100%" w:type="{kind}"/></w:tblPr><w:tblGrid><w:gridCol/>'
        f"<w:gridCol/></w:tblGrid><w:tr>{cell}{cell}</w:tr></w:tbl>"
    )
    made = Made(tmp_path, header=in_front(table))
    root = etree.fromstring(made.parts[HEADER])
    assert root.find(f".//{W}tblW").get(f"{W}w") == "5000"
    assert {width.get(f"{W}w") for width in root.iter(f"{W}tcW")} == {"2500"}
    assert {width.get(f"{W}type") for width in root.iter(f"{W}tcW")} == {"pct"}


def test_a_picture_may_be_cut_in_per_cent(tmp_path: Path) -> None:
    """And be of a size with a fraction."""
    document = letterhead()
    put_logo(document.sections[0].header.paragraphs[0], width=40)
    drawing = document.sections[0].header._element.find(f".//{qn('w:drawing')}")
    fill = drawing.find(f".//{qn('pic:blipFill')}")
    fill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} l="20%" b="12500"/>'))
    extent = drawing.find(f".//{qn('wp:extent')}")
    extent.set("cx", f"{extent.get('cx')}.4")
    made = Made.of(read_house(saved(document, tmp_path)))
    cut = etree.fromstring(made.parts[HEADER]).find(".//{*}srcRect")
    assert dict(cut.attrib) == {"l": "20000", "b": "12500"}


def test_type_of_half_a_point_makes_a_line_low(tmp_path: Path) -> None:
    """Who wants a narrow gap in a header sets an empty word so."""
    tiny = '<w:p><w:r><w:rPr><w:sz w:val="1"/></w:rPr><w:t>.</w:t></w:r></w:p>'
    path = changed_house(tmp_path, swap={HEADER: in_front(tiny)})
    assert Made.of(read_house(path)).word_lines()[0] == "."


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (
            BODY,
            'w:w="11906"',
            'w:w="0"',
            (
                "its page",
                "for the text",
            ),
        ),
        (
            BODY,
            'w:w="11906"',
            'w:w="99999999"',
            (
                "its page",
                "“99999999”",
                "w of pgSz",
            ),
        ),
        (
            BODY,
            'w:w="11906"',
            'w:w="NaN"',
            (
                "its page",
                "“NaN”",
            ),
        ),
        (
            BODY,
            'w:left="1417"',
            'w:left="wide"',
            (
                "its page",
                "“wide”",
                "left of pgMar",
            ),
        ),
        (STYLES, '<w:sz w:val="22"/>', '<w:sz w:val="0"/>', ("0 points",)),
        (
            STYLES,
            '<w:sz w:val="22"/>',
            '<w:sz w:val="inf"/>',
            (
                "its styles",
                "“inf”",
            ),
        ),
        (
            STYLES,
            '<w:sz w:val="40"/>',
            '<w:sz w:val="x"/>',
            (
                "its style “heading 1”",
                "“x”",
            ),
        ),
        (
            "word/numbering.xml",
            'w:left="320"',
            'w:left="1,5"',
            (
                "its lists",
                "left of ind",
            ),
        ),
        (
            HEADER,
            "<w:r>",
            '<w:r><w:rPr><w:sz w:val="big"/></w:rPr>',
            (
                "its header",
                "“big”",
            ),
        ),
    ],
)
def test_a_page_or_type_that_cannot_be_is_refused_and_named(
    tmp_path: Path, part: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    """Numbers from outside are not believed; the sentence says which it is and where."""
    with pytest.raises(HouseError) as caught:
        read_house(changed_house(tmp_path, swap={part: (old, new)}))
    sentence = str(caught.value)
    assert "cannot be made out" in sentence
    for words in said:
        assert words in sentence


@pytest.mark.parametrize(
    ("old", "new"),
    [('cx="914400"', 'cx="99999999999"'), ('cx="914400"', 'cx="wide"')],
)
def test_a_picture_of_an_absurd_size_is_refused(tmp_path: Path, old: str, new: str) -> None:
    """Numbers from outside are not believed."""
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG")
    path = with_picture(tmp_path, buffer.getvalue())
    parts = parts_of(path.read_bytes())
    parts[HEADER] = parts[HEADER].replace(old.encode(), new.encode())
    path.write_bytes(zipped(parts))
    with pytest.raises(HouseError, match="cannot be made out"):
        read_house(path)

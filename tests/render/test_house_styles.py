"""Styles of a house look alike in both formats, and none goes along that nothing stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from lxml import etree
from openxml_audit import OpenXmlValidator

from briefgen.render.house_file.reader import read_house
from briefgen.render.styles import Spread
from tests.render.remade_house import LISTS, STYLES, Made, in_front, run
from tests.render.third_party import letterhead, saved
from tests.render.word_files import W, changed_house, ministry, parts_of, zipped
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from pathlib import Path


def own(style_id: str, name: str, inside: str = "", kind: str = "paragraph") -> str:
    """A style that a house made for itself."""
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/>{inside}</w:style>'
    )


def style_named(made: Made, name: str) -> etree._Element:
    """The style of that name in the Word file."""
    styles = etree.fromstring(made.parts[STYLES]).iter(f"{W}style")
    return next(style for style in styles if style.find(f"{W}name").get(f"{W}val") == name)


def test_a_house_that_names_no_font_has_the_same_one_in_both_formats(tmp_path: Path) -> None:
    """Word would take a face of the machine."""
    root = etree.fromstring(parts_of(ministry().read_bytes())[STYLES])
    defaults = root.find(f"{W}docDefaults")
    root.remove(defaults)
    house = read_house(changed_house(tmp_path, add={STYLES: etree.tostring(root)}))
    made = Made.of(house)
    assert house.styles["Body Text"].font == "Noto Sans"
    fonts = etree.fromstring(made.parts[STYLES]).find(f"{W}docDefaults//{W}rFonts")
    assert set(fonts.attrib.values()) == {"Noto Sans"}
    assert len(fonts.attrib) == 4


def test_a_colour_left_to_word_is_black_whatever_it_stands_on(tmp_path: Path) -> None:
    """“Automatic” takes an inherited colour away."""
    red = own("Red", "Red", '<w:rPr><w:color w:val="C00000"/></w:rPr>')
    name = '<w:name w:val="heading 2"/>'
    root = etree.fromstring(parts_of(ministry().read_bytes())[STYLES])
    style = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "Heading2")
    for child in list(style):
        style.remove(child)
    text = etree.tostring(root).decode().replace("</w:styles>", f"{red}</w:styles>")
    empty = '<w:style w:type="paragraph" w:styleId="Heading2"/>'
    assert empty in text
    full = f'{empty[:-2]}>{name}<w:basedOn w:val="Red"/>'
    text = text.replace(empty, f'{full}<w:rPr><w:color w:val="auto"/></w:rPr></w:style>')
    house = read_house(changed_house(tmp_path, add={STYLES: text.encode()}))
    assert house.styles["Heading 2"].color == "000000"
    assert style_named(Made.of(house), "heading 2").find(f"{W}rPr/{W}color") is not None


def test_a_number_whose_colour_is_left_to_word_is_black(tmp_path: Path) -> None:
    """The same for the sign of a list."""
    swap = {LISTS: ('<w:color w:val="1B5566"/>', '<w:color w:val="auto"/>')}
    assert read_house(changed_house(tmp_path, swap=swap)).styles["List Bullet"].mark_color == (
        "000000"
    )


def test_a_style_that_nothing_stands_on_stays_behind(tmp_path: Path) -> None:
    """Its name may tell who made it; what the header or another style names is kept."""
    styles = (
        own("Mine", "Clerk's private style")
        + own("Letterhead", "Letterhead", '<w:basedOn w:val="Under"/><w:link w:val="Sign"/>')
        + own("Under", "Under Letterhead")
        + own("Sign", "Letterhead Sign", kind="character")
        + own("Strong2", "Strong Two", kind="character")
        + own("Listed", "Listed")
    )
    looking = run("Roads").replace("<w:r>", '<w:r><w:rPr><w:rStyle w:val="Strong2"/></w:rPr>')
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Letterhead"/></w:pPr>{looking}</w:p>'
    level = '<w:pStyle w:val="ListBullet"/>'
    made = Made(
        tmp_path,
        styles=("</w:styles>", f"{styles}</w:styles>"),
        header=in_front(paragraph),
        lists=(level, level.replace("ListBullet", "Listed")),
    )
    assert "Clerk" not in made.everything
    for name in ("Letterhead", "Under Letterhead", "Letterhead Sign", "Strong Two", "Listed"):
        assert style_named(made, name) is not None


def test_what_somebody_called_a_style_or_a_list_stays_behind(tmp_path: Path) -> None:
    """Word prints neither; a person may have given them a name of a person."""
    name = '<w:name w:val="Body Text"/>'
    made = Made(
        tmp_path,
        styles=(name, f'{name}<w:aliases w:val="Clerk"/>'),
        lists=("<w:multiLevelType", '<w:name w:val="Clerk list"/><w:multiLevelType'),
    )
    assert "Clerk" not in made.everything


def test_what_somebody_called_a_theme_stays_behind(tmp_path: Path) -> None:
    """The theme and its colours and fonts bear a name each."""
    made = Made(tmp_path)
    assert b'name="Ministry"' in parts_of(ministry().read_bytes())["word/theme/theme1.xml"]
    assert b"Ministry" not in made.parts["word/theme/theme1.xml"]


def test_a_style_of_word_stays_for_whoever_edits_the_pack(tmp_path: Path) -> None:
    """Quote in the look of the house, though no pack uses it."""
    quote = own("Quote", "Quote").replace(' w:customStyle="1"', "")
    made = Made(tmp_path, styles=("</w:styles>", f"{quote}</w:styles>"))
    assert style_named(made, "Quote") is not None


def test_styles_that_stand_on_each_other_are_parted(tmp_path: Path) -> None:
    """LibreOffice would never end to open such a file."""
    circle = (
        own("A", "A", '<w:basedOn w:val="B"/><w:rPr><w:i/></w:rPr>')
        + own("B", "B", '<w:basedOn w:val="C"/><w:rPr><w:color w:val="C00000"/></w:rPr>')
        + own("C", "C", '<w:basedOn w:val="A"/>')
        + own("D", "D", '<w:basedOn w:val="D"/>')
    )
    made = Made(
        tmp_path,
        styles=("</w:styles>", f"{circle}</w:styles>"),
        header=in_front(f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{run("a")}</w:p>'),
    )
    styles = list(etree.fromstring(made.parts[STYLES]).iter(f"{W}style"))
    bases = {style.get(f"{W}styleId"): style.find(f"{W}basedOn") for style in styles}
    for name in bases:
        passed, at = [], name
        while at is not None:
            assert at not in passed
            passed.append(at)
            at = None if bases[at] is None else bases[at].get(f"{W}val")
    [line] = [line for line in made.pdf.lines if line.page == 1 and line.text == "a"]
    assert line.color == "C00000"


def test_of_two_styles_with_one_id_the_first_is_kept(tmp_path: Path) -> None:
    """As programs leave them behind that put files together; Word asks to repair such a file."""
    root = etree.fromstring(parts_of(ministry().read_bytes())[STYLES])
    second = own("Heading1", "heading 1", '<w:rPr><w:color w:val="FF00FF"/></w:rPr>')
    text = etree.tostring(root).decode().replace("</w:styles>", f"{second}</w:styles>")
    house = read_house(changed_house(tmp_path, add={STYLES: text.encode()}))
    assert house.styles["Heading 1"].color == read_house(ministry()).styles["Heading 1"].color
    assert b"FF00FF" not in Made.of(house).parts[STYLES]


def test_cells_and_notes_do_not_begin_as_running_text_does(tmp_path: Path) -> None:
    """Text that begins further in and fills its lines, as in the letters of many ministries."""
    document = letterhead()
    document.styles["Normal"].paragraph_format.first_line_indent = Mm(12.5)
    document.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    house = read_house(saved(document, tmp_path))
    assert round(house.styles["Body Text"].first_line_indent) == 35
    for name in ("Table Text", "Table Head", "Footnote Text", "Note", "TOC 1", "Cover Detail"):
        assert house.styles[name].first_line_indent == 0
    for name in ("Table Text", "Table Head"):
        assert house.styles[name].spread is Spread.NONE
        jc = style_named(Made.of(house), name).find(f"{W}pPr/{W}jc")
        assert jc.get(f"{W}val") == "left"


def test_headings_and_captions_stay_with_what_they_are_over(tmp_path: Path) -> None:
    """Also those of a house that does not say so; one that says no is believed."""
    document = letterhead()
    for name in ("Heading 2", "Heading 3", "Caption"):
        document.styles[name].paragraph_format.keep_with_next = None
    document.styles["Heading 3"].paragraph_format.keep_with_next = False
    house = read_house(saved(document, tmp_path))
    kept = {name: house.styles[name].keep_with_next for name in ("Heading 2", "Heading 3")}
    assert kept == {"Heading 2": True, "Heading 3": False}
    assert house.styles["Caption"].keep_with_next
    caption = style_named(Made.of(house), "caption").find(f"{W}pPr")
    assert caption[0].tag == f"{W}keepNext"


def test_what_stands_in_another_order_than_words_is_put_in_it(tmp_path: Path) -> None:
    """As converters write it; a style may also name one that is not there."""
    document = letterhead()
    body = document.styles["Normal"].element
    for part in ('<w:keepNext %s w:val="0"/>', '<w:shd %s w:val="clear" w:fill="FFEEDD"/>'):
        body.get_or_add_pPr().append(parse_xml(part % nsdecls("w")))
    body.get_or_add_rPr().append(parse_xml(f"<w:b {nsdecls('w')}/>"))
    body.append(parse_xml(f'<w:link {nsdecls("w")} w:val="Nowhere"/>'))
    level = document.part.numbering_part.element.find(f"{W}abstractNum/{W}lvl")
    level.insert(0, parse_xml(f'<w:lvlJc {nsdecls("w")} w:val="left"/>'))
    house = read_house(saved(document, tmp_path))
    made = zipped(Made.of(house).parts)
    path = tmp_path / "pack.docx"
    path.write_bytes(made)
    assert [str(one.description) for one in OpenXmlValidator().validate(path).errors] == []
    assert lint(made) == []
    assert house.styles["Body Text"].bold
    assert house.styles["Body Text"].fill == "FFEEDD"


NARROW = (
    "the indents of its style {} leave less than 30 mm for words: make them smaller, or a pack "
    "runs to many pages"
)
OFF = "the indents of its style {} lead over the edge of the paper: mend them"


OF_TEXT = "Body Text, Lead Paragraph"
AND_MADE = f"{OF_TEXT}, Objective and others"  # what is made from it ends and steps in as it does


@pytest.mark.parametrize(
    ("left", "right", "first", "told"),
    [
        (300, 0, 0, NARROW.format(OF_TEXT)),
        (70, 70, 0, NARROW.format(OF_TEXT)),
        (0, 0, 200, NARROW.format(AND_MADE)),
        (-60, 0, 0, OFF.format(OF_TEXT)),
        (0, -60, 0, OFF.format(AND_MADE)),
        (40, 0, -110, OFF.format(AND_MADE)),
        (40, 40, -20, ""),
    ],
)
def test_indents_without_room_for_words_are_told(
    tmp_path: Path, left: float, right: float, first: float, told: str
) -> None:
    """With the names of the styles that they are of: a heading is not to blame for running text."""
    document = letterhead()
    style = document.styles["Body Text"].paragraph_format
    style.left_indent, style.right_indent = Mm(left), Mm(right)
    style.first_line_indent = Mm(first)
    remarks = read_house(saved(document, tmp_path)).remarks
    assert [remark for remark in remarks if "the indents of" in remark] == ([told] if told else [])

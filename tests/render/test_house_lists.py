"""Numbers and bullets of a house: those of its lists are followed, those of headings are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from tests.render.made import Made
from tests.render.third_party import letterhead
from tests.render.word_files import W

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document


def add_list(document: Document, levels: str, override: str = "") -> str:
    """A list of the ``levels`` in ``document``, with what its own list overrides; its number."""
    numbering = document.part.numbering_part.element
    form = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(form))
    own = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/>{override}</w:num>'
    numbering.append(parse_xml(own))
    return "90"


def level(place: int, kind: str, text: str, left: int = 360, more: str = "") -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def put_in_list(document: Document, style: str, number: str, place: int = 0) -> None:
    """Let ``style`` be of level ``place`` of a list."""
    properties = document.styles[style].element.get_or_add_pPr()
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    own = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
    properties.insert(0, parse_xml(own))
    for old in properties.findall(f"{W}ind"):
        properties.remove(old)


def test_headings_have_no_numbers_but_those_of_the_pack(tmp_path: Path) -> None:
    """A brief is called 1.1 by the pack; Word would put II. before it, and before the contents."""
    document = letterhead()
    link = '<w:pStyle w:val="Heading1"/>'
    number = add_list(document, level(0, "upperRoman", "%1.", more=link))
    put_in_list(document, "Heading 1", number)
    made = Made(document, tmp_path)

    styles = etree.fromstring(made.parts["word/styles.xml"])
    [heading] = [style for style in styles if style.get(f"{W}styleId") == "Heading1"]
    assert heading.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0"
    assert b'<w:pStyle w:val="Heading1"/>' not in made.parts["word/numbering.xml"]
    [told] = [told for told in made.house.remarks if "were left out" in told]
    assert told.startswith("the numbers of its style Heading 1")


def test_a_heading_numbered_by_what_it_is_based_on_has_no_number(tmp_path: Path) -> None:
    """Its own properties may tell the level alone."""
    document = letterhead()
    number = add_list(document, level(0, "upperRoman", "%1."))
    base = document.styles.add_style("Head Base", WD_STYLE_TYPE.PARAGRAPH)
    put_in_list(document, "Head Base", number)
    heading = document.styles["Heading 2"]
    heading.base_style = base
    own = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="1"/></w:numPr>'
    heading.element.get_or_add_pPr().insert(0, parse_xml(own))
    made = Made(document, tmp_path)

    styles = etree.fromstring(made.parts["word/styles.xml"])
    [heading] = [style for style in styles if style.get(f"{W}styleId") == "Heading2"]
    assert heading.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0"


@pytest.mark.parametrize(
    ("kind", "text", "override", "told"),
    [
        ("none", "", "", 0),
        ("decimal", "", "", 1),
        ("none", "Part", "", 1),
        ("decimal", "%1.", level(0, "none", ""), 0),
        ("none", "", level(0, "decimal", "%1."), 1),
    ],
)
def test_numbers_that_do_not_show_are_not_missed(
    tmp_path: Path, kind: str, text: str, override: str, told: int
) -> None:
    """LibreOffice saves its headings as of a list without numbers, which is nothing to mend."""
    document = letterhead()
    over = f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride>' if override else ""
    put_in_list(document, "Heading 1", add_list(document, level(0, kind, text), over))
    made = Made(document, tmp_path)
    assert len([one for one in made.house.remarks if "the numbers of its style" in one]) == told
    styles = etree.fromstring(made.parts["word/styles.xml"])
    [heading] = [style for style in styles if style.get(f"{W}styleId") == "Heading1"]
    assert heading.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0"


def labels(made: Made, first: str) -> list[str]:
    """What stands in the PDF where the list begins whose first label is ``first``."""
    return [line.text for line in made.pdf.lines if line.text == first]


def test_a_style_may_be_of_a_deeper_level_of_its_list(tmp_path: Path) -> None:
    """Word prints the mark, the look and the room of that level, and so do both formats."""
    document = letterhead()
    levels = level(0, "bullet", "•") + level(1, "bullet", "–", left=1440)
    put_in_list(document, "List Bullet", add_list(document, levels), 1)
    made = Made(document, tmp_path)
    style = made.house.styles["List Bullet"]
    assert (style.mark_text, style.left_indent, style.first_line_indent) == ("–", 72.0, -18.0)
    assert labels(made, "–")
    assert _word_mark(made, "ListBullet") == ("bullet", "–")


def test_a_list_may_change_what_its_definition_says(tmp_path: Path) -> None:
    """An override of a level counts, and of several numbers the own one."""
    document = letterhead()
    own = level(0, "lowerLetter", "(%1)")
    override = f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride>'
    put_in_list(document, "List Number", add_list(document, level(0, "decimal", "%1."), override))
    made = Made(document, tmp_path)
    assert made.house.styles["List Number"].mark_kind == "lowerLetter"
    assert _word_mark(made, "ListNumber") == ("lowerLetter", "(%1)")


def test_a_number_of_several_parts_keeps_its_own(tmp_path: Path) -> None:
    """Where nothing stands above it, what is above counts 1."""
    document = letterhead()
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2)")
    put_in_list(document, "List Number", add_list(document, levels), 1)
    made = Made(document, tmp_path)
    assert made.house.styles["List Number"].mark_text == "1.%1)"
    assert _word_mark(made, "ListNumber") == ("decimal", "1.%1)")


def _word_mark(made: Made, style_id: str) -> tuple[str, str]:
    """Kind and text of the mark that Word prints before an item in a style."""
    styles = etree.fromstring(made.parts["word/styles.xml"])
    lists = etree.fromstring(made.parts["word/numbering.xml"])
    [style] = [style for style in styles if style.get(f"{W}styleId") == style_id]
    own = style.find(f"{W}pPr/{W}numPr")
    assert own.find(f"{W}ilvl").get(f"{W}val") == "0"
    number = own.find(f"{W}numId").get(f"{W}val")
    form = lists.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId").get(f"{W}val")
    first = lists.find(f"{W}abstractNum[@{W}abstractNumId='{form}']/{W}lvl[@{W}ilvl='0']")
    return tuple(first.find(f"{W}{tag}").get(f"{W}val") for tag in ("numFmt", "lvlText"))


def test_a_list_may_be_told_by_a_style_of_lists(tmp_path: Path) -> None:
    """As Word keeps a “list style”: the list of the style has no levels, and names the other."""
    document = letterhead()
    add_list(document, '<w:styleLink w:val="Ours"/>' + level(0, "bullet", "–"))
    numbering = document.part.numbering_part.element
    linked = '<w:numStyleLink w:val="Ours"/>'
    form = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="91">{linked}</w:abstractNum>'
    numbering.insert(1, parse_xml(form))
    own = f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'
    numbering.append(parse_xml(own))
    style = (
        f'<w:style {nsdecls("w")} w:type="numbering" w:customStyle="1" w:styleId="Ours">'
        '<w:name w:val="Ours"/><w:pPr><w:numPr><w:numId w:val="90"/></w:numPr></w:pPr></w:style>'
    )
    document.styles.element.append(parse_xml(style))
    put_in_list(document, "List Bullet", "91")
    made = Made(document, tmp_path)
    assert labels(made, "–")
    assert _word_mark(made, "ListBullet") == ("bullet", "–")

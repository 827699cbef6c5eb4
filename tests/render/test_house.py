"""The house style is what the Word file says: page, type, colours, inheritance worked in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import Align, ListStyle, ParagraphStyle
from briefgen.render.docx import write_docx
from briefgen.render.house import STYLE_NAMES
from briefgen.render.house_file.reader import read_house
from briefgen.render.list_marks import mark
from briefgen.render.pdf.document import write_pdf
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.third_party import letterhead, saved, set_body
from tests.render.word_files import (
    W,
    changed_house,
    ministry,
    parts_of,
    without_style,
)

if TYPE_CHECKING:
    from pathlib import Path

MILLIMETRE = 72 / 25.4
CAP_HEIGHT = 0.714  # of Noto Sans, as a part of its size


def test_the_ministry_prints_on_a4_with_margins_of_25_millimetres() -> None:
    """L1: the page is A4 and its margins are 25 mm."""
    house = read_house(ministry())
    assert (house.page_width, house.page_height) == pytest.approx((595.3, 841.9), abs=0.1)
    margins = (house.margin_top, house.margin_right, house.margin_bottom, house.margin_left)
    assert margins == pytest.approx([25 * MILLIMETRE] * 4, abs=0.1)
    assert house.name == "ministry"
    assert house.digest == hashlib.sha256(ministry().read_bytes()).hexdigest()


def test_every_style_a_writer_asks_for_is_there() -> None:
    """Whatever a block names, the house has an answer."""
    house = read_house(ministry())
    assert set(house.styles) == set(STYLE_NAMES)
    assert {style.value for style in (*ParagraphStyle, *ListStyle)} <= set(STYLE_NAMES)


def test_type_is_large_enough_to_read_and_set_in_one_family() -> None:
    """Body 11 on about 15 points, spoken lines 14 with 6 between, headings 20, 15 and 12."""
    styles = read_house(ministry()).styles
    assert {style.font for style in styles.values()} == {"Noto Sans"}
    assert styles["Body Text"].size >= 11
    assert styles["Body Text"].leading == pytest.approx(15, abs=0.1)
    assert (styles["Spoken Line"].size, styles["Spoken Line"].space_after) == (14, 6)
    assert [styles[f"Heading {level}"].size for level in (1, 2, 3)] == [20, 15, 12]
    assert all(styles[f"Heading {level}"].keep_with_next for level in (1, 2, 3))
    assert styles["Table Head"].bold


def test_nothing_but_the_marking_is_centred_or_in_capitals() -> None:
    """L2: left-aligned text, capitals for the marking only."""
    styles = read_house(ministry()).styles.values()
    assert {style.name for style in styles if style.align is not Align.LEFT} == {"Marking"}
    assert {style.name for style in styles if style.caps} == {"Marking"}


def test_the_marking_is_bold_red_and_five_millimetres_high() -> None:
    """M2: capitals, bold, at least 5 mm high, red but not by colour alone."""
    marking = read_house(ministry()).styles["Marking"]
    assert marking.bold
    assert marking.caps
    assert marking.color == "B00000"
    assert marking.size * CAP_HEIGHT >= 5 * MILLIMETRE


def test_a_box_has_its_fill_and_its_bar() -> None:
    """Shading and the bar at the left are read for both writers."""
    objective = read_house(ministry()).styles["Objective"]
    assert objective.fill == "EAF1F3"
    assert objective.border_left == (3, "12394A", "")
    assert objective.left_indent == 9


def test_table_look_is_read_from_the_table_style() -> None:
    """Head fill, rules and cell padding come from “Briefing Table”."""
    table = read_house(ministry()).table
    assert table.head_fill == "12394A"
    assert table.band_fill is None
    assert table.rule == (0.5, "D3DBDF", "")
    assert table.frame == (1.0, "12394A", "")
    assert (table.pad_x, table.pad_y) == (6, 3)


def test_a_style_that_is_missing_is_made_from_body_text_and_told(tmp_path: Path) -> None:
    """A house need not know all our names; what its job asks for is put on top."""
    path = without_style(tmp_path, "Objective", "toc 2", "Marking", "Spoken Line", "Citation")
    house = read_house(path)
    body = house.styles["Body Text"]
    for name in ("Objective", "TOC 2"):
        style = house.styles[name]
        assert (style.name, style.font, style.size) == (name, body.font, body.size)
        assert style.color == body.color
    assert house.styles["Objective"].border_left is not None
    marking = house.styles["Marking"]
    assert (marking.size, marking.bold, marking.caps, marking.align) == (20, True, True, "centre")
    assert house.styles["Spoken Line"].size == 14
    assert house.styles["Citation"].size < body.size
    [told] = house.remarks
    for name in ("Objective", "TOC 2", "Marking", "Spoken Line", "Citation"):
        assert name in told


def test_the_houses_we_ship_lack_nothing() -> None:
    """There is nothing to say of them."""
    assert read_house(ministry()).remarks == ()


def test_what_is_made_follows_the_size_of_the_house(tmp_path: Path) -> None:
    """A house in large type has large headings."""
    document = letterhead()
    set_body(document, "Noto Sans", 14)
    styles = read_house(saved(document, tmp_path)).styles
    assert styles["Spoken Line"].size == pytest.approx(16, abs=0.5)
    assert styles["Note"].size == pytest.approx(12, abs=0.5)


def test_a_house_without_a_table_style_gets_plain_rules(tmp_path: Path) -> None:
    """Tables stay tables without “Briefing Table”."""
    house = read_house(without_style(tmp_path, "Briefing Table"))
    assert (house.table.head_fill, house.table.frame) == ("F2F2F2", (1.0, "404040", ""))
    assert "Briefing Table" in house.remarks[0]


@pytest.mark.parametrize(
    ("kind", "text", "labels"),
    [
        ("lowerLetter", "(%1)", ("(a)", "(b)", "(c)")),
        ("upperRoman", "%1", ("I", "II", "III")),
        ("decimalZero", "%1:", ("01:", "02:", "03:")),
        ("russianLower", "%1)", ("а)", "б)", "в)")),
        ("bullet", "\uf0a7", ("▪", "▪", "▪")),
        ("none", "", ()),
    ],
)
def test_the_numbers_of_a_list_are_those_of_the_house(
    tmp_path: Path, kind: str, text: str, labels: tuple[str, ...]
) -> None:
    """The format of numbers, what surrounds them, their weight and colour, in both formats."""
    parts = parts_of(ministry().read_bytes())
    root = etree.fromstring(parts["word/numbering.xml"])
    [level] = root.xpath("//*[local-name()='abstractNum'][@*='3']/*[@*='0'][local-name()='lvl']")
    level.find(f"{W}numFmt").set(f"{W}val", kind)
    level.find(f"{W}lvlText").set(f"{W}val", text)
    house = read_house(changed_house(tmp_path, add={"word/numbering.xml": etree.tostring(root)}))
    assert tuple(label for n in (1, 2, 3) if (label := mark(house.styles["Spoken Line"], n))) == (
        labels
    )

    pack = every_block(table_rows=1, paragraphs=1)
    pdf = ReadPdf(write_pdf(pack, house).data)
    lists = [item for item in pdf.tree().walk() if item.role == "L"]
    shown = [kid.text() for kid in lists[0].walk() if kid.role == "Lbl"]
    assert tuple(shown[:3]) == labels
    numbering = parts_of(write_docx(pack, house, {}))["word/numbering.xml"].decode()
    assert "\uf0a7" not in numbering
    assert f'<w:numFmt w:val="{kind}"/>' in numbering


def test_letters_go_on_after_the_last_as_word_counts_them() -> None:
    """After z comes aa, and a long list has its Roman numbers."""
    style = replace(read_house(ministry()).styles["Spoken Line"], mark_text="%1")
    assert mark(replace(style, mark_kind="upperLetter"), 28) == "BB"
    assert mark(replace(style, mark_kind="lowerRoman"), 1994) == "mcmxciv"


def test_changing_the_defaults_changes_every_style_that_does_not_object(tmp_path: Path) -> None:
    """Document defaults are inherited through basedOn; a style's own size stands."""
    path = changed_house(
        tmp_path,
        swap={"word/styles.xml": ('<w:sz w:val="22"/><w:szCs w:val="22"/>', '<w:sz w:val="26"/>')},
    )
    styles = read_house(path).styles
    assert styles["Body Text"].size == 13
    assert styles["Our Response"].size == 13
    assert styles["Heading 1"].size == 20


def test_fonts_of_the_theme_are_worked_in(tmp_path: Path) -> None:
    """A font named by theme is the theme's font."""
    path = changed_house(
        tmp_path,
        swap={
            "word/styles.xml": (
                '<w:rFonts w:ascii="Noto Sans"',
                '<w:rFonts w:asciiTheme="minorHAnsi"',
            ),
            "word/theme/theme1.xml": (
                '<a:minorFont><a:latin typeface="Noto Sans"/>',
                '<a:minorFont><a:latin typeface="FiraGO"/>',
            ),
        },
    )
    body = read_house(path).styles["Body Text"]
    assert body.font == "FiraGO"
    assert body.leading == pytest.approx(13.2)


@pytest.mark.parametrize(
    ("rule", "leading"),
    [
        ('w:line="400" w:lineRule="exact"', 20.0),
        ('w:line="400" w:lineRule="atLeast"', 20.0),
        ('w:line="100" w:lineRule="atLeast"', 14.982),
        ('w:line="360" w:lineRule="auto"', 22.473),
    ],
)
def test_line_spacing_is_worked_out_in_points(tmp_path: Path, rule: str, leading: float) -> None:
    """Word's three ways of giving a line's height all end as points from line to line."""
    path = changed_house(
        tmp_path, swap={"word/styles.xml": ('<w:spacing w:after="160"/>', f"<w:spacing {rule}/>")}
    )
    assert read_house(path).styles["Body Text"].leading == pytest.approx(leading)


def test_a_toggle_can_be_turned_off_again(tmp_path: Path) -> None:
    """Bold of zero is not bold."""
    path = changed_house(
        tmp_path,
        swap={"word/styles.xml": ("<w:b/><w:bCs/><w:color", '<w:b w:val="0"/><w:bCs/><w:color')},
    )
    assert not read_house(path).styles["Title"].bold


def test_indents_come_from_the_list_where_the_style_has_none(tmp_path: Path) -> None:
    """A list style without indents of its own takes those of its numbering level."""
    own = '<w:ind w:left="600" w:hanging="600"/></w:pPr><w:rPr><w:sz w:val="28"/>'
    path = changed_house(
        tmp_path,
        swap={"word/styles.xml": (own, own.replace('<w:ind w:left="600" w:hanging="600"/>', ""))},
    )
    spoken = read_house(path).styles["Spoken Line"]
    assert (spoken.left_indent, spoken.first_line_indent) == (30, -30)


def test_the_look_of_numbers_and_bullets_comes_from_the_list() -> None:
    """A spoken line's number stands out; a source's does not."""
    styles = read_house(ministry()).styles
    assert (styles["Spoken Line"].mark_bold, styles["Spoken Line"].mark_color) == (True, "1B5566")
    assert (styles["Source Entry"].mark_bold, styles["Source Entry"].mark_color) == (
        False,
        "1B5566",
    )
    assert styles["Callout Text"].mark_color == "B7791F"
    assert (styles["Body Text"].mark_bold, styles["Body Text"].mark_color) == (False, None)


def test_the_gap_above_a_rule_is_read() -> None:
    """From the words of a heading to the line beneath it."""
    assert read_house(ministry()).styles["Heading 1"].bottom_gap == 4


def test_the_bundled_house_is_clean() -> None:
    """D1, D2: no thumbnail, no stale styles, no custom parts, nobody's name."""
    parts = parts_of(ministry().read_bytes())
    unwanted = ("thumbnail", "stylesWithEffects", "customXml", "webSettings", "media", "glossary")
    assert not [name for name in parts if any(word in name for word in unwanted)]
    core = parts["docProps/core.xml"].decode()
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert not [name for name, content in parts.items() if b"rsid" in content]
    assert b'w:name="compatibilityMode"' in parts["word/settings.xml"]
    assert b'w:val="15"' in parts["word/settings.xml"]

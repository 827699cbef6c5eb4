"""Lines beneath words, of every kind that Word knows, as the PDF draws them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from docx.enum.text import WD_UNDERLINE
from msgspec.structs import replace

from briefgen.pack.blocks import Heading
from tests.render.made import Made, short_pack
from tests.render.test_house_looks import headings, rules_along, with_look
from tests.render.third_party import letterhead

if TYPE_CHECKING:
    from pathlib import Path

    from tests.render.pdf_reading import Line, Stroke

RED = "C00000"


def beneath(made: Made, line: Line) -> list[Stroke]:
    """What is stroked right beneath ``line``, as long as it is."""
    return [
        stroke
        for stroke in made.pdf.strokes
        if stroke.page == line.page
        and stroke.places[0][0] == pytest.approx(line.x, abs=0.1)
        and stroke.places[-1][0] == pytest.approx(line.right, abs=0.1)
        and 0 < line.y - stroke.places[0][1] < line.size / 2
    ]


@pytest.mark.parametrize(
    ("form", "dashes"),
    [
        ("dotted", 2),
        ("dottedHeavy", 2),
        ("dash", 2),
        ("dashedHeavy", 2),
        ("dashLong", 2),
        ("dashLongHeavy", 2),
        ("dotDash", 4),
        ("dashDotHeavy", 4),
        ("dotDotDash", 6),
        ("dashDotDotHeavy", 6),
    ],
)
def test_broken_lines_under_words_are_broken(tmp_path: Path, form: str, dashes: int) -> None:
    """As long as the words, in their colour, no part of what is read; the heavy ones thicker."""
    made = Made(with_look(f'<w:u w:val="{form}"/>'), tmp_path)
    lines = headings(made)
    assert lines
    for line in lines:
        [stroke] = beneath(made, line)
        assert (stroke.color, len(stroke.dashes)) == (line.color, dashes)
        assert stroke.is_artifact
        assert stroke.thick == pytest.approx(line.size * (0.1 if "Heavy" in form else 0.05), 0.02)
        assert not rules_along(made, line)


@pytest.mark.parametrize(("form", "many"), [("wave", 1), ("wavyHeavy", 1), ("wavyDouble", 2)])
def test_wavy_lines_under_words_are_wavy(tmp_path: Path, form: str, many: int) -> None:
    """They go up and down, and stay beneath the words."""
    made = Made(with_look(f'<w:u w:val="{form}"/>'), tmp_path)
    for line in headings(made):
        found = [
            stroke
            for stroke in made.pdf.strokes
            if stroke.bends and stroke.page == line.page and stroke.color == line.color
        ]
        ys = sorted({y for stroke in found for _, y in stroke.places if abs(y - line.y) < 15})
        assert len(ys) == 2 * many
        assert max(ys) < line.y
        assert line.y - min(ys) < 0.35 * line.size


def test_a_thick_line_is_twice_as_thick(tmp_path: Path) -> None:
    """As Word has it."""
    thin, thick = (
        Made(with_look(f'<w:u w:val="{form}"/>'), tmp_path) for form in ("single", "thick")
    )
    [fine], [heavy] = (rules_along(made, headings(made)[0]) for made in (thin, thick))
    assert heavy.height == pytest.approx(2 * fine.height, abs=0.02)


def test_lines_under_words_alone_leave_out_the_spaces(tmp_path: Path) -> None:
    """There are as many as there are words, and none of them is as long as the line."""
    made = Made(with_look('<w:u w:val="words"/>'), tmp_path)
    line = max(headings(made), key=lambda line: line.text.count(" "))
    pieces = [
        fill
        for fill in made.pdf.fills
        if fill.page == line.page and fill.color == line.color and 0 < line.y - fill.y < 4
    ]
    assert len(pieces) == len(line.text.split()) > 1
    assert pieces[0].x == pytest.approx(line.x, abs=0.1)
    assert pieces[-1].x + pieces[-1].width == pytest.approx(line.end, abs=0.1)
    for one, following in pairwise(pieces):
        assert 0.15 * line.size < following.x - one.x - one.width < 0.4 * line.size


def test_lines_under_words_alone_do_so_in_urdu(tmp_path: Path) -> None:
    """Words of joined letters, too, stand apart."""
    words = "تجارت اور راہداری کی صورت"
    pack = replace(short_pack(), language="ur-PK", blocks=(Heading("h", 2, words),))
    made = Made(with_look('<w:u w:val="words"/>'), tmp_path, pack)
    color = made.house.styles["Heading 2"].color
    [line] = [one for one in made.pdf.lines if one.text == words and one.mark is not None]
    pieces = [one for one in made.pdf.fills if (one.page, one.color) == (line.page, color)]
    assert len(pieces) == len(words.split())
    assert min(one.x for one in pieces) == pytest.approx(line.x, abs=0.1)
    assert max(one.x + one.width for one in pieces) == pytest.approx(line.right, abs=0.1)


@pytest.mark.parametrize("form", ["single", "double", "dash", "wave", "words"])
def test_lines_under_words_have_a_colour_of_their_own(tmp_path: Path, form: str) -> None:
    """Where the house gives them one; the words keep theirs."""
    made = Made(with_look(f'<w:u w:val="{form}" w:color="{RED}"/>'), tmp_path)
    line = headings(made)[0]
    assert line.color != RED
    drawn = [*made.pdf.fills, *made.pdf.strokes]
    assert {one.page for one in drawn if one.color == RED} == {one.page for one in headings(made)}


def test_words_of_a_header_have_dotted_lines_beneath_them(tmp_path: Path) -> None:
    """On page after page, also where the header is drawn as one thing."""
    document = letterhead()
    run = document.sections[0].header.paragraphs[0].add_run("Ministry")
    run.underline = WD_UNDERLINE.DOTTED
    made = Made(document, tmp_path)
    lines = [line for line in made.pdf.lines if line.text == "Ministry"]
    assert len(lines) > 3
    assert all(len(beneath(made, line)) == 1 for line in lines)

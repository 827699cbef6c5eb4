"""Which sections start a page: annexes run on where a page would stay white, in both files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Block,
    Callout,
    Column,
    Contents,
    Cover,
    Heading,
    ListItem,
    Pack,
    PageBreak,
    Paragraph,
    Table,
)
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.inlines import Text
from briefgen.render.files import draw_pages, render_files
from briefgen.render.making import make_to_fit
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.render.figures import COLUMNS
from tests.render.languages import sample_house
from tests.render.pdf_reading import Line, ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import W, body_of, paragraph_text, parts_of, style_of

FILES = (Path("pack.docx"), Path("pack.pdf"))
ANNEX = Heading("annex", 1, "An annex", new_page=True, runs_on=True)


def lines(count: int, name: str = "line") -> list[Paragraph]:
    """So many paragraphs of a line each."""
    return [Paragraph(f"{name}.{n}", (Text(f"{name} {n}"),)) for n in range(count)]


@cache
def lines_on_a_page() -> int:
    """How many of them stand on the first page beneath a heading."""
    made = render_files(pack(Heading("a", 1, "Alpha"), *lines(100)), sample_house(), FILES)
    return sum(line.text.startswith("line") for line in body(made[FILES[1]], 0))


def pack(*blocks: Block) -> Pack:
    """A pack of these blocks alone."""
    return replace(every_block(), blocks=blocks)


def body(data: bytes, page: int) -> list[Line]:
    """The lines of a page that are read aloud."""
    return [line for line in ReadPdf(data).lines if line.page == page and line.mark is not None]


def breaks_before(data: bytes, text: str) -> bool:
    """Whether a heading of this text starts a page in the Word file: a section, or a break."""
    paragraphs = list(body_of(data).iter(f"{W}p"))
    place = next(
        n
        for n, p in enumerate(paragraphs)
        if paragraph_text(p) == text and style_of(p).startswith("Heading")
    )
    if paragraphs[place].find(f"{W}pPr/{W}pageBreakBefore") is not None:
        return True
    section = paragraphs[place - 1].find(f"{W}pPr/{W}sectPr") if place else None
    kind = None if section is None else section.find(f"{W}type")
    return section is not None and (kind is None or kind.get(f"{W}val") != "continuous")


def starts_a_page(*blocks: Block, heading: Heading = ANNEX) -> bool:
    """Whether ``heading`` starts a page, which is the same in both files."""
    made = render_files(pack(*blocks), sample_house(), FILES)
    *_, top = [
        line
        for line in ReadPdf(made[FILES[1]]).lines
        if line.mark is not None and line.text == heading.text
    ]
    above = [line for line in body(made[FILES[1]], top.page) if line.y > top.y]

    assert breaks_before(made[FILES[0]], heading.text) == (not above and top.page > 0)
    return not above


def test_an_annex_stands_on_the_page_before_if_all_of_it_fits() -> None:
    """However little is left; the next heading is that of another section."""
    first, full = Heading("a", 1, "Alpha"), lines_on_a_page()
    before = lines(full - 8)
    following = Heading("b", 1, "Beta", new_page=True)

    assert not starts_a_page(first, *before, ANNEX, *lines(2, "of"), following, *lines(40, "on"))
    assert starts_a_page(first, *before, ANNEX, *lines(20, "of"), following, *lines(40, "on"))


def test_a_long_annex_starts_its_page_if_two_thirds_of_the_one_before_are_full() -> None:
    """Else it begins beneath: no page is more than a third white for the sake of an annex."""
    first, full = Heading("a", 1, "Alpha"), lines_on_a_page()

    assert starts_a_page(first, *lines(full * 2 // 3 + 2), ANNEX, *lines(100, "of"))
    assert not starts_a_page(first, *lines(full * 2 // 3 - 4), ANNEX, *lines(100, "of"))
    assert not starts_a_page(first, *lines(2), ANNEX, _table(60))


def test_a_drawing_that_does_not_fit_takes_the_heading_of_its_annex_along() -> None:
    """However white the page before: a heading is no beginning."""
    for count in range(2, lines_on_a_page() // 2):
        blocks = (Heading("a", 1, "Alpha"), *lines(count), ANNEX, COLUMNS, *lines(40, "of"))
        made = ReadPdf(render_files(pack(*blocks), sample_house(), FILES[1:])[FILES[1]])
        found = {line.text: line.page for line in made.lines if line.mark is not None}
        drawn = next(page for text, page in found.items() if COLUMNS.text.caption in text)
        assert found[ANNEX.text] == drawn


@pytest.mark.parametrize(
    ("longest", "name"),
    [("A section with a long name", "Alpha – An annex"), ("Beta", "Alpha")],
    ids=["short", "longer than any other"],
)
def test_programs_that_do_not_know_the_field_name_all_that_goes_over(
    longest: str, name: str
) -> None:
    """From the section that the pages begin with; others name each page by what begins on it.

    A name longer than those of all sections might take another line, and move what stands above.
    """
    first, following = Heading("a", 1, "Alpha"), Heading("b", 1, longest, new_page=True)
    blocks = (first, *lines(4), ANNEX, _table(60), following, *lines(2, "on"))
    made = render_files(pack(*blocks), sample_house(), FILES)
    parts = parts_of(made[FILES[0]])
    feet = [data.decode() for name, data in parts.items() if name.startswith("word/footer")]
    named = {
        said for foot in feet for said in re.findall(r"STYLEREF 1[^>]*>.*?<w:t[^>]*>(.*?)<", foot)
    }
    pdf = ReadPdf(made[FILES[1]])
    told = [" ".join(pdf.artifact_text(page)) for page in range(len(pdf.pdf.pages))]

    assert named == {name, longest}
    assert "Alpha ·" in told[0]
    assert all("An annex ·" in page for page in told[1:-1])
    assert f"{longest} ·" in told[-1]


def test_behind_a_table_that_goes_on_both_files_turn_alike() -> None:
    """Only the PDF says over the rest of it that it goes on: its page is a line fuller."""
    first, following = Heading("a", 1, "Alpha"), Heading("b", 1, "Beta", new_page=True)
    for count in range(4, lines_on_a_page()):
        blocks = (first, _table(45), *lines(count), ANNEX, *lines(2, "of"), following, *lines(2))
        alone = render_files(pack(*blocks), sample_house(), FILES[:1])

        starts = starts_a_page(*blocks)  # in both files, or in neither
        assert alone[FILES[0]] == render_files(pack(*blocks), sample_house(), FILES)[FILES[0]]
        if starts:
            break
    assert starts
    assert count > 4


def _table(rows: int) -> Table:
    """A table of so many rows, which is longer than a page."""
    cells = tuple(((Text(f"row {n}"),), (Text("1"),)) for n in range(rows))
    return Table("t", "A table", (Column("What", 0.5), Column("How many", 0.5)), cells)


def test_a_section_that_is_no_annex_starts_its_page() -> None:
    """A brief is taken out of a pack as a sheet of its own."""
    own = replace(ANNEX, runs_on=False)
    assert starts_a_page(Heading("a", 1, "Alpha"), *lines(2), own, *lines(2, "of"))


@pytest.mark.parametrize(
    "before",
    [
        Cover("c", "The visit", "A pack", ()),
        Contents("c", "Contents"),
        PageBreak("c"),
    ],
)
def test_an_annex_begins_no_page_of_the_front(before: Block) -> None:
    """Cover and contents stand by themselves, and a break that is asked for is made."""
    assert starts_a_page(*lines(1), before, ANNEX, *lines(2, "of"))


def test_an_annex_starts_the_right_hand_page_that_is_asked_for() -> None:
    """On paper that is printed on both sides."""
    annex = replace(ANNEX, right_hand=True)
    made = draw_pages(pack(*lines(1), annex, *lines(1, "of")), sample_house())

    assert made.heading_pages[ANNEX.id] == 3


def test_a_house_that_starts_a_page_with_each_section_is_followed() -> None:
    """What its style asks for holds for annexes too."""
    house = sample_house()
    style = replace(house.styles["Heading 1"], page_break=True)
    house = replace(house, styles={**house.styles, "Heading 1": style})
    made = draw_pages(pack(*lines(1), ANNEX, *lines(1, "of")), house)

    assert made.heading_pages[ANNEX.id] == 2


@pytest.mark.parametrize("kept", [False, True])
def test_headings_stand_at_one_height_whether_their_page_was_asked_for(kept: bool) -> None:
    """One that finds no room starts its page in the Word file too, with the space above it."""
    full = lines_on_a_page()
    moved = Heading("b", 1, "Beta")
    long = Text("words that go on for as long as it takes to fill a number of lines " * 12)
    following = [Callout("box", "Box", (ListItem("i", (long,)),))] if kept else lines(9, "of")
    blocks = (
        Heading("a", 1, "Alpha"),
        *lines(full - (6 if kept else 1)),
        moved,
        *following,
        Heading("c", 1, "Gamma", new_page=True),
    )

    assert starts_a_page(*blocks, heading=moved)
    pdf = ReadPdf(render_files(pack(*blocks), sample_house(), FILES[1:])[FILES[1]])
    heights = {
        round(line.y, 2)
        for line in pdf.lines
        if line.mark is not None and line.text in ("Beta", "Gamma")
    }
    assert len(heights) == 1


def test_the_annexes_of_a_visit_pack_leave_no_page_white() -> None:
    """A short one stands beneath what was on the page before."""
    path = bundled_templates() / "sample.brief"
    made, house = make_to_fit(
        bundled_base(), request_from(read_brief(path), path), bundled_templates(), TODAY
    )
    pages = draw_pages(made.pack, house).heading_pages
    annexes = {
        block.id for block in made.pack.blocks if isinstance(block, Heading) and block.runs_on
    }

    assert {"programme", "delegations", "agreements", "timeline", "choices"} <= annexes
    assert not {"steering", "script", "press", "practical", "sources", "sensitivities"} & annexes
    assert pages["choices"] == pages["practical"]


def sample(product: str) -> tuple[list[Heading], dict[str, int]]:
    """The headings of sections of the sample as ``product``, and the pages of all headings."""
    path = bundled_templates() / "sample.brief"
    request = replace(request_from(read_brief(path), path), product=product)
    made, house = make_to_fit(bundled_base(), request, bundled_templates(), TODAY)
    first = [b for b in made.pack.blocks if isinstance(b, Heading) and b.level == 1]
    return first, dict(draw_pages(made.pack, house).heading_pages)


def test_topics_of_a_copy_that_is_read_through_run_on() -> None:
    """Nobody takes them out of it as sheets: a short one stands beneath the one before."""
    sections, pages = sample("releasable")
    topics = [section for section in sections if section.id.startswith("category.")]

    assert [topic.runs_on for topic in topics] == [False, *[True] * (len(topics) - 1)]
    assert pages["trade_table"] == pages["timeline"] + 1


def test_what_is_unlikely_to_come_up_runs_on() -> None:
    """It is so short that it needs no sheet; the briefs before it have theirs."""
    sections, _ = sample("visit-pack")
    topics = {section.id: section.runs_on for section in sections}

    assert topics["unlikely"]
    assert not any(runs for name, runs in topics.items() if name.startswith("category."))


def test_who_comes_stands_beneath_the_programme() -> None:
    """They are asked for together, and a short programme alone leaves its page white."""
    _, pages = sample("visit-pack")

    assert pages["delegations"] == pages["programme"]
    assert pages["script"] == pages["programme"] + 1

"""Where pages end: between which lines, what goes over whole, and where the ways in lead."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Callout,
    Column,
    Contents,
    Cover,
    Heading,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import Text
from briefgen.render.docx import write_docx
from briefgen.render.files import render_files
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.figures import COLUMNS, DIAGRAM, TIMELINE
from tests.render.pdf_reading import Element, Line, ReadPdf, squeezed
from tests.render.sample import WORDS, every_block
from tests.render.word_files import W, body_of, ministry, paragraph_text, style_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Block, Pack
    from briefgen.render.house import House


@cache
def house() -> House:
    """The house style that is shipped."""
    return read_house(ministry())


def pack_of(*blocks: Block) -> Pack:
    """The sample with other blocks."""
    return replace(every_block(), blocks=blocks)


def read(*blocks: Block) -> ReadPdf:
    """The PDF of ``blocks``, read back."""
    return ReadPdf(write_pdf(pack_of(*blocks), house()).data)


def lines_before(count: int) -> list[Paragraph]:
    """So many paragraphs of a line each, to push what follows towards the end of the page."""
    return [Paragraph(f"line.{n}", (Text(f"line {n}"),)) for n in range(count)]


def of_role(pdf: ReadPdf, *roles: str) -> Iterator[Element]:
    """The elements of these roles, in reading order."""
    return (element for element in pdf.tree().walk() if element.role in roles)


def pages_of(element: Element) -> set[int]:
    """The pages on which anything of ``element`` stands."""
    return {page for one in element.walk() for page in one.pages}


def drawn(pdf: ReadPdf, element: Element) -> list[Line]:
    """The lines of ``element``, from the top."""
    marks = {mark for one in element.walk() for mark in one.marks}
    found = [line for line in pdf.lines if (line.page, line.mark) in marks]
    return sorted(found, key=lambda line: (line.page, -line.y))


# --- rows of tables -----------------------------------------------------------------------------


def test_a_row_taller_than_a_page_is_split_between_its_lines_and_the_others_stay_whole() -> None:
    """No line of it is cut, lost or said twice; rows before and after it are not torn for it."""
    words = " ".join(f"w{n}" for n in range(1500))
    columns = (Column("Name", 0.3), Column("What", 0.7))
    short = [((Text(f"row {n}"),), (Text(WORDS),)) for n in range(6)]
    rows = (*short[:3], ((Text("tall"),), (Text(words),)), *short[3:])
    pdf = read(Table("t", "Rows", columns, tuple(rows)))
    spans = {}
    for row in of_role(pdf, "TR"):
        name = squeezed(row.kids[0].text())  # type: ignore[union-attr]
        spans[name] = len(pages_of(row))
        assert [squeezed(cell.text()) for cell in row.walk() if cell.role == "TD"][1:] in (
            [],
            [words],
            [squeezed(WORDS)],
        )
    assert spans.pop("tall") > 1
    assert set(spans.values()) == {1}
    for above, below in pairwise(
        drawn(pdf, next(c for c in of_role(pdf, "TD") if "w1499" in c.text()))
    ):
        assert above.page < below.page or above.y - below.y > house().styles["Table Text"].size
    foot = house().margin_bottom
    assert min(line.y for line in pdf.lines if line.mark is not None) > foot


def test_a_table_over_pages_is_one_table_with_one_head_for_those_who_listen() -> None:
    """The head is said once; what stands above the further pages is no part of what is read."""
    columns = (Column("Name", 0.5), Column("What", 0.5))
    rows = tuple(((Text(f"row {n}"),), (Text("value"),)) for n in range(120))
    pdf = read(Table("t", "Rows", columns, rows))
    [table] = of_role(pdf, "Table")
    assert pages_of(table) == set(range(len(pdf.pdf.pages)))
    assert [kid.role for kid in table.kids if isinstance(kid, Element)] == [
        "Caption",
        "THead",
        "TBody",
    ]
    assert [squeezed(head.text()) for head in of_role(pdf, "TH")] == ["Name", "What"]
    assert len(list(of_role(pdf, "TR"))) == 121
    for page in range(1, len(pdf.pdf.pages)):
        assert pdf.artifact_text(page)[1:3] == ["Name", "What"]
        assert "Name" not in [x.text for x in pdf.lines if x.page == page and x.mark is not None]


def scraps(pdf: ReadPdf, *roles: str) -> list[int]:
    """How many elements of these roles stand on the last page, if there are several pages."""
    last = len(pdf.pdf.pages) - 1
    found = [e for e in of_role(pdf, *roles) if last in pages_of(e)]
    return [len(found)] if last else []


def starts(block: Block, *roles: str) -> list[int]:
    """For each place near the foot of a page where ``block`` begins, what its last page holds."""
    packs = (read(*lines_before(count), block) for count in range(20, 44))
    return [count for pdf in packs for count in scraps(pdf, *roles)]


@pytest.mark.parametrize("notes", [(), ((Text("a note"),),)], ids=["bare", "with a note"])
def test_no_row_stands_alone_on_the_last_page(notes: tuple[tuple[Text, ...], ...]) -> None:
    """Two rows at least go over, and the note on a table never without them."""
    columns = (Column("Name", 0.5), Column("What", 0.5))
    rows = tuple(((Text(f"row {n}"),), (Text("value"),)) for n in range(9))
    found = starts(Table("t", "Rows", columns, rows, notes), "TR")
    assert found
    assert min(found) >= 2


def test_no_row_stands_alone_beneath_the_head_of_its_table() -> None:
    """Two rows at least stand on the page where a table begins that goes over."""
    columns = (Column("Name", 0.5), Column("What", 0.5))
    rows = tuple(((Text(f"row {n}"),), (Text("value"),)) for n in range(9))
    packs = [
        read(*lines_before(count), Table("t", "Rows", columns, rows)) for count in range(20, 44)
    ]
    found = [[min(pages_of(row)) for row in list(of_role(pdf, "TR"))[1:]] for pdf in packs]
    first = [pages.count(pages[0]) for pages in found if len(set(pages)) > 1]

    assert first
    assert min(first) >= 2


# --- lines --------------------------------------------------------------------------------------

LONG = WORDS * 3  # of some lines


def items(count: int = 40) -> tuple[ListItem, ...]:
    """Items of some lines each."""
    return tuple(ListItem(f"i{n}", (Text(f"item {n} {LONG}"),)) for n in range(count))


@pytest.mark.parametrize("start", range(4))
def test_no_line_of_an_item_of_a_list_stands_alone(start: int) -> None:
    """Of one that goes over a page, two lines at least stand on both, as of a paragraph."""
    pdf = read(*lines_before(start), List("l", items()))
    split = [body for body in of_role(pdf, "LBody") if len(pages_of(body)) > 1]
    assert split
    for body in split:
        places = {(line.page, round(line.y)) for line in drawn(pdf, body)}
        counts = Counter(page for page, _ in places)
        assert min(counts.values()) > 1


@pytest.mark.parametrize(
    "block",
    [
        List("l", items(), ListStyle.SPOKEN),
        List("l", items(), ListStyle.CARD),
        Callout("c", "Box", items()),
        SourceList("s", tuple(SourceEntry(n, f"s{n}", (Text(LONG),)) for n in range(1, 60))),
    ],
    ids=["spoken", "card", "box", "sources"],
)
@pytest.mark.parametrize("start", range(2))
def test_what_is_read_aloud_or_looked_up_goes_over_whole(block: Block, start: int) -> None:
    """A speaker does not turn the page within a line; nor is a source looked up on two pages."""
    pdf = read(*lines_before(start), block)
    assert len(pdf.pdf.pages) > 1
    assert {len(pages_of(body)) for body in of_role(pdf, "LBody")} == {1}


def test_of_a_list_two_items_go_over_at_least() -> None:
    """One alone would look forgotten."""
    short = tuple(ListItem(f"i{n}", (Text(f"item {n}"),)) for n in range(9))
    found = starts(List("l", short), "LI")
    assert found
    assert min(found) >= 2


def test_a_few_numbered_items_stay_on_one_page() -> None:
    """The three messages are looked at together; their heading goes with them."""
    three = tuple(ListItem(f"i{n}", (Text(f"item {n} {WORDS}"),)) for n in range(3))
    for count in range(20, 44):
        messages = (Heading("h", 2, "Messages"), List("l", three, ListStyle.SPOKEN))
        pdf = read(*lines_before(count), *messages)
        assert len({page for e in of_role(pdf, "H2", "LI") for page in pages_of(e)}) == 1


@pytest.mark.parametrize(("words", "kept"), [(LONG, 2), (LONG * 2, 0)], ids=["fit", "too tall"])
def test_a_few_items_too_tall_for_a_page_part_between_them_in_both_files(
    words: str, kept: int
) -> None:
    """None is cut, and no program that reads the Word file has to guess where they part."""
    said = tuple(ListItem(f"i{n}", (Text(f"item {n} {words}"),)) for n in range(3))
    pack = pack_of(Heading("h", 2, "Messages"), List("l", said, ListStyle.SPOKEN))
    made = render_files(pack, house(), (Path("pack.docx"), Path("pack.pdf")))
    listed = [
        p
        for p in body_of(made[Path("pack.docx")]).iter(f"{W}p")
        if paragraph_text(p).startswith("item")
    ]
    holds = [p for p in listed if p.find(f"{W}pPr/{W}keepNext") is not None]
    pages = [pages_of(item) for item in of_role(ReadPdf(made[Path("pack.pdf")]), "LI")]

    assert [len(on) for on in pages] == [1, 1, 1]
    assert (len(set.union(*pages)) == 1) == bool(kept)
    assert len(holds) == kept


@pytest.mark.parametrize(("times", "held"), [(1, True), (150, False)], ids=["fits", "too tall"])
@pytest.mark.parametrize("following", ["paragraph", "figure"])
def test_what_holds_the_next_holds_it_in_word_where_both_fit_a_page(
    following: str, times: int, held: bool
) -> None:
    """A paragraph that asks for it, and the drawing of a figure with its finding and its source."""
    long = Text("words that fill the lines of a page " * times)
    if following == "figure":
        text = replace(COLUMNS.text, finding=(long,))
        blocks: tuple[Block, ...] = (replace(COLUMNS, text=text),)
    else:
        blocks = (Paragraph("p", (long,), keep_with_next=True), Paragraph("q", (Text("next"),)))
    made = render_files(pack_of(*blocks), house(), (Path("pack.docx"),))[Path("pack.docx")]
    [p] = [p for p in body_of(made).iter(f"{W}p") if paragraph_text(p).startswith("words")]

    assert (p.find(f"{W}pPr/{W}keepNext") is not None) == held


@pytest.mark.parametrize("style", [ListStyle.BULLET, ListStyle.SPOKEN])
def test_a_note_stays_with_the_end_of_what_it_is_on(style: ListStyle) -> None:
    """Else a page may hold nothing but “Shown: 12 of 28”."""
    note = Paragraph("n", (Text("shown are some"),), ParagraphStyle.NOTE)
    for count in range(20, 44):
        pdf = read(*lines_before(count), List("l", items(5), style), note)
        [shown] = [line.page for line in pdf.lines if line.text.startswith("shown are")]
        assert shown in pages_of(list(of_role(pdf, "LI"))[-1])


# --- what holds on to what follows --------------------------------------------------------------


@pytest.mark.parametrize("figure", [COLUMNS, DIAGRAM, TIMELINE], ids=lambda f: f.id)
@pytest.mark.parametrize("count", range(14, 34, 4))
def test_a_heading_a_caption_and_their_figure_stand_on_one_page(figure: Block, count: int) -> None:
    """With the finding and the source beneath it."""
    pdf = read(*lines_before(count), Heading("h", 2, "Heading"), figure)
    pages = {
        page
        for role in ("H2", "Caption", "Figure", "Note")
        for e in of_role(pdf, role)
        for page in pages_of(e)
    }
    assert len(pages) == 1


@pytest.mark.parametrize("count", range(14, 40, 3))
def test_the_title_of_a_box_stands_with_its_first_item(count: int) -> None:
    """However far down the page it begins, and however long the box is."""
    pdf = read(*lines_before(count), Callout("c", "The title", items(30)))
    title = next(line for line in pdf.lines if line.text == "The title" and line.mark is not None)
    first = next(line for line in pdf.lines if line.text.startswith("item 0"))
    assert title.page == first.page


def test_a_box_that_goes_over_is_closed_and_opened_again() -> None:
    """Its ground goes on a little below the last words of a page and above the first of the next.

    It stays between the margins, and its lines stand as far apart as on one page.
    """
    pdf = read(Callout("c", "The title", items(60)))
    look = house()
    fill = look.styles["Callout Title"].fill
    pages = sorted({line.page for line in pdf.lines if line.mark is not None})
    assert len(pages) > 1
    for page in pages:
        grounds = [one for one in pdf.fills if one.page == page and one.color == fill]
        words = [line.y for line in pdf.lines if line.page == page and line.mark is not None]
        top = max(ground.y + ground.height for ground in grounds)
        foot = min(ground.y for ground in grounds)
        leading = look.styles["Callout Text"].leading
        assert foot < min(words) - leading / 5 - 5
        assert top > max(words) + leading / 2 + 5
        assert foot >= look.margin_bottom - 0.1
        assert top <= look.page_height - look.margin_top + 0.1


# --- ways in ------------------------------------------------------------------------------------


@cache
def long_pack() -> Pack:
    """A cover, contents, and headings of all levels over many pages."""
    blocks: list[Block] = [Cover("c", "Title", "", ()), Contents("toc", "Contents", 3)]
    for n in range(24):
        level = n % 3 + 1
        blocks += [
            Heading(f"h{n}", level, f"Heading number {n}", new_page=level == 1),
            *(Paragraph(f"p{n}.{k}", (Text(LONG),)) for k in range(n % 5 + 1)),
        ]
    return pack_of(*blocks)


def test_the_contents_of_the_word_file_name_the_pages_of_the_pdf() -> None:
    """Before Word computes them; all of them."""
    made = write_pdf(long_pack(), house())
    entries = [squeezed(element.text()) for element in of_role(ReadPdf(made.data), "TOCI")]
    body = body_of(write_docx(long_pack(), house(), made.block_pages))
    listed = [
        p
        for p in body.iter(f"{W}p")
        if style_of(p).startswith("TOC") and style_of(p) != "TOCHeading"
    ]
    shown = []
    for paragraph in listed:
        pieces = [t.text or "" for t in paragraph.iter(f"{W}t")]
        shown.append(f"{''.join(pieces[:-1])} {pieces[-1]}")
    assert shown == entries
    assert len(entries) == 24


def test_the_outline_leads_to_the_headings_themselves() -> None:
    """To the page and the height at which the heading stands, not merely to its page."""
    pdf = ReadPdf(write_pdf(long_pack(), house()).data)
    numbers = {page.objgen: n for n, page in enumerate(pdf.pdf.pages)}
    found = 0
    with pdf.pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            page, kind, _, top, *_ = item.destination
            assert str(kind) == "/XYZ"
            [line] = [
                x
                for x in pdf.lines
                if x.text == item.title and x.page == numbers[page.objgen] and x.mark is not None
            ]
            assert line.y < float(top) < line.y + 40
            found += 1
    assert found == 24


def test_pages_are_labelled_as_they_are_numbered() -> None:
    """What a reader types into the viewer is the number printed on the page."""
    pdf = ReadPdf(write_pdf(long_pack(), house()).data)
    for number, page in enumerate(pdf.pdf.pages):
        assert page.label == str(number + 1)
        if number:  # the cover bears none
            assert any(f"Page {page.label} of " in text for text in pdf.artifact_text(number))

"""The pages of the PDF: what stands where, what stays together, and what is said again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Align,
    Block,
    Callout,
    Column,
    Contents,
    Cover,
    Heading,
    List,
    ListItem,
    Pack,
    PageBreak,
    Paragraph,
    Table,
)
from briefgen.pack.inlines import Text
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import PdfFile, write_pdf
from tests.render.pdf_reading import Element, Line, ReadPdf, squeezed
from tests.render.sample import WORDS, every_block
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from briefgen.render.house import House

MARKING = "UNCLASSIFIED – FOR OFFICIAL USE"


@pytest.fixture(scope="module")
def house() -> House:
    """The house style that is shipped."""
    return read_house(ministry())


@pytest.fixture(scope="module")
def sample(house: House) -> PdfFile:
    """The pack with every kind of block."""
    return write_pdf(every_block(), house)


def read(house: House, *blocks: Block) -> ReadPdf:
    """The PDF of ``blocks``, read back."""
    return ReadPdf(write_pdf(pack_of(*blocks), house).data)


def pack_of(*blocks: Block) -> Pack:
    """The sample with other blocks."""
    return replace(every_block(), blocks=blocks)


def paragraph(name: str, sentences: int = 3) -> Paragraph:
    """A paragraph of some lines."""
    return Paragraph(name, (Text(f"{name}. " + WORDS * sentences),))


def rows(count: int, text: str = "value") -> tuple[tuple[tuple[Text, ...], ...], ...]:
    """Table rows of two cells."""
    return tuple(((Text(f"row {n}"),), (Text(text),)) for n in range(count))


COLUMNS = (Column("Name", 0.4), Column("What", 0.6, Align.RIGHT))


# --- furniture ----------------------------------------------------------------------------------


def test_every_page_bears_the_marking_at_head_and_foot(sample: PdfFile, house: House) -> None:
    """The marking stands in the middle, above and below everything else, cover included."""
    pdf = ReadPdf(sample.data)
    for number in range(sample.pages):
        lines = [line for line in pdf.lines if line.page == number]
        marks = [line for line in lines if line.text == MARKING]

        assert len(marks) == 2
        assert {round((mark.x + mark.right) / 2) for mark in marks} == {round(house.page_width / 2)}
        assert max(line.y for line in lines) == max(mark.y for mark in marks)
        assert min(line.y for line in lines) == min(mark.y for mark in marks)


def test_every_page_but_the_cover_says_which_it_is(sample: PdfFile) -> None:
    """Running title, information as at, the section once one has begun, and page x of y."""
    pdf = ReadPdf(sample.data)
    assert pdf.artifact_text(0) == [MARKING, MARKING]

    for number in range(1, sample.pages):
        said = pdf.artifact_text(number)
        section = ["", "", *["Trade · "] * 4, *["Running text · "] * 2, "Sources · "][number]
        assert f"{section}Page {number + 1} of {sample.pages}" in said
        assert "Information as at 22 November 2026" in said
        assert "Visit to Astana: trade & corridors" in said


def test_furniture_and_text_never_touch(house: House) -> None:
    """A header of many lines pushes the text down, a footer of many lines pushes it up."""
    pack = pack_of(*(paragraph(f"p{n}") for n in range(30)))
    furniture = replace(pack.furniture, running_title=WORDS * 3, information_as_at=WORDS * 2)
    pdf = ReadPdf(write_pdf(replace(pack, furniture=furniture), house).data)

    for number in range(len(pdf.pdf.pages)):
        text = [line.y for line in pdf.lines if line.page == number and line.mark is not None]
        other = [line.y for line in pdf.lines if line.page == number and line.mark is None]
        assert len(other) > 8
        assert not [y for y in other if min(text) - 12 < y < max(text) + 12]


def test_no_text_leaves_the_column(sample: PdfFile, house: House) -> None:
    """Nothing runs over the margins."""
    for line in ReadPdf(sample.data).lines:
        assert line.x >= house.margin_left - 0.1
        assert line.right - 4 <= house.page_width - house.margin_right


# --- contents -----------------------------------------------------------------------------------


def test_contents_name_the_page_where_the_heading_stands(sample: PdfFile) -> None:
    """The printed number, the link and the place of the heading agree."""
    pdf = ReadPdf(sample.data)
    root = pdf.tree()
    entries = [squeezed(element.text()) for element in root.walk() if element.role == "TOCI"]
    headings = {
        element.text(): element.pages[0] + 1
        for element in root.walk()
        if element.role in {"H1", "H2"}
    }

    assert entries == [f"{text} {page}" for text, page in headings.items()]
    assert set(headings.values()) <= set(sample.heading_pages.values())


def test_contents_numbers_stand_at_the_right_edge(sample: PdfFile, house: House) -> None:
    """They line up, whatever the length of the heading."""
    numbers = [
        line
        for line in ReadPdf(sample.data).lines
        if line.page == 1 and line.mark is not None and line.text.strip().isdigit()
    ]

    assert len(numbers) == 4
    for line in numbers:
        assert line.right == pytest.approx(house.page_width - house.margin_right, abs=0.1)


def test_contents_of_many_pages_are_right_too(house: House) -> None:
    """The length of the contents moves all pages, and their numbers follow."""
    headings = [Heading(f"h{n}", 1, f"Heading {n}", new_page=True) for n in range(120)]
    made = write_pdf(
        pack_of(Cover("c", "T", "", ()), Contents("toc", "Contents"), *headings), house
    )
    entries = [
        squeezed(element.text()).split()
        for element in ReadPdf(made.data).tree().walk()
        if element.role == "TOCI"
    ]

    assert made.heading_pages["h0"] > 4
    assert [(int(n), int(page)) for _, n, page in entries] == [
        (n, made.heading_pages[f"h{n}"]) for n in range(120)
    ]


# --- breaks -------------------------------------------------------------------------------------


def last_elements(pdf: ReadPdf) -> dict[int, Element]:
    """The element that is drawn last on each page."""
    last: dict[int, tuple[int, Element]] = {}
    for element in pdf.tree().walk():
        for page, mark in element.marks:
            if page not in last or mark > last[page][0]:
                last[page] = (mark, element)
    return {page: element for page, (_, element) in last.items()}


@pytest.mark.parametrize("length", range(1, 40, 3))
def test_no_heading_stands_last_on_a_page(house: House, length: int) -> None:
    """A heading goes over to the page of what it heads."""
    filler = Paragraph("f", (Text(" ".join(["word"] * length * 14)),))
    table = Table("t", "Caption", COLUMNS, rows(4))
    pdf = read(
        house,
        *(
            block
            for n in range(6)
            for block in (filler, Heading(f"a{n}", 1, "One"), Heading(f"b{n}", 2, "Two"), table)
        ),
    )

    roles = {element.role for page, element in last_elements(pdf).items()}
    assert not roles & {"H1", "H2", "H3", "Caption", "TH"}


@pytest.mark.parametrize("start", range(5))
def test_no_line_of_a_paragraph_stands_alone(house: House, start: int) -> None:
    """Where a paragraph goes over to the next page, two lines at least stand on both."""
    pdf = read(house, *(paragraph(f"p{n}", (n + start) % 5 + 1) for n in range(90)))
    split = 0
    for element in pdf.tree().walk():
        if element.role == "P" and len(set(element.pages)) > 1:
            split += 1
            for mark in element.marks:
                lines = [line for line in pdf.lines if (line.page, line.mark) == mark]
                assert len(lines) >= 2

    assert split


def test_a_paragraph_that_keeps_with_the_next_stays_on_its_page(house: House) -> None:
    """However long what comes before."""
    for length in range(0, 900, 60):
        pdf = read(
            house,
            Paragraph("f", (Text(" ".join(["word"] * length)),)),
            Paragraph("a", (Text("held"),), keep_with_next=True),
            paragraph("b", 1),
        )
        pages = {
            element.text()[:4]: element.pages[0]
            for element in pdf.tree().walk()
            if element.role == "P" and element.pages
        }
        assert pages["held"] == pages["b. F"]


def test_breaks_start_a_page_and_leave_none_blank(house: House) -> None:
    """A cover, an explicit break and a heading on a new page each turn the page once."""
    made = write_pdf(
        pack_of(
            Cover("c", "Title", "", ()),
            PageBreak("b1"),
            Heading("h1", 1, "One", new_page=True),
            PageBreak("b2"),
            PageBreak("b3"),
            Heading("h2", 1, "Two", new_page=True),
            PageBreak("b4"),
        ),
        house,
    )

    assert made.pages == 3
    assert made.heading_pages == {"h1": 2, "h2": 3}


def test_the_notice_of_the_cover_stands_at_its_foot(house: House) -> None:
    """Below the middle of the page, above the marking."""
    pdf = read(house, Cover("c", "Title", "Subtitle", (), (Text("notice"),)))
    (notice,) = (line for line in pdf.lines if line.text == "notice")

    assert house.margin_bottom * 0.8 < notice.y < house.page_height / 4


def test_a_small_callout_is_not_cut(house: House) -> None:
    """A box that would be cut goes over as a whole."""
    items = tuple(ListItem(f"i{n}", (Text(f"item {n}"),)) for n in range(4))
    for length in range(0, 900, 45):
        pdf = read(
            house,
            Paragraph("f", (Text(" ".join(["word"] * length)),)),
            Callout("c", "Title", items),
        )
        (box,) = (element for element in pdf.tree().walk() if element.role == "Div")
        assert len({page for element in box.walk() for page in element.pages}) == 1


def test_a_long_callout_goes_over_pages(house: House) -> None:
    """Nothing of it is lost."""
    items = tuple(ListItem(f"i{n}", (Text(f"item {n} " + WORDS),)) for n in range(60))
    pdf = read(house, Callout("c", "Title", items))

    assert len(pdf.pdf.pages) > 1
    for n in range(60):
        assert f"item {n} Freight" in pdf.tree().text()


# --- tables -------------------------------------------------------------------------------------


def test_a_table_says_its_head_again_on_each_page(sample: PdfFile) -> None:
    """Caption, marked as continued, and head stand above the first row of each further page."""
    pdf = ReadPdf(sample.data)
    (table,) = (element for element in pdf.tree().walk() if element.role == "Table")
    pages = sorted({page for element in table.walk() for page in element.pages})

    assert len(pages) > 1
    assert "Table 1. Goods trade by period and reporter, USD million" in pdf.page_text(pages[0])
    for page in pages[1:]:
        said = pdf.artifact_text(page)
        assert said[0] == "Table 1. Goods trade by period and reporter, USD million (continued)"
        assert said[1:5] == ["Period", "Flow", "Value", "Counted by"]


@pytest.mark.parametrize("lines", range(20, 44, 3))
def test_a_small_table_is_not_cut(house: House, lines: int) -> None:
    """Up to four rows stand on one page, wherever the table begins."""
    text = [Paragraph(f"p{n}", (Text(f"line {n}"),)) for n in range(lines)]
    rows = tuple(((Text(f"row {n}"),),) for n in range(4))
    pdf = read(house, *text, Table("t", "Small", (Column("A", 1.0),), rows))
    pages = {line.page for line in pdf.lines if line.text.startswith("row")}

    assert len(pages) == 1


def test_rows_stay_whole(sample: PdfFile) -> None:
    """No row is cut by the end of a page."""
    for row in ReadPdf(sample.data).tree().walk():
        if row.role == "TR":
            assert len({page for cell in row.walk() for page in cell.pages}) == 1


def test_numbers_line_up_on_the_right(sample: PdfFile) -> None:
    """The cells of a right-aligned column, its head too, end at one place."""
    pdf = ReadPdf(sample.data)
    marks = {
        mark
        for row in pdf.tree().walk()
        if row.role == "TR"
        for mark in row.kids[2].marks  # type: ignore[union-attr]
    }
    ends = {round(line.right, 1) for line in pdf.lines if (line.page, line.mark) in marks}

    assert len(ends) == 1


def test_a_row_taller_than_a_page_is_cut_between_lines(house: House) -> None:
    """It is printed whole over pages, and the writer comes to an end."""
    words = " ".join(f"w{n}" for n in range(4000))
    pdf = read(house, Table("t", "Caption", COLUMNS, (((Text("a"),), (Text(words),)),)))
    (cell,) = (e for e in pdf.tree().walk() if e.role == "TD" and e.text().startswith("w0"))

    assert squeezed(cell.text()) == words
    assert len(set(cell.pages)) > 2


def test_a_head_taller_than_a_page_does_not_hang(house: House) -> None:
    """A head that leaves no room is not said again."""
    column = Column(" ".join(["head"] * 3000), 1.0)
    made = write_pdf(pack_of(Table("t", "Caption", (column,), rows(3))), house)

    assert made.pages < 10


def test_tables_are_numbered_in_order(house: House) -> None:
    """A table without a caption has no number."""
    tables = [Table(f"t{n}", caption, COLUMNS, rows(1)) for n, caption in enumerate(("A", "", "B"))]
    captions = [e.text() for e in read(house, *tables).tree().walk() if e.role == "Caption"]

    assert captions == ["Table 1. A", "Table 2. B"]


# --- lines --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    ["x" * 400, "https://example.org/" + "path/" * 60, "half-way-" * 50, "№" * 300, "🙂" * 200],
)
def test_a_word_longer_than_the_line_is_broken(house: House, word: str) -> None:
    """In text, lists and narrow cells; no letter is lost."""
    pdf = read(
        house,
        Paragraph("p", (Text(f"before {word} after"),)),
        List("l", (ListItem("i", (Text(word),)),)),
        Table("t", "c", (Column("a", 0.05), Column("b", 0.95)), (((Text(word),), ()),)),
    )

    for line in pdf.lines:
        assert line.right <= house.page_width - house.margin_right + 4.5
    expected = word.replace("🙂", "\ufffd")
    assert pdf.tree().text().count(expected) == 3


def test_a_column_without_room_still_ends(house: House) -> None:
    """One character a line at the least."""
    columns = (Column("a", 0.0), Column("b", 1.0))
    pdf = read(house, Table("t", "c", columns, (((Text("narrow"),), (Text("wide"),)),)))

    assert "narrow" in pdf.tree().text()


def test_a_citation_stays_with_its_words(sample: PdfFile) -> None:
    """No line begins with a citation: each goes on where other words end."""
    lines = [line for line in marked_lines(ReadPdf(sample.data)) if line.page != 8]
    cited = [line for line in lines if line.text.startswith("[")]

    assert cited
    for line in cited:
        row = [other for other in lines if (other.page, other.y) == (line.page, line.y)]
        assert any(abs(other.right - line.x) < 0.1 for other in row)


def marked_lines(pdf: ReadPdf) -> list[Line]:
    """Lines that begin a line of text."""
    return [line for line in pdf.lines if line.mark is not None]


def test_figures_given_with_a_hyphen_are_not_broken(house: House) -> None:
    """A span of years stays on one line."""
    for length in range(60, 90):
        text = "n" * length + " 2020–2026"
        lines = [line.text for line in read(house, Paragraph("p", (Text(text),))).lines]
        assert any("2020–2026" in line for line in lines)


def test_text_fills_the_line(house: House) -> None:
    """A line ends only where the next word has no room."""
    pdf = read(house, Paragraph("p", (Text(" ".join(["word"] * 200)),)))
    lines = [line for line in pdf.lines if line.mark is not None]
    space_and_word = (lines[0].right - lines[0].x) / lines[0].text.count("word")

    assert len(lines) > 3
    for line, _ in pairwise(lines):
        assert line.right > house.page_width - house.margin_right - space_and_word

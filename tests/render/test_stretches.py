"""Pages of different kinds: for both sides of paper, on their side, with their section below."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pikepdf
from docx.enum.section import WD_ORIENTATION, WD_SECTION_START
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import Block, Column, Contents, Cover, Heading, Pack, Paragraph, Table
from briefgen.pack.build import make_pack
from briefgen.pack.inlines import Text
from briefgen.pack.request import Layout, Request
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from briefgen.render.stretches import stretches
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block, paragraph_text
from tests.render.word_files import W, body_of, ministry, parts_of
from tests.render.word_files import paragraph_text as text_of
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from briefgen.render.house import House

BLANK = "This page is intentionally blank"
MARKING = "UNCLASSIFIED – FOR OFFICIAL USE"
WIDE = Table(
    "wide",
    "Wide",
    (Column("A", 0.5), Column("B", 0.5)),
    tuple(((Text(f"row {n}"),), (Text("value"),)) for n in range(54)),
    wide=True,
)


@cache
def house() -> House:
    """The house style that is shipped."""
    return read_house(ministry())


def pack_of(*blocks: Block, two_sided: bool = True) -> Pack:
    """The sample with other blocks, marked as a draft."""
    pack = every_block()
    furniture = replace(pack.furniture, blank_page=BLANK, draft="DRAFT")
    return replace(pack, blocks=blocks, furniture=furniture, two_sided=two_sided)


def paragraph(name: str) -> Paragraph:
    """A paragraph of some lines."""
    return Paragraph(name, (Text(paragraph_text(1)),))


@cache
def printed() -> Pack:
    """A cover, contents, three sections and a topic within one, for both sides of paper."""
    return pack_of(
        Cover("cover", "Title", "", ()),
        Contents("contents", "Contents"),
        Heading("one", 1, "First section", right_hand=True),
        paragraph("p1"),
        Heading("topic", 2, "A topic", right_hand=True),
        paragraph("p2"),
        Heading("two", 1, "Second section", right_hand=True),
        *(paragraph(f"long.{n}") for n in range(12)),
        Heading("three", 1, "Third section", right_hand=True),
        paragraph("p3"),
    )


# --- both sides of paper ------------------------------------------------------------------------


def test_each_brief_starts_on_a_right_hand_page() -> None:
    """L10: pages with an odd number; the contents give these."""
    file = write_pdf(printed(), house())
    assert {page % 2 for page in file.heading_pages.values()} == {1}
    assert list(file.heading_pages.values()) == sorted(set(file.heading_pages.values()))


def test_a_page_left_empty_says_so_and_is_marked() -> None:
    """It bears everything at head and foot, and nothing of it is read aloud as text."""
    file = write_pdf(printed(), house())
    pdf = ReadPdf(file.data)
    blank = [n for n in range(file.pages) if BLANK in pdf.artifact_text(n)]
    assert blank
    assert {number % 2 for number in blank} == {1}  # from 0: left-hand pages
    for number in blank:
        said = pdf.artifact_text(number)
        assert said.count(MARKING) == 2
        assert any(f"Page {number + 1} of {file.pages}" in text for text in said)
        assert not [x for x in pdf.lines if x.page == number and x.mark is not None]
    assert BLANK not in pdf.tree().text()


def test_a_printer_is_told_to_turn_the_long_edge() -> None:
    """Only where the pack is for both sides."""
    with pikepdf.open(BytesIO(write_pdf(printed(), house()).data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipLongEdge"
    one_side = replace(printed(), two_sided=False)
    with pikepdf.open(BytesIO(write_pdf(one_side, house()).data)) as pdf:
        assert "/Duplex" not in pdf.Root.ViewerPreferences


def test_word_starts_the_same_briefs_on_odd_pages() -> None:
    """Section breaks of the kind odd page; the marking is in the footers of all of them."""
    data = write_docx(printed(), house(), {})
    assert lint(data) == []
    kinds = [section.start_type for section in docx.Document(BytesIO(data)).sections]
    assert kinds == [WD_SECTION_START.NEW_PAGE, *[WD_SECTION_START.ODD_PAGE] * 4]


def test_the_layout_of_a_request_is_that_of_its_pack() -> None:
    """Sheets of their own begin on the right, annexes where they may; a screen has no blanks."""
    base, request = bundled_base(), Request(topics=("trade",), as_of=TODAY, layout=Layout.PRINT)
    pack = make_pack(base, request, bundled_templates(), TODAY).pack
    headings = [block for block in pack.blocks if isinstance(block, Heading)]
    right = [heading.id for heading in headings if heading.right_hand]
    topics = [heading.id for heading in headings if heading.id.startswith("topic.")]
    assert pack.two_sided
    assert set(right) == {h.id for h in headings if h.new_page and not h.runs_on}
    assert {"timeline", "trade_table"} <= {h.id for h in headings if h.runs_on}
    assert set(topics[1:]) <= set(right)
    assert pack.furniture.blank_page == BLANK

    tablet = make_pack(base, replace(request, layout=Layout.TABLET), bundled_templates(), TODAY)
    assert not tablet.pack.two_sided
    assert not [b for b in tablet.pack.blocks if isinstance(b, Heading) and b.right_hand]


# --- pages on their side ------------------------------------------------------------------------


def turned_pack() -> Pack:
    """A wide table under its heading, between upright pages."""
    return pack_of(
        Heading("before", 1, "Before"),
        paragraph("p1"),
        Heading("corridors", 1, "Corridors", new_page=True),
        WIDE,
        Heading("after", 2, "After"),
        paragraph("p2"),
    )


def test_a_wide_table_stands_with_its_heading_on_pages_that_lie_on_their_side() -> None:
    """The text before and after it stands on upright pages."""
    file = write_pdf(turned_pack(), house())
    sides = [
        float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in ReadPdf(file.data).pdf.pages
    ]
    assert sides == [False, True, True, True, False]
    assert file.heading_pages == {"before": 1, "corridors": 2, "after": 5}


def test_the_marking_and_the_numbers_keep_their_edges_on_such_pages() -> None:
    """In the middle and at the right edge of the wider page; the text stays in its column."""
    pdf = ReadPdf(write_pdf(turned_pack(), house()).data)
    width, margin = house().page_height, house().margin_right
    for number in (1, 2, 3):
        lines = [line for line in pdf.lines if line.page == number]
        marks = [line for line in lines if line.text == MARKING]
        assert len(marks) == 2
        assert {round((mark.x + mark.right) / 2) for mark in marks} == {round(width / 2)}
        [foot] = [line for line in lines if "Page " in line.text]
        assert foot.text == f"Corridors · Page {number + 1} of 5"
        assert abs(foot.right - (width - margin)) < 0.5
        assert max(line.right for line in lines) <= width - margin + 4
        assert [line for line in lines if "DRAFT" in line.text]
    assert max(line.right for line in pdf.lines if line.page == 1) > house().page_width


def test_word_turns_the_same_pages() -> None:
    """A section of its own with a footer of its own width; the table as wide as that page."""
    data = write_docx(turned_pack(), house(), {})
    assert lint(data) == []
    sections = docx.Document(BytesIO(data)).sections
    assert [s.orientation for s in sections] == [
        WD_ORIENTATION.PORTRAIT,
        WD_ORIENTATION.LANDSCAPE,
        WD_ORIENTATION.PORTRAIT,
    ]
    [table] = body_of(data).iter(f"{W}tbl")
    column = round((house().page_height - house().margin_left - house().margin_right) * 20)
    assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == column
    stops = [
        (stop.get(f"{W}val"), int(stop.get(f"{W}pos")))
        for paragraph in sections[1].footer.paragraphs
        for stop in paragraph._p.iter(f"{W}tab")
        if stop.get(f"{W}pos")
    ]
    assert ("right", column) in stops


# --- the section at the foot --------------------------------------------------------------------


def test_word_shows_the_right_section_even_where_it_does_not_compute_fields() -> None:
    """M13: a field by the level of the heading, which shows the name of its own section."""
    parts = parts_of(write_docx(printed(), house(), {}))
    footers = [etree.fromstring(parts[name]) for name in sorted(parts) if "word/footer" in name]
    fields = [
        f
        for root in footers
        for f in root.iter(f"{W}fldSimple")
        if "STYLEREF" in f.get(f"{W}instr")
    ]
    assert {field.get(f"{W}instr") for field in fields} == {"STYLEREF 1"}
    shown = {text_of(field) for field in fields}
    assert shown == {"First section", "Second section", "Third section"}


def test_a_dash_in_the_name_of_a_section_is_no_end_of_it() -> None:
    """Pages are named from the whole first section to the last that runs over to a next page."""
    blocks = (
        Heading("route", 1, "Almaty – Karachi", new_page=True),
        paragraph("p1"),
        Heading("table", 1, "Goods"),
        paragraph("p2"),
        Heading("long", 1, "A section with a name that is longer than those of all others"),
    )
    assert [one.section for one in stretches(blocks, ["table"])] == ["Almaty – Karachi – Goods"]
    pack = pack_of(*blocks, two_sided=False)
    document = docx.Document(BytesIO(write_docx(pack, house(), {}, going_over=["table"])))
    footers = "".join(text_of(p._p) for s in document.sections for p in s.footer.paragraphs)
    assert "Almaty – Karachi – Goods" in footers


def test_the_pages_before_the_first_section_name_none() -> None:
    """Cover and contents belong to no section; on a page with two the first is told."""
    pdf = ReadPdf(write_pdf(printed(), house()).data)
    assert not [text for text in pdf.artifact_text(1) if "section ·" in text]
    both = pack_of(
        Heading("a", 1, "Alpha"), paragraph("p"), Heading("b", 1, "Beta"), paragraph("q")
    )
    assert [
        x
        for x in ReadPdf(write_pdf(both, house()).data).artifact_text(0)
        if "Alpha · Page 1 of 1" in x
    ]

"""The Word file says what the pack says, in Word's own means, on pages that hold together."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Callout,
    Column,
    Cover,
    Detail,
    Heading,
    List,
    ListItem,
    ListStyle,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Table,
)
from briefgen.pack.inlines import Text
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from tests.render.docx_reading import has, paragraphs, said, written
from tests.render.sample import every_block
from tests.render.word_files import (
    W,
    body_of,
    ministry,
    opened,
    paragraph_text,
    style_of,
)
from tests.render.word_lint import lint


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The sample pack as a Word file."""
    return written()


# --- the same words in the same order -------------------------------------------------------------


def test_the_file_says_what_the_blocks_say_in_their_order(sample: bytes) -> None:
    """Each piece is a paragraph; only the entries of the contents are the writer's own."""
    contents = ("TOC1", "TOC2", "TOC3")
    printed = [paragraph_text(p) for p in paragraphs(sample) if style_of(p) not in contents]
    printed = [text.removeprefix("Table 1. ").replace("\u00a0", " ").rstrip() for text in printed]
    assert printed == said(every_block())


def test_python_docx_reads_the_same_file(sample: bytes) -> None:
    """Another reader finds headings, tables and sections, once it has opened the controls."""
    document = opened(io.BytesIO(sample))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == ["Trade", "Trade volumes and balance"]
    assert len(document.tables) == 1
    assert len(document.tables[0].rows) == 61
    assert len(document.sections) == 4  # the front, and the parts under a heading of level 1


def test_an_empty_pack_is_still_a_document() -> None:
    """No blocks, one empty paragraph."""
    pack = replace(every_block(), blocks=())
    data = write_docx(pack, read_house(ministry()), {})
    assert [paragraph_text(p) for p in paragraphs(data)] == [""]


def test_a_table_without_columns_is_nothing_at_all() -> None:
    """Word would repair one; no caption of it is left, and it takes no number, as in the PDF."""
    empty = Table("none", "Nothing", (), ())
    data = written(empty, Table("t", "Something", (Column("A", 1.0),), ()))

    assert len(list(body_of(data).iter(f"{W}tbl"))) == 1
    captions = [paragraph_text(p) for p in paragraphs(data, "Caption")]
    assert captions == ["Table 1. Something"]
    assert lint(data) == []


def test_empty_pieces_of_a_cover_leave_no_empty_line() -> None:
    """No subtitle, no paragraph; no notice, no note."""
    data = written(Cover("c", "Title", "", (Detail("Place", (Text("Astana"),)),)))
    assert [style_of(p) for p in paragraphs(data)] == ["Title", "CoverLabel", "CoverDetail"]


# --- styles, pages, spacing -----------------------------------------------------------------------


def test_each_block_is_in_the_style_of_its_name(sample: bytes) -> None:
    """Nothing is formatted by hand that a style can say."""
    used = {style_of(p) for p in paragraphs(sample)}
    assert used == {
        *("Title", "Subtitle", "CoverLabel", "CoverDetail", "Note", "TOCHeading", "TOC1", "TOC2"),
        *("Heading1", "Heading2", "Heading3", "LeadParagraph", "Objective", "SpokenLine"),
        *("TheyMayRaise", "OurResponse", "Caption", "TableHead", "TableText", "ListBullet"),
        *("CalloutTitle", "CalloutText", "BodyText", "SourceEntry"),
    }


def test_pages_start_where_the_blocks_say(sample: bytes) -> None:
    """After the cover, at headings that ask for it, and after a page break.

    A heading of level 1 starts its page by a section of its own, which tells its name below.
    """
    fresh = [paragraph_text(p) for p in paragraphs(sample) if has(p, "pageBreakBefore")]
    assert fresh == ["Contents"]
    begun = [
        next(paragraph_text(later) for later in p.itersiblings() if paragraph_text(later))
        for p in body_of(sample).iter(f"{W}p")
        if has(p, "sectPr")
    ]
    assert begun == ["Trade", "Running text", "Sources"]


def test_a_break_before_a_heading_on_a_new_page_breaks_once() -> None:
    """Two wishes for a fresh page are one."""
    data = written(
        Paragraph("p", (Text("a"),)), PageBreak("b"), Heading("h", 2, "H", new_page=True)
    )
    assert len([p for p in paragraphs(data) if has(p, "pageBreakBefore")]) == 1
    assert len(paragraphs(data)) == 2
    data = written(
        Paragraph("p", (Text("a"),)), PageBreak("b"), Heading("h", 1, "H", new_page=True)
    )
    assert not [p for p in paragraphs(data) if has(p, "pageBreakBefore")]
    assert len(list(body_of(data).iter(f"{W}sectPr"))) == 2


def test_keep_with_next_is_passed_on(sample: bytes) -> None:
    """What must not be parted from the next block is told so."""
    kept = [style_of(p) for p in paragraphs(sample) if has(p, "keepNext")]
    # The head, the first, and the last two before the note.
    rows = [*["TableHead"] * 4, *["TableText"] * 12]
    assert kept == ["Objective", "SpokenLine", "TheyMayRaise", *rows, "ListBullet", "CalloutTitle"]


def test_a_small_table_is_held_on_one_page() -> None:
    """Each row but the last holds the next; in a long one the head, the first, the last but one.

    The last one holds a note on the table.
    """

    def kept(rows: int, *notes: str) -> list[str]:
        cells = tuple(((Text(str(number)),),) for number in range(rows))
        told = tuple((Text(note),) for note in notes)
        data = written(Table("t", "T", (Column("A", 1.0),), cells, told))
        found = [p for p in paragraphs(data) if has(p, "keepNext") and style_of(p) != "Caption"]
        return [paragraph_text(p) for p in found]

    assert kept(4) == ["A", "0", "1", "2"]
    assert kept(5) == ["A", "0", "3"]
    assert kept(5, "one", "two") == ["A", "0", "3", "4", "one"]
    assert kept(1, "one") == ["A", "0"]


@pytest.mark.parametrize(
    ("style", "count", "kept"),
    [
        (ListStyle.SPOKEN, 3, [0, 1]),
        (ListStyle.SPOKEN, 5, [3]),
        (ListStyle.BULLET, 3, [1]),
        (ListStyle.BULLET, 1, []),
    ],
)
def test_a_list_leaves_no_scrap_to_the_next_page(
    style: ListStyle, count: int, kept: list[int]
) -> None:
    """A few numbered items stay on one page; of others two go over, with a note on them."""
    items = tuple(ListItem(f"i{n}", (Text(str(n)),)) for n in range(count))
    note = Paragraph("n", (Text("note"),), ParagraphStyle.NOTE)

    def held(*blocks: object) -> list[str]:
        return [paragraph_text(p) for p in paragraphs(written(*blocks)) if has(p, "keepNext")]

    assert held(List("l", items, style)) == [str(number) for number in kept]
    assert held(List("l", items, style), note) == [*map(str, kept), str(count - 1)]


def test_running_text_stands_clear_of_a_paragraph_with_a_bar() -> None:
    """A note on it stands close."""
    bar = Paragraph("b", (Text("They may ask."),), ParagraphStyle.THEY_MAY_RAISE)
    note = Paragraph("n", (Text("note"),), ParagraphStyle.NOTE)
    text = Paragraph("t", (Text("text"),))

    close, clear = (paragraphs(written(bar, after))[-1] for after in (note, text))
    assert clear.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "120"
    assert not has(close, "spacing")


def test_there_is_air_after_a_table_and_a_callout() -> None:
    """Body text has no space before, so what follows a table brings it along."""
    table = Table("t", "Caption", (Column("A", 1.0),), (((Text("1"),),),))
    callout = Callout("c", "Title", (ListItem("i", (Text("Item"),)),))
    after = Paragraph("p", (Text("after"),))
    for block in (table, callout):
        last = paragraphs(written(block, after))[-1]
        assert last.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "160"
    heading = paragraphs(written(table, Heading("h", 2, "H")))[-1]
    assert not has(heading, "spacing")

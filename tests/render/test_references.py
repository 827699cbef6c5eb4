"""References within a pack: “Table 1”, counted by the writers, leading there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.after.verify import hand_edits
from briefgen.pack.blocks import Block, Column, Heading, Pack, PageBreak, Paragraph, Table
from briefgen.pack.crossing import without_dead_references
from briefgen.pack.inlines import CrossReference, Text
from briefgen.pack.said import block_text, inline_runs
from briefgen.render.docx import write_docx
from briefgen.render.files import render_files
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from briefgen.render.reading_docx import read_docx
from briefgen.render.reading_pdf import read_pdf
from tests.pack.making import TODAY, make_bundled
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import W, body_of, ministry, paragraph_text
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from briefgen.render.house import House

REFERRING = Paragraph(
    "p",
    (Text("See "), CrossReference("second"), Text(" under "), CrossReference("h"), Text(".")),
)


@cache
def house() -> House:
    """The house style that is shipped."""
    return read_house(ministry())


def referring() -> Pack:
    """A paragraph that refers forward to the second of two tables and to a heading."""
    cells = (((Text("cell"),),),)
    tables = [Table(name, name.title(), (Column("A", 1.0),), cells) for name in ("first", "second")]
    blocks = (REFERRING, tables[0], Heading("h", 1, "Trade & corridors", new_page=True), tables[1])
    return replace(every_block(), blocks=blocks)


def test_the_pdf_prints_the_number_and_leads_to_the_page() -> None:
    """A reference in the structure tree, with a link to where the table stands."""
    pdf = ReadPdf(write_pdf(referring(), house()).data)
    drawn = "".join(line.text for line in pdf.lines if line.page == 0 and line.mark is not None)
    assert "See Table 2 under Trade & corridors." in drawn.replace("\u00a0", " ")
    areas = [area for area in pdf.pdf.pages[0].Annots if "/Dest" in area]
    assert [area.Dest[0].objgen for area in areas] == [pdf.pdf.pages[1].objgen] * 2
    said = next(e for e in pdf.tree().walk() if e.role == "P")
    assert said.text(frozenset({"Reference"})) == "See  under ."


def test_word_gets_fields_that_lead_to_bookmarks() -> None:
    """REF with the number as it is now; the bookmark holds “Table 2” of the caption, no stop."""
    data = write_docx(referring(), house(), {})
    assert lint(data) == []
    body = body_of(data)
    first = next(p for p in body.iter(f"{W}p") if paragraph_text(p))
    assert paragraph_text(first) == "See Table 2 under Trade & corridors."
    codes = [e.text.split()[1] for e in first.iter(f"{W}instrText")]
    names = {e.get(f"{W}name"): e.get(f"{W}id") for e in body.iter(f"{W}bookmarkStart")}
    assert set(codes) <= set(names)
    start = next(e for e in body.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == codes[0])
    held = []
    for later in start.itersiblings():
        if later.tag == f"{W}bookmarkEnd" and later.get(f"{W}id") == start.get(f"{W}id"):
            break
        held += [t.text for t in later.iter(f"{W}t")]
    assert "".join(held) == "Table 2"


PAGED = Paragraph(
    "p", (Text("See "), CrossReference("h"), Text(", page "), CrossReference("h", page=True))
)
BEHIND = Paragraph("q", (Text("At "), CrossReference("h", page=True), Text(" it stands.")))


def paged(pages: int, *first: Block, language: str = "en-GB") -> Pack:
    """Paragraphs that refer to a heading which stands so many pages on."""
    breaks = (PageBreak(f"b{n}") for n in range(pages))
    between = [b for one in breaks for b in (one, Paragraph(f"t.{one.id}", (Text("text"),)))]
    blocks = (*first, *between[:-1], Heading("h", 1, "Trade"))
    return replace(every_block(), blocks=blocks, language=language)


@pytest.mark.parametrize("pages", [1, 10, 120])
def test_a_page_is_named_by_its_number_in_both_files(pages: int) -> None:
    """Known when all pages are filled; in the Word file as the result of a field."""
    pack = paged(pages, PAGED, BEHIND)
    made = write_pdf(pack, house())
    pdf = ReadPdf(made.data)
    drawn = "".join(line.text for line in pdf.lines if line.page == 0 and line.mark is not None)
    said = f"See Trade, page {pages + 1}At {pages + 1} it stands."
    assert drawn == said
    goals = {area.Dest[0].objgen for area in pdf.pdf.pages[0].Annots}
    assert goals == {pdf.pdf.pages[pages].objgen}

    data = write_docx(pack, house(), made.block_pages)
    assert lint(data) == []
    first, second = list(body_of(data).iter(f"{W}p"))[:2]
    assert paragraph_text(first) + paragraph_text(second) == said
    codes = [e.text.split() for e in first.iter(f"{W}instrText")]
    assert [code[0] for code in codes] == ["REF", "PAGEREF"]
    assert codes[0][1:] == codes[1][1:]


@pytest.mark.parametrize("pages", [1, 10, 120])
def test_words_behind_the_number_stand_close_to_it(pages: int) -> None:
    """Whatever the length of the number; read from the right too."""
    from_left = ReadPdf(write_pdf(paged(pages, BEHIND), house()).data)
    pieces = [line for line in from_left.lines if line.page == 0 and line.mark is not None]
    assert "".join(piece.text for piece in pieces) == f"At {pages + 1} it stands."
    said = Paragraph("q", (Text("صفحہ "), CrossReference("h", page=True), Text(" پر ہے")))
    from_right = ReadPdf(write_pdf(paged(pages, said, language="ur"), house()).data)
    before, number, after = (x for x in from_right.lines if x.page == 0 and x.mark is not None)
    assert number.text == str(pages + 1)
    assert before.x == pytest.approx(number.right, abs=0.1)
    assert after.right == pytest.approx(number.x, abs=0.1)


def test_what_a_reference_prints_is_no_part_of_what_is_said() -> None:
    """A table more before it changes no other block; a reader of the file passes over it."""
    assert block_text(REFERRING) == ("See  under .",)


def referring_to(pack: Pack, goal: str) -> list[str]:
    """The blocks that refer to ``goal`` and to its page."""
    words, page = CrossReference(goal), CrossReference(goal, page=True)
    return [
        block.id
        for block in pack.blocks
        if any(words in run and page in run for run in inline_runs(block))
    ]


def test_a_visit_pack_leads_to_its_tables_and_briefs() -> None:
    """Key figures and charts to the table of trade, the steering note to the topic briefs.

    Both files are read back as written: what a reference prints is no edit.
    """
    pack = make_bundled(topics=("trade", "culture"), as_of=TODAY).pack
    leading = referring_to(pack, "trade_table.table")
    assert {"trade.volume.figures.table", "charts.numbers"} <= set(leading)
    for goal in ("category.trade", "category.culture"):
        assert referring_to(pack, goal) == ["steering.briefs"]
    paths = [Path("pack.docx"), Path("pack.pdf")]
    files = render_files(pack, house(), paths)
    assert list(hand_edits(read_docx(files[paths[0]], paths[0]))) == []
    printed = read_pdf(files[paths[1]], paths[1])
    assert list(hand_edits(replace(printed, whole=None))) == []


@pytest.mark.parametrize("product", ["checklist", "call-brief", "background", "pocket-card"])
def test_no_product_refers_to_what_it_lacks(product: str) -> None:
    """A shorter product has neither the table nor the way there."""
    pack = make_bundled(topics=("trade.volume",), as_of=TODAY, product=product).pack
    known = {block.id for block in pack.blocks}
    inlines = [i for b in pack.blocks for run in inline_runs(b) for i in run]
    assert {i.block for i in inlines if isinstance(i, CrossReference)} <= known


def test_a_part_of_a_pack_keeps_no_reference_to_what_it_lacks() -> None:
    """An addendum holds single briefs."""
    note = (Text("All counts: "), CrossReference("elsewhere"))
    table = Table("t", "T", (Column("A", 1.0),), (), (note, (Text("Kept"),)))
    dead = Paragraph("p", note)
    [kept] = without_dead_references([dead, table])
    assert isinstance(kept, Table)
    assert kept.notes == ((Text("Kept"),),)

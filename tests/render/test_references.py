"""References within a pack: “Table 1”, counted by the writers, leading there."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Column, Heading, Pack, Paragraph, Table
from briefgen.pack.build import make_pack
from briefgen.pack.crossing import without_dead_references
from briefgen.pack.inlines import CrossReference, Text
from briefgen.pack.request import Request
from briefgen.pack.said import block_text
from briefgen.pack.verify import hand_edits
from briefgen.render.docx import write_docx
from briefgen.render.files import render_files
from briefgen.render.house_reader import read_house
from briefgen.render.pdf import write_pdf
from briefgen.render.reading_docx import read_docx
from briefgen.render.reading_pdf import read_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
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


def test_what_a_reference_prints_is_no_part_of_what_is_said() -> None:
    """A table more before it changes no other block; a reader of the file passes over it."""
    assert block_text(REFERRING) == ("See  under .",)


def test_the_key_figures_lead_to_the_table_of_trade() -> None:
    """Where the pack has one; both files are read back as written."""
    request = Request(topics=("trade",), as_of=TODAY)
    pack = make_pack(bundled_base(), request, bundled_templates(), TODAY).pack
    leading = [
        block.id
        for block in pack.blocks
        if isinstance(block, Table)
        for note in block.notes
        if CrossReference("trade_table.table") in note
    ]
    assert "trade.volume.figures.table" in leading
    paths = [Path("pack.docx"), Path("pack.pdf")]
    files = render_files(pack, house(), paths)
    assert list(hand_edits(read_docx(files[paths[0]], paths[0]))) == []
    printed = read_pdf(files[paths[1]], paths[1])
    assert list(hand_edits(replace(printed, whole=None))) == []

    checklist = replace(request, product="checklist")
    short = make_pack(bundled_base(), checklist, bundled_templates(), TODAY).pack
    known = {block.id for block in short.blocks}
    assert "trade_table.table" not in known
    assert not [
        b
        for b in short.blocks
        if isinstance(b, Table)
        and any(isinstance(i, CrossReference) for note in b.notes for i in note)
    ]


def test_a_part_of_a_pack_keeps_no_reference_to_what_it_lacks() -> None:
    """An addendum holds single briefs."""
    note = (Text("All counts: "), CrossReference("elsewhere"))
    table = Table("t", "T", (Column("A", 1.0),), (), (note, (Text("Kept"),)))
    [kept] = without_dead_references([table])
    assert isinstance(kept, Table)
    assert kept.notes == ((Text("Kept"),),)

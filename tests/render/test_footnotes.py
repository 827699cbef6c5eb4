"""Footnotes: on the page that calls them, in both formats, and understood when read back."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.after.verify import hand_edits
from briefgen.pack.blocks import Block, Column, Heading, Pack, Paragraph, Table
from briefgen.pack.fingerprints import blocks_printed
from briefgen.pack.inlines import Footnote, Text, plain
from briefgen.pack.said import block_text, footnotes
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import PdfFile, write_pdf
from briefgen.render.reading_docx import read_docx
from briefgen.render.reading_pdf import read_pdf
from tests.render.pdf_reading import Element, Line, ReadPdf, squeezed
from tests.render.sample import WORDS, every_block, note, paragraph_text, with_footnotes
from tests.render.word_files import (
    W,
    body_of,
    changed_house,
    ministry,
    parts_of,
    style_of,
    without_style,
    zipped,
)
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from briefgen.render.house import House


@cache
def house() -> House:
    """The house style that is shipped."""
    return read_house(ministry())


@cache
def noted() -> PdfFile:
    """The sample with footnotes as a PDF."""
    return write_pdf(with_footnotes(), house())


def pack_of(*blocks: Block) -> Pack:
    """The sample with other blocks."""
    return replace(every_block(), blocks=blocks)


def notes_of(pack: Pack) -> list[str]:
    """The words of all notes of ``pack``, in order."""
    return [squeezed(plain(run)) for block in pack.blocks for run in footnotes(block)]


def elements(pdf: ReadPdf, role: str) -> list[Element]:
    """The elements of one role, in reading order; of notes those that have a number."""
    found = [element for element in pdf.tree().walk() if element.role == role]
    if role != "Note":
        return found
    return [e for e in found if isinstance(e.kids[0], Element) and e.kids[0].role == "Lbl"]


def words_of(note: Element) -> str:
    """The words of a note without its number."""
    return squeezed(note.text(frozenset({"Lbl"})))


def recorded(pack: Pack) -> Pack:
    """``pack`` with a generation record that can be read back."""
    record = {
        "format": 1,
        "request": {"visit": {}},
        "as_of": "2026-11-22",
        "marking": pack.furniture.marking,
        "table_label": pack.furniture.table_label,
        **dict.fromkeys(("program", "fact_base", "fact_base_version", "digest", "product"), ""),
        **dict.fromkeys(("product_sha256", "words_sha256", "patterns_sha256"), ""),
        **{table: {} for table in ("facts", "observations", "lines", "people", "sources")},
        "rivals": {},
        "blocks": blocks_printed(pack.blocks, pack.furniture.table_label),
    }
    return replace(pack, record=record)


# --- the blocks ---------------------------------------------------------------------------------


def test_a_note_is_no_word_of_the_text_that_calls_it() -> None:
    """It comes after the pieces of its block, for checks, records and comparisons alike."""
    block = Paragraph("p", (Text("Agreed"), note("objective"), Text(" by both.")))
    said = (
        "On the objective: another count is 250 million dollars [2], see https://example.org/count."
    )
    assert block_text(block) == ("Agreed by both.", said)


def test_a_note_within_a_note_is_refused() -> None:
    """Neither format could set it."""
    with pytest.raises(ValueError, match="cannot hold"):
        Footnote((note("inner"),))


# --- PDF ----------------------------------------------------------------------------------------


def test_every_note_stands_once_on_the_page_that_calls_it() -> None:
    """In text, lists, cells, table notes and boxes; numbered through the pack, tagged Note."""
    pdf = ReadPdf(noted().data)
    notes, calls = elements(pdf, "Note"), elements(pdf, "Reference")

    assert [words_of(element) for element in notes] == notes_of(with_footnotes())
    numbers = [element.text().strip() for element in calls]
    assert numbers == [str(n) for n in range(1, len(notes) + 1)]
    for number, (called, told) in enumerate(zip(calls, notes, strict=True), 1):
        assert told.kids[0].text() == str(number)  # type: ignore[union-attr]
        [pages] = {tuple(kid.pages) for kid in called.walk() if kid.pages}
        assert set(told.pages) == set(pages)


def test_notes_stand_under_a_rule_and_under_all_text() -> None:
    """The text above never runs into them, and they end where the column ends."""
    pdf = ReadPdf(noted().data)
    marks = {mark for note in elements(pdf, "Note") for e in note.walk() for mark in e.marks}
    for number in range(len(pdf.pdf.pages)):
        lines = [line for line in pdf.lines if line.page == number and line.mark is not None]
        feet = [line.y for line in lines if (number, line.mark) in marks]
        text = [line.y for line in lines if (number, line.mark) not in marks]
        if feet:
            assert max(feet) < min(text) - house().styles["Footnote Text"].leading
            assert min(feet) < house().margin_bottom + 20
    _no_two_lines_overlap(pdf)


def test_a_line_moves_to_the_next_page_with_its_note() -> None:
    """Where the note would not fit, its line does not stay behind."""
    for count in range(6, 12):
        fill = [Paragraph(f"p{n}", (Text(paragraph_text(n)),)) for n in range(count)]
        last = Paragraph("last", (Text("The last line"), note("last", sentences=6)))
        pdf = ReadPdf(write_pdf(pack_of(*fill, last), house()).data)
        [told] = elements(pdf, "Note")
        called = next(line for line in pdf.lines if line.text.startswith("The last line"))
        assert set(told.pages) == {called.page}


def test_a_note_taller_than_a_page_goes_on_at_the_foot_of_the_next() -> None:
    """Every word of it is printed once, and what comes after finds its place."""
    long = Paragraph("long", (Text("Long"), note("law", sentences=90), Text(" text.")))
    after = Paragraph("after", (Text("What comes after."),))
    file = write_pdf(pack_of(Heading("h", 1, "Law"), long, after), house())
    pdf = ReadPdf(file.data)
    [told] = elements(pdf, "Note")

    assert words_of(told) == notes_of(pack_of(long))[0]
    assert sorted(set(told.pages)) == list(range(file.pages))
    bottom = min(line.y for line in pdf.lines if line.mark is not None)
    assert bottom > house().margin_bottom - 1
    _no_two_lines_overlap(pdf)


def test_a_note_that_goes_on_leaves_no_page_to_itself_alone() -> None:
    """What starts a page, and is too long for it, stands over the rest of the note."""
    long = Footnote((Text("A word of the note. " * 360),))
    blocks = (
        Paragraph("first", (Text("Text with a note."), long)),
        Heading("next", 1, "A heading that starts a page", new_page=True),
        Paragraph("after", (Text("long text here " * 1200),)),
    )
    made = write_pdf(pack_of(*blocks), house())

    assert made.block_pages["next"] == 2


def test_a_row_of_a_table_keeps_its_note() -> None:
    """A row with a note is held to the page where both have room."""
    rows = tuple(((Text(f"row {n}"), note(f"row {n}", sentences=2)),) for n in range(30))
    table = Table("t", "Rows", (Column("Row", 1.0),), rows)
    pdf = ReadPdf(write_pdf(pack_of(table), house()).data)
    told = elements(pdf, "Note")
    assert len(told) == 30
    pages = [line.page for line in pdf.lines if line.text.startswith("row ")]
    assert [element.pages[0] for element in told] == pages
    assert {len(set(element.pages)) for element in told} == {1}
    _no_two_lines_overlap(pdf)


def _no_two_lines_overlap(pdf: ReadPdf) -> None:
    """No line of text is drawn over another."""
    for number in range(len(pdf.pdf.pages)):
        seen: list[Line] = []
        for line in (x for x in pdf.lines if x.page == number and x.text.strip()):
            for other in seen:
                apart = (
                    abs(line.y - other.y) > 3
                    or line.x >= other.right - 1
                    or other.x >= line.right - 1
                )
                assert apart, (line.text, other.text)
            seen.append(line)


def test_the_number_is_a_link_to_its_note_and_each_note_has_an_id_of_its_own() -> None:
    """PDF/UA: 7.9 wants unique IDs; a click leads to the foot of the page."""
    with pikepdf.open(BytesIO(noted().data)) as pdf:
        nodes = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary)]
        ids = [bytes(node.ID) for node in nodes if node.get("/S") == "/Note"]
        assert len(ids) == len(set(ids)) > 10
        areas = [a for page in pdf.pages for a in page.get("/Annots", []) if "/Dest" in a]
        first = next(area for area in areas if str(area.Contents) == "1")
        assert float(first.Dest[3]) < 200
        assert float(first.Rect[1]) > 400


# --- DOCX ---------------------------------------------------------------------------------------


def test_word_gets_real_footnotes_with_their_styles(tmp_path: Path) -> None:
    """footnotes.xml with separators, references by number, addresses as relations of that part."""
    data = write_docx(with_footnotes(), house(), {})
    assert lint(data) == []
    parts = parts_of(data)
    notes = [n for n in etree.fromstring(parts["word/footnotes.xml"]) if n.get(f"{W}type") is None]
    told = ["".join(t.text or "" for t in note.iter(f"{W}t")) for note in notes]
    assert [squeezed(text) for text in told] == notes_of(with_footnotes())
    calls = [e.get(f"{W}id") for e in body_of(data).iter(f"{W}footnoteReference")]
    assert (
        calls
        == [note.get(f"{W}id") for note in notes]
        == [str(n) for n in range(1, len(notes) + 1)]
    )
    assert {style_of(p) for note in notes for p in note.iter(f"{W}p")} == {"FootnoteText"}
    assert b"<w:footnotePr>" in parts["word/settings.xml"]
    audit = Path(".venv/bin/openxml-audit")
    if audit.exists():
        (tmp_path / "notes.docx").write_bytes(data)
        found = subprocess.run(
            [audit, tmp_path / "notes.docx"], capture_output=True, text=True, check=False
        )
        assert found.returncode == 0, found.stdout


def test_a_pack_without_notes_has_no_part_for_them() -> None:
    """Nothing is carried that nobody sees."""
    assert "word/footnotes.xml" not in parts_of(write_docx(every_block(), house(), {}))


def test_a_house_without_the_styles_gets_them(tmp_path: Path) -> None:
    """Footnote Text looks like Note, Footnote Reference is raised; Word knows both by name."""
    data = write_docx(
        with_footnotes(),
        read_house(without_style(tmp_path, "footnote text", "footnote reference")),
        {},
    )
    styles = etree.fromstring(parts_of(data)["word/styles.xml"])
    by_name = {s.find(f"{W}name").get(f"{W}val"): s for s in styles.iter(f"{W}style")}
    assert by_name["footnote text"].find(f"{W}basedOn").get(f"{W}val") == "Note"
    raised = by_name["footnote reference"].find(f"{W}rPr/{W}vertAlign")
    assert raised.get(f"{W}val") == "superscript"


# --- read back ----------------------------------------------------------------------------------


def test_notes_are_read_back_from_both_formats() -> None:
    """Numbers are the writer's: a note more elsewhere makes no other block an edited one."""
    pack = recorded(with_footnotes())
    printed = (
        read_pdf(write_pdf(pack, house()).data, Path("pack.pdf")),
        read_docx(write_docx(pack, house(), {}), Path("pack.docx")),
    )
    for one in printed:
        assert list(hand_edits(replace(one, whole=None))) == []
        box = next(block for block in one.blocks if block.id == "box")
        assert (
            squeezed(box.pieces[-1])
            == notes_of(pack_of(*(b for b in pack.blocks if b.id == "box")))[0]
        )


def test_a_note_changed_by_hand_is_an_edit_of_its_block() -> None:
    """The words of notes count like those of the text."""
    parts = parts_of(write_docx(recorded(with_footnotes()), house(), {}))
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(
        b"On the point 2", b"On point 2", 1
    )
    edits = list(hand_edits(read_docx(zipped(parts), Path("pack.docx"))))
    assert [(edit.deed, edit.block) for edit in edits] == [("edited", "points")]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_notes_survive_libreoffice(tmp_path: Path) -> None:
    """Saved there, they are the same notes of the same blocks."""
    (tmp_path / "pack.docx").write_bytes(write_docx(recorded(with_footnotes()), house(), {}))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    command += ["--outdir", "saved", "pack.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    path = tmp_path / "saved" / "pack.docx"
    assert list(hand_edits(read_docx(path.read_bytes(), path))) == []


def test_notes_cost_no_word_of_the_text() -> None:
    """``WORDS`` stand in the page as before: notes only take their room."""
    text = squeezed(ReadPdf(noted().data).tree().text(frozenset({"Reference"})))
    assert text.count(squeezed(WORDS)) == 36


def test_a_note_begins_as_far_in_as_its_style_asks(tmp_path: Path) -> None:
    """As Word begins it: the number stands further in, and so do the words behind it."""
    styles = parts_of(ministry().read_bytes())["word/styles.xml"].decode()
    at = styles.index("</w:pPr>", styles.index('w:val="footnote text"'))
    text = f'{styles[:at]}<w:ind w:firstLine="400"/>{styles[at:]}'
    indented = read_house(changed_house(tmp_path, add={"word/styles.xml": text.encode()}))
    shift = _first_note(write_pdf(with_footnotes(), indented)) - _first_note(noted())
    assert shift == pytest.approx(20, abs=0.1)


def _first_note(pdf: PdfFile) -> float:
    """Where the number of the first note begins."""
    read = ReadPdf(pdf.data)
    mark = next(one for one in read.tree().walk() if one.role == "Note").kids[0]
    assert isinstance(mark, Element)
    assert mark.role == "Lbl"
    page, number = mark.marks[0]
    return next(line.x for line in read.lines if (line.page, line.mark) == (page, number))

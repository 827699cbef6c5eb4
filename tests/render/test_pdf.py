"""The PDF as a file: it says what the pack says, keeps the standards, and is always the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Block,
    Callout,
    Column,
    Contents,
    Cover,
    Detail,
    Heading,
    List,
    ListItem,
    Pack,
    PageBreak,
    Paragraph,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import Citation, Link, Text
from briefgen.pack.said import block_text
from briefgen.render.house_file.reader import read_house
from briefgen.render.layout.pages import lay_out
from briefgen.render.pdf.document import PdfFile, draw_layout, write_pdf
from tests.render.languages import sample_pdf
from tests.render.pdf_reading import Element, ReadPdf, descriptor_of, squeezed
from tests.render.sample import every_block
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from briefgen.pack.inlines import Inlines
    from briefgen.render.house import House

ROOT = Path(__file__).resolve().parents[2]
LABELS = frozenset({"Lbl"})
PIECES = frozenset({"P", "H1", "H2", "H3", "LBody", "Caption", "TH", "TD", "Note"})


@pytest.fixture(scope="module")
def house() -> House:
    """The house style that is shipped."""
    return read_house(ministry())


@pytest.fixture(scope="module")
def sample(house: House) -> PdfFile:
    """The pack with every kind of block."""
    return write_pdf(every_block(), house)


def pack_of(*blocks: Block) -> Pack:
    """The sample with other blocks."""
    return replace(every_block(), blocks=blocks)


def failures(data: bytes, folder: Path, profile: str) -> list[str]:
    """What the validator holds against ``data``."""
    path = folder / "pack.pdf"
    path.write_bytes(data)
    result = validation.validate_pdf(str(path), profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in result.failures]


def spoken(element: Element) -> str:
    """What is heard of an element: its words without list numbers, bullets and page numbers."""
    return squeezed(element.text(LABELS))


# --- what it says -------------------------------------------------------------------------------


def test_every_word_of_the_pack_is_read_aloud_in_order(sample: PdfFile) -> None:
    """The text of the structure tree is the text of the blocks, piece by piece."""
    root = ReadPdf(sample.data).tree()
    heard = squeezed(" ".join(spoken(element) for element in root.walk() if element.role in PIECES))

    said = squeezed(
        " ".join(
            f"Table 1. {piece}" if piece == getattr(block, "caption", None) else piece
            for block in every_block().blocks
            for piece in block_text(block)
        )
    )
    assert heard == said


def test_every_word_of_the_pack_is_drawn_in_order(sample: PdfFile) -> None:
    """Words are drawn in reading order, so that a plain text extraction reads well too."""
    pdf = ReadPdf(sample.data)
    drawn = "".join("".join(line.text for line in pdf.lines if line.mark is not None).split())

    place = 0
    for block in every_block().blocks:
        for piece in block_text(block):
            words = "".join(piece.split())
            place = drawn.index(words, place) + len(words)


def test_words_do_not_run_together_at_the_end_of_a_line(sample: PdfFile) -> None:
    """A line broken at a space ends with a space that readers can hear."""
    paragraph = next(
        element
        for element in ReadPdf(sample.data).tree().walk()
        if element.text().startswith("Paragraph 0.")
    )

    assert "by road, and the permits were renewed each quarter" in paragraph.text()


def test_lists_and_sources_have_their_labels(sample: PdfFile) -> None:
    """Numbers, bullets and source numbers are labels of their items."""
    labels = [
        element.text() for element in ReadPdf(sample.data).tree().walk() if element.role == "Lbl"
    ]

    assert labels[:5] == ["1.", "2.", "3.", "4.", "5."]
    assert labels[5:9] == ["•"] * 4
    assert labels[9:] == ["[1]", "[2]", "[3]"]


def test_table_cells_are_told_apart(sample: PdfFile) -> None:
    """A table has one head with column scopes, and as many rows as the block."""
    table = next(e for e in ReadPdf(sample.data).tree().walk() if e.role == "Table")
    heads = [element for element in table.walk() if element.role == "TH"]
    rows = [element for element in table.walk() if element.role == "TR"]

    assert [head.text() for head in heads] == ["Period", "Flow", "Value", "Counted by"]
    assert {head.attributes["/Scope"] for head in heads} == {"/Column"}
    assert len(rows) == 61


def test_a_table_without_rows_is_still_an_accessible_one(house: House, tmp_path: Path) -> None:
    """PDF/UA wants a body wherever there is a head; a table without columns is nothing at all."""
    tables = (Table("none", "Nothing", (), ()), Table("t", "Empty", (Column("A", 1.0),), ()))
    file = tmp_path / "empty.pdf"
    file.write_bytes(write_pdf(replace(every_block(), blocks=tables), house).data)

    result = validation.validate_pdf(str(file), profile="ua1")
    assert result.is_compliant, [(f.rule_id, f.message) for f in result.failures]
    assert "Table 1. Empty" in ReadPdf(file.read_bytes()).tree().text()


def test_signs_that_no_file_can_hold_are_left_out_of_the_outline_too(house: House) -> None:
    """A lone half of a character, pasted into a title, stops nothing."""
    heading = Heading("h", 1, "Trade\ud800 and\x0b transit\u202e")
    pack = replace(every_block(), title="Visit\udc00", blocks=(heading,))
    pdf = pikepdf.open(BytesIO(write_pdf(pack, house).data))

    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Trade and transit"]


def test_what_stands_on_every_page_is_not_read_aloud(sample: PdfFile) -> None:
    """Header, footer and repeated heads are artifacts."""
    heard = ReadPdf(sample.data).tree().text()

    assert "OFFICIAL USE" not in heard
    assert "Page 2 of" not in heard
    assert heard.count("Counted by") == 1
    assert "continued" not in heard


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Қазақстан ₸ ₨ әғңөұүһі", "Қазақстан ₸ ₨ әғңөұүһі"),
        ("rises → falls ≥ 3", "rises → falls ≥ 3"),
        ("☑ done ☐ open ★ ⇒", "☑ done ☐ open ★ ⇒"),
        ("Shehbaz Sharif (شہباز شریف)", "Shehbaz Sharif (شہباز شریف)"),
        ("smile \U0001f600.", "smile \ufffd."),
        ("one\ttwo\nthree\x00four\u200b", "one two threefour"),
        ("back\\slash (round) brackets)", "back\\slash (round) brackets)"),
    ],
)
def test_odd_characters_print(house: House, tmp_path: Path, text: str, read: str) -> None:
    """What a face lacks comes from another; what none has is a sign that all can see."""
    made = write_pdf(pack_of(Heading("h", 1, text), Paragraph("p", (Text(text),))), house)

    assert squeezed(ReadPdf(made.data).tree().text()) == read + read
    assert failures(made.data, tmp_path, "ua1") == failures(made.data, tmp_path, "2a") == []


# --- standards ----------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_sample_keeps_the_standards(sample: PdfFile, tmp_path: Path, profile: str) -> None:
    """The validator has nothing against it, as accessible and as archival file."""
    assert failures(sample.data, tmp_path, profile) == []


def test_the_file_has_no_syntax_error(sample: PdfFile) -> None:
    """Every object is where the file says it is."""
    with pikepdf.open(BytesIO(sample.data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_only_embedded_subsets_are_used(sample: PdfFile) -> None:
    """No font has to be on the reader's machine, and none is embedded whole."""
    pdf = ReadPdf(sample.data).pdf
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]

    assert fonts
    for font in fonts:
        descriptor = descriptor_of(font)
        assert "/FontFile2" in descriptor
        assert str(descriptor.FontName)[7] == "+"
        assert len(descriptor.FontFile2.read_bytes()) < 120_000
    assert not any("Helvetica" in str(font.BaseFont) for font in fonts)


def test_the_file_says_what_it_is(sample: PdfFile) -> None:
    """Title, office, subject, language and day come from the pack; the producer names no one."""
    pdf = ReadPdf(sample.data).pdf

    assert str(pdf.docinfo.Title) == "Visit to Astana: trade & corridors"
    assert str(pdf.docinfo.Author) == "Central Asia Desk"
    assert str(pdf.docinfo.Subject) == "Briefing pack"
    assert str(pdf.docinfo.Producer) == "briefgen"
    assert str(pdf.docinfo.CreationDate) == "D:20261122000000Z"
    assert str(pdf.docinfo.BriefgenRecord) == '{"fact_base": "test", "facts": "f1 f2"}'
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert metadata["dc:title"] == "Visit to Astana: trade & corridors"
        assert metadata["xmp:CreateDate"] == "2026-11-22T00:00:00Z"
        assert metadata.pdfa_status == "2A"


# --- always the same ----------------------------------------------------------------------------

_SCRIPT = """
import hashlib
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.sample import every_block
from tests.render.word_files import ministry
print(hashlib.sha256(write_pdf(every_block(), read_house(ministry())).data).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_same_pack_gives_the_same_bytes_in_every_process(sample: PdfFile, seed: str) -> None:
    """Neither the clock, nor the hash seed, nor what was made before shows in the bytes."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert hashlib.sha256(sample.data).hexdigest() == run.stdout.strip()


def test_a_layout_is_drawn_once(sample: PdfFile, house: House) -> None:
    """Drawing lets go of what stood on the pages: a second time is refused, not blank."""
    layout = lay_out(every_block(), house)

    assert draw_layout(layout).data == sample.data
    with pytest.raises(RuntimeError, match="lay the pack out again"):
        draw_layout(layout)


def test_another_day_gives_other_bytes(sample: PdfFile, house: House) -> None:
    """The day of the pack is the day of the file."""
    other = write_pdf(replace(every_block(), as_of=date(2026, 11, 23)), house)

    assert other.data != sample.data
    assert b"2026-11-23T00:00:00Z" in other.data


# --- whatever comes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (PageBreak("b"), PageBreak("c")),
        (Cover("c", "", "", ()),),
        (Cover("c", "T", "", (Detail("", ()),), (Text("n"),)),),
        (Contents("c", "Contents"),),
        (Heading("h", 1, ""), Paragraph("p", ())),
        (List("l", ()), SourceList("s", ())),
        (List("l", (ListItem("i", ()),)),),
        (Callout("c", "", ()), Callout("d", "Title", ()), Callout("e", "", (ListItem("i", ()),))),
        (Table("t", "", (), ()), Table("u", "Caption", (Column("", 0.0),), ())),
        (Table("t", "", (Column("a", 0.5), Column("b", 0.5)), (((Text("x"),),), ())),),
        (Table("t", "c", (Column("a", 1.0),), (((Text("x"),), (Text("y"),)),), ((), ())),),
        (SourceList("s", (SourceEntry(1, "x", ()),)), Paragraph("p", (Citation(()),))),
    ],
)
def test_empty_blocks_do_no_harm(house: House, tmp_path: Path, blocks: tuple[Block, ...]) -> None:
    """A block with nothing in it leaves a valid file of one page at least."""
    made = write_pdf(pack_of(*blocks), house)

    assert made.pages >= 1
    assert failures(made.data, tmp_path, "2a") == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_text_can_be_set(texts: list[str]) -> None:
    """No text breaks the writer, and the file stays readable."""
    house = read_house(ministry())
    blocks = tuple(Paragraph(f"p{n}", (Text(text),)) for n, text in enumerate(texts))
    made = write_pdf(
        pack_of(*blocks, List("l", (ListItem("i", (Text(texts[0]),), tag="t"),))), house
    )

    ReadPdf(made.data).tree()


# --- ways through -------------------------------------------------------------------------------


def links(pdf: ReadPdf) -> list[tuple[int, pikepdf.Object]]:
    """The clickable areas with their pages."""
    return [
        (number, annotation)
        for number, page in enumerate(pdf.pdf.pages)
        for annotation in page.get("/Annots", [])
    ]


def test_addresses_of_the_web_and_of_mail_can_be_clicked(house: House) -> None:
    """Nothing else can: an address that would run something is plain words."""
    addresses = (
        "https://example.org/a",
        "mailto:desk@example.org",
        "javascript:alert(1)",
        "file:///x",
    )
    inlines = tuple(Link(f" {address} ", address) for address in addresses)
    pdf = ReadPdf(write_pdf(pack_of(Paragraph("p", inlines)), house).data)

    assert [str(area.A.URI) for _, area in links(pdf)] == list(addresses[:2])
    assert "javascript:alert(1)" in pdf.tree().text()


def test_a_link_over_two_lines_is_one_link(house: House) -> None:
    """Its area has a rectangle for each line."""
    address = "https://example.org/" + "/".join(f"part-{n}" for n in range(20))
    pdf = ReadPdf(write_pdf(pack_of(Paragraph("p", (Link(address, address),))), house).data)
    ((_, area),) = links(pdf)

    lines = [line for line in pdf.lines if line.mark is not None]
    assert len(area.QuadPoints) == 8 * len(lines) > 8
    assert pdf.tree().text() == address


def test_a_citation_leads_to_its_source(sample: PdfFile) -> None:
    """Each number of a citation is a link to the page with that entry."""
    pdf = ReadPdf(sample.data)
    pages = {page.objgen: number for number, page in enumerate(pdf.pdf.pages)}
    goals = {
        pages[area.Dest[0].objgen]
        for _, area in links(pdf)
        if "/Dest" in area and str(area.Contents) in {"1", "2", "3"}
    }

    assert goals == {sample.heading_pages["sources"] - 1}


@pytest.mark.parametrize("language", ["en", "ur"])
def test_no_click_is_for_two_links(language: str) -> None:
    """Also where one stands right behind another, as the number of a note behind a citation.

    And where page numbers of one and of two digits are told in one line.
    """
    for page in ReadPdf(sample_pdf(language).data).pdf.pages:
        areas = [tuple(map(float, area.Rect)) for area in page.get("/Annots", [])]
        for one, other in combinations(areas, 2):
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] or other[3] <= one[1], (one, other)


def test_the_space_behind_a_citation_is_as_wide_as_any(house: House) -> None:
    """It is of the text, which is larger; else the next sentence looks stuck to the bracket."""
    texts: list[Inlines] = [
        (Text("It grew. "), Citation((1,)), Text(" We ask.")),
        (Text("It grew. We ask."),),
        (Citation((1,)),),
        (Text("It"), Text(" grew."),),
        (Text("It"), Text("grew."),),
    ]  # fmt: skip
    pack = replace(every_block(), blocks=tuple(Paragraph(f"p{n}", t) for n, t in enumerate(texts)))
    lines = [line for line in ReadPdf(write_pdf(pack, house).data).lines if line.mark is not None]
    cited, bare, citation, apart, together = (line.right - line.x for line in lines)

    assert cited - bare - citation == pytest.approx(apart - together, abs=0.02)


def test_the_outline_is_the_headings(sample: PdfFile) -> None:
    """Bookmarks nest as headings do, and lead to the page of each."""
    pdf = ReadPdf(sample.data).pdf
    with pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        under = [item.title for item in outline.root[0].children]
        third = [item.title for item in outline.root[0].children[0].children]
        goals = [pages_of(pdf)[item.destination[0].objgen] + 1 for item in outline.root]

    assert top == ["Trade", "Running text", "Sources"]
    assert under == ["Trade volumes and balance"]
    assert third == ["Key figures", "Background: can be used"]
    assert goals == [sample.heading_pages[name] for name in ("trade", "text", "sources")]


def pages_of(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """The number of each page, counted from 0, by its object."""
    return {page.objgen: number for number, page in enumerate(pdf.pages)}

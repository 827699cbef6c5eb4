"""Justified text in the PDF: lines spread between their words, and read as before."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import page as validation
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.pack.blocks import Align, Column, List, ListItem, Paragraph, Table
from briefgen.pack.inlines import Citation, FactText, Link, Strong, Text
from briefgen.render.faces.measure import Ink, words_of
from briefgen.render.house_file.reader import read_house
from briefgen.render.house_rules import rule_findings
from briefgen.render.layout.flow import break_lines
from briefgen.render.layout.justifying import justified
from briefgen.render.pdf.document import write_pdf
from briefgen.render.styles import Spread
from tests.render.languages import sample_pack
from tests.render.pdf_reading import ReadPdf, squeezed
from tests.render.sample import every_block, note
from tests.render.third_party import letterhead, saved

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from briefgen.pack.blocks import Block, Pack
    from briefgen.render.faces.measure import Span
    from briefgen.render.house import House
    from tests.render.pdf_reading import Line

LONG = "The permits were renewed each quarter under the arrangement of the two ministries. " * 6


def set_as(value: str, style: str = "Normal") -> Document:
    """A letterhead, of whose ``style`` paragraphs are set as a w:jc of ``value`` asks for."""
    document = letterhead()
    if style not in [known.name for known in document.styles]:
        document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)
    properties = document.styles[style].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:jc {nsdecls("w")} w:val="{value}"/>'))
    return document


def house_of(document: Document, folder: Path) -> House:
    """The house that ``document`` makes."""
    return read_house(saved(document, folder))


def pack_of(*blocks: Block, language: str = "en-GB") -> Pack:
    """A pack of ``blocks``."""
    return replace(every_block(), blocks=blocks, language=language)


def rows_of(pdf: ReadPdf, *, read: bool = True) -> list[tuple[float, float, str]]:
    """Where each line of the first page that is ``read`` begins and ends, and what it says."""
    rows: dict[float, list[Line]] = {}
    for line in pdf.lines:
        if line.page == 0 and (line.mark is not None) == read:
            rows.setdefault(line.y, []).append(line)
    return [
        (
            min(line.x for line in row if line.text.strip()),
            max(line.end for line in row),
            "".join(line.text for line in row),
        )
        for row in rows.values()
    ]


def sides(house: House) -> tuple[float, float]:
    """Where the text begins and ends on the page."""
    return house.margin_left, house.page_width - house.margin_right


TEXTS = {
    "plain": (Text(LONG),),
    "two weights": (Text(LONG), Strong("renewed each quarter, and renewed again "), Text(LONG)),
    "other faces": (Text((LONG + "₸ 97 → 98 ☑ done, ").replace("permits", "permits ₸ ☑")),),
    "held words": (Text(LONG.replace("each quarter", "each\u00a0quarter\u00a0of 5\u00a0%")),),
    "cited": (Text(LONG), Citation((1, 2), ("f",)), Text(f" {LONG}"), Citation((1,), ("f",))),
    "linked": (Text(LONG), Link("the words of a link to a page " * 6, "https://example.org/a")),
    "an Urdu name": (Text(f"{LONG}Shehbaz (شہباز شریف) "), Text(LONG)),
}


@pytest.mark.parametrize("inlines", TEXTS.values(), ids=TEXTS.keys())
def test_all_lines_but_the_last_end_at_the_margin(
    tmp_path: Path, inlines: tuple[Text, ...]
) -> None:
    """The spaces are as wide as it takes, whatever stands between them; the words stay."""
    pack = pack_of(Paragraph("p", inlines))
    house = house_of(set_as("both"), tmp_path)
    left, right = sides(house)
    pdf = ReadPdf(write_pdf(pack, house).data)
    *rows, last = rows_of(pdf)

    assert len(rows) >= 5
    for start, end, _ in rows:
        assert (start, end) == (pytest.approx(left, abs=0.02), pytest.approx(right, abs=0.05))
    assert last[1] < right - 1
    usual = ReadPdf(write_pdf(pack, house_of(letterhead(), tmp_path)).data)
    assert [words for *_, words in rows_of(usual)] == [*(row[2] for row in rows), last[2]]
    assert pdf.tree().text() == usual.tree().text()
    assert rows_of(usual)[-1][1] == pytest.approx(last[1], abs=0.02)


def test_justified_text_is_copied_and_extracted_as_before(tmp_path: Path) -> None:
    """Another program finds the same words in the same lines."""
    found = []
    for value in ("left", "both"):
        path = tmp_path / f"{value}.pdf"
        pack = pack_of(*(Paragraph(f"p{n}", words) for n, words in enumerate(TEXTS.values())))
        path.write_bytes(write_pdf(pack, house_of(set_as(value), tmp_path)).data)
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
        found.append(squeezed(text.decode()))
    assert found[0] == found[1]


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("value", ["both", "distribute"])
def test_justified_packs_keep_the_standards(tmp_path: Path, language: str, value: str) -> None:
    """Accessible and archival as ever."""
    path = tmp_path / "pack.pdf"
    path.write_bytes(write_pdf(sample_pack(language), house_of(set_as(value), tmp_path)).data)
    for profile in ("ua1", "2a"):
        assert not validation.validate_pdf(str(path), profile=profile).failures


def test_a_paragraph_from_the_right_is_spread_too(tmp_path: Path) -> None:
    """Its last line begins at the right; English in it stays in place."""
    words = "شہباز شریف نے وزارت کی تجویز منظور کی اور پاکستان نے اسے قبول کیا۔ " * 8
    held = FactText("Signed in 2025 by two ministries.", "f", "en-GB")
    inlines = (Text(words), held, Text(f" {words}"))
    house = house_of(set_as("both"), tmp_path)
    left, right = sides(house)
    pack = pack_of(Paragraph("p", inlines), language="ur-PK")
    pdf = ReadPdf(write_pdf(pack, house).data)
    *rows, last = rows_of(pdf)

    assert len(rows) >= 5
    for start, end, _ in rows:
        assert (start, end) == (pytest.approx(left, abs=0.1), pytest.approx(right, abs=0.1))
    assert last[0] > left + 1
    assert last[1] == pytest.approx(right, abs=0.1)
    usual = ReadPdf(write_pdf(pack, house_of(letterhead(), tmp_path)).data)
    assert pdf.tree().text() == usual.tree().text()


def test_distributed_text_is_spread_between_its_letters(tmp_path: Path) -> None:
    """In all lines, as Word shows it: the last one is as wide as the others."""
    house = house_of(set_as("distribute"), tmp_path)
    left, right = sides(house)
    pack = pack_of(Paragraph("p", (Text(f"{LONG}The end."),)))
    for start, end, _ in rows_of(ReadPdf(write_pdf(pack, house).data)):
        assert (start, end) == (pytest.approx(left, abs=0.02), pytest.approx(right, abs=0.1))


@pytest.mark.parametrize("align", [Align.LEFT, Align.RIGHT])
def test_cells_are_spread_where_their_column_is_set_from_the_left(
    tmp_path: Path, align: Align
) -> None:
    """Word does so too: what a column says of its own counts more."""
    columns = (Column("Figures", 0.3, align), Column("What they are", 0.7))
    pack = pack_of(Table("t", "", columns, (((Text(LONG),), (Text("short"),)),)))
    pdf = ReadPdf(write_pdf(pack, house_of(set_as("both", "Table Text"), tmp_path)).data)
    cell = next(element for element in pdf.tree().walk() if element.role == "TD")
    *lines, last = (line for line in pdf.lines if [(0, line.mark)] == cell.marks)

    assert len(lines) >= 5
    assert len({round(line.end, 1) for line in lines}) == 1
    assert (len({line.x for line in lines}) == 1) == (align is Align.LEFT)
    assert last.end - last.x < lines[0].end - lines[0].x


def test_items_and_notes_are_spread(tmp_path: Path) -> None:
    """Each ends at the margin in all lines but its last."""
    house = house_of(set_as("both"), tmp_path)
    _, right = sides(house)
    items = List("l", (ListItem("i", (Text(LONG),), "to the minister"),))
    pdf = ReadPdf(write_pdf(pack_of(items), house).data)
    *rows, _ = rows_of(pdf)
    assert all(end == pytest.approx(right, abs=0.05) for _, end, _ in rows)

    pack = pack_of(Paragraph("p", (Text("Agreed"), note("objective", 3))))
    *rows, last = rows_of(ReadPdf(write_pdf(pack, house).data))[1:]
    assert len(rows) >= 3
    assert all(end == pytest.approx(right, abs=0.05) for _, end, _ in rows)
    assert last[1] < right - 1


def test_the_lines_of_a_header_are_spread_but_not_those_that_are_ended(tmp_path: Path) -> None:
    """A line that a break ends is as it was."""
    document = set_as("both", "Header")
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Institute of Roads and Railways").add_break()
    header.add_run(LONG[:160])
    house = house_of(document, tmp_path)
    _, right = sides(house)
    rows = rows_of(
        ReadPdf(write_pdf(pack_of(Paragraph("p", (Text("Body."),))), house).data), read=False
    )
    ended = next(row for row in rows if row[2].startswith("Institute"))
    broken = next(row for row in rows if row[2].startswith("The permits"))
    assert ended[1] < right - 50
    assert broken[1] == pytest.approx(right, abs=0.05)


def test_a_click_on_a_word_of_a_spread_line_finds_its_link(tmp_path: Path) -> None:
    """The area of a citation lies around it, where it has been moved to."""
    house = house_of(set_as("both"), tmp_path)
    pdf = ReadPdf(write_pdf(pack_of(Paragraph("p", TEXTS["linked"])), house).data)
    drawn = [a.get("/QuadPoints", a.Rect) for a in pdf.pdf.pages[0].Annots]
    quads = [list(map(float, q[n : n + 8])) for q in map(list, drawn) for n in range(0, len(q), 8)]
    areas = [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads]
    marks = [mark for e in pdf.tree().walk() if e.role == "Link" for mark in e.marks]
    lines = [line for line in pdf.lines if (0, line.mark) in marks]
    assert len(lines) >= 3
    for line in lines:
        [area] = [a for a in areas if a[1] - 0.1 <= line.y <= a[3]]
        assert area[0] == pytest.approx(line.x, abs=0.05)
        assert area[2] == pytest.approx(line.right, abs=0.05)  # with the space behind


def test_a_house_that_is_justified_is_told_that_reading_suffers(tmp_path: Path) -> None:
    """Rule L2 asks for text that is set from the left."""
    found = [f.message for f in rule_findings(house_of(set_as("both"), tmp_path)) if f.rule == "L2"]
    assert any("justified" in message for message in found)


_WORDS = (
    "a",
    "the",
    "permits",
    "₸",
    "97",
    "☑",
    "(Trade)",
    "x—y",
    "5\u00a0%",
    "held\u00a0on\u00a0to",
)


@settings(max_examples=200, deadline=None)
@given(
    texts=st.lists(
        st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9), min_size=1, max_size=4
    ),
    width=st.floats(60, 400),
)
def test_a_line_that_is_spread_fills_its_room_and_says_the_same(
    texts: list[list[str]], width: float
) -> None:
    """Whatever faces and spaces are in it."""
    inks = [
        Ink(words_of("Noto Sans", bold=bold, italic=False), 11, "000000") for bold in (False, True)
    ]
    runs = [(inks[n % 2], " ".join(words) + " ") for n, words in enumerate(texts)]
    lines = break_lines(runs, width)
    spread = justified(lines, Spread.WORDS, width)

    assert spread[-1] is lines[-1]
    for before, after in zip(lines, spread, strict=True):
        said = "".join(span.text for span in after.spans)
        assert said == "".join(span.text for span in before.spans)
        if after is not before:
            last = after.spans[-1]
            behind = len(last.text) - len(last.text.rstrip(" \u00a0"))
            wide = _end(after.spans) - behind * last.ink.space
            assert wide == pytest.approx(width, abs=0.02)


def _end(spans: tuple[Span, ...]) -> float:
    x = 0.0
    for span in spans:
        x = (x if span.at is None else span.at) + span.width
    return x

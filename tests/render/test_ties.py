"""What belongs together stands on one line: numbers and their units, days and their months."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.after.verify import verify
from briefgen.pack.blocks import Align, Column, Paragraph, Table
from briefgen.pack.inlines import FactText, Footnote, Strong, Text
from briefgen.pack.said import block_text
from briefgen.pack.ties import tied
from briefgen.render.files import export
from briefgen.render.pdf.document import write_pdf
from briefgen.render.reading import read_pack
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.pack.test_visit_parts import sample
from tests.render.languages import sample_house
from tests.render.pdf_reading import ReadPdf
from tests.render.word_files import parts_of, zipped

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = (
    "million|billion|percent|per cent|dollars|km|tonnes|days|years|hours|memoranda|agreements|"
    "containers|January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
UNITS = {
    "en": ENGLISH,
    "ru": "миллион|миллиард|долларов|%|км|тонн|дней|лет|января|февраля|июля|сентября|декабря|г\\.",
    "kk": "миллион|миллиард|АҚШ|%|км|тонна|күн|жыл|қаңтар|ақпан|шілде|қыркүйек|желтоқсан|ж\\.",
    "ur": "ملین|ارب|امریکی|فیصد|کلومیٹر|ٹن|دن|سال|جنوری|فروری|جولائی|ستمبر|دسمبر",
}
BEFORE = r"No\.|Nos\.|Mr|Mrs|Ms|Dr|Article|№|г-н|г-жа|[A-ZА-Я]\."


def parted(between: str, language: str) -> re.Pattern[str]:
    """A number and what it counts, or a title and a name, with ``between`` between them."""
    units = f"{ENGLISH}|{UNITS[language]}"
    return re.compile(rf"\d{between}(?:{units})(?!\w)|(?<!\S)(?:{BEFORE}){between}\w")


def broken(data: bytes) -> list[str]:
    """Where a line of text goes on in the next one: what both say, a line break between."""
    lines = [line for line in ReadPdf(data).lines if line.mark is not None]
    return [
        f"{line.text.rstrip(' ')}\n{after.text}"
        for line, after in pairwise(lines)
        if line.page == after.page and after.y < line.y and line.text.endswith(" ")
    ]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_line_of_a_visit_pack_ends_between_a_number_and_its_unit(language: str) -> None:
    """Nor between a day and its month, a title and a name, or “No.” and what it numbers.

    English stands in all packs: what facts say is not translated.
    """
    pack, between = sample(language=language).pack, parted("\n", language)
    lines = broken(write_pdf(pack, sample_house()).data)
    as_typed = broken(write_pdf(replace(pack, ties=()), sample_house()).data)

    assert len(lines) > 500
    assert [line for line in lines if between.search(line)] == []
    assert len([line for line in as_typed if between.search(line)]) > 10


@pytest.mark.parametrize("language", list(UNITS))
def test_running_text_has_no_space_there_that_a_line_could_break_at(language: str) -> None:
    """In both files; a line from the right is many pieces, so its spaces are looked at."""
    pack, between = sample(language=language).pack, parted(" ", language)
    pdf = write_pdf(pack, sample_house())
    tree = ReadPdf(pdf.data).tree()
    paragraphs = [e.text() for e in tree.walk() if e.role in ("P", "LBody", "Caption")]

    assert len([text for text in paragraphs if parted("\u00a0", language).search(text)]) > 100
    assert [text for text in paragraphs if between.search(text)] == []


def test_narrow_columns_and_columns_of_figures_keep_their_spaces() -> None:
    """A word would be broken within; columns of figures see to it that their values fit."""
    shares = ((0.1, Align.LEFT), (0.4, Align.LEFT), (0.5, Align.RIGHT))
    columns = tuple(Column("Column", share, align) for share, align in shares)
    cell = (Text("24 September 2025"),)
    table = Table("t", "By 5 February", columns, ((cell, cell, cell),), notes=(cell,))
    pack = tied(replace(sample().pack, blocks=(table,)))

    assert block_text(pack.blocks[0])[4:] == (
        "24 September 2025",
        "24\u00a0September 2025",
        "24 September 2025",
        "24\u00a0September 2025",
    )


@pytest.mark.parametrize(
    ("language", "typed", "drawn"),
    [
        ("en", ("about 98", " million dollars"), "about 98~million dollars"),
        ("en", ("7 to 8 December", " 2026"), "7 to 8~December 2026"),
        ("en", ("K. J. Smith and Dr", " Khan"), "K.~J.~Smith and Dr~Khan"),
        ("en", ("No. 12 (No. 13), 10 per cent",), "No.~12 (No.~13), 10~per~cent"),
        ("en", ("In 2025 the mark of 2 kilts",), "In 2025 the mark of 2 kilts"),
        ("en", ("He said no. Mrkva", " 4 Mayors"), "He said no. Mrkva 4 Mayors"),
        ("ru", ("с 2026 г. в", " силе: 5 февраля"), "с~2026~г. в~силе: 5~февраля"),
        ("kk", ("2026 ж. 4 ақпан",), "2026~ж. 4~ақпан"),
        ("ur", ("4 فروری، 98 ملین ڈالر",), "4~فروری، 98~ملین ڈالر"),
    ],
)
def test_ties_are_those_of_the_language(language: str, typed: tuple[str, ...], drawn: str) -> None:
    """Whole words alone, also where a number ends one piece of a text and its unit the next."""
    block = Paragraph("p", tuple(map(Strong, typed)))
    pack = tied(replace(sample(language=language).pack, blocks=(block,)))

    assert block_text(pack.blocks[0]) == (drawn.replace("~", "\u00a0"),)


def test_words_of_another_language_are_tied_as_in_that() -> None:
    """A statement in English within a pack in Russian; a note at the foot of the page as well."""
    note = Footnote((FactText("Article 5 of 3 articles", "f", "en-GB"),))
    run = (FactText("40 kinds, в 5 years", "f", "en-GB"), Text(" и 5 лет"), note)
    pack = tied(replace(sample(language="ru").pack, blocks=(Paragraph("p", run),)))
    said, noted = block_text(pack.blocks[0])

    assert said == "40\u00a0kinds, в 5\u00a0years и\u00a05\u00a0лет"
    assert noted == "Article\u00a05 of 3\u00a0articles"


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_only_the_files_are_tied_and_nobody_takes_that_for_an_edit(
    suffix: str, tmp_path: Path
) -> None:
    """Who looks into a pack finds ordinary spaces; so does who reads its files back."""
    pack, path = sample().pack, tmp_path / f"pack.{suffix}"
    export(pack, sample_house(), [path])
    read = read_pack(path)
    texts = [text for block in pack.blocks for text in block_text(block)]

    assert not any(parted("\u00a0", "en").search(text) for text in texts)
    assert any(parted("\u00a0", "en").search(p) for block in read.blocks for p in block.pieces)
    assert verify(read, bundled_base(), bundled_templates(), TODAY).edits == ()


def test_a_file_whose_spaces_became_ordinary_ones_is_not_edited(tmp_path: Path) -> None:
    """As where a paragraph was pasted through a program that knows one kind of space."""
    path = tmp_path / "pack.docx"
    export(sample().pack, sample_house(), [path])
    parts = parts_of(path.read_bytes())
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace("\u00a0".encode(), b" ")
    path.write_bytes(zipped(parts))

    assert parts["word/document.xml"] != body
    assert verify(read_pack(path), bundled_base(), bundled_templates(), TODAY).edits == ()

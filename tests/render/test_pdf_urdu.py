"""Urdu in the PDF: joined letters, runs from the right, pages read from the right."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import page as validation
import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Column,
    Contents,
    Furniture,
    Heading,
    List,
    ListItem,
    ListStyle,
    Pack,
    Paragraph,
    Table,
)
from briefgen.pack.inlines import Citation, FactText, Text
from briefgen.render.faces.bidi import levels, visual_order
from briefgen.render.faces.chains import face_chain
from briefgen.render.faces.shaping import shape
from briefgen.render.pdf.document import write_pdf
from tests.render import figures
from tests.render.languages import LANGUAGES, sample_house, sample_pack, sample_pdf
from tests.render.pdf_reading import Line, ReadPdf, squeezed

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Block

_WORDS = (
    *("پاکستان", "شہباز", "سلام", "abc", "Kaz", " ", "(", ")", "[", "]", "12", "3.5", "1,000"),
    *("%", "$", "/", "-", "–", ".", "،", "۔", "٣", "۴", "+"),
)


def _pack(*blocks: Block, language: str = "ur-PK") -> Pack:
    furniture = Furniture("نشان", "عنوان", "معلومات", page_of="صفحہ {page} از {pages}")
    return Pack("عنوان", "", "", language, sample_pack("ur").as_of, furniture, blocks)


def _read(*blocks: Block, language: str = "ur-PK") -> ReadPdf:
    return ReadPdf(write_pdf(_pack(*blocks, language=language), sample_house()).data)


def _seen(pdf: ReadPdf) -> str:
    """The letters of the body from left to right on the page; brackets stand for themselves."""
    body = sorted((line for line in pdf.lines if line.mark is not None), key=lambda line: line.x)
    return "".join(line.drawn for line in body)


def _of(pdf: ReadPdf, text: str) -> Line:
    return next(line for line in pdf.lines if text in line.text and line.mark is not None)


@settings(max_examples=400, deadline=None)
@given(text=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map("".join))
@pytest.mark.parametrize("base", [0, 1])
def test_the_order_on_the_page_is_that_of_unicode(text: str, base: int) -> None:
    """Mixed letters, figures, brackets and signs stand as another reader of UAX 9 sets them."""
    heights = levels(text, base)
    end = len(text.rstrip(" "))
    heights[end:] = [base] * (len(text) - end)

    assert "".join(visual_order(text, heights)) == get_display(text, base_dir="LR"[base])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("شہباز شریف", "فیرش زابہش"),
        ("رقم 97.96 ملین (2025)", ")2025( نیلم 97.96 مقر"),
        ("اضافہ 45% ہے", "ےہ %45 ہفاضا"),
        ("۱۲۳ شریف", "فیرش ۱۲۳"),
        ("وزارت (Ministry of Trade) نے", "ےن )Ministry of Trade( ترازو"),
    ],
)
def test_urdu_is_seen_from_the_right_and_read_as_written(text: str, seen: str) -> None:
    """Figures and Latin words keep their own order; what is copied is the logical text."""
    pdf = _read(Paragraph("p", (Text(text),)))

    assert _seen(pdf) == seen
    assert squeezed(pdf.tree().text()) == text


def test_a_bracket_opens_towards_what_it_holds() -> None:
    """From the right, the opening bracket has the shape that the closing one has from the left."""
    turned = _of(_read(Paragraph("p", (Text("ب ("),))), "(").signs
    closing = _of(_read(Paragraph("p", (Text("ب )"),))), ")").signs

    assert turned != closing
    face, _ = face_chain("Noto Sans", bold=False, italic=False).joining("ب")
    assert shape(face, "(").outlines[0].code == chr(0xE000 + face.glyph(")"))


def test_letters_are_joined() -> None:
    """The same letter has another outline at the start, in the middle and at the end."""
    pdf = _read(Paragraph("p", (Text("ببب ب"),)))

    assert len(set(_of(pdf, "ببب").signs)) == len("ببب ب")


def test_vowel_signs_are_drawn_and_read() -> None:
    """A word is not stripped of the signs that tell it from another."""
    pdf = _read(Paragraph("p", (Text("تقریباً مُحَمَّد اعلیٰ"),)))

    assert squeezed(pdf.tree().text()) == squeezed("تقریباً مُحَمَّد اعلیٰ")


def test_an_urdu_name_in_an_english_line_keeps_the_line_running_from_the_left() -> None:
    """Only the name is turned."""
    pdf = _read(Paragraph("p", (Text("at شریف 12 at"),)), language="en-GB")

    assert _seen(pdf) == "at 12 فیرش at"
    assert squeezed(pdf.tree().text()) == "at شریف 12 at"


def test_a_sentence_in_english_runs_from_the_left_with_its_full_stop() -> None:
    """Words in another language stand apart: their signs do not jump to the other end."""
    held = FactText("Signed in 2025 (Astana).", "f", "en-GB")
    pdf = _read(Paragraph("p", (held, Text(" "), Citation((1,), ("f",)), Text(" بیان"))))

    assert _seen(pdf).replace("\u00a0", " ") == "نایب Signed in 2025 (Astana). [1]"
    [span] = [e for e in pdf.tree().walk() if e.role == "Span"]
    assert span.attributes["/Lang"] == "en-GB"
    assert span.text() == "Signed in 2025 (Astana)."


SENTENCES = (
    FactText("One fell.", "f", "en-GB"),
    Text(" "),
    Citation((1, 2), ("f",)),
    Text(" "),
    FactText("Two rose.", "f", "en-GB"),
    Text(" "),
    Citation((3,), ("f",)),
)


def test_a_citation_does_not_part_two_sentences_in_english() -> None:
    """It is read between them, and stands there: the second goes on to the right of it."""
    told = "One fell. [1, 2] Two rose. [3]"
    for block, seen in (
        (Paragraph("p", SENTENCES), told),
        (Paragraph("p", (Text("بیان "), *SENTENCES)), f"{told} نایب"),
        (List("l", (ListItem("i", SENTENCES, "سب سے"),)), f"{told}•"),
    ):
        pdf = _read(block)
        assert _seen(pdf).replace("\u00a0", " ").endswith(seen)
        assert told in squeezed(pdf.tree().text().replace("\u00a0", " "))


def test_no_line_of_urdu_with_many_numbers_reaches_past_its_column() -> None:
    """Digits are measured in the face that they are drawn in, which is not that of the letters."""
    house = sample_house()
    dated = "ملاحظہ: 22\u00a0نومبر\u00a02026۔ معلومات (2025، 250.8\u00a0ملین) 2024/25، "
    lines = [
        line
        for count in range(12)
        for line in _read(Paragraph("p", (Text("از " * count + dated * 9),))).lines
        if line.mark is not None and line.text.strip()
    ]

    assert len({line.y for line in lines}) > 6
    assert min(line.x for line in lines) > house.margin_left - 0.5


def test_the_numbers_of_a_citation_count_from_the_left_behind_words_of_urdu_too() -> None:
    """One way throughout a page: [18, 22] behind English, and nowhere [22 ,18]."""
    cited = (Text("بیان "), Citation((18, 22), ("f",)), Text(" نام"))

    assert _seen(_read(Paragraph("p", cited))).replace("\u00a0", " ") == "مان [18, 22] نایب"


def test_a_paragraph_all_in_english_begins_at_the_left() -> None:
    """One with a word of Urdu begins at the right, as does all Urdu."""
    house = sample_house()
    mixed = (Text("بیان "), *SENTENCES)
    left, right = (
        sorted(
            (line for line in _read(Paragraph("p", inlines)).lines if line.mark is not None),
            key=lambda line: line.x,
        )
        for inlines in (SENTENCES, mixed)
    )

    assert left[0].x == pytest.approx(house.margin_left, abs=0.5)
    assert right[-1].right == pytest.approx(house.page_width - house.margin_right, abs=0.5)


def test_a_label_of_a_drawing_runs_as_its_first_letter_does() -> None:
    """A range reads “3 to 4” from the right, also where a number stands first; English stays."""
    bars = figures.BARS
    [series] = bars.series
    ranged = replace(series, points=(figures.point("3 تا 4", "3", "4"), *series.points[1:]))
    pdf = _read(replace(bars, series=(ranged,), categories=("سڑک", "By rail, 2025.")))
    joined = _of(pdf, "تا")
    row = sorted((line for line in pdf.lines if line.y == joined.y), key=lambda line: line.x)

    assert squeezed("".join(line.drawn for line in row)).endswith("4 ات 3")
    assert _of(pdf, "By rail, 2025.")


def test_the_page_is_read_from_the_right() -> None:
    """Headings end at the right edge, numbers of lists stand right, of the contents left."""
    house = sample_house()
    right = house.margin_left + house.text_width
    pdf = _read(
        Contents("c", "فہرست"),
        Heading("h", 1, "تجارت"),
        List("l", (ListItem("i", (Text("نکتہ"),)),), ListStyle.NUMBER),
        Table(
            "t", "", (Column("مدت", 0.5), Column("مالیت", 0.5)), (((Text("الف"),), (Text("ب"),)),)
        ),
    )

    assert _of(pdf, "فہرست").right == pytest.approx(right, abs=1)
    assert _of(pdf, ".").x > _of(pdf, "نکتہ").x
    assert _of(pdf, "مدت").x > _of(pdf, "مالیت").x
    numbers = [line for line in pdf.lines if line.mark is not None and line.text == "1"]
    assert min(line.x for line in numbers) == pytest.approx(house.margin_left, abs=15)
    title = next(line for line in pdf.lines if "عنوان" in line.text)
    assert title.right == pytest.approx(right, abs=1)
    assert pdf.pdf.Root.ViewerPreferences.Direction == "/R2L"


def _clicked(pdf: ReadPdf, number: int) -> list[tuple[float, float, float, float]]:
    """Left, lower, right and upper edge of each area of page ``number`` that can be clicked."""
    areas = pdf.pdf.pages[number].get("/Annots", [])
    return [tuple(float(edge) for edge in area.Rect) for area in areas]  # type: ignore[misc]


def test_what_is_clicked_covers_its_words() -> None:
    """Of a citation too, whose brackets and number are drawn one to the left of the other."""
    pdf = ReadPdf(sample_pdf("ur").data)
    entries = citations = 0
    for element in pdf.tree().walk():
        if element.role != "Link":
            continue
        for number in set(element.pages):
            marks = {mark for page, mark in element.marks if page == number}
            drawn = [line for line in pdf.lines if line.page == number and line.mark in marks]
            height = drawn[0].y
            if any(abs(line.y - height) > 0.1 for line in drawn):
                continue  # an address over several lines
            words = (min(line.x for line in drawn), height, max(line.right for line in drawn))
            assert any(_covers(area, words) for area in _clicked(pdf, number)), element.text()
            citations += element.text().strip().startswith("[")
            entries += number == 1
    assert entries > 20
    assert citations > 40
    assert all(
        left < right and bottom < top
        for number in range(len(pdf.pdf.pages))
        for left, bottom, right, top in _clicked(pdf, number)
    )


def _covers(
    area: tuple[float, float, float, float], words: tuple[float, float, float], near: float = 0.1
) -> bool:
    """Whether ``area`` holds words from their left to their right end, and nothing else."""
    left, bottom, right, top = area
    start, height, end = words
    return bottom - near < height < top and max(abs(left - start), abs(right - end)) < near


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_keeps_the_standards_in_every_language(
    language: str, profile: str, tmp_path: Path
) -> None:
    """Accessible and archival, with joined letters and words in another language marked."""
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample_pdf(language).data)
    result = validation.validate_pdf(str(path), profile=profile)

    assert [f"{failure.rule_id}: {failure.message}" for failure in result.failures] == []


def test_copied_text_is_the_logical_text(tmp_path: Path) -> None:
    """A reader that knows nothing of us takes Urdu words out as they are spelled."""
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample_pdf("ur").data)
    done = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    text = unicodedata.normalize("NFC", done.stdout.decode("utf-8"))
    plain = re.sub("[\u200e\u200f\u202a-\u202e]", "", text)

    assert "تجارت کا حجم اور توازن" in plain
    assert "دونوں سمتیں" in plain

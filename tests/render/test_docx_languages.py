"""Word files in four languages: Urdu from the right, words in English marked as such."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import FactText, language_of
from briefgen.pack.said import inline_runs
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.resources import bundled_templates
from tests.render.languages import LANGUAGES, opening, sample_docx, sample_pack, sample_pdf
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.pdf_reading import ReadPdf
from tests.render.test_docx_file import findings
from tests.render.third_party import letterhead, put_logo, saved
from tests.render.word_files import W, body_of, parts_of

if TYPE_CHECKING:
    from pathlib import Path

_JOINED = re.compile("[\u0600-\u06ff]")
_PARTS = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")
_TRANSLATED = [language for language in LANGUAGES if language != "en"]


def _roots(language: str) -> dict[str, etree._Element]:
    parts = parts_of(sample_docx(language))
    return {n: etree.fromstring(data) for n, data in parts.items() if _PARTS.fullmatch(n)}


def _words(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def _marked(root: etree._Element) -> str:
    """The words of runs that are told to be English."""
    runs = (r for r in root.iter(f"{W}r") if r.find(f"{W}rPr/{W}lang[@{W}val='en-GB']") is not None)
    return "".join(_words(run) for run in runs).replace("\u200e", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_valid_in_every_language(language: str, tmp_path: Path) -> None:
    """No schema error, nothing that Word would repair."""
    assert findings(sample_docx(language), tmp_path) == []


@pytest.mark.parametrize("language", _TRANSLATED)
def test_words_held_in_english_are_marked_as_english(language: str) -> None:
    """A screen reader changes its voice for them; a spelling checker its dictionary."""
    held = [
        inline.text
        for block in sample_pack(language).blocks
        for inlines in inline_runs(block)
        if not (isinstance(block, FigureBlock) and inlines == block.text.alternative)
        for inline in inlines
        if language_of(inline)
    ]
    marked = "".join(_marked(root) for root in _roots(language).values())
    spans = [e for e in ReadPdf(sample_pdf(language).data).tree().walk() if e.role == "Span"]

    assert len(held) > 300
    assert all(" ".join(text.split()) in " ".join(marked.split()) for text in held)
    assert {span.attributes["/Lang"] for span in spans} == {"en-GB"}
    assert "".join("".join(span.text().split()) for span in spans) == "".join(
        "".join(text.split()) for text in held
    )


def _sides(data: bytes) -> dict[str, str]:
    """The label of each box in a drawing, and the side it is set to."""
    return {
        "".join(box.itertext()).strip("\u200e"): jc.get(f"{W}val", "")
        for box in body_of(data).iter(f"{W}txbxContent")
        for jc in box.iter(f"{W}jc")
    }


def test_a_drawing_is_not_turned_with_the_page() -> None:
    """Its labels stay where they belong: the paragraph around it runs from the left.

    What is drawn from the left of a box stays there, though the words in it run from the right.
    """
    body = body_of(sample_docx("ur"))
    groups = [p for p in body.iter(f"{W}p") if p.find(f"{W}r//{W}drawing") is not None]
    labels = [p for box in body.iter(f"{W}txbxContent") for p in box.iter(f"{W}p")]
    sides = {language: _sides(sample_docx(language)) for language in ("en", "ur")}
    shared = sides["en"].keys() & sides["ur"].keys()
    swapped = {"left": "right", "right": "left", "center": "center"}

    assert groups
    assert all(p.find(f"{W}pPr/{W}bidi").get(f"{W}val") == "0" for p in groups)
    assert all(p.find(f"{W}pPr/{W}bidi").get(f"{W}val") is None for p in labels)
    assert {"left", "center"} <= {sides["en"][text] for text in shared}
    assert all(sides["ur"][text] == swapped[sides["en"][text]] for text in shared)


def test_an_english_pack_marks_nothing() -> None:
    """Its words are all of one language."""
    assert all(_marked(root) == "" for root in _roots("en").values())


def test_statements_stay_as_they_are_held() -> None:
    """The same fact reads the same in every language."""

    def statements(language: str) -> list[str]:
        return [
            inline.text
            for block in sample_pack(language).blocks
            if ".background" in block.id
            for inlines in inline_runs(block)
            for inline in inlines
            if isinstance(inline, FactText) and inline.text.endswith(".")  # no date by others
        ]

    assert statements("ur") == statements("kk") == statements("ru") == statements("en") != []


def test_urdu_runs_from_the_right_everywhere() -> None:
    """Paragraphs, tables, the section, and every run with joined letters."""
    for name, root in _roots("ur").items():
        for paragraph in root.iter(f"{W}p"):
            assert paragraph.find(f"{W}pPr/{W}bidi") is not None, name
        for run in root.iter(f"{W}r"):
            told = run.find(f"{W}rPr/{W}rtl") is not None
            assert told or not _JOINED.search(_words(run)), _words(run)
        for table in root.iter(f"{W}tbl"):
            assert table.find(f"{W}tblPr/{W}bidiVisual") is not None
    section = next(_roots("ur")["word/document.xml"].iter(f"{W}sectPr"))
    assert section.find(f"{W}bidi") is not None


def test_the_numbers_of_a_citation_count_from_the_left() -> None:
    """Behind Urdu as behind English: held together by marks, and no run of it from the right."""
    runs = [r for root in _roots("ur").values() for r in root.iter(f"{W}r") if _words(r)]
    texts = [_words(run) for run in runs]
    several = [
        place
        for place, text in enumerate(texts)
        if text.strip("\u200e") == "[" and texts[place + 2].strip("\u200e ,\u00a0") == ""
    ]

    assert len(several) > 30
    for place in several:
        end = next(n for n in range(place, len(runs)) if texts[n].strip("\u200e") == "]")
        cited = runs[place : end + 1]
        assert [run for run in cited if run.find(f"{W}rPr/{W}rtl") is not None] == []
        assert all(t[0] == t[-1] == "\u200e" for t in texts[place : end + 1])


def test_a_paragraph_all_in_english_runs_from_the_left() -> None:
    """It begins at the left; what has a label in Urdu, and every item, begins at the right."""
    root = _roots("ur")["word/document.xml"]
    paragraphs = [p for p in root.iter(f"{W}p") if p.find(".//{*}drawing") is None]
    left = [p for p in paragraphs if p.find(f"{W}pPr/{W}bidi").get(f"{W}val") == "0"]

    assert left
    assert not any(_JOINED.search(_words(paragraph)) for paragraph in left)
    assert not any(p.find(f"{W}pPr/{W}numPr") is not None for p in left)


def test_urdu_letters_have_a_font_that_is_carried_and_a_language() -> None:
    """The reader need not have it; size and weight are those of the other letters."""
    parts = parts_of(sample_docx("ur"))
    styles = etree.fromstring(parts["word/styles.xml"])
    table = etree.fromstring(parts["word/fontTable.xml"])

    assert {fonts.get(f"{W}cs") for fonts in styles.iter(f"{W}rFonts")} == {"FiraGO"}
    carried = table.find(f"{W}font[@{W}name='FiraGO']")
    assert carried is not None
    assert {etree.QName(e).localname for e in carried} >= {"embedRegular", "embedBold"}
    [language] = styles.iter(f"{W}lang")
    assert language.get(f"{W}bidi") == "ur-PK"
    for look in styles.iter(f"{W}rPr"):
        for plain, joined in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
            one, other = look.find(f"{W}{plain}"), look.find(f"{W}{joined}")
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                assert one.get(f"{W}val") == other.get(f"{W}val")


def test_a_logo_in_an_urdu_letterhead_is_whole(tmp_path: Path) -> None:
    """Lines of words are exactly as tall as each other, that of a picture as the picture."""
    document = letterhead()
    put_logo(document.sections[0].header.paragraphs[0])

    data = write_docx(opening("ur"), read_house(saved(document, tmp_path)), {})

    assert findings(data, tmp_path) == []
    header = etree.fromstring(parts_of(data)["word/header1.xml"])
    [drawn] = [p for p in header.iter(f"{W}p") if p.find(".//{*}drawing") is not None]
    spacing = drawn.find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("240", "auto")


@pytest.mark.parametrize("house", ["ministry", "think-tank"])
def test_a_few_urdu_words_in_an_english_pack_are_set_in_the_face_that_travels(
    house: str, tmp_path: Path
) -> None:
    """A name in Urdu on the cover: a face of the machine may lack some of its letters."""
    words = "سیکریٹری خارجہ"
    pack = opening("en")
    cover = replace(pack.blocks[0], title=f"Visit: {words}")
    worn = read_house(bundled_templates() / "house" / f"{house}.docx")

    data = write_docx(replace(pack, blocks=(cover, *pack.blocks[1:])), worn, {})

    assert findings(data, tmp_path) == []
    styles = etree.fromstring(parts_of(data)["word/styles.xml"])
    assert {fonts.get(f"{W}cs") for fonts in styles.iter(f"{W}rFonts")} == {"FiraGO"}
    title = next(
        s for s in styles.iter(f"{W}style") if s.find(f"{W}name").get(f"{W}val") == "Title"
    )
    assert title.find(f"{W}rPr/{W}szCs").get(f"{W}val") == title.find(f"{W}rPr/{W}sz").get(
        f"{W}val"
    )
    assert title.find(f"{W}rPr/{W}bCs") is not None
    fonts = subprocess.run(
        ["pdffonts", str(printed_by_libreoffice(data, tmp_path))],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "FiraGO-Bold" in fonts
    assert not list(body_of(data).iter(f"{W}bidi"))


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_other_languages_run_from_the_left(language: str) -> None:
    """Nothing is turned where nothing has to be."""
    for root in _roots(language).values():
        assert not list(root.iter(f"{W}bidi", f"{W}rtl", f"{W}bidiVisual"))

"""A cover keeps to its page: its gaps give way before it runs over, alike in both formats."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Pt
from msgspec.structs import replace

from briefgen.pack.blocks import Contents, Cover, Detail
from briefgen.pack.inlines import Text
from briefgen.render.docx import write_docx
from briefgen.render.files import find_house, house_names
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.render.languages import LANGUAGES, opening
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.pdf_reading import ReadPdf
from tests.render.third_party import letterhead, saved
from tests.render.word_files import A5, LETTER, W, body_of, house_on, paragraph_text, style_of

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House


def _page_of_contents(pack: Pack, house: House) -> int:
    pages = write_pdf(pack, house).block_pages
    return next(pages[block.id] for block in pack.blocks if isinstance(block, Contents))


def _cover_of(pack: Pack) -> Cover:
    cover = pack.blocks[0]
    assert isinstance(cover, Cover)
    return cover


def _title_and_last(pack: Pack, house: House) -> tuple[etree._Element, etree._Element]:
    """The title in the Word file, and the last paragraph of the cover."""
    paragraphs = list(body_of(write_docx(pack, house, {})).iter(f"{W}p"))
    title = next(p for p in paragraphs if style_of(p) == "Title")
    return title, [p for p in paragraphs if style_of(p) == "CoverDetail"][-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", house_names(bundled_templates()))
def test_the_cover_of_the_sample_keeps_to_a_page_of_us_letter(
    base: str, language: str, tmp_path: Path
) -> None:
    """With margins of an inch, an A4 page is taller by half a dozen lines."""
    house = read_house(house_on(LETTER, tmp_path, base, "1440"))

    assert _page_of_contents(opening(language), house) == 2


@pytest.mark.parametrize("base", ["ministry", "plain"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cover_of_the_sample_keeps_to_a_page_of_a5(
    language: str, base: str, tmp_path: Path
) -> None:
    """There the gaps between its lines are small too."""
    assert _page_of_contents(opening(language), read_house(house_on(A5, tmp_path, base))) == 2


def test_a_cover_that_fits_keeps_the_gaps_of_its_house() -> None:
    """Nothing is said of them in the Word file, beyond the styles."""
    house = find_house(bundled_templates(), "ministry")

    for paragraph in _title_and_last(opening("en"), house):
        assert paragraph.find(f"{W}pPr/{W}spacing") is None


@pytest.mark.parametrize(("paper", "margins"), [(LETTER, "1440"), (A5, "850")])
def test_what_gives_way_is_the_same_in_both_formats(
    paper: tuple[int, int], margins: str, tmp_path: Path
) -> None:
    """On Letter the gap above the title alone; on A5 those between the lines with it."""
    pack, house = opening("en"), read_house(house_on(paper, tmp_path, margins=margins))
    title, last = _title_and_last(pack, house)
    told = title.find(f"{W}pPr/{W}spacing")
    above, after = (float(told.get(f"{W}{side}")) / 20 for side in ("before", "after"))
    lines = [line for line in ReadPdf(write_pdf(pack, house).data).lines if line.page == 0]
    drawn = next(line.y for line in lines if line.text == _cover_of(pack).title)
    look = house.styles["Title"]
    usual = write_pdf(pack, replace(house, page_height=2 * house.page_height)).data
    free = [line for line in ReadPdf(usual).lines if line.page == 0]
    drop = 2 * house.page_height - next(
        line.y for line in free if line.text == _cover_of(pack).title
    )

    assert drop - (house.page_height - drawn) == pytest.approx(look.space_before - above, abs=0.1)
    kept = after / look.space_after
    assert kept == 1.0 if paper is LETTER else 0.1 <= kept < 0.8
    assert (last.find(f"{W}pPr/{W}spacing") is None) is (paper is LETTER)


def test_a_cover_that_runs_over_anyway_keeps_the_gaps_between_its_lines() -> None:
    """To press its lines together would be of no use."""
    pack = opening("en")
    many = tuple(Detail(f"Label {n}", (Text(f"Detail {n}"),)) for n in range(60))
    cover = Cover("cover", "A visit", "A pack", many)
    long = replace(pack, blocks=(cover, *pack.blocks[1:]))
    _, last = _title_and_last(long, find_house(bundled_templates(), "ministry"))

    assert last.find(f"{W}pPr/{W}spacing") is None
    assert paragraph_text(last) == "Detail 59"


@pytest.mark.timeout(300)
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)
@pytest.mark.parametrize(("paper", "margins"), [(LETTER, "1440"), (A5, "850")])
def test_libreoffice_keeps_the_cover_to_its_page(
    paper: tuple[int, int], margins: str, tmp_path: Path
) -> None:
    """The contents stand on the second."""
    house = read_house(house_on(paper, tmp_path, margins=margins))
    printed = printed_by_libreoffice(write_docx(opening("en"), house, {}), tmp_path)
    command = ["pdftotext", "-layout", "-f", "1", "-l", "2", str(printed), "-"]
    told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    first, second = told.split("\f")[:2]

    assert _cover_of(opening("en")).details[-1].label in first
    assert "Contents" in second


def test_a_long_cover_under_a_tall_letterhead_gives_way_alike(tmp_path: Path) -> None:
    """Its own length alone does not tell that it runs over."""
    document = letterhead()
    for number in range(12):
        document.sections[0].header.add_paragraph(f"Line {number} of an address")
    house = read_house(saved(document, tmp_path))
    pack = opening("en")
    short = replace(_cover_of(pack), title="Visit " * 12, details=_cover_of(pack).details[:4])
    pack = replace(pack, blocks=(short, *pack.blocks[1:]))

    assert _page_of_contents(pack, house) == 2
    theirs = printed_by_libreoffice(write_docx(pack, house, {}), tmp_path)
    text = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", theirs, "-"], capture_output=True, check=True
    )
    assert "Contents" in text.stdout.decode()


@pytest.mark.parametrize("gap", [0, 150])  # points that the house has above the title
def test_a_cover_without_the_tall_header_of_other_pages_begins_higher(
    gap: int, tmp_path: Path
) -> None:
    """As in Word, where the text of each page begins beneath its own header."""
    document = docx.Document(str(bundled_templates() / "house" / "ministry.docx"))
    [section] = document.sections
    for line in ("Ministry", "Department", "Desk"):
        section.header.add_paragraph(line).runs[0].font.size = Pt(20)
    document.styles["Title"].paragraph_format.space_before = Pt(gap)
    house = read_house(saved(document, tmp_path))
    pack = opening("en")

    ours = write_pdf(pack, house).data
    theirs = printed_by_libreoffice(write_docx(pack, house, {}), tmp_path)

    assert _top_of(ours, "Sample") == pytest.approx(_top_of(theirs.read_bytes(), "Sample"), abs=4)
    assert _top_of(ours, "Sample") == pytest.approx(house.margin_top + gap, abs=4)


def _top_of(pdf: bytes, word: str) -> float:
    """How far down the first page ``word`` stands, in points."""
    box = ["pdftotext", "-f", "1", "-l", "1", "-bbox", "-", "-"]
    told = subprocess.run(box, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.search(rf'yMin="([\d.]+)"[^>]*>{word}<', told)
    assert found
    return float(found[1])

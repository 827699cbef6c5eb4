"""The contents of the Word file: a field that already shows pages, and leads to headings."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Contents,
    Heading,
)
from briefgen.render.files import find_house, render_files
from briefgen.resources import bundled_templates
from tests.render.docx_reading import paragraphs, written
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.sample import every_block
from tests.render.test_houses_shipped import HOUSES
from tests.render.word_files import (
    W,
    body_of,
    paragraph_text,
    parts_of,
    style_of,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The sample pack as a Word file."""
    return written()


def test_the_contents_show_pages_before_word_computes_them(sample: bytes) -> None:
    """Entries down to the depth asked for, each with the page of the PDF."""
    entries = paragraphs(sample, "TOC1", "TOC2", "TOC3")
    assert [paragraph_text(p) for p in entries] == [
        "Trade3",
        "Trade volumes and balance3",
        "Running text7",
        "Sources9",
    ]
    assert all(p.find(f".//{W}tab") is not None for p in entries)
    codes = [element.text.strip() for p in entries for element in p.iter(f"{W}instrText")]
    assert codes[0] == r'TOC \o "1-2" \h \z'
    assert [code.split()[0] for code in codes[1:]] == ["PAGEREF"] * 4


def test_contents_in_columns_end_within_them_when_word_makes_them_anew() -> None:
    """Word gives new entries nothing but their style, so it is the style that knows the column."""
    headings = (Heading(f"h{number}", 1, f"Part {number}") for number in range(6))
    data = written(Contents("c", "Contents", columns=2), *headings)
    entries = paragraphs(data, "TOC1")

    assert [p.find(f"{W}pPr/{W}tabs") for p in entries] == [None] * 6
    style = next(
        style
        for style in etree.fromstring(parts_of(data)["word/styles.xml"]).iter(f"{W}style")
        if style.get(f"{W}styleId") == "TOC1"
    )
    [stop] = style.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    [columns] = [c for c in body_of(data).iter(f"{W}cols") if c.get(f"{W}num") == "2"]
    text = 9072  # twips between the margins of the ministry's page
    assert int(stop.get(f"{W}pos")) == (text - int(columns.get(f"{W}space"))) // 2
    assert style.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "0"


def test_the_contents_are_one_field_that_ends_with_the_last_entry(sample: bytes) -> None:
    """Opened in the first entry, closed in the last, page numbers nested."""
    depths, depth = [], 0
    for paragraph in paragraphs(sample, "TOC1", "TOC2"):
        for mark in paragraph.iter(f"{W}fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(f"{W}fldCharType")]
        depths.append(depth)
    assert depths == [1, 1, 1, 0]


def test_every_entry_leads_to_its_heading(sample: bytes) -> None:
    """The link, the page reference and the bookmark bear one name."""
    headings = {
        p.find(f"{W}bookmarkStart").get(f"{W}name"): paragraph_text(p)
        for p in paragraphs(sample, "Heading1", "Heading2", "Heading3")
    }
    for entry in paragraphs(sample, "TOC1", "TOC2"):
        name = entry.find(f"{W}hyperlink").get(f"{W}anchor")
        assert paragraph_text(entry).startswith(headings[name])
        assert any(f"PAGEREF {name} " in code.text for code in entry.iter(f"{W}instrText"))


def test_a_heading_whose_page_is_unknown_is_listed_without_a_number() -> None:
    """No number is better than a wrong one; Word fills it when asked."""
    blocks = (Contents("c", "Contents"), Heading("elsewhere", 1, "Elsewhere"))
    data = written(*blocks)
    assert [paragraph_text(p) for p in paragraphs(data, "TOC1")] == ["Elsewhere"]


def test_contents_without_headings_are_a_title_only() -> None:
    """An empty field would print Word's complaint."""
    data = written(Contents("c", "Contents"))
    assert [style_of(p) for p in paragraphs(data)] == ["TOCHeading"]
    assert body_of(data).find(f".//{W}fldChar") is None


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="needs LibreOffice and poppler",
)
@pytest.mark.parametrize("house", HOUSES)
def test_no_number_of_a_page_stands_alone_on_a_line(house: str, tmp_path: Path) -> None:
    """Where an entry is too long for its number, a word of it goes to the next line as well.

    A program breaks the line before the dots and no sooner.
    """
    titles = [f"{'Delegations and forms ' * count}of address{'es' * more}"
              for count in (1, 2) for more in range(9)]  # fmt: skip
    headings = (Heading(f"h{n}", 1, title, new_page=True) for n, title in enumerate(titles))
    blocks = (Contents("c", "Contents", columns=2), *headings)
    pack = replace(every_block(), blocks=blocks)
    look = find_house(bundled_templates(), house)
    files = render_files(pack, look, (tmp_path / "a.docx",))
    printed = printed_by_libreoffice(files[tmp_path / "a.docx"], tmp_path)
    told = ["pdftotext", "-layout", "-l", "1", str(printed), "-"]
    text = subprocess.run(told, check=True, capture_output=True, text=True).stdout

    assert len(re.findall(r"\S\.{2,}\d+", text)) == len(titles)
    assert re.findall(r"(?:^|\s)\.{2,}\d+", text) == []

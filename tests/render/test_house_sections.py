"""The document of a house: its sections alone count, and what else is in it costs little."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from briefgen.render.house_file.package import parse_part
from briefgen.render.house_file.reader import read_house
from tests.render.made import Made
from tests.render.third_party import letterhead, saved
from tests.render.word_files import parts_of, zipped

if TYPE_CHECKING:
    from pathlib import Path

BODY = "word/document.xml"


def test_a_house_with_a_long_report_in_it_is_read_in_little_more_time(tmp_path: Path) -> None:
    """Its document is read twice: to see that it is harmless, and for its sections."""
    parts = parts_of(saved(letterhead(), tmp_path).read_bytes())
    words = b"<w:p><w:pPr><w:jc w:val='both'/></w:pPr><w:r><w:t>Words of %d.</w:t></w:r></w:p>"
    report = b"".join(words % number for number in range(60_000))
    parts[BODY] = parts[BODY].replace(b"<w:sectPr", report + b"<w:sectPr", 1)
    path = tmp_path / "report.docx"

    def ratio(number: int) -> float:
        """How much longer it takes to read the house than to parse its document once."""
        changed = parts[BODY].replace(b"Words of 0", b"Words of %d, 0" % number)
        path.write_bytes(zipped(parts | {BODY: changed}))
        begun = time.perf_counter()
        parse_part(changed)
        parsed = time.perf_counter()
        read_house(path)
        return (time.perf_counter() - parsed) / (parsed - begun)

    assert min(map(ratio, range(3))) < 8  # it was 12 when each question read it anew


def test_the_header_of_a_section_before_goes_on(tmp_path: Path) -> None:
    """Whatever stands between the ends of the two."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Ministry of Roads")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("More words of the body that are never printed.")
    made = Made(document, tmp_path)
    assert "Ministry of Roads" in made.pdf_lines(1)


@pytest.mark.parametrize("struck", [True, False])
def test_a_section_whose_end_was_struck_out_is_none(tmp_path: Path, struck: bool) -> None:
    """A header that only it had is not on the pages."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Ministry of Roads")
    document.add_section(WD_SECTION.NEW_PAGE).left_margin = Mm(40)
    document.add_paragraph("Words behind it.")
    [properties] = document.element.body.findall("{*}p/{*}pPr[{*}sectPr]")
    if struck:
        mark = f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"/>'
        properties.insert(0, parse_xml(f"{mark}</w:rPr>"))
    made = Made(document, tmp_path)
    assert made.house.margin_left == pytest.approx(40 * 72 / 25.4, abs=0.1)
    assert ("Ministry of Roads" in made.pdf_lines(1)) != struck

"""Both formats of a short pack in a house, read back."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from docx.oxml import parse_xml

from briefgen.render.docx import write_docx
from briefgen.render.files import find_house, render_files
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import make_bundled
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.third_party import saved
from tests.render.word_files import W, paragraph_text, parts_of
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from docx.document import Document
    from lxml import etree

    from briefgen.pack.blocks import Pack

MARKING = "UNCLASSIFIED – FOR OFFICIAL USE"
TITLE = "Visit to Astana: trade & corridors"
AS_AT = "Information as at 22 November 2026"
MM = 72 / 25.4


@cache
def word_and_pdf(*topics: str) -> tuple[bytes, bytes]:
    """A pack of these of our topics in the ministry's house, as Word file and PDF."""
    word, pdf = Path("a.docx"), Path("a.pdf")
    house = find_house(bundled_templates(), "ministry")
    made = render_files(make_bundled(topics=topics).pack, house, (word, pdf))
    return made[word], made[pdf]


@cache
def short_pack() -> Pack:
    """A pack of few pages, with a cover."""
    return every_block(table_rows=3, paragraphs=2)


class Made:
    """Both formats of the short pack in the house that ``document`` makes."""

    def __init__(self, document: Document, folder: Path, pack: Pack | None = None) -> None:
        """Read the house, write the pack and read it back."""
        self.house = read_house(saved(document, folder))
        pack = pack or short_pack()
        self.pdf_data = write_pdf(pack, self.house).data
        self.pdf = ReadPdf(self.pdf_data)
        self.word_data = write_docx(pack, self.house, {})
        assert lint(self.word_data) == []
        self.parts = parts_of(self.word_data)

    def word(self, part: str) -> etree._Element:
        """A header or footer of the Word file, as header1."""
        return parse_xml(self.parts[f"word/{part}.xml"])

    def word_lines(self, part: str) -> list[str]:
        """The words of each of its paragraphs."""
        return [paragraph_text(paragraph) for paragraph in self.word(part).iter(f"{W}p")]

    def pdf_lines(self, page: int) -> list[str]:
        """What stands around the text of a page, each from one starting point."""
        return self.pdf.artifact_text(page)


def images(data: bytes) -> list[list[tuple[float, ...]]]:
    """For each page the matrix of every picture."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            stack: list[tuple[float, ...]] = []
            drawn = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm":
                    stack.append(tuple(float(number) for number in operands))
                elif str(operator) == "Do" and str(operands[0]).startswith("/I"):
                    drawn.append(stack[-1])
            found.append(drawn)
    return found

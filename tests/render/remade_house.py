"""Both formats of a short pack in the ministry's house with texts in its parts swapped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import W, changed_house, paragraph_text, parts_of
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House

HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
STYLES, LISTS, BODY = "word/styles.xml", "word/numbering.xml", "word/document.xml"


@cache
def short_pack() -> Pack:
    """A pack of few pages."""
    return every_block(table_rows=1, paragraphs=1)


def run(text: str, tag: str = "t") -> str:
    """A run that says ``text``."""
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


class Made:
    """Both formats of a pack in the ministry's house, changed."""

    def __init__(self, folder: Path, **swap: tuple[str, str]) -> None:
        """``swap`` has an old and a new text for parts by name: header, styles and so on."""
        names = {"header": HEADER, "footer": FOOTER, "styles": STYLES, "lists": LISTS, "body": BODY}
        swaps = {names[part]: texts for part, texts in swap.items()}
        self._make(read_house(changed_house(folder, swap=swaps)))

    @classmethod
    def of(cls, house: House) -> Made:
        """Both formats in ``house``."""
        made = cls.__new__(cls)
        made._make(house)
        return made

    def _make(self, house: House) -> None:
        word = write_docx(short_pack(), house, {})
        assert lint(word) == []
        self.house = house
        self.remarks = house.remarks
        self.parts = parts_of(word)
        self.pdf = ReadPdf(write_pdf(short_pack(), house).data)

    def word_lines(self, part: str = HEADER) -> list[str]:
        """The words of each paragraph in ``part`` of the Word file."""
        root = etree.fromstring(self.parts[part])
        return [paragraph_text(paragraph) for paragraph in root.iter(f"{W}p")]

    @property
    def everything(self) -> str:
        """All parts of the Word file and all that is drawn around the text of the PDF."""
        word = b"".join(data for name, data in self.parts.items() if name.endswith(".xml"))
        return word.decode() + "\n".join(self.pdf.artifact_text(1))


def in_front(xml: str) -> tuple[str, str]:
    """``xml`` in front of the first paragraph of a header or footer."""
    return "<w:p>", f"{xml}<w:p>"

"""The sample visit in a language, made and drawn once a session."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Heading
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.render.docx import write_docx
from briefgen.render.files import find_house
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import make_bundled

if TYPE_CHECKING:
    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House
    from briefgen.render.pdf.document import PdfFile

LANGUAGES = ("en", "kk", "ru", "ur")


@cache
def sample_pack(language: str) -> Pack:
    """The pack of the bundled sample in ``language``."""
    path = bundled_templates() / "sample.brief"
    request = request_from(read_brief(path), path)
    return make_bundled(
        topics=request.topics,
        first=request.first,
        last=request.last,
        voice=request.voice,
        visit=request.visit,
        language=language,
    ).pack


@cache
def opening(language: str) -> Pack:
    """Cover and contents of the sample, and the headings that they lead to, with nothing beneath.

    Where the pages that follow them do not matter, they would take most of the time.
    """
    pack = sample_pack(language)
    first = next(n for n, block in enumerate(pack.blocks) if isinstance(block, Heading))
    headings = (block for block in pack.blocks[first:] if isinstance(block, Heading))
    return replace(pack, blocks=(*pack.blocks[:first], *headings))


@cache
def sample_house() -> House:
    """The house style of the sample."""
    return find_house(bundled_templates(), "ministry")


@cache
def sample_pdf(language: str) -> PdfFile:
    """The sample in ``language`` as PDF."""
    return write_pdf(sample_pack(language), sample_house())


@cache
def sample_docx(language: str) -> bytes:
    """The sample in ``language`` as Word file."""
    pages = sample_pdf(language).block_pages
    return write_docx(sample_pack(language), sample_house(), pages)

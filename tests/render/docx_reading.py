"""Word files made for tests, and what is asked of their bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.said import block_text
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from tests.render.sample import every_block
from tests.render.word_files import (
    W,
    body_of,
    ministry,
    style_of,
)

if TYPE_CHECKING:
    from lxml import etree

    from briefgen.pack.blocks import (
        Pack,
    )

PAGES = {"trade": 3, "trade.volume": 3, "trade.volume.figures": 4, "text": 7, "sources": 9}


def written(*blocks: object) -> bytes:
    """A Word file of ``blocks``, or of the sample with every kind of block."""
    pack = every_block()
    if blocks:
        pack = replace(pack, blocks=blocks)
    return write_docx(pack, read_house(ministry()), PAGES)


def paragraphs(data: bytes, *styles: str) -> list[etree._Element]:
    """The body's paragraphs, those in tables included; of these styles if any are named.

    Those that say nothing and only end a section are left out.
    """
    found = (p for p in body_of(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is None)
    return [paragraph for paragraph in found if not styles or style_of(paragraph) in styles]


def has(paragraph: etree._Element, tag: str) -> bool:
    """Whether the paragraph itself, not its style, carries a property."""
    return paragraph.find(f"{W}pPr/{W}{tag}") is not None


def list_of(paragraph: etree._Element) -> str:
    """The list that a paragraph itself names."""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return "" if number is None else number.get(f"{W}val")


def said(pack: Pack) -> list[str]:
    """What the pack prints, piece by piece."""
    return [piece for block in pack.blocks for piece in block_text(block)]

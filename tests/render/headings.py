"""The headings of a pack and the pages they stand on: as a Word file names them, and as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from msgspec.structs import replace

from briefgen.pack.blocks import Heading
from briefgen.render.layout.pages import lay_out, settled_as_in
from briefgen.render.pdf.document import write_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House


def headings_named(pack: Pack, look: House) -> tuple[tuple[str, int], ...]:
    """The headings with the pages that the program gives in a Word file."""
    settled = settled_as_in(lay_out(pack, look), pack)  # sections run on as in the PDF
    silent = replace(settled, furniture=replace(settled.furniture, continued=""))
    pages = write_pdf(silent, look).heading_pages
    headings = [block for block in pack.blocks if isinstance(block, Heading)]
    return tuple((heading.text, pages[heading.id]) for heading in headings)


def headings_in(printed: Path) -> list[tuple[str, int]]:
    """The headings of a file that LibreOffice printed, with the pages that they stand on."""
    found: list[tuple[str, int]] = []
    with pikepdf.open(printed) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            found.append((str(item.title), pages[item.destination[0].objgen]))
            waiting[:0] = item.children
    return found


def elsewhere(
    named: Sequence[tuple[str, int]], printed: Sequence[tuple[str, int]]
) -> list[tuple[str, int, int]]:
    """The headings that LibreOffice printed on another page than is named."""
    both = zip(named, printed, strict=True)
    return [(text, page, there) for (text, page), (_, there) in both if page != there]

"""The list of headings: one TOC field whose entries are there before Word computes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.blocks import Heading
from briefgen.pack.fingerprints import squeezed
from briefgen.render.docx.text import (
    FIELD_END,
    TAB,
    anchor,
    escape,
    field,
    field_start,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import House

_LEVELS = 3  # of headings that a house has styles for


class Entry(Struct, frozen=True):
    """A heading as the contents show it; ``page`` is empty where it is not known."""

    level: int
    text: str
    bookmark: str
    page: str


def entries_of(pack: Pack, block_pages: Mapping[str, int]) -> list[Entry]:
    """The headings of ``pack`` as the contents list them, with what their pages are called."""
    headings = [block for block in pack.blocks if isinstance(block, Heading)]
    return [
        Entry(
            max(1, min(heading.level, _LEVELS)),
            heading.text,
            f"_Toc{place:08d}",
            str(block_pages.get(heading.id, "")),
        )
        for place, heading in enumerate(headings, start=1)
    ]


def contents_xml(entries: Sequence[Entry], depth: int, sheet: StyleSheet) -> str:
    """The paragraphs of the list; the field opens in the first and closes in the last."""
    depth = max(1, min(depth, _LEVELS))
    listed = [entry for entry in entries if entry.level <= depth and squeezed(entry.text)]
    paragraphs = []
    for place, entry in enumerate(listed):
        opening = field_start(f'TOC \\o "1-{depth}" \\h \\z') if place == 0 else ""
        closing = FIELD_END if place == len(listed) - 1 else ""
        number = field(f"PAGEREF {entry.bookmark} \\h", entry.page)
        words = run(escape(entry.text)) + TAB + number
        paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="{sheet.id(f"TOC {entry.level}")}"/></w:pPr>'
            f"{opening}{anchor(entry.bookmark, words)}{closing}</w:p>"
        )
    return "".join(paragraphs)


def set_in_columns(sheet: StyleSheet, house: House, width: float) -> None:
    """Let the styles of the entries fit columns of ``width`` points."""
    names = [f"TOC {level}" for level in range(1, _LEVELS + 1)]
    sheet.set_in_columns(
        {name: round((width - house.styles[name].right_indent) * 20) for name in names}
    )

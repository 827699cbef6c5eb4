"""The list of headings: one TOC field whose entries are there before Word computes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.docx.text import (
    FIELD_END,
    TAB,
    anchor,
    escape,
    field,
    field_start,
    run,
    spacing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import TextStyle

_LEVELS = 3  # of headings that a house has styles for


class Entry(Struct, frozen=True):
    """A heading as the contents show it; ``page`` is empty where it is not known."""

    level: int
    text: str
    bookmark: str
    page: str


def contents_xml(
    entries: Sequence[Entry], depth: int, sheet: StyleSheet, own: Callable[[str], str]
) -> str:
    """The paragraphs of the list; the field opens in the first and closes in the last.

    ``own`` gives the properties that a paragraph of a style has beside it.
    """
    depth = max(1, min(depth, _LEVELS))
    listed = [entry for entry in entries if entry.level <= depth]
    paragraphs = []
    for place, entry in enumerate(listed):
        opening = field_start(f'TOC \\o "1-{depth}" \\h \\z') if place == 0 else ""
        closing = FIELD_END if place == len(listed) - 1 else ""
        number = field(f"PAGEREF {entry.bookmark} \\h", entry.page)
        words = run(escape(entry.text)) + TAB + number
        style = f"TOC {entry.level}"
        paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="{sheet.id(style)}"/>{own(style)}</w:pPr>'
            f"{opening}{anchor(entry.bookmark, words)}{closing}</w:p>"
        )
    return "".join(paragraphs)


def column_entry(style: TextStyle, width: float) -> str:
    """What an entry in a column of ``width`` points has for itself: where its number stands.

    There is no room above it, so that all columns begin at the same height.
    """
    number = round((width - style.right_indent) * 20)
    stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{number}"/></w:tabs>'
    return stop + spacing(before=0.0)

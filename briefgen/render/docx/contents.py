"""The list of headings: one TOC field whose entries are there before Word computes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.blocks import Heading
from briefgen.pack.fingerprints import squeezed
from briefgen.render.docx.text import (
    FIELD_END,
    LINE_BREAK,
    TAB,
    anchor,
    escape,
    field,
    field_start,
    run,
)
from briefgen.render.house import ROOM_FOR_NUMBER
from briefgen.render.layout.letterforms import words_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import House
    from briefgen.render.styles import TextStyle

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


def contents_xml(
    entries: Sequence[Entry], depth: int, sheet: StyleSheet, house: House, width: float
) -> str:
    """The paragraphs of the list; the field opens in the first and closes in the last.

    A word at least stands before the number on a line of its own, in columns of ``width`` points.
    """
    depth = max(1, min(depth, _LEVELS))
    listed = [entry for entry in entries if entry.level <= depth and squeezed(entry.text)]
    paragraphs = []
    for place, entry in enumerate(listed):
        opening = field_start(f'TOC \\o "1-{depth}" \\h \\z') if place == 0 else ""
        closing = FIELD_END if place == len(listed) - 1 else ""
        number = field(f"PAGEREF {entry.bookmark} \\h", entry.page)
        lines = _lines(entry.text, house.styles[f"TOC {entry.level}"], width)
        told = [
            *(run(f"{escape(line)} ") + LINE_BREAK for line in lines[:-1]),
            run(escape(lines[-1])),
        ]
        words = "".join(told) + TAB + number
        paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="{sheet.id(f"TOC {entry.level}")}"/></w:pPr>'
            f"{opening}{anchor(entry.bookmark, words)}{closing}</w:p>"
        )
    return "".join(paragraphs)


def _lines(text: str, style: TextStyle, width: float) -> list[str]:
    """``text`` in lines that leave room for a number, which none but the last has, as in the PDF.

    A program breaks a line for the number where the number does not fit, and not before.
    """
    measure = words_like(style, bold=style.bold)
    free = width - style.left_indent - style.right_indent
    room = free / style.size * 1000 - measure[ROOM_FOR_NUMBER]
    if text.isascii() and len(text) * measure.widest <= room:  # most, whatever their letters
        return [text]
    lines: list[str] = []
    end = 0.0
    for word in text.split(" "):
        long = measure[word.upper() if style.caps else word]
        if not lines or end + measure[" "] + long > room:
            lines.append(word)
            end = long
        else:
            lines[-1] += f" {word}"
            end += measure[" "] + long
    return lines


def set_in_columns(sheet: StyleSheet, house: House, width: float) -> None:
    """Let the styles of the entries fit columns of ``width`` points."""
    names = [f"TOC {level}" for level in range(1, _LEVELS + 1)]
    sheet.set_in_columns(
        {name: round((width - house.styles[name].right_indent) * 20) for name in names}
    )

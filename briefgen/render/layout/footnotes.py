"""Footnotes made into strips, and hung on the strips that call them.

A note stands on the page of the line that calls it: both move together. Only where a line and its
notes are taller than a page do the notes go on at the foot of the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.faces.measure import note_anchor
from briefgen.render.layout.dressing import dressed, moved, on_their_grounds
from briefgen.render.layout.flow import break_lines
from briefgen.render.layout.justifying import justified
from briefgen.render.layout.lines import spans_of
from briefgen.render.layout.paragraphs import lay_lines
from briefgen.render.layout.strips import Patch, Strip, TextMark
from briefgen.render.layout.tags import Tag, note_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.inlines import Footnote
    from briefgen.render.layout.paragraphs import Sheet

_RULE_WIDTH = 144.0  # points, on any paper: as Word draws it
_RULE = 0.5  # points thick
_ABOVE = _BELOW = 2.85  # points around the rule, as LibreOffice has them


def with_notes(
    sheet: Sheet, strips: list[Strip], called: Sequence[Footnote], first: int, parent: Tag
) -> list[Strip]:
    """``strips`` of one block with the notes they call, those from number ``first`` on.

    ``called`` are all notes so far. In the order of reading they follow the block.
    """
    notes = {
        number: _note(sheet, number, called[number - 1], parent)
        for number in range(first, len(called) + 1)
    }
    return [
        replace(strip, notes=tuple(notes[number] for number in numbers))
        if (numbers := list(_calls(strip)))
        else strip
        for strip in strips
    ]


def note_rule(sheet: Sheet) -> Strip:
    """The short line between the text of a page and its notes."""
    color = sheet["Footnote Text"].style.color
    height = _ABOVE + _RULE + _BELOW
    width = min(_RULE_WIDTH, sheet.width)
    return Strip(height, (), (Patch(0.0, _ABOVE, width, _RULE, color),))


def _calls(strip: Strip) -> Iterator[int]:
    for mark in strip.marks:
        if isinstance(mark, TextMark):
            links = (span.ink.link for span in mark.spans)
            yield from (link.note for link in links if link and link.note)


def _note(sheet: Sheet, number: int, note: Footnote, parent: Tag) -> tuple[Strip, ...]:
    """The lines of a note, its number before the first."""
    setting = sheet["Footnote Text"]
    style = setting.style
    tag = Tag(b"Note", parent, note_id(note_anchor(number)))
    label, text = setting.note_label(number)
    label_tag = Tag(b"Lbl", tag)
    left, right = style.left_indent, sheet.width - style.right_indent
    beside = style.first_line_indent + label.width(text) + setting.ink.space
    measure = (right - left, right - left - beside)
    lines = justified(break_lines(setting.runs(note.inlines), *measure), style.spread, *measure)
    strips = lay_lines(setting, lines, tag, left, right) or [Strip(setting.leading)]
    first = moved(strips[0], beside)
    mark = TextMark(
        left + style.first_line_indent, setting.baseline, spans_of(label, text), label_tag
    )
    strips[0] = replace(first, marks=(mark, *first.marks), anchor=note_anchor(number))
    strips = dressed(on_their_grounds(strips, setting), style, sheet.width)
    strips = [replace(strip, hang=0.0) for strip in strips]
    room, last = style.space_after, strips[-1]
    strips[-1] = replace(last, height=last.height + room, hang=room)
    return tuple(strips)

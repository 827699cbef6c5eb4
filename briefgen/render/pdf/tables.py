"""Tables made into strips: a row a strip, cut between rows only, under a head that repeats.

A row that would not fit a page of its own is cut between its lines.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Align, Column, ParagraphStyle, Table
from briefgen.render.house import AFTER_TABLE
from briefgen.render.pdf.columns import column_edges
from briefgen.render.pdf.dressing import aligned, holding
from briefgen.render.pdf.lines import break_lines
from briefgen.render.pdf.paragraphs import Sheet, styled_text
from briefgen.render.pdf.strips import Hold, Patch, Strip, TextMark
from briefgen.render.pdf.tags import COLUMN_HEAD, Tag, note_id
from briefgen.render.together import rows_held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.inlines import Inlines
    from briefgen.render.house import TableStyle
    from briefgen.render.pdf.lines import Line
    from briefgen.render.pdf.measure import Run
    from briefgen.render.pdf.setting import Setting

_TALLEST_HEAD = 0.4  # of the page: a taller head is not repeated
_ROOM_FOR_CAPTION = 4  # lines of the head's type kept free on each page for the caption


class _Place(Struct, frozen=True):
    """A column as it stands on the page: its edges and how its text is aligned."""

    column: Column
    left: float
    right: float


class _Cell(Struct, frozen=True):
    place: _Place
    lines: Sequence[Line]
    tag: Tag


def table(sheet: Sheet, block: Table, number: int, parent: Tag) -> list[Strip]:
    """Caption, head, rows and notes of a table; ``number`` is printed where it has a caption."""
    if not block.columns:
        return []
    outer = Tag(b"Table", parent)
    caption = f"{sheet.table_label.format(number=number)} {block.caption}" if block.caption else ""
    title = _caption(sheet, caption, Tag(b"Caption", outer)) if caption else []
    title = [replace(strip, hold=Hold.MUST) for strip in title]
    places = _places(sheet, block)
    # A head without a body would be no table to a reader, so it is then a row by itself.
    head = _head(sheet, places, Tag(b"TR", Tag(b"THead", outer) if block.rows else outer))
    rows = _rows(sheet, block, places, outer, head.height)
    rows = _repeating(rows, (*_continued(sheet, caption), _untagged(head)), sheet.height)
    if rows:
        head = replace(head, hold=Hold.MUST)
    body = [head, *rows]
    notes = _notes(sheet, block, parent)
    if notes:
        body = holding(body, Hold.WISH)
    strips = [*title, *body, *notes]
    strips[-1] = replace(strips[-1], after=max(strips[-1].after, AFTER_TABLE))
    return strips


def _caption(sheet: Sheet, text: str, tag: Tag | None) -> list[Strip]:
    setting = sheet["Caption"]
    return styled_text(sheet, setting, [setting.text(text)], tag)


def _places(sheet: Sheet, block: Table) -> list[_Place]:
    edges = column_edges(block, sheet.house, sheet.width)
    return [_Place(*place) for place in zip(block.columns, edges, edges[1:], strict=False)]


def _cell(style: TableStyle, place: _Place, runs: list[Run], tag: Tag) -> _Cell:
    room = max(place.right - place.left - 2 * style.pad_x, 1.0)
    return _Cell(place, break_lines(runs, room), tag)


def _head(sheet: Sheet, places: Sequence[_Place], row: Tag) -> Strip:
    style, setting = sheet.house.table, sheet["Table Head"]
    cells = [
        _cell(style, place, [setting.text(place.column.title)], Tag(b"TH", row, COLUMN_HEAD))
        for place in places
    ]
    strip = _whole_row(setting, style, cells)
    patches = [_rule(sheet, strip.height, style.rule)]
    if style.head_fill:
        patches.insert(0, Patch(0.0, 0.0, _width(places), strip.height, style.head_fill))
    patches.append(Patch(0.0, 0.0, _width(places), *style.frame))
    return replace(strip, patches=tuple(patches))


def _rows(
    sheet: Sheet, block: Table, places: Sequence[_Place], outer: Tag, head_height: float
) -> list[Strip]:
    if not block.rows:
        return []
    style, setting = sheet.house.table, sheet["Table Text"]
    kept = head_height + _ROOM_FOR_CAPTION * setting.leading
    tallest = max(sheet.height - kept, sheet.height * (1 - _TALLEST_HEAD))
    body = Tag(b"TBody", outer)
    strips: list[Strip] = []
    held = rows_held(len(block.rows))
    for index, inlines in enumerate(block.rows):
        cells = _row_cells(setting, style, places, inlines, Tag(b"TR", body))
        strip = _whole_row(setting, style, cells)
        parts = [strip] if strip.height <= tallest else _sliced_row(setting, style, cells)
        fill = style.band_fill if index % 2 else None
        last = index == len(block.rows) - 1
        parts = _ruled(parts, _width(places), fill, style.frame if last else style.rule)
        strips += holding(parts, Hold.WISH) if index in held else parts
    return strips


def _row_cells(
    setting: Setting,
    style: TableStyle,
    places: Sequence[_Place],
    inlines: Sequence[Inlines],
    row: Tag,
) -> list[_Cell]:
    """The cells of a row; what it lacks is empty."""
    return [
        _cell(style, place, setting.runs(cell or ()), Tag(b"TD", row))
        for place, cell in zip_longest(places, inlines[: len(places)])
    ]


def _pads(setting: Setting, style: TableStyle) -> tuple[float, float]:
    below = style.pad_y + setting.style.space_after + style.rule[0]  # a row is as tall as in Word
    return style.pad_y + setting.style.space_before, below


def _whole_row(setting: Setting, style: TableStyle, cells: Sequence[_Cell]) -> Strip:
    above, below = _pads(setting, style)
    marks = tuple(
        _mark(setting, style, cell, line, above + number * setting.leading)
        for cell in cells
        for number, line in enumerate(cell.lines)
    )
    lines = max(len(cell.lines) for cell in cells)
    return Strip(above + max(lines, 1) * setting.leading + below, marks)


def _sliced_row(setting: Setting, style: TableStyle, cells: Sequence[_Cell]) -> list[Strip]:
    above, below = _pads(setting, style)
    last = max(len(cell.lines) for cell in cells) - 1
    strips = []
    for number in range(last + 1):
        top = above if number == 0 else 0.0
        marks = tuple(
            _mark(setting, style, cell, cell.lines[number], top)
            for cell in cells
            if number < len(cell.lines)
        )
        hold = Hold.MUST if number in (0, last - 1) else Hold.NONE
        height = top + setting.leading + (below if number == last else 0.0)
        strips.append(Strip(height, marks, hold=hold))
    return strips


def _mark(setting: Setting, style: TableStyle, cell: _Cell, line: Line, top: float) -> TextMark:
    place = cell.place
    left, right = place.left + style.pad_x, place.right - style.pad_x
    align = place.column.align
    if setting.ink.from_right and align is Align.RIGHT:
        align = Align.LEFT  # read from the right, figures still end at the right of the column
    x = aligned(align, line.width, left, right)
    return TextMark(x, top + setting.baseline, line.spans, cell.tag)


def _ruled(
    parts: list[Strip], width: float, fill: str | None, rule: tuple[float, str]
) -> list[Strip]:
    if fill:
        parts = [replace(part, patches=(Patch(0, 0, width, part.height, fill),)) for part in parts]
    last = parts[-1]
    line = Patch(0.0, last.height - rule[0], width, *rule)
    parts[-1] = replace(last, patches=(*last.patches, line))
    return parts


def _rule(sheet: Sheet, height: float, rule: tuple[float, str]) -> Patch:
    return Patch(0.0, height - rule[0], sheet.width, *rule)


def _width(places: Sequence[_Place]) -> float:
    return places[-1].right


def _continued(sheet: Sheet, caption: str) -> list[Strip]:
    """The caption as it stands over the head where the table goes on."""
    return _caption(sheet, f"{caption} ({sheet.continued})", None) if caption else []


def _untagged(strip: Strip) -> Strip:
    """``strip`` as it is said again: not read aloud a second time."""
    marks = tuple(replace(mark, tag=None) for mark in strip.marks if isinstance(mark, TextMark))
    return replace(strip, marks=marks)


def _repeating(rows: list[Strip], head: tuple[Strip, ...], height: float) -> list[Strip]:
    """``rows`` with the head that stands over each of them at the top of a page."""
    if sum(strip.height + strip.after for strip in head) > _TALLEST_HEAD * height:
        head = head[-1:]
    if sum(strip.height for strip in head) > _TALLEST_HEAD * height:
        return rows
    return [replace(row, head=head) for row in rows]


def _notes(sheet: Sheet, block: Table, parent: Tag) -> list[Strip]:
    setting = sheet[ParagraphStyle.NOTE]
    strips: list[Strip] = []
    for number, note in enumerate(block.notes, 1):
        tag = Tag(b"Note", parent, note_id(f"{block.id}.note.{number}"))
        part = styled_text(sheet, setting, setting.runs(note), tag)
        strips += holding(part, Hold.WISH) if number < len(block.notes) else part
    return strips

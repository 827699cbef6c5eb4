"""Tables made into strips: a row a strip, cut between rows only, under a head that repeats.

A row that would not fit a page of its own is cut between its lines.
"""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Align, ParagraphStyle, Table
from briefgen.render.house import AFTER_TABLE
from briefgen.render.pdf.columns import column_edges
from briefgen.render.pdf.dressing import aligned, holding
from briefgen.render.pdf.flow import Flow, break_lines
from briefgen.render.pdf.paragraphs import Sheet, styled_text
from briefgen.render.pdf.strips import Head, Hold, Patch, Strip, TextMark
from briefgen.render.pdf.tags import COLUMN_HEAD, Tag, note_id
from briefgen.render.together import rows_held

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.pack.inlines import Inlines
    from briefgen.render.house import TableStyle
    from briefgen.render.pdf.lines import Line
    from briefgen.render.pdf.setting import Setting

    # A cell broken into lines; None where it is so short that it takes one, whatever it says.
    _Broken = Sequence[Line] | Flow | None

_TALLEST_HEAD = 0.4  # of the page: a taller head is not repeated
_ROOM_FOR_CAPTION = 4  # lines of the head's type kept free on each page for the caption


class _Place(Struct, frozen=True, gc=False):
    """A column as it stands on the page: where its text begins and ends, and how it is aligned."""

    title: str
    left: float
    right: float
    align: Align

    @property
    def room(self) -> float:
        """How wide its text may be."""
        return max(self.right - self.left, 1.0)


class _Cell(Struct, frozen=True, gc=False):
    place: _Place
    lines: Sequence[Line]
    tag: Tag | None


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
    repeated = Head(partial(_repeated, sheet, places, caption))
    rows = _rows(sheet, block, places, outer, head.height, repeated)
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
    pad = sheet.house.table.pad_x
    places = []
    for column, left, right in zip(block.columns, edges, edges[1:], strict=False):
        align = column.align
        if sheet["Table Text"].ink.from_right and align is Align.RIGHT:
            align = Align.LEFT  # read from the right, figures still end at the right of the column
        places.append(_Place(column.title, left + pad, right - pad, align))
    return places


def _head(sheet: Sheet, places: Sequence[_Place], row: Tag | None) -> Strip:
    """The head; without ``row`` as it stands again, not read aloud a second time."""
    style, setting = sheet.house.table, sheet["Table Head"]
    cells = [
        _Cell(
            place,
            break_lines([setting.text(place.title)], place.room),
            Tag(b"TH", row, COLUMN_HEAD) if row else None,
        )
        for place in places
    ]
    strip = _whole_row(setting, style, cells)
    width = _width(style, places)
    patches = [Patch(0.0, strip.height - style.rule[0], sheet.width, *style.rule)]
    if style.head_fill:
        patches.insert(0, Patch(0.0, 0.0, width, strip.height, style.head_fill))
    patches.append(Patch(0.0, 0.0, width, *style.frame))
    return replace(strip, patches=tuple(patches))


def _rows(
    sheet: Sheet,
    block: Table,
    places: Sequence[_Place],
    outer: Tag,
    head_height: float,
    repeated: Head,
) -> list[Strip]:
    """The rows, with what is ``repeated`` over each of them at the top of a page."""
    if not block.rows:
        return []
    style, setting = sheet.house.table, sheet["Table Text"]
    kept = head_height + _ROOM_FOR_CAPTION * setting.leading
    tallest = max(sheet.height - kept, sheet.height * (1 - _TALLEST_HEAD))
    body, width = Tag(b"TBody", outer), _width(style, places)
    calls = setting.calls
    broken = [_broken_row(setting, places, row) for row in block.rows]
    waits = setting.calls == calls  # else it is looked for in the lines what they call for
    strips: list[Strip] = []
    held, last = rows_held(len(block.rows)), len(block.rows) - 1
    for index, (inlines, cells) in enumerate(zip(block.rows, broken, strict=True)):
        height = _height(setting, style, cells)
        make = partial(_row_cells, setting, places, inlines, cells, Tag(b"TR", body))
        if height > tallest:
            parts = _sliced_row(setting, style, make())
        elif waits:
            parts = [Strip(height, parts=partial(_made_row, setting, style, make))]
        else:
            parts = [_whole_row(setting, style, make())]
        ground = Patch(0.0, 0.0, width, 0.0, (style.band_fill or "") if index % 2 else "")
        rule = Patch(0.0, 0.0, width, *(style.frame if index == last else style.rule))
        parts = _dressed_row(parts, ground, rule, repeated)
        strips += holding(parts, Hold.WISH) if index in held else parts
    return strips


def _broken_row(
    setting: Setting, places: Sequence[_Place], inlines: Sequence[Inlines]
) -> list[_Broken]:
    """The cells of a row, broken into lines; what it lacks is empty."""
    return [
        None if setting.is_short(cell or (), place.room) else _broken(setting, cell, place.room)
        for place, cell in zip_longest(places, inlines[: len(places)])
    ]


def _broken(setting: Setting, cell: Inlines, room: float) -> Sequence[Line] | Flow:
    runs = setting.runs(cell)
    return break_lines(runs, room) if len(runs) == 1 else Flow(runs, room, room)


def _row_cells(
    setting: Setting,
    places: Sequence[_Place],
    inlines: Sequence[Inlines],
    broken: Sequence[_Broken],
    row: Tag,
) -> list[_Cell]:
    """The cells of a row with their lines."""
    return [
        _Cell(place, _lines(setting, cell or (), place.room, lines), Tag(b"TD", row))
        for place, cell, lines in zip_longest(places, inlines[: len(places)], broken)
    ]


def _lines(setting: Setting, cell: Inlines, room: float, broken: _Broken) -> Sequence[Line]:
    if isinstance(broken, Flow):
        return broken.lines()
    return break_lines(setting.runs(cell), room) if broken is None else broken


def _height(setting: Setting, style: TableStyle, cells: Sequence[_Broken]) -> float:
    lines = max([1 if cell is None else len(cell) for cell in cells])
    return sum(_pads(setting, style)) + max(lines, 1) * setting.leading


def _made_row(
    setting: Setting, style: TableStyle, make: Callable[[], Sequence[_Cell]]
) -> list[Strip]:
    return [_whole_row(setting, style, make())]


def _pads(setting: Setting, style: TableStyle) -> tuple[float, float]:
    below = style.pad_y + setting.style.space_after + style.rule[0]  # a row is as tall as in Word
    return style.pad_y + setting.style.space_before, below


def _whole_row(setting: Setting, style: TableStyle, cells: Sequence[_Cell]) -> Strip:
    above, below = _pads(setting, style)
    marks = [
        _mark(setting, cell, line, above + number * setting.leading)
        for cell in cells
        for number, line in enumerate(cell.lines)
    ]
    lines = max([len(cell.lines) for cell in cells])
    return Strip(above + max(lines, 1) * setting.leading + below, tuple(marks))


def _sliced_row(setting: Setting, style: TableStyle, cells: Sequence[_Cell]) -> list[Strip]:
    above, below = _pads(setting, style)
    last = max(len(cell.lines) for cell in cells) - 1
    strips = []
    for number in range(last + 1):
        top = above if number == 0 else 0.0
        marks = tuple(
            _mark(setting, cell, cell.lines[number], top)
            for cell in cells
            if number < len(cell.lines)
        )
        hold = Hold.MUST if number in (0, last - 1) else Hold.NONE
        height = top + setting.leading + (below if number == last else 0.0)
        strips.append(Strip(height, marks, hold=hold))
    return strips


def _mark(setting: Setting, cell: _Cell, line: Line, top: float) -> TextMark:
    place = cell.place
    x = aligned(place.align, line.width, place.left, place.right)
    return TextMark(x, top + setting.baseline, line.spans, cell.tag)


def _dressed_row(parts: Sequence[Strip], ground: Patch, rule: Patch, head: Head) -> list[Strip]:
    """The ``parts`` of a row on ``ground``, if it has a colour, with a ``rule`` under the last."""
    made = []
    for number, part in enumerate(parts, 1):
        patches = [replace(ground, height=part.height)] if ground.color else []
        if number == len(parts):
            patches.append(replace(rule, y=part.height - rule.height))
        made.append(replace(part, patches=tuple(patches), head=head))
    return made


def _width(style: TableStyle, places: Sequence[_Place]) -> float:
    return places[-1].right + style.pad_x


def _repeated(sheet: Sheet, places: Sequence[_Place], caption: str) -> list[Strip]:
    """What stands over the rows at the top of a page: caption and head, not what fills much of it.

    The caption says that the table goes on.
    """
    head = [_head(sheet, places, None)]
    title = _caption(sheet, f"{caption} ({sheet.continued})", None) if caption else []
    if sum(strip.height + strip.after for strip in [*title, *head]) <= _TALLEST_HEAD * sheet.height:
        return [*title, *head]
    return [] if head[0].height > _TALLEST_HEAD * sheet.height else head


def _notes(sheet: Sheet, block: Table, parent: Tag) -> list[Strip]:
    setting = sheet[ParagraphStyle.NOTE]
    strips: list[Strip] = []
    for number, note in enumerate(block.notes, 1):
        tag = Tag(b"Note", parent, note_id(f"{block.id}.note.{number}"))
        part = styled_text(sheet, setting, setting.runs(note), tag)
        strips += holding(part, Hold.WISH) if number < len(block.notes) else part
    return strips

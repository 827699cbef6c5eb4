"""Tables made into strips: caption, head and rows, and the notes beneath."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from briefgen.pack.blocks import Align, ParagraphStyle, Table
from briefgen.render.house import AFTER_TABLE
from briefgen.render.layout.columns import column_edges
from briefgen.render.layout.dressing import holding, holding_whole
from briefgen.render.layout.paragraphs import Sheet, styled_text
from briefgen.render.layout.rows import Head, Place, Rows
from briefgen.render.layout.strips import Hold, Repeated, Strip
from briefgen.render.layout.tags import Tag, note_id

_TALLEST_HEAD = 0.4  # of the page: a taller head is not repeated
_ROOM_FOR_CAPTION = 4  # lines of the head's type kept free on each page for the caption


def table(sheet: Sheet, block: Table, number: int, parent: Tag) -> list[Strip]:
    """Caption, head, rows and notes of a table; ``number`` is printed where it has a caption."""
    if not block.columns:
        return []
    outer = Tag(b"Table", parent)
    caption = f"{sheet.table_label.format(number=number)} {block.caption}" if block.caption else ""
    title = _caption(sheet, caption, Tag(b"Caption", outer), may_wait=True) if caption else []
    body = _body(sheet, block, caption, outer)
    notes = _notes(sheet, block, parent)
    if notes:
        body = holding(body, Hold.WISH)
    strips = [*title, *body, *notes]
    strips[-1] = replace(strips[-1], after=max(strips[-1].after, AFTER_TABLE))
    return strips


def _body(sheet: Sheet, block: Table, caption: str, outer: Tag) -> list[Strip]:
    """Head and rows, as one strip where they may wait to be set."""
    style, places = sheet.house.table, _places(sheet, block)
    head = Head(sheet["Table Head"], style, places, sheet.width)
    if not block.rows:
        # A head without a body would be no table to a reader, so it is then a row by itself.
        return [head.strip(Tag(b"TR", outer))]
    row = Tag(b"TR", Tag(b"THead", outer))
    setting = sheet["Table Text"]
    repeated = Repeated(partial(_repeated, sheet, head, caption))
    kept = head.height + _ROOM_FOR_CAPTION * setting.leading
    tallest = max(sheet.height - kept, sheet.height * (1 - _TALLEST_HEAD))
    rows = Rows(setting, style, places, block.rows, tallest, repeated, Tag(b"TBody", outer))
    parts = partial(_parts, head, row, rows)
    if rows.may_wait:
        height = head.height + rows.height
        return [Strip(height, hold=rows.hold, parts=parts, may_cut=True, of_rows=True)]
    return parts(to_cut=True)


def _parts(head: Head, row: Tag, rows: Rows, *, to_cut: bool) -> list[Strip]:
    return [replace(head.strip(row), hold=Hold.MUST), *rows.strips(to_cut=to_cut)]


def _repeated(sheet: Sheet, head: Head, caption: str) -> list[Strip]:
    """What stands over the rows at the top of a page: caption and head, not what fills much of it.

    The caption says that the table goes on.
    """
    again = [head.strip(None)]
    is_told = caption and sheet.continued  # else it goes on in silence, as in Word
    title = _caption(sheet, f"{caption} ({sheet.continued})", None) if is_told else []
    whole = [*title, *again]
    if sum(strip.height + strip.after for strip in whole) <= _TALLEST_HEAD * sheet.height:
        return whole
    return [] if head.height > _TALLEST_HEAD * sheet.height else again


def _caption(sheet: Sheet, text: str, tag: Tag | None, *, may_wait: bool = False) -> list[Strip]:
    setting = sheet["Caption"]
    runs = [setting.text(text)]
    return styled_text(sheet, setting, runs, tag, hold=Hold.MUST, may_wait=may_wait)


def _places(sheet: Sheet, block: Table) -> list[Place]:
    edges = column_edges(block, sheet.house, sheet.width)
    style = sheet.house.table
    places = []
    for column, left, right in zip(block.columns, edges, edges[1:], strict=False):
        align = column.align
        if sheet["Table Text"].ink.from_right and align is Align.RIGHT:
            align = Align.LEFT  # read from the right, figures still end at the right of the column
        places.append(Place(column.title, left + style.pad_x, right - style.pad_right, align))
    return places


def _notes(sheet: Sheet, block: Table, parent: Tag) -> list[Strip]:
    setting = sheet[ParagraphStyle.NOTE]
    strips: list[Strip] = []
    for number, note in enumerate(block.notes, 1):
        tag = Tag(b"Note", parent, note_id(f"{block.id}.note.{number}"))
        part = styled_text(sheet, setting, setting.runs(note), tag)
        strips += holding_whole(part, Hold.WISH) if number < len(block.notes) else part
    return strips

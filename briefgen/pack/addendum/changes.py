"""The table of changes: old words beside new, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.after.compare import Kind
from briefgen.pack.blocks import Heading, Paragraph, ParagraphStyle
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.after.compare import Difference
    from briefgen.pack.blocks import Block

Row = tuple[str, str, str]  # the part, what stood there, what stands there now


def changes(sheet: Sheet) -> Iterator[Block]:
    """The section of changes."""
    yield Heading("changes", 1, sheet.say("changes"), new_page=True)
    yield Paragraph("changes.note", (Text(sheet.say("note")),), ParagraphStyle.NOTE)
    columns = (("part", 0.2), ("before", 0.4), ("now", 0.4))
    rows = [tuple((Text(cell),) for cell in row) for row in _rows(sheet)]
    yield sheet.table("changes.table", columns, rows)


def _rows(sheet: Sheet) -> Iterator[Row]:
    """A row for each change that a reader sees.

    A figure is one, whatever of it is another, and the words that stand for it are not seen.
    """
    packs = [side.made.pack for side in (sheet.old, sheet.new) if side.made]
    figures = {b.id for pack in packs for b in pack.blocks if isinstance(b, FigureBlock)}
    told: set[str] = set()
    for difference in sheet.differences:
        block = difference.block
        if block in told:
            continue
        if block in figures:
            told.add(block)
            yield (difference.title, *_figure_told(sheet, block))
        else:
            yield difference.title, _before(sheet, difference), _now(sheet, difference)


def _figure_told(sheet: Sheet, block: str) -> tuple[str, str]:
    """What was and what is now where the figure ``block`` stands."""
    was, is_there = (
        any(one.id == block for one in side.printed.blocks) for side in (sheet.old, sheet.new)
    )
    if not was:
        return sheet.say("not_there"), sheet.say("whole_new")
    return sheet.say("see_pack"), sheet.say("figure_new" if is_there else "taken_out")


def _before(sheet: Sheet, difference: Difference) -> str:
    if difference.kind is Kind.ADDED:
        return sheet.say("not_there")
    return sheet.say("whole") if difference.whole else difference.before


def _now(sheet: Sheet, difference: Difference) -> str:
    if difference.kind is Kind.GONE:
        return sheet.say("taken_out")
    return sheet.say("whole_new") if difference.whole else difference.now

"""The table of changes: old words beside new, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.pack.after.compare import Kind
from briefgen.pack.blocks import Heading, Paragraph, ParagraphStyle
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.addendum.causes import Switched
    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.after.compare import Difference
    from briefgen.pack.blocks import Block

_MANY = 3  # changes of one part that follow from those of the briefs: from here on, a number
Row = tuple[str, str, str]  # the part, what stood there, what stands there now


def changes(sheet: Sheet) -> Iterator[Block]:
    """The section of changes."""
    yield Heading("changes", 1, sheet.say("changes"), new_page=True)
    yield Paragraph("changes.note", (Text(sheet.say("note")),), ParagraphStyle.NOTE)
    columns = (("part", 0.2), ("before", 0.4), ("now", 0.4))
    rows = [tuple((Text(cell),) for cell in row) for row in _rows(sheet)]
    yield sheet.table("changes.table", columns, rows)


def _rows(sheet: Sheet) -> Iterator[Row]:
    """The briefs that were switched, then a row for each change, or for all that follow from them.

    A figure is one change, whatever of it is another, and the words that stand for it are not seen.
    """
    yield from _briefs_told(sheet)
    figures = _figures(sheet)
    following = _following(sheet, figures)
    told: set[str] = set()
    for difference in sheet.differences:
        part, block = difference.part, difference.block
        if block in told or (part in sheet.causes.briefs and sheet.causes.follow(difference)):
            continue
        if block in figures:
            told.add(block)
            yield (difference.title, *_figure_told(sheet, block))
        elif difference not in following.get(part, ()):
            yield difference.title, _before(sheet, difference), _now(sheet, difference)
        elif difference is following[part][0]:
            yield _following_told(sheet, following[part])


def _figures(sheet: Sheet) -> frozenset[str]:
    packs = [side.made.pack for side in (sheet.old, sheet.new) if side.made]
    return frozenset(b.id for pack in packs for b in pack.blocks if isinstance(b, FigureBlock))


def _briefs_told(sheet: Sheet) -> Iterator[Row]:
    """A row for each brief that is new, gone or of another length because it was asked for."""
    seen: set[str] = set()
    for difference in sheet.differences:
        part = difference.part
        switched = sheet.causes.briefs.get(part)
        if switched and part not in seen:
            seen.add(part)
            yield difference.title, *_switched_told(sheet, switched)


def _switched_told(sheet: Sheet, switched: Switched) -> tuple[str, str]:
    before, now = (one and sheet.say(f"brief_{one}") for one in (switched.before, switched.now))
    if not before:
        return sheet.say("not_there"), sheet.say("brief_new")
    if not now:
        return sheet.say("whole"), sheet.say("brief_gone")
    return before, sheet.say("brief_again", likelihood=now)


def _following(sheet: Sheet, figures: frozenset[str]) -> dict[str, Sequence[Difference]]:
    """By part the changes that follow from those of the briefs, where they are many."""
    causes = sheet.causes
    found = grouped(
        (
            difference
            for difference in sheet.differences
            if difference.block not in figures
            and difference.part not in causes.briefs
            and causes.follow(difference)
        ),
        lambda difference: difference.part,
    )
    return {part: group for part, group in found.items() if len(group) >= _MANY}


def _following_told(sheet: Sheet, group: Sequence[Difference]) -> Row:
    gone = sum(d.kind is not Kind.ADDED for d in group)
    added = sum(d.kind is not Kind.GONE for d in group)
    before = sheet.say("entries_gone", count=gone) if gone else sheet.say("not_there")
    now = sheet.say("entries_new", count=added) if added else sheet.say("taken_out")
    return group[0].title, before, sheet.say("follows", entries=now)


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

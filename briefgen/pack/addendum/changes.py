"""The table of changes: old words beside new, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.factbase.base import grouped
from briefgen.pack.addendum.marked import marked
from briefgen.pack.addendum.said import told_first
from briefgen.pack.addendum.standing import Standing
from briefgen.pack.after.compare import Kind
from briefgen.pack.after.grounds import row_said
from briefgen.pack.after.parts import NOTE, parts_of
from briefgen.pack.blocks import Heading, Paragraph, ParagraphStyle, Table
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import Footnote, Text, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.addendum.causes import Switched
    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.after.compare import Difference
    from briefgen.pack.blocks import Block
    from briefgen.pack.inlines import Inlines

_MANY = 3  # changes of one part that follow from those of the briefs: from here on, a number
Row = tuple[
    str, "str | Inlines", "str | Inlines"
]  # the part, what stood there, what stands there now


def changes(sheet: Sheet) -> Iterator[Block]:
    """The section of changes; what the page before tells is not told again."""
    first = told_first(sheet) if sheet.said_first else frozenset()
    sheet = replace(sheet, differences=tuple(d for d in sheet.differences if d not in first))
    yield Heading("changes", 1, sheet.say("changes"), new_page=True)
    yield Paragraph("changes.note", (Text(sheet.say("note")),), ParagraphStyle.NOTE)
    columns = (("part", 0.2), ("before", 0.4), ("now", 0.4))
    rows = [
        tuple((Text(cell),) if isinstance(cell, str) else cell for cell in row)
        for row in _rows(sheet)
    ]
    yield sheet.table("changes.table", columns, rows)


def _rows(sheet: Sheet) -> Iterator[Row]:
    """The briefs that were switched, then a row for each change, or for all that follow from them.

    The figures of a part are one change, whatever of them is another, and the words that stand for
    them are not seen.
    """
    yield from _briefs_told(sheet)
    yield from _range_told(sheet)
    figures = _figures(sheet)
    groups = following(sheet)
    standing = Standing(sheet.old, sheet.new)
    new = _new_below(sheet, figures, groups)
    gave_way = _gave_way(sheet, figures, groups, standing)
    told: set[str] = set()
    for difference in sheet.differences:
        part, block = difference.part, difference.block
        if part in sheet.causes.briefs and sheet.causes.follow(difference):
            continue
        if sheet.older is not None and block == NOTE:
            continue
        if block in figures:
            if part not in told:
                told.add(part)
                yield from _figures_told(sheet, difference, figures)
        elif difference in new.get(part, ()):
            if difference is new[part][0]:
                below = sheet.say("entries_below", count=len(new[part]))
                yield difference.title, sheet.say("new_entry"), below
        elif difference in gave_way.get(part, ()):
            if difference is gave_way[part][0]:
                hold = sheet.say("entries_hold", count=len(gave_way[part]))
                yield difference.title, sheet.say("see_pack"), hold
        elif difference not in groups.get(part, ()):
            yield _titled(sheet, difference), *_old_and_new(sheet, difference, standing)
        elif difference is groups[part][0]:
            yield _following_told(sheet, groups[part])


def _titled(sheet: Sheet, difference: Difference) -> str:
    """The part, and of a note that a row calls the row: “Other counts” does not say of what."""
    title = sheet.part_title(difference.part, difference.title)
    texts = ((sheet.new, difference.now), (sheet.old, difference.before))
    blocks = ((side.grounds.get(difference.block), text) for side, text in texts)
    row = next(filter(None, (_row_noted(block, text) for block, text in blocks)), "")
    return sheet.words.get("punctuation", "colon").join(filter(None, (title, row)))


def _row_noted(block: Block | None, text: str) -> str:
    """The first cell of the row of ``block`` that calls the note ``text``; empty for no note."""
    for row in block.rows if isinstance(block, Table) else ():
        notes = (one.inlines for cell in row for one in cell if isinstance(one, Footnote))
        if text in (row_said((plain(note),)) for note in notes):
            return plain(row[0])
    return ""


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


def _range_told(sheet: Sheet) -> Iterator[Row]:
    """The range of dates of both packs, and what it leaves out; nothing for the same range."""
    if sheet.older is None:
        return
    said = [(one.before, one.now) for one in sheet.differences if one.block == NOTE]
    before, now = said[0] if said else ("", "")
    left = sheet.say("range_left", count=sheet.older) if sheet.older else ""
    if left or said:
        there = before or sheet.say("see_pack")
        yield sheet.say("range"), there, " ".join(filter(None, (now, left)))


def _new_below(
    sheet: Sheet, figures: frozenset[str], groups: Mapping[str, Sequence[Difference]]
) -> dict[str, Sequence[Difference]]:
    """By part the entries that are new and stand below, where they are many; not those of a group.

    So it is with another range of dates, and with parts that are printed whole.
    """
    return _many(
        one
        for one in sheet.differences
        if one.kind is Kind.ADDED
        and not one.whole
        and (sheet.older is not None or _is_in_whole(sheet, one, groups))
        and one.block not in {*figures, NOTE}
    )


def _gave_way(
    sheet: Sheet,
    figures: frozenset[str],
    groups: Mapping[str, Sequence[Difference]],
    standing: Standing,
) -> dict[str, Sequence[Difference]]:
    """By part that is printed whole the entries that only gave way, where they are many."""
    return _many(
        one
        for one in sheet.differences
        if one.block not in figures and _is_in_whole(sheet, one, groups) and standing.holds(one)
    )


def _is_in_whole(
    sheet: Sheet, difference: Difference, groups: Mapping[str, Sequence[Difference]]
) -> bool:
    """Whether its part is printed whole, for another cause than that of its group."""
    return difference.part in sheet.whole and difference not in groups.get(difference.part, ())


def _many(differences: Iterable[Difference]) -> dict[str, Sequence[Difference]]:
    found = grouped(differences, lambda one: one.part)
    return {part: group for part, group in found.items() if len(group) >= _MANY}


def following(sheet: Sheet) -> dict[str, Sequence[Difference]]:
    """By part the changes that follow from those of the briefs, where they are many."""
    causes, figures = sheet.causes, _figures(sheet)
    return _many(
        difference
        for difference in sheet.differences
        if difference.block not in figures
        and difference.part not in causes.briefs
        and causes.follow(difference)
    )


def _following_told(sheet: Sheet, group: Sequence[Difference]) -> Row:
    gone = sum(d.kind is not Kind.ADDED for d in group)
    added = sum(d.kind is not Kind.GONE for d in group)
    before = sheet.say("entries_gone", count=gone) if gone else _nothing(sheet, group[0].part)
    now = sheet.say("entries_new", count=added) if added else sheet.say("taken_out")
    return group[0].title, before, sheet.say("follows", entries=now)


def _figures_told(sheet: Sheet, first: Difference, figures: frozenset[str]) -> Iterator[Row]:
    """What was and what is now where the figures of a part stand: a row for all that are new.

    So it is for all that are others, and for all that are gone.
    """
    was, is_there = ({b.id for b in side.printed.blocks} for side in (sheet.old, sheet.new))
    here = {d.block: None for d in sheet.differences if d.part == first.part}
    changed = [block for block in here if block in figures]
    new = [block for block in changed if block not in was]
    others = [block for block in changed if block in was & is_there]
    there = sheet.say("see_pack")
    if new:
        yield first.title, _nothing(sheet, first.part), _counted(sheet, "figure_added", new)
    if others:
        yield first.title, there, _counted(sheet, "figure_new", others)
    if len(new) + len(others) < len(changed):
        yield first.title, there, sheet.say("taken_out")


def _counted(sheet: Sheet, key: str, blocks: Sequence[str]) -> str:
    """The sentence ``key`` for one figure, or that for several with their number."""
    return sheet.say(f"{key}_many", count=len(blocks)) if blocks[1:] else sheet.say(key)


def _nothing(sheet: Sheet, part: str) -> str:
    """What stood in ``part`` of the old pack of that which is new: no part, or none of its own."""
    was_there = part in parts_of(sheet.old.printed)
    return sheet.say("nothing_gone" if was_there else "not_there")


def _old_and_new(
    sheet: Sheet, difference: Difference, standing: Standing
) -> tuple[str | Inlines, str | Inlines]:
    if difference.kind is Kind.CHANGED:
        return marked(difference.before, difference.now)
    return _before(sheet, difference), _now(sheet, difference, standing)


def _before(sheet: Sheet, difference: Difference) -> str:
    if difference.kind is Kind.ADDED:
        return sheet.say("not_there" if difference.whole else "new_entry")
    return sheet.say("whole") if difference.whole else difference.before


def _now(sheet: Sheet, difference: Difference, standing: Standing) -> str:
    if difference.kind is Kind.GONE:
        return sheet.say("still_holds" if standing.holds(difference) else "taken_out")
    return sheet.say("whole_new") if difference.whole else difference.now

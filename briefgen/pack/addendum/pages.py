"""The table of pages: which of the old pack to take out, and what comes in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.addendum.old_pages import page_ranges, pages_before, stands_on
from briefgen.pack.after.parts import CONTENTS, COVER, parts_of
from briefgen.pack.blocks import Heading
from briefgen.pack.inlines import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.after.parts import Part
    from briefgen.pack.blocks import Block


def pages(sheet: Sheet) -> Iterator[Block]:
    """The section of pages; none where those of the old pack are not known."""
    before, now = parts_of(sheet.old.printed), parts_of(sheet.new.printed)
    changed = dict.fromkeys(d.part for d in sheet.differences)
    staying = [part for name, part in before.items() if name not in changed]
    rows = []
    for part in changed:
        deed, old_pages = _deed_and_pages(part, before, now)
        if old_pages:
            title = sheet.part_title(part, (now.get(part) or before[part]).title)
            told = _told(sheet, deed, part, old_pages, staying)
            cells = tuple((Text(cell),) for cell in (title, page_ranges(old_pages), told))
            rows.append((old_pages[0], cells))
    if rows:
        yield Heading("pages", 1, sheet.say("pages"))
        columns = (("part", 0.42), ("old_pages", 0.16), ("to_do", 0.42))
        in_order = sorted(rows, key=lambda row: row[0])  # as whoever holds the pack turns its pages
        yield sheet.table("pages.table", columns, [cells for _, cells in in_order])


def _deed_and_pages(
    part: str, before: Mapping[str, Part], now: Mapping[str, Part]
) -> tuple[str, tuple[int, ...]]:
    if part in before:
        return "replace" if part in now else "take_out", before[part].pages
    return "put_in", pages_before(part, now, before)[-1:]


def _told(
    sheet: Sheet, deed: str, part: str, old_pages: tuple[int, ...], staying: Sequence[Part]
) -> str:
    """What to do with ``old_pages``: a page on which more stands is not thrown away."""
    if part in (COVER, CONTENTS):
        return sheet.say("correct")
    if deed == "replace" and part not in sheet.whole:
        is_printed = any(one.now for one in sheet.differences if one.part == part)
        return sheet.say("amend" if is_printed else "correct")
    others = [sheet.part_title(one.id, one.title) for one in staying if stands_on(one, old_pages)]
    if deed == "put_in" or not others:
        return sheet.say(deed)
    titles = sheet.words.get("punctuation", "semicolon").join(others)
    return sheet.say(f"{deed}_shared", others=titles)

"""What another range of dates leaves out of a pack: it holds, and is told as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.addendum.standing import Standing
from briefgen.pack.after.verify import recorded_request

if TYPE_CHECKING:
    from briefgen.pack.addendum.sheet import Sheet


def without_older(sheet: Sheet) -> Sheet:
    """``sheet`` without what is gone and holds, where the packs have two ranges of dates."""
    before, now = (recorded_request(side.printed) for side in (sheet.old, sheet.new))
    if (before.first, before.last) == (now.first, now.last):
        return sheet
    standing = Standing(sheet)
    told = tuple(one for one in sheet.differences if not standing.holds(one))
    return replace(sheet, differences=told, older=len(sheet.differences) - len(told))

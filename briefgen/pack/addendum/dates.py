"""What another range of dates leaves out of a pack: it holds, and is told as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.addendum.standing import Standing
from briefgen.pack.after.verify import recorded_request

if TYPE_CHECKING:
    from briefgen.pack.after.compare import Difference, Side


def without_older(
    differences: tuple[Difference, ...], old: Side, new: Side
) -> tuple[tuple[Difference, ...], int | None]:
    """``differences`` without what is gone and holds, and how much that is.

    None, and all of them, where the two packs have the same range of dates.
    """
    before, now = (recorded_request(side.printed) for side in (old, new))
    if (before.first, before.last) == (now.first, now.last):
        return differences, None
    standing = Standing(old, new)
    told = tuple(one for one in differences if not standing.holds(one))
    return told, len(differences) - len(told)

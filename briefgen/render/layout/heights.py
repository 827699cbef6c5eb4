"""How tall strips are that stand beneath one another, with what pages add and leave out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.layout.strips import Strip


def beyond(last: Strip) -> float:
    """How much further down than its end a page must go that ends with ``last``."""
    return last.closing - last.hang


def height_of_notes(group: Sequence[Strip]) -> float:
    """Height of the footnotes that ``group`` calls."""
    height = 0.0
    for strip in group:  # few have any
        for note in strip.notes:
            height += sum(line.height for line in note)
    return height


def hang_of_notes(group: Sequence[Strip]) -> float:
    """The room beneath the last note of ``group``, which the foot of a page need not hold."""
    return next((strip.notes[-1][-1].hang for strip in reversed(group) if strip.notes), 0.0)


def room_above(first: Strip) -> float:
    """What stands above ``first`` where it opens a page."""
    if first.fresh_page:
        return first.before
    return first.head.height if first.head else first.opening


def tall_of(group: Sequence[Strip]) -> float:
    """Height of ``group`` from the top of its first strip to the end of its last."""
    if len(group) == 1:  # most rows of tables, many lines
        return group[0].height
    between = sum([max(a.after, b.before) for a, b in pairwise(group)])
    return between + sum([strip.height for strip in group])

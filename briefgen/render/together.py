"""What stays with what follows, so that no page begins with a scrap of what went before.

Both writers take it from here. It is a wish: what would not fit a page is broken all the same.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Callout, List, ListStyle, Paragraph, ParagraphStyle, Table
from briefgen.render.house import SMALL_TABLE, WHOLE_LIST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.blocks import Block
    from briefgen.render.house import House

_NOTED = (Callout, List, Paragraph, Table)


def rows_held(count: int) -> frozenset[int]:
    """Which of ``count`` rows of a table hold the next: all of a small one, else of both ends.

    A head with one row at the foot of a page looks like a table of one, and so does a last row.
    """
    return frozenset(range(count - 1) if count <= SMALL_TABLE else (0, count - 2))


def items_held(block: List) -> frozenset[int]:
    """Which items of a list hold the next: all of a few that are counted, else the last two.

    Those of a card are so large that they would take a page of its sheet with them.
    """
    count = len(block.items)
    may_part = block.style in (ListStyle.BULLET, ListStyle.CARD)
    whole = not may_part and count <= WHOLE_LIST
    return frozenset(range(count - 1) if whole else (count - 2,))


def blocks_held(blocks: Sequence[Block]) -> list[bool]:
    """For each of ``blocks`` whether its end stays with the next one, a note on it."""
    held = [isinstance(one, _NOTED) and _is_note(other) for one, other in pairwise(blocks)]
    return [*held, False]


def blocks_set_off(blocks: Sequence[Block], house: House) -> list[bool]:
    """For each of ``blocks`` whether it is running text behind a paragraph with a bar or a ground.

    Such a paragraph asks for little room beneath, for the note on it that may follow.
    """
    after = [_is_boxed(one, house) and _runs_on(other, house) for one, other in pairwise(blocks)]
    return [False, *after]


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.NOTE


def _is_boxed(block: Block, house: House) -> bool:
    if not isinstance(block, Paragraph):
        return False
    style = house.styles[block.style]
    return bool(style.fill or style.border_left)


def _runs_on(block: Block, house: House) -> bool:
    return isinstance(block, Paragraph) and not _is_boxed(block, house) and not _is_note(block)

"""The runs of pages of one kind: where the pages turn, or begin to name their section.

Both writers take it from here, so that the same blocks stand on the same kind of page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Cover, Heading, PageBreak, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefgen.pack.blocks import Block

_TO = " – "  # between the first and the last section of a stretch


class Stretch(Struct, frozen=True):
    """Pages from block ``start`` on (its place in the pack, from 0).

    ``wide`` pages lie on their side, ``section`` is what they tell at the foot that they belong
    to, and ``right_hand`` has the first of them be a right-hand page.
    """

    start: int
    wide: bool = False
    section: str = ""
    right_hand: bool = False


def wide_blocks(blocks: Sequence[Block]) -> list[bool]:
    """For each of ``blocks`` whether it stands on a page that lies on its side.

    Wide tables do, and the headings right before one.
    """
    wide = [isinstance(block, Table) and block.wide for block in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        wide[place] = wide[place] or (wide[place + 1] and isinstance(blocks[place], Heading))
    return wide


def stretches(blocks: Sequence[Block], going_over: Collection[str] = ()) -> list[Stretch]:
    """The stretches of a pack; one at least.

    A heading of the first level begins one where it starts a page: programs that do not know the
    field for the section of a page show what it said when the file was written. A stretch is named
    from its first section to the last of those ``going_over``, which begin beneath another and go
    over to the next page; but after its first alone where that is longer than all other names, and
    might take another line of the foot.
    """
    longest = max((len(b.text) for b in blocks if _is_section(b)), default=0)
    wide = wide_blocks(blocks)
    first = _begun(blocks[0], fresh=True) if blocks else ""
    found = [Stretch(0, bool(wide) and wide[0], first)]
    own = first  # the section that the pages began with, which may have a dash in its name too
    for place, (before, block) in enumerate(pairwise(blocks), 1):
        last = found[-1]
        turned = wide[place] != last.wide
        if not (turned or isinstance(block, Heading)):  # as most blocks
            continue
        fresh = turned or isinstance(before, (Cover, PageBreak))
        begun = _begun(block, fresh=fresh)
        right_hand = isinstance(block, Heading) and block.right_hand
        if turned or right_hand or begun:
            found.append(Stretch(place, wide[place], begun or last.section, right_hand))
            own = begun or own
        elif isinstance(block, Heading) and block.id in going_over:
            name = f"{own}{_TO}{block.text}"
            if len(name) <= longest:
                found[-1] = replace(last, section=name)
    return found


def _begun(block: Block, *, fresh: bool) -> str:
    """The section that ``block`` begins on a page of its own; empty if none."""
    if not _is_section(block):
        return ""
    return block.text if fresh or block.new_page or block.right_hand else ""


def _is_section(block: Block) -> TypeGuard[Heading]:
    return isinstance(block, Heading) and block.level == 1

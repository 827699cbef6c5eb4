"""Tables that lie on their side because upright paper is too narrow for their words.

On paper as small as a hand words would be broken in every column. Both writers ask here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Table
from briefgen.render.house import turned
from briefgen.render.layout.columns import has_room

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.blocks import Block
    from briefgen.render.house import House

_NARROW = 360.0  # points: on wider paper no table of ours wants for room


def lying(blocks: Iterable[Block], house: House) -> tuple[Block, ...]:
    """``blocks``, of which tables are wide that have room for their words on their side alone."""
    blocks = tuple(blocks)
    wide = turned(house).text_width if house.text_width < _NARROW else 0.0
    if wide <= house.text_width:
        return blocks
    return tuple(
        replace(block, wide=True)
        if isinstance(block, Table)
        and not has_room(block, house, house.text_width)
        and has_room(block, house, wide)
        else block
        for block in blocks
    )

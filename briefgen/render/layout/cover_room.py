"""A cover kept to its page: what stands free above its title and between its lines gives way."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.layout.strips import Strip

_SPARE = 10.0  # points left free: another program may set a line or two a little higher
_LEAST = 0.1  # of the gaps between lines, which stays


class CoverRoom(Struct, frozen=True, gc=False):
    """How much of its gaps a cover keeps: of that above the title, and of those beneath it."""

    above: float = 1.0
    between: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether all of them stay as the house has them."""
        return self.above == self.between == 1.0


def cover_room(strips: Sequence[Strip], height: float) -> CoverRoom:
    """What the gaps of a cover of ``strips`` must be for it to fit a page of ``height``.

    The gap above the title gives way first, then those between the lines. One that runs over
    whatever they are keeps those.
    """
    gaps = sum(max(one.after, other.before) for one, other in pairwise(strips))
    above = strips[0].before if strips else 0.0
    over = above + gaps + sum(strip.height for strip in strips) + _SPARE - height
    if over <= 0.0:
        return CoverRoom()
    left = max(above - over, 0.0) / above if above else 1.0
    between = 1.0 - max(over - above, 0.0) / gaps if gaps else 1.0
    return CoverRoom(left, between if between >= _LEAST else 1.0)


def squeezed(strips: Iterable[Strip], room: CoverRoom) -> list[Strip]:
    """The ``strips`` of a cover with the gaps that it keeps."""
    between = room.between
    made = [
        replace(strip, before=strip.before * between, after=strip.after * between)
        for strip in strips
    ]
    if made:
        made[0] = replace(made[0], before=made[0].before / between * room.above)
    return made

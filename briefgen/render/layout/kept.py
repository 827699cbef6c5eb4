"""What was set before, kept for the next time the same blocks are laid out.

The window makes the pack anew at each change, and fitting a brief lays it out a dozen times; most
blocks are the same each time. Whoever lays out again and again passes one `Kept` along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from briefgen.render.house import House
    from briefgen.render.layout.strips import Strip
    from briefgen.render.layout.tags import Tag

_SPARE = 300  # blocks that the last layout did without


class _Set(Struct, frozen=True, gc=False):
    """The strips of a block, and its elements as they were before they were drawn."""

    strips: tuple[Strip, ...]
    tops: tuple[Tag, ...]
    elements: tuple[tuple[Tag, tuple[object, ...], bytes], ...]


class Kept:
    """Blocks set before.

    Strips share their elements with those kept, so only the newest layout can be drawn. Not for
    two threads at once.
    """

    __slots__ = ("_house", "_sets", "_taken", "_words")

    def __init__(self) -> None:
        """Start with nothing."""
        self._house: House | None = None
        self._words: Hashable = None
        self._sets: dict[Hashable, _Set] = {}
        self._taken: set[Hashable] = set()

    def begin(self, house: House, words: Hashable) -> None:
        """Begin a layout in ``house``; ``words`` is all else that every block depends on.

        What was kept under another house or other words is let go, and what the last layout had no
        use for where there is much of it: a block keeps the settings it was set in.
        """
        if house is not self._house or words != self._words:
            self._house, self._words = house, words
            self._sets.clear()
        elif len(self._sets) > len(self._taken) + _SPARE:
            self._sets = {key: self._sets[key] for key in self._taken if key in self._sets}
        self._taken.clear()

    def take(self, key: Hashable, root: Tag) -> list[Strip] | None:
        """The strips kept under ``key``, their elements hung under ``root``; None without any.

        In one layout they are given out once: two blocks cannot share elements.
        """
        found = None if key in self._taken else self._sets.get(key)
        self._taken.add(key)
        if found is None:
            return None
        for tag, kids, attributes in found.elements:
            tag.kids[:] = kids  # type: ignore[assignment] # as they were taken from there
            tag.attributes = attributes
        for tag in found.tops:
            root.kids.append(tag)
        return list(found.strips)

    def put(self, key: Hashable, strips: Sequence[Strip], tops: Iterable[Tag]) -> None:
        """Keep ``strips`` and the elements ``tops`` that they were just set with."""
        tops = tuple(tops)
        elements = tuple(
            (tag, tuple(tag.kids), tag.attributes) for top in tops for tag in top.walk()
        )
        self._sets[key] = _Set(tuple(strips), tops, elements)

"""The rewordings of a pack, and what became of them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Fate(StrEnum):
    """What became of a rewording."""

    PRINTED = "printed"
    MOVED = "moved"  # printed, though the words under it are not those it replaced
    REFUSED = "refused"  # a token in it names what the pack does not hold
    PLACELESS = "placeless"


class Reworded(Struct, frozen=True):
    """A rewording and what became of it.

    ``words`` are those under it as they read now, ``ground`` is their hash; ``typed`` is a number
    that was typed into a title, ``unknown`` a token that was refused. ``at`` is where the words are
    printed, if that is another place of the same line. ``own`` where most of the words are neither
    those under it nor of the facts that it rests on.
    """

    place: str
    fate: Fate
    words: str = ""
    ground: str = ""
    typed: str = ""
    unknown: str = ""
    at: str = ""
    own: bool = False

    @property
    def printed_at(self) -> str:
        """The place in the pack where the words are."""
        return self.at or self.place

"""Whether the one who speaks is at home, is a guest, or is on the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.request import Side
from briefgen.pack.script_sentences import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.draft import Draft


def part_of(draft: Draft) -> Part:
    """The part of the side that the pack speaks for, by the place of the visit."""
    if draft.product.by_telephone:
        return Part.CALL
    homes = {*_homes(draft)}
    if len(homes) != 1:  # no place, one in a third country, or an embassy of one in the other
        return Part.ELSEWHERE
    return Part.HOST if homes == {draft.selection.request.voice} else Part.GUEST


def _homes(draft: Draft) -> Iterator[Side]:
    """The two countries that the place of the visit lies in or names.

    It is looked for in the language of the pack and in that of the facts.
    """
    place = draft.selection.request.visit.place.casefold()
    for side in (Side.PAK, Side.KAZ):
        towns = [town.name for town in draft.base.places.values() if town.country == side]
        for words in (draft.words, *draft.held_in):
            towns += [stem.strip() for stem in words.get("home", side).split(",")]
        if any(town.casefold() in place for town in towns):
            yield side

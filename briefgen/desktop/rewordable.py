"""The texts of a pack that can be put in other words, and a request that has them. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.after.tokenising import as_tokens
from briefgen.pack.blocks import Heading
from briefgen.pack.fingerprints import bare, squeezed
from briefgen.pack.places import places_of
from briefgen.pack.request import Rewording
from briefgen.pack.reworded import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Request
    from briefgen.pack.templates import Words

_OF_LINES = ("line", "message", "card")  # kinds of places that print a line, before its id


class Wordable(Struct, frozen=True):
    """A text of the pack: where it stands, how it reads, and how it would read by itself."""

    place: str
    where: str
    now: str
    original: str

    @property
    def is_reworded(self) -> bool:
        """Whether it stands in a person's words."""
        return self.now != self.original


def wordables(made: MadePack) -> tuple[Wordable, ...]:
    """The texts of ``made`` that can be put in other words, in order."""
    originals = {
        one.printed_at: one.words for one in made.pack.reworded if one.fate is not Fate.REFUSED
    }
    headings: list[Heading] = []
    found = []
    for block in made.pack.blocks:
        if isinstance(block, Heading):
            headings = [above for above in headings if above.level < block.level] + [block]
        where = " › ".join(above.text for above in headings)
        for place in places_of(block):
            original = originals.get(place.id, place.words)
            found.append(Wordable(place.id, where, place.words, original))
    return tuple(found)


def place_of_fact(made: MadePack, fact: str) -> str:
    """The place where the statement of ``fact`` is printed, or a line that rests on it; or ""."""
    places = [place for block in made.pack.blocks for place in places_of(block)]
    stated = (place.id for place in places if place.id == f"fact.{fact}")
    resting = (
        place.id
        for place in places
        if place.id.startswith("line.")
        and any(getattr(inline, "fact", "") == fact for inline in place.inlines)
    )
    return next(stated, "") or next(resting, "")


def with_new_words(
    made: MadePack, words: Words, request: Request, changes: Mapping[str, str]
) -> Request:
    """``request`` with ``changes``: new words by place, "" to go back to the original.

    A message that says a line in the same words as its brief changes with it, and the other way.
    """
    known = {one.place: one for one in wordables(made)}
    bodies = {p.id: p for block in made.pack.blocks for p in places_of(block)}
    grounds = {one.printed_at: one.ground for one in made.pack.reworded}
    stands_for = {one.at: one.place for one in made.pack.reworded if one.at}
    kept = {one.place: one for one in request.reworded}
    for place, text in _with_twins(changes, known).items():
        kept.pop(place, None)
        if not text:  # back as it was: the words that a card took over go with them
            kept.pop(stands_for.get(place, ""), None)
        if text and bare(text) != known[place].original:
            tokens = as_tokens(made.selection.base, words, bodies[place].body, squeezed(text))
            kept[place] = Rewording(place, grounds.get(place) or bodies[place].ground, tokens)
    return replace(request, reworded=tuple(kept.values()))


def _with_twins(changes: Mapping[str, str], known: Mapping[str, Wordable]) -> dict[str, str]:
    """``changes`` and the same for the other places where a changed line is printed."""
    all_changes: dict[str, str] = {}
    for place, text in changes.items():
        kind, _, row = place.partition(".")
        for twin in (f"{other}.{row}" for other in _OF_LINES if kind in _OF_LINES):
            if twin in known and known[twin].now == known[place].now:
                all_changes[twin] = text
    return all_changes | dict(changes)

"""Rules on whom spoken words tell of: the speaker says “I”, and “you” to the one opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.tellings import people_told
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import PersonName
from briefgen.pack.product import Level
from briefgen.pack.request import Side
from briefgen.pack.rules.spoken import SCRIPT, is_said_to_them, said, spoken_runs
from briefgen.pack.seats import Seats, is_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked
    from briefgen.pack.inlines import Inlines

_COUNTRY = {Side.PAK: "Pakistan", Side.KAZ: "Kazakhstan"}
_HEADS = "prime minister|president|minister|ambassador"


def _speaks_of_those_present(checked: Checked) -> Iterator[Flaw]:
    request = checked.selection.request
    if request.voice is Side.NEUTRAL:
        return
    seats = Seats(checked.selection.base, request, by_telephone=checked.product.by_telephone)
    other = Side.KAZ if request.voice is Side.PAK else Side.PAK
    present = (
        ("I", seats.ours, seats.ours_office, rf"our|{_COUNTRY[request.voice]}['’]s"),
        ("you", seats.theirs, seats.opposite, rf"{_COUNTRY[other]}['’]s"),
    )
    decided = {f"line.{line.id}" for line in checked.selection.lines if people_told(line.words)}
    for block in checked.pack.blocks:
        for place, inlines in spoken_runs(block) if is_said_to_them(block) else ():
            if place.startswith(SCRIPT) or place in decided:
                continue  # what the script says stands in the points
            for pronoun, people, office, whose in present:
                if told := _told(inlines, people, office, whose):
                    yield Flaw(
                        place,
                        f"“{told}” is at the table and is spoken of as if he were not.",
                        f"Reword it with “{pronoun}”, or give the line a form for that in "
                        "lines.csv: [person: told of | own | addressed].",
                    )


def _told(inlines: Inlines, people: frozenset[str], office: str, whose: str) -> str:
    """The words for one of ``people``, or for who has that ``office``, in what is said."""
    for inline in inlines:
        if isinstance(inline, PersonName) and inline.person in people:
            return inline.text
    whom = re.compile(rf"\b(?:{whose}) ((?:[a-z]+ ){{0,3}}?(?:{_HEADS}))\b", re.IGNORECASE)
    for found in whom.finditer(said(inlines)):
        if is_office(office, found.group(1)):
            return found.group()
    return ""


RULES = (
    Rule(
        "TP33",
        "Who speaks says “I” of himself, and “you” to the one opposite.",
        Level.WARNING,
        _speaks_of_those_present,
    ),
)

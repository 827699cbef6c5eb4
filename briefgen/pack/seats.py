"""Who sits at the table: whom of the register of people the brief is for, and who is opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.factbase.tellings import told
from briefgen.pack.request import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Line, Person
    from briefgen.pack.request import Request

ANYBODY = "any"
PRESS = "press"
_BUSINESS = "business"
_SAME = {"trade": "trade|commerce"}  # what an office may be called instead
_HEADS = ("president", "prime-minister")  # whose offices stand in the titles of others too
_OF_A_STATE = r"(?:$|,| of (?:the )?(?:republic|islamic|kazakhstan|pakistan)\b)"
_NO_HOLDER = re.compile(
    r"\b(?:assistant|adviser|vice|deputy(?! prime minister)|former|spokes\w+|secretary to"
    r"|representative|envoy)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TITLES = ("his", "her", "excellency", "mr", "mrs", "ms", "dr")
_OF_STATES = ("federal", "republic", "islamic", "affairs", "pakistan", "kazakhstan")
_NO_OFFICE = frozenset(("the", "of", "for", "to", "and", *_TITLES, *_OF_STATES))
_ALONE = (frozenset({"president"}), frozenset({"prime", "minister"}), frozenset({"ambassador"}))


def holds(office: str, audience: str) -> bool:
    """Whether who has that ``office`` is meant: a minister of commerce is one of trade."""
    if audience in _HEADS:
        head = audience.replace("-", " ")
        return re.match(f"{head}{_OF_A_STATE}", office.strip(), re.IGNORECASE) is not None
    words = (_SAME.get(word, word) for word in audience.split("-"))
    found = all(re.search(rf"\b(?:{word})", office, re.IGNORECASE) for word in words)
    return found and not _NO_HOLDER.search(office)


class Seats:
    """Whom the brief is for and who is opposite, by the words of the request.

    Somebody whom the register of people does not know has no place in ``ours`` or ``theirs``.
    """

    def __init__(self, base: FactBase, request: Request, *, by_telephone: bool = False) -> None:
        """Seat those of ``request``; ``by_telephone`` only the counterpart is spoken to."""
        self._base, self._request = base, request
        self._by_telephone = by_telephone
        voice, visit = request.voice, request.visit
        other = Side.KAZ if voice is Side.PAK else Side.PAK
        speaks = voice is not Side.NEUTRAL
        ours = _person(base, request, voice, visit.principal) if speaks else None
        theirs = _person(base, request, other, visit.counterpart) if speaks else None
        self.ours = frozenset({ours.id} if ours else ())
        self.theirs = frozenset({theirs.id} if theirs else ())
        self.ours_office = ours.office if ours else visit.principal
        self.opposite = theirs.office if theirs else visit.counterpart.removeprefix("the ")

    def told(self, line: Line, text: str) -> str:
        """``text`` of ``line``, with the forms for those at the table."""
        return told(text, self.ours, self._addressed(line))

    def audience(self, asked: str) -> str:
        """For whom a line is kept that is curated for ``asked``: anybody, if he is not met."""
        only_one = self._by_telephone and self._request.visit.counterpart
        is_met = not only_one and asked != ANYBODY and self._is_met(asked)
        return asked if is_met else ANYBODY

    def is_for_another(self, asked: str) -> bool:
        """Whether what is kept for ``asked`` is not for the counterpart."""
        audience = self.audience(asked)
        return audience != ANYBODY and not (self.opposite and holds(self.opposite, audience))

    def _addressed(self, line: Line) -> frozenset[str]:
        """The counterpart, if ``line`` is said to him: not to the press, nor to another office."""
        is_said = line.type in (LineType.POINT, LineType.RESPONSE, LineType.IF_RAISED)
        to_him = is_said and not self.is_for_another(line.audience)
        return self.theirs if to_him else frozenset()

    def _is_met(self, audience: str) -> bool:
        """Whether the visit meets such a person, or may: where nobody is named, nobody tells."""
        programme = self._request.programme
        if audience == PRESS:
            return not programme or any(entry.press == "open" for entry in programme)
        if audience == _BUSINESS:
            return not programme or any(_BUSINESS in e.event.casefold() for e in programme)
        offices = list(self._offices())
        return not offices or any(holds(office, audience) for office in offices)

    def _offices(self) -> Iterator[str]:
        """The offices of those across the table."""
        if self._request.visit.counterpart:
            yield self.opposite
        for delegate in self._request.delegation:
            if delegate.side is not self._request.voice:
                person = self._base.people.get(delegate.person)
                yield person.office if person else delegate.office


def _person(base: FactBase, request: Request, side: Side, asked: str) -> Person | None:
    """The one person of ``side`` in the register whom the words ``asked`` name.

    Whom the delegation replaces in that office is not meant by it.
    """
    offices = [
        (delegate.person, delegate.office)
        for delegate in request.delegation
        if delegate.side is side and delegate.office
    ]
    found = [
        person
        for person in base.people.values()
        if person.country == side
        and person.until is None
        and is_meant(person, asked)
        and not any(who != person.id and is_office(person.office, words) for who, words in offices)
    ]
    return found[0] if len(found) == 1 else None


def is_meant(person: Person, asked: str) -> bool:
    """Whether ``asked`` names ``person`` by name or by office: "Minister Nurbek"."""
    words, names = _words(asked), _words(person.name)
    family = _WORD.findall(person.name.casefold())[-1]
    by_name = family in words and words <= names | _words(person.office)
    return by_name or is_office(person.office, asked)


def is_office(office: str, asked: str) -> bool:
    """Whether ``asked`` names ``office``, of which it may leave out parts."""
    words, whole = _words(asked), _words(office)
    return words == whole if words in _ALONE else len(words) > 1 and words <= whole


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _NO_OFFICE

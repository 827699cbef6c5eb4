"""The rule on who is met: across the table sits the other side, and our embassies are abroad."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.product import Level
from briefgen.pack.request import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked

ACROSS = "TP29"
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[,;:()]")  # ends a part of a text, as of an address
_POSSESSIVE = re.compile(r"[’']s\b")
_SIDES = (Side.PAK, Side.KAZ)


def _other_side_across(checked: Checked) -> Iterator[Flaw]:
    """Told by the countries and capitals that the request names; what names none may be right."""
    own = checked.selection.request.voice
    if own not in _SIDES:
        return
    (other,) = (side for side in _SIDES if side is not own)
    choose = f"or choose the voice {other}."
    for key, text, whom in _met(checked):
        if _is_of(checked, whom, own) and other not in _named(checked, text, "capital"):
            yield Flaw(
                "pack",
                f"“{text}” in {key} is of the side that the pack speaks for ({own}).",
                f"Name whom it meets of the other side, {choose}",
            )
    for key, text in _named_for_us(checked):
        if _has_embassy_of(checked, text, other):
            yield Flaw(
                "pack",
                f"“{text}” in {key} is an embassy of the other side: the pack speaks for {own}.",
                f"Name an embassy of {own}, {choose}",
            )


def _met(checked: Checked) -> Iterator[tuple[str, str, str]]:
    """Whom the visit meets: the key of the request, what it says, and what of that is on whom."""
    request = checked.selection.request
    if request.visit.counterpart:
        yield "visit.counterpart", request.visit.counterpart, request.visit.counterpart
    embassies = checked.listed("embassies")
    for number, entry in enumerate(request.programme, 1):
        if checked.listed("talks") & {*_words(entry.event)}:
            parts = _PART.split(entry.event)
            whom = " ".join(part for part in parts if embassies.isdisjoint(_words(part)))
            yield f"programme, entry {number}", entry.event, whom


def _named_for_us(checked: Checked) -> Iterator[tuple[str, str]]:
    """Who receives the pack, answers for it or is of use on the way; visas come from the hosts."""
    request = checked.selection.request
    yield "visit.contact", request.visit.contact
    yield from (("visit.distribution", text) for text in request.visit.distribution)
    for number, note in enumerate(request.practical, 1):
        texts = (note.label, note.text)
        if not checked.listed("visas") & {word for text in texts for word in _words(text)}:
            yield from ((f"practical, entry {number}", text) for text in texts)


def _is_of(checked: Checked, text: str, side: Side) -> bool:
    """Whether ``text`` names those of ``side`` alone, past what talks are on and what desks do."""
    words = _words(text)
    countries = [_country(checked, word) for word in words]
    if {*countries} - {None} != {side}:
        return False
    places = (place for place, country in enumerate(countries) if country)
    return any(not _is_topic(checked, words, place) for place in places)


def _is_topic(checked: Checked, words: list[str], country: int) -> bool:
    """Whether the country in that place of ``words`` is what is talked of or what a desk is for."""
    second, first, _, after = ["", "", *words, ""][country : country + 4]
    desks = checked.listed("desks")
    if first in checked.listed("topics_of_talks"):
        return True
    return not desks.isdisjoint({first, after}) or (
        first in checked.listed("desk_of") and second in desks
    )


def _has_embassy_of(checked: Checked, text: str, side: Side) -> bool:
    """Whether ``text`` names an embassy of ``side``: by its country, else by where it is."""
    capitals = _named(checked, text, "capital")
    for part in _PART.split(text):
        words = _words(part)
        for place in (p for p, word in enumerate(words) if word in checked.listed("embassies")):
            whose = _whose(checked, words, place)
            where = {*capitals, *_named(checked, part, "country")}
            if whose is side or (whose is None and where == {*_SIDES} - {side}):
                return True
    return False


def _whose(checked: Checked, words: list[str], embassy: int) -> Side | None:
    """Whose the embassy in that place of ``words`` is: “Embassy of Pakistan”, “Kazakh Embassy”."""
    between = checked.listed("of_a_country")
    after = next((word for word in words[embassy + 1 :] if word not in between), "")
    before = reversed(words[max(embassy - 2, 0) : embassy])
    found = (_country(checked, word) for word in (after, *before))
    return next((side for side in found if side), None)


def _country(checked: Checked, word: str) -> Side | None:
    return next((s for s in _SIDES if word in checked.listed(f"country_{s.lower()}")), None)


def _named(checked: Checked, text: str, kind: str) -> set[Side]:
    """The sides whose ``kind``, country or capital, ``text`` names."""
    words = {*_words(text)}
    return {side for side in _SIDES if checked.listed(f"{kind}_{side.lower()}") & words}


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_POSSESSIVE.sub("", text))]


RULES = (Rule(ACROSS, "Who is met is of the other side.", Level.WARNING, _other_side_across),)

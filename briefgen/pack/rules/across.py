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
    from briefgen.pack.request import Request

ACROSS = "TP29"
_WORD = re.compile(r"[^\W\d_]+")
_SIDES = (Side.PAK, Side.KAZ)


def _other_side_across(checked: Checked) -> Iterator[Flaw]:
    """Told by the countries and capitals that the request names; what names none may be right."""
    own = checked.selection.request.voice
    if own not in _SIDES:
        return
    (other,) = (side for side in _SIDES if side is not own)
    choose = f"or choose the voice {other}."
    for key, text in _met(checked):
        if _named(checked, text, "country") == [own]:
            yield Flaw(
                "pack",
                f"“{text}” in {key} is of the side that the pack speaks for ({own}).",
                f"Name whom it meets of the other side, {choose}",
            )
    for key, text in _embassies(checked):
        country, capital = _named(checked, text, "country"), _named(checked, text, "capital")
        if country[:1] == [other] or (not country and capital == [own]):
            yield Flaw(
                "pack",
                f"“{text}” in {key} is an embassy of the other side: the pack speaks for {own}.",
                f"Name an embassy of {own}, {choose}",
            )


def _met(checked: Checked) -> Iterator[tuple[str, str]]:
    """Whom the visit meets: the key of the request, and what it says."""
    request = checked.selection.request
    if request.visit.counterpart:
        yield "visit.counterpart", request.visit.counterpart
    for number, entry in enumerate(request.programme, 1):
        if checked.listed("talks") & {*_words(entry.event)}:
            yield f"programme, entry {number}", entry.event


def _embassies(checked: Checked) -> Iterator[tuple[str, str]]:
    """The embassies among those who receive the pack, answer for it or are of use on the way."""
    for key, text in _named_for_us(checked.selection.request):
        if checked.listed("embassies") & {*_words(text)}:
            yield key, text


def _named_for_us(request: Request) -> Iterator[tuple[str, str]]:
    yield "visit.contact", request.visit.contact
    yield from (("visit.distribution", text) for text in request.visit.distribution)
    for number, note in enumerate(request.practical, 1):
        yield from ((f"practical, entry {number}", text) for text in (note.label, note.text))


def _named(checked: Checked, text: str, kind: str) -> list[Side]:
    """The sides whose ``kind``, country or capital, ``text`` names, in order, each once."""
    words = list(_words(text))
    lists = {side: checked.listed(f"{kind}_{side.lower()}") for side in _SIDES}
    return list(dict.fromkeys(s for word in words for s in _SIDES if word in lists[s]))


def _words(text: str) -> Iterator[str]:
    return (word.lower() for word in _WORD.findall(text))


RULES = (Rule(ACROSS, "Who is met is of the other side.", Level.WARNING, _other_side_across),)

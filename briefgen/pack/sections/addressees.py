"""To whom a point may be said, of those whom the visit will meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.draft import Draft

_ANYBODY = "any"
_BUSINESS = "business"
_PRESS = "press"
_SAME = {"trade": "trade|commerce"}  # what an office may be called instead
_HEADS = ("president", "prime-minister")  # whose offices stand in the titles of others too
_OF_A_STATE = r"(?:$|,| of (?:the )?(?:republic|islamic|kazakhstan|pakistan)\b)"
_NO_HOLDER = re.compile(
    r"\b(?:assistant|adviser|vice|deputy(?! prime minister)|former|spokes\w+|secretary to"
    r"|representative|envoy)\b",
    re.IGNORECASE,
)


def addressee(draft: Draft, audience: str) -> str:
    """To whom, in words; a register of one's own may name others than the words know.

    Who is not of the programme is not named. Where there are several meetings, what may be said in
    any of them says so. In a call all is said to the counterpart, who is named once.
    """
    if draft.product.by_telephone and draft.selection.request.visit.counterpart:
        return ""
    if audience != _ANYBODY and not _is_met(draft, audience):
        audience = _ANYBODY
    if audience == _ANYBODY and len(draft.selection.request.programme) > 1:
        audience = "everyone"
    otherwise = draft.words.label("to_audience", audience=audience)
    return draft.words.known("audiences", audience, otherwise)


def _is_met(draft: Draft, audience: str) -> bool:
    """Whether the visit meets such a person, or may: a request that names nobody does not tell."""
    programme = draft.selection.request.programme
    if audience == _PRESS:
        return not programme or any(entry.press == "open" for entry in programme)
    if audience == _BUSINESS:
        return not programme or any(_BUSINESS in entry.event.casefold() for entry in programme)
    offices = list(_offices(draft))
    return not offices or any(_holds(office, audience) for office in offices)


def _offices(draft: Draft) -> Iterator[str]:
    """The offices of those across the table."""
    request = draft.selection.request
    others = [d for d in request.delegation if d.side is not request.voice]
    if request.visit.counterpart:
        yield request.visit.counterpart.removeprefix("the ")
    for delegate in others:
        person = draft.base.people.get(delegate.person)
        yield person.office if person else delegate.office


def _holds(office: str, audience: str) -> bool:
    """Whether who has that ``office`` is meant: a minister of commerce is one of trade."""
    if audience in _HEADS:
        head = audience.replace("-", " ")
        return re.match(f"{head}{_OF_A_STATE}", office.strip(), re.IGNORECASE) is not None
    words = (_SAME.get(word, word) for word in audience.split("-"))
    found = all(re.search(rf"\b(?:{word})", office, re.IGNORECASE) for word in words)
    return found and not _NO_HOLDER.search(office)

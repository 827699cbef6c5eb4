"""To whom a point may be said, where that is not whoever is at the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.pack.draft import Draft


def addressee(draft: Draft, audience: str) -> str:
    """To whom, in words; who is not among the printed words is named as the line names him.

    What may be said to the counterpart, or to anybody, says nothing: it is for the meeting at hand.
    Who is not of the programme is not named. In a call all is said to the counterpart.
    """
    if not draft.seats.is_for_another(audience):
        return ""
    otherwise = draft.words.label("to_audience", audience=audience.replace("-", " "))
    return draft.words.known("audiences", audience, otherwise)

"""The practical annex: telephones, weather, gifts, what to do in an emergency; from the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Block, Column, Heading, Table

if TYPE_CHECKING:
    from briefgen.pack.draft import Draft


def practical(draft: Draft) -> list[Block]:
    """What the request notes for the road, with the local time; none where it notes nothing."""
    request, words = draft.selection.request, draft.words
    if not request.practical:
        return []
    rows = [
        (words.get("practical", "local_time"), draft.wording.zone(request.visit.time_zone)),
        *((note.label, note.text) for note in request.practical),
        (words.get("practical", "contact"), request.visit.contact),
        (words.get("practical", "return_by"), request.visit.return_by),
    ]
    table = Table(
        "practical.table",
        words.get("practical", "caption"),
        (Column(words.get("columns", "item"), 0.30), Column(words.get("columns", "detail"), 0.70)),
        tuple(((draft.asked(label),), (draft.asked(text),)) for label, text in rows if text),
    )
    return [Heading("practical", 1, words.get("practical", "heading"), new_page=True), table]

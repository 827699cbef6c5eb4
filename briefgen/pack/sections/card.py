"""The points of a pocket card: the most important ones that are not among the messages.

All that is said stands on one side of the card; the points for which that has no room go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Block, Heading, List, ListItem
from briefgen.pack.request import Likelihood
from briefgen.pack.sections.steering import top_messages
from briefgen.pack.sections.topic_brief import left_out_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.factbase.records import Line
    from briefgen.pack.draft import Draft

CARD = "card"  # what the ids of its points begin with
_FRONT = "front"  # of a card: its note is no line, as what begins with CARD is
SPOKEN_SIDES = 1  # of a card, on which all stands that is said


def card_points(draft: Draft) -> list[Block]:
    """The next point of each topic that is sure to come up, then of the possible ones."""
    before = len(draft.left_out)
    items = tuple(
        ListItem(name, draft.line(line))
        for line in _points(draft)
        for name in [f"{CARD}.{line.id}"]
        if draft.fits(name)
    )
    lost = len(draft.left_out) - before
    note = left_out_note(draft.words, draft.product, _FRONT, lost, sides=SPOKEN_SIDES)
    if not items:
        return note
    return [
        Heading(CARD, 1, draft.words.heading("points")),
        List(f"{CARD}.points.list", items, draft.spoken_style),
        *note,
    ]


def spoken_side(blocks: Sequence[Block]) -> Sequence[Block]:
    """What of the ``blocks`` of a card is said: all that stands before its sources."""
    ids = [block.id for block in blocks]
    return blocks[: ids.index("sources")] if "sources" in ids else blocks


def _points(draft: Draft) -> list[Line]:
    said = top_messages(draft)
    likely = [t for t in draft.topics if draft.likelihood(t) is not Likelihood.UNLIKELY]
    left = [
        [p for p in draft.selection.lines_of(topic.id, LineType.POINT) if p not in said]
        for topic in likely
    ]
    first = [points[0] for points in left if points]
    others = [point for points in left for point in points[1:]]
    ranked = sorted([*first, *others], key=lambda line: line.priority.rank)
    return ranked[: draft.product.limits.points]

"""The points of a pocket card: the most important ones that are not among the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Block, Heading, List, ListItem
from briefgen.pack.request import Likelihood
from briefgen.pack.sections.steering import top_messages

if TYPE_CHECKING:
    from briefgen.factbase.records import Line
    from briefgen.pack.draft import Draft


def card_points(draft: Draft) -> list[Block]:
    """The next point of each topic that is sure to come up, then of the possible ones."""
    items = tuple(ListItem(f"card.{line.id}", draft.line(line)) for line in _points(draft))
    if not items:
        return []
    return [
        Heading("card", 1, draft.words.heading("points")),
        List("card.points.list", items, draft.spoken_style),
    ]


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

"""The order of topics as the user moves them, kept as short as it can be. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.request import in_order

if TYPE_CHECKING:
    from briefgen.factbase.base import FactBase
    from briefgen.pack.request import Request


def moved(base: FactBase, request: Request, name: str, step: int) -> Request:
    """``request`` with a topic, or a whole category, ``step`` places further down or up (-1).

    A topic stays in its category. At the end of its row nothing moves.
    """
    topics = list(in_order(base, base.topics, request.order))
    groups: dict[str, list[str]] = {}
    for topic in topics:
        groups.setdefault(base.topics[topic].category, []).append(topic)
    row = groups[base.topics[name].category] if name in base.topics else list(groups)
    place = row.index(name)
    if not 0 <= place + step < len(row):
        return request
    row.insert(place + step, row.pop(place))
    order = row if name not in base.topics else list(groups)
    wanted = [topic for category in order for topic in groups[category]]
    others = tuple(one for one in request.order if one not in base.topics and one not in groups)
    return replace(request, order=(*_shortest(base, wanted), *others))


def _shortest(base: FactBase, wanted: list[str]) -> tuple[str, ...]:
    """The fewest first topics of ``wanted`` that bring all into that order."""
    for length in range(len(wanted)):
        if list(in_order(base, base.topics, wanted[:length])) == wanted:
            return tuple(wanted[:length])
    return tuple(wanted)

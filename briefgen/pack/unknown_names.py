"""Names in a request that the fact base does not have, each with the nearest that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import UsageError
from briefgen.factbase.records import Category
from briefgen.pack.brief_faults import Fault
from briefgen.pack.patterns import pattern_fact
from briefgen.pack.request import resolve_topics
from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.base import FactBase
    from briefgen.pack.request import Request


def unknown_topics(base: FactBase, request: Request) -> Iterator[Fault]:
    """The topics asked for that there are not; or that there is none."""
    for name in request.topics:
        try:
            resolve_topics(base, [name])
        except UsageError as error:
            yield Fault(("topics",), str(error), item=name)


def unknown_names(base: FactBase, request: Request) -> Iterator[Fault]:
    """The facts, lines and topics that there are not, wherever but in ``topics`` they are named."""
    for key, names in (("pinned", request.pinned), ("dropped", request.dropped)):
        for name in names:
            if name not in base.facts and not is_line(base, name):
                hint = nearest(name, base.ids_like(name, "facts", "lines"))
                why = f"There is no fact or line “{name}” to pin or drop{hint}."
                yield Fault(("selection", key), why, item=name)
    topics = {*Category, *base.topics}
    for name in request.order:
        if name not in topics and not is_line(base, name):
            hint = nearest(name, [*sorted(topics), *base.ids_like(name, "lines")])
            why = f"There is no topic or line “{name}” to put in order{hint}."
            yield Fault(("selection", "order"), why, item=name)
    for name, _ in request.likelihood:
        if name not in topics:
            hint = nearest(name, sorted(topics))
            why = f"There is no topic “{name}” to give a likelihood{hint}."
            yield Fault(("likelihood", name), why)
    for number, one in enumerate(request.clearance):
        if one.part not in {"pack", *topics}:
            hint = nearest(one.part, ["pack", *sorted(topics)])
            why = f"There is no topic “{one.part}” to be cleared{hint}."
            yield Fault(("clearance", number, "part"), why)


def is_line(base: FactBase, name: str) -> bool:
    """Whether there is a line of this id, or a fact from which a pattern makes it."""
    return name in base.lines or pattern_fact(name) in base.facts

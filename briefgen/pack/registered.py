"""People of a request as the register has them: by id, or by a name that only one person bears."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Person
    from briefgen.pack.request import Delegate, Request

_MOST_HINTS = 3
_LIKENESS = 0.7


def with_registered_people(base: FactBase, request: Request) -> Request:
    """``request`` with the ids of those it calls by the name that the register gives them."""
    delegation = tuple(_registered(base, delegate) for delegate in request.delegation)
    return request if delegation == request.delegation else replace(request, delegation=delegation)


def _registered(base: FactBase, delegate: Delegate) -> Delegate:
    if not delegate.person or delegate.person in base.people:
        return delegate
    called = delegate.person.strip().casefold()
    bearers = [
        person.id
        for person in base.people.values()
        if called in (person.name.casefold(), person.native_name.casefold())
    ]
    return replace(delegate, person=bearers[0]) if len(bearers) == 1 else delegate


def people_like(base: FactBase, name: str) -> str:
    """The words that point to the ids of those whose id or name is most like ``name``, if any."""
    called: dict[str, list[str]] = {}
    for person in base.people.values():
        for way in _ways_to_call(person):
            called.setdefault(way, []).append(person.id)
    near = get_close_matches(name.strip().casefold(), called, n=_MOST_HINTS, cutoff=_LIKENESS)
    ids = list(dict.fromkeys(one for way in near for one in called[way]))[:_MOST_HINTS]
    return f" (did you mean {' or '.join(f'“{one}”' for one in ids)}?)" if ids else ""


def _ways_to_call(person: Person) -> Iterator[str]:
    for whole in filter(None, (person.name.casefold(), person.native_name.casefold())):
        yield from dict.fromkeys((whole, whole.split()[-1]))
    yield person.id

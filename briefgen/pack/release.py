"""What of a request goes into a copy for release, which carries its request in its record.

A request tells more than a copy prints: who sits at the table, telephone numbers, words for lines
that are left out, ids of facts that may not leave. Nothing of that goes out inside the file. What
the covers and slips of other packs say of our side (addressees, receivers, who cleared it, what is
likely to come up) is in no copy at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen.factbase.tokens import table_of, tokens_of
from briefgen.pack.grounds import fact_of_token, facts_of_line
from briefgen.pack.patterns import pattern_fact
from briefgen.pack.request import Request, Visit
from briefgen.pack.reworded import Fate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.pack.request import Rewording
    from briefgen.pack.reworded import Reworded

# The sections that print a part of a request, or of its visit; what is not named here any pack may
# hold, or needs to be made again.
_PRINTED_BY: Mapping[str, tuple[str, ...]] = {
    "meeting": ("steering_note", "core_script"),
    "programme": ("programme",),
    "delegation": ("interlocutors", "delegations"),
    "practical": ("practical",),
    "likelihood": (),
    "clearance": (),
    "issues": (),
    "overrides": (),
}
_VISIT_PRINTED_BY: Mapping[str, tuple[str, ...]] = {
    "principal": (),
    "counterpart": ("steering_note",),
    "contact": ("practical",),  # of the desk that made it, not for those who receive a copy
    "copy": (),
    "purpose": ("steering_note",),
    "requested_by": ("steering_note",),
    "last_met": ("steering_note",),
    "time_zone": ("programme", "practical"),
    "distribution": (),
    "return_by": ("practical",),
}


def for_release(base: FactBase, request: Request, sections: Collection[str]) -> Request:
    """``request`` without what none of ``sections`` prints and without ids of what is held back."""
    visit = replace(request.visit, **_emptied(Visit(), _VISIT_PRINTED_BY, sections))
    return replace(
        request,
        **_emptied(Request(), _PRINTED_BY, sections),
        visit=visit,
        pinned=_that_may_leave(base, request.pinned),
        dropped=_that_may_leave(base, request.dropped),
        order=_that_may_leave(base, request.order),
    )


# Blocks that only a pack for our side has: by their whole id, its beginning and its end.
_OUR_SECTIONS = ("messages", "steering", "script", "sensitivities", "card")
_OUR_PLACES = ("line.", "basis.", "message.", "theirs.", "risk.")
_OUR_PARTS = (".points", ".pairs", ".if_raised", ".background_not_for_use", ".origin")


def for_our_side(record: Mapping[str, Any]) -> Iterator[str]:
    """What a copy for release tells, by the ``record`` in it, that no such copy should."""
    request = record["request"]
    visit = request.get("visit", {})
    told = [*(f"visit.{key}" for key in _never_told(_VISIT_PRINTED_BY) if visit.get(key))]
    told += [key for key in _never_told(_PRINTED_BY) if request.get(key)]
    if told:
        yield f"it tells {', '.join(told)} of the request"
    parts = [name for name, *_ in record["blocks"] if _is_for_our_side(name)]
    if parts:
        yield f"it prints parts for our side: {', '.join(parts)}"


def _never_told(printed_by: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [name for name, where in printed_by.items() if not where]


def _is_for_our_side(block: str) -> bool:
    return block in _OUR_SECTIONS or block.startswith(_OUR_PLACES) or block.endswith(_OUR_PARTS)


def as_judged(released: Request, asked: Request) -> Request:
    """``released`` with what rules look at in the request ``asked``, though no copy prints it."""
    visit = replace(released.visit, distribution=asked.visit.distribution)
    return replace(released, visit=visit, clearance=asked.clearance, overrides=asked.overrides)


def _emptied(
    defaults: Request | Visit, printed_by: Mapping[str, tuple[str, ...]], sections: Collection[str]
) -> dict[str, Any]:
    """What nothing prints, at its default."""
    unprinted = (name for name, where in printed_by.items() if not set(where) & set(sections))
    return {name: getattr(defaults, name) for name in unprinted}


def _that_may_leave(base: FactBase, names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` (of facts, lines, topics) that rest on no fact that is held back."""
    return tuple(name for name in names if not _is_held_back(base, _facts_behind(base, name)))


def _facts_behind(base: FactBase, name: str) -> tuple[str, ...]:
    if name in base.lines:
        return facts_of_line(base, base.lines[name])
    return (pattern_fact(name) or name,)


def _is_held_back(base: FactBase, facts: Iterable[str]) -> bool:
    return any(fact in base.facts and not base.facts[fact].releasable for fact in facts)


def rewordings_for_release(
    base: FactBase, reworded: Iterable[Rewording], outcome: Iterable[Reworded]
) -> tuple[Rewording, ...]:
    """Those of ``reworded`` whose place is in the pack and that name nothing that is held back.

    ``outcome`` is what became of them.
    """
    left = {one.place for one in outcome if _is_to_be_left(base, one)}
    return tuple(one for one in reworded if one.place not in left)


def _is_to_be_left(base: FactBase, one: Reworded) -> bool:
    if one.fate is not Fate.REFUSED:
        return one.fate is Fate.PLACELESS
    named = (t for t in tokens_of(one.unknown) if t.id in getattr(base, table_of(t) or "facts"))
    return _is_held_back(base, (fact_of_token(base, token) for token in named))

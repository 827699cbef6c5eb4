"""What of a request goes into a copy for release, which carries its request in its record.

A request tells more than a copy prints: who sits at the table, telephone numbers, words for lines
that are left out, ids of facts that may not leave. Nothing of that goes out inside the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen.factbase.tokens import table_of, tokens_of
from briefgen.pack.grounds import fact_of_token, facts_of_line
from briefgen.pack.patterns import pattern_fact
from briefgen.pack.places import Fate
from briefgen.pack.request import Request, Visit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.pack.places import Reworded
    from briefgen.pack.request import Rewording

# The sections that print a part of a request, or of its visit; what is not named here any pack may
# hold, or needs to be made again.
_PRINTED_BY: Mapping[str, tuple[str, ...]] = {
    "meeting": ("steering_note", "core_script"),
    "programme": ("programme",),
    "delegation": ("interlocutors", "delegations"),
    "practical": ("practical",),
    "clearance": ("contents", "topics"),
    "issues": ("contents",),
}
_VISIT_PRINTED_BY: Mapping[str, tuple[str, ...]] = {
    "principal": ("cover",),
    "counterpart": ("cover", "steering_note"),
    "contact": ("cover", "practical"),
    "copy": ("cover",),
    "purpose": ("steering_note",),
    "requested_by": ("steering_note",),
    "last_met": ("steering_note",),
    "time_zone": ("programme", "practical"),
    "distribution": ("cover",),
    "return_by": ("cover", "practical"),
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

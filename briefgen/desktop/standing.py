"""How each fact stands to a request, and which facts the list shows. No Qt here.

The engine's own rule (``why_selected``) decides; this only adds the words for what it leaves out,
so that a tick in the list and a fact in the pack are the same thing.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import date

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.index import FactIndex
    from briefgen.factbase.records import Category, Fact
    from briefgen.pack.request import Request


class Standing(StrEnum):
    """Why a fact is in the pack, or why it is not."""

    IN_RANGE = "in-range"
    STANDING = "standing"
    FOUNDING = "founding"
    PINNED = "pinned"
    DROPPED = "dropped"
    OUTSIDE = "outside"
    HELD_BACK = "held-back"
    SUPERSEDED = "superseded"
    LATER = "later"

    @property
    def included(self) -> bool:
        """Whether the fact is in the pack."""
        return self in (Standing.IN_RANGE, Standing.STANDING, Standing.FOUNDING, Standing.PINNED)

    @property
    def printable(self) -> bool:
        """Whether a tick can bring the fact in at all."""
        return self not in (Standing.HELD_BACK, Standing.SUPERSEDED, Standing.LATER)


class Judged(Struct, frozen=True):
    """A fact and how it stands; ``by_rule`` is whether its topic and date alone bring it in."""

    fact: Fact
    standing: Standing
    by_rule: bool
    in_dates: bool  # whether its date fits, whatever topics are chosen


class Listing(Struct, frozen=True):
    """The facts to show, newest first, and the figures beside the topics and below the list.

    ``counts`` says, for each topic id, how many facts would be listed if it were chosen.
    """

    facts: tuple[Judged, ...]
    counts: Mapping[str, int]
    included: int
    total: int


def judge_facts(base: FactBase, request: Request, today: date) -> Mapping[str, Judged]:
    """How each fact of ``base`` stands to ``request``, by fact id."""
    from briefgen.factbase.records import Use  # noqa: PLC0415 - not before the first window
    from briefgen.pack.select import Why, is_replaced, why_selected  # noqa: PLC0415 - likewise

    standings = {
        Why.IN_RANGE: Standing.IN_RANGE,
        Why.STANDING: Standing.STANDING,
        Why.FOUNDING: Standing.FOUNDING,
    }
    topics = chosen_topics(base, request)
    as_of = request.as_of or today
    dates = request.dates
    judged = {}
    for fact in base.facts.values():
        why = why_selected(fact, dates)
        chosen = fact.topic in topics
        if fact.use is Use.NEVER:
            standing = Standing.HELD_BACK
        elif is_replaced(base, fact, as_of):
            standing = Standing.SUPERSEDED
        elif fact.as_of > as_of:
            standing = Standing.LATER
        elif fact.id in request.dropped:
            standing = Standing.DROPPED
        elif fact.id in request.pinned:
            standing = Standing.PINNED
        else:
            standing = standings[why] if why and chosen else Standing.OUTSIDE
        judged[fact.id] = Judged(fact, standing, chosen and why is not None, why is not None)
    return judged


def chosen_topics(base: FactBase, request: Request) -> set[str]:
    """The ids of the topics that ``request`` names, itself or by category, and ``base`` has."""
    names = set(request.topics)
    return {topic.id for topic in base.topics.values() if names & {topic.id, topic.category}}


def without_unknown(base: FactBase, request: Request) -> Request:
    """``request`` without the topics, facts and lines that ``base`` does not have.

    Rewordings stay: the checks tell which have lost their place, and no words are thrown away.
    """
    from briefgen.pack.unknown_names import is_line  # noqa: PLC0415 - not before the first window

    topics = {*base.topics, *(topic.category for topic in base.topics.values())}
    return replace(
        request,
        topics=tuple(name for name in request.topics if name in topics),
        pinned=tuple(name for name in request.pinned if name in base.facts),
        dropped=tuple(
            name for name in request.dropped if name in base.facts or is_line(base, name)
        ),
        order=tuple(name for name in request.order if name in topics or is_line(base, name)),
        likelihood=tuple(one for one in request.likelihood if one[0] in topics),
    )


def list_facts(
    judged: Mapping[str, Judged],
    index: FactIndex,
    words: str,
    *,
    everything: bool,
    among: Container[str] | None = None,
) -> Listing:
    """The facts that hold ``words``: those the request is about, or ``everything`` there is.

    Only those whose id is ``among`` some, where that is given.
    """
    from briefgen.factbase.index import FactQuery  # noqa: PLC0415 - not before the first window

    names = index.search(FactQuery(text=words))
    found = [judged[fact] for fact in names if among is None or fact in among]
    printable = [one for one in found if one.standing.printable]
    shown = found if everything else [one for one in printable if _belongs(one)]
    counts = Counter(one.fact.topic for one in printable if one.in_dates)
    included = sum(one.standing.included for one in judged.values())
    return Listing(tuple(shown), counts, included, len(judged))


def _belongs(one: Judged) -> bool:
    return one.by_rule or one.standing in (Standing.PINNED, Standing.DROPPED)


def ticked(request: Request, judged: Sequence[Judged], *, include: bool) -> Request:
    """``request`` with the facts taken in or left out; facts that cannot be printed stay out."""
    pinned, dropped = dict.fromkeys(request.pinned), dict.fromkeys(request.dropped)
    for one in judged:
        if not one.standing.printable or one.standing.included == include:
            continue
        pinned.pop(one.fact.id, None)
        dropped.pop(one.fact.id, None)
        if one.by_rule != include:
            (pinned if include else dropped)[one.fact.id] = None
    return replace(request, pinned=tuple(pinned), dropped=tuple(dropped))


def topics_as_asked(base: FactBase, chosen: set[str]) -> tuple[str, ...]:
    """``chosen`` topic ids as a request names them: a whole category by its own name."""
    names: list[str] = []
    for category, ids in topics_by_category(base).items():
        whole = chosen.issuperset(ids)
        names += [str(category)] if whole else [topic for topic in ids if topic in chosen]
    return tuple(names)


def topics_by_category(
    base: FactBase, order: tuple[str, ...] = ()
) -> Mapping[Category, tuple[str, ...]]:
    """The topic ids of each category that has any, as ``order`` and the register put them."""
    from briefgen.pack.request import resolve_topics  # noqa: PLC0415 - not before the window

    groups: dict[Category, list[str]] = {}
    for topic in resolve_topics(base, base.topics, order):
        groups.setdefault(base.topics[topic].category, []).append(topic)
    return {category: tuple(ids) for category, ids in groups.items()}

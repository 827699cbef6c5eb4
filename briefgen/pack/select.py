"""Step two, select: the facts, lines and observations that a request calls for, each with why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import UsageError
from briefgen.factbase.base import grouped
from briefgen.factbase.dates import Interval
from briefgen.factbase.records import Kind, Line, LineType, Use
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.grounds import facts_of_line
from briefgen.pack.patterns import pattern_lines
from briefgen.pack.request import Request, Side, in_order, resolve_topics
from briefgen.pack.unknown_names import unknown_names
from briefgen.pack.usable_lines import Grounds, LeftOut, usable_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact, Observation, Topic
    from briefgen.pack.patterns import Pattern

FOUNDING_TOPIC = "relations.foundations"


class Why(StrEnum):
    """Why a fact is in the pack."""

    IN_RANGE = "in the date range"
    STANDING = "standing: began before the range and still holds"
    FOUNDING = "founding date: before the range"
    PINNED = "pinned"


class SelectedFact(Struct, frozen=True):
    """A fact and why it was taken."""

    fact: Fact
    why: Why


class Selection(Struct, frozen=True, dict=True):
    """What a pack is assembled from. Facts are in date order, lines in order of saying."""

    base: FactBase
    request: Request
    as_of: date
    topics: tuple[Topic, ...]
    facts: Mapping[str, SelectedFact]
    observations: Mapping[str, Observation]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    releasable_only: bool = False

    @cached_property
    def facts_by_topic(self) -> Mapping[str, tuple[SelectedFact, ...]]:
        """The selected facts of each topic id, in date order."""
        return grouped(self.facts.values(), lambda chosen: chosen.fact.topic)

    @cached_property
    def observations_by_topic(self) -> Mapping[str, tuple[Observation, ...]]:
        """The selected observations of each topic id, in order of period."""
        ordered = sorted(
            self.observations.values(),
            key=lambda o: (o.measure, o.period.start, o.period.stop, o.flow, o.id),
        )
        return grouped(ordered, lambda o: self.facts[o.fact].fact.topic)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The ids of the facts, figures and people that the lines of the pack name."""
        named = {token.id for line in self.lines for token in tokens_of(line.words)}
        return frozenset(named.union(*(facts_of_line(self.base, line) for line in self.lines)))

    def lines_of(self, topic: str, kind: LineType) -> tuple[Line, ...]:
        """The usable lines of a topic, most important first."""
        return tuple(line for line in self.lines if line.topic == topic and line.type is kind)


def select(
    base: FactBase,
    request: Request,
    today: date,
    patterns: tuple[Pattern, ...] = (),
    *,
    releasable_only: bool = False,
) -> Selection:
    """What ``request`` calls for, as known on its ``as_of`` or ``today``.

    ``patterns`` make lines for facts that no curated line rests on; ``releasable_only`` leaves
    out what may not be shown to others. Raises UsageError for an id that does not exist.
    """
    topic_ids = resolve_topics(base, request.topics, request.order)
    for unknown in unknown_names(base, request):
        raise UsageError(unknown.why)
    dates = request.dates
    as_of = request.as_of or today
    found = _facts(base, request, set(topic_ids), as_of)
    chosen = sorted(
        (c for c in found if c.fact.releasable or not releasable_only),
        key=lambda c: (c.fact.date.start, c.fact.date.stop, c.fact.id),
    )
    facts = {selected.fact.id: selected for selected in chosen}
    told_of = {selected.fact.topic for selected in chosen} | set(topic_ids)
    observations = _observations(base, facts, dates, as_of)

    def may_cite(fact: Fact) -> bool:
        """Whether it is older than the range or of another topic, and may be printed."""
        is_later = fact.date.start >= dates.stop
        may_leave = fact.releasable or not releasable_only
        return not is_later and may_leave and is_printable(base, fact, request, as_of)

    grounds = Grounds(base, facts, observations, may_cite)
    curated, left_out = usable_lines(grounds, request, topic_ids)
    speaking = () if request.voice is Side.NEUTRAL else patterns  # nobody asks in a neutral pack
    made = pattern_lines(speaking, base, (c.fact for c in chosen), curated, as_of)
    usable = (line for line in made if line.id not in request.dropped)
    lines = (*curated, *filter(grounds.carry, usable))
    return Selection(
        base,
        request,
        as_of,
        tuple(base.topics[topic] for topic in in_order(base, told_of, request.order)),
        facts,
        observations,
        _as_ordered(lines, request.order),
        left_out,
        releasable_only,
    )


def _observations(
    base: FactBase, facts: Mapping[str, SelectedFact], dates: Interval, as_of: date
) -> dict[str, Observation]:
    """The figures of ``facts`` that were known by ``as_of`` and are of the ``dates``, by id."""
    return {
        o.id: o
        for fact, selected in facts.items()
        for o in base.observations_of.get(fact, ())
        if o.as_of <= as_of
        and (o.period.meets(dates) or selected.why in (Why.FOUNDING, Why.PINNED))
    }


def _facts(
    base: FactBase, request: Request, topics: set[str], as_of: date
) -> Iterator[SelectedFact]:
    dates = request.dates
    for fact in _candidates(base, request, topics, dates):
        if not is_printable(base, fact, request, as_of):
            continue
        if fact.id in request.pinned:
            yield SelectedFact(fact, Why.PINNED)
        elif fact.topic in topics:
            why = why_selected(fact, dates)
            if why:
                yield SelectedFact(fact, why)


def is_printable(base: FactBase, fact: Fact, request: Request, as_of: date) -> bool:
    """Whether a fact may be printed: known by then, not held back, not dropped, not replaced."""
    held = fact.use is Use.NEVER or fact.id in request.dropped or fact.as_of > as_of
    return not held and not is_replaced(base, fact, as_of)


def is_replaced(base: FactBase, fact: Fact, as_of: date) -> bool:
    """Whether a newer fact stands in its place, one that is known by then and not held back."""
    return fact.id in base.superseded and any(
        may_replace(newer, as_of) for newer in base.successors.get(fact.id, ())
    )


def may_replace(newer: Fact, as_of: date) -> bool:
    """Whether ``newer`` stands in the place of what it supersedes: known by then, not held back."""
    return newer.use is not Use.NEVER and newer.as_of <= as_of


def _candidates(
    base: FactBase, request: Request, topics: set[str], dates: Interval
) -> Iterator[Fact]:
    """Every fact that may be selected, once, asked of the base rather than by walking it."""
    before = Interval(date.min, dates.start, "")
    founded = base.facts_on(topics & {FOUNDING_TOPIC}, before) if dates.start > date.min else ()
    pinned = (base.facts[name] for name in request.pinned if name in base.facts)
    found = {fact.id: fact for fact in (*base.facts_on(topics, dates), *founded, *pinned)}
    return iter(found.values())


def why_selected(fact: Fact, dates: Interval) -> Why | None:
    """Why a fact of a chosen topic belongs to a pack on ``dates``; None where it does not."""
    if fact.date.starts_unknown and not dates.start <= fact.date.last < dates.stop:
        return None  # known only to have happened by a day that lies outside
    if fact.date.meets(dates):
        began_before = fact.date.is_open and fact.date.start < dates.start
        return Why.STANDING if began_before else Why.IN_RANGE
    founding = fact.topic == FOUNDING_TOPIC and fact.kind in (Kind.EVENT, Kind.AGREEMENT)
    return Why.FOUNDING if founding and fact.date.stop <= dates.start else None


def _as_ordered(lines: tuple[Line, ...], order: tuple[str, ...]) -> tuple[Line, ...]:
    """``lines`` with those first that ``order`` names."""
    told = {name: place for place, name in enumerate(order)}
    return tuple(sorted(lines, key=lambda line: told.get(line.id, len(told))))

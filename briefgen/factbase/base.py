"""The fact base in memory: the records of all tables and the questions asked of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
    from pathlib import Path

    from briefgen.factbase.dates import Interval
    from briefgen.factbase.layers import Laid
    from briefgen.factbase.problems import Problem
    from briefgen.factbase.records import (
        Acronym,
        Agreement,
        Choice,
        Citation,
        Corridor,
        Disagreement,
        Fact,
        Line,
        Measure,
        Observation,
        Organisation,
        Person,
        Place,
        Source,
        Topic,
        Waypoint,
    )
    from briefgen.factbase.store import Store

Record = TypeVar("Record")


class FactBase(Struct, frozen=True, dict=True):
    """All usable records, by id where they have one, and the problems of the others.

    ``digest`` is the SHA-256 of the files as read: it names the state of the base.
    """

    folder: Path
    name: str
    version: str
    digest: str
    topics: Mapping[str, Topic]
    organisations: Mapping[str, Organisation]
    sources: Mapping[str, Source]
    measures: Mapping[str, Measure]
    facts: Mapping[str, Fact]
    observations: Mapping[str, Observation]
    citations: Sequence[Citation]
    disagreements: Sequence[Disagreement]
    choices: Sequence[Choice]
    lines: Mapping[str, Line]
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    corridors: Mapping[str, Corridor]
    agreements: Mapping[str, Agreement]
    waypoints: Sequence[Waypoint]
    acronyms: Mapping[str, Acronym]
    problems: tuple[Problem, ...] = ()
    layers: tuple[Laid, ...] = ()  # what lies over it, the last on top
    store: Store | None = None  # of a compiled base

    @cached_property
    def citations_of(self) -> Mapping[str, tuple[Citation, ...]]:
        """The citations of each fact id."""
        return grouped(self.citations, lambda citation: citation.fact)

    @cached_property
    def observations_of(self) -> Mapping[str, tuple[Observation, ...]]:
        """The observations of each fact id."""
        return grouped(self.observations.values(), lambda observation: observation.fact)

    @cached_property
    def disagreements_of(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """The disagreements that each fact id has a part in."""
        pairs = [(fact, d) for d in self.disagreements for fact in (d.fact, d.rival)]
        return {
            fact: tuple(pair[1] for pair in found)
            for fact, found in grouped(pairs, lambda pair: pair[0]).items()
        }

    @cached_property
    def waypoints_of(self) -> Mapping[str, tuple[Waypoint, ...]]:
        """The stops of each corridor id, in order."""
        ordered = sorted(self.waypoints, key=lambda waypoint: waypoint.order)
        return grouped(ordered, lambda waypoint: waypoint.corridor)

    @cached_property
    def lines_of(self) -> Mapping[str, tuple[Line, ...]]:
        """The lines of each topic id."""
        return grouped(self.lines.values(), lambda line: line.topic)

    @cached_property
    def superseded(self) -> Container[str]:
        """The ids of the facts that a later fact replaces."""
        return {fact.supersedes for fact in self.facts.values() if fact.supersedes}

    @cached_property
    def successors(self) -> Mapping[str, tuple[Fact, ...]]:
        """The newer facts that replace each fact id."""
        newer = [fact for fact in self.facts.values() if fact.supersedes]
        return grouped(newer, lambda fact: fact.supersedes)

    def facts_on(self, topics: Collection[str], dates: Interval) -> Iterable[Fact]:
        """The facts of ``topics`` whose date shares a day with ``dates``, in no order."""
        return [f for f in self.facts.values() if f.topic in topics and f.date.meets(dates)]

    def layer_of(self, table: str, key: str) -> str:
        """The layer that a record comes from; the base's own name where no layer holds it."""
        holding = (laid.name for laid in reversed(self.layers) if laid.holds(table, key))
        return next(holding, self.name)

    def ids_like(self, name: str, *tables: str) -> list[str]:  # noqa: ARG002 - used where compiled
        """The ids in ``tables`` that a mistyped ``name`` may stand for: here, all of them."""
        return [key for table in tables for key in getattr(self, table)]

    def organisation_name(self, organisation: str) -> str:
        """The printed name of a reporter or actor; its id where the register lacks it."""
        known = self.organisations.get(organisation)
        return known.name if known else organisation


def grouped(
    records: Iterable[Record], key: Callable[[Record], str]
) -> dict[str, tuple[Record, ...]]:
    """``records`` by ``key``, each group in the order given."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return {name: tuple(group) for name, group in groups.items()}

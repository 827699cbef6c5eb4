"""Lines for classes of facts: what no curator has written a sentence for speaks as well.

``templates/patterns/`` holds a sentence for an agreement, a plan, a plan past its day, a disrupted
corridor, a target beside a count. They speak in topics without a curated point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import TemplateError
from briefgen.factbase.records import (
    Kind,
    Line,
    LineType,
    ObservationStatus,
    Priority,
    Use,
    Voice,
)
from briefgen.factbase.rivals import COUNTED
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.templates import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact, Observation

ABOUT = (
    "agreement",
    "plan",
    "plan-overdue",
    "corridor-disrupted",
    "corridor-seasonal",
    "target",
)
_ENOUGH = 1  # curated points with which a topic needs no patterns
_MOST = 2  # lines that patterns add to a topic


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence for a class of facts, its ids left open."""

    about: str
    type: LineType
    text: str


def read_patterns(templates: Path, language: str) -> tuple[Pattern, ...]:
    """The patterns of ``language``; none where there is no such file."""
    path = templates / "patterns" / f"{language}.toml"
    if not path.is_file():
        return ()
    return tuple(_pattern(path, item) for item in read_toml(path).get("pattern", []))


def _pattern(path: Path, item: dict[str, str]) -> Pattern:
    try:
        pattern = Pattern(item["about"], LineType(item["type"]), item["text"])
    except (KeyError, ValueError, TypeError) as error:
        raise TemplateError(path, f"a pattern lacks or mistypes {error}.") from error
    if pattern.about not in ABOUT:
        raise TemplateError(path, f"“{pattern.about}” is none of {', '.join(ABOUT)}.")
    return pattern


def pattern_lines(
    patterns: Iterable[Pattern],
    base: FactBase,
    facts: Iterable[Fact],
    curated: Iterable[Line],
    as_of: date,
) -> list[Line]:
    """Lines for ``facts`` that no curated line rests on, in topics that have few."""
    curated = list(curated)
    spoken = {token.id for line in curated for token in tokens_of(line.text)}
    points: dict[str, int] = {}
    for line in curated:
        points[line.topic] = points.get(line.topic, 0) + (line.type is LineType.POINT)
    added: dict[str, int] = {}
    lines = []
    for fact in sorted(facts, key=lambda f: (-f.date.last.toordinal(), f.id)):
        room = points.get(fact.topic, 0) < _ENOUGH and added.get(fact.topic, 0) < _MOST
        if not room or fact.use is not Use.SAY or fact.id in spoken:
            continue
        made = next(_lines_for(patterns, base, fact, as_of), None)
        if made:
            added[fact.topic] = added.get(fact.topic, 0) + 1
            lines.append(made)
    return lines


def _lines_for(
    patterns: Iterable[Pattern], base: FactBase, fact: Fact, as_of: date
) -> Iterator[Line]:
    classes = set(_classes(base, fact, as_of))
    for pattern in patterns:
        if pattern.about == "target":
            for target, actual in _targets(base, fact):
                yield _line(pattern, fact, target=target.id, actual=actual.id)
        elif pattern.about in classes:
            yield _line(pattern, fact, fact=fact.id)


def _classes(base: FactBase, fact: Fact, as_of: date) -> Iterator[str]:
    if fact.kind is Kind.AGREEMENT:
        yield "agreement"
    if fact.kind is Kind.PLAN:
        yield "plan-overdue" if fact.date.stop <= as_of else "plan"
    for corridor in base.corridors.values():
        if corridor.status_fact == fact.id:
            yield f"corridor-{corridor.status}"


def _targets(base: FactBase, fact: Fact) -> Iterator[tuple[Observation, Observation]]:
    """Targets of a fact, each with the newest count of the same direction and unit."""
    for target in base.observations_of.get(fact.id, ()):
        if target.status is ObservationStatus.TARGET and target.flow:
            counts = [
                o
                for o in base.observations.values()
                if o.status in COUNTED and o.flow == target.flow and o.unit == target.unit
            ]
            newest = max(counts, key=lambda o: (o.period.last, o.id), default=None)
            if newest and base.facts[newest.fact].use is Use.SAY:
                yield target, newest


def _line(pattern: Pattern, source: Fact, **ids: str) -> Line:
    return Line(
        id=f"pattern.{pattern.about}.{source.id}",
        topic=source.topic,
        type=pattern.type,
        voice=Voice.ANY,
        audience="any",
        priority=Priority.COULD,
        answers="",
        text=pattern.text.format(**ids),
    )

"""Lines for classes of facts: what no curator has written a sentence for speaks as well.

``templates/patterns/`` holds a sentence for an agreement, a plan, a disrupted or seasonal corridor.
They speak in topics without a curated point, one point to a topic and one sensitivity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import TemplateError
from briefgen.factbase.records import (
    Kind,
    Line,
    LineType,
    Priority,
    Use,
    Voice,
)
from briefgen.pack.grounds import facts_of_line
from briefgen.pack.overdue import is_overdue
from briefgen.pack.templates import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact

ABOUT = (
    "agreement",
    "plan",
    "plan-overdue",
    "corridor-disrupted",
    "corridor-seasonal",
)
_PREFIX = "pattern"  # of the ids of lines that patterns make
_ENOUGH = 1  # curated points with which a topic needs no patterns
_BREATH = 25  # words of a point with its statement; a longer one is hard to say


class Pattern(Struct, frozen=True):
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
    """Lines for ``facts`` that no curated line rests on, in topics that have few.

    Whether a plan is overdue is seen from ``as_of``.
    """
    curated = list(curated)
    spoken = {fact for line in curated for fact in facts_of_line(base, line)}
    points: dict[str, int] = {}
    for line in curated:
        points[line.topic] = points.get(line.topic, 0) + (line.type is LineType.POINT)
    added: set[tuple[str, LineType]] = set()
    lines = []
    for fact in sorted(facts, key=lambda f: (-f.date.last.toordinal(), f.id)):
        room = points.get(fact.topic, 0) < _ENOUGH
        if not room or fact.use is not Use.SAY or fact.id in spoken:
            continue
        made = _line_for(patterns, base, fact, as_of)
        if made and (made.topic, made.type) not in added:
            added.add((made.topic, made.type))
            lines.append(made)
    return lines


def _line_for(patterns: Iterable[Pattern], base: FactBase, fact: Fact, as_of: date) -> Line | None:
    classes = set(_classes(base, fact, as_of))
    fitting = (pattern for pattern in patterns if pattern.about in classes)
    pattern = next(fitting, None)
    return _line(pattern, fact) if pattern and _can_be_said(pattern, fact) else None


def _can_be_said(pattern: Pattern, fact: Fact) -> bool:
    """Whether a point is short enough; what is only read may be of any length."""
    said = pattern.text.replace("{{{fact}|statement}}", fact.statement)
    return pattern.type is not LineType.POINT or len(said.split()) <= _BREATH


def _classes(base: FactBase, fact: Fact, as_of: date) -> Iterator[str]:
    if fact.kind is Kind.AGREEMENT:
        yield "agreement"
    if fact.kind is Kind.PLAN:
        yield "plan-overdue" if is_overdue(base, fact, as_of) else "plan"
    for corridor in base.corridors.values():
        if corridor.status_fact == fact.id:
            yield f"corridor-{corridor.status}"


def pattern_fact(line: str) -> str:
    """The id of the fact in the id of a line that a pattern made; empty for another line."""
    kind, _, rest = line.partition(".")
    about, _, fact = rest.partition(".")
    return fact if kind == _PREFIX and about in ABOUT else ""


def pattern_class(line: str) -> str:
    """The class of facts in the id of a line that a pattern made; empty for another line."""
    return line.split(".")[1] if pattern_fact(line) else ""


def _line(pattern: Pattern, fact: Fact) -> Line:
    return Line(
        id=f"{_PREFIX}.{pattern.about}.{fact.id}",
        topic=fact.topic,
        type=pattern.type,
        voice=Voice.ANY,
        audience="any",
        priority=Priority.COULD,
        answers="",
        text=pattern.text.format(fact=fact.id),
    )

"""What a curator should look at: not wrong by any rule, but odd enough to ask.

Unlike the problems of loading these leave nothing out; ``briefgen facts check`` prints them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.rivals import COUNTED, JUMP, are_on_one_time, series_of
from briefgen.factbase.tellings import people_told
from briefgen.factbase.times import slips
from briefgen.factbase.tokens import Token, split_line, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.dates import Interval
    from briefgen.factbase.records import Observation

_ONE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}[~?%]?(?:/\d{4}-\d{2}-\d{2})?")  # or several
_CODE = 3  # letters of a code of a country in these tables


def questions(base: FactBase) -> tuple[Problem, ...]:
    """Times that do not fit, jumps, things counted, choices over nothing, superseded facts, routes.

    Those of times and of the numbers of topics weigh more, and are warnings.
    """
    found = (
        *(slips, _numbers, _jumps, _undirected, _unlabelled, _choices, _superseded),
        *(_silent_lines, _strangers, _dates, _routes),
    )
    return tuple(problem for ask in found for problem in ask(base))


def _numbers(base: FactBase) -> Iterator[Problem]:
    """Topics that have the number of another one of their field: headings print it."""
    by_number = grouped(base.topics.values(), lambda topic: f"{topic.category}.{topic.order}")
    for first, *others in by_number.values():
        for topic in others:
            field = [one.order for one in base.topics.values() if one.category is topic.category]
            message = (
                f"{topic.order} is the number of {first.id} too, and headings print it: "
                f"write another, such as {max(field) + 1}."
            )
            yield Problem(Severity.WARNING, "topics.csv", None, "order", topic.id, message)


def _jumps(base: FactBase) -> Iterator[Problem]:
    for series in series_of(base.observations.values()):
        for earlier, later in pairwise(series):
            low, high = sorted((abs(earlier.value), abs(later.value)))
            if low and high / low >= JUMP:
                yield _ask(
                    "observations.csv",
                    "value",
                    later.id,
                    f"The figure moves from {earlier.value} ({earlier.period.edtf}) to "
                    f"{later.value} ({later.period.edtf}) {later.unit}, {high / low:,.0f} times: "
                    "look at both again, and write in the note of the fact what you found.",
                )


def _undirected(base: FactBase) -> Iterator[Problem]:
    """Counts without a direction for a time of which another has one, unless labels differ."""
    for one, other in _on_one_time(base):
        if other.flow and not one.flow and one.label in ("", other.label):
            yield _ask(
                "observations.csv",
                "flow",
                one.id,
                f"The figure has no direction, and {other.id} has {other.flow} for the same time: "
                "give it the direction that its source means, so that the two are held against "
                "each other, or a label of its own if it counts another thing.",
            )


def _unlabelled(base: FactBase) -> Iterator[Problem]:
    """Counts without direction and label for a time of which another, labelled, says otherwise."""
    for one, other in _on_one_time(base):
        if other.label and not (other.flow or one.flow or one.label) and one.value != other.value:
            yield _ask(
                "observations.csv",
                "label",
                one.id,
                f"The figure has neither direction nor label, and {other.id} counts “{other.label}”"
                " for the same time: give it the same label if it counts the same, so that the two "
                "are held against each other, or else its own.",
            )


def _on_one_time(base: FactBase) -> Iterator[tuple[Observation, Observation]]:
    """Each count without a direction and the first of each other reporter and fact for its time."""
    counted = [o for o in base.observations.values() if o.status in COUNTED]
    for group in grouped(counted, lambda o: f"{o.measure}|{o.unit}").values():
        for one in group:
            others = (
                other
                for other in group
                if other.fact != one.fact
                and other.reporter != one.reporter
                and are_on_one_time(one, other)
            )
            yield from ((one, other) for other in others if not one.flow)


def _choices(base: FactBase) -> Iterator[Problem]:
    for choice in base.choices:
        for rival in choice.rivals:
            if rival not in base.observations:
                yield _ask(
                    "choices.csv",
                    "rivals",
                    choice.observation,
                    f"“{rival}” is no usable observation: correct the id.",
                )


def _superseded(base: FactBase) -> Iterator[Problem]:
    gone = {fact.supersedes for fact in base.facts.values() if fact.supersedes}
    for person in base.people.values():
        if person.fact in gone:
            yield _ask(
                "people.csv",
                "fact",
                person.id,
                f"The office rests on the fact {person.fact}, which a newer one replaces: "
                "point to the newer.",
            )


def _silent_lines(base: FactBase) -> Iterator[Problem]:
    gone = {fact.supersedes for fact in base.facts.values() if fact.supersedes}
    for line in base.lines.values():
        for token in tokens_of(line.words):
            if token.id in gone:
                yield _ask(
                    "lines.csv",
                    "text",
                    line.id,
                    f"The line rests on {token.id}, which a newer fact replaces, so it is never "
                    "printed: point to the newer.",
                )


def _strangers(base: FactBase) -> Iterator[Problem]:
    for line in base.lines.values():
        for person in people_told(line.words):
            if person not in base.people:
                yield _ask(
                    "lines.csv",
                    "text",
                    line.id,
                    f"“{person}” is no usable row of the table people, so that the line is told in "
                    "its first form always: correct the id.",
                )


def _dates(base: FactBase) -> Iterator[Problem]:
    """Dates that do not follow the preposition before them: “in 28 April”, “on since 2024”."""
    for line in base.lines.values():
        for before, token in pairwise(split_line(line.words)):
            if isinstance(before, Token) or isinstance(token, str) or token.form != "date":
                continue
            word = before.rsplit(maxsplit=1)[-1:] if before.endswith(" ") else []
            fact = base.facts.get(token.id)
            if fact and word and word[0].lower() in _unfitting(fact.date):
                yield _ask(
                    "lines.csv",
                    "text",
                    line.id,
                    f"“{word[0]}” stands before the date {fact.date.edtf} ({token.id}), which is "
                    "told with another word: correct it.",
                )


def _unfitting(date: Interval) -> set[str]:
    """Which of “in” and “on” cannot stand before a date; one that is open brings its own word."""
    if date.is_open or date.starts_unknown:
        return {"in", "on"}
    return {"in"} if _ONE_DAY.fullmatch(date.edtf) else {"on"}


def _routes(base: FactBase) -> Iterator[Problem]:
    """Corridors of which the table tells other countries than the diagram shows.

    Told by their number, and by the English names of countries; other words may mean what they say.
    """
    for corridor in base.corridors.values():
        stops = (base.places[one.place].country for one in base.waypoints_of.get(corridor.id, ()))
        crossed = [country for country, _ in groupby(stops)]
        named = re.split(r"\s[–—-]\s", corridor.via)
        if crossed and not _are_the_same(crossed, named):
            yield _ask(
                "corridors.csv",
                "via",
                corridor.id,
                f"“{corridor.via}” names other countries than the stops lie in "
                f"({', '.join(crossed)}): make the two agree.",
            )


def _are_the_same(crossed: Sequence[str], named: Sequence[str]) -> bool:
    """Whether the words ``named`` may stand for the countries ``crossed``, codes, one for one."""
    if len(crossed) != len(named):
        return False
    codes = _codes_of_countries()
    return all(
        codes.get(name.casefold(), code) == code for code, name in zip(crossed, named, strict=True)
    )


@cache
def _codes_of_countries() -> dict[str, str]:
    """The codes of countries (ISO 3166-1 alpha-3) by their English names, in small letters."""
    from babel import Locale  # noqa: PLC0415 - for those who check a base, and slow to import
    from babel.core import get_global  # noqa: PLC0415

    names = Locale("en").territories
    aliases = get_global("territory_aliases").items()
    return {
        names[short[0]].casefold(): code
        for code, short in aliases
        if len(code) == _CODE and code.isalpha() and len(short) == 1 and short[0] in names
    }


def _ask(path: str, column: str, record: str, message: str) -> Problem:
    return Problem(Severity.QUESTION, path, None, column, record, message)

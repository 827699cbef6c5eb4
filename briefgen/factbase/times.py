"""Days and periods that cannot be as the tables give them, or hardly."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefgen.factbase.dates import Interval
from briefgen.factbase.numerals import MONTHS
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.records import Kind, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact, Observation
    from briefgen.factbase.rows import Row

_YEARLY = {
    PeriodKind.CALENDAR_YEAR: "a calendar year is written as 2025",
    PeriodKind.FISCAL_YEAR: "a fiscal year is written as 2024-07/2025-06",
}
_MONTH = timedelta(days=31)
_DAYS_OF_A_YEAR = range(363, 369)
_NUMBERS = {name: number for number, name in enumerate(MONTHS.split("|"), start=1)}
_MONTH_OF_YEAR = re.compile(rf"\b({MONTHS})\s+((?:19|20)\d\d)\b")


def events_to_come(tables: Mapping[str, Iterable[Row]]) -> Iterable[tuple[str, Row, Problem]]:
    """The events that had not happened on the day their source speaks from."""
    for row in tables["facts"]:
        when, as_of = row.values["date"], row.values["as_of"]
        if row.values["kind"] != Kind.EVENT or not isinstance(when, Interval):
            continue
        if isinstance(as_of, date) and when.start > as_of:
            message = (
                f"{when.edtf} is after the day the source speaks from, {as_of}, so it had not "
                "happened: make the kind plan, or correct the date or as_of."
            )
            yield "facts", row, row.problem("date", message)


def slips(base: FactBase) -> Iterator[Problem]:
    """Warnings of days and periods that do not fit together; the rows are used as they are."""
    for fact in base.facts.values():
        if fact.review_by < fact.as_of:
            message = (
                f"{fact.review_by} is before the day the source speaks from, {fact.as_of}: "
                "write the day to look at it again."
            )
            yield _warn("facts.csv", "review_by", fact.id, message)
        if told := _other_month(fact):
            message = (
                f"The statement says {told} and the date is {fact.date.edtf}: correct one of them."
            )
            yield _warn("facts.csv", "date", fact.id, message)
    for one in base.observations.values():
        if one.period_kind in _YEARLY and not _is_a_year(one):
            message = (
                f"{one.period.edtf} is no {one.period_kind.value.replace('-', ' ')}: "
                f"{_YEARLY[one.period_kind]}; some months are a part-year, and a day is a point."
            )
            yield _warn("observations.csv", "period", one.id, message)


def _other_month(fact: Fact) -> str:
    """The month that a statement names, where none of those it names meets the date of the fact.

    A plan is told of before its time, and what is of a whole year may be told in a month of
    another.
    """
    if fact.kind is Kind.PLAN or (fact.kind is not Kind.EVENT and not _is_of_a_month(fact.date)):
        return ""
    told = list(_MONTH_OF_YEAR.finditer(fact.statement))
    if not told or any(_month(match).meets(fact.date) for match in told):
        return ""
    return told[0].group(0)


def _is_of_a_month(when: Interval) -> bool:
    return when.stop - when.start <= _MONTH


def _month(match: re.Match[str]) -> Interval:
    month, year = _NUMBERS[match[1]], int(match[2])
    after = date(year + month // 12, month % 12 + 1, 1)
    return Interval(date(year, month, 1), after, match[0])


def _is_a_year(observation: Observation) -> bool:
    period = observation.period
    is_whole = (period.stop - period.start).days in _DAYS_OF_A_YEAR
    starts = (period.start.month, period.start.day)
    return is_whole and (observation.period_kind is PeriodKind.FISCAL_YEAR or starts == (1, 1))


def _warn(path: str, column: str, record: str, message: str) -> Problem:
    return Problem(Severity.WARNING, path, None, column, record, message)

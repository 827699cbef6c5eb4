"""Comparable or not: which observations may form a series and which contradict each other.

Two observations may be put in one series only where measure, flow, reporter, period kind, unit
and status agree. Two that claim the same measure and flow for overlapping periods from different
reporters, or with different values, are rivals: shown side by side, never averaged.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.dates import Interval
from briefgen.factbase.records import ObservationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.factbase.records import Choice, Observation

COUNTED = (ObservationStatus.ACTUAL, ObservationStatus.ESTIMATE)  # aims do not contradict
JUMP = 10  # times; trade between two countries seldom moves by an order from year to year
_SAME_LENGTH = 0.1  # part of the longer period by which two of one length may differ
_HALF = 0.49  # of a period; the halves of a fiscal year fall a day or two short of it
_HALF_A_YEAR = 180  # days; the halves of a fiscal year from July to June have 181 and 184


def comparable(first: Observation, second: Observation) -> bool:
    """Whether the two may stand in one series, be subtracted or turned into growth."""
    return series_key(first) == series_key(second)


def series_key(observation: Observation) -> tuple[str, ...]:
    """What observations of one series have in common."""
    return (
        observation.measure,
        observation.flow,
        observation.reporter,
        observation.period_kind,
        observation.unit,
        observation.status,
    )


def are_rivals(first: Observation, second: Observation) -> bool:
    """Whether the two claim to count the same thing and differ in who counts or in the result."""
    same_claim = (
        first.status in COUNTED
        and first.id != second.id
        and first.measure == second.measure
        and first.flow == second.flow
        and first.unit == second.unit
        and second.status in COUNTED
        and first.period.meets(second.period)
        and _overlap_is_a_claim(first, second)
    )
    return same_claim and (first.reporter, first.value) != (second.reporter, second.value)


def _overlap_is_a_claim(first: Observation, second: Observation) -> bool:
    """Whether two overlapping periods make a claim on the same time.

    They must be of one length and share half of it: a calendar and a fiscal year do; some months
    of a year are a part of it and contradict nothing. Neighbouring years of one reporter overlap
    in months and are a series.
    """
    if first.reporter == second.reporter:
        return first.period.within(second.period) and second.period.within(first.period)
    one, other = _days(first.period), _days(second.period)
    shared = min(first.period.stop, second.period.stop) - max(
        first.period.start, second.period.start
    )
    longer = max(one, other)
    return longer - min(one, other) <= longer * _SAME_LENGTH and shared.days >= longer * _HALF


def _days(period: Interval) -> int:
    return (period.stop - period.start).days


def rival_groups(observations: Iterable[Observation]) -> list[tuple[Observation, ...]]:
    """Groups of observations on one year, each a rival of at least one other, in date order.

    Only measures with a direction (flows of trade, a total) are compared: lengths and counts of
    different things share a measure without contradicting each other.
    """
    claims = [o for o in observations if o.flow]
    groups: list[tuple[Observation, ...]] = []
    for group in grouped(claims, lambda o: f"{o.measure}|{o.flow}|{o.unit}").values():
        groups += _by_year(sorted(group, key=lambda o: (o.period.start, o.period.stop, o.id)))
    return groups


def _by_year(observations: list[Observation]) -> Iterator[tuple[Observation, ...]]:
    """The rivals of each calendar year; a fiscal year stands in both years it is half of."""
    starts = {o.period.start.year for o in observations}
    stops = {o.period.last.year for o in observations if not o.period.is_open}
    seen = set()
    for year in sorted(starts | stops):
        for group in _connected([o for o in observations if _speaks_of(o, year)]):
            if group not in seen:
                seen.add(group)
                yield group


def _connected(observations: list[Observation]) -> Iterator[tuple[Observation, ...]]:
    """The groups in which each is a rival of another, in the order given."""
    remaining = list(observations)
    while remaining:
        group = [remaining.pop(0)]
        for member in group:  # grows while it is walked
            found = [o for o in remaining if are_rivals(member, o)]
            group += found
            remaining = [o for o in remaining if o not in found]
        if len(group) > 1:
            yield tuple(o for o in observations if o in group)


def _speaks_of(observation: Observation, year: int) -> bool:
    whole = Interval(date(year, 1, 1), date(year + 1, 1, 1), str(year))
    period = observation.period
    if period.within(whole):
        return True
    shared = min(period.stop, whole.stop) - max(period.start, whole.start)
    return shared.days >= _HALF_A_YEAR


def chosen_among(
    group: Iterable[Observation], choices: Iterable[Choice], as_of: date
) -> Choice | None:
    """The curator's choice for a group of rivals, if one was made by ``as_of``.

    A choice holds only among the figures it was made among.
    """
    ids = {observation.id for observation in group}
    return next(
        (
            choice
            for choice in choices
            if choice.observation in ids
            and ids <= {choice.observation, *choice.rivals}
            and choice.reviewed <= as_of
        ),
        None,
    )


def series_of(observations: Iterable[Observation]) -> list[tuple[Observation, ...]]:
    """The series that can be formed, each of one period kind in date order, without overlaps."""
    groups = grouped(observations, lambda o: "|".join(series_key(o)))
    ordered = [sorted(group, key=lambda o: o.period.start) for group in groups.values()]
    return [
        tuple(series)
        for series in ordered
        if not any(a.period.meets(b.period) for a, b in pairwise(series))
    ]

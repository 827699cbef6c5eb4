"""Comparable or not: which observations may form a series and which contradict each other.

Two observations may be put in one series only where measure, flow, reporter, period kind, unit
and status agree. Two that claim the same measure and flow for overlapping periods from different
reporters, or with different values, are rivals: shown side by side, never averaged.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.records import ObservationStatus, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from briefgen.factbase.dates import Interval
    from briefgen.factbase.records import Choice, Observation

COUNTED = (ObservationStatus.ACTUAL, ObservationStatus.ESTIMATE)  # aims do not contradict
JUMP = 10  # times; trade between two countries seldom moves by an order from year to year
_SAME_LENGTH = 0.1  # part of the longer period by which two of one length may differ
_HALF = 0.49  # of a period; the halves of a fiscal year fall a day or two short of it


def comparable(first: Observation, second: Observation) -> bool:
    """Whether the two may stand in one series, be subtracted or turned into growth."""
    return _has_a_period(first) and series_key(first) == series_key(second)


def _has_a_period(observation: Observation) -> bool:
    """Whether its source names one: what has none is shown beside others, and in no series."""
    return observation.period_kind is not PeriodKind.NOT_GIVEN


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
    """Groups of observations on one time, each a rival of at least one other, in date order.

    All of a group are on one time, pair by pair: a calendar year stands with the fiscal year that
    ends in it, and in another group with that which begins in it, never with both in one.

    Only measures with a direction (flows of trade, a total) are compared: lengths and counts of
    different things share a measure without contradicting each other.
    """
    claims = [o for o in observations if o.flow and o.status in COUNTED]
    groups: list[tuple[Observation, ...]] = []
    for group in grouped(claims, lambda o: f"{o.measure}|{o.flow}|{o.unit}").values():
        groups += _by_time(sorted(group, key=lambda o: (o.period.start, o.period.stop, o.id)))
    return groups


def _by_time(observations: list[Observation]) -> list[tuple[Observation, ...]]:
    """The groups of rivals among ``observations``, which are in order of their start."""
    found: list[tuple[Observation, ...]] = []
    groups_of: defaultdict[str, list[set[str]]] = defaultdict(list)  # those that hold an id
    for n, first in enumerate(observations):
        later = takewhile(partial(_starts_within, first), islice(observations, n + 1, None))
        for together in _together(first, later):
            group = tuple(o for o in together if any(are_rivals(o, other) for other in together))
            ids = {o.id for o in group}
            if group and not any(ids <= known for known in groups_of[group[0].id]):
                found.append(group)
                for name in ids:
                    groups_of[name].append(ids)
    return found


def _starts_within(first: Observation, second: Observation) -> bool:
    return second.period.start < first.period.stop


def _together(first: Observation, later: Iterable[Observation]) -> list[list[Observation]]:
    """``first`` with those of ``later`` that are on its time, and on that of each other."""
    groups: list[list[Observation]] = []
    for one in later:
        if not _overlap_is_a_claim(first, one):
            continue
        fits = [g for g in groups if all(_overlap_is_a_claim(one, other) for other in g)]
        for group in fits:
            group.append(one)
        if not fits:
            groups.append([first, one])
    return groups


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
    groups = grouped(filter(_has_a_period, observations), lambda o: "|".join(series_key(o)))
    ordered = [sorted(group, key=lambda o: o.period.start) for group in groups.values()]
    return [
        tuple(series)
        for series in ordered
        if not any(a.period.meets(b.period) for a, b in pairwise(series))
    ]

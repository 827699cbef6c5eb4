"""Comparable or not: which observations may form a series and which contradict each other.

Two observations may be put in one series only where measure, flow, reporter, period kind, unit
and status agree. Two that claim the same measure and flow for overlapping periods from different
reporters, or with different values, are rivals: shown side by side, never averaged.

Without a flow (a direction) the label says what is counted, and where there is none the measure
alone. A figure without a flow beside a total is held against it: both are of the whole.
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
_TOTAL = "total"  # the flow of what goes in both directions
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
        and first.unit == second.unit
        and _count_one_thing(first, second)
        and second.status in COUNTED
        and are_on_one_time(first, second)
    )
    return same_claim and (first.reporter, first.value) != (second.reporter, second.value)


def _count_one_thing(first: Observation, second: Observation) -> bool:
    """Whether two counts in one measure are of the same thing.

    Lengths of different roads share a measure as well, so that what has no direction must be
    labelled alike, and come from another reporter and another fact: one statement that gives two
    numbers counts two things.
    """
    if first.flow and second.flow:
        return first.flow == second.flow
    if first.fact == second.fact or first.reporter == second.reporter:
        return False
    if first.flow or second.flow:
        return _TOTAL in (first.flow, second.flow) and _may_be_labelled_alike(first, second)
    return _label(first) == _label(second)


def _may_be_labelled_alike(first: Observation, second: Observation) -> bool:
    """Whether no two labels tell the two apart."""
    one, other = _label(first), _label(second)
    return not one or not other or one == other


def _label(observation: Observation) -> str:
    return observation.label.strip().casefold()


def direction_of(group: Iterable[Observation]) -> str:
    """The flow of rivals; "" where none of them has one."""
    return next((o.flow for o in group if o.flow), "")


def lacks_its_direction(observation: Observation, among: Iterable[Observation]) -> bool:
    """Whether it gives no direction where others ``among`` which it stands do."""
    return not observation.flow and bool(direction_of(among))


def are_on_one_time(first: Observation, second: Observation) -> bool:
    """Whether two periods overlap so that both make a claim on the same time.

    They must be of one length and share half of it: a calendar and a fiscal year do; some months
    of a year are a part of it and contradict nothing. Neighbouring years of one reporter overlap
    in months and are a series.
    """
    if not first.period.meets(second.period):
        return False
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

    Counts of different things share a measure without contradicting each other: directions, and
    where there is none labels, tell them apart.
    """
    groups: list[tuple[Observation, ...]] = []
    for group in _things(o for o in observations if o.status in COUNTED):
        groups += _by_time(sorted(group, key=lambda o: (o.period.start, o.period.stop, o.id)))
    return groups


def _things(claims: Iterable[Observation]) -> list[list[Observation]]:
    """``claims`` by what they count; what may be of a total stands with it."""
    things = grouped(claims, lambda o: f"{o.measure}|{o.flow}|{o.unit}|{o.flow or _label(o)}")
    totals = {(t[0].measure, t[0].unit): [*t] for t in things.values() if t[0].flow == _TOTAL}
    found = []
    for thing in things.values():
        whole = totals.get((thing[0].measure, thing[0].unit), [])
        if thing[0].flow == _TOTAL:
            found.append(whole)
        elif not thing[0].flow and any(_may_be_labelled_alike(thing[0], o) for o in whole):
            whole += thing
        else:
            found.append([*thing])
    return found


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
        if not are_on_one_time(first, one):
            continue
        fits = [g for g in groups if all(are_on_one_time(one, other) for other in g)]
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

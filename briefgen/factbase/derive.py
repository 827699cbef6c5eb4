"""Figures worked out from others: growth, balance, share; only within what is comparable.

A derived figure names the observations it comes from and is printed as derived. Nothing is
computed across reporters, kinds of period or units.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.base import grouped
from briefgen.factbase.records import PeriodKind
from briefgen.factbase.rivals import COUNTED, JUMP, series_key, series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.factbase.records import Observation


class Derivation(StrEnum):
    """How a figure was worked out."""

    GROWTH = "growth"  # per cent, from one period to the next of a series
    BALANCE = "balance"  # exports less imports of the first country named, in the figures' unit
    SHARE = "share"  # per cent of the total that the same reporter gives for the period


class Derived(Struct, frozen=True):
    """A worked-out figure and its ingredients, the later or larger one first."""

    kind: Derivation
    value: Decimal
    unit: str
    of: tuple[Observation, ...]


def derived_figures(observations: Iterable[Observation]) -> list[Derived]:
    """All growth, balances and shares that ``observations`` allow, in order of period."""
    counted = [o for o in observations if _can_be_reckoned_with(o)]
    figures = [*_growth(counted), *_balances(counted), *_shares(counted)]
    return sorted(figures, key=lambda d: (d.of[0].period.start, d.kind, d.of[0].id))


def _can_be_reckoned_with(observation: Observation) -> bool:
    """Whether it is one counted number, of a period that is given, and not hedged."""
    plain = observation.value_high is None and not observation.qualifier
    plain = plain and observation.period_kind is not PeriodKind.NOT_GIVEN
    return plain and observation.status in COUNTED and bool(observation.flow)


def _growth(observations: list[Observation]) -> Iterator[Derived]:
    for series in series_of(observations):
        for earlier, later in pairwise(series):
            follows = earlier.period.stop == later.period.start
            if follows and 0 < later.value < earlier.value * JUMP:
                change = (later.value - earlier.value) / earlier.value * 100
                yield Derived(Derivation.GROWTH, _rounded(change, 1), "percent", (later, earlier))


def _balances(observations: list[Observation]) -> Iterator[Derived]:
    for side in _sides(observations):
        flows = {o.flow: o for o in side if ">" in o.flow}
        for flow, exports in flows.items():
            imports = flows.get(">".join(reversed(flow.split(">"))))
            if imports and flow == max(flow, imports.flow):
                value = exports.value - imports.value
                yield Derived(Derivation.BALANCE, value, exports.unit, (exports, imports))


def _shares(observations: list[Observation]) -> Iterator[Derived]:
    for side in _sides(observations):
        total = next((o for o in side if o.flow == "total" and o.value), None)
        for part in side:
            if total and ">" in part.flow and part.value <= total.value:
                share = _rounded(part.value / total.value * 100, 1)
                yield Derived(Derivation.SHARE, share, "percent", (part, total))


def _sides(observations: list[Observation]) -> Iterable[tuple[Observation, ...]]:
    """Observations that differ in their flow alone."""
    groups = grouped(
        observations, lambda o: "|".join((*series_key(o)[:1], *series_key(o)[2:], o.period.edtf))
    )
    unique = [{o.flow: o for o in group} for group in groups.values()]
    return [
        tuple(by_flow.values())
        for by_flow, group in zip(unique, groups.values(), strict=True)
        if len(by_flow) == len(group)  # two values for one flow: neither can be reckoned with
    ]


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)

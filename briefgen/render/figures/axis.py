"""The value axis of a chart: round steps, and where a value stands."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from briefgen.pack.figure_blocks import Chart

_STEPS = 5  # about so many lines
_ROOM_BELOW = Decimal("0.35")  # of a step
_KEPT = 512  # values
_ROUND = (1, 2, 2.5, 5, 10)


class Axis(Struct, frozen=True, gc=False):
    """From ``low`` to ``high`` by ``step``; nought is always on it.

    ``separators`` part thousands, and decimals from the rest, where values are printed.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    separators: tuple[str, str]

    @property
    def ticks(self) -> list[Decimal]:
        """The values that have a line."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]

    def told(self, tick: Decimal) -> str:
        """The value of a line as it is printed, without needless digits."""
        return _told(tick, self.separators)

    def share(self, value: Decimal) -> float:
        """How far up the axis ``value`` stands, from 0 to 1."""
        return float((value - self.low) / (self.high - self.low))


@lru_cache(maxsize=_KEPT)  # the lines of many charts stand for the same few values
def _told(tick: Decimal, separators: tuple[str, str]) -> str:
    whole, _, decimals = (f"{tick.normalize():,f}" if tick else "0").partition(".")
    parted, point = separators
    text = whole.replace(",", parted) + (f"{point}{decimals}" if decimals else "")
    return text.replace("-", "\N{MINUS SIGN}")


def axis_of(chart: Chart) -> Axis:
    """The axis that holds all values of ``chart``."""
    values = [
        value
        for series in chart.series
        for point in series.points
        if point
        for value in (point.value, point.high if point.high is not None else point.value)
    ]
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    step = _step(float(high - low) or 1.0)
    # The number of the lowest column hangs below it: it needs room above the lowest line.
    low -= step * _ROOM_BELOW if low else 0
    low, high = step * floor(low / step), step * max(ceil(high / step), 1)
    return Axis(low, high, step, chart.separators)


def _step(span: float) -> Decimal:
    """The round step that cuts ``span`` into about five."""
    raw = span / _STEPS
    power = floor(log10(raw))
    factor = next(f for f in _ROUND if raw <= f * 10**power * 1.0001)
    return Decimal(str(factor)) * Decimal(10) ** power

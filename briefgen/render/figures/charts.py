"""Charts drawn: columns by period, rival figures as marks, bars side by side.

The Word file has a chart of Word's own in their place; this is how the PDF shows the same.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Align
from briefgen.pack.figure_blocks import ChartKind
from briefgen.render.figures.axis import axis_of
from briefgen.render.figures.scene import (
    WHITE,
    Dash,
    Disc,
    Label,
    Path,
    Scene,
    Stroke,
    box,
    hatching,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from briefgen.pack.figure_blocks import Chart, DataPoint, Series
    from briefgen.render.figures.axis import Axis
    from briefgen.render.figures.palette import Palette
    from briefgen.render.figures.scene import Mark

PLOT_HEIGHT = 130.0  # points from the lowest to the highest value
_MARKS_HEIGHT = 104.0  # where marks stand, which need no more to be told apart
_GAP = 4.0
_SLOT = 0.74  # of the room of a category that its columns take
_WIDEST = 46.0  # points: a column is no wider
_MARK = 4.2  # radius
_BAR = 15.0  # height of a bar
FEW = 15  # bars, up to which they stand wide apart
_LOWER = 0.5  # of the height of a plot, where a chart is cut into several
_NAMES = 0.34  # of the width: the names beside bars
_MOST_NAMES = 0.5  # where one has a word that is longer
_HATCH = 3.5
_DIGIT = 0.72  # of the size: how tall a digit is
_KEPT = 128  # charts drawn
_CLEAR = 1.2  # points that a line keeps from a number above or below it


class _Plot(Struct, frozen=True, gc=False):
    """Where values stand: the edges of the plot, and its axis."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis

    def y(self, value: Decimal) -> float:
        """The height of ``value`` where values run up."""
        return self.bottom - self.axis.share(value) * (self.bottom - self.top)

    def x(self, value: Decimal) -> float:
        """The place of ``value`` where values run to the right."""
        return self.left + self.axis.share(value) * (self.right - self.left)


class DrawnChart(Struct, frozen=True, gc=False):
    """A chart drawn, with what a chart of Word's own has to know of it.

    ``crowded`` where names and numbers that lie side by side would need more than the width.
    """

    scene: Scene
    axis: Axis
    crowded: bool


def chart_scene(chart: Chart, palette: Palette, width: float) -> Scene:
    """``chart`` drawn ``width`` points wide."""
    return drawn_chart(chart, palette, width).scene


@lru_cache(maxsize=_KEPT)  # both files of a pack ask
def drawn_chart(chart: Chart, palette: Palette, width: float) -> DrawnChart:
    """``chart`` drawn ``width`` points wide, and its axis."""
    axis = axis_of(chart)
    if chart.kind is ChartKind.BARS:
        return DrawnChart(_bars(chart, axis, palette, width), axis, crowded=False)
    key, y = _legend(chart, palette, width)
    left = max([palette.ink.width(axis.told(tick)) for tick in axis.ticks]) + 2 * _GAP
    needed = _slot_for(chart, palette)
    pieces = _bands(chart, _fitting(needed, width - left))
    slot = (width - left) / len(pieces[0].categories)
    tall = _MARKS_HEIGHT if chart.kind is ChartKind.MARKS else PLOT_HEIGHT
    tall *= 1.0 if len(pieces) == 1 else _LOWER
    bands = []
    for piece in pieces:
        top = y + palette.leading  # the label of the highest column
        plot = _Plot(left, width, top, top + tall, axis)
        bands.append(_Band(piece, palette, plot, slot))
        y = bands[-1].foot
    scene = Scene(width, y, lambda: chain(key, *(band.marks() for band in bands)))
    return DrawnChart(scene, axis, crowded=len(chart.categories) > _fitting(needed, width))


def _fitting(slot: float, width: float) -> int:
    """How many categories that need a ``slot`` fit side by side; one does in any case."""
    return max(int(width / slot), 1)


def _bands(chart: Chart, fit: int) -> list[Chart]:
    """``chart`` cut into as many of equal length as it takes for ``fit`` categories in each."""
    count = len(chart.categories)
    if count <= fit:
        return [chart]
    long = ceil(count / ceil(count / fit))
    return [
        replace(
            chart,
            categories=chart.categories[start : start + long],
            series=tuple(
                replace(series, points=series.points[start : start + long])
                for series in chart.series
            ),
        )
        for start in range(0, count, long)
    ]


def _slot_for(chart: Chart, palette: Palette) -> float:
    """The room that a category needs for its name and for its numbers side by side."""
    words = " ".join(chart.categories).split(" ")
    names = max(map(palette.ink.width, words)) + _GAP
    share = 1.0 if chart.kind is ChartKind.MARKS else _SLOT
    told = [point.printed.text for series in chart.series for point in series.points if point]
    widest = max(map(palette.bold.width, told)) + 2.0
    return max(names, widest * len(chart.series) / share)


class _Band:
    """The grid with what stands on it, a ``slot`` wide a category, and the names beneath."""

    def __init__(self, chart: Chart, palette: Palette, plot: _Plot, slot: float) -> None:
        self._chart, self._palette, self._plot, self._slot = chart, palette, plot, slot
        drawn = chart.series[:1] if chart.kind is ChartKind.MARKS else chart.series
        hanging = [p for series in drawn for p in series.points if p and p.value < 0]
        lowest = max([_baseline(chart.kind, p, palette, plot) for p in hanging], default=0.0)
        self._top = max(plot.bottom, lowest + 0.25 * palette.size)  # of the names
        self._names = [wrapped(palette.ink, name, slot - _GAP) for name in chart.categories]
        lines = max(map(len, self._names))
        self.foot = self._top + _GAP + lines * palette.leading + 2.0  # where the names end

    def marks(self) -> Iterator[Mark]:
        drawn = list(self._values())
        yield from _grid(self._palette, self._plot, [m for m in drawn if isinstance(m, Label)])
        yield from drawn
        yield from self._names_beneath()

    def _values(self) -> Iterator[Mark]:
        chart, palette, plot, slot = self._chart, self._palette, self._plot, self._slot
        for place, _ in enumerate(chart.categories):
            middle = plot.left + slot * (place + 0.5)
            if chart.kind is ChartKind.MARKS:
                yield from _mark(chart, place, palette, plot, middle)
            else:
                yield from _columns(chart, place, palette, plot, middle, slot)

    def _names_beneath(self) -> Iterator[Mark]:
        palette = self._palette
        for place, lines in enumerate(self._names):
            middle = self._plot.left + self._slot * (place + 0.5)
            for number, line in enumerate(lines):
                baseline = self._top + _GAP + palette.size + number * palette.leading
                yield Label(middle, baseline, line, palette.ink, Align.CENTRE)


def _baseline(kind: ChartKind, point: DataPoint, palette: Palette, plot: _Plot) -> float:
    """Where the number of ``point`` stands: above it, or below a value under nought."""
    out = _MARK if kind is ChartKind.MARKS else 0.0
    if point.value < 0:
        return plot.y(point.value) + out + palette.size + 1.0
    top = point.value if point.high is None or not out else point.high
    return plot.y(top) - out - 2.5


def _legend(chart: Chart, palette: Palette, width: float) -> tuple[list[Mark], float]:
    """The unit on a line of its own, under it what each shade stands for; and where they end."""
    baseline = palette.size
    marks: list[Mark] = [Label(0.0, baseline, chart.unit, palette.bold)]
    x, foot = 0.0, palette.leading
    if len(chart.series) > 1:
        for number, series in enumerate(chart.series):
            needed = 2.2 * palette.size + palette.ink.width(series.name)
            if x and x + needed > width:
                x, foot = 0.0, foot + palette.leading
            top = foot + 0.22 * palette.size
            marks += _shade(palette, number, series, (x, top, x + 9.0, top + 7.0))
            for place, line in enumerate(wrapped(palette.ink, series.name, width - x - 13.0)):
                foot += palette.leading if place else 0.0
                marks.append(Label(x + 13.0, foot + palette.size, line, palette.ink))
            x += needed + 10.0
        foot += palette.leading
    return marks, foot + _GAP


def _shade(
    palette: Palette, number: int, series: Series, edges: tuple[float, float, float, float]
) -> list[Mark]:
    """A rectangle in the shade of a series: dark, light, or hatched for a balance."""
    outline = Stroke(0.6, palette.dark)
    fill = WHITE if series.balance else palette.dark if number == 0 else palette.light
    marks: list[Mark] = [Path((box(*edges),), outline, fill)]
    if series.balance:
        lines = hatching(*edges, _HATCH)
        marks.append(replace(lines, stroke=Stroke(0.7, palette.dark)))
    return marks


def _grid(palette: Palette, plot: _Plot, numbers: Sequence[Label]) -> Iterator[Mark]:
    """The lines of the axis with what they stand for; they leave the ``numbers`` free."""
    ticks = plot.axis.ticks
    thick, thin = Stroke(0.9, palette.color), Stroke(0.5, palette.faint)
    gaps = _gaps(plot, numbers, (plot.bottom - plot.top) / (len(ticks) - 1))
    for place, tick in enumerate(ticks):
        y = plot.y(tick)
        if tick and place in gaps:
            pieces = _between(plot.left, plot.right, sorted(gaps[place]))
            yield Path(tuple([((left, y), (right, y)) for left, right in pieces]), thin)
        else:
            yield Path((((plot.left, y), (plot.right, y)),), thin if tick else thick)
        baseline = y + 0.35 * palette.size
        yield Label(plot.left - _GAP, baseline, plot.axis.told(tick), palette.ink, Align.RIGHT)


def _gaps(
    plot: _Plot, numbers: Sequence[Label], step: float
) -> dict[int, list[tuple[float, float]]]:
    """Where the lines, which stand a ``step`` apart, run through ``numbers``: from where to where.

    By the number of the line, from below.
    """
    gaps: dict[int, list[tuple[float, float]]] = {}
    for label in numbers:
        foot = (plot.bottom - label.y - _CLEAR) / step
        line = floor(foot + (_DIGIT * label.ink.size + 2 * _CLEAR) / step)
        while line >= foot:
            half = label.ink.width(label.text) / 2 + _GAP / 2
            gaps.setdefault(line, []).append((round(label.x - half), round(label.x + half)))
            line -= 1
    return gaps


def _between(
    left: float, right: float, gaps: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The pieces of a line from ``left`` to ``right`` that ``gaps`` leave of it."""
    pieces = []
    for start, stop in gaps:
        if start > left:
            pieces.append((left, start))
        left = max(left, stop)
    if right > left:
        pieces.append((left, right))
    return pieces


def _columns(
    chart: Chart, place: int, palette: Palette, plot: _Plot, middle: float, slot: float
) -> Iterator[Mark]:
    """The columns of one category, each with its number."""
    wide = min(slot * _SLOT / len(chart.series), _WIDEST)
    left = middle - wide * len(chart.series) / 2
    for number, series in enumerate(chart.series):
        point = series.points[place]
        if not point:
            continue
        x, zero, y = left + wide * number, plot.y(point.value * 0), plot.y(point.value)
        edges = (x + 1.0, min(y, zero), x + wide - 1.0, max(y, zero))
        yield from _shade(palette, number, series, edges)
        baseline = _baseline(chart.kind, point, palette, plot)
        yield Label(x + wide / 2, baseline, point.printed.text, palette.bold, Align.CENTRE)


def _mark(chart: Chart, place: int, palette: Palette, plot: _Plot, middle: float) -> Iterator[Mark]:
    """One rival figure: a mark over its name, joined to nothing but the axis."""
    point = chart.series[0].points[place]
    if not point:
        return
    y, zero = plot.y(point.value), plot.y(point.value * 0)
    yield Path((((middle, zero), (middle, y)),), Stroke(0.7, palette.middle, Dash.DOTS))
    if point.high is not None:
        top = plot.y(point.high)
        yield Path((((middle, y), (middle, top)),), Stroke(1.6, palette.dark))
        yield Disc(middle, top, _MARK, Stroke(0.6, palette.dark), palette.dark)
    yield Disc(middle, y, _MARK, Stroke(0.6, palette.dark), palette.dark)
    baseline = _baseline(chart.kind, point, palette, plot)
    yield Label(middle, baseline, point.printed.text, palette.bold, Align.CENTRE)


def _bars(chart: Chart, axis: Axis, palette: Palette, width: float) -> Scene:
    """Bars from nought to the right or left, their names beside them, their numbers at the end."""
    points = chart.series[0].points
    words = (word for name in chart.categories for word in name.split())
    longest = max(map(palette.ink.width, words), default=0.0) + 2 * _GAP
    left = max(width * _NAMES, min(longest, width * _MOST_NAMES))
    names = [wrapped(palette.ink, name, left - 2 * _GAP) for name in chart.categories]
    bar, gap = (_BAR, _GAP) if len(names) <= FEW else (0.6 * palette.leading, 0.5)
    y = palette.leading + _GAP
    marks: list[Mark] = [Label(0.0, palette.size, chart.unit, palette.bold)]
    before, behind = (
        max(
            (palette.bold.width(p.printed.text) + 2 * _GAP for p in points if p and side(p)),
            default=0.0,
        )
        for side in (_points_left, lambda point: not _points_left(point))
    )
    top = y
    plot = _Plot(left + before, width - behind, top, top, axis)
    for lines, point in zip(names, points, strict=True):
        tall = max(len(lines) * palette.leading, bar) + 2 * gap
        first = y + (tall - len(lines) * palette.leading) / 2 + palette.size
        marks += [
            Label(left - _GAP, first + number * palette.leading, line, palette.ink, Align.RIGHT)
            for number, line in enumerate(lines)
        ]
        if point:
            marks += _bar(point, palette, plot, (y + (tall - bar) / 2, y + (tall + bar) / 2))
        y += tall
    nought = plot.x(axis.low * 0)
    marks.append(Path((((nought, top), (nought, y)),), Stroke(0.9, palette.color)))
    return Scene(width, y + 2.0, lambda: marks)


def _points_left(point: DataPoint) -> bool:
    """Whether the number of ``point`` stands to the left of its bar: all of it is below nought."""
    return max(point.value, point.value if point.high is None else point.high) < 0


def _bar(
    point: DataPoint, palette: Palette, plot: _Plot, edges: tuple[float, float]
) -> Iterator[Mark]:
    """A bar between two ``edges`` up to the value; a range goes on in the light shade."""
    top, bottom = edges
    values = sorted((v for v in (point.value, point.high) if v is not None), key=abs)
    ends = [plot.x(value) for value in values]
    outline = Stroke(0.6, palette.dark)
    starts = (plot.x(point.value * 0), ends[0])
    for start, end, fill in zip(starts, ends, (palette.dark, palette.light), strict=False):
        yield Path((box(min(start, end), top, max(start, end), bottom),), outline, fill)
    baseline = (top + bottom) / 2 + 0.35 * palette.size
    if _points_left(point):
        yield Label(min(ends) - _GAP, baseline, point.printed.text, palette.bold, Align.RIGHT)
    else:
        yield Label(max(ends) + _GAP, baseline, point.printed.text, palette.bold)

"""Corridor diagrams: a row a route, its stops at even distances, countries named beneath.

A route whose names would not stand apart in one row goes on in the next: its line runs off the
sheet on one side and comes in again on the other.
"""

from __future__ import annotations

from itertools import chain, groupby, pairwise
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.blocks import Align
from briefgen.render.figures.routes import (
    crossing_mark,
    key_marks,
    legs,
    status_stroke,
    stop_mark,
    title_marks,
)
from briefgen.render.figures.scene import Label, Path, Scene, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.figure_blocks import CorridorDiagram, Route, Stop
    from briefgen.render.figures.palette import Palette
    from briefgen.render.figures.scene import Mark

_EDGE = 22.0  # from the edge of the sheet to the first stop
_FARTHEST = 96.0  # from stop to stop
_CLEAR = 7.0  # from the line to the names
_GAP = 4.0
_BETWEEN = 13.0  # from one route to the next
_NARROW = 6.0  # between two names in one row
_UNDER = 0.38  # of a step: how far a country's line goes beyond its stops
_OVER = 0.1  # of a step: how far its name may go beyond its line
_ABOVE, _BENEATH = 0, 1  # the rows of names


def diagram_scene(diagram: CorridorDiagram, palette: Palette, width: float) -> Scene:
    """``diagram`` drawn ``width`` points wide."""
    marks: list[Mark] = []
    codes: dict[str, str] = {}
    y = 0.0
    for route in diagram.routes:
        drawn, y = _route(route, palette, width, y, codes)
        marks += drawn
        y += _BETWEEN
    key, foot = key_marks(diagram.keys, palette, width, y, codes)
    return Scene(width, foot + 2.0, lambda: chain(marks, key))


def _route(
    route: Route, palette: Palette, width: float, top: float, codes: dict[str, str]
) -> tuple[list[Mark], float]:
    """One route from ``top`` on, and where it ends; the ``codes`` it prints come into the key."""
    marks, top = title_marks(route.title.text, route.standing, palette, width, top)
    for band in _bands(route, palette, width):
        marks += band.marks(top + _GAP, codes)
        top = band.foot(top + _GAP)
    return marks, top


def _bands(route: Route, palette: Palette, width: float) -> list[_Band]:
    """``route`` cut into as few rows of even length as it takes for its names to stand apart."""
    stops = route.stops
    for count in range(1, len(stops) + 1):
        long = ceil(len(stops) / count)
        step = min((width - 2 * _EDGE) / max(long - 1, 1), _FARTHEST)
        cuts = range(0, len(stops), long)
        for by_turns in (False, True):
            bands = [
                _Band(route, start, start + long, step, palette, width, by_turns) for start in cuts
            ]
            if all(band.stands_apart() for band in bands):
                return bands
    return bands


class _Band(Struct, frozen=True):
    """The stops of a route from ``start`` on, up to ``stop``, a ``step`` from one to the next.

    Names stand beneath the line, or ``by_turns`` beneath it and above.
    """

    route: Route
    start: int
    stop: int
    step: float
    palette: Palette
    width: float
    by_turns: bool

    @property
    def stops(self) -> Sequence[Stop]:
        """Those that stand in this row."""
        return self.route.stops[self.start : self.stop]

    @property
    def _places(self) -> list[float]:
        return [_EDGE + self.step * number for number in range(len(self.stops))]

    @property
    def _rows(self) -> list[int]:
        return [_ABOVE if self.by_turns and n % 2 else _BENEATH for n in range(len(self.stops))]

    def stands_apart(self) -> bool:
        """Whether no name, and no code of a country, touches another."""
        names, rows = self._names(), self._rows
        for row in set(rows):
            there = [name for name, own in zip(names, rows, strict=True) if own == row]
            if any(one[1] + _NARROW > other[0] for one, other in pairwise(there)):
                return False
        widest = max(self.palette.small.width(stop.country) for stop in self.stops)
        return len(self.stops) == 1 or 2 * _UNDER * self.step >= widest

    def _names(self) -> list[tuple[float, float]]:
        """From where to where each name goes, moved in where it would stand over the edge."""
        found = []
        for stop, x in zip(self.stops, self._places, strict=True):
            half = self.palette.ink.width(stop.name) / 2
            middle = min(max(x, half), max(self.width - half, half))
            found.append((middle - half, middle + half))
        return found

    def _line(self, top: float) -> float:
        above = self.palette.leading if self.by_turns and len(self.stops) > 1 else 0.0
        return top + above + _CLEAR

    def _under(self, top: float) -> float:
        """Where the lines of the countries run."""
        return self._line(top) + _CLEAR + self.palette.leading + _GAP

    def foot(self, top: float) -> float:
        """Where the row that begins at ``top`` ends."""
        return self._under(top) + self.palette.leading + 2.0

    def marks(self, top: float, codes: dict[str, str]) -> Iterator[Mark]:
        """The row from ``top`` on; the ``codes`` it prints are noted."""
        palette, line = self.palette, self._line(top)
        yield from self._legs(line)
        heights = {
            _ABOVE: line - _CLEAR,
            _BENEATH: line + _CLEAR + palette.size,
        }
        drawn = zip(self.stops, self._places, self._names(), self._rows, strict=True)
        for stop, x, (left, right), row in drawn:
            yield stop_mark(stop, x, line, palette)
            middle = (left + right) / 2
            yield Label(middle, heights[row], stop.name, palette.ink, Align.CENTRE)
        yield from self._countries(self._under(top), codes)

    def _legs(self, y: float) -> Iterator[Mark]:
        """The line through the stops, from edge to edge where the route goes on there."""
        stops, places = [*self.stops], [(x, y) for x in self._places]
        if self.start:
            stops, places = [stops[0], *stops], [(0.0, y), *places]
        if self._goes_on:
            stops = [*stops, self.route.stops[self.stop]]
            places = [*places, (self.width, y)]
        stroke = status_stroke(self.route.status, self.palette)
        for start, end, border in legs(stops, places):
            yield Path(((start, end),), stroke)
            if border:
                yield crossing_mark((start[0] + end[0]) / 2, y, self.palette)

    @property
    def _goes_on(self) -> bool:
        return self.stop < len(self.route.stops)

    def _countries(self, top: float, codes: dict[str, str]) -> Iterator[Mark]:
        """A thin line under the stops of each country with its name, or its code if it is short."""
        palette, place = self.palette, 0
        for _, run in groupby(self.stops, key=lambda stop: stop.country):
            group = list(run)
            first, last = self._places[place], self._places[place + len(group) - 1]
            place += len(group)
            left = max(first - self.step * _UNDER, 0.0)
            right = min(last + self.step * _UNDER, self.width)
            yield Path((((left, top), (right, top)),), Stroke(0.6, palette.middle))
            middle, over = (left + right) / 2, self.step * _OVER
            left, right = max(left - over, 0.0), min(right + over, self.width)
            name = group[0].country_name
            if palette.small.width(name) > right - left:
                name = group[0].country
                codes[name] = group[0].country_name
            half = palette.small.width(name) / 2
            middle = min(max(middle, left + half), max(right - half, left + half))
            yield Label(middle, top + palette.size + 1.0, name, palette.small, Align.CENTRE)

"""Corridor diagrams: a row a route, its stops at even distances, countries named beneath."""

from __future__ import annotations

from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.render.figures.routes import (
    crossing_mark,
    key_marks,
    legs,
    status_stroke,
    stop_mark,
)
from briefgen.render.figures.scene import Label, Path, Scene, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.figure_blocks import CorridorDiagram, Route, Stop
    from briefgen.render.figures.scene import Mark
    from briefgen.render.pdf.palette import Palette

_EDGE = 22.0  # from the edge of the sheet to the first stop
_FARTHEST = 96.0  # from stop to stop
_CLEAR = 7.0  # from the line to the names
_GAP = 4.0
_BETWEEN = 13.0  # from one route to the next
_NARROW = 6.0  # between two names in one row


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
    stops, step, rows = route.stops, _step(route.stops, width), _rows(route.stops, palette, width)
    marks: list[Mark] = [
        Label(0.0, top + palette.size, route.title.text, palette.bold),
        Label(width, top + palette.size, route.standing, palette.ink, Align.RIGHT),
    ]
    above = palette.leading if 0 in rows else 0.0
    line = top + palette.leading + _GAP + above + _CLEAR
    places = [(_EDGE + step * number, line) for number in range(len(stops))]
    stroke = status_stroke(route.status, palette)
    for start, end, border in legs(stops, places):
        marks.append(Path(((start, end),), stroke))
        if border:
            marks.append(crossing_mark((start[0] + end[0]) / 2, line, palette))
    names = {0: line - _CLEAR, 1: line + _CLEAR + palette.size}
    for stop, (x, y), row in zip(stops, places, rows, strict=True):
        marks.append(stop_mark(stop, x, y, palette))
        marks.append(_name(stop.name, x, names[row], palette, width))
    foot = line + _CLEAR + (palette.leading if 1 in rows else 0.0) + _GAP
    marks += _countries(stops, step, foot, palette, width, codes)
    return marks, foot + palette.leading + 2.0


def _step(stops: Sequence[Stop], width: float) -> float:
    return min((width - 2 * _EDGE) / max(len(stops) - 1, 1), _FARTHEST)


def _rows(stops: Sequence[Stop], palette: Palette, width: float) -> list[int]:
    """The row of each name: all beneath the line (1) where they fit, else by turns above (0)."""
    step = _step(stops, width)
    widths = [palette.ink.width(stop.name) for stop in stops]
    fit = all((one + other) / 2 + _NARROW <= step for one, other in pairwise(widths))
    return [1 if fit else 1 - number % 2 for number in range(len(stops))]


def _name(text: str, x: float, y: float, palette: Palette, width: float) -> Label:
    """The name of a stop, moved in where it would stand over the edge."""
    half = palette.ink.width(text) / 2
    return Label(min(max(x, half), width - half), y, text, palette.ink, Align.CENTRE)


def _countries(
    stops: Sequence[Stop],
    step: float,
    top: float,
    palette: Palette,
    width: float,
    codes: dict[str, str],
) -> Iterator[Mark]:
    """A thin line under the stops of each country with its name, or its code where it is short."""
    place = 0
    for _, run in groupby(stops, key=lambda stop: stop.country):
        group = list(run)
        left = _EDGE + step * (place - 0.38)
        right = _EDGE + step * (place + len(group) - 1 + 0.38)
        place += len(group)
        left, right = max(left, 0.0), min(right, width)
        yield Path((((left, top), (right, top)),), Stroke(0.6, palette.middle))
        name = group[0].country_name
        if palette.small.width(name) > right - left + step * 0.2:
            name = group[0].country
            codes[name] = group[0].country_name
        middle = (left + right) / 2
        yield Label(middle, top + palette.size + 1.0, name, palette.small, Align.CENTRE)

"""Route maps: routes over the outlines of the land, without any boundary.

The outlines are those of Natural Earth (public domain), cut to the region; see
``docs/make_coastlines.py``. Degrees are drawn evenly, with longitudes narrowed for the latitude.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import chain, pairwise
from math import cos, hypot, pi, radians, sin
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Align
from briefgen.render.figures.routes import key_marks, legs, status_stroke, stop_mark, title_marks
from briefgen.render.figures.scene import WHITE, Disc, Label, Path, Scene, Stroke, box, mixed
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.pack.figure_blocks import Route, RouteMap, Stop
    from briefgen.render.figures.palette import Palette
    from briefgen.render.figures.scene import Mark, Point

_UNIT = 100  # the file holds hundredths of a degree
_MARGIN = 2.5  # degrees round the stops
_LEAST = 24.0  # degrees that a map spans from side to side at least
_SHAPE = (0.62, 1.05)  # height of a map, in widths: at least and at most
_APART = 4.0  # from a stop to its name
_LINES_APART = 3.4  # between the lines of routes that share a leg
_FAR = (
    16.0,
    26.0,
    38.0,
    52.0,
    68.0,
    86.0,
    106.0,
    130.0,
)  # from a stop to a name that finds no room beside it
_ROUND = 16  # directions that such a name may lie in
_LEVEL = 0.3  # the cosine within which it lies above or beneath rather than beside
_NUMBER = 5.5  # radius of the disc that numbers a route


class _View(Struct, frozen=True, gc=False):
    """The part of the world that is shown, in degrees, and its size in points."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    def point(self, place: Point) -> Point:
        """A longitude and latitude as a point of the sheet."""
        longitude, latitude = place
        return (
            (longitude - self.west) / (self.east - self.west) * self.width,
            (self.north - latitude) / (self.north - self.south) * self.height,
        )


def map_scene(block: RouteMap, palette: Palette, width: float) -> Scene:
    """``block`` drawn ``width`` points wide."""
    places = [s.position for route in block.routes for s in route.stops if s.position]
    view = _view(places, width)
    marks: list[Mark] = [*_land(view, palette)]
    taken: Taken = []
    drawn: Counter[frozenset[Point]] = Counter()  # how often a line runs from stop to stop
    for route in block.routes:
        marks += _route(route, view, palette, drawn)
    for number, route in enumerate(block.routes, 1):
        marks += _badge(number, route, view, palette, taken)
    marks += _names(block.routes, view, palette, taken)
    marks.append(Path((box(0.0, 0.0, width, view.height),), Stroke(0.6, palette.middle)))
    y = view.height + 6.0
    for number, route in enumerate(block.routes, 1):
        title = f"{number}  {route.title.text}"
        lines, y = title_marks(title, route.standing, palette, width, y)
        marks += lines
    key, foot = key_marks(block.keys, palette, width, y + 3.0)
    return Scene(width, foot + 2.0, lambda: chain(marks, key))


def _view(places: Sequence[Point], width: float) -> _View:
    """The view that holds ``places``, of a shape that suits a page."""
    west, east = min(x for x, _ in places) - _MARGIN, max(x for x, _ in places) + _MARGIN
    south, north = min(y for _, y in places) - _MARGIN, max(y for _, y in places) + _MARGIN
    narrow = cos(radians((south + north) / 2))
    wide, tall = max(east - west, _LEAST), north - south
    low, high = (share * wide * narrow for share in _SHAPE)
    if tall > high:
        wide = tall / (_SHAPE[1] * narrow)
    tall = max(tall, low)
    middle, centre = (west + east) / 2, (south + north) / 2
    return _View(
        middle - wide / 2,
        centre - tall / 2,
        middle + wide / 2,
        centre + tall / 2,
        width,
        width * tall / (wide * narrow),
    )


# --- land ---------------------------------------------------------------------------------------


@cache
def outlines() -> tuple[tuple[Point, ...], ...]:
    """The rings of the land in degrees: outer ones and those of inland seas alike."""
    text = (bundled_templates() / "map" / "coastlines.json").read_text(encoding="utf-8")
    rings = []
    for steps in json.loads(text)["rings"]:
        x = y = 0
        ring = []
        for across, up in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + across, y + up
            ring.append((x / _UNIT, y / _UNIT))
        rings.append(tuple(ring))
    return tuple(rings)


def _land(view: _View, palette: Palette) -> Iterator[Mark]:
    """Land in a faint shade, its coasts as lines; the edge of the view is no coast."""
    rings = [ring for ring in (_clipped(r, view) for r in outlines()) if ring]
    ground = mixed(palette.color, WHITE, 0.92)
    drawn = tuple(tuple(map(view.point, ring)) for ring in rings)
    if drawn:
        yield Path(drawn, fill=ground)
    coasts = tuple(line for ring in rings for line in _coasts(ring, view))
    if coasts:
        lines = tuple(tuple(map(view.point, line)) for line in coasts)
        yield Path(lines, Stroke(0.6, palette.middle))


def _clipped(ring: Sequence[Point], view: _View) -> list[Point]:
    """``ring`` cut to the view, side by side (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, edge, keep in (
        (0, view.west, 1), (0, view.east, -1), (1, view.south, 1), (1, view.north, -1),
    ):  # fmt: skip
        points = _cut(points, axis, edge, keep)
    return points


def _cut(points: list[Point], axis: int, edge: float, keep: int) -> list[Point]:
    kept: list[Point] = []
    for place, point in enumerate(points):
        before = points[place - 1]
        inside, was_inside = ((p[axis] - edge) * keep >= 0 for p in (point, before))
        if inside != was_inside:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            kept.append(point)
    return kept


def _coasts(ring: list[Point], view: _View) -> Iterator[list[Point]]:
    """The runs of a cut ring that are not the edge of the view or of the data."""
    line: list[Point] = []
    for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
        if _is_edge(start, end, view):
            if len(line) > 1:
                yield line
            line = []
        else:
            line = line or [start]
            line.append(end)
    if len(line) > 1:
        yield line


# Where the file was cut: what runs along these lines is no coast either.
REGION = (22.0, 5.0, 115.0, 65.0)  # west, south, east, north


def _is_edge(start: Point, end: Point, view: _View) -> bool:
    west, south, east, north = REGION
    return any(start[0] == end[0] == edge for edge in (view.west, view.east, west, east)) or any(
        start[1] == end[1] == edge for edge in (view.south, view.north, south, north)
    )


# --- routes -------------------------------------------------------------------------------------


def _placed(route: Route, view: _View) -> list[tuple[Stop, Point]]:
    return [(stop, view.point(stop.position)) for stop in route.stops if stop.position]


def _route(
    route: Route, view: _View, palette: Palette, drawn: Counter[frozenset[Point]]
) -> Iterator[Mark]:
    """The line of a route and its stops; a leg that others share is drawn beside theirs."""
    placed = _placed(route, view)
    stops, places = [stop for stop, _ in placed], [place for _, place in placed]
    stroke = status_stroke(route.status, palette)
    for start, end, _ in legs(stops, places):
        leg = frozenset((start, end))
        yield Path((_beside(start, end, _LINES_APART * drawn[leg]),), stroke)
        drawn[leg] += 1
    for stop, (x, y) in placed:
        yield replace(stop_mark(stop, x, y, palette), radius=2.0)


def _beside(start: Point, end: Point, apart: float) -> tuple[Point, Point]:
    """The line from ``start`` to ``end``, moved sideways, the same side whichever way it runs."""
    if not apart:
        return start, end
    (west, top), (east, foot) = sorted((start, end))
    long = hypot(east - west, foot - top) or 1.0
    x, y = (foot - top) / long * apart, (west - east) / long * apart
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)


Box = tuple[float, float, float, float]  # left, top, right, bottom
Taken = list[Box]


def _badge(number: int, route: Route, view: _View, palette: Palette, taken: Taken) -> list[Mark]:
    """The number of a route on the leg where it is least in the way of others."""
    placed = [place for _, place in _placed(route, view)]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(placed)] or placed[:1]
    middles.sort(key=lambda p: abs(p[0] - view.width / 2) + abs(p[1] - view.height / 2))
    boxes = {(x, y): (x - _NUMBER, y - _NUMBER, x + _NUMBER, y + _NUMBER) for x, y in middles}
    free = [place for place in middles if not _touches(boxes[place], taken)]
    x, y = (free or middles)[0]
    taken.append(boxes[x, y])
    return [
        Disc(x, y, _NUMBER, Stroke(0.9, palette.dark), WHITE),
        Label(x, y + 0.35 * palette.size, str(number), palette.bold, Align.CENTRE),
    ]


def _names(routes: Iterable[Route], view: _View, palette: Palette, taken: Taken) -> Iterator[Mark]:
    """The names of the stops, ends of routes first.

    One that finds no room by its stop, clear of lines, stands farther off behind a thin line.
    """
    placed = [_placed(route, view) for route in routes]
    ends = {stop.place: (stop, place) for route in placed for stop, place in route[:1] + route[-1:]}
    others = {stop.place: (stop, place) for route in placed for stop, place in route}
    stops = ends | {name: found for name, found in others.items() if name not in ends}
    dots = [(x - 2.5, y - 2.5, x + 2.5, y + 2.5) for _, (x, y) in stops.values()]
    lines = [pair for route in placed for pair in pairwise([place for _, place in route])]
    tall = palette.small.size

    def room(spots: Iterable[Box]) -> tuple[Box, int] | None:
        """The first spot that the fewest lines run through, and how many do."""
        free = [s for s in spots if _is_inside(s, view) and not _touches(s, [*taken, *dots])]
        crossed = [(spot, sum(_crosses(spot, *line) for line in lines)) for spot in free]
        return min(crossed, key=lambda one: one[1], default=None)

    crowded = []
    for name, (stop, place) in stops.items():
        found = room(_spots(place, palette.small.width(stop.name), tall))
        if found and (name in ends or not found[1]):
            taken.append(found[0])
            yield _name(stop, found[0], palette)
        else:
            crowded.append((stop, place))
    for stop, place in crowded:
        found = room(_far_spots(place, palette.small.width(stop.name), tall))
        if found:
            taken.append(found[0])
            yield Path(((place, _nearest(place, found[0])),), Stroke(0.4, palette.middle))
            yield _name(stop, found[0], palette)


def _name(stop: Stop, spot: Box, palette: Palette) -> Label:
    return Label(spot[0], spot[1] + 0.8 * palette.small.size, stop.name, palette.small)


def _far_spots(place: Point, long: float, tall: float) -> list[Box]:
    """Where a name may stand away from its stop, the nearest first, all round."""
    spots = []
    for far in _FAR:
        for step in range(_ROUND):
            turn = 2 * pi * step / _ROUND
            x, y = place[0] + far * cos(turn), place[1] + far * sin(turn)
            left = x if cos(turn) > _LEVEL else x - long if cos(turn) < -_LEVEL else x - long / 2
            spots.append((left, y - tall / 2, left + long, y + tall / 2))
    return spots


def _nearest(place: Point, spot: Box) -> Point:
    """The point of a name's box that is nearest to its stop."""
    left, top, right, bottom = spot
    return min(max(place[0], left - 1), right + 1), min(max(place[1], top), bottom)


def _spots(place: Point, long: float, tall: float) -> list[Box]:
    """Where a name may stand by its stop, the best first: right, left, above, beneath, aslant."""
    x, y = place
    right, left, middle = x + _APART, x - _APART - long, x - long / 2
    level, above, beneath = y - 0.45 * tall, y - _APART - tall, y + _APART
    corners = [(right, level), (left, level), (middle, above), (middle, beneath)]
    corners += [(a, b) for b in (above, beneath) for a in (right - _APART, left + _APART)]
    return [(a, b, a + long, b + tall) for a, b in corners]


def _is_inside(spot: Box, view: _View) -> bool:
    left, top, right, bottom = spot
    return left > 1 and top > 1 and right < view.width - 1 and bottom < view.height - 1


def _crosses(spot: Box, start: Point, end: Point) -> bool:
    """Whether a line runs through a box; seen at steps as long as the box is high."""
    length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    count = max(int(length / (spot[3] - spot[1]) * 2), 1)
    points = (
        (start[0] + (end[0] - start[0]) * n / count, start[1] + (end[1] - start[1]) * n / count)
        for n in range(count + 1)
    )
    return any(spot[0] <= x <= spot[2] and spot[1] <= y <= spot[3] for x, y in points)


def _touches(one: Box, others: Taken) -> bool:
    return any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for other in others
    )

"""Drawings that are too tall for their page: how tall one may be, and where one is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.figure_blocks import CorridorDiagram, Sign, TimelineDiagram
from briefgen.render.figures.drawn import scene_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.figure_blocks import FigureBlock, Route
    from briefgen.render.figures.palette import Palette
    from briefgen.render.figures.scene import Scene
    from briefgen.render.house import House

_TALLEST = 0.8  # of the text column: a taller drawing is cut, or made smaller
_LEAST = 0.4  # of it, whatever stands above
_LINES = 2  # that a heading or a caption may take


def tallest_drawing(house: House, height: float) -> float:
    """How tall a drawing may be in a column of ``height``: a heading and its caption fit above."""
    above = sum(
        style.space_before + style.space_after + _LINES * style.leading
        for style in (house.styles["Heading 1"], house.styles["Caption"])
    )
    return max(min(_TALLEST * height, height - above), _LEAST * height)


def scenes_of(block: FigureBlock, palette: Palette, width: float, tallest: float) -> list[Scene]:
    """``block`` drawn ``width`` points wide: one drawing, or several one beneath the other.

    One that is taller than ``tallest`` is cut between its routes, each piece with a key of its
    own, or between its marks; what cannot be cut stays as tall as it is.
    """
    whole = scene_of(block, palette, width)
    if whole.height <= tallest:
        return [whole]
    match block:
        case CorridorDiagram(routes=all_of_it) | TimelineDiagram(marks=all_of_it):
            pieces: list[Scene] = []
            start, count = 0, len(all_of_it)
            while start < count:
                stop, scene = _longest(block, start, palette, width, tallest)
                pieces.append(scene)
                start = stop
            return pieces
        case _:
            return [whole]


def _longest(
    block: CorridorDiagram | TimelineDiagram,
    start: int,
    palette: Palette,
    width: float,
    tallest: float,
) -> tuple[int, Scene]:
    """The longest piece from ``start`` on that is not too tall, one part at least: its end."""
    stop, scene = start + 1, scene_of(_piece(block, start, start + 1), palette, width)
    count = len(block.routes if isinstance(block, CorridorDiagram) else block.marks)
    while stop < count:
        longer = scene_of(_piece(block, start, stop + 1), palette, width)
        if longer.height > tallest:
            break
        stop, scene = stop + 1, longer
    return stop, scene


def _piece(
    block: CorridorDiagram | TimelineDiagram, start: int, stop: int
) -> CorridorDiagram | TimelineDiagram:
    if isinstance(block, TimelineDiagram):
        return replace(block, marks=block.marks[start:stop])
    routes = block.routes[start:stop]
    shown = _signs(routes)
    return replace(block, routes=routes, keys=tuple(k for k in block.keys if k.sign in shown))


def _signs(routes: Sequence[Route]) -> set[str]:
    """What a key under ``routes`` must explain."""
    signs = {route.status for route in routes}
    for route in routes:
        signs |= {Sign.NAMED if stop.fact else Sign.UNNAMED for stop in route.stops}
        if len({stop.country for stop in route.stops}) > 1:
            signs.add(Sign.CROSSING)
    return signs

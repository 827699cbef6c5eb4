"""What corridor diagrams and route maps share: the lines of statuses, stops, and the key."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.pack.figure_blocks import Sign
from briefgen.render.figures.scene import WHITE, Dash, Disc, Label, Path, Stroke, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.pack.figure_blocks import KeyEntry, Stop
    from briefgen.render.figures.palette import Palette
    from briefgen.render.figures.scene import Mark, Point

STOP = 3.0  # radius
_CROSSING = (1.6, 5.0)  # from the middle to each of two strokes, and their half height
_SAMPLE = 22.0  # width of a line in the key
_BEHIND = 4.0  # from a sign in the key to its words
_BETWEEN = 12.0  # from one entry of the key to the next
# Thick and whole for what can be used, thin or broken for what cannot, or not yet.
_LINES = {
    "open": (2.4, Dash.SOLID),
    "seasonal": (2.4, Dash.LONG_DASHES),
    "disrupted": (2.0, Dash.DASHES),
    "under-construction": (1.4, Dash.LONG_DASHES),
    "planned": (1.8, Dash.DOTS),
    "proposed": (1.0, Dash.DOTS),
}
_THIN = (0.8, Dash.SOLID)
_NO_CODES: Mapping[str, str] = MappingProxyType({})


def status_stroke(status: str, palette: Palette) -> Stroke:
    """The line of a route of that status."""
    width, dash = _LINES.get(status, _THIN)
    return Stroke(width, palette.dark, dash)


def stop_mark(stop: Stop, x: float, y: float, palette: Palette) -> Disc:
    """A stop: filled where a cited source names it on the route, else hollow."""
    return Disc(x, y, STOP, Stroke(1.0, palette.dark), palette.dark if stop.fact else WHITE)


def crossing_mark(x: float, y: float, palette: Palette) -> Path:
    """Two short strokes across a line that leaves one country for another."""
    out, half = _CROSSING
    strokes = tuple(((place, y - half), (place, y + half)) for place in (x - out, x + out))
    return Path(strokes, Stroke(1.1, palette.color))


def legs(stops: Sequence[Stop], places: Sequence[Point]) -> Iterator[tuple[Point, Point, bool]]:
    """From each stop to the next, and whether a border lies between."""
    for (stop, place), (onward, beyond) in pairwise(zip(stops, places, strict=True)):
        yield place, beyond, stop.country != onward.country


def title_marks(
    title: str, standing: str, palette: Palette, width: float, top: float
) -> tuple[list[Mark], float]:
    """What a route is called and how it stands, from ``top`` on, and where that ends.

    They stand at both ends of a line, or one beneath the other where they do not fit on one.
    """
    if palette.bold.width(title) + _BETWEEN + palette.ink.width(standing) <= width:
        baseline = top + palette.size
        name = Label(0.0, baseline, title, palette.bold)
        right = Label(width, baseline, standing, palette.ink, Align.RIGHT)
        return [name, right], top + palette.leading
    marks: list[Mark] = []
    for ink, text in ((palette.bold, title), (palette.ink, standing)):
        for line in wrapped(ink, text, width):
            marks.append(Label(0.0, top + palette.size, line, ink))
            top += palette.leading
    return marks, top


def key_marks(
    keys: Sequence[KeyEntry],
    palette: Palette,
    width: float,
    top: float,
    codes: Mapping[str, str] = _NO_CODES,
) -> tuple[list[Mark], float]:
    """The key from ``top`` on, in as many lines as it needs, and where it ends.

    Behind the signs stand the ``codes`` of countries that are printed, with their names.
    """
    marks: list[Mark] = []
    x, line = 0.0, top
    for sign, words in (*((entry.sign, entry.words) for entry in keys), *codes.items()):
        sample = _width_of_sample(sign, palette, is_code=sign in codes) + _BEHIND
        needed = sample + palette.ink.width(words)
        if x and x + needed > width:
            x, line = 0.0, line + palette.leading
        if sign in codes:
            marks.append(Label(x, line + palette.size, sign, palette.bold))
        else:
            marks += _sample(sign, x, line + palette.leading / 2, palette)
        for number, piece in enumerate(wrapped(palette.ink, words, width - x - sample)):
            line += palette.leading if number else 0.0
            marks.append(Label(x + sample, line + palette.size, piece, palette.ink))
        x += needed + _BETWEEN
    return marks, line + palette.leading


def _width_of_sample(sign: str, palette: Palette, *, is_code: bool) -> float:
    if is_code:
        return palette.bold.width(sign)
    return 2 * STOP + 2 if sign in set(Sign) else _SAMPLE


def _sample(sign: str, x: float, middle: float, palette: Palette) -> list[Mark]:
    edge = Stroke(1.0, palette.dark)
    match sign:
        case Sign.NAMED:
            return [Disc(x + STOP + 1, middle, STOP, edge, palette.dark)]
        case Sign.UNNAMED:
            return [Disc(x + STOP + 1, middle, STOP, edge, WHITE)]
        case Sign.CROSSING:
            return [crossing_mark(x + STOP + 1, middle, palette)]
        case _:
            line = ((x, middle), (x + _SAMPLE, middle))
            return [Path((line,), status_stroke(sign, palette))]

"""Lines that are no plain bars: several side by side, dashed ones, waves."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.line_parts import DASHES, PARTS, WAVE_HEIGHT, WAVES, strokes
from briefgen.render.pdf.drawing import fill_operator, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.render.layout.strips import Patch

_TOUCH = 0.1  # points between ends that meet
_REACH = 2.0  # strokes from the crest of a wave to its trough, along the line
_BEND = 0.55  # how far the handles of its curves reach, in parts of that


def plain_and_stroked(patches: Sequence[Patch]) -> tuple[list[Patch], list[bytes]]:
    """The bars that ``patches``, whose y runs up, consist of, and what strokes the other lines."""
    plain: list[Patch] = []
    several: list[Patch] = []
    stroked: list[bytes] = []
    for patch in patches:
        if patch.form in PARTS:
            several.append(patch)
        elif patch.form in DASHES:
            stroked.append(_dashed(patch))
        elif patch.form in WAVES:
            stroked.append(_waved(patch))
        else:
            plain.append(patch)
    return plain + _joined(several), stroked


def _joined(patches: Sequence[Patch]) -> list[Patch]:
    """The strokes of lines, those of a frame each going round its corners."""
    bars = [[*_bars(patch)] for patch in patches]
    flat = [number for number, patch in enumerate(patches) if _lies(patch)]
    upright = [number for number, patch in enumerate(patches) if not _lies(patch)]
    for one, other in product(flat, upright):
        across, up = patches[one], patches[other]
        if len(bars[one]) == len(bars[other]):
            at_left, at_right = _near(across.x, up.x), _near(_right(across), _right(up))
            at_top, at_foot = _near(_top(across), _top(up)), _near(across.y, up.y)
            if (at_left or at_right) and (at_top or at_foot):
                _join(bars[one], bars[other], at_left=at_left, at_top=at_top)
    return [bar for found in bars for bar in found]


def _join(across: list[Patch], up: list[Patch], *, at_left: bool, at_top: bool) -> None:
    """Let the strokes of two lines end where they meet at a corner."""
    for number, bar in enumerate(across):
        place = number if at_left == at_top else len(up) - 1 - number
        other = up[place]
        start, end = (other.x, _right(bar)) if at_left else (bar.x, _right(other))
        low, high = (other.y, _top(bar)) if at_top else (bar.y, _top(other))
        across[number] = replace(bar, x=start, width=end - start)
        up[place] = replace(other, y=low, height=high - low)


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _TOUCH


def _right(patch: Patch) -> float:
    return patch.x + patch.width


def _top(patch: Patch) -> float:
    return patch.y + patch.height


def _bars(patch: Patch) -> Iterator[Patch]:
    """The strokes of a line, each as a bar of its own."""
    if _lies(patch):
        top = _top(patch)
        for start, end in strokes(patch.form, patch.height):
            yield replace(patch, y=top - end, height=end - start, form="")
    else:
        for start, end in strokes(patch.form, patch.width):
            yield replace(patch, x=patch.x + start, width=end - start, form="")


def _lies(patch: Patch) -> bool:
    """Whether a line runs across the page."""
    return patch.width >= patch.height


def _dashed(patch: Patch) -> bytes:
    if _lies(patch):
        thick, y = patch.height, patch.y + patch.height / 2
        ends = (patch.x, y, patch.x + patch.width, y)
    else:
        thick, x = patch.width, patch.x + patch.width / 2
        ends = (x, patch.y + patch.height, x, patch.y)
    dashes = b" ".join(points(part * thick) for part in DASHES[patch.form])
    pen = (fill_operator(patch.color).upper(), points(thick), dashes)
    return b"q %s %s w [%s] 0 d %s %s m %s %s l S Q" % (*pen, *map(points, ends))


def _waved(patch: Patch) -> bytes:
    """One wave, or several one beneath the other."""
    lies, many = _lies(patch), WAVES[patch.form]
    length, thick = (patch.width, patch.height) if lies else (patch.height, patch.width)
    stroke = thick / many / WAVE_HEIGHT
    out = [b"q %s %s w 1 J" % (fill_operator(patch.color).upper(), points(stroke))]
    for number in range(many):
        middle = (number + 0.5) * thick / many
        curves = _curves(length, middle, stroke)
        if lies:
            out += _path((patch.x + along, patch.y + up) for along, up in curves)
        else:
            out += _path((patch.x + up, patch.y + along) for along, up in curves)
    return b"\n".join([*out, b"S Q"])


def _curves(length: float, middle: float, stroke: float) -> Iterator[tuple[float, float]]:
    """Where a wave begins, and by threes the handles and the end of each of its curves."""
    count = max(round(length / (_REACH * stroke)), 1)
    step, side = length / count, 1
    high = stroke * (WAVE_HEIGHT - 1) / 2
    yield 0.0, middle - high
    for number in range(count):
        start = number * step
        yield start + _BEND * step, middle - side * high
        yield start + (1 - _BEND) * step, middle + side * high
        yield start + step, middle + side * high
        side = -side


def _path(places: Iterator[tuple[float, float]]) -> Iterator[bytes]:
    yield b"%s %s m" % tuple(map(points, next(places)))
    for first in places:
        three = (first, next(places), next(places))
        yield b"%s %s %s %s %s %s c" % tuple(points(part) for place in three for part in place)

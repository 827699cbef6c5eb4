"""Drawings as PDF operators: paths and discs; their labels are text like any other."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefgen.render.faces.bidi import begins_from_right
from briefgen.render.faces.measure import Ink
from briefgen.render.figures.scene import Path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.figures.scene import Disc, Label, Point, Stroke

_KEPT = 20_000  # lengths, kept as they are written
_SIX_DIGITS = 999_999  # as many as are written without an exponent
_ROUND = 0.5523  # how far the handles of a quarter circle reach, in radii
_ROUND_A_RECTANGLE = 5  # points of a line that goes round one
_PAINT = {
    (True, True): b"B*",
    (True, False): b"S",
    (False, True): b"f*",
    (False, False): b"n",
}


class Pen:
    """Draws a scene at ``scale`` with its top left corner at ``left`` and ``top`` of the page."""

    __slots__ = ("_inks", "_left", "_scale", "_top")

    def __init__(self, scale: float, left: float, top: float) -> None:
        """Begin a drawing."""
        self._scale = scale
        self._left = left
        self._top = top
        self._inks: dict[Ink, Ink] = {}

    def at(self, x: float, y: float) -> Point:
        """Where a place of the scene lies on the page."""
        return self._left + x * self._scale, self._top - y * self._scale

    def ink(self, label: Label) -> Ink:
        """The ink of ``label`` at the scale of the drawing, which runs as its first letter does."""
        ink = label.ink
        if self._scale != 1:
            if ink not in self._inks:
                self._inks[ink] = Ink(ink.words, ink.size * self._scale, ink.color)
            ink = self._inks[ink]
        if label.text.isascii() or not begins_from_right(label.text):
            return ink
        return ink.turned()

    def shapes(self, shapes: Iterable[Path | Disc]) -> list[bytes]:
        """The operators that draw ``shapes``; what they are drawn with is told where it changes."""
        operators: list[bytes] = []
        stroke: Stroke | None = None
        fill = ""
        for shape in shapes:
            if shape.stroke and shape.stroke != stroke:
                stroke = shape.stroke
                operators.append(self._stroke(stroke))
            elif shape.stroke and not shape.fill and operators and operators[-1] == b"S":
                operators.pop()  # lines of one look are drawn at once
            if shape.fill and shape.fill != fill:
                fill = shape.fill
                operators.append(fill_operator(fill))
            if isinstance(shape, Path):
                self._add_path(shape, operators)
            else:
                operators.append(self._circle(shape))
            operators.append(_PAINT[bool(shape.stroke), bool(shape.fill)])
        return operators

    def _add_path(self, path: Path, operators: list[bytes]) -> None:
        scale, left, top = self._scale * 100, self._left * 100, self._top * 100
        for line in path.lines:
            places = [(round(left + x * scale), round(top - y * scale)) for x, y in line]
            closed = bool(path.fill) and places[0] == places[-1]
            if closed and _is_rectangle(places):
                (x, y), (right, upper) = places[0], places[2]
                edges = (x, y, right - x, upper - y)
                operators.append(b"%s %s %s %s re" % tuple(map(hundredths, edges)))
                continue
            action = b"m"
            for x, y in places[:-1] if closed else places:
                operators.append(b"%s %s %s" % (hundredths(x), hundredths(y), action))
                action = b"l"
            if path.fill:
                operators.append(b"h")

    def _circle(self, disc: Disc) -> bytes:
        (x, y), r = self.at(disc.x, disc.y), disc.radius * self._scale
        h = r * _ROUND
        start = b"%s %s m " % (points(x + r), points(y))
        quarters = (
            (x + r, y + h, x + h, y + r, x, y + r),
            (x - h, y + r, x - r, y + h, x - r, y),
            (x - r, y - h, x - h, y - r, x, y - r),
            (x + h, y - r, x + r, y - h, x + r, y),
        )
        arcs = (b" ".join(map(points, quarter)) + b" c " for quarter in quarters)
        return start + b"".join(arcs) + b"h"

    def _stroke(self, stroke: Stroke) -> bytes:
        width = stroke.width * self._scale
        dashes = b" ".join(points(part * width) for part in stroke.dash.lengths)
        color = fill_operator(stroke.color).upper()
        return b"%s w [%s] 0 d %s" % (points(width), dashes, color)


def _is_rectangle(places: Sequence[tuple[int, int]]) -> bool:
    """Whether a line that ends where it begins goes round a rectangle, along it or up it first."""
    if len(places) != _ROUND_A_RECTANGLE:
        return False
    (a, b), (c, d), (e, f), (g, h), _ = places
    return (b == d and c == e and f == h and g == a) or (a == c and d == f and e == g and h == b)


@lru_cache(maxsize=_KEPT)
def hundredths(count: int) -> bytes:
    """So many hundredths of a point, as a number of points."""
    if -_SIX_DIGITS <= count <= _SIX_DIGITS:  # on any page: this is the fastest way
        return _short(b"%g" % (count / 100))
    whole, rest = divmod(abs(count), 100)
    parts = (b"-" if count < 0 else b"", whole, rest)
    return (b"%s%d.%02d" % parts).rstrip(b"0").rstrip(b".")


def points(length: float) -> bytes:
    """A length as a number of points, to the hundredth."""
    return hundredths(round(length * 100))


def thousandths(length: float) -> bytes:
    """A length as a number of points, to the thousandth: what is said of many letters adds up."""
    return _short(b"%g" % round(length, 3))


def rectangle(x: float, y: float, width: float, height: float) -> bytes:
    """The operator that adds a rectangle to the path; ``x`` and ``y`` are its lower left corner."""
    return b"%s %s %s %s re" % (points(x), points(y), points(width), points(height))


@lru_cache(maxsize=_KEPT)
def type_operator(name: bytes, size: float) -> bytes:
    """The operator that sets the font ``name`` of letters, and their ``size``."""
    return b"/%s %g Tf" % (name, size)


@cache
def fill_operator(color: str) -> bytes:
    """The operator that sets the colour of letters and areas (RRGGBB)."""
    shares = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return b"%s %s %s rg" % tuple(_short(b"%g" % round(share, 3)) for share in shares)


def _short(number: bytes) -> bytes:
    """``number`` without the nought before its point."""
    if number.startswith(b"0."):
        return number[1:]
    return b"-" + number[2:] if number.startswith(b"-0.") else number

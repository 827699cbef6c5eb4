"""Drawings as PDF operators: paths and discs; their labels are text like any other."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.figures.scene import Disc, Path
from briefgen.render.pdf.bidi import begins_from_right
from briefgen.render.pdf.measure import Ink

if TYPE_CHECKING:
    from briefgen.render.figures.scene import Label, Point, Stroke

_KEPT = 20_000  # lengths, kept as they are written
_ROUND = 0.5523  # how far the handles of a quarter circle reach, in radii
_PAINT = {
    (True, True): b"B*",
    (True, False): b"S",
    (False, True): b"f*",
    (False, False): b"n",
}


class Pen(Struct, frozen=True, gc=False):
    """Draws a scene at ``scale`` with its top left corner at ``left`` and ``top`` of the page."""

    scale: float
    left: float
    top: float

    def at(self, x: float, y: float) -> Point:
        """Where a place of the scene lies on the page."""
        return self.left + x * self.scale, self.top - y * self.scale

    def ink(self, label: Label) -> Ink:
        """The ink of ``label`` at the scale of the drawing, which runs as its first letter does."""
        ink = label.ink
        if self.scale != 1:
            ink = Ink(ink.words, ink.size * self.scale, ink.color)
        if label.text.isascii() or not begins_from_right(label.text):
            return ink
        return ink.turned()

    def shape(self, shape: Path | Disc) -> list[bytes]:
        """The operators that draw ``shape``."""
        operators = [self._stroke(shape.stroke)] if shape.stroke else []
        if shape.fill:
            operators.append(fill_operator(shape.fill))
        if isinstance(shape, Path):
            self._add_path(shape, operators)
        else:
            operators.append(self._circle(shape))
        operators.append(_PAINT[bool(shape.stroke), bool(shape.fill)])
        return operators

    def _add_path(self, path: Path, operators: list[bytes]) -> None:
        scale, left, top = self.scale, self.left, self.top
        for line in path.lines:
            action = b"m"
            for x, y in line:
                place = (points(left + x * scale), points(top - y * scale), action)
                operators.append(b"%s %s %s" % place)
                action = b"l"
            if path.fill:
                operators.append(b"h")

    def _circle(self, disc: Disc) -> bytes:
        (x, y), r = self.at(disc.x, disc.y), disc.radius * self.scale
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
        width = stroke.width * self.scale
        dashes = b" ".join(points(part * width) for part in stroke.dash.value)
        color = fill_operator(stroke.color).upper()
        return b"%s w [%s] 0 d %s" % (points(width), dashes, color)


@lru_cache(maxsize=_KEPT)
def hundredths(count: int) -> bytes:
    """So many hundredths of a point, as a number of points."""
    return _short(b"%g" % (count / 100))


def points(length: float) -> bytes:
    """A length as a number of points, to the hundredth."""
    return hundredths(round(length * 100))


def rectangle(x: float, y: float, width: float, height: float) -> bytes:
    """The operator that adds a rectangle to the path; ``x`` and ``y`` are its lower left corner."""
    return b"%s %s %s %s re" % (points(x), points(y), points(width), points(height))


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

"""Drawings as PDF operators: paths and discs; their labels are text like any other."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.figures.scene import Disc, Path
from briefgen.render.pdf.bidi import begins_from_right
from briefgen.render.pdf.measure import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.render.figures.scene import Label, Point, Stroke

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
        return ink.turned() if begins_from_right(label.text) else ink

    def shape(self, shape: Path | Disc) -> Iterator[bytes]:
        """The operators that draw ``shape``."""
        if shape.stroke:
            yield self._stroke(shape.stroke)
        if shape.fill:
            yield fill_operator(shape.fill)
        yield from self._path(shape) if isinstance(shape, Path) else (self._circle(shape),)
        yield _PAINT[bool(shape.stroke), bool(shape.fill)]

    def _path(self, path: Path) -> Iterator[bytes]:
        for line in path.lines:
            yield b"%.2f %.2f m" % self.at(*line[0])
            for point in line[1:]:
                yield b"%.2f %.2f l" % self.at(*point)
            if path.fill:
                yield b"h"

    def _circle(self, disc: Disc) -> bytes:
        (x, y), r = self.at(disc.x, disc.y), disc.radius * self.scale
        h = r * _ROUND
        quarter = b"%.2f %.2f %.2f %.2f %.2f %.2f c "
        return (
            b"%.2f %.2f m " % (x + r, y)
            + quarter % (x + r, y + h, x + h, y + r, x, y + r)
            + quarter % (x - h, y + r, x - r, y + h, x - r, y)
            + quarter % (x - r, y - h, x - h, y - r, x, y - r)
            + quarter % (x + h, y - r, x + r, y - h, x + r, y)
            + b"h"
        )

    def _stroke(self, stroke: Stroke) -> bytes:
        width = stroke.width * self.scale
        dashes = b" ".join(b"%.2f" % (part * width) for part in stroke.dash.value)
        color = fill_operator(stroke.color).upper()
        return b"%.2f w [%s] 0 d %s" % (width, dashes, color)


@cache
def fill_operator(color: str) -> bytes:
    """The operator that sets the colour of letters and areas (RRGGBB)."""
    return b"%.4g %.4g %.4g rg" % tuple(int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))

"""A drawing as marks on a sheet: paths, discs and labels in points, y running down from the top.

Shades are told apart by lightness and hatching, lines by their dashes, never by hue alone, so that
a figure reads the same in grey and to the colour-blind.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.blocks import Align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.render.faces.measure import Ink

Point = tuple[float, float]
WHITE = "FFFFFF"
_UNBROKEN = "\N{NO-BREAK SPACE}"


class Dash(Enum):
    """How a line is broken."""

    SOLID = "solid"
    DOTS = "dots"
    DASHES = "dashes"
    LONG_DASHES = "long dashes"

    @property
    def lengths(self) -> tuple[float, ...]:
        """What is drawn and what is left out in turn, in widths of the line; none for a whole."""
        return _LENGTHS[self]


_LENGTHS: dict[Dash, tuple[float, ...]] = {
    Dash.SOLID: (),
    Dash.DOTS: (1.0, 1.5),
    Dash.DASHES: (3.0, 2.0),
    Dash.LONG_DASHES: (7.0, 2.5),
}


class Stroke(Struct, frozen=True, gc=False):
    """How a line is drawn: width in points, RRGGBB, and how it is broken."""

    width: float
    color: str
    dash: Dash = Dash.SOLID


class Path(Struct, frozen=True, gc=False):
    """Lines through points, each closed and filled where there is a ``fill`` (RRGGBB)."""

    lines: tuple[tuple[Point, ...], ...]
    stroke: Stroke | None = None
    fill: str | None = None


class Disc(Struct, frozen=True, gc=False):
    """A circle."""

    x: float
    y: float
    radius: float
    stroke: Stroke | None = None
    fill: str | None = None


class Label(Struct, frozen=True, gc=False):
    """A line of text with its baseline at ``y``; ``align`` says which end of it stands at ``x``."""

    x: float
    y: float
    text: str
    ink: Ink
    align: Align = Align.LEFT

    @property
    def left(self) -> float:
        """Where the text begins."""
        if self.align is Align.LEFT:
            return self.x
        width = self.ink.width(self.text)
        return self.x - (width / 2 if self.align is Align.CENTRE else width)


Mark = Path | Disc | Label


class Scene(Struct, frozen=True):
    """A drawing: how large it is, and what draws its marks when they are wanted."""

    width: float
    height: float
    draw: Callable[[], Iterable[Mark]]


def mixed(one: str, other: str, share: float) -> str:
    """The colour ``share`` of the way from ``one`` to ``other``."""
    parts = (
        round(int(one[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share)
        for i in (0, 2, 4)
    )
    return "".join(f"{part:02X}" for part in parts)


def lightness(color: str) -> float:
    """How light ``color`` is to the eye, from 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """The corners of a rectangle, back to the first."""
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def hatching(left: float, top: float, right: float, bottom: float, gap: float) -> Path:
    """Slanting lines over a rectangle, without a stroke."""
    lines = []
    place = left + top + gap
    while place < right + bottom:
        low = max(left, place - bottom)
        high = min(right, place - top)
        lines.append(((low, place - low), (high, place - high)))
        place += gap
    return Path(tuple(lines))


def wrapped(ink: Ink, text: str, width: float) -> list[str]:
    """``text`` in lines of at most ``width`` points.

    A longer word is parted where its parts are joined by spaces that do not break; one that has
    none stands over.
    """
    if ink.width(text) <= width:  # as most are
        return [text]
    lines: list[str] = []
    for word in _words(ink, text, width):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and ink.width(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _words(ink: Ink, text: str, width: float) -> Iterator[str]:
    for word in text.split(" "):
        if _UNBROKEN in word and ink.width(word) > width:
            yield from word.split(_UNBROKEN)
        else:
            yield word

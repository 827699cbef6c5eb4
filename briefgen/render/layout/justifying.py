"""Lines spread over the whole of their measure, where a style asks for justified text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.faces.measure import SPACES, Ink, Span
from briefgen.render.layout.lines import Line
from briefgen.render.layout.turned import turned_line
from briefgen.render.styles import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NO_BREAK = "\u00a0"


def justified(
    lines: Sequence[Line], spread: Spread, width: float, first: float | None = None
) -> Sequence[Line]:
    """``lines`` of one paragraph spread over ``width`` points, the first over ``first``.

    The last of them is spread only where it is its letters that are set apart.
    """
    if not spread or not lines:
        return lines
    rooms = [width if first is None else first, *[width] * (len(lines) - 1)]
    made = [_spread(line, spread, room) for line, room in zip(lines, rooms, strict=True)]
    return made if spread is Spread.LETTERS else [*made[:-1], lines[-1]]


def _spread(line: Line, spread: Spread, room: float) -> Line:
    """``line`` as wide as ``room``; as it is where nothing in it can be set apart."""
    whole = "".join([span.text for span in line.spans]).rstrip(" ")
    text = whole.rstrip(SPACES)  # a line broken behind one that holds leaves it over the edge
    width = line.width - line.spans[-1].ink.width(whole[len(text) :])
    joined = any(span.shaped for span in line.spans)  # letters that hold together stay so
    by_letters = spread is Spread.LETTERS and not joined
    gaps = len(text) - 1 if by_letters else sum(map(text.count, SPACES))
    if gaps < 1 or room <= width:
        return line
    more = (room - width) / gaps
    inks: dict[int, Ink] = {}
    for span in line.spans:
        ink = span.ink
        if id(ink) not in inks:
            inks[id(ink)] = ink.spread_out(*((0.0, more) if by_letters else (more, 0.0)))
    runs = [(inks[id(span.ink)], span.text) for span in line.spans]
    if line.spans[0].at is not None:
        spans: Iterable[Span] = turned_line(runs).spans
    else:
        faces = [span.face for span in line.spans]
        spans = [Span(face, ink, text) for face, (ink, text) in zip(faces, runs, strict=True)]
    return Line(tuple(_parted(spans)), room)


def _parted(spans: Iterable[Span]) -> Iterator[Span]:
    """``spans`` parted behind spaces that hold words together: no operator widens these."""
    x, moved = 0.0, False
    for span in spans:
        x = x if span.at is None else span.at
        if span.shaped is not None or not span.ink.spread or _NO_BREAK not in span.text:
            yield replace(span, at=x) if moved and span.at is None else span
            moved, x = False, x + span.width
            continue
        pieces = span.text.split(_NO_BREAK)
        for number, piece in enumerate(pieces, 1):
            text = piece if number == len(pieces) else piece + _NO_BREAK
            if text:
                part = replace(span, text=text, at=x if moved or number > 1 else span.at)
                yield part
                moved, x = False, x + part.width
        moved = span.text.endswith(_NO_BREAK)

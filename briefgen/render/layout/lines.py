"""Lines of text: pieces side by side, each of one face in one ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.faces.bidi import runs_from_right
from briefgen.render.faces.measure import Span
from briefgen.render.layout.turned import turned_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.faces.measure import Edges, Ink, Run


class Line(Struct, frozen=True, gc=False):
    """Spans set side by side, and their width without the space at the end."""

    spans: tuple[Span, ...]
    width: float


def spans_of(ink: Ink, text: str) -> tuple[Span, ...]:
    """``text`` in one ink, cut where another face or the other direction begins."""
    if text.isascii() and not ink.from_right:  # which every face draws
        return (Span(ink.words.faces.first, ink, text),)
    if ink.from_right or runs_from_right(text):
        return turned_line([(ink, text)]).spans
    return tuple(Span(face, ink, part) for face, part in ink.words.faces.split(text))


def plain_line(runs: Sequence[Run], width: float, edges: Iterable[Edges | None]) -> Line:
    """A line that the first face of each ink draws whole, from the left.

    ``edges`` are those of the runs that lead somewhere.
    """
    spans = [
        Span(ink.words.faces.first, ink, text, edges=edge)
        for (ink, text), edge in zip(runs, edges, strict=True)
    ]
    return Line(tuple(spans), width)


def mixed_line(runs: Sequence[Run], width: float) -> Line:
    """A line that may take several faces, and of which some may run from the right."""
    if runs[0][0].from_right or any(runs_from_right(text) for _, text in runs):
        turned = turned_line(runs)
        return Line(turned.spans, turned.width)
    spans = [
        Span(face, ink, part) for ink, text in runs for face, part in ink.words.faces.split(text)
    ]
    return Line(tuple(spans), width)

"""Lines in which some or all runs from right to left: spans in reading order, each at its place."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.render.faces.bidi import levels, visual_order
from briefgen.render.faces.measure import Span
from briefgen.render.faces.shaping import shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.faces.measure import Ink, Run

_ALONE = "\ufffc"  # stands for a run set apart, which is neither from the left nor the right
_OUTER = 2  # the level of what runs from the left in a paragraph from the right


class Turned(Struct, frozen=True, gc=False):
    """Spans in the order they are read, and the width of the line without the space at its end."""

    spans: tuple[Span, ...]
    width: float


def turned_line(runs: Sequence[Run]) -> Turned:
    """``runs`` of one line, in the order they are read, as spans that know where they stand."""
    base = int(runs[0][0].from_right)
    pieces = [(ink, char) for ink, text in runs for char in text]
    heights = _heights(runs, base)
    end = len("".join(text for _, text in runs).rstrip(" "))
    heights[end:] = [base] * (len(pieces) - end)  # rule L1
    spans: list[Span] = []
    span_heights: list[int] = []
    for start, stop in _stretches(pieces, heights, end):
        made = _spans(pieces[start][0], "".join(c for _, c in pieces[start:stop]), heights[start])
        spans += made
        span_heights += [heights[start]] * len(made)
    order = visual_order(list(range(len(spans))), span_heights)
    ending = sum(span.width for span in spans[-1:]) if end < len(pieces) else 0.0
    x = -ending if base else 0.0
    places = {}
    for index in order:
        places[index] = x
        x += spans[index].width
    width = x if base else x - ending
    return Turned(tuple(replace(s, at=places[n]) for n, s in enumerate(spans)), width)


def _heights(runs: Sequence[Run], base: int) -> list[int]:
    """The level of each character; runs set apart have the levels of a line of their own."""
    if not base:
        return levels("".join(text for _, text in runs), base)
    apart = [
        (ink_apart, list(group)) for ink_apart, group in groupby(runs, key=lambda run: run[0].apart)
    ]
    outer = "".join(
        _ALONE if alone else "".join(text for _, text in group) for alone, group in apart
    )
    around = iter(levels(outer, base))
    heights: list[int] = []
    for alone, group in apart:
        text = "".join(text for _, text in group)
        if alone:
            next(around)
            heights += levels(text, _OUTER)
        else:
            heights += [next(around) for _ in text]
    return heights


def _stretches(
    pieces: Sequence[tuple[Ink, str]], heights: Sequence[int], end: int
) -> list[tuple[int, int]]:
    """Where ink or level change; the space at the end stands by itself."""
    edges = [0] if pieces else []
    for place in range(1, len(pieces)):
        changed = pieces[place][0] is not pieces[place - 1][0] or place == end
        if changed or heights[place] != heights[place - 1]:
            edges.append(place)
    return list(zip(edges, [*edges[1:], len(pieces)], strict=True))


def _spans(ink: Ink, text: str, height: int) -> list[Span]:
    faces = ink.words.faces
    if height % 2:
        face, drawn = faces.joining(text)
        return [Span(face, ink, text, shape(face, drawn))]
    return [Span(face, ink, piece) for face, piece in faces.split(text)]

"""Columns of figures made so wide that a number and its unit stay on one line.

“percent” under its number, or “14,000” over “million” over “dollars”, is read as two things. The
room comes from the columns of text, from those first that make the rows no taller.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.pack.inlines import Strong
from briefgen.render.layout.letterforms import words_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.pack.blocks import Column
    from briefgen.pack.inlines import Inlines
    from briefgen.render.faces.measure import Words
    from briefgen.render.styles import TextStyle

_KEPT = 0.75  # of its width that a column of text keeps
_FOREIGN_SIGN = 0.5  # of the size: how much wider such a sign may be than in our faces
_STEP = 2.0  # points that a column gives at a time


Values = list[list[float]]  # of each value the widths of its words, a space behind each, in points


def values_to_widen(
    columns: Sequence[Column],
    cells: Sequence[Sequence[Inlines]],
    said: Sequence[Sequence[str]],
    rooms: Sequence[float],
    text: TextStyle,
) -> dict[int, Values]:
    """The values of columns that have too little room for one of them, by the column's number.

    Values stand at the right of their columns; ``cells`` are theirs, ``said`` what these say.
    Nothing is measured where all are one word, or so short that they fit whatever their letters.
    """
    found = {}
    for number, column in enumerate(columns):
        if column.align is not Align.RIGHT or " " not in "".join(said[number]):
            continue
        strong = any(isinstance(one, Strong) for cell in cells[number] for one in cell)
        measure = words_like(text, bold=text.bold or strong)
        few = rooms[number] * 1000 / (measure.widest * text.size)
        values = sorted({value for value in said[number] if " " in value})
        if all(len(value) <= few and value.isascii() for value in values):
            continue
        measured = [_measured(value, text, measure) for value in values]
        if max(map(sum, measured)) - measure[" "] * text.size / 1000 > rooms[number]:
            found[number] = measured
    return found


def _measured(value: str, style: TextStyle, measure: Words) -> list[float]:
    words = (value.upper() if style.caps else value).split(" ")
    widths = [(measure[word] + measure[" "]) * style.size / 1000 for word in words]
    # A sign that the face lacks, as a minus, a word processor takes from a face of its own.
    lacking = not measure.mixed.isdisjoint(words)
    return [widths[0] + _FOREIGN_SIGN * style.size * lacking, *widths[1:]]


def widened(
    widths: Sequence[float],
    least: Sequence[float],
    said: Sequence[Sequence[str]],
    wide: Mapping[int, Values],
    around: float,
    text: TextStyle,
) -> list[float]:
    """``widths`` with room for the ``wide`` values, ``around`` which there is so much more.

    A value that asks for too much is given the room of its halves, so that it has two lines and not
    three. No column becomes narrower than its ``least``, nor than what is ``said`` in it where that
    has one line.
    """
    rows = list(zip_longest(*([len(text) for text in texts] for texts in said), fillvalue=0))
    made = list(widths)
    floors = [
        width if number in wide else max(need, width * _KEPT, _one_line(texts, text, width, around))
        for number, (width, need, texts) in enumerate(zip(widths, least, said, strict=True))
    ]
    spare = sum(max(width - floor, 0.0) for width, floor in zip(widths, floors, strict=True))
    for number, values in wide.items():
        allowed = widths[number] + spare / len(wide) - around
        wanted = max(_need(value, allowed) for value in values) + around
        made[number] += _taken(made, floors, rows, max(wanted - widths[number], 0.0))
    return made


def _one_line(texts: Sequence[str], style: TextStyle, width: float, around: float) -> float:
    """How much of ``width`` it takes for each of ``texts`` to have one line; 0 if one has more."""
    measure = words_like(style, bold=style.bold)
    longest = max((sum(_measured(text, style, measure)) for text in texts), default=0.0) + around
    return longest if longest <= width else 0.0


def _need(words: Sequence[float], room: float) -> float:
    """The room for ``words`` on one line, or where there is not so much, on two; else nothing."""
    ways = [sum(words), min(max(sum(words[:at]), sum(words[at:])) for at in range(1, len(words)))]
    return next((way for way in ways if way <= room), 0.0)


def _taken(
    widths: list[float], floors: Sequence[float], rows: Sequence[Sequence[int]], wanted: float
) -> float:
    """Take ``wanted`` points from ``widths``, always where the ``rows`` grow the least by it.

    A row is told by the letters in each of its columns.
    """
    left = wanted
    while left > 0:
        above = [number for number, width in enumerate(widths) if width > floors[number]]
        if not above:
            break
        growth = _growth(widths, above, rows)
        giver = min(above, key=lambda number: (growth[number], -widths[number]))
        step = min(_STEP, left, widths[giver] - floors[giver])
        widths[giver] -= step
        left -= step
    return wanted - left


def _growth(
    widths: Sequence[float], givers: Sequence[int], rows: Sequence[Sequence[int]]
) -> dict[int, float]:
    """How much taller the ``rows`` become for a point less in each of ``givers``, in proportion.

    A row is as tall as the column of it that has most letters for its width.
    """
    growth = dict.fromkeys(givers, 0.0)
    for letters in rows:
        tallest = max(givers, key=lambda number: letters[number] / widths[number])
        growth[tallest] += letters[tallest] / widths[tallest] ** 2
    return growth

"""Timelines: an axis of years from the top down, and a line of words for each mark."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.render.figures.scene import Disc, Label, Path, Scene, Stroke, wrapped

if TYPE_CHECKING:
    from briefgen.pack.figure_blocks import TimelineDiagram, TimelineMark
    from briefgen.render.figures.palette import Palette
    from briefgen.render.figures.scene import Mark

_GAP = 5.0
_WIDER = 1.06  # another program may set bold letters so much wider
_LEAD = 34.0  # width of the lines that lead from the axis to the words
_ROOM = 1.35  # height of a mark's first line, in lines
_DOT = 2.4
_HANGING = 8.0  # further in stands what goes on with a line
_SHORTEST = 6.0  # points that a span on the axis is long at least
_LEAST_WORDS = 0.4  # of the width: what is left beside the dates, else words stand beneath them
_TICKS = 8  # years named along the axis, about


def timeline_scene(diagram: TimelineDiagram, palette: Palette, width: float) -> Scene:
    """``diagram`` drawn ``width`` points wide."""
    marks = diagram.marks
    first = min(mark.first for mark in marks).year
    last = max(mark.last for mark in marks).year + 1
    axis = palette.ink.width("0000") + _GAP
    dates = axis + _LEAD
    words = dates + max(palette.bold.width(mark.when.text) for mark in marks) * _WIDER + 2 * _GAP
    beneath = width - words < _LEAST_WORDS * width
    if beneath:
        words = dates
    lines = [_lines(mark, palette, width - words) for mark in marks]
    tall = [(_ROOM + len(one) - (not beneath)) * palette.leading for one in lines]
    height = sum(tall) + palette.leading
    drawn = _axis(palette, axis, height, first, last)
    y = palette.leading / 2
    for mark, text, room in zip(marks, lines, tall, strict=True):
        drawn += _on_axis(mark, palette, axis, height, (first, last), y + palette.leading / 2)
        baseline = y + palette.leading / 2 + 0.35 * palette.size
        drawn.append(Label(dates, baseline, mark.when.text, palette.bold))
        drawn += [
            Label(words + indent, baseline + number * palette.leading, line, palette.ink)
            for number, (indent, line) in enumerate(text, beneath)
        ]
        y += room
    return Scene(width, height + 2.0, lambda: drawn)


def _lines(mark: TimelineMark, palette: Palette, width: float) -> list[tuple[float, str]]:
    """What happened, line by line, with how far in each stands."""
    return [
        (_HANGING if number else 0.0, line)
        for what in mark.what
        for number, line in enumerate(wrapped(palette.ink, what.text, width - _HANGING))
    ]


def _axis(palette: Palette, x: float, height: float, first: int, last: int) -> list[Mark]:
    """The axis with its years, the first at the top."""
    marks: list[Mark] = [Path((((x, 0.0), (x, height)),), Stroke(0.9, palette.color))]
    step = max(1, round((last - first) / _TICKS))
    for year in range(first, last + 1, step):
        y = height * (year - first) / (last - first)
        marks.append(Path((((x - 3.0, y), (x, y)),), Stroke(0.9, palette.color)))
        baseline = min(max(y + 0.35 * palette.size, palette.size * 0.8), height)
        marks.append(Label(x - _GAP, baseline, str(year), palette.ink, Align.RIGHT))
    return marks


def _on_axis(
    mark: TimelineMark,
    palette: Palette,
    x: float,
    height: float,
    years: tuple[int, int],
    words: float,
) -> list[Mark]:
    """The place of a mark on the axis, and the line that leads to its words."""
    top, bottom = (_y(day, height, years) for day in (mark.first, mark.last))
    drawn: list[Mark] = []
    if bottom - top > _SHORTEST:
        drawn.append(Path((((x, top), (x, bottom)),), Stroke(3.0, palette.dark)))
    middle = (top + bottom) / 2
    bend = x + _LEAD * 0.25, middle
    lead = ((x, middle), bend, (x + _LEAD * 0.75, words), (x + _LEAD - _GAP, words))
    drawn.append(Path((lead,), Stroke(0.6, palette.middle)))
    drawn.append(Disc(x, middle, _DOT, Stroke(0.6, palette.dark), palette.dark))
    return drawn


def _y(day: date, height: float, years: tuple[int, int]) -> float:
    first, last = (date(year, 1, 1).toordinal() for year in years)
    return height * (day.toordinal() - first) / (last - first)

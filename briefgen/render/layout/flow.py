"""Runs of text broken into lines, first fit, at spaces and, where a word is too long, inside."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.faces.measure import Span
from briefgen.render.layout.breaking import SLACK, line_ends, takes_no_space
from briefgen.render.layout.lines import Line, mixed_line, plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.faces.measure import Edges, Ink, Run
    from briefgen.render.layout.breaking import Cut, Ends

_FEW = 12  # words that may well fit one line


def break_lines(runs: Iterable[Run], width: float, first: float | None = None) -> Sequence[Line]:
    """Set ``runs`` in lines of ``width`` points, the first of ``first`` points.

    A line broken at a space keeps the space, so that words do not run together when the text is
    copied or read aloud. No text, no line.
    """
    left = list(runs)
    room = width if first is None else first
    if len(left) == 1:  # most cells of tables, all headings
        line = _one_line(*left[0], room)
        if line is not None:
            return [line]
    return Flow(left, room, width).lines()


def _one_line(ink: Ink, text: str, room: float) -> Line | None:
    """``text`` as one line, if it is short, from the left, of one face, and fits ``room``.

    The same line as `Flow` makes of it, for a third of the time.
    """
    width = _width_of_one(ink, text, room)
    return None if width is None else Line((Span(ink.words.faces.first, ink, text),), width)


def takes_one_line(ink: Ink, text: str, room: float) -> bool:
    """Whether ``text`` is a line as it stands, told without making it; False is no answer."""
    return _width_of_one(ink, text, room) is not None


def _width_of_one(ink: Ink, text: str, room: float) -> float | None:
    """How wide ``text`` is, if it is short, from the left, of one face, and fits ``room``."""
    measure = ink.words
    words = text.split(" ")
    if len(words) == 1:
        width = measure[text] * ink.scale
    elif len(words) > _FEW or "" in words:
        return None
    else:
        width = sum(map(measure.__getitem__, words)) * ink.scale + ink.space * (len(words) - 1)
    if not text or ink.from_right or width > room + SLACK or not measure.mixed.isdisjoint(words):
        return None
    return width


def stands_as_it_is(ink: Ink, text: str) -> bool:
    """Whether ``text``, if it fits, is for certain a line as it stands: even, from the left."""
    return text.isascii() and not ink.from_right and "  " not in text and text == text.strip(" ")


class _Stretch(Struct, gc=False):
    """What of a paragraph is of one ink, from letter ``begin`` up to ``end`` of its text.

    That includes the space before or behind the words that is set in their ink; a stretch may be
    nothing but such a space.
    """

    ink: Ink
    begin: int
    end: int
    behind: bool  # a space follows
    is_space: bool = True  # and nothing else
    edges: Edges | None = None  # of what leads somewhere, in the paragraph as one line


class Flow:
    """Runs of text broken into lines, which are made when they are asked for."""

    __slots__ = ("_ends", "_made", "_runs")

    def __init__(self, runs: Sequence[Run], room: float, rest: float) -> None:
        """Break ``runs`` into a first line of ``room`` points and others of ``rest``."""
        self._runs = _joined(runs)
        self._ends = line_ends(self._runs, room, rest)
        self._made: Sequence[Line] | None = None

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._ends.cuts)

    def lines(self) -> Sequence[Line]:
        """The lines themselves."""
        if self._made is None:
            self._made = _Paragraph(self._runs, self._ends).lines()
        return self._made


class _Paragraph:
    """The text of a paragraph and its stretches, of which lines are made."""

    __slots__ = ("_ends", "_stretches", "_text")

    def __init__(self, runs: Iterable[Run], ends: Ends) -> None:
        """Take ``runs``, which are broken at ``ends``."""
        self._ends = ends
        self._stretches: list[_Stretch] = []
        self._text = self._taken_in(runs)

    def lines(self) -> list[Line]:
        """All lines."""
        lines: list[Line] = []
        number = 0
        nothing = (len(self._text), 0.0, 0.0, False)
        for cut, (stop, *_) in pairwise((*self._ends.cuts, nothing)):
            while self._stretches[number].end <= cut[0]:
                number += 1
            lines.append(self._line(cut, stop, number))
        return lines

    def _taken_in(self, runs: Iterable[Run]) -> str:
        """Keep ``runs`` as stretches; their text, with one space where there are several."""
        stretches, edges = self._stretches, iter(self._ends.edges)
        pieces: list[str] = []
        end = 0  # of the last word
        for ink, text in runs:
            words = text.strip(" ")
            if not words:
                if stretches:  # a space opens no paragraph
                    stretches.append(self._stretch(ink, before=True, behind=True))
                continue
            if "  " in words:
                words = " ".join(filter(None, words.split(" ")))
            stretch = self._stretch(ink, before=text[0] == " ", behind=text[-1] == " ")
            stretches.append(stretch)
            if stretch.end > end:
                pieces.append(" ")
            pieces.append(words)
            stretch.end = end = stretch.end + len(words)
            stretch.is_space = False
            if ink.link is not None:
                stretch.edges = next(edges)
        return "".join(pieces)

    def _stretch(self, ink: Ink, *, before: bool, behind: bool) -> _Stretch:
        """What begins in ``ink``, a space ``before`` or ``behind`` it, up to its first letter.

        The space between it and what was before is set in one of the two inks.
        """
        if not self._stretches:
            return _Stretch(ink, 0, 0, behind)
        last = self._stretches[-1]
        if before or (last.behind and takes_no_space(last.ink)):
            if last.is_space:  # by itself, in another ink
                self._stretches.pop()
                last = self._stretches[-1]
            last.behind = False
            return _Stretch(ink, last.end, last.end + 1, behind)
        if last.behind and not last.is_space:
            last.end += 1
        return _Stretch(ink, last.end, last.end, behind)

    def _line(self, cut: Cut, stop: int, number: int) -> Line:
        """The line of ``cut``, up to letter ``stop``; it begins in stretch ``number``."""
        start, left, right, ends = cut
        stop -= ends
        stretch = self._stretches[number]
        ink = stretch.ink
        is_plain = self._ends.is_plain
        if is_plain and stop <= stretch.end and not takes_no_space(ink):  # most lines
            text = self._text[start : stop + 1 if ends else stop]
            return Line((Span(ink.words.faces.first, ink, text),), right - left)
        text, stretches = self._text, self._stretches_between(number, stop)
        runs = [(one.ink, text[max(start, one.begin) : min(stop, one.end)]) for one in stretches]
        edges = [_edges(one, left, right) for one in stretches]
        if ends:  # a line broken at a space keeps it
            ink, last = runs[-1]
            if takes_no_space(ink):
                runs.append((runs[max(len(runs) - 2, 0)][0], " "))
                edges.append(None)
            else:
                runs[-1] = (ink, f"{last} ")
        if is_plain:
            return plain_line(runs, right - left, edges)
        return mixed_line(runs, right - left)

    def _stretches_between(self, number: int, stop: int) -> list[_Stretch]:
        """Those that begin before letter ``stop``, from stretch ``number`` on."""
        stretches = self._stretches
        end = number + 1
        while end < len(stretches) and stretches[end].begin < stop:
            end += 1
        return stretches[number:end]


def _joined(runs: Sequence[Run]) -> list[Run]:
    """``runs`` with neighbours of the same ink as one; those without text left out."""
    joined: list[Run] = []
    before = None
    for run in runs:
        ink, text = run
        if not text:
            continue
        if ink is before:
            joined[-1] = (ink, joined[-1][1] + text)
        else:
            joined.append(run)
            before = ink
    return joined


def _edges(stretch: _Stretch, left: float, right: float) -> Edges | None:
    """Where what leads somewhere stands in the line that takes from ``left`` to ``right``."""
    if stretch.edges is None:
        return None
    begins, ends = stretch.edges
    return max(begins, left) - left, min(ends, right) - left

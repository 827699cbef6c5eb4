"""Runs of text broken into lines, first fit, at spaces and, where a word is too long, inside."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.pdf.bidi import runs_from_right
from briefgen.render.pdf.measure import Span
from briefgen.render.pdf.turned import turned_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.pdf.measure import Ink, Run

_FEW = 12  # words that may well fit one line
_SLACK = 0.01  # points a line may run over: rounding must not break it
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-–—/](?=[^\W\d_])|—")
_IN_ADDRESS = re.compile(r"[-–—/?&=._,;:](?=\w)")


class Line(Struct, frozen=True, gc=False):
    """Spans set side by side, and their width without the space at the end."""

    spans: tuple[Span, ...]
    width: float


class _Atom(Struct, frozen=True, gc=False):
    """What stands between two spaces: pieces that may differ in ink."""

    pieces: list[Run]
    width: float


class _Part:
    """Words and spaces of one ink in a line; ``whole`` if the first face draws them all."""

    __slots__ = ("ink", "strings", "whole")

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.strings: list[str] = []
        self.whole = True


def break_lines(runs: Iterable[Run], width: float, first: float | None = None) -> list[Line]:
    """Set ``runs`` in lines of ``width`` points, the first of ``first`` points.

    A line broken at a space keeps the space, so that words do not run together when the text is
    copied or read aloud. No text, no line.
    """
    runs = tuple(runs)
    if len(runs) == 1:  # most cells of tables, all headings
        line = _one_line(*runs[0], width if first is None else first)
        if line is not None:
            return [line]
    setter = _Setter(width, width if first is None else first)
    for ink, text in runs:
        setter.add(ink, text)
    return setter.finish()


def _one_line(ink: Ink, text: str, room: float) -> Line | None:
    """``text`` as one line, if it is short, from the left, of one face, and fits ``room``.

    The same line as `_Setter` makes of it, for a third of the time.
    """
    words = text.split(" ")
    if len(words) > _FEW or "" in words or ink.from_right:
        return None
    measure = ink.words
    width = sum(map(measure.__getitem__, words)) * ink.scale + ink.space * (len(words) - 1)
    if width > room + _SLACK or not measure.mixed.isdisjoint(words):
        return None
    return Line((Span(measure.faces.first, ink, text),), width)


def spans_of(ink: Ink, text: str) -> tuple[Span, ...]:
    """``text`` in one ink, cut where another face or the other direction begins."""
    if ink.from_right or runs_from_right(text):
        return turned_line([(ink, text)]).spans
    return tuple(Span(face, ink, part) for face, part in ink.words.faces.split(text))


class _Setter:
    """Lines as they fill up.

    What has been read since the last space waits, for the next run may go on with the same word.
    """

    __slots__ = ("_lines", "_opening", "_parts", "_rest", "_room", "_waiting", "_x")

    def __init__(self, rest: float, first: float) -> None:
        self._lines: list[Line] = []
        self._parts: list[_Part] = []
        self._waiting: list[Run] = []
        self._opening: Ink | None = None  # of a space that the text of another ink begins with
        self._x = 0.0
        self._rest = rest
        self._room = first + _SLACK

    def add(self, ink: Ink, text: str) -> None:
        """Set ``text`` after what was set before."""
        words = text.split(" ")
        if words[0]:
            self._waiting.append((ink, words[0]))
        if len(words) == 1:
            return
        self._settle()
        self._opening = None if words[0] else ink
        self._set_words(ink, list(filter(None, words[1:-1])))
        if words[-1]:
            self._waiting.append((ink, words[-1]))

    def finish(self) -> list[Line]:
        """All lines."""
        self._settle()
        if self._parts:
            self._end_line("")
        return self._lines

    def _settle(self) -> None:
        """Set what waits: it ends here."""
        if self._waiting:
            self._place(_atom(self._waiting))
            self._waiting.clear()

    def _set_words(self, ink: Ink, words: list[str]) -> None:
        """Set whole ``words``: the first to begin with, then as many at once as the line takes."""
        if not words:
            return
        measure, scale, space = ink.words, ink.scale, ink.space
        # How far the first n words reach, with a space before each.
        ends = list(accumulate([measure[word] * scale + space for word in words], initial=0.0))
        place, count = 0, len(words)
        while place < count:
            # A word that begins a run, or a line, or has to be broken.
            self._place(_Atom([(ink, words[place])], ends[place + 1] - ends[place] - space))
            place += 1
            room = self._room - self._x + ends[place]
            stop = bisect_right(ends, room, place) - 1
            if stop > place:
                taken, part = words[place:stop], self._parts[-1]
                part.strings += (" ", " ".join(taken))
                part.whole = part.whole and measure.mixed.isdisjoint(taken)
                self._x += ends[stop] - ends[place]
                place = stop

    def _place(self, atom: _Atom) -> None:
        """Set ``atom`` on this line if it fits, else on the next."""
        space = (self._opening or self._parts[-1].ink).space if self._parts else 0.0
        if self._x + space + atom.width <= self._room:
            self._append(atom, space)
        else:
            self._wrap(atom, space)
        self._opening = None

    def _wrap(self, atom: _Atom, gap: float) -> None:
        places = _IN_ADDRESS if atom.width > self._rest else BETWEEN_LETTERS
        head, tail = _split(atom, self._room - self._x - gap, places)
        if head.pieces:
            self._append(head, gap)
        if self._parts:
            self._end_line("" if head.pieces else " ")
        while tail.width > self._room:
            head, tail = _split(tail, self._room, _IN_ADDRESS)
            if not head.pieces:
                head, tail = _split_anywhere(tail, self._room)
            self._append(head, 0.0)
            if not tail.pieces:
                return
            self._end_line("")
        self._append(tail, 0.0)

    def _append(self, atom: _Atom, gap: float) -> None:
        parts = self._parts
        if gap:
            self._close_number(atom.pieces[0][0])
            if self._opening and parts[-1].ink is not self._opening:
                parts.append(_Part(self._opening))
            parts[-1].strings.append(" ")
        for ink, word in atom.pieces:
            if not parts or parts[-1].ink is not ink:
                parts.append(_Part(ink))
            parts[-1].strings.append(word)
            if word in ink.words.mixed:
                parts[-1].whole = False
        self._x += gap + atom.width

    def _close_number(self, ink: Ink) -> None:
        """Let the space behind a number or words of the writer's be of the text, in ``ink``."""
        last = self._parts[-1].ink
        if last.rise or (last.link is not None and last.link.reference):
            self._parts.append(_Part(ink))

    def _end_line(self, ending: str) -> None:
        if ending:
            self._close_number(self._parts[max(len(self._parts) - 2, 0)].ink)
        self._parts[-1].strings.append(ending)
        self._lines.append(self._line())
        self._parts, self._x = [], 0.0
        self._room = self._rest + _SLACK

    def _line(self) -> Line:
        first = self._parts[0]
        if len(self._parts) == 1 and first.whole and not first.ink.from_right:
            span = Span(first.ink.words.faces.first, first.ink, "".join(first.strings))
            return Line((span,), self._x)
        runs = [(part.ink, "".join(part.strings)) for part in self._parts]
        mixed = any(not part.whole for part in self._parts)
        if self._parts[0].ink.from_right or (mixed and any(runs_from_right(t) for _, t in runs)):
            turned = turned_line(runs)
            return Line(turned.spans, turned.width)
        spans: list[Span] = []
        for part, (ink, text) in zip(self._parts, runs, strict=True):
            if part.whole:
                spans.append(Span(ink.words.faces.first, ink, text))
            else:
                spans += [Span(face, ink, piece) for face, piece in ink.words.faces.split(text)]
        return Line(tuple(spans), self._x)


def _split(atom: _Atom, room: float, places: re.Pattern[str]) -> tuple[_Atom, _Atom]:
    """The longest part of ``atom`` that ends at one of ``places`` and fits ``room``; the rest."""
    if not any(places.search(word) for _, word in atom.pieces):
        return _NOTHING, atom
    best = (0, 0)
    before = 0.0
    for index, (ink, word) in enumerate(atom.pieces):
        for found in places.finditer(word):
            if before + ink.width(word[: found.end()]) > room:
                break
            best = (index, found.end())
        before += ink.width(word)
        if before > room:
            break
    return _cut(atom, *best)


def _split_anywhere(atom: _Atom, room: float) -> tuple[_Atom, _Atom]:
    """The most characters of ``atom`` that fit ``room``, but one at least; the rest."""
    left = room
    for index, (ink, word) in enumerate(atom.pieces):
        for place, char in enumerate(word):
            left -= ink.width(char)
            if left < 0 and (index, place) != (0, 0):
                return _cut(atom, index, place)
            if left < 0:
                return _cut(atom, 0, 1)
    return atom, _Atom([], 0.0)


def _cut(atom: _Atom, index: int, place: int) -> tuple[_Atom, _Atom]:
    ink, word = atom.pieces[index]
    head = [*atom.pieces[:index], (ink, word[:place])]
    tail = [(ink, word[place:]), *atom.pieces[index + 1 :]]
    return _atom(head), _atom(tail)


_NOTHING = _Atom([], 0.0)


def _atom(pieces: Sequence[Run]) -> _Atom:
    kept = [piece for piece in pieces if piece[1]]
    width = 0.0
    for ink, word in kept:
        width += ink.words[word] * ink.scale
    return _Atom(kept, width)

"""Runs of text broken into lines, first fit, at spaces and, where a word is too long, inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.render.pdf.measure import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.render.pdf.measure import Ink, Run

_SLACK = 0.01  # points a line may run over: rounding must not break it
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-–—/](?=[^\W\d_])|—")
_IN_ADDRESS = re.compile(r"[-–—/?&=._,;:](?=\w)")


class Line(NamedTuple):
    """Spans set side by side, and their width without the space at the end."""

    spans: tuple[Span, ...]
    width: float


class _Atom(NamedTuple):
    """What stands between two spaces: pieces that may differ in ink."""

    pieces: list[Run]
    width: float


def break_lines(runs: Iterable[Run], width: float, first: float | None = None) -> list[Line]:
    """Set ``runs`` in lines of ``width`` points, the first of ``first`` points.

    A line broken at a space keeps the space, so that words do not run together when the text is
    copied or read aloud. No text, no line.
    """
    setter = _Setter(width, width if first is None else first)
    for atom in _atoms(runs):
        setter.place(atom)
    return setter.finish()


def spans_of(ink: Ink, text: str) -> tuple[Span, ...]:
    """``text`` in one ink, cut where another face has to step in."""
    return tuple(Span(face, ink, piece) for face, piece in ink.words.faces.split(text))


def _atoms(runs: Iterable[Run]) -> Iterator[_Atom]:
    pieces: list[Run] = []
    width = 0.0
    for ink, text in runs:
        words, scale = ink.words, ink.scale
        head, *rest = text.split(" ")
        if head:
            pieces.append((ink, head))
            width += words[head].advance * scale
        for word in rest:
            if pieces:
                yield _Atom(pieces, width)
                pieces, width = [], 0.0
            if word:
                pieces.append((ink, word))
                width = words[word].advance * scale
    if pieces:
        yield _Atom(pieces, width)


class _Setter:
    """Lines as they fill up."""

    __slots__ = ("_lines", "_parts", "_rest", "_room", "_x")

    def __init__(self, rest: float, first: float) -> None:
        self._lines: list[Line] = []
        self._parts: list[tuple[Ink, list[str]]] = []
        self._x = 0.0
        self._rest = rest
        self._room = first + _SLACK

    def place(self, atom: _Atom) -> None:
        """Set ``atom`` on this line if it fits, else on the next."""
        gap = self._parts[-1][0].space if self._parts else 0.0
        if self._x + gap + atom.width <= self._room:
            self._append(atom, gap)
        else:
            self._wrap(atom, gap)

    def finish(self) -> list[Line]:
        """All lines."""
        if self._parts:
            self._end_line("")
        return self._lines

    def _wrap(self, atom: _Atom, gap: float) -> None:
        head, tail = _split(atom, self._room - self._x - gap, _BETWEEN_LETTERS)
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
            parts[-1][1].append(" ")
        for ink, word in atom.pieces:
            if parts and parts[-1][0] is ink:
                parts[-1][1].append(word)
            else:
                parts.append((ink, [word]))
        self._x += gap + atom.width

    def _end_line(self, ending: str) -> None:
        self._parts[-1][1].append(ending)
        spans: list[Span] = []
        for ink, strings in self._parts:
            words = ink.words
            text = "".join(strings)
            if all(words[string].whole for string in strings):
                spans.append(Span(words.faces.first, ink, text))
            else:
                spans.extend(spans_of(ink, text))
        self._lines.append(Line(tuple(spans), self._x))
        self._parts, self._x = [], 0.0
        self._room = self._rest + _SLACK


def _split(atom: _Atom, room: float, places: re.Pattern[str]) -> tuple[_Atom, _Atom]:
    """The longest part of ``atom`` that ends at one of ``places`` and fits ``room``; the rest."""
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


def _atom(pieces: Sequence[Run]) -> _Atom:
    kept = [(ink, word) for ink, word in pieces if word]
    return _Atom(kept, sum(ink.width(word) for ink, word in kept))

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
    from collections.abc import Iterable

    from briefgen.render.pdf.measure import Ink, Run

_FEW = 12  # words that may well fit one line
_SLACK = 0.01  # points a line may run over: rounding must not break it
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-–—/](?=[^\W\d_])|—")
_IN_ADDRESS = re.compile(r"[-–—/?&=._,;:](?=\w)")
_MAY_BREAK_IN = re.compile(rf"{_IN_ADDRESS.pattern}|—").search


class Line(Struct, frozen=True, gc=False):
    """Spans set side by side, and their width without the space at the end."""

    spans: tuple[Span, ...]
    width: float


def break_lines(runs: Iterable[Run], width: float, first: float | None = None) -> list[Line]:
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
    return _Flow(left).lines(room, width) if left else []


def _one_line(ink: Ink, text: str, room: float) -> Line | None:
    """``text`` as one line, if it is short, from the left, of one face, and fits ``room``.

    The same line as `_Flow` makes of it, for a third of the time.
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


class _Stretch:
    """The words of a paragraph that are of one ink, from number ``start`` up to ``stop``.

    The space ``before`` them, or the one ``behind``, is set in their ink; a stretch may be nothing
    but such a space. ``gap`` is the room before the first word.
    """

    __slots__ = ("before", "behind", "gap", "ink", "start", "stop")

    def __init__(self, ink: Ink, start: int, *, before: bool, behind: bool) -> None:
        self.ink = ink
        self.start = self.stop = start
        self.before = before
        self.behind = behind
        self.gap = 0.0


class _Flow:
    """The words of a paragraph one behind the other, and how far each reaches.

    A line then ends at the last word that reaches no further than the line does.
    """

    __slots__ = ("_glued", "_plain", "_reach", "_stretches", "_words")

    def __init__(self, runs: list[Run]) -> None:
        self._stretches: list[_Stretch] = []
        self._words: list[str] = []
        self._glued: set[int] = set()  # words that no space parts from the one before
        # Whether the first face of each ink draws all of it, from the left.
        self._plain = not runs[0][0].from_right
        steps: list[float] = []
        for ink, text in _joined(runs):
            words = text.split(" ")
            stretch = self._stretch(ink, before=not words[0], behind=not words[-1])
            if "" in words:
                words = list(filter(None, words))
            if not self._keep(stretch, words):
                continue
            measure, scale, space = ink.words, ink.scale, ink.space
            ends = [measure[word] * scale + space for word in words]
            ends[0] += stretch.gap - space
            self._plain = self._plain and measure.mixed.isdisjoint(words)
            steps += ends
        self._reach = list(accumulate(steps))

    def _stretch(self, ink: Ink, *, before: bool, behind: bool) -> _Stretch:
        """What begins behind the words so far: the space between is set in one of the two inks."""
        made = _Stretch(ink, len(self._words), before=before, behind=behind)
        if not self._words:
            made.before = False
            return made
        last = self._stretches[-1]
        if before:
            if last.start == made.start:  # a space by itself, in another ink
                self._stretches.pop()
                last = self._stretches[-1]
            last.behind = False
        elif last.behind and _takes_no_space(last.ink):
            last.behind, made.before = False, True
        if made.before:
            made.gap = ink.space
        elif last.behind:
            made.gap = last.ink.space
        else:
            self._glued.add(made.start)
        return made

    def _keep(self, stretch: _Stretch, words: list[str]) -> bool:
        """Take ``stretch`` up with its ``words``, and say whether it has any.

        A space opens no paragraph.
        """
        if words or self._words:
            self._stretches.append(stretch)
        if not words:
            stretch.behind = True
            return False
        self._words += words
        stretch.stop = len(self._words)
        return True

    def lines(self, room: float, rest: float) -> list[Line]:
        """The lines: the first of ``room`` points, the others of ``rest``."""
        reach, glued, count = self._reach, self._glued, len(self._words)
        words, stretches = self._words, self._stretches
        lines: list[Line] = []
        place, left = 0, 0.0  # of the first word of the line, or of what is left of it
        number = 0  # of its stretch
        while place < count:
            edge = left + room + _SLACK
            stop = bisect_right(reach, edge, place)
            if stop == count:
                lines.append(self._line(number, place, stop, reach[-1] - left))
                break
            while stop > place and stop in glued:
                stop -= 1
            there = number
            while stretches[there].stop <= stop:
                there += 1
            begins = left if stop == place else self._begins(stop, stretches[there])
            broken = None
            if stop + 1 in glued or _MAY_BREAK_IN(words[stop]):
                broken = self._place_to_break(stop, there, edge - begins, rest)
            if broken is None and stop == place:
                broken = self._break_anywhere(stop, there, edge - begins)
            if broken is None:
                lines.append(self._line(number, place, stop, reach[stop - 1] - left, ends=True))
                place, left, number = stop, begins, there
            else:
                line, place, left, number = self._broken(number, place, left, broken)
                lines.append(line)
            room = rest
        return lines

    def _begins(self, word: int, stretch: _Stretch) -> float:
        """How far into the paragraph ``word``, which is of ``stretch``, begins."""
        gap = stretch.gap if word == stretch.start else stretch.ink.space
        return self._reach[word - 1] + gap if word else 0.0

    # --- lines ---

    def _line(
        self, number: int, start: int, stop: int, width: float, *, ends: bool = False
    ) -> Line:
        """The words from ``start`` to ``stop``, the first of them of stretch ``number``.

        With ``ends`` the line is broken at a space, which it keeps.
        """
        stretch = self._stretches[number]
        if stop <= stretch.stop:
            runs = [(stretch.ink, " ".join(self._words[start:stop]))]
        else:
            runs = self._runs_between(number, start, stop)
        if ends:
            ink, text = runs[-1]
            if _takes_no_space(ink):
                runs.append((runs[max(len(runs) - 2, 0)][0], " "))
            else:
                runs[-1] = (ink, f"{text} ")
        if self._plain:
            return Line(
                tuple([Span(ink.words.faces.first, ink, text) for ink, text in runs]), width
            )
        return _mixed_line(runs, width)

    def _runs_between(self, number: int, start: int, stop: int) -> list[Run]:
        words, stretches = self._words, self._stretches
        runs = []
        while number < len(stretches) and stretches[number].start < stop:
            stretch = stretches[number]
            number += 1
            text = " ".join(words[max(start, stretch.start) : min(stop, stretch.stop)])
            if stretch.before and stretch.start > start:
                text = f" {text}"
            if stretch.behind and stretch.start < stretch.stop < stop:
                text += " "
            runs.append((stretch.ink, text))
        return runs

    # --- words broken ---

    def _pieces(self, word: int, number: int) -> Iterable[tuple[int, Ink, str]]:
        """``word``, which is of stretch ``number``, and those glued to it, with their inks."""
        while True:
            while self._stretches[number].stop <= word:
                number += 1
            yield word, self._stretches[number].ink, self._words[word]
            word += 1
            if word not in self._glued:
                return

    def _place_to_break(
        self, word: int, number: int, room: float, rest: float
    ) -> tuple[int, int] | None:
        """The last place at which what begins with ``word`` may be broken to fit ``room``.

        A word and a place within it; words wider than a whole line of ``rest`` may be broken as
        addresses are.
        """
        pieces = list(self._pieces(word, number))
        wide = sum(ink.width(text) for _, ink, text in pieces)
        places = _IN_ADDRESS if wide > rest else BETWEEN_LETTERS
        best = None
        before = 0.0
        for place, ink, text in pieces:
            for found in places.finditer(text):
                if before + ink.width(text[: found.end()]) > room:
                    return best
                best = (place, found.end())
            before += ink.width(text)
        return best

    def _break_anywhere(self, word: int, number: int, room: float) -> tuple[int, int]:
        """The place behind the most characters that fit ``room``, but behind one at least."""
        for place, ink, text in self._pieces(word, number):
            for count, char in enumerate(text):
                room -= ink.width(char)
                if room < 0:
                    return (word, 1) if (place, count) == (word, 0) else (place, count)
        return word, 1

    def _broken(
        self, number: int, start: int, left: float, broken: tuple[int, int]
    ) -> tuple[Line, int, float, int]:
        """The line from ``start`` up to where a word is ``broken``.

        Also the word that the next line begins with, where it begins, and its stretch; what is
        left of a word ends where the whole one did.
        """
        word, count = broken
        there = number
        while self._stretches[there].stop <= word:
            there += 1
        stretch, text = self._stretches[there], self._words[word]
        if count == len(text):  # behind the word, which may well be the last before a space
            ends = word + 1 < len(self._words) and word + 1 not in self._glued
            line = self._line(number, start, word + 1, self._reach[word] - left, ends=ends)
            while word + 1 < len(self._words) and self._stretches[there].stop <= word + 1:
                there += 1
            begins = self._begins(word + 1, self._stretches[there])
            return line, word + 1, begins, there
        begins = left if word == start else self._begins(word, stretch)
        if not count:
            return self._line(number, start, word, begins - left), word, begins, there
        head, tail = text[:count], text[count:]
        self._words[word] = head
        line = self._line(number, start, word + 1, begins + stretch.ink.width(head) - left)
        self._words[word] = tail
        return line, word, self._reach[word] - stretch.ink.width(tail), there


def _mixed_line(runs: list[Run], width: float) -> Line:
    """A line that takes several faces, or of which some runs from the right."""
    if runs[0][0].from_right or any(runs_from_right(text) for _, text in runs):
        turned = turned_line(runs)
        return Line(turned.spans, turned.width)
    spans = [
        Span(face, ink, part) for ink, text in runs for face, part in ink.words.faces.split(text)
    ]
    return Line(tuple(spans), width)


def _joined(runs: list[Run]) -> list[Run]:
    """``runs`` with neighbours of the same ink as one; those without text left out."""
    joined: list[Run] = []
    for ink, text in runs:
        if not text:
            continue
        if joined and joined[-1][0] is ink:
            joined[-1] = (ink, joined[-1][1] + text)
        else:
            joined.append((ink, text))
    return joined


def _takes_no_space(ink: Ink) -> bool:
    """Whether ``ink`` is that of a number or of a link: the space behind is of the text again."""
    return bool(ink.rise) or ink.link is not None

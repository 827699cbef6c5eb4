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
_ANYWHERE_IN = re.compile(rf"{_IN_ADDRESS.pattern}|—").search


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
    lines: list[Line] = []
    while left:  # once, and again behind each word that is broken
        left = _Flow(left).set_lines(lines, room, width)
        room = width
    return lines


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

    __slots__ = ("_glued", "_plain", "_reach", "_runs", "_stretches", "_words")

    def __init__(self, runs: list[Run]) -> None:
        self._runs: list[Run] = []  # one for each stretch
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
            if not self._keep(stretch, (ink, text), words):
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
                self._runs.pop()
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

    def _keep(self, stretch: _Stretch, run: Run, words: list[str]) -> bool:
        """Take ``stretch`` up with its ``words``, and say whether it has any.

        A space opens no paragraph.
        """
        if words or self._words:
            self._stretches.append(stretch)
            self._runs.append(run)
        if not words:
            stretch.behind = True
            return False
        self._words += words
        stretch.stop = len(self._words)
        return True

    def set_lines(self, lines: list[Line], room: float, rest: float) -> list[Run]:
        """Add ``lines``: the first of ``room`` points, the others of ``rest``.

        Returns what is left where a word has been broken.
        """
        reach, glued, count = self._reach, self._glued, len(self._words)
        words, stretches = self._words, self._stretches
        place, left = 0, 0.0  # of the first word of the line
        number = 0  # of its stretch
        while place < count:
            edge = left + room + _SLACK
            stop = bisect_right(reach, edge, place)
            if stop == count:
                lines.append(self._line(number, place, stop, reach[-1] - left))
                break
            while stop in glued:
                stop -= 1
            there = number
            while stretches[there].stop <= stop:
                there += 1
            begins = self._begins(stop, stretches[there])
            broken = None
            if stop + 1 in glued or _ANYWHERE_IN(words[stop]):
                broken = self._place_to_break(stop, there, edge - begins, rest)
            if broken is None and stop == place:
                broken = self._break_anywhere(stop, there, edge - begins)
            if broken is not None:
                return self._broken(lines, number, place, left, broken)
            lines.append(self._line(number, place, stop, reach[stop - 1] - left, ends=True))
            place, left, number, room = stop, begins, there, rest
        return []

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
        for stretch in stretches[number:]:
            if stretch.start >= stop:
                break
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
        self, lines: list[Line], number: int, start: int, left: float, broken: tuple[int, int]
    ) -> list[Run]:
        """Add the line from ``start`` up to where a word is ``broken``; what is left behind it."""
        word, count = broken
        there = number
        while self._stretches[there].stop <= word:
            there += 1
        stretch, text = self._stretches[there], self._words[word]
        begins = self._begins(word, stretch)
        tail = " ".join([text[count:], *self._words[word + 1 : stretch.stop]])
        if self._runs[there][1].endswith(" "):
            tail += " "
        if count:
            head = text[:count]
            self._words[word] = head
            width = begins + stretch.ink.width(head) - left
            lines.append(self._line(number, start, word + 1, width))
        else:
            lines.append(self._line(number, start, word, begins - left))
        return [run for run in [(stretch.ink, tail), *self._runs[there + 1 :]] if run[1]]


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

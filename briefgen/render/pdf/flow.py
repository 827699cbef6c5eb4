"""Runs of text broken into lines, first fit, at spaces and, where a word is too long, inside."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.pdf.lines import Line, mixed_line, plain_line
from briefgen.render.pdf.measure import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.pdf.measure import Ink, Run

_FEW = 12  # words that may well fit one line
_SLACK = 0.01  # points a line may run over: rounding must not break it
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-–—/](?=[^\W\d_])|—")
_IN_ADDRESS = re.compile(r"[-–—/?&=._,;:](?=\w)")
_MAY_BREAK_IN = re.compile(rf"{_IN_ADDRESS.pattern}|—").search

# A line to be made: the number of the stretch of its first word, its first word and the one behind
# its last, how wide it is, and whether it is broken at a space.
_Cut = tuple[int, int, int, float, bool]


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
    measure = ink.words
    words = text.split(" ")
    if len(words) == 1:
        width = measure[text] * ink.scale
    elif len(words) > _FEW or "" in words:
        return None
    else:
        width = sum(map(measure.__getitem__, words)) * ink.scale + ink.space * (len(words) - 1)
    if not text or ink.from_right or width > room + _SLACK or not measure.mixed.isdisjoint(words):
        return None
    return Line((Span(measure.faces.first, ink, text),), width)


class _Stretch(Struct, gc=False):
    """The words of a paragraph that are of one ink, from number ``start`` up to ``stop``.

    The space ``before`` them, or the one ``behind``, is set in their ink; a stretch may be nothing
    but such a space. ``gap`` is the room before the first word.
    """

    ink: Ink
    start: int
    stop: int
    before: bool
    behind: bool
    gap: float = 0.0


class Flow:
    """Runs of text broken into lines, which are made when they are asked for.

    The words stand one behind the other, and it is known how far each reaches: a line ends at the
    last word that reaches no further than the line does.
    """

    __slots__ = ("_cuts", "_glued", "_has_made", "_made", "_reach", "_runs", "_stretches", "_words")

    def __init__(self, runs: Sequence[Run], room: float, rest: float) -> None:
        """Break ``runs`` into a first line of ``room`` points and others of ``rest``."""
        self._runs = _joined(runs)
        self._stretches: list[_Stretch] = []
        self._words: list[str] = []
        self._glued: set[int] = set()  # words that no space parts from the one before
        steps: list[float] = []
        for ink, text in self._runs:
            words = text.split(" ")
            before, behind = not words[0], not words[-1]
            if before or behind or "" in words:
                words = list(filter(None, words))
            if not words and not steps:
                continue  # a space opens no paragraph
            start = len(steps)
            stretch = self._stretch(ink, start, before, behind)
            self._stretches.append(stretch)
            if words:
                self._words += words
                steps += map(ink.steps.__getitem__, words)
                steps[start] += stretch.gap - ink.space
                stretch.stop = len(steps)
        self._reach = list(accumulate(steps))
        self._cuts: list[_Cut | Line] = []
        self._has_made = False  # some of them, because a word is broken
        self._made: list[Line] | None = None
        self._cut(room, rest)
        # What is found again in the runs makes room.
        self._reach.clear()
        if not self._has_made:
            self._words.clear()

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._cuts)

    def lines(self) -> Sequence[Line]:
        """The lines themselves."""
        if self._made is None:
            self._made = self._make_lines()
        return self._made

    def _make_lines(self) -> list[Line]:
        words = self._words
        if not words:
            words = [word for _, text in self._runs for word in text.split(" ") if word]
        make = plain_line if self._is_plain(words) else mixed_line
        return [
            make(self._runs_of(cut, words), cut[3]) if isinstance(cut, tuple) else cut
            for cut in self._cuts
        ]

    def _stretch(self, ink: Ink, start: int, before: bool, behind: bool) -> _Stretch:
        """What begins with word ``start``, a space before or behind it.

        The space between it and what was before is set in one of the two inks.
        """
        if not start:
            return _Stretch(ink, 0, 0, before=False, behind=behind)
        last = self._stretches[-1]
        if before or (last.behind and _takes_no_space(last.ink)):
            if last.start == start:  # a space by itself, in another ink
                self._stretches.pop()
                last = self._stretches[-1]
            last.behind = False
            return _Stretch(ink, start, start, before=True, behind=behind, gap=ink.space)
        if last.behind:
            return _Stretch(ink, start, start, before=False, behind=behind, gap=last.ink.space)
        self._glued.add(start)
        return _Stretch(ink, start, start, before=False, behind=behind)

    def _cut(self, room: float, rest: float) -> None:
        """Find where the lines end: the first after ``room`` points, the others after ``rest``."""
        reach, glued, count = self._reach, self._glued, len(self._words)
        words, stretches, cuts = self._words, self._stretches, self._cuts
        place, left = 0, 0.0  # of the first word of the line, or of what is left of it
        number = 0  # of its stretch
        while place < count:
            edge = left + room + _SLACK
            stop = bisect_right(reach, edge, place)
            if stop == count:
                cuts.append((number, place, stop, reach[-1] - left, False))
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
                cuts.append((number, place, stop, reach[stop - 1] - left, True))
                place, left, number = stop, begins, there
            else:
                place, left, number = self._cut_inside(number, place, left, broken)
            room = rest

    def _begins(self, word: int, stretch: _Stretch) -> float:
        """How far into the paragraph ``word``, which is of ``stretch``, begins."""
        gap = stretch.gap if word == stretch.start else stretch.ink.space
        return self._reach[word - 1] + gap if word else 0.0

    # --- lines ---

    def _is_plain(self, words: Sequence[str]) -> bool:
        """Whether the first face of each ink draws all ``words`` set in it, from the left."""
        stretches = self._stretches
        if stretches and stretches[0].ink.from_right:
            return False
        return all(one.ink.words.mixed.isdisjoint(words[one.start : one.stop]) for one in stretches)

    def _runs_of(self, cut: _Cut, words: Sequence[str]) -> list[Run]:
        """The runs of one line, the ``words`` being those of the paragraph."""
        number, start, stop, _, ends = cut
        stretch = self._stretches[number]
        if stop <= stretch.stop:
            runs = [(stretch.ink, " ".join(words[start:stop]))]
        else:
            runs = self._runs_between(number, start, stop, words)
        if ends:  # a line broken at a space keeps it
            ink, text = runs[-1]
            if _takes_no_space(ink):
                runs.append((runs[max(len(runs) - 2, 0)][0], " "))
            else:
                runs[-1] = (ink, f"{text} ")
        return runs

    def _runs_between(self, number: int, start: int, stop: int, words: Sequence[str]) -> list[Run]:
        stretches = self._stretches
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

    def _cut_inside(
        self, number: int, start: int, left: float, broken: tuple[int, int]
    ) -> tuple[int, float, int]:
        """Cut the line from ``start`` up to where a word is ``broken``.

        The word that the next line begins with comes out, where it begins, and its stretch; what
        is left of a word ends where the whole one did.
        """
        word, count = broken
        there = number
        while self._stretches[there].stop <= word:
            there += 1
        stretch, text = self._stretches[there], self._words[word]
        if count == len(text):  # behind the word, which may well be the last before a space
            ends = word + 1 < len(self._words) and word + 1 not in self._glued
            self._cuts.append((number, start, word + 1, self._reach[word] - left, ends))
            while word + 1 < len(self._words) and self._stretches[there].stop <= word + 1:
                there += 1
            return word + 1, self._begins(word + 1, self._stretches[there]), there
        begins = left if word == start else self._begins(word, stretch)
        if not count:
            self._cuts.append((number, start, word, begins - left, False))
            return word, begins, there
        # Made at once: of the word nothing but its tail is kept.
        head, tail = text[:count], text[count:]
        self._words[word] = head
        width = begins + stretch.ink.width(head) - left
        cut = (number, start, word + 1, width, False)
        self._has_made = True
        self._cuts.append(mixed_line(self._runs_of(cut, self._words), width))
        self._words[word] = tail
        return word, self._reach[word] - stretch.ink.width(tail), there


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


def _takes_no_space(ink: Ink) -> bool:
    """Whether ``ink`` is that of a number or of a link: the space behind is of the text again."""
    return bool(ink.rise) or ink.link is not None

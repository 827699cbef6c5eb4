"""Where the lines of running text end: first fit, at spaces and, where a word is too long, inside.

Of the time that it takes to lay pages out this would be a third. Where a compiler was at hand when
the program was set up or built (``.ci/compiling.py``), text of letters from left to right and
common signs that its first face draws is broken by ``_breaking.c``, which comes to the same ends as
what is written here for all text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.unbroken import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.render.faces.measure import Edges, Ink, Run

# Begins the SHA-256 of _breaking.c: what was compiled of another one is not for this module.
SOURCE = "e1326f43d1462d4a"
SLACK = 0.01  # points a line may run over: rounding must not break it
# Where programs that read Word files break: behind a hyphen and before what an address asks, behind
# a stroke only in a long address. Years with a dash between them stay on one line.
BETWEEN_LETTERS = re.compile(r"(?<=\w)-(?=\w)|(?<=[^\W\d_])–(?=[^\W\d_])|—|\?(?=\w)")
_IN_LINES = re.compile(rf"{BETWEEN_LETTERS.pattern}|/(?=[^\W\d])")
_LONG_ADDRESS = 66  # characters from its start to the stroke, as LibreOffice counts them
_IN_ADDRESS = re.compile(r"[-–—/?&=._,;:](?=\w)")
_SIGNS = frozenset("-–—/?&=._,;:")  # at which it does; at the end of a word it does not

# A line: the number of the letter that it begins with, in the text with single spaces; how far into
# the paragraph, set as one line, it begins and ends, in points; whether it is broken at a space.
Cut = tuple[int, float, float, bool]
_PlainEnds = tuple["list[Cut]", "list[Edges]"]


class Ends(Struct, frozen=True, gc=False):
    """Where the lines of a paragraph end.

    ``edges`` are those of each run of words that leads somewhere, in the paragraph as one line; it
    ``is_plain`` if the first face of each ink draws all words in it, from left to right.
    """

    cuts: Sequence[Cut]
    edges: Sequence[Edges]
    is_plain: bool


def _compiled() -> Callable[[Sequence[Run], float, float], _PlainEnds | None] | None:
    """What was compiled of this source, if there was a compiler."""
    try:
        from briefgen.render.layout import _breaking  # noqa: PLC0415
    except ImportError:
        return None
    return _breaking.line_ends if _breaking.SOURCE == SOURCE else None


_ends_of_plain = _compiled()


def line_ends(runs: Sequence[Run], room: float, rest: float) -> Ends:
    """Where ``runs`` end the first line, of ``room`` points, and the others, of ``rest``.

    No run is empty, and neighbours differ in their ink. Spaces open no paragraph and end none, and
    several are as wide as one. Inks are as their styles ask, none spread to fill a line.
    """
    if _ends_of_plain is not None:
        plain = _ends_of_plain(runs, room, rest)
        if plain is not None:
            return Ends(*plain, is_plain=True)
    return _Words(runs).ends(room, rest)


class _Words:
    """The words of a paragraph one behind the other, and how far each of them reaches.

    A line ends at the last word that reaches no further than the line does.
    """

    __slots__ = ("_gaps", "_glued", "_inks", "_is_plain", "_reach", "_starts", "_words")

    def __init__(self, runs: Iterable[Run]) -> None:
        """Take the words of ``runs``."""
        self._words: list[str] = []
        self._glued: list[int] = []  # words that no space parts from the one before
        # Of each run of words: its first one, its ink, and the room before it.
        self._starts: list[int] = []
        self._inks: list[Ink] = []
        self._gaps: list[float] = []
        self._is_plain = True
        self._reach = self._taken_in(runs)

    def ends(self, room: float, rest: float) -> Ends:
        """Where the lines end: the first after ``room`` points, the others after ``rest``."""
        reach, edges = self._reach, []
        bounds = pairwise([*self._starts, len(self._words)])
        for ink, (start, stop) in zip(self._inks, bounds, strict=True):
            if ink.link is not None:
                edges.append((self._begins(start), reach[stop - 1]))
        return Ends(self._cuts(room, rest), edges, self._is_plain)

    def _taken_in(self, runs: Iterable[Run]) -> list[float]:
        """Keep the words of ``runs``; how far each of them reaches."""
        words = self._words
        steps: list[float] = []
        last: Ink | None = None  # of the run before, if a space follows it
        for ink, text in runs:
            found = text.split(" ")
            if "" in found:
                found = list(filter(None, found))
            if found:
                start = len(words)
                gap = self._gap(start, ink, last, opens=text[0] == " ")
                self._starts.append(start)
                self._inks.append(ink)
                self._gaps.append(gap)
                words += found
                steps += map(ink.steps.__getitem__, found)
                steps[start] += gap - ink.space
                mixed = ink.words.mixed
                if ink.from_right or (mixed and not mixed.isdisjoint(found)):
                    self._is_plain = False
            last = ink if text[-1] == " " else None
        return list(accumulate(steps))

    def _gap(self, word: int, ink: Ink, last: Ink | None, *, opens: bool) -> float:
        """The room before ``word``, the first of its run, which ``opens`` with a space or not.

        The space between it and what was before is set in one of the two inks.
        """
        if not word:
            return 0.0
        if opens:
            return ink.space
        if last is not None:
            return ink.space if takes_no_space(last) else last.space
        self._glued.append(word)
        return 0.0

    def _cuts(self, room: float, rest: float) -> list[Cut]:
        """Find where the lines end: the first after ``room`` points, the others after ``rest``."""
        words, reach, glued, count = self._words, self._reach, self._glued, len(self._words)
        if not count:
            return []
        if reach[-1] <= room + SLACK:
            return [(0, 0.0, reach[-1], False)]
        cuts: list[Cut] = []
        place, letter, left = 0, 0, 0.0  # of the first word of the line, or of what is left of it
        while place < count:
            edge = left + room + SLACK
            room = rest
            stop = bisect_right(reach, edge, place)
            if stop == count:
                cuts.append((letter, left, reach[-1], False))
                break
            while stop > place and stop in glued:
                stop -= 1
            begins = left if stop == place else self._begins(stop)
            broken = None
            word = words[stop]  # of letters alone, as most are, there is nothing to search
            if (
                stop == place
                or stop + 1 in glued
                or not (word.isalnum() or _SIGNS.isdisjoint(word[:-1]))
            ):
                broken = self._place_to_break(stop, edge - begins, alone=stop == place)
            if broken is None:
                cuts.append((letter, left, reach[stop - 1], True))
                letter += self._letters(place, stop)
                place, left = stop, begins
            else:
                cut, letter, place, left = self._cut_inside(place, letter, left, broken)
                cuts.append(cut)
        return cuts

    def _letters(self, start: int, stop: int) -> int:
        """How many letters and spaces stand from word ``start`` up to ``stop``."""
        if start == stop:
            return 0
        glued = bisect_right(self._glued, stop) - bisect_right(self._glued, start)
        return len(" ".join(self._words[start:stop])) + 1 - glued

    def _begins(self, word: int) -> float:
        """How far into the paragraph ``word`` begins."""
        if not word:
            return 0.0
        run = bisect_right(self._starts, word) - 1
        gap = self._gaps[run] if word == self._starts[run] else self._inks[run].space
        return self._reach[word - 1] + gap

    def _pieces(self, word: int) -> Iterable[tuple[int, Ink, str]]:
        """``word`` and those glued to it, with their inks."""
        while True:
            run = bisect_right(self._starts, word) - 1
            yield word, self._inks[run], self._words[word]
            word += 1
            if word not in self._glued:
                return

    def _place_to_break(self, word: int, room: float, *, alone: bool) -> tuple[int, int] | None:
        """Where what begins with ``word`` is broken so that its first part fits ``room``.

        A word and how many of its letters; None to break before it, which is no help where it
        stands ``alone`` in its line.
        """
        broken = self._last_of(_IN_LINES, word, room)
        if broken is None and alone:
            broken = self._last_of(_IN_ADDRESS, word, room) or self._break_anywhere(word, room)
        return broken

    def _last_of(self, places: re.Pattern[str], word: int, room: float) -> tuple[int, int] | None:
        """The last of ``places`` at which what begins with ``word`` is broken to fit ``room``.

        Where the last is behind a stroke, in no long address, it is better broken before the word.
        """
        best = None
        before = 0.0
        letters = 0
        for place, ink, text in self._pieces(word):
            for found in places.finditer(text):
                if before + ink.width(text[: found.end()]) > room:
                    return best
                end = found.end()
                is_short = found[0] == "/" and letters + end < _LONG_ADDRESS
                best = None if is_short and places is _IN_LINES else (place, end)
            before += ink.width(text)
            letters += len(text)
        return best

    def _break_anywhere(self, word: int, room: float) -> tuple[int, int]:
        """The place behind the most characters that fit ``room``, but behind one at least.

        Words that a space holds together which should not be broken at part there before a letter
        parts from the next.
        """
        held: tuple[int, int] | None = None
        for place, ink, text in self._pieces(word):
            for count, char in enumerate(text):
                room -= ink.width(char)
                if room < 0:
                    return held or ((word, 1) if (place, count) == (word, 0) else (place, count))
                if char == NO_BREAK:
                    held = (place, count + 1)
        return word, 1

    def _cut_inside(
        self, start: int, letter: int, left: float, broken: tuple[int, int]
    ) -> tuple[Cut, int, int, float]:
        """The line from word ``start``, its first ``letter`` and ``left``, to a ``broken`` word.

        Behind it the letter and the word that the next line begins with, and how far in that is;
        what is left of a word ends where the whole one did.
        """
        word, count = broken
        text, reach = self._words[word], self._reach
        following = letter + self._letters(start, word) + count
        if count == len(text):  # behind the word, which may well be the last before a space
            ends = word + 1 < len(self._words) and word + 1 not in self._glued
            cut = (letter, left, reach[word], ends)
            return cut, following + ends, word + 1, self._begins(word + 1)
        begins = left if word == start else self._begins(word)
        if not count:
            return (letter, left, begins, False), following, word, begins
        ink = self._inks[bisect_right(self._starts, word) - 1]
        head, tail = text[:count], text[count:]
        self._words[word] = tail
        cut = (letter, left, begins + ink.width(head), False)
        return cut, following, word, reach[word] - ink.width(tail)


def takes_no_space(ink: Ink) -> bool:
    """Whether ``ink`` is that of a number or of a link: the space behind is of the text again."""
    return bool(ink.rise) or ink.link is not None

"""Runs of text broken into lines, first fit, at spaces and, where a word is too long, inside."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.faces.measure import Span
from briefgen.render.layout.lines import Line, mixed_line, plain_line
from briefgen.render.unbroken import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.faces.measure import Edges, Ink, Run

_FEW = 12  # words that may well fit one line
_SLACK = 0.01  # points a line may run over: rounding must not break it
# Where programs that read Word files break: behind a hyphen and before what an address asks, behind
# a stroke only in a long address. Years with a dash between them stay on one line.
BETWEEN_LETTERS = re.compile(r"(?<=\w)-(?=\w)|(?<=[^\W\d_])–(?=[^\W\d_])|—|\?(?=\w)")
_IN_LINES = re.compile(rf"{BETWEEN_LETTERS.pattern}|/(?=[^\W\d])")
_LONG_ADDRESS = 66  # characters from its start to the stroke, as LibreOffice counts them
_IN_ADDRESS = re.compile(r"[-–—/?&=._,;:](?=\w)")
_SIGNS = frozenset("-–—/?&=._,;:")  # at which it does; at the end of a word it does not

# A line to be made: the number of the stretch it begins in, its first word and how many letters of
# that the line before took, how far into the paragraph it begins and ends, and whether it is broken
# at a space.
_Cut = tuple[int, int, int, float, float, bool]


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
    if not text or ink.from_right or width > room + _SLACK or not measure.mixed.isdisjoint(words):
        return None
    return width


def stands_as_it_is(ink: Ink, text: str) -> bool:
    """Whether ``text``, if it fits, is for certain a line as it stands: even, from the left."""
    return text.isascii() and not ink.from_right and "  " not in text and text == text.strip(" ")


class _Stretch(Struct, gc=False):
    """The words of a paragraph that are of one ink, from number ``start`` up to ``stop``.

    They stand in its text from ``begin`` up to ``end``, which includes the space before or behind
    them that is set in their ink; a stretch may be nothing but such a space. Its first word begins
    with letter number ``letter``, ``gap`` is the room before it.
    """

    ink: Ink
    start: int
    stop: int
    begin: int
    letter: int
    end: int
    behind: bool  # a space follows
    gap: float = 0.0
    edges: Edges | None = None  # of what leads somewhere, in the paragraph as one line


class Flow:
    """Runs of text broken into lines, which are made when they are asked for.

    The words stand one behind the other, and it is known how far each reaches: a line ends at the
    last word that reaches no further than the line does.
    """

    __slots__ = (
        *("_cuts", "_glued", "_is_plain", "_made", "_reach", "_stretches"),
        *("_text", "_words"),
    )

    def __init__(self, runs: Sequence[Run], room: float, rest: float) -> None:
        """Break ``runs`` into a first line of ``room`` points and others of ``rest``."""
        self._stretches: list[_Stretch] = []
        self._words: list[str] = []
        self._glued: set[int] = set()  # words that no space parts from the one before
        self._is_plain = True  # the first face of each ink draws all words in it, from the left
        self._text, self._reach = self._taken_in(_joined(runs))
        self._cuts: list[_Cut] = []
        self._made: list[Line] | None = None
        self._cut(room, rest)
        for stretch in self._stretches:
            if stretch.ink.link is not None and stretch.stop > stretch.start:
                reach, start = self._reach, stretch.start
                begins = reach[start - 1] + stretch.gap if start else 0.0
                stretch.edges = (begins, reach[stretch.stop - 1])
        # What is found again in the text makes room.
        self._reach.clear()
        self._words.clear()

    def _taken_in(self, runs: Iterable[Run]) -> tuple[str, list[float]]:
        """All words of ``runs`` as stretches: their text, and how far each of them reaches."""
        stretches, glued, all_words = self._stretches, self._glued, self._words
        steps: list[float] = []
        pieces: list[str] = []
        for ink, text in runs:
            before, behind = text[0] == " ", text[-1] == " "
            if before or behind:
                text = text.strip(" ")  # noqa: PLW2901 - its words
            if not text:
                if steps:  # a space opens no paragraph
                    stretches.append(self._stretch(ink, len(steps), before, behind))
                continue
            words = text.split(" ")
            if "  " in text:
                words = list(filter(None, words))
                text = " ".join(words)  # noqa: PLW2901
            start = len(steps)
            stretch = self._stretch(ink, start, before, behind)
            stretches.append(stretch)
            if start and start not in glued:
                pieces.append(" ")
            pieces.append(text)
            all_words += words
            steps += map(ink.steps.__getitem__, words)
            steps[start] += stretch.gap - ink.space
            stretch.end += len(text)
            stretch.stop = len(steps)
            mixed = ink.words.mixed
            if ink.from_right or (mixed and not mixed.isdisjoint(words)):
                self._is_plain = False
        return "".join(pieces), list(accumulate(steps))

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._cuts)

    def lines(self) -> Sequence[Line]:
        """The lines themselves."""
        if self._made is None:
            starts = self._letters()
            ends = [*starts[1:], len(self._text)]
            self._made = [*map(self._line, self._cuts, starts, ends)]
        return self._made

    def _stretch(self, ink: Ink, start: int, before: bool, behind: bool) -> _Stretch:
        """What begins with word ``start``, a space before or behind it.

        The space between it and what was before is set in one of the two inks.
        """
        if not start:
            return _Stretch(ink, 0, 0, 0, 0, 0, behind)
        last = self._stretches[-1]
        if before or (last.behind and _takes_no_space(last.ink)):
            if last.start == start:  # a space by itself, in another ink
                self._stretches.pop()
                last = self._stretches[-1]
            last.behind = False
            letter = last.end + 1
            return _Stretch(ink, start, start, last.end, letter, letter, behind, ink.space)
        if last.behind:
            if last.start < start:
                last.end += 1
            gap = last.ink.space
        else:
            self._glued.add(start)
            gap = 0.0
        return _Stretch(ink, start, start, last.end, last.end, last.end, behind, gap)

    def _cut(self, room: float, rest: float) -> None:
        """Find where the lines end: the first after ``room`` points, the others after ``rest``."""
        reach, glued, count = self._reach, self._glued, len(self._words)
        words, stretches, cuts = self._words, self._stretches, self._cuts
        place, left = 0, 0.0  # of the first word of the line, or of what is left of it
        number = taken = 0  # of its stretch, and how many letters of it the line before took
        while place < count:
            edge = left + room + _SLACK
            stop = bisect_right(reach, edge, place)
            if stop == count:
                cuts.append((number, place, taken, left, reach[-1], False))
                break
            while stop > place and stop in glued:
                stop -= 1
            there = number
            while stretches[there].stop <= stop:
                there += 1
            begins = left if stop == place else self._begins(stop, stretches[there])
            broken = None
            word = words[stop]  # of letters alone, as most are, there is nothing to search
            if stop + 1 in glued or not (word.isalnum() or _SIGNS.isdisjoint(word[:-1])):
                broken = self._place_to_break(stop, there, edge - begins, _IN_LINES)
                if broken is None and stop == place:
                    broken = self._place_to_break(stop, there, edge - begins, _IN_ADDRESS)
            if broken is None and stop == place:
                broken = self._break_anywhere(stop, there, edge - begins)
            if broken is None:
                cuts.append((number, place, taken, left, reach[stop - 1], True))
                place, left, number, taken = stop, begins, there, 0
            else:
                place, left, number, taken = self._cut_inside(number, place, left, taken, broken)
            room = rest

    def _begins(self, word: int, stretch: _Stretch) -> float:
        """How far into the paragraph ``word``, which is of ``stretch``, begins."""
        gap = stretch.gap if word == stretch.start else stretch.ink.space
        return self._reach[word - 1] + gap if word else 0.0

    # --- lines ---

    def _letters(self) -> list[int]:
        """The number of the letter that each line begins with."""
        letters = []
        known = letter = 0  # a word, and its first letter
        for number, word, taken, *_ in self._cuts:
            stretch = self._stretches[number]
            if known < stretch.start:
                known, letter = stretch.start, stretch.letter
            if known < word:
                begins = self._text[letter : stretch.end].split(" ", word - known)
                known, letter = word, stretch.end - len(begins[-1])
            letters.append(letter + taken)
        return letters

    def _line(self, cut: _Cut, start: int, stop: int) -> Line:
        """The line of ``cut``, from letter ``start`` up to that which the next line begins with."""
        number, _, _, left, right, ends = cut
        stop -= ends
        stretch = self._stretches[number]
        ink = stretch.ink
        if self._is_plain and stop <= stretch.end and not _takes_no_space(ink):  # most lines
            text = self._text[start : stop + 1 if ends else stop]
            return Line((Span(ink.words.faces.first, ink, text),), right - left)
        text, stretches = self._text, self._stretches_between(number, stop)
        runs = [(one.ink, text[max(start, one.begin) : min(stop, one.end)]) for one in stretches]
        edges = [_edges(one, left, right) for one in stretches]
        if ends:  # a line broken at a space keeps it
            ink, last = runs[-1]
            if _takes_no_space(ink):
                runs.append((runs[max(len(runs) - 2, 0)][0], " "))
                edges.append(None)
            else:
                runs[-1] = (ink, f"{last} ")
        if self._is_plain:
            return plain_line(runs, right - left, edges)
        return mixed_line(runs, right - left)

    def _stretches_between(self, number: int, stop: int) -> list[_Stretch]:
        """Those that begin before letter ``stop``, from stretch ``number`` on."""
        stretches = self._stretches
        end = number + 1
        while end < len(stretches) and stretches[end].begin < stop:
            end += 1
        return stretches[number:end]

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
        self, word: int, number: int, room: float, places: re.Pattern[str]
    ) -> tuple[int, int] | None:
        """The last of ``places`` at which what begins with ``word`` is broken to fit ``room``.

        A word and a place within it. Where the last is behind a stroke, in no long address, it is
        better broken before the word.
        """
        best = None
        before = 0.0
        letters = 0
        for place, ink, text in self._pieces(word, number):
            for found in places.finditer(text):
                if before + ink.width(text[: found.end()]) > room:
                    return best
                end = found.end()
                is_short = found[0] == "/" and letters + end < _LONG_ADDRESS
                best = None if is_short and places is _IN_LINES else (place, end)
            before += ink.width(text)
            letters += len(text)
        return best

    def _break_anywhere(self, word: int, number: int, room: float) -> tuple[int, int]:
        """The place behind the most characters that fit ``room``, but behind one at least.

        Words that a space holds together which should not be broken at part there before a letter
        parts from the next.
        """
        held: tuple[int, int] | None = None
        for place, ink, text in self._pieces(word, number):
            for count, char in enumerate(text):
                room -= ink.width(char)
                if room < 0:
                    return held or ((word, 1) if (place, count) == (word, 0) else (place, count))
                if char == NO_BREAK:
                    held = (place, count + 1)
        return word, 1

    def _cut_inside(
        self, number: int, start: int, left: float, taken: int, broken: tuple[int, int]
    ) -> tuple[int, float, int, int]:
        """Cut the line from word ``start``, its letters ``taken``, to where a word is ``broken``.

        The word that the next line begins with comes out, how far in it begins, its stretch and
        how many of its letters are taken; what is left of a word ends where the whole one did.
        """
        word, count = broken
        there = number
        while self._stretches[there].stop <= word:
            there += 1
        stretch, text = self._stretches[there], self._words[word]
        if count == len(text):  # behind the word, which may well be the last before a space
            ends = word + 1 < len(self._words) and word + 1 not in self._glued
            self._cuts.append((number, start, taken, left, self._reach[word], ends))
            while word + 1 < len(self._words) and self._stretches[there].stop <= word + 1:
                there += 1
            return word + 1, self._begins(word + 1, self._stretches[there]), there, 0
        begins = left if word == start else self._begins(word, stretch)
        if not count:
            self._cuts.append((number, start, taken, left, begins, False))
            return word, begins, there, 0
        head, tail = text[:count], text[count:]
        self._cuts.append((number, start, taken, left, begins + stretch.ink.width(head), False))
        self._words[word] = tail
        return (
            word,
            self._reach[word] - stretch.ink.width(tail),
            there,
            count + taken * (word == start),
        )


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


def _edges(stretch: _Stretch, left: float, right: float) -> Edges | None:
    """Where what leads somewhere stands in the line that takes from ``left`` to ``right``."""
    if stretch.edges is None:
        return None
    begins, ends = stretch.edges
    return max(begins, left) - left, min(ends, right) - left

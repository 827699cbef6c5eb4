"""A paragraph of a header or footer set in lines: tab stops, pictures in the text, page numbers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Union

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.render.furniture import (
    PAGE,
    PAGES,
    SECTION_NAME,
    TAB_EVERY,
    Break,
    Drawn,
    Line,
    Stop,
    Tab,
    Words,
)
from briefgen.render.layout.dressing import aligned, grounds
from briefgen.render.layout.flow import break_lines
from briefgen.render.layout.justifying import justified
from briefgen.render.layout.setting import Setting
from briefgen.render.layout.strips import (
    Patch,
    PictureMark,
    TextMark,
    mirrored_patch,
    mirrored_text,
)
from briefgen.render.styles import Spread

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from briefgen.render.faces.measure import Ink, Run
    from briefgen.render.layout.lines import Line as SetLine
    from briefgen.render.styles import TextStyle

_WIDE = 1e6  # points: no line is broken
_NEAR = 3.0  # the least points between two pieces of text on both sides of a tab
_LEFT = ("left", "start", "num", "bar")


class Numbers(Struct, frozen=True, gc=False):
    """What the fields of a page show."""

    page: str
    pages: str
    section: str = ""

    def of(self, words: Words) -> str:
        """The text of ``words`` on this page."""
        known = {PAGE: self.page, PAGES: self.pages, SECTION_NAME: self.section}
        return known.get(words.field, words.text)


class Laid(Struct):
    """What is drawn: places are points from the left and the top of the page, or of what is set."""

    height: float = 0.0
    marks: list[TextMark] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    pictures: list[PictureMark] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)  # where each part of a stack begins
    reach: float = 0.0  # how far down a free picture pushes the text

    def put(self, other: Laid, y: float) -> None:
        """Take in what ``other`` holds, ``y`` points further down."""
        self.marks += [replace(mark, y=mark.y + y) for mark in other.marks]
        self.patches += [replace(patch, y=patch.y + y) for patch in other.patches]
        self.pictures += [replace(picture, y=picture.y + y) for picture in other.pictures]

    def mirrored(self, width: float) -> Laid:
        """The same on a page of ``width`` that is read from the right."""
        return replace(
            self,
            marks=[mirrored_text(mark, width) for mark in self.marks],
            patches=[mirrored_patch(patch, width) for patch in self.patches],
            pictures=[replace(p, x=width - p.x - p.drawn.width) for p in self.pictures],
        )


class Settings:
    """The settings of all looks in the headers and footers of a house."""

    def __init__(self, styles: Mapping[str, TextStyle], *, from_right: bool = False) -> None:
        """Set text as the ``styles`` of the house do, ``from_right`` to left where told so."""
        self._styles = styles
        self._from_right = from_right
        # By identity: to compare styles takes longer than to set the line. The style is kept too,
        # so that its identity stays its own.
        self._made: dict[int, tuple[TextStyle, Setting]] = {}
        self._rows: dict[int, tuple[Line, list[list[_Segment]]]] = {}
        self.kept: dict[int, Laid] = {}  # lines that look the same on every page, by identity
        self.heights: dict[Hashable, tuple[float, float]] = {}  # of lines, by what is set in them

    def __getitem__(self, style: TextStyle) -> Setting:
        """The setting of ``style``."""
        if id(style) not in self._made:
            self._made[id(style)] = (
                style,
                Setting(style, self._styles, from_right=self._from_right),
            )
        return self._made[id(style)][1]

    def rows(self, line: Line) -> list[list[_Segment]]:
        """What stands in each row of ``line`` between its tabs."""
        if id(line) not in self._rows:
            parts = ([*_split(part, Tab)] for part in _split(line.pieces, Break))
            rows = [[self._segment(segment) for segment in part] for part in parts]
            self._rows[id(line)] = (line, rows)
        return self._rows[id(line)][1]

    def _segment(self, pieces: Sequence[object]) -> _Segment:
        runs: _WordRuns = []
        parts: list[_WordRuns | Drawn] = [runs]
        for piece in pieces:
            if isinstance(piece, Words) and piece.text:
                ink = self[piece.style].ink
                if piece.fill:
                    ink = ink.grounded(piece.fill)
                if runs and runs[-1][0].draws_like(ink):  # set as one, in a fraction of the time
                    runs[-1][1].append(piece)
                else:
                    runs.append((ink, [piece]))
            elif isinstance(piece, Drawn) and piece.across is None:  # stands among the words
                runs = []
                parts += [piece, runs]
        return _Segment([part for part in parts if part])


_WordRuns = list[tuple["Ink", list[Words]]]  # words of one ink after the other
_Whole = Union["Sequence[SetLine]", Drawn]  # what stands on one line


class _Segment(Struct, frozen=True):
    """What stands between two tabs: words and pictures in their order."""

    parts: list[_WordRuns | Drawn]


class _Row(Struct):
    """A line of the page in the making: what stands where, seen from the baseline."""

    placed: list[tuple[float, SetLine | Drawn]] = field(default_factory=list)
    above: float = 0.0
    below: float = 0.0
    tabbed: bool = False

    @property
    def end(self) -> float:
        return max((x + item.width for x, item in self.placed), default=0.0)


class LineSetter:
    """Sets one paragraph between two edges."""

    def __init__(
        self, line: Line, edges: tuple[float, float], settings: Settings, numbers: Numbers
    ) -> None:
        """Set ``line`` between the ``edges`` of its column; fields show ``numbers``."""
        self._line = line
        self._origin = edges[0]
        self._left = edges[0] + line.style.left_indent
        self._right = max(edges[1] - line.style.right_indent, self._left + 1.0)
        self._settings = settings
        self._numbers = numbers
        self._rows: list[_Row] = []

    def laid(self) -> Laid:
        """The paragraph without the space around it; free pictures are not part of it."""
        x = self._left + self._line.style.first_line_indent
        for segments in self._settings.rows(self._line):
            self._rows.append(_Row())
            self._set_row(segments, x)
            x = self._left
        made = Laid()
        for row in self._rows:
            self._draw(row, made)
        return made

    @cached_property
    def _own(self) -> Setting:
        return self._settings[self._line.style]

    def _set_row(self, segments: Sequence[_Segment], x: float) -> None:
        for number, segment in enumerate(segments):
            parts = self._parts(segment)
            whole: Sequence[_Whole | None] = [None] * len(parts)
            if number:
                stop = self._stop_after(x)
                if stop.kind in _LEFT and self._origin + stop.place > self._right:
                    # As in Word the step goes on in the next line, and there to its first stop.
                    self._rows.append(_Row(tabbed=True))
                    x = self._left
                    stop = self._stop_after(x)
                # What follows a stop on the left begins there, however wide it is.
                width = 0.0
                if stop.kind not in _LEFT:
                    together = [_whole(part) for part in parts]
                    whole, width = together, _width(together)
                x = self._after_tab(stop, x, width)
                if width > self._right - self._left:
                    whole = [None] * len(parts)  # it fits no line, and is broken like any text
            elif len(parts) > 1:
                together = [_whole(part) for part in parts]
                if x + _width(together) <= self._right:
                    whole = together
            for part, unbroken in zip(parts, whole, strict=True):
                if isinstance(part, Drawn):
                    self._rows[-1].placed.append((x, part))
                    x += part.width
                else:
                    lines = None if isinstance(unbroken, Drawn) else unbroken
                    x = self._set_words(part, x, lines, tabbed=len(segments) > 1)

    def _set_words(
        self, runs: list[Run], x: float, whole: Sequence[SetLine] | None, *, tabbed: bool
    ) -> float:
        """Set ``runs`` from ``x`` on, or the ``whole`` of them as it is; where they end.

        They are ``tabbed`` where a tab stands before or behind them.
        """
        if whole is None:
            if self._rows[-1].placed and self._is_too_wide(runs, self._right - x):
                self._rows.append(_Row(tabbed=tabbed))
                x = self._left
            room = max(self._right - x, 1.0)
            width = self._right - self._left
            whole = break_lines(runs, width, room) if runs else []
            if self._line.style.spread:
                spread = Spread.WORDS if tabbed else self._line.style.spread
                whole = justified(whole, spread, width, room)
        for number, line in enumerate(whole):
            if number:
                self._rows.append(_Row())
                x = self._left
            self._rows[-1].placed.append((x, line))
            x += line.width
        return x

    def _is_too_wide(self, runs: Sequence[Run], room: float) -> bool:
        """Whether the first word of ``runs`` has no ``room``, but has some on a line of its own."""
        word: list[Run] = []
        for ink, text in runs:
            first, space, _ = text.partition(" ")
            word.append((ink, first))
            if space:
                break
        lines = break_lines([(ink, text) for ink, text in word if text], _WIDE)
        return room < sum(line.width for line in lines) <= self._right - self._left

    def _stop_after(self, x: float) -> Stop:
        """The next tab stop, its own or one of those that stand at equal steps behind them."""
        here = x - self._origin
        steps = int(here / TAB_EVERY + 0.01) + 1
        own = (stop for stop in self._line.stops if stop.place > here + 0.1)
        return next(own, Stop(steps * TAB_EVERY, "left", ""))

    def _after_tab(self, stop: Stop, x: float, width: float) -> float:
        """Where what is led to ``stop`` begins, ``width`` points wide; on a fresh line if need."""
        row = self._rows[-1]
        row.tabbed = True
        goal = self._origin + stop.place
        if stop.kind in _LEFT:
            return goal
        goal -= width / 2 if stop.kind == "center" else width
        if row.placed and goal < x + _NEAR:
            self._rows.append(_Row(tabbed=True))
        return max(goal, self._left)

    def _parts(self, segment: _Segment) -> list[list[Run] | Drawn]:
        return [part if isinstance(part, Drawn) else self._runs(part) for part in segment.parts]

    def _runs(self, words_of: _WordRuns) -> list[Run]:
        of, settings = self._numbers.of, self._settings
        return [
            (ink, "".join([settings[words.style].text(of(words))[1] for words in pieces]))
            for ink, pieces in words_of
        ]

    def _draw(self, row: _Row, made: Laid) -> None:
        above, below = self._measure(row)
        baseline = made.height + above
        shift = 0.0
        if not row.tabbed and row.placed:
            start = row.placed[0][0]
            width = row.end - start
            shift = aligned(self._line.style.align, width, start, self._right) - start
        for x, item in row.placed:
            if isinstance(item, Drawn):
                top = baseline - item.height
                made.pictures.append(PictureMark(x + shift, top, item))
            else:
                made.marks.append(TextMark(x + shift, baseline, item.spans, None))
                made.patches += grounds(item.spans, x + shift, baseline)
        made.height = baseline + below

    def _measure(self, row: _Row) -> tuple[float, float]:
        """How far the line stands above and below its baseline."""
        used = [item for _, item in row.placed if isinstance(item, Drawn)]
        inks = [s.ink for _, item in row.placed if not isinstance(item, Drawn) for s in item.spans]
        key = (id(self._line), bool(used), *((id(ink.words), ink.size) for ink in inks))
        reach = self._settings.heights.get(key)
        if reach is None:
            reach = self._settings.heights[key] = self._reach(inks, bool(used))
        return max([reach[0], *(item.height for item in used)]), reach[1]

    def _reach(self, inks: Sequence[Ink], pictured: bool) -> tuple[float, float]:
        """How far words in ``inks`` stand above and below their baseline."""
        settings = self._row_settings(inks)
        above = max((setting.baseline for setting in settings), default=0.0)
        below = max((setting.leading - setting.baseline for setting in settings), default=0.0)
        if not settings and not pictured:
            above, below = self._own.baseline, self._own.leading - self._own.baseline
        return above, below

    def _row_settings(self, inks: Sequence[Ink]) -> list[Setting]:
        """The settings of the words that are drawn with ``inks``."""
        used = {(id(ink.words), ink.size) for ink in inks}
        words = (piece for piece in self._line.pieces if isinstance(piece, Words))
        made = [self._settings[piece.style] for piece in words]
        return [s for s in made if (id(s.ink.words), s.ink.size) in used]


def _whole(part: list[Run] | Drawn) -> _Whole:
    """``part`` as it stands where no line ends."""
    return part if isinstance(part, Drawn) else break_lines(part, _WIDE)


def _width(whole: Sequence[_Whole]) -> float:
    lines = (part for part in whole if not isinstance(part, Drawn))
    pictures = sum(part.width for part in whole if isinstance(part, Drawn))
    return pictures + sum(line.width for part in lines for line in part)


def _split(pieces: Sequence[object], at: type) -> Iterator[list[object]]:
    part: list[object] = []
    for piece in pieces:
        if isinstance(piece, at):
            yield part
            part = []
        else:
            part.append(piece)
    yield part

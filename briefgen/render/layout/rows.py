"""The head and the rows of a table made into strips, a strip a row, cut between rows only.

A row that would not fit a page of its own is cut between its lines.
"""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Align
from briefgen.render.faces.measure import Span
from briefgen.render.layout.dressing import aligned, grounds_of, holding
from briefgen.render.layout.flow import Flow, break_lines, stands_as_it_is
from briefgen.render.layout.justifying import justified
from briefgen.render.layout.strips import Hold, Patch, Strip, TextMark
from briefgen.render.layout.tags import COLUMN_HEAD, Tag
from briefgen.render.together import rows_held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.pack.inlines import Inlines
    from briefgen.render.layout.lines import Line
    from briefgen.render.layout.setting import Setting
    from briefgen.render.layout.strips import Repeated
    from briefgen.render.styles import Border, TableStyle

    # A cell broken into lines; None where it takes one as it stands.
    _Broken = Sequence[Line] | Flow | None


_OUT = 4.0  # points that rules at the sides of words stand out from them, if the cell has them


class Place(Struct, frozen=True, gc=False):
    """A column as it stands on the page: where its text begins and ends, and how it is aligned."""

    title: str
    left: float
    right: float
    align: Align


class _Cell(Struct, frozen=True, gc=False):
    place: Place
    lines: Sequence[Line]
    tag: Tag | None


class _Grid:
    """The columns of a table, and the style that cells are set in."""

    def __init__(self, setting: Setting, style: TableStyle, places: Sequence[Place]) -> None:
        self._setting = setting
        self._style = style
        self._places = places
        self._rooms = [max(place.right - place.left, 1.0) for place in places]
        self._width = places[-1].right + style.pad_right  # of the grounds and rules
        # A row is as tall as in Word.
        text = setting.style
        self._over, self._under = (
            (gap + border[0]) if border else 0.0
            for border, gap in (
                (text.border_top, text.top_gap),
                (text.border_bottom, text.bottom_gap),
            )
        )
        self._above = style.pad_y + text.space_before + self._over
        self._below = style.pad_below + text.space_after + style.rule[0] + self._under
        self._uprights = [*self._upright_lines()]

    def _upright_lines(self) -> Iterator[tuple[float, Border]]:
        """Where lines run down the table, and how they look."""
        style = self._style
        if style.left:
            yield 0.0, style.left
        if style.between:
            for place in self._places[1:]:
                yield place.left - style.pad_x, style.between
        if style.right:
            yield self._width, style.right

    def _boxes(self, lines: Iterable[int]) -> Iterator[Patch]:
        """Grounds and rules of the style around the words of a row's cells of so many ``lines``."""
        style = self._setting.style
        upright = style.border_left or style.border_right
        out = min(self._style.pad_x, self._style.pad_right, _OUT) if upright else 0.0
        top = self._above - self._over
        for place, count in zip(self._places, lines, strict=True):
            left, wide = place.left - out, place.right - place.left + 2 * out
            high = self._over + (count or 1) * self._setting.leading + self._under
            if style.fill:
                yield Patch(left, top, wide, high, style.fill)
            for border, y in ((style.border_top, top), (style.border_bottom, top + high)):
                if border:
                    yield Patch(left, min(y, top + high - border[0]), wide, *border)
            for border, x in ((style.border_left, left), (style.border_right, left + wide)):
                if border:
                    yield Patch(min(x, left + wide - border[0]), top, border[0], high, *border[1:])

    def _lined(self, strip: Strip) -> Strip:
        """``strip``, a row or a part of one, with the lines that run down the table."""
        if not self._uprights:
            return strip
        lines = (
            Patch(x - line[0] / 2, 0.0, line[0], strip.height, *line[1:], over=True)
            for x, line in self._uprights
        )
        return replace(strip, patches=(*strip.patches, *lines))

    def _height_of(self, cells: Sequence[_Broken]) -> float:
        if not any(cells):  # most rows
            return self._height(1)
        return self._height(max([1 if cell is None else len(cell) for cell in cells]))

    def _height(self, lines: int) -> float:
        return self._above + (lines or 1) * self._setting.leading + self._below

    def _whole(self, cells: Sequence[_Cell]) -> Strip:
        """A row as one strip."""
        above, leading = self._above, self._setting.leading
        marks = [
            self._mark(cell, line, above + number * leading)
            for cell in cells
            for number, line in enumerate(cell.lines)
        ]
        lines = max([len(cell.lines) for cell in cells])
        return Strip(self._height(lines), tuple(marks))

    def _mark(self, cell: _Cell, line: Line, top: float) -> TextMark:
        place = cell.place
        x = aligned(place.align, line.width, place.left, place.right)
        return TextMark(x, top + self._setting.baseline, line.spans, cell.tag)


class Head(_Grid):
    """The titles of the columns, on their ground, under a rule."""

    def __init__(
        self, setting: Setting, style: TableStyle, places: Sequence[Place], width: float
    ) -> None:
        """Set the titles of ``places`` in a column of text that is ``width`` points wide."""
        super().__init__(setting, style, places)
        self._above += style.frame[0]  # as in Word, the line above it takes room
        self._column = width
        titles = zip(places, self._rooms, strict=True)
        self._lines = [
            _spread(setting, break_lines([setting.text(place.title)], room), room, place)
            for place, room in titles
        ]
        self.height = self._height_of(self._lines)

    def strip(self, row: Tag | None) -> Strip:
        """The head as the element ``row``; without one as it stands again, not read aloud."""
        style, height = self._style, self.height
        cells = [
            _Cell(place, lines, Tag(b"TH", row, COLUMN_HEAD) if row else None)
            for place, lines in zip(self._places, self._lines, strict=True)
        ]
        ground = [Patch(0.0, 0.0, self._width, height, style.head_fill)] if style.head_fill else []
        rule = Patch(0.0, height - style.rule[0], self._column, *style.rule)
        frame = Patch(0.0, 0.0, self._width, *style.frame)
        whole = self._whole(cells)
        if not self._setting.is_bare:
            ground += self._boxes(len(lines) for lines in self._lines)
        if self._setting.has_grounds:
            ground += grounds_of(whole.marks, self._setting)
        return self._lined(replace(whole, patches=(*ground, rule, frame)))


class Rows(_Grid):
    """The rows, broken into lines; these are made when they are wanted."""

    def __init__(
        self,
        setting: Setting,
        style: TableStyle,
        places: Sequence[Place],
        rows: Sequence[Sequence[Inlines]],
        tallest: float,
        repeated: Repeated,
        body: Tag,
    ) -> None:
        """Break ``rows`` into lines, those taller than ``tallest`` to be cut between these.

        What is ``repeated`` stands over each of them at the top of a page. Their elements are hung
        under ``body`` when they are made.
        """
        super().__init__(setting, style, places)
        self._rows = rows
        self._tallest = tallest
        self._repeated = repeated
        self._body = body
        calls = setting.calls
        self._broken = [self._broken_row(row) for row in rows]
        self._heights = [self._height_of(cells) for cells in self._broken]
        self._foot = max(style.foot[0] - style.rule[0], 0.0)  # is taller than other lines
        if self._heights:
            self._heights[-1] += self._foot
        # What their words call for is looked for in lines that are made.
        self._is_called = setting.calls > calls

    @property
    def may_wait(self) -> bool:
        """Whether nothing asks for any of them to be set at once."""
        return not self._is_called and max(self._heights) <= self._tallest

    @property
    def height(self) -> float:
        """Of all of them."""
        return sum(self._heights)

    @property
    def hold(self) -> Hold:
        """How firmly the last one holds what follows."""
        return Hold.WISH if len(self._rows) - 1 in rows_held(len(self._rows)) else Hold.NONE

    def strips(self, *, to_cut: bool) -> list[Strip]:
        """The rows set to be drawn; ``to_cut`` the table between them, those wait that can."""
        strips: list[Strip] = []
        held = rows_held(len(self._rows))
        for index, height in enumerate(self._heights):
            row = Tag(b"TR", self._body)
            if to_cut and not self._is_called and height <= self._tallest:
                wait = partial(self._set, index, row)
                parts = [Strip(height, head=self._repeated, parts=wait)]
            else:
                parts = self._set(index, row)
            strips += holding(parts, Hold.WISH) if index in held else parts
        return strips

    def _broken_row(self, row: Sequence[Inlines]) -> list[_Broken]:
        """The cells of a row; what it lacks is empty."""
        setting, rooms = self._setting, self._rooms
        return [
            None if setting.takes_one_line(cell or (), room) else _broken(setting, cell, room)
            for room, cell in zip_longest(rooms, row[: len(rooms)])
        ]

    def _set(self, index: int, row: Tag, *, to_cut: bool = False) -> list[Strip]:
        """Row ``index`` as the element ``row``, on its ground, with a rule beneath."""
        del to_cut  # a row is not cut
        height, style, setting = self._heights[index], self._style, self._setting
        ground = style.band_fill if index % 2 else style.first_fill
        is_last = index == len(self._rows) - 1
        line = style.foot if is_last else style.rule
        rule = Patch(0.0, height - line[0], self._width, *line)
        if height <= self._tallest:
            patches = (Patch(0.0, 0.0, self._width, height, ground), rule) if ground else (rule,)
            marks = tuple(self._marks(index, row))
            if not setting.is_bare:
                lines = (1 if one is None else len(one) for one in self._broken[index])
                patches = (*patches, *self._boxes(lines))
            if setting.has_grounds:
                patches = (*patches, *grounds_of(marks, setting))
            whole = self._lined(Strip(height, marks, patches, head=self._repeated))
            return [whole]
        made = []
        for part in self._sliced(self._cells(index, row)):
            grounds = [Patch(0.0, 0.0, self._width, part.height, ground)] if ground else []
            if setting.has_grounds:
                grounds += grounds_of(part.marks, setting)
            made.append(self._lined(replace(part, patches=tuple(grounds), head=self._repeated)))
        if is_last:
            made[-1] = replace(made[-1], height=made[-1].height + self._foot)
        bottom = replace(rule, y=made[-1].height - line[0])
        made[-1] = replace(made[-1], patches=(*made[-1].patches, bottom))
        return made

    def _marks(self, index: int, row: Tag) -> list[TextMark]:
        """The lines of all cells of row ``index``."""
        setting, leading = self._setting, self._setting.leading
        top = self._above + setting.baseline
        marks = []
        for place, room, cell, broken in self._parts(index):
            tag = Tag(b"TD", row)
            if broken is None and cell:
                ink, text = setting.run_of(cell)
                if stands_as_it_is(ink, text):  # most cells
                    left = place.left
                    if place.align is not Align.LEFT:
                        left = aligned(place.align, ink.width(text), left, place.right)
                    span = Span(ink.words.faces.first, ink, text)
                    marks.append(TextMark(left, top, (span,), tag))
                    continue
            y = top
            for line in _lines(setting, cell or (), room, broken, place):
                left = aligned(place.align, line.width, place.left, place.right)
                marks.append(TextMark(left, y, line.spans, tag))
                y += leading
        return marks

    def _parts(self, index: int) -> Iterator[tuple[Place, float, Inlines | None, _Broken]]:
        """Of each cell of row ``index`` its column, the room there, its words, and its lines."""
        places, inlines = self._places, self._rows[index]
        return zip_longest(places, self._rooms, inlines[: len(places)], self._broken[index])

    def _cells(self, index: int, row: Tag) -> list[_Cell]:
        setting = self._setting
        return [
            _Cell(place, _lines(setting, cell or (), room, broken, place), Tag(b"TD", row))
            for place, room, cell, broken in self._parts(index)
        ]

    def _sliced(self, cells: Sequence[_Cell]) -> list[Strip]:
        """A row as a strip for each line."""
        last = max(len(cell.lines) for cell in cells) - 1
        strips = []
        for number in range(last + 1):
            top = self._above if number == 0 else 0.0
            marks = tuple(
                self._mark(cell, cell.lines[number], top)
                for cell in cells
                if number < len(cell.lines)
            )
            hold = Hold.MUST if number in (0, last - 1) else Hold.NONE
            height = top + self._setting.leading + (self._below if number == last else 0.0)
            strips.append(Strip(height, marks, hold=hold))
        return strips


def _broken(setting: Setting, cell: Inlines, room: float) -> Sequence[Line] | Flow:
    runs = setting.runs(cell)
    return break_lines(runs, room) if len(runs) == 1 else Flow(runs, room, room)


def _lines(
    setting: Setting, cell: Inlines, room: float, broken: _Broken, place: Place
) -> Sequence[Line]:
    if isinstance(broken, Flow):
        lines = broken.lines()
    else:
        lines = break_lines(setting.runs(cell), room) if broken is None else broken
    return _spread(setting, lines, room, place)


def _spread(setting: Setting, lines: Sequence[Line], room: float, place: Place) -> Sequence[Line]:
    """``lines`` as the style spreads them, if the column does not align them another way."""
    spread = setting.style.spread
    return justified(lines, spread, room) if spread and place.align is Align.LEFT else lines

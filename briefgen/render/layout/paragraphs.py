"""Running text made into strips: headings and paragraphs, and the lines of any text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Align, Heading, Paragraph, ParagraphStyle
from briefgen.render.foreign import wholly_foreign
from briefgen.render.layout.dressing import (
    ALONE,
    Joined,
    aligned,
    dressed,
    holding_whole,
    moved_mark,
    on_their_grounds,
    spaced,
)
from briefgen.render.layout.flow import Flow, break_lines
from briefgen.render.layout.justifying import justified
from briefgen.render.layout.strips import Hold, Strip, TextMark
from briefgen.render.layout.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefgen.render.faces.measure import Run
    from briefgen.render.figures.palette import Palette
    from briefgen.render.house import House
    from briefgen.render.layout.lines import Line
    from briefgen.render.layout.setting import Setting
    from briefgen.render.layout.strips import Parts
    from briefgen.render.styles import TextStyle


_HELD = 3  # lines, of which each holds the next anyway
_OTHER_SIDE = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}


class Sheet(Struct, frozen=True):
    """What the blocks are set on: the text column and the styles, ready to set text."""

    house: House
    settings: Mapping[str, Setting]
    palette: Palette
    width: float
    height: float
    continued: str  # printed where a table goes on
    table_label: str  # printed before the caption of a table, with its number
    figure_label: str  # printed before the caption of a figure

    def __getitem__(self, style: str) -> Setting:
        """The setting of the style of that name."""
        return self.settings[style]


def lay_lines(
    setting: Setting,
    lines: Sequence[Line],
    tag: Tag | None,
    left: float,
    right: float,
    align: Align | None = None,
) -> list[Strip]:
    """One strip for each of ``lines``, held so that no line of a paragraph stands alone.

    They are aligned as their style asks, or as ``align`` says.
    """
    starts = _starts(lines, align or setting.style.align, left, right)
    holds = _holds(len(lines), setting.style)
    baseline, leading = setting.baseline, setting.leading
    return [
        Strip(leading, (TextMark(x, baseline, line.spans, tag),), hold=hold, hang=setting.hang)
        for line, x, hold in zip(lines, starts, holds, strict=True)
    ]


def lay_whole(
    setting: Setting,
    lines: Sequence[Line],
    tag: Tag | None,
    left: float,
    right: float,
    align: Align | None = None,
) -> list[Strip]:
    """The same ``lines`` as one strip, to be drawn and not to be cut; none for none."""
    y, leading = setting.baseline, setting.leading
    marks = []
    for line, x in zip(
        lines, _starts(lines, align or setting.style.align, left, right), strict=True
    ):
        marks.append(TextMark(x, y, line.spans, tag))
        y += leading
    return [Strip(leading * len(lines), tuple(marks), hang=setting.hang)] if marks else []


def _starts(lines: Sequence[Line], align: Align, left: float, right: float) -> list[float]:
    """Where each of ``lines`` begins."""
    if align is Align.LEFT:
        return [left] * len(lines)
    return [aligned(align, line.width, left, right) for line in lines]


class SetText(Struct, frozen=True, gc=False):
    """Text broken into lines between two edges; the lines are made when they are asked for."""

    setting: Setting
    flow: Flow
    left: float
    right: float
    align: Align
    indent: float  # of the first line

    def strips(self, tag: Tag | None) -> list[Strip]:
        """The lines, without the spacing and shading of their style."""
        return self._laid(lay_lines, tag)

    def parts(self, tag: Tag | None, *, to_cut: bool) -> list[Strip]:
        """The same as one strip; ``to_cut`` it one for each line, which waits to be made."""
        if not to_cut:
            return self._laid(lay_whole, tag)
        leading, holds = self.setting.leading, _holds(len(self.flow), self.setting.style)
        return [
            Strip(leading, hold=hold, hang=self.setting.hang, parts=partial(self._line, place, tag))
            for place, hold in enumerate(holds)
        ]

    def _line(self, place: int, tag: Tag | None, *, to_cut: bool) -> list[Strip]:
        del to_cut  # a line is not cut
        return self._laid(lay_whole, tag, place)

    def _laid(
        self, lay: Callable[..., list[Strip]], tag: Tag | None, place: int | None = None
    ) -> list[Strip]:
        """All lines, or the one at ``place``, laid by ``lay``."""
        lines = self.flow.lines()
        if self.setting.style.spread:
            lines = self._spread(lines, place)
        elif place is not None:
            lines = lines[place : place + 1]
        strips = lay(self.setting, lines, tag, self.left, self.right, self.align)
        if self.indent and strips and not place:
            first, *rest = strips[0].marks
            strips[0] = replace(strips[0], marks=(moved_mark(first, self.indent), *rest))
        return on_their_grounds(strips, self.setting)

    def _spread(self, lines: Sequence[Line], place: int | None) -> Sequence[Line]:
        """``lines``, or the one at ``place``, spread over the measure."""
        width = self.right - self.left
        first = width if place else width - self.indent
        if place is None:
            return justified(lines, self.setting.style.spread, width, first)
        # The next one tells whether it is the last.
        two = lines[place : place + 2]
        return justified(two, self.setting.style.spread, width, first)[:1]


def set_text(
    setting: Setting,
    runs: Sequence[Run],
    left: float,
    right: float,
    align: Align | None = None,
) -> SetText:
    """``runs`` broken into lines between ``left`` and ``right``.

    They are aligned as their style asks, or as ``align`` says.
    """
    align = align or setting.style.align
    indent = setting.style.first_line_indent if align is Align.LEFT else 0.0
    flow = Flow(runs, right - left - indent, right - left)
    return SetText(setting, flow, left, right, align, indent)


def styled_text(
    sheet: Sheet,
    setting: Setting,
    runs: Sequence[Run],
    tag: Tag | None,
    align: Align | None = None,
    hold: Hold = Hold.NONE,
    *,
    may_wait: bool = False,
    joined: Joined = ALONE,
) -> list[Strip]:
    """``runs`` as a whole paragraph, with indents, spacing, shading and rules of the style.

    It holds what follows as the style asks, or more firmly with ``hold``; where it must, with each
    of its lines. One that ``may_wait`` is a single strip if its style allows it.
    """
    style = setting.style
    hold = max(hold, Hold.WISH) if style.keep_with_next else hold
    text = set_text(setting, runs, style.left_indent, sheet.width - style.right_indent, align)
    lines = len(text.flow)
    if may_wait and setting.is_bare and (hold is not Hold.MUST or lines <= _HELD):
        return [as_one(setting, lines, partial(text.parts, tag), hold)] if lines else []
    strips = spaced(dressed(text.strips(tag), style, sheet.width, joined), style, joined)
    if hold is Hold.MUST:
        strips = [replace(strip, hold=hold) for strip in strips]
    return holding_whole(strips, hold) if hold else strips


def as_one(
    setting: Setting,
    lines: int,
    parts: Parts,
    hold: Hold = Hold.NONE,
    anchor: str = "",
) -> Strip:
    """So many ``lines`` of one paragraph as one strip, with the spacing of their style.

    ``parts`` are they, a strip each. The style has to be bare.
    """
    style = setting.style
    return Strip(
        lines * setting.leading,
        before=style.space_before,
        after=style.space_after,
        hold=hold,
        fresh_page=style.page_break,
        anchor=anchor,
        hang=setting.hang,
        parts=parts,
        may_cut=lines > 1,
    )


def heading(sheet: Sheet, block: Heading, parent: Tag) -> list[Strip]:
    """A heading, which never stands last on a page."""
    setting = sheet[f"Heading {min(block.level, 3)}"]
    tag = Tag(b"H%d" % min(block.level, 6), parent)
    runs = [setting.text(block.text)]
    strips = styled_text(sheet, setting, runs, tag, hold=Hold.MUST, may_wait=True)
    if strips:
        strips[0] = replace(
            strips[0],
            anchor=block.id,
            fresh_page=block.new_page or block.right_hand or setting.style.page_break,
            right_hand=block.right_hand,
        )
    return strips


def paragraph(sheet: Sheet, block: Paragraph, parent: Tag, joined: Joined = ALONE) -> list[Strip]:
    """A paragraph in its style, which may be ``joined`` with those around it in one frame."""
    setting = sheet[block.style]
    align = None
    if setting.ink.from_right and wholly_foreign(block.inlines):
        align = _OTHER_SIDE.get(setting.style.align)  # the page will be turned over
    hold = Hold.WISH if block.keep_with_next else Hold.NONE
    runs, may_wait = setting.runs_and_whether_they_may_wait(block.inlines)
    tag = Tag(b"P", parent)
    return styled_text(sheet, setting, runs, tag, align, hold, may_wait=may_wait, joined=joined)


def empty_page(sheet: Sheet, words: str) -> Strip:
    """What a page says that is left empty on purpose, in the middle of the column."""
    setting = sheet[ParagraphStyle.NOTE]
    lines = break_lines([setting.text(words)], sheet.width)
    marks = tuple(
        TextMark(
            aligned(Align.CENTRE, line.width, 0.0, sheet.width),
            number * setting.leading + setting.baseline,
            line.spans,
            None,
        )
        for number, line in enumerate(lines)
    )
    return Strip(len(lines) * setting.leading, marks)


def _holds(lines: int, style: TextStyle) -> list[Hold]:
    """How firmly each line of a paragraph holds the next: none stands alone, if not told to."""
    if lines == 0:
        return []
    holds = [Hold.WHOLE if style.keep_together else Hold.NONE] * (lines - 1)
    if holds and not style.lone_lines:
        holds[0] = holds[-1] = Hold.MUST
    return [*holds, Hold.NONE]

"""The front matter made into strips: the cover and the contents."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Contents, Cover, Heading, ParagraphStyle
from briefgen.pack.fingerprints import squeezed
from briefgen.render.faces.measure import Target
from briefgen.render.house import CONTENTS_GAP, ROOM_FOR_NUMBER
from briefgen.render.layout.dressing import dressed, on_their_grounds
from briefgen.render.layout.flow import break_lines
from briefgen.render.layout.justifying import justified
from briefgen.render.layout.paragraphs import Sheet, styled_text
from briefgen.render.layout.strips import Hold, PageNumberMark, Patch, Strip, TextMark
from briefgen.render.layout.tags import Tag
from briefgen.render.styles import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.pack.blocks import Detail

_ROUNDING = 0.01


def cover(sheet: Sheet, block: Cover, parent: Tag) -> list[Strip]:
    """The cover: title, subtitle, labelled rows, and the notice at the foot."""
    strips: list[Strip] = []
    for name, text in (("Title", block.title), ("Subtitle", block.subtitle)):
        if text:
            setting = sheet[name]
            strips += styled_text(sheet, setting, [setting.text(text)], Tag(b"P", parent))
    for detail in block.details:
        strips += _detail(sheet, detail, parent)
    if block.notice:
        setting = sheet[ParagraphStyle.NOTE]
        notice = styled_text(sheet, setting, setting.runs(block.notice), Tag(b"P", parent))
        strips += [replace(strip, hold=Hold.WISH, at_foot=True) for strip in notice]
        strips[-1] = replace(strips[-1], hold=Hold.NONE)
    if strips:
        strips[0] = replace(strips[0], fresh_page=True)
    return strips


def contents(
    sheet: Sheet, block: Contents, headings: Iterable[Heading], parent: Tag
) -> list[Strip]:
    """The list of ``headings``; their page numbers are known when the pages are drawn."""
    title = sheet["TOC Heading"]
    strips = styled_text(sheet, title, [title.text(block.title)], Tag(b"P", parent))
    strips = [replace(strip, hold=Hold.MUST) for strip in strips]
    entries = [h for h in headings if h.level <= block.depth and squeezed(h.text)]
    if entries:
        tag = Tag(b"TOC", parent)
        width = (sheet.width + CONTENTS_GAP) / block.columns - CONTENTS_GAP
        listed = [_entry(sheet, entry, tag, width) for entry in entries]
        if block.columns > 1:
            above = sum(strip.before + strip.height + strip.after for strip in strips)
            heights = (sheet.height - above - _ROUNDING, sheet.height - _ROUNDING)
            strips += _side_by_side(listed, block.columns, width + CONTENTS_GAP, heights)
        else:
            strips += chain.from_iterable(listed)
    return strips


def _side_by_side(
    entries: Sequence[list[Strip]], columns: int, step: float, heights: tuple[float, float]
) -> Iterator[Strip]:
    """``entries`` in columns that begin ``step`` apart, read one column after the other.

    Each column goes on by itself, as in Word. What is taller than the first page holds goes on on
    others; ``heights`` are what columns may take of the first and of the others. They have no room
    above, so that all begin at the same height.
    """
    left = [_whole(lines) for lines in entries]
    height = heights[0]
    while left:
        stacks = _filled(left, columns, height)
        count = sum(map(len, stacks))
        yield _beside(stacks if count < len(left) else _balanced(left, columns), step)
        left, height = left[count:], heights[1]


def _filled(entries: Sequence[Strip], columns: int, height: float) -> list[list[Strip]]:
    """The first of ``entries`` in columns of that ``height``, one in each at least."""
    stacks: list[list[Strip]] = []
    for entry in entries:
        if not stacks or _tall([*stacks[-1], entry]) > height + _ROUNDING:
            if len(stacks) == columns:
                break
            stacks.append([])
        stacks[-1].append(entry)
    return stacks


def _beside(stacks: Sequence[Sequence[Strip]], step: float) -> Strip:
    """Columns of one page as one strip."""
    marks: list[TextMark | PageNumberMark] = []
    patches: list[Patch] = []
    for place, stack in enumerate(stacks):
        y = 0.0
        for strip in stack:
            marks += [_moved(mark, place * step, y) for mark in strip.marks]
            patches += [replace(one, x=one.x + place * step, y=one.y + y) for one in strip.patches]
            y += strip.height + strip.after
    after = max(stack[-1].after for stack in stacks)
    return Strip(max(map(_tall, stacks)), tuple(marks), tuple(patches), after=after)


def _whole(lines: Sequence[Strip]) -> Strip:
    """The lines of an entry as one strip."""
    marks: list[TextMark | PageNumberMark] = []
    patches: list[Patch] = []
    y = 0.0
    for line in lines:
        marks += [_moved(mark, 0.0, y) for mark in line.marks]
        patches += [replace(patch, y=patch.y + y) for patch in line.patches]
        y += line.height
    return Strip(y, tuple(marks), tuple(patches), after=lines[-1].after)


def _tall(strips: Sequence[Strip]) -> float:
    return sum(strip.height + strip.after for strip in strips) - strips[-1].after


def _balanced(strips: Sequence[Strip], columns: int) -> list[list[Strip]]:
    """``strips`` in columns, in order, of which the tallest is as low as it can be."""
    heights = sorted(
        {
            _tall(strips[start:stop])
            for start in range(len(strips))
            for stop in range(start + 1, len(strips) + 1)
        }
    )
    for height in heights:
        stacks: list[list[Strip]] = []
        for strip in strips:
            if not stacks or _tall([*stacks[-1], strip]) > height + _ROUNDING:
                stacks.append([])
            stacks[-1].append(strip)
        if len(stacks) <= columns:
            break
    return stacks


def _moved(
    mark: TextMark | PageNumberMark, by: float, down: float = 0.0
) -> TextMark | PageNumberMark:
    y = mark.y + down
    if isinstance(mark, TextMark):
        return replace(mark, x=mark.x + by, y=y)
    return replace(mark, left=mark.left + by, right=mark.right + by, y=y)


def _detail(sheet: Sheet, detail: Detail, parent: Tag) -> list[Strip]:
    """A label with its value beneath."""
    label, value = sheet["Cover Label"], sheet["Cover Detail"]
    strips = styled_text(sheet, label, [label.text(detail.label)], Tag(b"P", parent))
    strips = [replace(strip, hold=Hold.MUST) for strip in strips]
    return strips + styled_text(sheet, value, value.runs(detail.value), Tag(b"P", parent))


def _entry(sheet: Sheet, heading: Heading, parent: Tag, width: float) -> list[Strip]:
    """The lines of an entry in a column of ``width``, up to the number of the page."""
    setting = sheet[f"TOC {min(heading.level, 3)}"]
    style = setting.style
    right = width - style.right_indent
    tag = Tag(b"Reference", Tag(b"TOCI", parent))
    ink = setting.ink.linked(Target(anchor=heading.id))
    room = right - style.left_indent - ink.width(ROOM_FOR_NUMBER)
    lines = break_lines([setting.text(heading.text, ink)], room)
    if style.spread:  # the line with the number ends in dots
        lines = justified(lines, Spread.WORDS, right - style.left_indent)
    strips = [
        Strip(
            setting.leading,
            (TextMark(style.left_indent, setting.baseline, line.spans, tag),),
            hold=Hold.MUST,
        )
        for line in lines
    ]
    if strips:
        end = style.left_indent + lines[-1].width
        number = PageNumberMark(end, right, setting.baseline, ink, heading.id, tag)
        strips[-1] = replace(
            strips[-1], marks=(*strips[-1].marks, number), after=style.space_after, hold=Hold.NONE
        )
        strips = dressed(on_their_grounds(strips, setting), style, width)
        strips[0] = replace(strips[0], before=style.space_before)
    return strips

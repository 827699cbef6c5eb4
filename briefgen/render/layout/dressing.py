"""Strips as a style asks for them: room, shading, rules, and where text stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from briefgen.pack.blocks import Align
from briefgen.render.layout.strips import Hold, Patch, Strip, TextMark, ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.render.faces.measure import Span
    from briefgen.render.layout.setting import Setting
    from briefgen.render.layout.strips import PageNumberMark
    from briefgen.render.styles import Border, TextStyle

SHADE_X = 6.0  # how far side rules stand out from the text, and shading with them, in points


class Joined(NamedTuple):
    """Whether the paragraphs above and below are of the same frame, as of one style they are."""

    above: bool
    below: bool


ALONE = Joined(above=False, below=False)


def spaced(strips: list[Strip], style: TextStyle, joined: Joined = ALONE) -> list[Strip]:
    """``strips`` with the room above and beneath that ``style`` asks for, if not in its frame."""
    if strips:
        if style.page_break:
            strips[0] = replace(strips[0], fresh_page=True)
        strips[0] = replace(strips[0], before=0.0 if joined.above else style.space_before)
        strips[-1] = replace(strips[-1], after=0.0 if joined.below else style.space_after)
    return strips


def drawn_together(above: Strip, below: Strip) -> tuple[Strip, Strip]:
    """The end of a paragraph and the beginning of the next without room between them."""
    return replace(above, after=0.0), replace(below, before=0.0)


def holding(strips: list[Strip], hold: Hold) -> list[Strip]:
    """``strips`` with the last one holding what comes next at least as firmly as ``hold``."""
    if strips and strips[-1].hold < hold:
        strips[-1] = replace(strips[-1], hold=hold)
    return strips


def holding_whole(strips: list[Strip], hold: Hold) -> list[Strip]:
    """``strips`` of one paragraph, which goes over whole where it has to stand with the next."""
    return [strip if strip.hold >= hold else replace(strip, hold=hold) for strip in strips]


def padded(strip: Strip, above: float = 0.0, below: float = 0.0) -> Strip:
    """``strip`` made taller, what it shows moved down by ``above``."""
    marks = tuple(replace(mark, y=mark.y + above) for mark in strip.marks)
    patches = tuple(replace(patch, y=patch.y + above) for patch in strip.patches)
    return replace(strip, height=strip.height + above + below, marks=marks, patches=patches)


def dressed(
    strips: list[Strip], style: TextStyle, width: float, joined: Joined = ALONE
) -> list[Strip]:
    """``strips`` of one paragraph with the shading and the rules of ``style``.

    One that is ``joined`` goes on in its frame with the room to the next one, and the line that
    the style may have between them.
    """
    if not strips:
        return strips
    room = 0.0 if style.contextual else max(style.space_after, style.space_before) / 2
    if joined.above:
        strips[0] = padded(strips[0], above=room)
    else:
        strips[0] = _begun(strips[0], style, width)
    if not joined.below:
        strips[-1] = _ended(strips[-1], style, width)
    elif style.border_between:
        strips[-1] = underlined(strips[-1], style, style.border_between, width, room)
    else:
        strips[-1] = padded(strips[-1], below=room)
    if style.fill or style.border_left or style.border_right:
        strips = [shaded(strip, style, width) for strip in strips]
    return strips


def _begun(strip: Strip, style: TextStyle, width: float) -> Strip:
    """``strip`` as the first of a frame."""
    return overlined(strip, style, style.border_top, width) if style.border_top else strip


def _ended(strip: Strip, style: TextStyle, width: float) -> Strip:
    """``strip`` as the last of a frame."""
    if not style.border_bottom:
        return strip
    return underlined(strip, style, style.border_bottom, width, style.bottom_gap)


def shaded(strip: Strip, style: TextStyle, width: float) -> Strip:
    """``strip`` on the ground of ``style``, with its bars to the left and the right of it."""
    left = style.left_indent + min(style.first_line_indent, 0.0)
    left -= SHADE_X if style.border_left else 0.0
    right = _right_of_ground(style, width)
    ground = []
    if style.fill:
        ground.append(Patch(left, 0.0, right - left, strip.height, style.fill))
    if style.border_left:
        thickness, look = style.border_left[0], style.border_left[1:]
        ground.append(Patch(left - thickness, 0.0, thickness, strip.height, *look))
    if style.border_right:
        thickness, look = style.border_right[0], style.border_right[1:]
        ground.append(Patch(right, 0.0, thickness, strip.height, *look))
    return replace(strip, patches=(*ground, *strip.patches))


def grounds(
    spans: Sequence[Span], x: float, baseline: float, line: tuple[float, float] | None = None
) -> Iterator[Patch]:
    """What lies behind the words of a line that begins at ``x``, where something does.

    A ground is as tall as the ``line``, of which is told how far it goes above its baseline and
    how tall it is; else as the letters.
    """
    start = x
    for span in spans:
        left = x if span.at is None else start + span.at
        ink = span.ink
        if span.at is not None and ink.from_right:  # the page will be turned over
            left = start + ends(spans) - span.at - span.width
        if ink.ground:
            above, height = line or (0.95 * ink.size, 1.2 * ink.size)
            at_end = line is None or span is spans[-1]
            behind = ink.space if at_end and span.text.endswith(" ") else 0.0  # stays white
            yield Patch(left, baseline - above, span.width - behind, height, ink.ground)
        x = left + span.width


def on_their_grounds(strips: list[Strip], setting: Setting) -> list[Strip]:
    """``strips`` of text with what lies behind its words, where its style asks for it."""
    if not setting.has_grounds:
        return strips
    return [
        replace(strip, patches=(*grounds_of(strip.marks, setting), *strip.patches))
        for strip in strips
    ]


def grounds_of(marks: Sequence[TextMark | PageNumberMark], setting: Setting) -> Iterator[Patch]:
    """What lies behind the words of ``marks``, as tall as their lines."""
    line = (setting.baseline, setting.leading)
    for mark in marks:
        if isinstance(mark, TextMark):
            yield from grounds(mark.spans, mark.x, mark.y, line)


def aligned(align: Align, width: float, left: float, right: float) -> float:
    """Where text ``width`` wide begins between ``left`` and ``right``."""
    match align:
        case Align.LEFT:
            return left
        case Align.RIGHT:
            return right - width
        case Align.CENTRE:
            return (left + right - width) / 2


def moved(strip: Strip, right: float) -> Strip:
    """``strip`` with its text moved ``right`` by that many points."""
    return replace(strip, marks=tuple(moved_mark(mark, right) for mark in strip.marks))


def moved_mark(mark: TextMark | PageNumberMark, right: float) -> TextMark | PageNumberMark:
    """``mark`` moved ``right`` by that many points, if it is text."""
    return replace(mark, x=mark.x + right) if isinstance(mark, TextMark) else mark


def _right_of_ground(style: TextStyle, width: float) -> float:
    """Where the ground of ``style`` ends, or what stands at the right of it begins."""
    if not style.border_right:
        return width - style.right_indent
    out = min(SHADE_X, style.right_indent) if style.fill else SHADE_X
    return width - style.right_indent + out


def _ends_of_rule(style: TextStyle, width: float) -> tuple[float, float]:
    """From where to where rules above and beneath go: to the outer edges of bars and ground."""
    left = style.left_indent + min(style.first_line_indent, 0.0)
    right = width - style.right_indent
    if style.border_left:
        left -= SHADE_X + style.border_left[0]
    if style.fill or style.border_right:
        right = _right_of_ground(style, width)
        right += style.border_right[0] if style.border_right else 0.0
    return left, right


def overlined(strip: Strip, style: TextStyle, border: Border, width: float) -> Strip:
    """``strip``, the first of a paragraph, under a rule."""
    left, right = _ends_of_rule(style, width)
    rule = Patch(left, 0.0, right - left, *border)
    grown = padded(strip, above=border[0] + style.top_gap)
    return replace(grown, patches=(*grown.patches, rule))


def underlined(strip: Strip, style: TextStyle, border: Border, width: float, gap: float) -> Strip:
    """``strip``, the last of a paragraph, over a rule, a ``gap`` between them."""
    left, right = _ends_of_rule(style, width)
    rule = Patch(left, strip.height + gap, right - left, *border)
    grown = padded(strip, below=gap + border[0])
    return replace(grown, patches=(*grown.patches, rule))

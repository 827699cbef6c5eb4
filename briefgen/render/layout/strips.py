"""What the pages are filled with: strips across the column, cut between their parts if at all.

All lengths are points; inside a strip x runs right from the left edge of the column and y runs
down from the strip's own top.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.render.faces.measure import Ink, Span
    from briefgen.render.figures.scene import Scene
    from briefgen.render.furniture import Drawn
    from briefgen.render.layout.tags import Tag


class Hold(IntEnum):
    """How firmly a strip holds the next one on its page."""

    NONE = 0
    WISH = 1  # broken first where the whole would not fit a page: items of a list, a note
    WHOLE = 2  # broken where it alone would not fit one: a paragraph kept together, a small box
    MUST = 3  # a heading and what it heads, two lines of a paragraph, a table's head and row


class TextMark(Struct, frozen=True, gc=False):
    """A line of text with its left end at ``x`` and its baseline at ``y``.

    Without a tag it is no part of what is read aloud.
    """

    x: float
    y: float
    spans: tuple[Span, ...]
    tag: Tag | None


class PageNumberMark(Struct, frozen=True, gc=False):
    """The page number of a heading, its end at ``right``, after dots from ``left`` on.

    On a page read from the right, ``right`` lies to the left of ``left``.
    """

    left: float
    right: float
    y: float
    ink: Ink
    heading: str
    tag: Tag


class Patch(Struct, frozen=True, gc=False):
    """A coloured rectangle: shading or a rule, which may be of another ``form`` than a bar."""

    x: float
    y: float
    width: float
    height: float
    color: str  # RRGGBB
    form: str = ""  # as the tables of `line_parts` call it
    over: bool = False  # drawn over those that are not


class PictureMark(Struct, frozen=True, gc=False):
    """A picture with its upper left corner at ``x`` and ``y``."""

    x: float
    y: float
    drawn: Drawn


class Drawing(Struct, frozen=True, gc=False):
    """A figure at the top left of its strip, drawn at ``scale``: a ``whole`` one, or a piece."""

    scene: Scene
    scale: float
    tag: Tag
    whole: bool = True


class Strip(Struct, frozen=True, gc=False):
    """A slice of the column: what is drawn in it and how it wants to be placed."""

    height: float
    marks: tuple[TextMark | PageNumberMark, ...] = ()
    patches: tuple[Patch, ...] = ()
    before: float = 0.0  # room above; at the head of a page only if ``fresh_page``
    after: float = 0.0  # room beneath; between two strips the larger of the two rooms counts
    hold: Hold = Hold.NONE
    fresh_page: bool = False  # starts a page
    right_hand: bool = False  # starts a right-hand page, one with an odd number
    wide: bool = False  # stands on a page that lies on its side
    at_foot: bool = False  # stands at the foot of its page
    framed: int = 0  # how many of its patches, the first ones, are of a box that goes over
    opening: float = 0.0  # how far its ground goes up where it opens a page
    hang: float = 0.0  # of its height, what a page need not hold that ends with it
    closing: float = 0.0  # how far its ground goes down where a page ends with it
    head: Repeated | None = None  # repeated above this strip where it opens a page
    drawing: Drawing | None = None
    anchor: str = ""  # what links to this strip call it: a heading's id, a source's number
    notes: tuple[tuple[Strip, ...], ...] = ()  # the lines of each footnote it calls
    parts: Parts | None = None  # where it was not set at once; they show all that it shows
    may_cut: bool = False  # between its parts, if it does not fit its page as a whole
    of_rows: bool = False  # its parts are rows of a table, not lines of a paragraph

    @property
    def goes_over_whole(self) -> bool:
        """Whether it is cut only where it fits no page with the next: a paragraph that holds it.

        So do programs that read Word files.
        """
        return self.may_cut and self.hold >= Hold.WISH and not self.of_rows


class Repeated:
    """What stands again above a strip that opens a page; made when the first page wants it."""

    def __init__(self, make: Callable[[], Sequence[Strip]]) -> None:
        """Let ``make`` make its strips."""
        self._make = make

    @cached_property
    def strips(self) -> Sequence[Strip]:
        """One beneath the other."""
        return self._make()

    @cached_property
    def height(self) -> float:
        """How much of a page they take."""
        return sum([part.height + part.after for part in self.strips])

    def mirrored(self, width: float) -> Repeated:
        """The same in a column of ``width`` that is read from the right."""
        return Repeated(lambda: [mirrored(part, width) for part in self.strips])


class Parts(Protocol):
    """What a strip consists of, one part right beneath the other."""

    def __call__(self, *, to_cut: bool) -> list[Strip]:
        """The parts, set to be drawn; or ``to_cut`` between them, not yet set if they can wait."""


def grounded_above(strip: Strip) -> Strip:
    """``strip`` at the top of a page, its ground from as far above as it asks for."""
    more = strip.opening
    box, rest = strip.patches[: strip.framed], strip.patches[strip.framed :]
    taller = [replace(patch, y=patch.y - more, height=patch.height + more) for patch in box]
    return replace(strip, patches=(*taller, *rest))


def grounded_below(strip: Strip) -> Strip:
    """``strip`` at the end of a page, its ground down as far as it asks for."""
    more = strip.closing
    box, rest = strip.patches[: strip.framed], strip.patches[strip.framed :]
    taller = [replace(patch, height=patch.height + more) for patch in box]
    return replace(strip, patches=(*taller, *rest))


def opened(strip: Strip, *, to_cut: bool) -> list[Strip]:
    """``strip`` as the parts it consists of, to be cut or to be drawn, which are placed as it was.

    Those of what goes over whole hold one another. What has parts calls no notes and does not stand
    at the foot of its page.
    """
    if strip.parts is None:
        return [strip]
    parts = strip.parts(to_cut=to_cut)
    parts[0] = replace(
        parts[0],
        before=strip.before,
        fresh_page=strip.fresh_page,
        right_hand=strip.right_hand,
        anchor=strip.anchor,
    )
    parts[-1] = replace(parts[-1], after=strip.after, hold=strip.hold)
    if to_cut and strip.goes_over_whole:
        parts = [replace(part, hold=max(part.hold, Hold.WISH)) for part in parts]
    return [replace(part, wide=True) for part in parts] if strip.wide else parts


def all_set(strips: Iterable[Strip]) -> list[Strip]:
    """``strips`` cut wherever they may be, and nothing of them left to wait."""
    made: list[Strip] = []
    for strip in strips:
        if strip.may_cut:
            made += all_set(opened(strip, to_cut=True))
        else:
            made += opened(strip, to_cut=False)
    return made


def ends(spans: Sequence[Span]) -> float:
    """Where ``spans`` that stand in places of their own end, from the start of their line."""
    return max((span.at or 0.0) + span.width for span in spans)


def mirrored_text(mark: TextMark, width: float) -> TextMark:
    """``mark`` as it stands on a page of ``width`` that is read from the right."""
    return replace(mark, x=width - mark.x - ends(mark.spans))


def mirrored_patch(patch: Patch, width: float) -> Patch:
    """``patch`` as it stands on a page of ``width`` that is read from the right."""
    return replace(patch, x=width - patch.x - patch.width)


def mirrored(strip: Strip, width: float) -> Strip:
    """``strip`` in a column of ``width`` that is read from the right: left and right exchanged."""
    return replace(
        strip,
        marks=tuple(
            mirrored_text(mark, width)
            if isinstance(mark, TextMark)
            else replace(mark, left=width - mark.left, right=width - mark.right)
            for mark in strip.marks
        ),
        patches=tuple(mirrored_patch(patch, width) for patch in strip.patches),
        head=strip.head.mirrored(width) if strip.head else None,
        notes=tuple(tuple(mirrored(line, width) for line in note) for note in strip.notes),
    )

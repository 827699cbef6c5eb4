"""What both writers draw with: the styles of a house, worked out, and its pictures."""

# Without ``from __future__ import annotations``: a house made ready is read by the types of these
# fields, and names would have to be compiled to be looked up, a fiftieth of a short process.

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from briefgen.pack.blocks import Align

# A line around something: how much room it takes in points, its colour (RRGGBB), and its form as
# `line_parts` calls it, which is empty for a plain one.
Border = tuple[float, str, str]


class Spread(StrEnum):
    """How a line that is shorter than its measure is spread over it, if it is."""

    NONE = ""
    WORDS = "words"  # wider spaces, in all lines of a paragraph but the last
    LETTERS = "letters"  # as much room behind each letter, in all lines


class TextStyle(Struct, frozen=True, array_like=True):
    """A paragraph style with everything it inherits worked in. Lengths are points."""

    name: str
    font: str
    size: float
    bold: bool
    italic: bool
    color: str  # RRGGBB
    space_before: float
    space_after: float
    leading: float  # from one baseline to the next
    left_indent: float
    right_indent: float
    first_line_indent: float  # negative: hanging
    align: Align
    keep_with_next: bool
    keep_together: bool
    fill: str | None  # RRGGBB of the paragraph's shading
    border_left: Border | None
    border_bottom: Border | None
    caps: bool
    bottom_gap: float = 2.0  # from the text to border_bottom
    mark_kind: str = ""  # of a list: bullet, decimal, …, as in Word's numbering; "" for no list
    mark_text: str = ""  # the bullet, or the number's surroundings: (%1)
    top_gap: float = 0.0
    border_top: Border | None = None
    mark_bold: bool = False  # of the number or bullet of a list's items
    mark_color: str | None = None  # RRGGBB of the same; None where it is that of the text
    ground: str | None = None  # RRGGBB behind the words themselves
    underline: str = ""  # the line beneath the words, as Word calls it
    strike: int = 0  # how many lines go through them
    page_break: bool = False  # begins a page
    contextual: bool = False  # no room between two paragraphs of this style
    spread: Spread = Spread.NONE
    small_caps: bool = False
    tracking: float = 0.0  # behind each letter
    border_right: Border | None = None
    border_between: Border | None = None  # paragraphs of this style that follow it
    underline_color: str | None = None  # RRGGBB; None where it is that of the words
    lone_lines: bool = False  # may stand at the foot or the head of a page
    hang: float = 0.0  # of the leading, what lines asked to stand further apart take beyond one

    @property
    def is_bare(self) -> bool:
        """Whether it shows nothing but the text: no ground and no rules."""
        return not (self.fill or self.is_framed)

    @property
    def is_framed(self) -> bool:
        """Whether lines stand around it, or on one side of it."""
        upright = self.border_left or self.border_right
        return bool(upright or self.border_top or self.border_bottom or self.border_between)


class TableStyle(Struct, frozen=True, array_like=True):
    """How data tables look. Lengths are points."""

    head_fill: str | None
    band_fill: str | None  # of every other row, from the second on
    rule: Border  # between rows
    frame: Border  # above the head
    pad_x: float  # at the left of what stands in a cell
    pad_y: float  # above it
    first_fill: str | None = None  # of every other row, from the first on
    foot: Border = (0.0, "000000", "")  # under the last row
    left: Border | None = None  # at the left of the table
    right: Border | None = None
    between: Border | None = None  # between columns
    pad_right: float = 0.0
    pad_below: float = 0.0


class Edge(Struct, frozen=True, array_like=True):
    """A line along one side of a page, ``gap`` points from what it is measured from.

    It takes ``width`` points; its ``form`` is that of a `Border`.
    """

    width: float
    color: str  # RRGGBB
    gap: float
    form: str = ""


class PageBorder(Struct, frozen=True, array_like=True):
    """Lines around a page, by side, from the edges of the paper or those of what stands on it."""

    edges: Mapping[str, Edge]
    from_paper: bool = False
    on_first: bool = True
    on_others: bool = True
    around_header: bool = True  # else, where it is measured from the text, around that alone
    around_footer: bool = True


class Picture(Struct, frozen=True, array_like=True):
    """A picture of the house, made anew: ``data`` is a ``kind`` (png or jpeg) file."""

    kind: str
    data: bytes
    width: int  # dots
    height: int

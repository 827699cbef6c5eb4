"""What paragraphs begin with: their style and whatever differs from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.text import NO_SPACING, spacing

if TYPE_CHECKING:
    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import House
    from briefgen.render.styles import TextStyle

# Style; whether it stays with the next one; the list it is told to belong to; whether it runs from
# the left in a pack from the right; how much it keeps of the space above and beneath it; whether
# it starts a page; the least space before it; the space before it, if it is not its style's.
Asked = tuple[str, bool, int, bool, tuple[float, float], bool, float, float]

KEEP = "<w:keepNext/>"
WHOLE = (1.0, 1.0)
_FRESH = "<w:pageBreakBefore/>"
_FROM_LEFT = '<w:bidi w:val="0"/>'


class Starts:
    """The starts of one document, each made once."""

    def __init__(self, house: House, sheet: StyleSheet) -> None:
        """Begin paragraphs in the styles of ``house``, by their ids in ``sheet``."""
        self._house, self._sheet = house, sheet
        self._made: dict[Asked, str] = {}

    def of(self, asked: Asked) -> str:
        """A paragraph up to what it says."""
        start = self._made.get(asked)
        if start is None:
            start = self._made[asked] = self._start(*asked)
        return start

    def _start(
        self,
        style: str,
        keep: bool,
        number: int,
        from_left: bool,
        gaps: tuple[float, float],
        fresh: bool,
        gap: float,
        before: float,
    ) -> str:
        look, after = self._house.styles[style], NO_SPACING
        if before == NO_SPACING and gap > look.space_before and not fresh:
            before = gap
        if gaps != WHOLE:
            before, after = look.space_before * gaps[0], look.space_after * gaps[1]
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._sheet.id(style)}"/>'
            f"{KEEP if keep else ''}{_FRESH if fresh else ''}"
            f"{_list_properties(number)}{_FROM_LEFT if from_left else ''}"
            f"{spacing(before, after)}{_indent(look) if number else ''}</w:pPr>"
        )


def _list_properties(number: int) -> str:
    if not number:
        return ""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _indent(look: TextStyle) -> str:
    """The style's own indents, which a list named by the paragraph would override."""
    first = round(look.first_line_indent * 20)
    side = f'w:hanging="{-first}"' if first < 0 else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{round(look.left_indent * 20)}" {side}/>'

"""What stands above and below the text on every page: marking, running title, page x of y."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Align
from briefgen.render.house import DRAFT_FILL, DRAFT_INK
from briefgen.render.pdf.lines import Line, break_lines
from briefgen.render.pdf.measure import NO_BREAK, Ink, words_of
from briefgen.render.pdf.paragraphs import aligned
from briefgen.render.pdf.strips import Patch, TextMark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.pack.blocks import Furniture
    from briefgen.render.house import House
    from briefgen.render.pdf.measure import Run, Setting

_GAP = 6.0  # the least room between the text and what stands above or below it, in points
_BADGE = (
    0.98,
    1.28,
)  # of the word for a draft: top above the baseline, height, in parts of the size
_SAMPLE = "000"  # a page number as wide as any is likely to be


class PageFrame:
    """Header and footer of a pack, and the room they leave for the text.

    A cover bears the marking alone, and the word for a draft.
    """

    def __init__(
        self,
        house: House,
        furniture: Furniture,
        settings: Mapping[str, Setting],
        *,
        has_cover: bool,
    ) -> None:
        """Set the lines of ``furniture`` in the ``settings`` of ``house``."""
        self._house = house
        self._furniture = furniture
        self._has_cover = has_cover
        self._marking = settings["Marking"]
        self._header = settings["Header"]
        self._footer = settings["Footer"]
        self._mark = self._lines(self._marking, furniture.marking)
        self._title = self._lines(self._header, furniture.running_title, draft=True)
        self._alone = {s: self._lines(s, "", draft=True) for s in (self._header, self._footer)}
        number = self._footer.ink.width(self._page_of(_SAMPLE, _SAMPLE))
        room = house.text_width - number - self._footer.style.size
        as_at = [*self._badge(self._footer), self._footer.text(furniture.information_as_at)]
        self._as_at = break_lines(as_at, max(room, 1.0))

    @property
    def top(self) -> float:
        """Where the text begins, from the top of the page."""
        header = _height((self._marking, self._mark), (self._header, self._title))
        return max(self._house.margin_top, self._house.header_distance + header + _GAP)

    @property
    def bottom(self) -> float:
        """Where the text ends, from the top of the page."""
        house = self._house
        margin = max(house.margin_bottom, house.footer_distance + self._footer_height() + _GAP)
        return house.page_height - margin

    def header_marks(self, page: int) -> list[TextMark]:
        """The lines of the header of ``page``, placed on the page."""
        top = self._house.header_distance
        marks = self._placed(self._marking, self._mark, top)
        top += _height((self._marking, self._mark))
        if self._is_cover(page):
            return marks + self._draft_alone(self._header, top)
        return marks + self._placed(self._header, self._title, top)

    def footer_marks(self, page: int, pages: int) -> list[TextMark]:
        """The lines of the footer of ``page``, counted from 1, placed on the page."""
        house = self._house
        bottom = house.page_height - house.footer_distance
        marking = self._placed(
            self._marking, self._mark, bottom - _height((self._marking, self._mark))
        )
        top = bottom - self._footer_height()
        if self._is_cover(page):
            return marking + self._draft_alone(self._footer, top)
        marks = self._placed(self._footer, self._as_at, top)
        number = break_lines([self._footer.text(self._page_of(page, pages))], house.text_width)
        for index, line in enumerate(number):
            x = house.margin_left + house.text_width - line.width
            y = top + index * self._footer.leading + self._footer.baseline
            marks.append(TextMark(x, y, line.spans, None))
        return marks + marking

    def badges(self, page: int) -> list[Patch]:
        """The dark ground of the word for a draft on ``page``, counted from 1, on the page."""
        if not self._furniture.draft:
            return []
        marks = [*self.header_marks(page), *self.footer_marks(page, page)]
        return [
            Patch(
                mark.x,
                mark.y - _BADGE[0] * ink.size,
                ink.width(mark.spans[0].text.strip(" ")),
                _BADGE[1] * ink.size,
                DRAFT_FILL,
            )
            for mark in marks
            if (ink := mark.spans[0].ink).color == DRAFT_INK
        ]

    def _badge(self, setting: Setting) -> list[Run]:
        """The word for a draft as it stands before other words, light on what `badges` draws."""
        if not self._furniture.draft:
            return []
        style = setting.style
        ink = Ink(words_of(style.font, bold=True, italic=style.italic), style.size, DRAFT_INK)
        word = f"{NO_BREAK}{self._furniture.draft}{NO_BREAK}"
        return [setting.text(word, ink), setting.text(" ")]

    def _draft_alone(self, setting: Setting, top: float) -> list[TextMark]:
        left, right = self._house.margin_left, self._house.page_width - self._house.margin_right
        return [
            TextMark(
                aligned(Align.CENTRE, line.width, left, right),
                top + setting.baseline,
                line.spans,
                None,
            )
            for line in self._alone[setting]
        ]

    def _is_cover(self, page: int) -> bool:
        return self._has_cover and page == 1

    def _footer_height(self) -> float:
        lines = self._footer.leading * max(len(self._as_at), 1)
        return lines + _height((self._marking, self._mark))

    def _page_of(self, page: object, pages: object) -> str:
        words: Mapping[str, object] = {"page": page, "pages": pages}
        return self._furniture.page_of.format_map(words)

    def _lines(self, setting: Setting, text: str, *, draft: bool = False) -> list[Line]:
        runs: list[Run] = [*(self._badge(setting) if draft else ()), setting.text(text)]
        return break_lines(runs, self._house.text_width)

    def _placed(self, setting: Setting, lines: Sequence[Line], top: float) -> list[TextMark]:
        left = self._house.margin_left
        right = left + self._house.text_width
        marks = []
        for index, line in enumerate(lines):
            x = aligned(setting.style.align, line.width, left, right)
            marks.append(
                TextMark(x, top + index * setting.leading + setting.baseline, line.spans, None)
            )
        return marks


def _height(*parts: tuple[Setting, Sequence[Line]]) -> float:
    return sum(setting.leading * len(lines) for setting, lines in parts)

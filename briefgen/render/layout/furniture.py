"""What stands above and below the text on every page: the house's header and footer, filled."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Cover, Heading
from briefgen.render.furniture import GAP, Line, SlotWords, Tab, Words
from briefgen.render.furniture_filling import TAB, Filling
from briefgen.render.furniture_placing import changes_sides, free_pictures
from briefgen.render.house import DRAFT_FILL, left_page, turned
from briefgen.render.layout.filled import More
from briefgen.render.layout.furniture_bands import Band
from briefgen.render.layout.furniture_lines import Numbers, Settings
from briefgen.render.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.furniture import Cell, Grid, Piece
    from briefgen.render.furniture import Furniture as HouseFurniture
    from briefgen.render.furniture_filling import Filled, Said
    from briefgen.render.house import House
    from briefgen.render.layout.furniture_lines import Laid

_FEW = 300  # paragraphs, items and rows: on pages of A4 so few do not take a hundred
_A4 = 595.3 * 841.9  # square points


_PARTS = ("items", "rows", "entries")
_KEPT = 8  # frames: of the packs that are worked on
_made: dict[Hashable, tuple[House, PageFrame]] = {}


def page_frame(house: House, pack: Pack, *, wide: bool = False) -> PageFrame:
    """The frame of the pages of ``pack``, or of those on their side where they are ``wide``.

    Packs in one house that say the same above and beneath their text share it: it is made anew
    for another marking or another title, not when a fact changes.
    """
    has_cover = bool(pack.blocks) and isinstance(pack.blocks[0], Cover)
    headings = [b.text for b in pack.blocks if isinstance(b, Heading) and b.level == 1]
    longest = one_line(max(headings, key=len, default=""))
    words = (pack.furniture, pack.language, pack.subject, pack.author)
    number = "00" if _is_short(pack, house) else "000"
    key = (id(house), *words, has_cover, wide, longest, number)
    found = _made.get(key)
    if found is None:
        if len(_made) >= _KEPT:
            _made.clear()
        # The house stays with its frame, so that no other comes by its identity.
        most = Numbers(number, number, longest)
        found = (house, PageFrame(house, pack, most, has_cover=has_cover, wide=wide))
        _made[key] = found
    return found[1]


def _is_short(pack: Pack, house: House) -> bool:
    """Whether the numbers of the pages of ``pack`` have two digits: more would take more room."""
    parts = (len(getattr(b, name, ())) for b in pack.blocks for name in _PARTS)
    size = min(house.page_width * house.page_height / _A4, 1.0)
    return len(pack.blocks) + sum(parts) < _FEW * size


class PageFrame:
    """Header and footer of a pack on each kind of page, and the room they leave for the text."""

    def __init__(
        self, house: House, pack: Pack, sample: Numbers, *, has_cover: bool, wide: bool = False
    ) -> None:
        """Set the words of ``pack`` in the header and footer of ``house``.

        No page shows more than ``sample``. ``wide`` for pages that lie on their side.
        """
        page = turned(house) if wide else house
        self._house = page
        filling = Filling(house, pack, wide=wide)
        two_sided = house.mirrored or _has_sides(house.furniture[wide])
        self._sides = (page, left_page(page)) if two_sided else (page,)
        self._has_cover = has_cover
        self._longest = sample.section
        self._from_right = pack.from_right
        settings = [Settings(house.styles, from_right=pack.from_right) for _ in self._sides]
        # Those of right pages first, and of left ones where they are elsewhere.
        self._bands: dict[tuple[str, str, bool], Sequence[Band]] = {}
        alike: dict[Hashable, Sequence[Band]] = {}  # on several kinds of pages
        for kind in filling.kinds(cover=has_cover and not wide):
            for named in (False, True):
                for place, filled in filling.fill(kind, sample.section if named else "").items():
                    look = tuple(one.key for one in filled)
                    if look not in alike:
                        drawn = _drawn(filled)
                        alike[look] = [
                            Band(side, drawn, settings[number], sample, is_left=number > 0)
                            for number, side in enumerate(self._sides)
                        ]
                    self._bands[place, kind, named] = alike[look]
        self._even = ("header", "even", False) in self._bands

    @property
    def house(self) -> House:
        """The house with the page that the frame is of."""
        return self._house

    def house_on(self, page: int) -> House:
        """The same on ``page``, counted from 1: its margins may have changed sides."""
        return self._sides[-1 if page % 2 == 0 else 0]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        return self._house.page_width, self._house.page_height

    @cached_property
    def top(self) -> float:
        """Where the text begins, from the top of the page, under the tallest header.

        On a cover see `cover_drop`.
        """
        return max(self._start(""), self._start(self._longest))

    def _start(self, section: str) -> float:
        """The same on pages of ``section``, or of none."""
        return max(self._top(kind, section) for kind in self._kinds() if kind != "first")

    @cached_property
    def cover_drop(self) -> float:
        """How much further down the text of the cover begins than that of a page of no section.

        Below 0 where it begins higher.
        """
        return self._top("first", "") - self._start("") if self._has_cover else 0.0

    @cached_property
    def bottom(self) -> float:
        """Where the text ends on every page but the cover, from the top of the page."""
        return min(self._end(""), self._end(self._longest))

    def _end(self, section: str) -> float:
        """The same on pages of ``section``, or of none."""
        return min(self._bottom(kind, section) for kind in self._kinds() if kind != "first")

    def more(self, sections: Iterable[str]) -> dict[str, More]:
        """How much further than from `top` to `bottom` the text goes on pages of ``sections``.

        Under "" it is that of pages before the first. Nothing where all have the same.
        """
        if self._end("") <= self.bottom and self._start("") >= self.top:
            return {}  # not even the shortest header or footer is lower than the tallest
        return {
            name: More(
                max(self.top - self._start(name), 0.0), max(self._end(name) - self.bottom, 0.0)
            )
            for name in dict.fromkeys(("", *sections))
        }

    @cached_property
    def cover_rise(self) -> float:
        """How much further up the text of the cover ends than that of a page before any section."""
        return self._end("") - self._bottom("first", "") if self._has_cover else 0.0

    def header(self, page: int, pages: int, section: str) -> Laid:
        """The header of ``page`` (counted from 1) of ``pages``, placed on the page.

        ``section`` is what the page belongs to; empty before the first section.
        """
        band = self._band("header", page, section)
        numbers = Numbers(str(page), str(pages), section)
        return self._turned(band.placed(self._house.header_distance, numbers), page)

    def footer(self, page: int, pages: int, section: str) -> Laid:
        """The footer of ``page`` of ``pages``, placed on the page."""
        band = self._band("footer", page, section)
        bottom = self._house.page_height - self._house.footer_distance
        numbers = Numbers(str(page), str(pages), section)
        return self._turned(band.placed_over(bottom, numbers), page)

    def _band(self, place: str, page: int, section: str) -> Band:
        return self._bands[place, self._kind(page), bool(section)][-1 if page % 2 == 0 else 0]

    def _turned(self, laid: Laid, page: int) -> Laid:
        """``laid`` with left and right exchanged where the pack is read from the right."""
        if not self._from_right:
            return laid
        return laid.mirrored(2 * self.house_on(page).margin_left + self._house.text_width)

    def _kinds(self) -> set[str]:
        return {kind for _, kind, _ in self._bands}

    def _kind(self, page: int) -> str:
        if self._has_cover and page == 1:
            return "first"
        return "even" if self._even and page % 2 == 0 else "default"

    def _bottom(self, kind: str, section: str) -> float:
        house = self._house
        taken = self._bands["footer", kind, bool(section)][0].height_in(section)
        return house.page_height - max(house.margin_bottom, house.footer_distance + taken + GAP)

    def _top(self, kind: str, section: str) -> float:
        top = self._house.header_distance
        header = self._bands["header", kind, bool(section)][0]
        laid = header.placed(top, replace(header.sample, section=section))
        return max(self._house.margin_top, max(top + laid.height, laid.reach) + GAP)


def _has_sides(furniture: HouseFurniture) -> bool:
    """Whether a picture stands at the inner or the outer edge, which change with each page."""
    return any(
        changes_sides(drawn.across)
        for forms in furniture.forms.values()
        for form in forms.values()
        for _, drawn in free_pictures([item.drawn for item in form.items])
    )


def _drawn(filled: Sequence[Filled]) -> list[Line | Grid]:
    """What is drawn of a header or footer with its words filled in."""
    return [
        _said_in(one.item.drawn, dict(one.said)) if one.said else one.item.drawn
        for one in filled
        if one.item.drawn is not None
    ]


def _said_in(item: Line | Grid, said: Mapping[str, Sequence[Said]]) -> Line | Grid:
    """``item`` with what is ``said`` in its slots."""
    if isinstance(item, Line):
        return replace(item, pieces=tuple(_pieces(item.pieces, said)))
    rows = [
        replace(row, cells=tuple(_cell_with(cell, said) for cell in row.cells)) for row in item.rows
    ]
    return replace(item, rows=tuple(rows))


def _cell_with(cell: Cell, said: Mapping[str, Sequence[Said]]) -> Cell:
    return replace(cell, content=tuple(_said_in(item, said) for item in cell.content))


def _pieces(pieces: Sequence[Piece], said: Mapping[str, Sequence[Said]]) -> Iterator[Piece]:
    for piece in pieces:
        if not isinstance(piece, SlotWords):
            yield piece
            continue
        for one in said[piece.slot]:
            if one == TAB:
                yield Tab()
            elif one.is_badge:
                yield Words(one.text, piece.badge, DRAFT_FILL)
            else:
                yield Words(one.text, piece.style, piece.fill, one.field)

"""What stands above and below the text on every page: the house's header and footer, filled."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Cover, Heading
from briefgen.render.furniture import GAP, Drawn, Line, SlotWords, Tab, Words
from briefgen.render.furniture_filling import TAB, Filling
from briefgen.render.furniture_placing import free_pictures, position, span
from briefgen.render.house import DRAFT_FILL, turned
from briefgen.render.layout.cell_lines import lines_of_row, pads, thickest
from briefgen.render.layout.dressing import SHADE_X
from briefgen.render.layout.filled import More
from briefgen.render.layout.furniture_lines import Laid, LineSetter, Numbers, Settings
from briefgen.render.layout.strips import Patch, PictureMark
from briefgen.render.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.furniture import Cell, Grid, Piece, Row
    from briefgen.render.furniture_filling import Filled, Said
    from briefgen.render.house import House
    from briefgen.render.styles import TextStyle

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
        self._has_cover = has_cover
        self._longest = sample.section
        filling = Filling(house, pack, wide=wide)
        self._from_right = pack.from_right
        settings = Settings(house.styles, from_right=pack.from_right)
        self._bands: dict[tuple[str, str, bool], _Band] = {}
        alike: dict[Hashable, _Band] = {}  # on several kinds of pages
        for kind in filling.kinds(cover=has_cover and not wide):
            for named in (False, True):
                for place, filled in filling.fill(kind, sample.section if named else "").items():
                    look = tuple(one.key for one in filled)
                    if look not in alike:
                        alike[look] = _Band(page, _drawn(filled), settings, sample)
                    self._bands[place, kind, named] = alike[look]
        self._even = ("header", "even", False) in self._bands

    @property
    def house(self) -> House:
        """The house with the page that the frame is of."""
        return self._house

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
        band = self._bands["header", self._kind(page), bool(section)]
        numbers = Numbers(str(page), str(pages), section)
        return self._turned(band.placed(self._house.header_distance, numbers))

    def footer(self, page: int, pages: int, section: str) -> Laid:
        """The footer of ``page`` of ``pages``, placed on the page."""
        band = self._bands["footer", self._kind(page), bool(section)]
        bottom = self._house.page_height - self._house.footer_distance
        return self._turned(band.placed_over(bottom, Numbers(str(page), str(pages), section)))

    def _turned(self, laid: Laid) -> Laid:
        """``laid`` with left and right exchanged where the pack is read from the right."""
        if not self._from_right:
            return laid
        return laid.mirrored(2 * self._house.margin_left + self._house.text_width)

    def _kinds(self) -> set[str]:
        return {kind for _, kind, _ in self._bands}

    def _kind(self, page: int) -> str:
        if self._has_cover and page == 1:
            return "first"
        return "even" if self._even and page % 2 == 0 else "default"

    def _bottom(self, kind: str, section: str) -> float:
        house = self._house
        taken = self._bands["footer", kind, bool(section)].height_in(section)
        return house.page_height - max(house.margin_bottom, house.footer_distance + taken + GAP)

    def _top(self, kind: str, section: str) -> float:
        top = self._house.header_distance
        header = self._bands["header", kind, bool(section)]
        laid = header.placed(top, replace(header.sample, section=section))
        return max(self._house.margin_top, max(top + laid.height, laid.reach) + GAP)


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


class _Band:
    """One header or footer, set anew for a page only where it shows page numbers."""

    def __init__(
        self,
        house: House,
        content: Sequence[Line | Grid],
        settings: Settings,
        sample: Numbers,
    ) -> None:
        """Set ``content`` on the page of ``house``; no page shows more than ``sample``."""
        self._house = house
        self._content = content
        self._settings = settings
        self.sample = sample
        self._sample = self._laid(sample)
        self._changes = any(item.has_numbers for item in content)
        self._same: dict[float, Laid] = {}  # what stands on every page, by its upper edge

    @property
    def height(self) -> float:
        """How tall it is."""
        return self._sample.height

    def height_in(self, section: str) -> float:
        """How tall it is on pages of ``section``."""
        if not self._changes or section == self.sample.section:
            return self.height
        return self._laid(replace(self.sample, section=section)).height

    def placed_over(self, bottom: float, numbers: Numbers) -> Laid:
        """What it shows on the page of ``numbers``, its lower edge at ``bottom`` on the page."""
        if not self._changes:
            return self.placed(bottom - self.height, numbers)
        laid = self._laid(numbers)
        return self._placed(laid, bottom - laid.height)

    def placed(self, top: float, numbers: Numbers) -> Laid:
        """What it shows on the page of ``numbers``, its upper edge at ``top`` on the page."""
        if self._changes:
            return self._placed(self._laid(numbers), top)
        if top not in self._same:
            self._same[top] = self._placed(self._sample, top)
        return self._same[top]

    def _placed(self, laid: Laid, top: float) -> Laid:
        made = Laid(laid.height)
        made.put(laid, top)
        for number, drawn in free_pictures(self._content):
            mark = self._free(drawn, top + laid.starts[number])
            made.pictures.insert(0, mark)
            if drawn.pushes:
                made.reach = max(made.reach, mark.y + drawn.height)
        return made

    def _laid(self, numbers: Numbers) -> Laid:
        left = self._house.margin_left
        edges = (left, left + self._house.text_width)
        return _stacked(self._content, edges, self._settings, numbers)

    def _free(self, drawn: Drawn, start: float) -> PictureMark:
        house = self._house
        across = span(drawn.across, house.margin_left, house.margin_right, house.page_width)
        down = span(drawn.down, house.margin_top, house.margin_bottom, house.page_height)
        if drawn.down is not None and drawn.down.base in ("paragraph", "line"):
            down = (start, start)
        x = position(drawn.across, across, drawn.width)
        return PictureMark(x, position(drawn.down, down, drawn.height), drawn)


def _stacked(
    content: Sequence[Line | Grid],
    edges: tuple[float, float],
    settings: Settings,
    numbers: Numbers,
) -> Laid:
    """Paragraphs and tables one under the other."""
    made = Laid()
    after = 0.0
    for item in content:
        if isinstance(item, Line):
            made.height += max(after, item.style.space_before)
            made.starts.append(made.height)
            part = settings.kept.get(id(item))
            if part is None:
                part = LineSetter(item, edges, settings, numbers).laid()
                part = _dressed(part, item.style, edges)
                if not item.has_numbers:
                    settings.kept[id(item)] = part
            after = item.style.space_after
        else:
            made.height += after
            made.starts.append(made.height)
            part, after = _table(item, edges, settings, numbers), 0.0
        made.put(part, made.height)
        made.height += part.height
    made.height += after
    return made


def _dressed(laid: Laid, style: TextStyle, edges: tuple[float, float]) -> Laid:
    """A paragraph with its ground, and the rules around it."""
    left = edges[0] + style.left_indent
    width = max(edges[1] - style.right_indent - left, 0.0)
    made = Laid()
    inner = (left, left + width)
    if style.border_left:
        left, width = left - SHADE_X - style.border_left[0], width + SHADE_X + style.border_left[0]
    if style.border_right:
        width += SHADE_X + style.border_right[0]
    if style.border_top:
        made.patches.append(Patch(left, 0.0, width, *style.border_top))
        made.height += style.border_top[0] + style.top_gap
    if style.fill:
        ground = (inner[0], made.height, inner[1] - inner[0], laid.height)
        made.patches.append(Patch(*ground, style.fill))
    made.put(laid, made.height)
    made.height += laid.height
    if style.border_bottom:
        made.height += style.bottom_gap
        made.patches.append(Patch(left, made.height, width, *style.border_bottom))
        made.height += style.border_bottom[0]
    for border, x in ((style.border_left, left), (style.border_right, inner[1] + SHADE_X)):
        if border:
            made.patches.append(Patch(x, 0.0, border[0], made.height, *border[1:]))
    return made


def _table(grid: Grid, edges: tuple[float, float], settings: Settings, numbers: Numbers) -> Laid:
    made = Laid()
    before = 0.0  # how thick the lines beneath the row before are
    for number, row in enumerate(grid.rows):
        width = sum(cell.width for cell in row.cells)
        left = edges[0] + grid.indent
        if grid.align in ("center", "right", "end"):
            left = edges[1] - width
            left = (edges[0] + left) / 2 if grid.align == "center" else left
        above = max(before, thickest(row, "top"))
        part = _row(row, left, settings, numbers, above)
        part.patches += lines_of_row(row, left, part.height, grid, number)
        made.put(part, made.height)
        made.height += part.height
        before = thickest(row, "bottom")
    made.height += before
    return made


def _row(row: Row, left: float, settings: Settings, numbers: Numbers, above: float) -> Laid:
    """What stands in ``row``, beneath the lines ``above`` it, which are so thick."""
    cells: list[tuple[Cell, float, Laid]] = []
    for cell in row.cells:
        inner = (left + cell.pads["left"], left + max(cell.width - cell.pads["right"], 1.0))
        cells.append((cell, left, _stacked(cell.content, inner, settings, numbers)))
        left += cell.width
    tallest = max([laid.height + pads(cell) for cell, _, laid in cells], default=0.0)
    made = Laid(max(row.height, tallest + above))
    for cell, x, laid in cells:
        if cell.fill:
            made.patches.append(Patch(x, 0.0, cell.width, made.height, cell.fill))
        slack = made.height - above - laid.height - pads(cell)
        share = {"center": 0.5, "bottom": 1.0}.get(cell.align, 0.0)
        made.put(laid, above + cell.pads["top"] + slack * share)
    return made

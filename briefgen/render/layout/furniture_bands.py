"""One header or footer set on its page: paragraphs and tables one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from briefgen.render.furniture import Drawn, Line
from briefgen.render.furniture_placing import free_pictures, on_left_page, position, span
from briefgen.render.layout.cell_lines import lines_of_row, pads, thickest
from briefgen.render.layout.dressing import SHADE_X
from briefgen.render.layout.furniture_lines import Laid, LineSetter, Numbers, Settings
from briefgen.render.layout.strips import Patch, PictureMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.furniture import Cell, Grid, Row
    from briefgen.render.house import House
    from briefgen.render.styles import TextStyle


class Band:
    """One header or footer, set anew for a page only where it shows page numbers."""

    def __init__(
        self,
        house: House,
        content: Sequence[Line | Grid],
        settings: Settings,
        sample: Numbers,
        *,
        is_left: bool,
    ) -> None:
        """Set ``content`` on the page of ``house``, a left one or a right one.

        No page shows more than ``sample``.
        """
        self._is_left = is_left
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
        place = on_left_page(drawn.across) if self._is_left else drawn.across
        across = span(place, house.margin_left, house.margin_right, house.page_width)
        down = span(drawn.down, house.margin_top, house.margin_bottom, house.page_height)
        if drawn.down is not None and drawn.down.base in ("paragraph", "line"):
            down = (start, start)
        x = position(place, across, drawn.width)
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


class _SetRow(NamedTuple):
    """A row of a table: where it begins, the room of the lines above it, and its cells."""

    left: float
    above: float
    cells: list[tuple[Cell, float, Laid]]

    @property
    def tallest(self) -> float:
        """How tall what stands in it alone is."""
        tall = [laid.height + pads(cell) for cell, _, laid in self.cells if cell.rows == 1]
        return self.above + max(tall, default=0.0)


def _table(grid: Grid, edges: tuple[float, float], settings: Settings, numbers: Numbers) -> Laid:
    made = Laid()
    rows: list[_SetRow] = []
    before = 0.0  # how thick the lines beneath the row before are
    for row in grid.rows:
        width = sum(cell.width for cell in row.cells)
        left = edges[0] + grid.indent
        if grid.align in ("center", "right", "end"):
            left = edges[1] - width
            left = (edges[0] + left) / 2 if grid.align == "center" else left
        above = max(before, thickest(row, "top"))
        rows.append(_SetRow(left, above, _cells(row, left, settings, numbers)))
        before = thickest(row, "bottom")
    heights = _heights(grid, rows)
    for number, (row, one) in enumerate(zip(grid.rows, rows, strict=True)):
        part = _row(one, heights[number:])
        part.patches += lines_of_row(row, one.left, part.height, grid, number)
        made.put(part, made.height)
        made.height += part.height
    made.height += before
    return made


def _cells(
    row: Row, left: float, settings: Settings, numbers: Numbers
) -> list[tuple[Cell, float, Laid]]:
    """The cells of a row that begins at ``left``, each with its place and what stands in it."""
    cells: list[tuple[Cell, float, Laid]] = []
    for cell in row.cells:
        inner = (left + cell.pads["left"], left + max(cell.width - cell.pads["right"], 1.0))
        cells.append((cell, left, _stacked(cell.content, inner, settings, numbers)))
        left += cell.width
    return cells


def _heights(grid: Grid, rows: Sequence[_SetRow]) -> list[float]:
    """How tall each row is; the last of those that a cell takes is as tall as the cell needs."""
    heights = [max(row.height, one.tallest) for row, one in zip(grid.rows, rows, strict=True)]
    for number, one in enumerate(rows):
        for cell, _, laid in one.cells:
            if cell.rows > 1:
                last = number + cell.rows
                lack = one.above + laid.height + pads(cell) - sum(heights[number:last])
                heights[last - 1] += max(lack, 0.0)
    return heights


def _row(row: _SetRow, heights: Sequence[float]) -> Laid:
    """What stands in ``row``, whose height comes first; those of the rows beneath it follow."""
    made = Laid(heights[0])
    for cell, x, laid in row.cells:
        if not cell.rows:
            continue
        height = sum(heights[: cell.rows])
        if cell.fill:
            made.patches.append(Patch(x, 0.0, cell.width, height, cell.fill))
        slack = height - row.above - laid.height - pads(cell)
        share = {"center": 0.5, "bottom": 1.0}.get(cell.align, 0.0)
        made.put(laid, row.above + cell.pads["top"] + slack * share)
    return made

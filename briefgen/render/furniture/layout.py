"""A filled header or footer as what is to be drawn: paragraphs, tables and pictures with looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from briefgen.render.furniture.cleaning import WP, A, R
from briefgen.render.house_package import W
from briefgen.render.house_properties import border_of, child_of, color_of, number_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.render.house import House
    from briefgen.render.house_look import Look
    from briefgen.render.styles import Picture, TextStyle

_EMU = 12700  # to the point
_CROP = 100_000  # to the whole width or height
TAB_EVERY = 36.0  # points; what settings.xml of our documents says
_FARTHEST = 2000.0  # points from anywhere on a page
_PAD = 5.4  # points at both sides of a cell, where nothing else is said
_SIDES = ("top", "left", "bottom", "right")


class Words(Struct, frozen=True):
    """Text in one look; ``field`` names the field where it is known only when the page is drawn."""

    text: str
    style: TextStyle
    fill: str | None = None
    field: str = ""


class Tab(Struct, frozen=True):
    """A step to the next tab stop."""


class Break(Struct, frozen=True):
    """The end of a line."""


class Place(Struct, frozen=True):
    """Where a picture that stands free is: what it is measured from, and how far or how aligned."""

    base: str
    offset: float = 0.0  # points
    align: str = ""


class Drawn(Struct, frozen=True):
    """A picture, ``width`` by ``height`` points; without places it stands in the line of text.

    ``crop`` is what is cut off at left, top, right and bottom, in parts of the whole.
    """

    picture: Picture
    width: float
    height: float
    crop: tuple[float, float, float, float]
    across: Place | None = None
    down: Place | None = None
    pushes: bool = False  # whether text gives way to it


Piece = Words | Tab | Break | Drawn


class Stop(Struct, frozen=True):
    """A tab stop ``place`` points from the left edge of the text."""

    place: float
    kind: str
    leader: str


class Line(Struct, frozen=True):
    """A paragraph: its look, what stands in it, and its tab stops."""

    style: TextStyle
    pieces: tuple[Piece, ...]
    stops: tuple[Stop, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether it looks different from page to page."""
        return any(isinstance(piece, Words) and piece.field for piece in self.pieces)


class Cell(Struct, frozen=True):
    """A cell of a table; edges are width and colour of the lines around it."""

    width: float
    content: tuple[Line | Grid, ...]
    fill: str | None
    edges: Mapping[str, tuple[float, str] | None]
    pads: Mapping[str, float]
    align: str  # top, center, bottom

    @property
    def has_numbers(self) -> bool:
        """Whether it looks different from page to page."""
        return any(item.has_numbers for item in self.content)


class Row(Struct, frozen=True):
    """A row of a table, at least ``height`` points tall."""

    cells: tuple[Cell, ...]
    height: float


class Grid(Struct, frozen=True):
    """A table: where it begins, and how it is aligned."""

    indent: float
    align: str
    rows: tuple[Row, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether it looks different from page to page."""
        return any(cell.has_numbers for row in self.rows for cell in row.cells)


class Reader:
    """Reads the filled headers and footers of one house."""

    def __init__(self, house: House, pictures: Mapping[str, Picture]) -> None:
        """Read with the styles of ``house``; ``pictures`` by the ids that the part calls them."""
        self._book = house.book
        self._pictures = pictures

    def read(self, root: etree._Element) -> tuple[Line | Grid, ...]:
        """What stands in ``root``, a w:hdr, w:ftr or w:tc, from top to bottom."""
        content: list[Line | Grid] = []
        for child in root:
            if child.tag == f"{W}p":
                content.append(self._line(child))
            elif child.tag == f"{W}tbl":
                content.append(self._grid(child))
        return tuple(content)

    def _line(self, paragraph: etree._Element) -> Line:
        look = self._book.paragraph_look(paragraph)
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style_id = None if named is None else named.get(f"{W}val")
        stops = tuple(
            Stop(place / 20, *kind)
            for place, kind in self._book.tab_stops(style_id, paragraph).items()
        )
        pieces = [piece for run in paragraph.iter(f"{W}r") for piece in self._pieces(look, run)]
        return Line(look.text_style("Header"), tuple(pieces), stops)

    def _pieces(self, paragraph: Look, run: etree._Element) -> Iterator[Piece]:
        look = self._book.run_look(paragraph, run)
        properties = child_of(run, "rPr")
        if properties is not None and properties.find(f"{W}vanish") is not None:
            return
        style = look.text_style("Header")
        fill = color_of(child_of(properties, "shd"), "fill")
        parent = run.getparent()
        field = parent.get(f"{W}instr", "") if parent is not None else ""
        for child in run:
            name = etree.QName(child).localname
            if name == "t":
                yield Words(child.text or "", style, fill, field)
            elif name in ("tab", "ptab"):
                yield Tab()
            elif name in ("br", "cr"):
                yield Break()
            elif name == "noBreakHyphen":
                yield Words("\u2011", style, fill)
            elif name == "drawing":
                yield from self._drawn(child)

    def _drawn(self, drawing: etree._Element) -> Iterator[Drawn]:
        blip = drawing.find(f".//{A}blip")
        picture = None if blip is None else self._pictures.get(blip.get(f"{R}embed", ""))
        extent = drawing.find(f".//{WP}extent")
        if picture is None or extent is None:
            return
        cut = drawing.find(f".//{A}srcRect")
        crop = tuple(0.0 if cut is None else int(cut.get(side, "0")) / _CROP for side in "ltrb")
        anchor = drawing.find(f"{WP}anchor")
        free = anchor is not None
        yield Drawn(
            picture,
            _points(extent.get("cx")),
            _points(extent.get("cy")),
            crop,  # type: ignore[arg-type]
            _place(anchor, "positionH") if free else None,
            _place(anchor, "positionV") if free else None,
            free and anchor.find(f"{WP}wrapNone") is None,  # type: ignore[union-attr]
        )

    def _grid(self, table: etree._Element) -> Grid:
        own = child_of(table, "tblPr")
        grid = table.iterfind(f"{W}tblGrid/{W}gridCol")
        columns = [number_of(column, "w") / 20 for column in grid]
        rows = list(table.iterfind(f"{W}tr"))
        return Grid(
            number_of(child_of(own, "tblInd"), "w") / 20,
            "left" if own is None else value_of(own, "jc", "left"),
            tuple(
                self._row(row, columns, own, top=number == 0, bottom=number == len(rows) - 1)
                for number, row in enumerate(rows)
            ),
        )

    def _row(
        self,
        row: etree._Element,
        columns: list[float],
        table: etree._Element | None,
        *,
        top: bool,
        bottom: bool,
    ) -> Row:
        cells, place = [], 0
        found = list(row.iterfind(f"{W}tc"))
        for number, cell in enumerate(found):
            own = child_of(cell, "tcPr")
            span = max(1, round(number_of(child_of(own, "gridSpan"), "val", 1)))
            inner = {
                "top": "" if top else "insideH",
                "bottom": "" if bottom else "insideH",
                "left": "insideV" if number else "",
                "right": "insideV" if number < len(found) - 1 else "",
            }
            cells.append(
                Cell(
                    sum(columns[place : place + span]) or number_of(child_of(own, "tcW"), "w") / 20,
                    self.read(cell),
                    color_of(child_of(own, "shd"), "fill"),
                    {side: self._edge(table, own, side, inner[side]) for side in _SIDES},
                    {side: self._pad(table, own, side) for side in _SIDES},
                    "top" if own is None else value_of(own, "vAlign", "top"),
                )
            )
            place += span
        height = row.find(f"{W}trPr/{W}trHeight")
        return Row(tuple(cells), number_of(height, "val") / 20)

    def _edge(
        self, table: etree._Element | None, cell: etree._Element | None, side: str, inner: str
    ) -> tuple[float, str] | None:
        own = child_of(child_of(cell, "tcBorders"), side)
        if own is not None:
            return border_of(own)
        for borders in (child_of(table, "tblBorders"), self._of_style(table, "tblBorders")):
            found = child_of(borders, inner or side)
            if found is not None:
                return border_of(found)
        return None

    def _pad(self, table: etree._Element | None, cell: etree._Element | None, side: str) -> float:
        default = _PAD if side in ("left", "right") else 0.0
        for pads in (
            child_of(cell, "tcMar"),
            child_of(table, "tblCellMar"),
            self._of_style(table, "tblCellMar"),
        ):
            found = child_of(pads, side)
            if found is not None:
                return number_of(found, "w", default * 20) / 20
        return default

    def _of_style(self, table: etree._Element | None, tag: str) -> etree._Element | None:
        named = child_of(table, "tblStyle")
        style = None if named is None else self._book.table_layer(named.get(f"{W}val", ""))
        return child_of(child_of(style, "tblPr"), tag)


def _place(anchor: etree._Element | None, tag: str) -> Place:
    found = None if anchor is None else anchor.find(f"{WP}{tag}")
    if found is None:
        return Place("page")
    base = found.get("relativeFrom", "page")
    align = found.find(f"{WP}align")
    if align is not None:
        return Place(base, align=(align.text or "").strip())
    offset = found.find(f"{WP}posOffset")
    return Place(base, 0.0 if offset is None else _points(offset.text))


def _points(text: str | None) -> float:
    """A length in Word's units for drawings as points; ValueError for what no page can hold."""
    points = int(text or "0") / _EMU
    if abs(points) > _FARTHEST:
        raise ValueError(text)
    return points

"""A header or footer as what is to be drawn: paragraphs, tables and pictures with their looks."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.furniture import (
    Break,
    Cell,
    Drawn,
    Grid,
    Line,
    Place,
    Row,
    SlotWords,
    Stop,
    Tab,
    Words,
)
from briefgen.render.house_file.borders import border_of
from briefgen.render.house_file.cleaning import WP, A, R
from briefgen.render.house_file.furniture.meeting_lines import agreed
from briefgen.render.house_file.furniture.merged_cells import goes_on, merged
from briefgen.render.house_file.furniture.slots import badged, slot_around
from briefgen.render.house_file.furniture.spaces import with_spaces
from briefgen.render.house_file.furniture.stops import stops_of
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import (
    UnreadableError,
    child_of,
    number_of,
    shade_of,
    value_of,
)
from briefgen.render.house_file.widths import column_widths, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.render.furniture import Piece
    from briefgen.render.house_file.look import Look
    from briefgen.render.house_file.styles import StyleBook
    from briefgen.render.house_file.table_parts import Part
    from briefgen.render.styles import Border, Picture

_EMU = 12700  # to the point
_WHOLE = 100_000  # of a width, a height or a colour
_FARTHEST = 2000.0  # points from anywhere on a page
_PAD = 5.4  # points at both sides of a cell, where nothing else is said
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = re.compile(r"^[ \t\r\n]+|[ \t\r\n]+$")
_SIDES = ("top", "left", "bottom", "right")


class Reader:
    """Reads headers and footers of one house in plain form."""

    def __init__(self, book: StyleBook, pictures: Mapping[str, Picture], width: float) -> None:
        """Read with the styles of ``book``; ``pictures`` by the ids that the part calls them.

        The column of text is ``width`` points wide.
        """
        self._width = width
        self._book = book
        self._pictures = pictures

    def read(self, element: etree._Element) -> Line | Grid | None:
        """A paragraph or a table as it is drawn; of anything else nothing is."""
        return self._read_in(element, self._width)

    def _read_in(self, element: etree._Element, room: float) -> Line | Grid | None:
        """The same where it stands in ``room`` points."""
        if element.tag == f"{W}p":
            return self._line(element)
        return self._grid(element, room) if element.tag == f"{W}tbl" else None

    def _read_all(self, cell: etree._Element, room: float) -> tuple[Line | Grid, ...]:
        """What stands in a w:tc from top to bottom."""
        found = (self._read_in(element, room) for element in cell)
        return tuple(drawn for drawn in found if drawn is not None)

    def _line(self, paragraph: etree._Element) -> Line:
        look = self._book.paragraph_look(paragraph)
        found = stops_of(paragraph, self._book).items()
        stops = tuple(Stop(place / 20, *kind) for place, kind in found)
        pieces = [piece for run in paragraph.iter(f"{W}r") for piece in self._pieces(look, run)]
        return Line(look.text_style("Header"), tuple(with_spaces(pieces)), stops)

    def _pieces(self, paragraph: Look, run: etree._Element) -> Iterator[Piece]:
        look = self._book.run_look(paragraph, run)
        style = look.text_style("Header")
        fill = look.ground
        slot = slot_around(run)
        if slot:
            badge = self._book.run_look(paragraph, badged(run)).text_style("Header")
            yield SlotWords(slot, style, badge, fill)
            return
        for child in run:
            name = etree.QName(child).localname
            if name == "t":
                yield Words(_text(child), style, fill)
            elif name == "tab":
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
        crop = tuple(0.0 if cut is None else int(cut.get(side, "0")) / _WHOLE for side in "ltrb")
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
            anchor is not None and anchor.get("behindDoc") in ("1", "true"),
            1.0 if blip is None else _strength(blip),
        )

    def _grid(self, table: etree._Element, room: float) -> Grid:
        own = child_of(table, "tblPr")
        styles = self._book.table_layers(table)
        columns = column_widths(table, room)
        rows = list(table.iterfind(f"{W}tr"))
        return Grid(
            number_of(child_of(own, "tblInd"), "w") / 20,
            "left" if own is None else value_of(own, "jc", "left"),
            agreed(
                merged(
                    [
                        self._row(
                            row, columns, (own, styles), top=row is rows[0], bottom=row is rows[-1]
                        )
                        for row in rows
                    ]
                )
            ),
        )

    def _row(
        self,
        row: etree._Element,
        columns: list[float],
        table: _Table,
        *,
        top: bool,
        bottom: bool,
    ) -> Row:
        cells, place = [], 0
        found = list(row.iterfind(f"{W}tc"))
        number_of_row = sum(1 for _ in row.itersiblings(f"{W}tr", preceding=True))
        for number, cell in enumerate(found):
            own = child_of(cell, "tcPr")
            span = span_of(cell)
            width = sum(columns[place : place + span])
            pads = {side: pad_of(table, own, side) for side in _SIDES}
            inner = {
                "top": "" if top else "insideH",
                "bottom": "" if bottom else "insideH",
                "left": "insideV" if number else "",
                "right": "insideV" if number < len(found) - 1 else "",
            }
            parts = self._book.cell_layers(cell)
            at = (number_of_row, place, place + span - 1)
            cells.append(
                Cell(
                    width,
                    self._read_all(cell, max(width - pads["left"] - pads["right"], 1.0)),
                    _ground(own, parts, table[1]),
                    {
                        side: _edge(table, own, side, inner[side], _said(parts, side, at))
                        for side in _SIDES
                    },
                    pads,
                    "top" if own is None else value_of(own, "vAlign", "top"),
                    0 if goes_on(cell) else 1,
                )
            )
            place += span
        height = row.find(f"{W}trPr/{W}trHeight")
        return Row(tuple(cells), number_of(height, "val") / 20)


# The w:tblPr of a table, and its styles, each behind those that it stands on.
_Table = tuple["etree._Element | None", "list[etree._Element]"]
_Parts = list[tuple["Part", "etree._Element"]]


def _edge(
    table: _Table,
    cell: etree._Element | None,
    side: str,
    inner: str,
    said: etree._Element | None,
) -> Border | None:
    """The line at a side of a cell, of which a part of the style has ``said`` something."""
    direct = child_of(child_of(table[0], "tblBorders"), inner or side)
    for found in (child_of(child_of(cell, "tcBorders"), side), direct, said):
        if found is not None:
            return border_of(found)
    for borders in _of_style(table, "tblBorders"):
        found = child_of(borders, inner or side)
        if found is not None:
            return border_of(found)
    return None


def _said(parts: _Parts, side: str, at: tuple[int, int, int]) -> etree._Element | None:
    """What the strongest of ``parts`` that speaks of it says of the line at a side of a cell.

    ``at`` are the row of the cell and the first and last of its columns.
    """
    row, first, last = at
    for part, said in reversed(parts):
        within = {
            "top": "insideH" if row > part.rows[0] else "",
            "bottom": "insideH" if row < part.rows[1] else "",
            "left": "insideV" if first > part.columns[0] else "",
            "right": "insideV" if last < part.columns[1] else "",
        }
        for borders in (said.find(f"{W}tcPr/{W}tcBorders"), said.find(f"{W}tblPr/{W}tblBorders")):
            found = child_of(borders, within[side] or side)
            if found is not None:
                return found
    return None


def _ground(cell: etree._Element | None, parts: _Parts, styles: list[etree._Element]) -> str | None:
    """What lies behind a cell: its own ground, or that of its part of the table."""
    places = [cell]
    places += [child_of(said, "tcPr") for _, said in reversed(parts)]
    places += [child_of(style, tag) for style in reversed(styles) for tag in ("tcPr", "tblPr")]
    for place in places:
        shading = child_of(place, "shd")
        if shading is not None:
            return shade_of(shading)
    return None


def pad_of(table: _Table, cell: etree._Element | None, side: str) -> float:
    """The room at a ``side`` of a cell, whose own w:tcPr is ``cell``, in points."""
    default = _PAD if side in ("left", "right") else 0.0
    of_style = _of_style(table, "tblCellMar")
    for pads in (child_of(cell, "tcMar"), child_of(table[0], "tblCellMar"), *of_style):
        found = child_of(pads, side)
        if found is not None:
            return number_of(found, "w", default * 20) / 20
    return default


def _of_style(table: _Table, tag: str) -> Iterator[etree._Element | None]:
    """A property of the whole table in each of its styles, the strongest first."""
    return (child_of(child_of(style, "tblPr"), tag) for style in reversed(table[1]))


def _strength(blip: etree._Element) -> float:
    """How much of a picture shows: less of one that is washed out to stand under text."""
    clear, shifted = blip.find(f"{A}alphaModFix"), blip.find(f"{A}lum")
    share = 1.0 if clear is None else int(clear.get("amt", "100000")) / _WHOLE
    if shifted is not None:
        bright, contrast = (int(shifted.get(name, "0")) for name in ("bright", "contrast"))
        if bright > 0 > contrast:  # as Word washes pictures out: every colour goes towards white
            share *= 1 + contrast / _WHOLE
    return min(max(share, 0.0), 1.0)


def _text(words: etree._Element) -> str:
    """What a w:t says; of the spaces at an end one counts where it does not ask for all."""
    text = words.text or ""
    return text if words.get(_SPACE) == "preserve" else _BLANKS.sub(" ", text)


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
    """A length of a drawing as points; UnreadableError for what no page can hold."""
    try:
        points = int(text or "0") / _EMU
    except ValueError:
        points = math.inf
    if abs(points) > _FARTHEST:
        raise UnreadableError(
            "a picture in its header or footer cannot be made out: "
            f"“{(text or '')[:40]}” stands there as a length. Put it there anew."
        )
    return points

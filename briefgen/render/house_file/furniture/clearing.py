"""The added marking kept clear of pictures that stand free, and a house told of too little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.furniture import MARKING, Drawn, Line, clear_line
from briefgen.render.furniture_placing import free_pictures, position, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.render.furniture import Furniture, FurnitureForm, Grid, Item

_GAP = 6.0  # points between the marking and a picture
_ENOUGH = 0.5  # of the column: what a marking needs
_MOST = 0.5  # of the page that header and footer may take before it is told
_MM = 72 / 25.4
HIDDEN = (
    "a picture in its {} stands where the marking goes: move it, or give the marking a place of "
    "its own (a content control with the tag “marking”)"
)


def kept_clear(
    furniture: Furniture, page: Mapping[str, float], *, mirrored: bool
) -> tuple[Furniture, list[str]]:
    """``furniture`` with its marking beside the pictures that stand free, on a ``page``.

    Where the margins are ``mirrored``, on left pages too. What there is to say where it cannot
    comes out too.
    """
    left_page = {**page, "margin_left": page["margin_right"], "margin_right": page["margin_left"]}
    pages = (page, left_page) if mirrored else (page,)
    added, told = dict(furniture.added), []
    for kind, forms in furniture.forms.items():
        for place, form in forms.items():
            if MARKING in form.slots:
                continue
            spans = [_free_span(form, place, furniture.added["marking"], one) for one in pages]
            left, right = (max(ways) for ways in zip(*spans, strict=True))
            width = page["page_width"] - page["margin_left"] - page["margin_right"]
            if right + left == 0:
                continue
            if width - left - right < _ENOUGH * width:
                told.append(HIDDEN.format(place))
                continue
            marking = furniture.added["marking"]
            for turned in (False, True):
                made = _indented(marking, left, right, turned=turned)
                added[clear_line(place, kind, turned=turned)] = made
    return replace(furniture, added=added), told


def told_of_height(furniture: Furniture, page: Mapping[str, float]) -> Iterator[str]:
    """What there is to say where header and footer leave little of the ``page``."""
    for kind, forms in furniture.forms.items():
        tall = {
            place: page[f"{place}_distance"] + sum(_height(item.drawn) for item in form.items)
            for place, form in forms.items()
        }
        if kind != "first" and sum(tall.values()) > _MOST * page["page_height"]:
            yield (
                f"its header and footer take {sum(tall.values()) / _MM:.0f} of the "
                f"{page['page_height'] / _MM:.0f} mm of a page: make them smaller, or a pack runs "
                "to many pages"
            )
            return


def _free_span(
    form: FurnitureForm, place: str, marking: Item, page: Mapping[str, float]
) -> tuple[float, float]:
    """How far the marking has to keep from the left and from the right edge of the column."""
    edges = page["margin_left"], page["page_width"] - page["margin_right"]
    across = page["margin_left"], page["margin_right"], page["page_width"]
    tall = _height(marking.drawn)
    top = page["header_distance"]
    if place == "footer":
        top = page["page_height"] - page["footer_distance"] - tall
    left, right = edges
    for _, drawn in free_pictures([item.drawn for item in form.items]):
        above, below = _reach(drawn, page, top + tall)
        start = position(drawn.across, span(drawn.across, *across), drawn.width)
        end = start + drawn.width
        if drawn.behind or above >= top + tall or below <= top:
            continue
        if start >= edges[1] or end <= edges[0]:
            continue
        if start + end > sum(edges):
            right = min(right, start - _GAP)
        else:
            left = max(left, end + _GAP)
    return left - edges[0], edges[1] - right


def _reach(drawn: Drawn, page: Mapping[str, float], line: float) -> tuple[float, float]:
    """Where a picture begins and ends from the top of the page; its paragraph is at ``line``."""
    down = page["margin_top"], page["margin_bottom"], page["page_height"]
    reach = span(drawn.down, *down)
    if drawn.down is not None and drawn.down.base in ("paragraph", "line"):
        reach = (line, line)
    above = position(drawn.down, reach, drawn.height)
    return above, above + drawn.height


def _indented(marking: Item, left: float, right: float, *, turned: bool) -> Item:
    """The line of the marking with so much room at both sides; ``turned`` from the right.

    Pictures keep their side in a Word file, whose paragraphs from the right call the right side
    left. A page of the PDF is turned over with its pictures.
    """
    begin, end = (right, left) if turned else (left, right)
    indent = f'<w:ind w:left="{round(begin * 20)}" w:right="{round(end * 20)}" w:firstLine="0"/>'
    xml = tuple(
        piece.replace("</w:pPr>", f"{indent}</w:pPr>", 1) if isinstance(piece, str) else piece
        for piece in marking.xml
    )
    drawn = marking.drawn
    if isinstance(drawn, Line):
        style = replace(drawn.style, left_indent=left, right_indent=right, first_line_indent=0.0)
        drawn = replace(drawn, style=style)
    return replace(marking, xml=xml, drawn=drawn)


def _height(item: Line | Grid | None) -> float:
    """How tall a paragraph or table is, its words on one line."""
    if item is None:
        return 0.0
    if isinstance(item, Line):
        pictures = (p.height for p in item.pieces if isinstance(p, Drawn) and p.across is None)
        return max([item.style.leading, *pictures]) + item.style.space_before
    return sum(
        max([row.height, *(sum(map(_height, cell.content)) for cell in row.cells)])
        for row in item.rows
    )

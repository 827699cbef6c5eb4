"""The lines around a page as drawing operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.line_parts import DASHES, PARTS, strokes
from briefgen.render.pdf.drawing import fill_operator, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.render.house import House
    from briefgen.render.styles import Edge, PageBorder


def border_operators(
    house: House, border: PageBorder, page: int, text: tuple[float, float]
) -> bytes:
    """What draws the ``border`` of ``page``, counted from 0, of ``house``; nothing for none.

    ``text`` is where its text begins and ends, from the top of the page.
    """
    if not (border.on_others if page else border.on_first):
        return b""
    return b"\n".join((b"/Artifact BMC q", *_lines(house, border, text), b"Q EMC"))


def _lines(house: House, border: PageBorder, text: tuple[float, float]) -> Iterator[bytes]:
    inner = _places(house, border, text)
    outer = {side: inner[side] + _out(border.edges.get(side)) * _WAY[side] for side in inner}
    for side, edge in border.edges.items():
        dashes = b" ".join(points(part * edge.width) for part in DASHES.get(edge.form, ()))
        yield b"%s [%s] 0 d" % (fill_operator(edge.color).upper(), dashes)
        for start, end in _strokes(edge):
            # They are told from the top and from the left.
            middle = (start + end) / 2
            out = middle if side in ("bottom", "right") else edge.width - middle
            place = inner[side] + out * _WAY[side]
            yield b"%s w" % points(end - start)
            if side in ("top", "bottom"):
                ends = (outer["left"], place, outer["right"], place)
            else:
                ends = (place, outer["bottom"], place, outer["top"])
            yield b"%s %s m %s %s l S" % tuple(map(points, ends))


# Whether the lines of a side are drawn towards higher numbers, from the text outwards.
_WAY = {"top": 1, "bottom": -1, "left": -1, "right": 1}


def _out(edge: Edge | None) -> float:
    """How thick all lines of a side are, with what is between them."""
    return 0.0 if edge is None else edge.width


def _strokes(edge: Edge) -> Sequence[tuple[float, float]]:
    """Where each line of a side begins and ends."""
    return strokes(edge.form, edge.width) if edge.form in PARTS else ((0.0, edge.width),)


def _places(house: House, border: PageBorder, text: tuple[float, float]) -> Mapping[str, float]:
    """Where the inner edges of the lines are, from the lower left corner of the page."""
    edges, height, width = border.edges, house.page_height, house.page_width
    gaps = {side: edges[side].gap if side in edges else 0.0 for side in _WAY}
    if border.from_paper:  # to the outer edges
        away = {side: gaps[side] + _out(edges.get(side)) for side in _WAY}
    else:
        around = {
            "top": house.header_distance if border.around_header else text[0],
            "bottom": house.footer_distance if border.around_footer else height - text[1],
            "left": house.margin_left,
            "right": house.margin_right,
        }
        away = {side: around[side] - gaps[side] for side in _WAY}
    return {
        "top": height - away["top"],
        "bottom": away["bottom"],
        "left": away["left"],
        "right": width - away["right"],
    }

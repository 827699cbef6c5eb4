"""The lines around the page of a house, as both formats have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_package import W
from briefgen.render.house_properties import DEFAULT_COLOR, child_of, color_of, number_of
from briefgen.render.styles import Edge, PageBorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

SIDES = ("top", "left", "bottom", "right")
_NONE = ("nil", "none")
_DASHED = {
    "dotted": (1.0, 1.0),
    "dashed": (4.0, 2.0),
    "dashSmallGap": (4.0, 1.0),
    "dashDotStroked": (4.0, 2.0),
    "dotDash": (4.0, 2.0, 1.0, 2.0),
    "dotDotDash": (4.0, 2.0, 1.0, 2.0, 1.0, 2.0),
}
_SEVERAL = {
    **dict.fromkeys(("double", "doubleWave"), 2),
    **dict.fromkeys(
        (
            f"{order}{gap}Gap"
            for order in ("thinThick", "thickThin")
            for gap in ("Small", "Medium", "Large")
        ),
        2,
    ),
    "triple": 3,
    **dict.fromkeys((f"thinThickThin{gap}Gap" for gap in ("Small", "Medium", "Large")), 3),
}
_SINGLE = ("single", "thick", "wave", "inset", "outset", "threeDEmboss", "threeDEngrave")


def page_border(section: etree._Element) -> PageBorder | None:
    """The lines around the pages of ``section``, a w:sectPr, if it asks for any."""
    borders = child_of(section, "pgBorders")
    if borders is None:
        return None
    edges = {side: edge for side in SIDES if (edge := _edge(child_of(borders, side)))}
    shown = borders.get(f"{W}display", "allPages")
    if not edges:
        return None
    return PageBorder(
        edges,
        from_paper=borders.get(f"{W}offsetFrom") == "page",
        on_first=shown != "notFirstPage",
        on_others=shown != "firstPage",
    )


def told_of_borders(section: etree._Element) -> Iterator[str]:
    """What there is to say of lines around the page that are pictures."""
    borders = child_of(section, "pgBorders")
    known = {*_DASHED, *_SEVERAL, *_SINGLE, *_NONE}
    forms = [] if borders is None else [side.get(f"{W}val", "none") for side in borders]
    if not known.issuperset(forms):
        yield "the pictures around its page are in the Word file alone"


def _edge(border: etree._Element | None) -> Edge | None:
    form = "none" if border is None else border.get(f"{W}val", "none")
    if border is None or not (form in _DASHED or form in _SEVERAL or form in _SINGLE):
        return None
    return Edge(
        number_of(border, "sz", 4) / 8,
        color_of(border, "color") or DEFAULT_COLOR,
        number_of(border, "space"),
        _SEVERAL.get(form, 1),
        _DASHED.get(form, ()),
    )

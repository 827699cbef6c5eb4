"""The lines around paragraphs, cells and pages of a house, as both formats have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import (
    DEFAULT_COLOR,
    child_of,
    color_of,
    number_of,
    toggle,
)
from briefgen.render.line_parts import DASHES, PARTS, WAVES, thickness
from briefgen.render.styles import Edge, PageBorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefgen.render.styles import Border

SIDES = ("top", "left", "bottom", "right")
_NONE = ("nil", "none")
_FORMS = frozenset((*DASHES, *PARTS, *WAVES, "dashDotStroked"))
_PLAIN = ("single", "thick", "inset", "outset", "threeDEmboss", "threeDEngrave")
# What is drawn as another form: the nearest of those that can be, and around pages too.
_NEAREST = {"dashDotStroked": "dotDash"}
_AROUND_PAGES = {"wave": "", "doubleWave": "double"}


def border_of(element: etree._Element | None) -> Border | None:
    """A line around something, or None where there is none."""
    form = "none" if element is None else element.get(f"{W}val", "")
    if form in _NONE:
        return None
    stroke = number_of(element, "sz") / 8
    # A line that has no thickness has no form either.
    form = _NEAREST.get(form, form) if form in _FORMS and stroke > 0 else ""
    color = color_of(element, "color") or DEFAULT_COLOR
    return thickness(form, stroke), color, form


def border_over(inherited: Border | None, element: etree._Element | None) -> Border | None:
    """The line that ``element`` draws or takes away; the inherited one without an element."""
    return inherited if element is None else border_of(element)


def page_border(
    section: etree._Element, settings: etree._Element | None = None
) -> PageBorder | None:
    """The lines around the pages of ``section``, a w:sectPr, if it asks for any.

    The ``settings`` of the document, if it has any, tell what they surround.
    """
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
        around_header=not _is_set(settings, "bordersDoNotSurroundHeader"),
        around_footer=not _is_set(settings, "bordersDoNotSurroundFooter"),
    )


def _is_set(settings: etree._Element | None, tag: str) -> bool:
    return settings is not None and toggle(settings, tag, inherited=False)


def told_of_borders(section: etree._Element) -> Iterator[str]:
    """What there is to say of lines around the page that are pictures."""
    borders = child_of(section, "pgBorders")
    known = {*_FORMS, *_PLAIN, *_NONE}
    forms = [] if borders is None else [side.get(f"{W}val", "none") for side in borders]
    if not known.issuperset(forms):
        yield "the pictures around its page are in the Word file alone"


def _edge(border: etree._Element | None) -> Edge | None:
    form = "none" if border is None else border.get(f"{W}val", "none")
    if border is None or not (form in _FORMS or form in _PLAIN):
        return None
    stroke = number_of(border, "sz", 4) / 8
    form = _NEAREST.get(form, form) if form in _FORMS and stroke > 0 else ""
    form = _AROUND_PAGES.get(form, form)
    color = color_of(border, "color") or DEFAULT_COLOR
    thick = thickness(form, stroke)
    return Edge(thick, color, number_of(border, "space"), form)

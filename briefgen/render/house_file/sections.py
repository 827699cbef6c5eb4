"""The sections of a house's document, which is all that is taken of it.

What else stands in it, a sample of each style or a whole report, is never printed. It is let go
once it was found harmless, so that nothing later has to read it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_file.package import W, main_part, parse_part, part_of_kind
from briefgen.render.house_file.properties import in_order, number_of, toggle

if TYPE_CHECKING:
    from collections.abc import Mapping

# The paper of a file that says none, which Word opens all the same: A4 with margins of 25 mm.
_A4 = {"w": "11906", "h": "16838"}
_SIDES = dict.fromkeys(("top", "right", "bottom", "left"), "1417")
_MARGINS = {**_SIDES, "header": "709", "footer": "709", "gutter": "0"}
_BEFORE_PAPER = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")


def with_sections_alone(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """``parts`` with nothing in the document but the ends of its sections."""
    name = main_part(parts)
    root = parse_part(parts[name])
    made = etree.Element(root.tag)
    body = etree.SubElement(made, f"{W}body")
    for section in list(root.iter(f"{W}sectPr")):
        properties = section.getparent()
        if properties is not None and properties.tag == f"{W}pPr":
            # With its paragraph, which may be struck out and the end of the section with it.
            etree.SubElement(body, f"{W}p").append(properties)
            etree.SubElement(body, f"{W}p")
        elif properties is not None and properties.tag == f"{W}body":
            body.append(section)
    return {**parts, name: etree.tostring(made)}


def with_paper(parts: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], list[str]]:
    """``parts`` with a size and all margins in the last section, and what is to say of them."""
    name = main_part(parts)
    root = parse_part(parts[name])
    section = next(iter(list(root.iter(f"{W}sectPr"))[::-1]), None)
    if section is None:
        body = root.find(f"{W}body")
        section = etree.SubElement(root if body is None else body, f"{W}sectPr")
    told = []
    for tag, said, before, values in (
        ("pgSz", "size of its paper: A4", _BEFORE_PAPER, _A4),
        ("pgMar", "margins of its paper: 25 mm", (*_BEFORE_PAPER, "pgSz"), _MARGINS),
    ):
        if section.find(f"{W}{tag}") is None:
            made = in_order(section, tag, before)
            for key, value in values.items():
                made.set(f"{W}{key}", value)
            told.append(f"it says no {said} stands in")
    _widen_for_gutter(section, part_of_kind(parts, "settings"))
    return {**parts, name: etree.tostring(root)}, told


def is_mirrored(parts: Mapping[str, bytes]) -> bool:
    """Whether the margins change sides on left pages."""
    settings = part_of_kind(parts, "settings")
    return settings is not None and toggle(settings, "mirrorMargins", inherited=False)


def _widen_for_gutter(section: etree._Element, settings: etree._Element | None) -> None:
    """Make the gutter part of the margin that it lies in, where that is not the left one."""
    right = toggle(section, "rtlGutter", inherited=False)
    top = settings is not None and toggle(settings, "gutterAtTop", inherited=False)
    margins = section.find(f"{W}pgMar")
    if margins is None or not (top or right):
        return
    side, gutter = "top" if top else "right", number_of(margins, "gutter")
    whole = number_of(margins, side)
    margins.set(f"{W}{side}", str(round(whole + (-gutter if whole < 0 else gutter))))
    margins.set(f"{W}gutter", "0")


def sections_of(parts: Mapping[str, bytes]) -> list[etree._Element]:
    """The sections of the document, the last one first: its page is that of a house."""
    return list(parse_part(parts[main_part(parts)]).iter(f"{W}sectPr"))[::-1]

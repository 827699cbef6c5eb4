"""Measures of a house as plain numbers in the units of Word, however its file writes them.

Word itself writes 1417 where others write 2.5cm, 70.87pt or 1417.32, and 2500 for 50%. The parts
are settled once, so that whatever reads them later, Word included, finds whole numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_file.package import W, looks_like_xml, parse_part

if TYPE_CHECKING:
    from collections.abc import Mapping

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# What is told faster from the bytes than by a walk; each part begins with a version of XML.
_SIGNS = re.compile(
    rb"""["'>](?<!version=["'])-?\d+(?:\.\d+(?:mm|cm|in|pt|pc|pi|%)?|mm|cm|in|pt|pc|pi|%)["'<]"""
)
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,30})?)(mm|cm|in|pt|pc|pi|%|)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_LENGTHS = frozenset(
    {
        *("w", "h", "left", "right", "top", "bottom", "header", "footer", "gutter", "pos"),
        *("start", "end", "firstLine", "hanging", "before", "after", "line", "space", "sz"),
        *("linePitch", "tblpX", "tblpY", "leftFromText", "rightFromText"),
    }
)
# What a w:val measures: units to the point, by tag.
_VALUES = {
    **dict.fromkeys(("sz", "szCs", "kern", "position"), 2),
    **dict.fromkeys(("spacing", "trHeight", "defaultTabStop"), 20),
}
_TWIPS, _EMU = 20, 12_700  # to the point
_LINE, _GAP = 8, 1  # of a line: how wide it is, and how far from what it frames
_DRAWN = {
    **dict.fromkeys((f"{_WP}extent", f"{_A}ext"), ("cx", "cy")),
    f"{_A}off": ("x", "y"),
    f"{_A}srcRect": ("l", "t", "r", "b"),
}


def with_plain_measures(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """``parts`` with all measures as whole numbers; a part that has no others is as it was."""
    return {
        name: _settled(content) if looks_like_xml(content) and _SIGNS.search(content) else content
        for name, content in parts.items()
    }


def _settled(content: bytes) -> bytes:
    root = parse_part(content)
    for element in root.iter(etree.Element):
        if element.tag.startswith(W):
            _settle_lengths(element)
        for name in _DRAWN.get(element.tag, ()):
            if name in element.attrib:
                element.set(name, _plain(element.get(name, ""), _EMU, 1000))
        if element.tag == f"{_WP}posOffset":
            element.text = _plain(element.text or "", _EMU, 1)
    return etree.tostring(root)


def _settle_lengths(element: etree._Element) -> None:
    tag = element.tag[len(W) :]
    for key, value in element.attrib.items():
        name = str(key).removeprefix(W)
        if name == "val" and tag in _VALUES:
            units = _VALUES[tag]
        elif name == "val" and tag == "w":  # how wide letters are drawn, in per cent
            units = 1
        elif name in _LENGTHS and str(key).startswith(W):
            units = {"sz": _LINE, "space": _TWIPS if tag.startswith("col") else _GAP}.get(
                name, _TWIPS
            )
        else:
            continue
        element.set(key, _plain(str(value), units, 1 if name == "val" else 50))
        if name == "w" and str(value).endswith("%"):
            element.set(f"{W}type", "pct")


def _plain(text: str, units: int, percent: int) -> str:
    """A measure as a whole number of ``units`` to the point, or of ``percent`` to the per cent."""
    found = _MEASURE.fullmatch(text.strip())
    if found is None:
        return text
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return str(round(number * percent))
    return str(round(number * _POINTS[unit] * units if unit else number))

"""Reads a house style out of a Word file: page, styles and table look, inheritance worked in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.errors import HouseError
from briefgen.render.house import (
    CHARACTER_STYLES,
    STAND_INS,
    STYLE_NAMES,
    TABLE_STYLE,
    House,
    TableStyle,
    TextStyle,
)
from briefgen.render.house_look import Look
from briefgen.render.house_package import (
    W,
    main_part,
    parse_part,
    part_of_kind,
    read_file,
    read_parts,
)
from briefgen.render.house_properties import (
    border_of,
    child_of,
    color_of,
    number_of,
    points_of,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_MIN_TEXT, _MAX_PAGE = 100, 1584  # width and height of the text; Word's largest page is 22 inches
_MAX_DEPTH = 20  # of basedOn; Word allows ten


def read_house(path: Path) -> House:
    """The house style in the Word file at ``path``.

    A style that the file lacks looks like its Body Text, or Normal. Raises HouseError where the
    file cannot be read, is unsafe, or has no page.
    """
    data = read_file(path)
    parts = read_parts(data, path)
    try:
        reader = _Reader(parts)
        page = reader.page()
        return House(
            name=path.stem,
            source=data,
            **page,
            styles=reader.text_styles(),
            table=reader.table_style(),
        )
    except (KeyError, ValueError, OverflowError, etree.XMLSyntaxError) as error:
        raise HouseError(
            path, "its styles or its page cannot be made out. Save it anew in Word as .docx."
        ) from error


@dataclass(frozen=True)
class _Reader:
    """The parts of a house file and what follows from them."""

    parts: Mapping[str, bytes]

    @cached_property
    def _styles_part(self) -> etree._Element:
        root = part_of_kind(self.parts, "styles")
        if root is None:
            raise KeyError("styles")
        return root

    @cached_property
    def _numbering_part(self) -> etree._Element | None:
        return part_of_kind(self.parts, "numbering")

    @cached_property
    def _styles(self) -> dict[str, etree._Element]:
        return {
            style.get(f"{W}styleId", ""): style for style in self._styles_part.iter(f"{W}style")
        }

    @cached_property
    def _ids(self) -> dict[tuple[str, str], str]:
        """Style ids by kind and name in lower case: Word writes “heading 1” for Heading 1."""
        return {
            (style.get(f"{W}type", "paragraph"), value_of(style, "name", "").lower()): style_id
            for style_id, style in self._styles.items()
        }

    def _id(self, name: str) -> str | None:
        kind = "character" if name in CHARACTER_STYLES else "paragraph"
        return self._ids.get((kind, name.lower()))

    @cached_property
    def _theme_fonts(self) -> dict[str, str]:
        root = part_of_kind(self.parts, "theme")
        fonts: dict[str, str] = {}
        for kind in ("major", "minor"):
            found = None if root is None else root.find(f".//{_A}{kind}Font/{_A}latin")
            if found is not None and found.get("typeface"):
                fonts[kind] = str(found.get("typeface"))
        return fonts

    def page(self) -> dict[str, float]:
        """Page size and margins of the last section, in points."""
        sections = list(parse_part(self.parts[main_part(self.parts)]).iter(f"{W}sectPr"))
        size = child_of(sections[-1] if sections else None, "pgSz")
        margin = child_of(sections[-1] if sections else None, "pgMar")
        if size is None or margin is None:
            raise ValueError("no page")
        page = {
            "page_width": points_of(size, "w"),
            "page_height": points_of(size, "h"),
            "margin_top": abs(points_of(margin, "top")),
            "margin_right": points_of(margin, "right"),
            "margin_bottom": abs(points_of(margin, "bottom")),
            "margin_left": points_of(margin, "left") + points_of(margin, "gutter", 0),
            "header_distance": points_of(margin, "header", 36 * 20),
            "footer_distance": points_of(margin, "footer", 36 * 20),
        }
        _check_page(page)
        return page

    def text_styles(self) -> dict[str, TextStyle]:
        """A TextStyle for each name a writer may ask for, character styles included."""
        body_id = self._id("Body Text") or self._default_id()
        return {
            name: self._text_style(name, self._id(name) or self._stand_in(name), body_id)
            for name in STYLE_NAMES
        }

    def _stand_in(self, name: str) -> str | None:
        return self._id(STAND_INS[name]) if name in STAND_INS else None

    def _default_id(self) -> str | None:
        for style_id, style in self._styles.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                return style_id
        return self._id("Normal")

    def _text_style(self, name: str, style_id: str | None, body_id: str | None) -> TextStyle:
        style = self._styles.get(style_id or "")
        if style is not None and style.get(f"{W}type") == "character":
            layers = [*self._layers(body_id), *self._layers(style_id)]
        else:
            layers = list(self._layers(style_id or body_id))
        look = Look()
        for layer in layers:
            look = look.under(layer, self._theme_fonts, self._list_level(layer))
        return look.text_style(name)

    def _layers(self, style_id: str | None) -> Iterator[etree._Element]:
        """What a style is made of, from the document's defaults to the style itself."""
        chain: list[etree._Element] = []
        while style_id in self._styles and len(chain) < _MAX_DEPTH:
            chain.append(self._styles[style_id])
            style_id = value_of(chain[-1], "basedOn", "")
        defaults = self._styles_part.find(f"{W}docDefaults")
        if defaults is not None and chain and chain[-1].get(f"{W}type") != "character":
            for tag in ("rPrDefault", "pPrDefault"):
                found = child_of(defaults, tag)
                if found is not None:
                    yield found
        yield from reversed(chain)

    def _list_level(self, layer: etree._Element) -> etree._Element | None:
        """The first level of the list a style belongs to."""
        numbering = self._numbering_part
        number = layer.find(f"{W}pPr/{W}numPr/{W}numId")
        if numbering is None or number is None:
            return None
        found = numbering.xpath(
            "w:abstractNum[@w:abstractNumId = ../w:num[@w:numId = $id]/w:abstractNumId/@w:val]"
            "/w:lvl[@w:ilvl = '0']",
            namespaces={"w": W[1:-1]},
            id=number.get(f"{W}val", ""),
        )
        return found[0] if isinstance(found, list) and found else None  # type: ignore[return-value]

    def table_style(self) -> TableStyle:
        """The look of data tables: the style “Briefing Table”, or a plain one."""
        style = self._styles.get(self._ids.get(("table", TABLE_STYLE.lower()), ""))
        if style is None:
            return TableStyle(None, None, (0.5, "BFBFBF"), (1.0, "000000"), 5.0, 3.0)
        own = child_of(style, "tblPr")
        borders, pads = child_of(own, "tblBorders"), child_of(own, "tblCellMar")
        return TableStyle(
            head_fill=_part_fill(style, "firstRow"),
            band_fill=_part_fill(style, "band2Horz") or _part_fill(style, "band1Horz"),
            rule=border_of(child_of(borders, "insideH")) or (0.0, "BFBFBF"),
            frame=border_of(child_of(borders, "top")) or (0.0, "000000"),
            pad_x=_pad(pads, "left", 5.4),
            pad_y=_pad(pads, "top", 0.0),
        )


def _part_fill(style: etree._Element, part: str) -> str | None:
    for conditional in style.iter(f"{W}tblStylePr"):
        if conditional.get(f"{W}type") == part:
            return color_of(conditional.find(f".//{W}shd"), "fill")
    return None


def _pad(pads: etree._Element | None, side: str, default: float) -> float:
    found = child_of(pads, side)
    return default if found is None else number_of(found, "w") / 20


def _check_page(page: Mapping[str, float]) -> None:
    width = page["page_width"] - page["margin_left"] - page["margin_right"]
    height = page["page_height"] - page["margin_top"] - page["margin_bottom"]
    if not (_MIN_TEXT <= width <= _MAX_PAGE and _MIN_TEXT <= height <= _MAX_PAGE):
        raise ValueError("no room for text")

"""Reads a house style out of a Word file: page, styles and table look, inheritance worked in.

Lengths come out in points. Word writes twentieths of a point (dxa), half points for type sizes
and eighths of a point for lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.errors import HouseError
from briefgen.pack.blocks import Align
from briefgen.render.house import (
    CHARACTER_STYLES,
    STYLE_NAMES,
    TABLE_STYLE,
    House,
    TableStyle,
    TextStyle,
)
from briefgen.render.house_package import (
    W,
    main_part,
    parse_part,
    part_of_kind,
    read_file,
    read_parts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_DEFAULT_FONT = "Noto Sans"
_DEFAULT_SIZE = 10.0  # Word's own, where nothing states a size
_DEFAULT_COLOR = "000000"
_MAX_NUMBER = 32_000  # of any length or size; Word's own limit is 31,680
_MIN_TEXT, _MAX_PAGE = 100, 1584  # width and height of the text; Word's largest page is 22 inches
_MAX_DEPTH = 20  # of basedOn; Word allows ten

# Height of a single-spaced line as a multiple of the size: ascent plus descent of the font itself.
_SINGLE_LINE = {"Noto Sans": 1.362, "FiraGO": 1.2}
_SINGLE_LINE_ELSE = 1.2

_COLOR = re.compile("[0-9A-Fa-f]{6}")
_ALIGN = {"right": Align.RIGHT, "end": Align.RIGHT, "center": Align.CENTRE}


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
            (style.get(f"{W}type", "paragraph"), _value(style, "name", "").lower()): style_id
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
        size = _child(sections[-1] if sections else None, "pgSz")
        margin = _child(sections[-1] if sections else None, "pgMar")
        if size is None or margin is None:
            raise ValueError("no page")
        page = {
            "page_width": _dxa(size, "w"),
            "page_height": _dxa(size, "h"),
            "margin_top": abs(_dxa(margin, "top")),
            "margin_right": _dxa(margin, "right"),
            "margin_bottom": abs(_dxa(margin, "bottom")),
            "margin_left": _dxa(margin, "left") + _dxa(margin, "gutter", 0),
            "header_distance": _dxa(margin, "header", 36 * 20),
            "footer_distance": _dxa(margin, "footer", 36 * 20),
        }
        _check_page(page)
        return page

    def text_styles(self) -> dict[str, TextStyle]:
        """A TextStyle for each name a writer may ask for, character styles included."""
        body_id = self._id("Body Text") or self._default_id()
        return {name: self._text_style(name, self._id(name), body_id) for name in STYLE_NAMES}

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
        look = _Look()
        for layer in layers:
            look = look.under(layer, self._theme_fonts, self._list_level(layer))
        return look.text_style(name)

    def _layers(self, style_id: str | None) -> Iterator[etree._Element]:
        """What a style is made of, from the document's defaults to the style itself."""
        chain: list[etree._Element] = []
        while style_id in self._styles and len(chain) < _MAX_DEPTH:
            chain.append(self._styles[style_id])
            style_id = _value(chain[-1], "basedOn", "")
        defaults = self._styles_part.find(f"{W}docDefaults")
        if defaults is not None and chain and chain[-1].get(f"{W}type") != "character":
            for tag in ("rPrDefault", "pPrDefault"):
                found = _child(defaults, tag)
                if found is not None:
                    yield found
        yield from reversed(chain)

    def _list_level(self, layer: etree._Element) -> etree._Element | None:
        """The indents of the first level of the list a style belongs to."""
        numbering = self._numbering_part
        number = layer.find(f"{W}pPr/{W}numPr/{W}numId")
        if numbering is None or number is None:
            return None
        found = numbering.xpath(
            "w:abstractNum[@w:abstractNumId = ../w:num[@w:numId = $id]/w:abstractNumId/@w:val]"
            "/w:lvl[@w:ilvl = '0']/w:pPr",
            namespaces={"w": W[1:-1]},
            id=number.get(f"{W}val", ""),
        )
        return found[0] if isinstance(found, list) and found else None  # type: ignore[return-value]

    def table_style(self) -> TableStyle:
        """The look of data tables: the style “Briefing Table”, or a plain one."""
        style = self._styles.get(self._ids.get(("table", TABLE_STYLE.lower()), ""))
        if style is None:
            return TableStyle(None, None, (0.5, "BFBFBF"), (1.0, "000000"), 5.0, 3.0)
        own = _child(style, "tblPr")
        borders, pads = _child(own, "tblBorders"), _child(own, "tblCellMar")
        return TableStyle(
            head_fill=_part_fill(style, "firstRow"),
            band_fill=_part_fill(style, "band2Horz") or _part_fill(style, "band1Horz"),
            rule=_border(_child(borders, "insideH")) or (0.0, "BFBFBF"),
            frame=_border(_child(borders, "top")) or (0.0, "000000"),
            pad_x=_pad(pads, "left", 5.4),
            pad_y=_pad(pads, "top", 0.0),
        )


@dataclass(frozen=True, slots=True)
class _Look:
    """A style while its layers are put over one another; ``line`` is w:line with its rule."""

    font: str = _DEFAULT_FONT
    size: float = _DEFAULT_SIZE
    bold: bool = False
    italic: bool = False
    color: str = _DEFAULT_COLOR
    caps: bool = False
    space_before: float = 0.0
    space_after: float = 0.0
    line: tuple[str, float] = ("auto", 240.0)
    left_indent: float = 0.0
    right_indent: float = 0.0
    first_line_indent: float = 0.0
    align: Align = Align.LEFT
    keep_with_next: bool = False
    keep_together: bool = False
    fill: str | None = None
    border_left: tuple[float, str] | None = None
    border_bottom: tuple[float, str] | None = None

    def under(
        self, layer: etree._Element, theme: Mapping[str, str], level: etree._Element | None
    ) -> _Look:
        """This look with what ``layer`` says put over it."""
        text, paragraph = _child(layer, "rPr"), _child(layer, "pPr")
        look = self._with_text(text, theme) if text is not None else self
        if level is not None:
            look = look._with_indents(level)
        return look._with_paragraph(paragraph) if paragraph is not None else look

    def _with_text(self, rpr: etree._Element, theme: Mapping[str, str]) -> _Look:
        color = _hex(_child(rpr, "color"), "val")
        size = _child(rpr, "sz")
        return replace(
            self,
            font=_font(_child(rpr, "rFonts"), theme) or self.font,
            size=_number(size, "val") / 2 if size is not None else self.size,
            bold=_toggle(rpr, "b", self.bold),
            italic=_toggle(rpr, "i", self.italic),
            caps=_toggle(rpr, "caps", self.caps),
            color=color or self.color,
        )

    def _with_paragraph(self, ppr: etree._Element) -> _Look:
        spacing, borders = _child(ppr, "spacing"), _child(ppr, "pBdr")
        look = self._with_indents(ppr)
        if spacing is not None:
            rule = spacing.get(f"{W}lineRule", "auto")
            line = _number(spacing, "line") if spacing.get(f"{W}line") else None
            look = replace(
                look,
                space_before=_dxa(spacing, "before", look.space_before * 20),
                space_after=_dxa(spacing, "after", look.space_after * 20),
                line=(rule, line) if line is not None else look.line,
            )
        if borders is not None:
            look = replace(
                look,
                border_left=_border_over(look.border_left, _child(borders, "left")),
                border_bottom=_border_over(look.border_bottom, _child(borders, "bottom")),
            )
        shading = _child(ppr, "shd")
        return replace(
            look,
            align=look.align if _child(ppr, "jc") is None else _align(_value(ppr, "jc", "")),
            keep_with_next=_toggle(ppr, "keepNext", look.keep_with_next),
            keep_together=_toggle(ppr, "keepLines", look.keep_together),
            fill=_hex(shading, "fill") if shading is not None else look.fill,
        )

    def _with_indents(self, ppr: etree._Element) -> _Look:
        indent = _child(ppr, "ind")
        if indent is None:
            return self
        first = self.first_line_indent * 20
        if indent.get(f"{W}hanging"):
            first = -_number(indent, "hanging")
        elif indent.get(f"{W}firstLine"):
            first = _number(indent, "firstLine")
        left = _number(indent, "left", _number(indent, "start", self.left_indent * 20))
        right = _number(indent, "right", _number(indent, "end", self.right_indent * 20))
        return replace(
            self, left_indent=left / 20, right_indent=right / 20, first_line_indent=first / 20
        )

    def text_style(self, name: str) -> TextStyle:
        """The finished style."""
        rule, line = self.line
        single = self.size * _SINGLE_LINE.get(self.font, _SINGLE_LINE_ELSE)
        leading = line / 240 * single if rule == "auto" else line / 20
        if rule == "atLeast" or leading <= 0:
            leading = max(leading, single)
        if not 1 <= self.size <= 400:
            raise ValueError(f"{name}: {self.size} points")
        return TextStyle(
            name=name,
            font=self.font,
            size=self.size,
            bold=self.bold,
            italic=self.italic,
            color=self.color,
            space_before=self.space_before,
            space_after=self.space_after,
            leading=round(leading, 3),
            left_indent=self.left_indent,
            right_indent=self.right_indent,
            first_line_indent=self.first_line_indent,
            align=self.align,
            keep_with_next=self.keep_with_next,
            keep_together=self.keep_together,
            fill=self.fill,
            border_left=self.border_left,
            border_bottom=self.border_bottom,
            caps=self.caps,
        )


def _child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    return None if parent is None else parent.find(f"{W}{tag}")


def _value(parent: etree._Element, tag: str, default: str) -> str:
    child = parent.find(f"{W}{tag}")
    return default if child is None else child.get(f"{W}val", default)


def _number(element: etree._Element | None, attribute: str, default: float = 0.0) -> float:
    text = None if element is None else element.get(f"{W}{attribute}")
    if text is None:
        return default
    number = float(text)
    if not abs(number) < _MAX_NUMBER:  # also true of “nan”
        raise ValueError(text)
    return number


def _align(justification: str) -> Align:
    return _ALIGN.get(justification, Align.LEFT)


def _dxa(element: etree._Element, attribute: str, default: float = 0.0) -> float:
    return _number(element, attribute, default) / 20


def _toggle(properties: etree._Element, tag: str, inherited: bool) -> bool:
    found = properties.find(f"{W}{tag}")
    if found is None:
        return inherited
    return found.get(f"{W}val", "1") not in ("0", "false", "off")


def _hex(element: etree._Element | None, attribute: str) -> str | None:
    """Return a colour as RRGGBB in capitals, or None where Word leaves it to itself (auto)."""
    text = "" if element is None else element.get(f"{W}{attribute}", "")
    return text.upper() if _COLOR.fullmatch(text) else None


def _font(fonts: etree._Element | None, theme: Mapping[str, str]) -> str | None:
    if fonts is None:
        return None
    themed = fonts.get(f"{W}asciiTheme", "")
    return theme.get(themed[:5]) or fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def _border(element: etree._Element | None) -> tuple[float, str] | None:
    if element is None or element.get(f"{W}val") in ("nil", "none"):
        return None
    return _number(element, "sz") / 8, _hex(element, "color") or _DEFAULT_COLOR


def _border_over(
    inherited: tuple[float, str] | None, element: etree._Element | None
) -> tuple[float, str] | None:
    return inherited if element is None else _border(element)


def _part_fill(style: etree._Element, part: str) -> str | None:
    for conditional in style.iter(f"{W}tblStylePr"):
        if conditional.get(f"{W}type") == part:
            return _hex(conditional.find(f".//{W}shd"), "fill")
    return None


def _pad(pads: etree._Element | None, side: str, default: float) -> float:
    found = _child(pads, side)
    return default if found is None else _number(found, "w") / 20


def _check_page(page: Mapping[str, float]) -> None:
    width = page["page_width"] - page["margin_left"] - page["margin_right"]
    height = page["page_height"] - page["margin_top"] - page["margin_bottom"]
    if not (_MIN_TEXT <= width <= _MAX_PAGE and _MIN_TEXT <= height <= _MAX_PAGE):
        raise ValueError("no room for text")

"""The styles of a Word file, with inheritance, theme fonts and lists worked in."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.house import CHARACTER_STYLES, STYLE_NAMES, TABLE_STYLE
from briefgen.render.house_file.borders import border_of
from briefgen.render.house_file.completion import complete_styles, replace_fonts
from briefgen.render.house_file.left_out import (
    IN_CELLS,
    take_out_cell_indents,
    take_out_directions,
    take_out_numbers,
)
from briefgen.render.house_file.look import Look
from briefgen.render.house_file.package import W, part_of_kind
from briefgen.render.house_file.properties import (
    UnreadableError,
    child_of,
    number_of,
    says_yes,
    shade_of,
    value_of,
)
from briefgen.render.house_file.table_parts import TableParts, band_sizes
from briefgen.render.styles import TableStyle, TextStyle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from briefgen.render.house_file.table_parts import Part

Stops = dict[int, tuple[str, str]]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_USED = {name.lower() for name in (*STYLE_NAMES, "Normal")}
_MAX_DEPTH = 20  # of basedOn; Word allows ten


class StyleBook(Struct, frozen=True, dict=True):
    """The styles of a house file, with everything each of them inherits worked in."""

    parts: Mapping[str, bytes]
    _styles_part: etree._Element

    def styles(self) -> etree._Element:
        """The w:styles, complete and with embedded fonts only, for the caller to change."""
        return deepcopy(self._styles_part)

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

    @cached_property
    def _tables(self) -> dict[etree._Element, TableParts]:
        """The tables whose cells were asked about."""
        return {}

    def style_id(self, name: str) -> str | None:
        """The id of a style in STYLE_NAMES or of TABLE_STYLE, if the house has it."""
        kind = "character" if name in CHARACTER_STYLES else "paragraph"
        return self._ids.get(("table" if name == TABLE_STYLE else kind, name.lower()))

    def list_number(self, name: str) -> str:
        """The id of the list that a style belongs to by itself or by inheritance, else “0”."""
        style = self._styles.get(self.style_id(name) or "")
        for _ in range(_MAX_DEPTH):
            if style is None:
                break
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                return number.get(f"{W}val", "0")
            style = self._styles.get(value_of(style, "basedOn", ""))
        return "0"

    @cached_property
    def _theme_fonts(self) -> dict[str, str]:
        return theme_fonts(self.parts)

    def text_styles(self) -> dict[str, TextStyle]:
        """A TextStyle for each name a writer may ask for, character styles included."""
        return {name: self._text_style(name) for name in STYLE_NAMES}

    @cached_property
    def _body_id(self) -> str | None:
        return self.style_id("Body Text") or self._default_id()

    def _default_id(self) -> str | None:
        for style_id, style in self._styles.items():
            if style.get(f"{W}type") == "paragraph" and says_yes(style, "default"):
                return style_id
        return self.style_id("Normal")

    def _text_style(self, name: str) -> TextStyle:
        style_id = self.style_id(name)
        if name in CHARACTER_STYLES:
            return self._over(self.look(None), style_id).text_style(name)
        return self.look(style_id).text_style(name)

    def look(self, style_id: str | None) -> Look:
        """How a paragraph style looks; Body Text, or Normal, for one that the house lacks."""
        return self._look_of(style_id if style_id in self._styles else self._body_id, 0)

    @cached_property
    def _looks(self) -> dict[str | None, Look]:
        """The looks worked out so far; many styles stand on the same few."""
        return {}

    @cached_property
    def _default_look(self) -> Look:
        """What the document's defaults say, whatever the style."""
        look = Look()
        defaults = self._styles_part.find(f"{W}docDefaults")
        for tag in ("rPrDefault", "pPrDefault"):
            found = child_of(defaults, tag)
            look = look if found is None else look.under(found, self._theme_fonts, None)
        return look

    def _look_of(self, style_id: str | None, depth: int) -> Look:
        style = self._styles.get(style_id or "")
        if style is None or depth >= _MAX_DEPTH:
            return self._default_look
        if style_id not in self._looks:
            base = self._look_of(value_of(style, "basedOn", ""), depth + 1)
            self._looks[style_id] = base.under(style, self._theme_fonts, self._list_level(style))
        return self._looks[style_id]

    def run_look(self, look: Look, run: etree._Element) -> Look:
        """``look`` with the character style and the own properties of ``run``."""
        named = run.find(f"{W}rPr/{W}rStyle")
        if named is not None:
            look = self._over(look, named.get(f"{W}val"))
        return look.under(run, self._theme_fonts, None)

    def paragraph_look(self, paragraph: etree._Element) -> Look:
        """The style of ``paragraph`` with its own properties put over it.

        In a table it stands on the style of that.
        """
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style_id = self._default_id() if named is None else named.get(f"{W}val", "")
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        if table is None:
            look = self.look(style_id)
        else:
            cell = next(paragraph.iterancestors(f"{W}tc"), None)
            look = self._look_in(table, cell, style_id)
        return look.under(paragraph, self._theme_fonts, None)

    def _look_in(
        self, table: etree._Element, cell: etree._Element | None, style_id: str | None
    ) -> Look:
        """How a paragraph style looks in a ``cell`` of ``table``.

        It stands over what the style of the table says of the cell, and that over the defaults.
        """
        layers = self.table_layers(table)
        if cell is not None:
            layers += [layer for _, layer in self.cell_layers(cell)]
        if all(child_of(layer, "rPr") is child_of(layer, "pPr") is None for layer in layers):
            return self.look(style_id)
        own = self._layers(style_id if style_id in self._styles else self._body_id)
        look = self._default_look
        for layer in (*layers, *(one for one in own if one.tag == f"{W}style")):
            look = look.under(layer, self._theme_fonts, self._list_level(layer))
        return look

    @cached_property
    def _default_table(self) -> str | None:
        """The style of tables that name none."""
        for style_id, style in self._styles.items():
            if style.get(f"{W}type") == "table" and says_yes(style, "default"):
                return style_id
        return None

    def letters_of(self, style_id: str | None) -> dict[str, etree._Element]:
        """The properties of the letters of a style by tag, by itself or by what it stands on."""
        found: dict[str, etree._Element] = {}
        for layer in self._layers(style_id):
            said: dict[str, etree._Element] = {}
            for one in layer.iterfind(f"{W}rPr/*"):
                said.setdefault(one.tag, one)
            found |= said
        return found

    def tab_stops(self, style_id: str | None, paragraph: etree._Element | None = None) -> Stops:
        """Where tabs lead in a paragraph: alignment and leader by position in twentieths."""
        own = () if paragraph is None else (paragraph,)
        stops: dict[int, tuple[str, str]] = {}
        for layer in (*self._layers(style_id), *own):
            for tab in layer.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
                place, kind = round(number_of(tab, "pos")), tab.get(f"{W}val", "left")
                if kind == "clear":
                    stops.pop(place, None)
                else:
                    stops[place] = (kind, tab.get(f"{W}leader", "none"))
        return dict(sorted(stops.items()))

    def table_layers(self, table: etree._Element) -> list[etree._Element]:
        """The style of a w:tbl, behind those that it stands on."""
        named = table.find(f"{W}tblPr/{W}tblStyle")
        of_table = self._default_table if named is None else named.get(f"{W}val")
        return [one for one in self._layers(of_table) if one.tag == f"{W}style"]

    def cell_layers(self, cell: etree._Element) -> list[tuple[Part, etree._Element]]:
        """What the style of its table says of the parts that a w:tc belongs to.

        What gives way to others comes first.
        """
        table = next(cell.iterancestors(f"{W}tbl"))
        styles = self.table_layers(table)
        said = [one for style in styles for one in style.iterfind(f"{W}tblStylePr")]
        if not said:
            return []
        return [
            (part, one)
            for part in self._parts_of(table, styles).of(cell)
            for one in said
            if one.get(f"{W}type") == part.name
        ]

    def _parts_of(self, table: etree._Element, styles: list[etree._Element]) -> TableParts:
        if table not in self._tables:
            self._tables[table] = TableParts(table, band_sizes(styles))
        return self._tables[table]

    def _over(self, look: Look, style_id: str | None) -> Look:
        for layer in self._layers(style_id):
            look = look.under(layer, self._theme_fonts, self._list_level(layer))
        return look

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
        """The look of data tables: the style “Briefing Table”."""
        style = self._styles[self._ids["table", TABLE_STYLE.lower()]]
        own = child_of(style, "tblPr")
        borders, pads = child_of(own, "tblBorders"), child_of(own, "tblCellMar")
        whole = shade_of(style.find(f"{W}tcPr/{W}shd"))
        return TableStyle(
            head_fill=_part_fill(style, "firstRow") or whole,
            band_fill=_part_fill(style, "band2Horz") or whole,
            first_fill=_part_fill(style, "band1Horz") or whole,
            rule=border_of(child_of(borders, "insideH")) or (0.0, "BFBFBF", ""),
            frame=border_of(child_of(borders, "top")) or (0.0, "000000", ""),
            foot=border_of(child_of(borders, "bottom")) or (0.0, "000000", ""),
            left=border_of(child_of(borders, "left")),
            right=border_of(child_of(borders, "right")),
            between=border_of(child_of(borders, "insideV")),
            pad_x=_pad(pads, "left", 5.4),
            pad_y=_pad(pads, "top", 0.0),
            pad_right=_pad(pads, "right", 5.4),
            pad_below=_pad(pads, "bottom", 0.0),
        )


def read_styles(
    parts: Mapping[str, bytes], width: float
) -> tuple[StyleBook, tuple[str, ...], set[str], list[str]]:
    """The styles of a house file whose text is ``width`` points wide, made complete.

    The names of those it lacked and of the fonts it names that are not carried come out too, and
    what there is to say of what was taken out.
    Raises UnreadableError where it has no styles at all.
    """
    root = part_of_kind(parts, "styles")
    if root is None or root.find(f"{W}style") is None:
        raise UnreadableError(
            "its styles cannot be made out: there are none in it. "
            "Open it in Word and save it as .docx, which writes them."
        )
    _drop_second_ones(root)
    _drop_loose_ends(root)
    _part_circles(root)
    theme = theme_fonts(parts)
    told = [*take_out_directions(root)]
    fonts = set()
    for layer in root:
        replaced = replace_fonts(layer, theme)
        if value_of(layer, "name", "").lower() in _USED or layer.tag == f"{W}docDefaults":
            fonts |= replaced
    missing = complete_styles(root, StyleBook(parts, root).look(None).size, width)
    book = StyleBook(parts, root)
    in_cells = {name: book.look(book.style_id(name)) for name in IN_CELLS}
    told += take_out_cell_indents(root, in_cells)
    lists = part_of_kind(parts, "numbering")
    return StyleBook(parts, root), missing, fonts, [*told, *take_out_numbers(root, lists)]


def _drop_second_ones(root: etree._Element) -> None:
    """Let no two styles have one id, which programs that put files together leave behind."""
    seen: set[str | None] = set()
    for style in root.findall(f"{W}style"):
        if style.get(f"{W}styleId") in seen:
            root.remove(style)
        seen.add(style.get(f"{W}styleId"))


def _drop_loose_ends(root: etree._Element) -> None:
    """Let no style name another that is not there."""
    known = {style.get(f"{W}styleId") for style in root.iter(f"{W}style")}
    for tag in ("basedOn", "next", "link"):
        for named in root.findall(f"{W}style/{W}{tag}"):
            if named.get(f"{W}val") not in known:
                named.getparent().remove(named)  # type: ignore[union-attr] # it has one


def _part_circles(root: etree._Element) -> None:
    """Let no style stand on itself by way of others: some programs would look for its end for ever.

    As in Word the style with which a circle closes stands on nothing.
    """
    styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    for style in styles.values():
        passed: set[etree._Element | None] = {style}
        base: etree._Element | None = style
        while base is not None:
            named = child_of(base, "basedOn")
            base = None if named is None else styles.get(named.get(f"{W}val"))
            if named is not None and base in passed:
                named.getparent().remove(named)  # type: ignore[union-attr] # it has one
                break
            passed.add(base)


def theme_fonts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The fonts of the house's theme: “major” for headings, “minor” for text."""
    root = part_of_kind(parts, "theme")
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        found = None if root is None else root.find(f".//{_A}{kind}Font/{_A}latin")
        if found is not None and found.get("typeface"):
            fonts[kind] = str(found.get("typeface"))
    return fonts


def _part_fill(style: etree._Element, part: str) -> str | None:
    for conditional in style.iter(f"{W}tblStylePr"):
        if conditional.get(f"{W}type") == part:
            return shade_of(conditional.find(f".//{W}shd"))
    return None


def _pad(pads: etree._Element | None, side: str, default: float) -> float:
    found = child_of(pads, side)
    return default if found is None else number_of(found, "w") / 20

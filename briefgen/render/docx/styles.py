"""The house's styles in the document: found by name, completed where one is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.docx.package import NAMESPACES
from briefgen.render.docx.text import attribute
from briefgen.render.furniture.cleaning import drop_session_marks
from briefgen.render.house import CHARACTER_STYLES, STAND_INS, STYLE_NAMES, TABLE_STYLE
from briefgen.render.house_package import W, part_of_kind

if TYPE_CHECKING:
    from briefgen.render.house import House, TableStyle

# Word keeps the names of its own styles in lower case.
_BUILT_IN = {
    name: name.lower()
    for name in (
        *("Heading 1", "Heading 2", "Heading 3", "TOC 1", "TOC 2", "TOC 3"),
        *("Caption", "Header", "Footer", "Footnote Text", "Footnote Reference"),
    )
} | {
    name: name
    for name in (
        *("Title", "Subtitle", "Body Text", "List Bullet", "List Number"),
        *("TOC Heading", "Hyperlink"),
    )
}


class StyleSheet:
    """The styles part of the document and the ids by which its paragraphs name a style."""

    def __init__(self, house: House, language: str) -> None:
        """Take the styles of ``house``; ``language`` becomes that of all text."""
        root = part_of_kind(house.parts, "styles")
        if root is None:
            raise ValueError("read_house lets no house without styles pass")
        self._root = root
        self._house = house
        drop_session_marks(root)
        self._set_language(language)
        self._ids = {
            (style.get(f"{W}type", "paragraph"), _name(style)): style.get(f"{W}styleId", "")
            for style in root.iter(f"{W}style")
            if style.get(f"{W}styleId")
        }
        self._add_missing()

    def id(self, name: str) -> str:
        """The id of a style in STYLE_NAMES, or of the table style, as an attribute's value."""
        return attribute(self.raw_id(name))

    def raw_id(self, name: str) -> str:
        """The id of a style as it stands in the file."""
        return self._ids[_kind(name), name.lower()]

    def list_number(self, name: str) -> str:
        """The id of the list that a style belongs to by itself or by inheritance, else “0”."""
        style = self._find(self._ids[_kind(name), name.lower()])
        for _ in range(len(self._ids)):
            if style is None:
                break
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                return number.get(f"{W}val", "0")
            based_on = style.find(f"{W}basedOn")
            style = None if based_on is None else self._find(based_on.get(f"{W}val", ""))
        return "0"

    def part(self) -> bytes:
        """The styles as a part."""
        return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def _find(self, style_id: str) -> etree._Element | None:
        for style in self._root.iter(f"{W}style"):
            if style.get(f"{W}styleId") == style_id:
                return style
        return None

    def _set_language(self, language: str) -> None:
        """One language for the whole document; what single styles say of it is taken out."""
        for element in list(self._root.iter(f"{W}lang")):
            element.getparent().remove(element)  # type: ignore[union-attr]
        defaults = _ensure(self._root, "docDefaults", first=True)
        properties = _ensure(_ensure(defaults, "rPrDefault", first=True), "rPr", first=True)
        element = etree.SubElement(properties, f"{W}lang")
        element.set(f"{W}val", language)
        element.set(f"{W}eastAsia", language)

    def _add_missing(self) -> None:
        for name in (*STYLE_NAMES, TABLE_STYLE):
            kind = _kind(name)
            if (kind, name.lower()) in self._ids:
                continue
            style_id = self._free_id(name)
            if kind == "table":
                xml = _table_style(style_id, self._house.table)
            else:
                xml = self._plain_style(name, style_id, kind)
            self._root.append(etree.fromstring(xml))
            self._ids[kind, name.lower()] = style_id

    def _free_id(self, name: str) -> str:
        style_id = name.replace(" ", "")
        while style_id in self._ids.values():
            style_id += "A"
        return style_id

    def _plain_style(self, name: str, style_id: str, kind: str) -> str:
        """A style that looks like Body Text, or Normal, and means what its name says."""
        stand_in = STAND_INS.get(name)
        parent = self._ids.get((kind, stand_in.lower()), "") if stand_in else ""
        if kind == "paragraph" and not parent:
            parent = self._ids.get((kind, "body text")) or self._ids.get((kind, "normal"), "")
        based_on = f'<w:basedOn w:val="{attribute(parent)}"/>' if parent else ""
        custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
        meaning = ""
        if name == "Footnote Reference":
            meaning = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        elif name.startswith("Heading"):
            meaning = f'<w:pPr><w:outlineLvl w:val="{int(name[-1]) - 1}"/></w:pPr>'
        elif name in ("TOC 1", "TOC 2", "TOC 3", "Footer"):
            position = round(self._house.text_width * 20)
            meaning = f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{position}"/></w:tabs></w:pPr>'
        return (
            f'<w:style {NAMESPACES} w:type="{kind}"{custom} w:styleId="{style_id}">'
            f'<w:name w:val="{_BUILT_IN.get(name, name)}"/>{based_on}<w:qFormat/>'
            f"{meaning}</w:style>"
        )


def _kind(name: str) -> str:
    if name == TABLE_STYLE:
        return "table"
    return "character" if name in CHARACTER_STYLES else "paragraph"


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").lower()


def _ensure(parent: etree._Element, tag: str, *, first: bool) -> etree._Element:
    found = parent.find(f"{W}{tag}")
    if found is None:
        found = etree.Element(f"{W}{tag}")
        parent.insert(0 if first else len(parent), found)
    return found


def _table_style(style_id: str, look: TableStyle) -> str:
    def line(side: str, rule: tuple[float, str]) -> str:
        width, color = rule
        return f'<w:{side} w:val="single" w:sz="{round(width * 8)}" w:space="0" w:color="{color}"/>'

    pads = "".join(
        f'<w:{side} w:w="{round(pad * 20)}" w:type="dxa"/>'
        for side, pad in (
            *(("top", look.pad_y), ("left", look.pad_x)),
            *(("bottom", look.pad_y), ("right", look.pad_x)),
        )
    )
    return (
        f'<w:style {NAMESPACES} w:type="table" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:tblPr><w:tblBorders>'
        f"{line('top', look.frame)}{line('bottom', look.frame)}{line('insideH', look.rule)}"
        f"</w:tblBorders><w:tblCellMar>{pads}</w:tblCellMar></w:tblPr></w:style>"
    )

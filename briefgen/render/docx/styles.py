"""The house's styles in the document, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.docx.text import attribute
from briefgen.render.furniture.cleaning import drop_session_marks
from briefgen.render.house import CHARACTER_STYLES, TABLE_STYLE
from briefgen.render.house_package import W

if TYPE_CHECKING:
    from briefgen.render.house import House


# What the schema wants before the tabs of a paragraph, and before its spacing.
_BEFORE_TABS = (
    *("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd"),
)
_BEFORE_SPACING = (
    *(*_BEFORE_TABS, "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
    *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
)


class StyleSheet:
    """The styles part of the document and the ids by which its paragraphs name a style."""

    def __init__(self, house: House, language: str) -> None:
        """Take the styles of ``house``; ``language`` becomes that of all text."""
        root = self._root = house.book.styles()
        drop_session_marks(root)
        self._set_language(language)
        self._ids = {
            (style.get(f"{W}type", "paragraph"), _name(style)): style.get(f"{W}styleId", "")
            for style in root.iter(f"{W}style")
            if style.get(f"{W}styleId")
        }

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

    def set_in_column(self, name: str, number: int) -> None:
        """Let entries of the contents in style ``name`` end at ``number`` twips, under one another.

        It is the style that is changed: Word makes the list anew in it. Without room above, all
        columns begin at the same height.
        """
        style = self._find(self.raw_id(name))
        if style is None:
            return
        properties = style.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            run = style.find(f"{W}rPr")
            style.insert(len(style) if run is None else style.index(run), properties)
        tabs = _in_order(properties, "tabs", _BEFORE_TABS)
        tabs[:] = []
        stop = etree.SubElement(tabs, f"{W}tab")
        for key, value in (("val", "right"), ("leader", "dot"), ("pos", str(number))):
            stop.set(f"{W}{key}", value)
        spacing = _in_order(properties, "spacing", _BEFORE_SPACING)
        for other in {f"{W}beforeAutospacing", f"{W}beforeLines"} & set(spacing.attrib):
            del spacing.attrib[other]
        spacing.set(f"{W}before", "0")

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


def _kind(name: str) -> str:
    if name == TABLE_STYLE:
        return "table"
    return "character" if name in CHARACTER_STYLES else "paragraph"


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").lower()


def _in_order(properties: etree._Element, tag: str, before: tuple[str, ...]) -> etree._Element:
    """The property ``tag``, added behind all of those that the schema wants ``before`` it."""
    found = properties.find(f"{W}{tag}")
    if found is None:
        earlier = [n for n, one in enumerate(properties, 1) if etree.QName(one).localname in before]
        found = etree.Element(f"{W}{tag}")
        properties.insert(max(earlier, default=0), found)
    return found


def _ensure(parent: etree._Element, tag: str, *, first: bool) -> etree._Element:
    found = parent.find(f"{W}{tag}")
    if found is None:
        found = etree.Element(f"{W}{tag}")
        parent.insert(0 if first else len(parent), found)
    return found

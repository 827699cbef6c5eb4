"""The page of the document: its size, and the header and footer with their words filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from briefgen.render.docx.package import RELATIONSHIPS, Relations
from briefgen.render.docx.text import attribute
from briefgen.render.furniture.cleaning import PIC, WP
from briefgen.render.furniture.filling import Filling
from briefgen.render.furniture.taking import PLACES
from briefgen.render.house import CONTENTS_GAP, turned
from briefgen.render.house_package import W, main_part, parse_part

if TYPE_CHECKING:
    from briefgen.pack.blocks import Pack
    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import FurniturePart, House
    from briefgen.render.stretches import Stretch
    from briefgen.render.styles import Picture

_KEPT = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "cols", "vAlign")
_FIRST_DRAWING = 100_000  # far from the numbers of drawings in the body


class SectionPart(Struct, frozen=True):
    """A part of a stretch that is a section of the document.

    It stands in ``columns``; where it ``goes_on``, it is beneath another on the same page.
    """

    stretch: Stretch
    columns: int = 1
    goes_on: bool = False

    @property
    def begins(self) -> str:
        """Where it begins, in the word that the schema has for it."""
        if self.goes_on:
            return "continuous"
        return "oddPage" if self.stretch.right_hand else "nextPage"


class Sections:
    """The sections of the document, one for each stretch of it, as the last of the house file."""

    def __init__(
        self, house: House, pack: Pack, sheet: StyleSheet, cover: bool, pages: int
    ) -> None:
        """Start from ``house``; ``cover`` tells that the first page of ``pack`` is a cover.

        ``pages`` is how many there are, if known.
        """
        self._house = house
        wide = turned(house).text_width
        self._fillings = [Filling(house, pack, sheet.raw_id, pages, width) for width in (0.0, wide)]
        self._kinds = self._fillings[0].kinds(cover=cover)
        self._known: dict[tuple[str, str, bytes], str] = {}
        self._found = list(parse_part(house.parts[main_part(house.parts)]).iter(f"{W}sectPr"))[-1]
        self._pictures: dict[Picture, str] = {}
        self._drawings = _FIRST_DRAWING
        self.parts: dict[str, bytes] = {}

    @property
    def even_and_odd(self) -> bool:
        """Whether left and right pages differ."""
        return "even" in self._kinds

    def properties(self, part: SectionPart, relations: Relations) -> str:
        """The w:sectPr of ``part``; headers and footers come to stand in ``parts``."""
        stretch = part.stretch
        has_cover = stretch.start == 0 and not part.goes_on and "first" in self._kinds
        references = "".join(
            self._referred(kind, stretch, relations)
            for kind in self._kinds
            if kind != "first" or has_cover
        )
        begins = f'<w:type w:val="{part.begins}"/>'
        own = {"pgSz": self._size(wide=stretch.wide)}
        if part.columns > 1:
            gap = round(CONTENTS_GAP * 20)
            own["cols"] = f'<w:cols w:num="{part.columns}" w:space="{gap}"/>'
        page = "".join(own[tag] if tag in own else self._kept(tag) for tag in _KEPT)
        title_page = "<w:titlePg/>" if has_cover else ""
        grid = self._kept("docGrid")
        return f"<w:sectPr>{references}{begins}{page}{title_page}{grid}</w:sectPr>"

    def _referred(self, kind: str, stretch: Stretch, relations: Relations) -> str:
        """The references to header and footer; what is alike is there once."""
        roots = self._fillings[stretch.wide].fill(kind, stretch.section)
        references = ""
        for place in PLACES:
            key = (place, kind, etree.tostring(roots[place]))
            if key not in self._known:
                number = sum(known == place for known, *_ in self._known) + 1
                name = self._keep(f"{place}{number}.xml", place, kind, roots[place])
                self._known[key] = relations.add(f"{RELATIONSHIPS}/{place}", name)
            references += f'<w:{place}Reference w:type="{kind}" r:id="{self._known[key]}"/>'
        return references

    def _size(self, *, wide: bool) -> str:
        if not wide:
            return self._kept("pgSz")
        page = turned(self._house)
        width, height = round(page.page_width * 20), round(page.page_height * 20)
        side = ' w:orient="landscape"' if width > height else ""
        return f'<w:pgSz w:w="{width}" w:h="{height}"{side}/>'

    def _kept(self, tag: str) -> str:
        """A property of the house's section, as text without namespace declarations."""
        found = self._found.find(f"{W}{tag}")
        return "" if found is None else _plain_xml(found)

    def _keep(self, name: str, place: str, kind: str, root: etree._Element) -> str:
        """Take the header or footer ``root`` and what it shows into ``parts``."""
        for element in root.iter(f"{WP}docPr", f"{PIC}cNvPr"):
            self._drawings += 1  # each drawing of a document needs a number of its own
            element.set("id", str(self._drawings))
        self.parts[f"word/{name}"] = etree.tostring(
            root, encoding="UTF-8", xml_declaration=True, standalone=True
        )
        source = self._fillings[0].source(place, kind)
        if source is not None:
            relations = self._relations(self._house.furniture[source])
            if relations:
                self.parts[f"word/_rels/{name}.rels"] = relations.part()
        return name

    def _relations(self, part: FurniturePart) -> Relations:
        relations = Relations()
        for name, address in part.links:
            relations.keep(name, "hyperlink", address, external=True)
        for name, picture in part.pictures:
            relations.keep(name, "image", self._picture(picture))
        return relations

    def _picture(self, picture: Picture) -> str:
        if picture not in self._pictures:
            target = f"media/image{len(self._pictures) + 1}.{picture.kind}"
            self._pictures[picture] = target
            self.parts[f"word/{target}"] = picture.data
        return self._pictures[picture]


def _plain_xml(element: etree._Element) -> str:
    """``element`` and its children in the prefix w, without declarations and session marks."""
    name = etree.QName(element).localname
    attributes = "".join(
        f' w:{etree.QName(key).localname}="{attribute(str(value))}"'
        for key, value in element.attrib.items()
        if str(key).startswith(W) and not str(key).startswith(f"{W}rsid")
    )
    children = "".join(_plain_xml(child) for child in element.iterchildren(f"{W}*"))
    return f"<w:{name}{attributes}>{children}</w:{name}>"

"""The page of the document: its size, and the header and footer with their words filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.docx.furniture import part_of
from briefgen.render.docx.package import RELATIONSHIPS, Relations
from briefgen.render.furniture import PLACES
from briefgen.render.furniture_filling import Filling
from briefgen.render.house import CONTENTS_GAP, SECTION_TAGS, turned

if TYPE_CHECKING:
    from briefgen.pack.blocks import Pack
    from briefgen.render.furniture import FurnitureForm
    from briefgen.render.furniture_filling import Filled
    from briefgen.render.house import House
    from briefgen.render.stretches import Stretch
    from briefgen.render.styles import Picture

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

    def __init__(self, house: House, pack: Pack, *, cover: bool, pages: int) -> None:
        """Start from ``house``; ``cover`` tells that the first page of ``pack`` is a cover.

        ``pages`` is how many there are, if known.
        """
        self._house = house
        self._fillings = [Filling(house, pack, pages=pages, wide=wide) for wide in (False, True)]
        self._kinds = self._fillings[0].kinds(cover=cover)
        self._known: dict[tuple[str, str, bytes], str] = {}
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
        is_first = stretch.start == 0 and not part.goes_on
        has_cover = is_first and "first" in self._kinds
        references = "".join(
            self._referred(kind, stretch, relations)
            for kind in self._kinds
            if kind != "first" or has_cover
        )
        begins = f'<w:type w:val="{part.begins}"/>'
        own = {"pgSz": self._size(wide=stretch.wide), "pgBorders": self._borders(first=is_first)}
        if part.columns > 1:
            gap = round(CONTENTS_GAP * 20)
            own["cols"] = f'<w:cols w:num="{part.columns}" w:space="{gap}"/>'
        page = "".join(own[tag] if tag in own else self._kept(tag) for tag in SECTION_TAGS)
        title_page = "<w:titlePg/>" if has_cover else ""
        return f"<w:sectPr>{references}{begins}{page}{title_page}</w:sectPr>"

    def _referred(self, kind: str, stretch: Stretch, relations: Relations) -> str:
        """The references to header and footer; what is alike is there once."""
        filling = self._fillings[stretch.wide]
        filled = filling.fill(kind, stretch.section)
        references = ""
        for place in PLACES:
            form = filling.form(place, kind)
            key = (place, kind, part_of(place, form, filled[place], lambda: ""))
            if key not in self._known:
                number = sum(known == place for known, *_ in self._known) + 1
                name = f"{place}{number}.xml"
                self._keep(name, place, form, filled[place])
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

    def _borders(self, *, first: bool) -> str:
        """The lines around the pages of the ``first`` section, or of another.

        For Word each section has a first page; a house means that of the whole.
        """
        kept = self._kept("pgBorders")
        if first:
            return kept
        if 'w:display="firstPage"' in kept:
            return ""
        return kept.replace('w:display="notFirstPage"', 'w:display="allPages"')

    def _kept(self, tag: str) -> str:
        """A property of the house's section."""
        return self._house.word.section.get(tag, "")

    def _keep(self, name: str, place: str, form: FurnitureForm, filled: list[Filled]) -> None:
        """Take a header or footer, and what it shows, into ``parts`` as ``name``."""
        self.parts[f"word/{name}"] = part_of(place, form, filled, self._drawing_number)
        if form.links or form.pictures:
            self.parts[f"word/_rels/{name}.rels"] = self._relations(form).part()

    def _drawing_number(self) -> str:
        """A number for the next drawing: each of a document needs its own."""
        self._drawings += 1
        return str(self._drawings)

    def _relations(self, form: FurnitureForm) -> Relations:
        relations = Relations()
        for name, address in form.links.items():
            relations.keep(name, "hyperlink", address, external=True)
        for name, picture in form.pictures.items():
            relations.keep(name, "image", self._picture(picture))
        return relations

    def _picture(self, picture: Picture) -> str:
        if picture not in self._pictures:
            target = f"media/image{len(self._pictures) + 1}.{picture.kind}"
            self._pictures[picture] = target
            self.parts[f"word/{target}"] = picture.data
        return self._pictures[picture]

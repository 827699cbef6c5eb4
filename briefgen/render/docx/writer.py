"""A pack as a Word file: the house's styles and page, our body, and nothing else of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Cover
from briefgen.pack.ties import tied
from briefgen.render.docx.body import Body
from briefgen.render.docx.figures import Figures
from briefgen.render.docx.fonts import Characters, font_parts
from briefgen.render.docx.numbering import Numbering
from briefgen.render.docx.package import (
    RELATIONSHIPS,
    Relations,
    root_relations,
    zip_parts,
)
from briefgen.render.docx.properties import app_properties, core_properties, settings
from briefgen.render.docx.record import ITEM, record_parts
from briefgen.render.docx.section import Sections
from briefgen.render.docx.styles import StyleSheet
from briefgen.render.faces.fonts import JOINED, JOINING_FAMILY
from briefgen.render.figures.refusing import check_figures
from briefgen.render.house import CHARACTER_STYLES
from briefgen.render.layout.lying import lying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from briefgen.pack.blocks import Pack
    from briefgen.render.docx.fonts import Look
    from briefgen.render.house import House

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_THEME = "theme/theme1.xml"


def write_docx(
    pack: Pack,
    house: House,
    block_pages: Mapping[str, int],
    parted: Collection[str] = (),
    going_over: Collection[str] = (),
) -> bytes:
    """``pack`` as a Word file in the looks of ``house``.

    ``block_pages`` gives the page of each block by its id, for the contents and for references; a
    heading that it lacks is listed without a number. The blocks ``parted``, by their ids, are not
    kept together: with all that has to stand by them they would not fit a page. The sections
    ``going_over`` begin beneath another and go over to the next page. A pack without a record is
    written without content controls and bookmarks of blocks as well. The same input gives the same
    bytes. Raises FigureError for a figure without a text alternative or a source.
    """
    pack = replace(pack, blocks=lying(tied(pack).blocks, house))
    check_figures(pack.blocks)
    sheet, numbering = StyleSheet(house.word, pack.language), Numbering(house.word)
    pages = max(block_pages.values(), default=1)
    sections = Sections(house, pack, cover=_has_cover(pack), pages=pages)
    record = record_parts(pack.record)
    relations = _relations(is_recorded=bool(record))
    figures = Figures(house, relations, pack)
    told = {"parted": parted, "going_over": going_over}
    writer = Body(pack, house, sheet, numbering, relations, figures, block_pages, **told)
    characters = Characters()
    pieces = writer.xml(lambda part: sections.properties(part, relations))
    document = b"".join(_looked_through(pieces, characters))
    notes, two_sided = writer.footnotes.parts(relations), sections.even_and_odd
    parts = {
        "_rels/.rels": root_relations(),
        "docProps/core.xml": core_properties(pack),
        "docProps/app.xml": app_properties(),
        "word/_rels/document.xml.rels": relations.part(),
        _STYLES: sheet.part(),
        "word/numbering.xml": numbering.part(),
        "word/settings.xml": settings(
            pack.language, house, even_and_odd=two_sided, footnotes=bool(notes)
        ),
        **notes,
        f"word/{_THEME}": house.word.theme,
        **record,
        **figures.parts,
        **sections.parts,
    }
    characters.look_in(figures.texts)
    characters.look_in(data for name, data in parts.items() if _is_text(name))
    parts[_DOCUMENT] = document
    return zip_parts(_dressed(parts, pack, house, characters.found(), stressed=writer.stressed))


def _dressed(
    parts: dict[str, bytes], pack: Pack, house: House, shown: set[str], *, stressed: bool
) -> dict[str, bytes]:
    """``parts`` with the fonts that the characters ``shown`` need, and turned where read so."""
    joins = pack.from_right or not JOINED.isdisjoint(shown)
    parts |= font_parts(_faces(house, joins=joins, stressed=stressed), shown)
    if pack.from_right:
        return _turned(parts, pack, house)
    if joins:
        parts[_STYLES] = _joined(parts[_STYLES])
    return parts


def _joined(styles: bytes) -> bytes:
    """The ``styles`` of a file in which some letters join."""
    from briefgen.render.docx.turned import joining  # noqa: PLC0415 - few packs call for it

    return joining(styles)


def _turned(parts: Mapping[str, bytes], pack: Pack, house: House) -> dict[str, bytes]:
    """The ``parts`` of a file that is read from the right."""
    from briefgen.render.docx.turned import turned  # noqa: PLC0415 - few packs are

    leadings = {
        house.word.style_ids[name]: style.leading
        for name, style in house.styles.items()
        if name not in CHARACTER_STYLES
    }
    return turned(parts, pack.language, leadings)


def _looked_through(blocks: Iterable[list[bytes]], characters: Characters) -> Iterator[bytes]:
    """The ``blocks`` of the document, each as a whole, its ``characters`` told."""
    for pieces in blocks:
        characters.look_in(pieces)
        yield b"".join(pieces)


def _relations(*, is_recorded: bool) -> Relations:
    """What the document goes with, whatever it says: its styles, its theme and its record."""
    relations = Relations()
    for kind in ("styles", "numbering", "settings", "fontTable"):
        relations.add(f"{RELATIONSHIPS}/{kind}", f"{kind}.xml")
    relations.add(f"{RELATIONSHIPS}/theme", _THEME)
    if is_recorded:
        relations.add(f"{RELATIONSHIPS}/customXml", f"../{ITEM}")
    return relations


def _is_text(part: str) -> bool:
    """Whether ``part`` holds text of the document; charts are looked at in their pieces."""
    own = part.startswith("word/") and not part.startswith("word/charts/")
    return own and part.endswith(".xml")


def _has_cover(pack: Pack) -> bool:
    return bool(pack.blocks) and isinstance(pack.blocks[0], Cover)


def _faces(house: House, *, joins: bool, stressed: bool) -> set[Look]:
    """The faces that the house's styles call for, and italic where the pack stresses words.

    With one for letters that join where some do.
    """
    faces: set[Look] = {(style.font, style.bold, style.italic) for style in house.styles.values()}
    families = {style.font for style in house.styles.values()}
    if joins:
        families.add(JOINING_FAMILY)
    faces |= {(family, bold, False) for family in families for bold in (False, True)}
    return faces | ({(family, False, True) for family in families} if stressed else set())

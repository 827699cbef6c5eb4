"""Takes the header and footer of a house file along: which there are, clean and in plain form."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from lxml import etree

from briefgen.errors import HouseError
from briefgen.render.furniture import PLACES
from briefgen.render.house_file.cleaning import A, R, clean_furniture, remove, replace_by
from briefgen.render.house_file.completion import replace_fonts
from briefgen.render.house_file.furniture.forming import empty_part
from briefgen.render.house_file.furniture.hiding import drop_hidden
from briefgen.render.house_file.furniture.slots import settle_slots
from briefgen.render.house_file.furniture.taken import Taken, TakenPart
from briefgen.render.house_file.package import (
    SAFE_ADDRESS,
    W,
    main_part,
    parse_part,
    part_of_kind,
    relations_of,
)
from briefgen.render.house_file.properties import toggle
from briefgen.render.house_file.sections import sections_of
from briefgen.render.house_file.styles import theme_fonts
from briefgen.render.undrawn import undrawn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.render.house_file.package import Relation
    from briefgen.render.house_file.styles import StyleBook
    from briefgen.render.styles import Picture

_DRAWN = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff")
_VECTOR = ("emf", "wmf", "emz", "wmz")
_DOTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")  # as pictures begin
_WMF = (b"\xd7\xcd\xc6\x9a", b"\1\0\t\0")
_NOT_THERE = (
    "a picture in its header or footer is named there and not in the file: it was left out; "
    "put it there anew as PNG or JPEG"
)
_LOST = (
    "no letter is carried for {} in its header or footer: the PDF shows that one is missing there"
)
_LINK_LEFT_OUT = (
    "a link to a telephone in its header or footer was left out: its words are kept, and http, "
    "https and mailto alone may lead out"
)


def take_furniture(parts: Mapping[str, bytes], book: StyleBook, path: Path) -> Taken:
    """The headers and footers of the last section of the house file ``parts``.

    Its styles are ``book``. Raises HouseError for a picture that cannot be carried.
    """
    taker = _Taker(parts, book, path)
    found: dict[tuple[str, str], TakenPart] = {}
    for kind in _kinds(parts):
        for place in PLACES:
            source = _source(parts, place, kind)
            if source is not None:
                found[place, kind] = taker.take(source)
            elif kind != "default":
                found[place, kind] = TakenPart(etree.tostring(empty_part(place)))
    return Taken(found, tuple(dict.fromkeys(taker.remarks)), taker.fonts)


class _Taker:
    """Reads parts, keeping each picture once, and gathers what there is to say."""

    def __init__(self, parts: Mapping[str, bytes], book: StyleBook, path: Path) -> None:
        self._parts = parts
        self._book = book
        self._path = path
        self._pictures: dict[str, Picture] = {}
        self._theme = theme_fonts(parts)
        self.remarks: list[str] = []
        self.fonts: set[str] = set()

    def take(self, source: str) -> TakenPart:
        """The header or footer in the part ``source``."""
        root = parse_part(self._parts[source])
        self.remarks += clean_furniture(root)
        self.remarks += settle_slots(root)
        drop_hidden(root, self._book)
        self.fonts |= replace_fonts(root, self._theme)
        lost = undrawn("".join(one.text or "" for one in root.iter(f"{W}t")))
        if lost:
            self.remarks.append(_LOST.format(" ".join(lost)))
        relations = {relation.id: relation for relation in relations_of(self._parts, source)}
        links, pictures = {}, {}
        for link in list(root.iter(f"{W}hyperlink")):
            relation = relations.get(str(link.attrib.pop(f"{R}id", "")))
            if relation is not None and relation.external:
                if SAFE_ADDRESS.match(relation.target):
                    links[relation.id] = relation.target
                    link.set(f"{R}id", relation.id)
                else:
                    self.remarks.append(_LINK_LEFT_OUT)
            if link.get(f"{R}id") is None:  # a telephone, or a bookmark, which is not taken along
                replace_by(link, list(link))
        for blip in list(root.iter(f"{A}blip")):
            blip.attrib.pop(f"{R}link", "")
            relation = relations.get(blip.get(f"{R}embed", ""))
            if self._is_drawn(relation):
                pictures[relation.id] = self._picture(relation.target)
            else:
                _take_out_drawing(blip)
        return TakenPart(etree.tostring(root), links, pictures)

    def _is_drawn(self, relation: Relation | None) -> TypeGuard[Relation]:
        """Whether the picture goes along; what it is tells its content, whatever its name."""
        if relation is None or relation.target not in self._parts:
            self.remarks.append(_NOT_THERE)
            return False
        content = self._parts[relation.target]
        suffix = relation.target.rpartition(".")[2].lower()
        kind = "EMF" if content[40:44] == b" EMF" else "WMF" if content[:4] in _WMF else ""
        if content.startswith(_DOTS) or (suffix in _DRAWN and not kind):
            return True
        if not kind and suffix not in _VECTOR:
            raise HouseError(
                self._path,
                f"the picture {relation.target} in its header or footer is of a kind that may not "
                "go along. Put it there anew as PNG or JPEG.",
            )
        self.remarks.append(
            f"the {kind or suffix.upper()} picture in its header or footer was left out: "
            "put it there anew as PNG or JPEG"
        )
        return False

    def _picture(self, name: str) -> Picture:
        if name not in self._pictures:
            from briefgen.render.house_file.furniture.pictures import clean_picture  # noqa: PLC0415 - slow

            self._pictures[name] = clean_picture(self._parts[name], name, self._path)
        return self._pictures[name]


def _take_out_drawing(element: etree._Element) -> None:
    drawing = next(element.iterancestors(f"{W}drawing"), None)
    if drawing is not None:
        remove(drawing)


def _kinds(parts: Mapping[str, bytes]) -> list[str]:
    """The kinds of page that the house tells apart."""
    kinds = ["default"]
    sections = sections_of(parts)
    if sections and toggle(sections[0], "titlePg", inherited=False):
        kinds.append("first")
    settings = part_of_kind(parts, "settings")
    if settings is not None and toggle(settings, "evenAndOddHeaders", inherited=False):
        kinds.append("even")
    return kinds


def _source(parts: Mapping[str, bytes], place: str, kind: str) -> str | None:
    """The part of a header or footer; a section without one goes on with that of the one before."""
    related = relations_of(parts, main_part(parts))
    targets = {relation.id: relation.target for relation in related if relation.kind == place}
    for section in sections_of(parts):
        for reference in section.iter(f"{W}{place}Reference"):
            if reference.get(f"{W}type", "default") == kind:
                target = targets.get(reference.get(f"{R}id", ""))
                return target if target in parts else None
    return None

"""Headers and footers of a house made into forms, and the lines that a house may lack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.furniture import (
    ABOVE,
    BELOW,
    DRAWING,
    GAP,
    LINE,
    PLACES,
    Furniture,
    FurnitureForm,
    Item,
    Line,
    Slot,
)
from briefgen.render.house_file.cleaning import PIC, WP
from briefgen.render.house_file.furniture.drawing import Reader
from briefgen.render.house_file.furniture.room import settle_cell_ends, settle_picture_lines
from briefgen.render.house_file.furniture.slots import badged, name_of, slot
from briefgen.render.house_file.furniture.stops import settle_stops
from briefgen.render.house_file.furniture.widening import move_pictures, widen
from briefgen.render.house_file.package import W, parse_part
from briefgen.render.house_file.plain_xml import declaring, text_of
from briefgen.render.house_file.properties import BEFORE_SPACING, first_child, in_order, says_yes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.render.house_file.furniture.taken import TakenPart
    from briefgen.render.house_file.styles import StyleBook
    from briefgen.render.styles import Picture, TextStyle

# What the lines are for that a house may lack, and their styles.
ADDED = {
    "title": "Header",
    "numbers": "Footer",
    "marking": "Marking",
    "draft header": "Header",
    "draft footer": "Footer",
}
_ITEM = "item"  # a mark in the XML before each item and after the last
_NUMBER = "\ufdd0"  # stands for the number of a drawing; no text has it, it is no character
_EDGE = "\ufdd1"  # stands around the room before or after a paragraph, no character either
_MARKS = re.compile(rf"(<\?slot \d+\?>|{_NUMBER}|{_EDGE}\w+ -?\d+{_EDGE})")
_SHOWN = (f"{W}t", f"{W}drawing", f"{W}fldSimple", f"{W}sdt", f"{W}pBdr", f"{W}shd")


class Former:
    """Makes forms in the styles of one house, for text ``width`` points wide.

    ``page`` is the page that the house was made for: what stands at its right edge moves.
    """

    def __init__(self, book: StyleBook, page: Mapping[str, float], width: float) -> None:
        """Form with the styles of ``book``."""
        self._book = book
        self._page = page
        self._made_for = page["page_width"] - page["margin_left"] - page["margin_right"]
        self._width = width

    def furniture(self, taken: Mapping[tuple[str, str], TakenPart]) -> Furniture:
        """The forms of the parts ``taken`` from the house by place and kind of page."""
        forms: dict[str, dict[str, FurnitureForm]] = {}
        for (place, kind), part in taken.items():
            start, items = self._items(parse_part(part.xml), part.pictures)
            form = FurnitureForm(start, items, part.links, part.pictures)
            forms.setdefault(kind, {})[place] = form
        return Furniture(forms, {purpose: self._added(purpose) for purpose in ADDED})

    def _added(self, purpose: str) -> Item:
        """A line that is added, all its words to be put in."""
        paragraph = etree.Element(f"{W}p")
        properties = etree.SubElement(paragraph, f"{W}pPr")
        style_id = self._book.style_id(ADDED[purpose]) or ADDED[purpose]
        _valued(properties, "pStyle", style_id)
        if purpose == "numbers":
            properties.append(_tabs(self._book.tab_stops(style_id), self._made_for))
            indent = etree.SubElement(properties, f"{W}ind")
            for side in ("left", "right", "firstLine"):
                indent.set(f"{W}{side}", "0")
            _valued(properties, "jc", "left")
        elif purpose.startswith("draft"):
            _valued(properties, "jc", "center")
        paragraph.append(slot(LINE, None))
        root = empty_part("header")
        root.append(paragraph)
        _, (item,) = self._items(root, {})
        return item

    def _items(
        self, root: etree._Element, pictures: Mapping[str, Picture]
    ) -> tuple[str, tuple[Item, ...]]:
        """The start tag of ``root``, and what stands in it; nothing where all is blank."""
        if all(_is_blank(child) for child in root):
            root[:] = []
        beyond = self._page["page_width"] - self._page["margin_left"]
        settle_stops(root, self._book, self._made_for, beyond)
        if self._width != self._made_for:
            widen(root, self._book, self._made_for, self._width)
            move_pictures(root, self._page)
        settle_picture_lines(root)
        settle_cell_ends(root, self._book)
        root = declaring(root)
        reader = Reader(self._book, pictures, self._width)
        read = [(reader.read(child), _slots_in(child), _words_in(child)) for child in root]
        for child, (drawn, *_) in zip(root, read, strict=True):
            if isinstance(drawn, Line):
                _open_edges(child, drawn.style)
        start, texts = _texts(root)
        items = (
            Item(xml, drawn, names, words)
            for xml, (drawn, names, words) in zip(texts, read, strict=True)
        )
        return start, tuple(items)


def empty_part(place: str) -> etree._Element:
    """A header or footer without anything."""
    return etree.Element(f"{W}{PLACES[place]}", nsmap={"w": W[1:-1]})


def _is_blank(element: etree._Element) -> bool:
    """Whether a paragraph shows nothing."""
    return element.tag == f"{W}p" and next(element.iter(*_SHOWN), None) is None


def _slots_in(item: etree._Element) -> tuple[str, ...]:
    found = (name_of(one) for one in item.iter(f"{W}sdt", f"{W}fldSimple"))
    return tuple(dict.fromkeys(found))


def _words_in(item: etree._Element) -> str:
    """What ``item`` says, slots as their names in braces."""
    found = item.iter(f"{W}t", f"{W}sdt", f"{W}fldSimple")
    return "".join(one.text or "" if one.tag == f"{W}t" else f"{{{name_of(one)}}}" for one in found)


def _texts(root: etree._Element) -> tuple[str, list[tuple[str | Slot, ...]]]:
    """``root`` as its start tag and the XML of each child, cut where slots are."""
    for element in root.iter(f"{WP}docPr", f"{PIC}cNvPr"):
        element.set("id", _NUMBER)
    slots: list[Slot] = []
    for found in list(root.iter(f"{W}sdt", f"{W}fldSimple")):
        _put_mark(found, "slot", str(len(slots)))
        slots.append(_slot(found))
    for child in list(root):
        child.addprevious(etree.ProcessingInstruction(_ITEM))
    root.append(etree.ProcessingInstruction(_ITEM))
    start, *texts, _end = re.split(rf"<\?{_ITEM} *\?>", etree.tostring(root, encoding="unicode"))
    return start, [_cut(text, slots) for text in texts]


def _put_mark(found: etree._Element, kind: str, text: str) -> None:
    parent = found.getparent()
    if parent is not None:
        parent.replace(found, etree.ProcessingInstruction(kind, text))


def _slot(found: etree._Element) -> Slot:
    run = next(found.iter(f"{W}r"))
    looks = [one.find(f"{W}rPr") for one in (run, badged(run))]
    return Slot(name_of(found), *("" if look is None else text_of(look) for look in looks))


def _open_edges(paragraph: etree._Element, style: TextStyle) -> None:
    """Let there be more room before or after ``paragraph``, if it stands next to the text.

    Room that Word works out by itself stays as it is.
    """
    spacing = in_order(first_child(paragraph, "pPr"), "spacing", BEFORE_SPACING)
    for side, edge, room in (
        ("before", ABOVE, style.space_before),
        ("after", BELOW, style.space_after),
    ):
        if not says_yes(spacing, f"{side}Autospacing"):
            etree.strip_attributes(spacing, f"{W}{side}Lines")
            spacing.set(f"{W}{side}", f"{_EDGE}{edge} {round(room * 20)}{_EDGE}")


def _edge(mark: str) -> Slot:
    """The slot that a ``mark`` of `_open_edges` stands for."""
    name, room = mark.strip(_EDGE).split(" ")
    return Slot(name, room, str(int(room) + round(GAP * 20)))


def _cut(text: str, slots: Sequence[Slot]) -> tuple[str | Slot, ...]:
    return tuple(
        slots[int(piece[len("<?slot ") : -len("?>")])]
        if piece.startswith("<?slot ")
        else Slot(DRAWING)
        if piece == _NUMBER
        else _edge(piece)
        if piece.startswith(_EDGE)
        else piece
        for piece in _MARKS.split(text)
    )


def _tabs(inherited: Iterable[int], width: float) -> etree._Element:
    """The stops of a line cleared but for one at the right edge."""
    right = round(width * 20)
    stops = dict.fromkeys(inherited, "clear") | {right: "right"}
    tabs = etree.Element(f"{W}tabs")
    for position in sorted(stops):
        _valued(tabs, "tab", stops[position]).set(f"{W}pos", str(position))
    return tabs


def _valued(parent: etree._Element, tag: str, value: str) -> etree._Element:
    made = etree.SubElement(parent, f"{W}{tag}")
    made.set(f"{W}val", value)
    return made

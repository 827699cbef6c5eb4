"""Puts the words of a pack into the house's headers and footers, the same for both writers.

The rule, as docs/houses.md tells it to those who make a house:

- The marking stands top and bottom of every page (M1): where the house has its slot, else first
  in the header and last in the footer.
- The running title, the information-as-at line and the page numbers each stand where the header
  or footer has a slot or field for them. What has no place there is added: the title as last line
  of the header, the other two as one line of the footer above the marking.
- The name of the section (M13) stands where the house has a slot for it, else before “page x of y”,
  or where the line added to the footer ends; not on a cover and before the first section.
- On pages that lie on their side, tab stops and tables at the right edge move with it.
- A draft bears its word before the running title and before the information as at; a header or
  footer that has neither, the cover's, bears it in a line of its own beside the marking.
- A cover has what the house gives its first page; a house that knows no first page gives it what
  stands on all pages. Nothing but the marking is added there.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.furniture.cleaning import replace_by
from briefgen.render.furniture.slots import (
    AS_AT,
    AUTHOR,
    MARKING,
    PAGE,
    PAGE_OF,
    PAGES,
    SECTION,
    SECTION_NAME,
    SUBJECT,
    TITLE,
    number_field,
    slots_in,
    text_run,
)
from briefgen.render.furniture.taking import PLACES
from briefgen.render.furniture.widening import widen
from briefgen.render.house import DRAFT_FILL, DRAFT_INK
from briefgen.render.house_package import W, parse_part
from briefgen.render.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House

_PAD = "\u00a0"  # within the badge of a draft, on both sides of the word
_RUN_ORDER = (  # in which the schema wants the properties of a run
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
    *("specVanish", "oMath"),
)
_BETWEEN = " \u00b7 "  # the name of the section and the number of the page
_NUMBERS = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": PAGE, "{pages}": PAGES}


class Filling:
    """The headers and footers of one pack: those of the house, filled, and what they lack added."""

    def __init__(
        self,
        house: House,
        pack: Pack,
        style_id: Callable[[str], str],
        pages: int = 1,
        width: float = 0.0,
    ) -> None:
        """Fill what ``house`` has with the words of ``pack``.

        ``style_id`` names a style of the house by an id for the paragraphs that are added;
        ``pages`` is what the number of pages shows until a program counts them anew. ``width`` is
        that of the text, in points, where it is not that of the house.
        """
        self._width = width or house.text_width
        self._section = ""  # of the pages that are being filled
        self._house = house
        self._pages = str(pages)
        self._style_id = style_id
        words = pack.furniture
        said = {
            MARKING: words.marking,
            TITLE: words.running_title,
            AS_AT: words.information_as_at,
            PAGE_OF: words.page_of,
            SUBJECT: pack.subject,
            AUTHOR: pack.author,
        }
        self._draft = one_line(words.draft)
        self._words: Mapping[str, str] = {name: one_line(text) for name, text in said.items()}

    def kinds(self, *, cover: bool) -> tuple[str, ...]:
        """The kinds of page there are, ``cover`` telling whether the pack begins with one."""
        even = ("header", "even") in self._house.furniture
        return ("default", *(("first",) if cover else ()), *(("even",) if even else ()))

    def source(self, place: str, kind: str) -> tuple[str, str] | None:
        """Which header or footer of the house stands on pages of ``kind``, if it has one."""
        for found in (kind, "default"):
            if (place, found) in self._house.furniture:
                return place, found
        return None

    def fill(self, kind: str, section: str = "") -> dict[str, etree._Element]:
        """The header and the footer of pages of ``kind``, each a w:hdr or w:ftr.

        ``section`` is what the pages tell that they belong to; a cover tells none.
        """
        self._section = "" if kind == "first" else one_line(section)
        roots = {place: self._root(place, kind) for place in PLACES}
        own = {place: slots_in(root) for place, root in roots.items()}
        known = own["header"] | own["footer"]
        named = bool(self._section)
        for root in roots.values():
            self._fill_slots(root, {SECTION: named, PAGE_OF: named and SECTION not in known})
        if kind != "first":
            self._add_lines(roots, known, named=named and SECTION not in known)
        if self._draft:
            self._add_draft(roots)
        if MARKING not in own["header"]:
            roots["header"].insert(0, self._paragraph("Marking", [self._run(MARKING)]))
        if MARKING not in own["footer"]:
            roots["footer"].append(self._paragraph("Marking", [self._run(MARKING)]))
        for root in roots.values():
            self._count_pages(root)
            if self._width != self._house.text_width:
                widen(root, self._house.book, self._house.text_width, self._width)
        return roots

    def _count_pages(self, root: etree._Element) -> None:
        for field in root.iter(f"{W}fldSimple"):
            if field.get(f"{W}instr") == PAGES:
                field[0][-1].text = self._pages

    def _root(self, place: str, kind: str) -> etree._Element:
        source = self.source(place, kind)
        if source is None:
            return etree.Element(f"{W}{PLACES[place]}", nsmap={"w": W[1:-1]})
        root = parse_part(self._house.furniture[source].xml)
        if all(_is_blank(child) for child in root):
            for child in list(root):
                root.remove(child)
        return root

    def _fill_slots(self, root: etree._Element, named: Mapping[str, bool]) -> None:
        """Put the words in their slots; ``named`` tells which of them show the section."""
        for control in list(root.iter(f"{W}sdt")):
            tag = control.find(f"{W}sdtPr/{W}tag")
            name = "" if tag is None else tag.get(f"{W}val", "")
            look = control.find(f".//{W}rPr")
            replace_by(control, self._runs(name, look, named=named.get(name, False)))

    def _runs(
        self, name: str, look: etree._Element | None = None, *, named: bool = False
    ) -> list[etree._Element]:
        """The words of slot ``name`` in the ``look`` of the house; ``named`` with the section."""
        section = [number_field(SECTION_NAME, look, self._section)] if named else []
        if name == SECTION:
            return section
        if name in (TITLE, AS_AT):
            return [*self._badge(look), self._run(name, look)]
        if name != PAGE_OF:
            return [self._run(name, look)]
        pieces = [piece for piece in _NUMBERS.split(self._words[PAGE_OF]) if piece]
        if named:
            section.append(text_run(_BETWEEN, look))
        return section + [
            number_field(_FIELDS[piece], look) if piece in _FIELDS else text_run(piece, look)
            for piece in pieces
        ]

    def _run(self, name: str, look: etree._Element | None = None) -> etree._Element:
        return text_run(self._words[name], look)

    def _add_lines(
        self, roots: Mapping[str, etree._Element], own: set[str], *, named: bool
    ) -> None:
        if TITLE not in own:
            roots["header"].append(self._paragraph("Header", self._runs(TITLE)))
        as_at = [] if AS_AT in own else self._runs(AS_AT)
        pages = [] if own & {PAGE, PAGE_OF} else self._runs(PAGE_OF, named=named)
        if named and PAGE in own and PAGE_OF not in own:
            pages = self._runs(SECTION, named=True)
        if as_at or pages:
            line = self._paragraph("Footer", [*as_at, _tab(), *pages], right_tab=True)
            _insert_above_marking(roots["footer"], line, self._words[MARKING])

    def _badge(self, look: etree._Element | None = None) -> list[etree._Element]:
        """The word for a draft, light on dark, with the space to what follows it."""
        if not self._draft:
            return []
        badge = text_run(f"{_PAD}{self._draft}{_PAD}", _badge_look(look))
        return [badge, text_run(" ", look)]

    def _add_draft(self, roots: Mapping[str, etree._Element]) -> None:
        for place, root in roots.items():
            if any(f"{_PAD}{self._draft}{_PAD}" in (t.text or "") for t in root.iter(f"{W}t")):
                continue
            line = self._paragraph(place.capitalize(), self._badge()[:1])
            justified = etree.SubElement(line[0], f"{W}jc")
            justified.set(f"{W}val", "center")
            root.insert(0 if place == "footer" else len(root), line)

    def _paragraph(
        self, style: str, runs: Sequence[etree._Element], *, right_tab: bool = False
    ) -> etree._Element:
        """A line in ``style``; ``right_tab`` clears its tab stops but for one at the right edge."""
        paragraph = etree.Element(f"{W}p")
        properties = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", self._style_id(style))
        if right_tab:
            inherited = self._house.book.tab_stops(self._house.book.style_id(style))
            properties.append(_tabs(inherited, self._house.text_width))
            indent = etree.SubElement(properties, f"{W}ind")
            for side in ("left", "right", "firstLine"):
                indent.set(f"{W}{side}", "0")
            etree.SubElement(properties, f"{W}jc").set(f"{W}val", "left")
        paragraph.extend(runs)
        return paragraph


def _badge_look(look: etree._Element | None) -> etree._Element:
    """``look`` made bold and light on a dark ground."""
    made = etree.Element(f"{W}rPr") if look is None else deepcopy(look)
    for tag in ("b", "bCs", "color", "shd"):
        for old in made.findall(f"{W}{tag}"):
            made.remove(old)
    etree.SubElement(made, f"{W}color").set(f"{W}val", DRAFT_INK)
    ground = etree.SubElement(made, f"{W}shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", DRAFT_FILL)):
        ground.set(f"{W}{name}", value)
    for tag in ("b", "bCs"):
        etree.SubElement(made, f"{W}{tag}")
    made[:] = sorted(made, key=lambda child: _RUN_ORDER.index(etree.QName(child).localname))
    return made


def _is_blank(element: etree._Element) -> bool:
    """Whether a paragraph shows nothing."""
    shown = (f"{W}t", f"{W}drawing", f"{W}fldSimple", f"{W}sdt", f"{W}pBdr", f"{W}shd")
    return element.tag == f"{W}p" and next(element.iter(*shown), None) is None


def _tab() -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}tab")
    return run


def _tabs(inherited: Iterable[int], width: float) -> etree._Element:
    right = round(width * 20)
    stops = dict.fromkeys(inherited, "clear") | {right: "right"}
    tabs = etree.Element(f"{W}tabs")
    for position in sorted(stops):
        stop = etree.SubElement(tabs, f"{W}tab")
        stop.set(f"{W}val", stops[position])
        stop.set(f"{W}pos", str(position))
    return tabs


def _insert_above_marking(footer: etree._Element, line: etree._Element, marking: str) -> None:
    """Put ``line`` last in ``footer``, but above the marking where that is the last line."""
    last = footer[-1] if len(footer) else None
    words = "" if last is None else "".join(t.text or "" for t in last.iter(f"{W}t"))
    if last is not None and marking and words.strip() == marking.strip():
        last.addprevious(line)
    else:
        footer.append(line)

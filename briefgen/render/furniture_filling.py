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
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.furniture import (
    AS_AT,
    AUTHOR,
    LINE,
    MARKING,
    PAGE,
    PAGE_OF,
    PAGES,
    PLACES,
    SECTION,
    SECTION_NAME,
    SUBJECT,
    TITLE,
    FurnitureForm,
    clear_line,
)
from briefgen.render.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.furniture import Item
    from briefgen.render.house import House

_PAD = "\u00a0"  # within the badge of a draft, on both sides of the word
_BETWEEN = " \u00b7 "  # the name of the section and the number of the page
_NUMBERS = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": PAGE, "{pages}": PAGES}
_SLOT = re.compile(r"\{([^{}]+)\}")
_NOTHING = FurnitureForm("", ())


class Said(Struct, frozen=True):
    """What stands in a slot: words, the word of a draft, or a field and what it shows for now."""

    text: str
    field: str = ""
    is_badge: bool = False


TAB = Said("\t")  # a step to the next tab stop; words never have this sign


class Filled(Struct, frozen=True):
    """A paragraph or table of the house, and what stands in each of its slots."""

    item: Item
    said: tuple[tuple[str, tuple[Said, ...]], ...]

    @property
    def key(self) -> Hashable:
        """What tells it from any other of the same house: an item is there once."""
        return id(self.item), self.said


class Filling:
    """The headers and footers of one pack: those of the house, filled, and what they lack added."""

    def __init__(self, house: House, pack: Pack, *, pages: int = 1, wide: bool = False) -> None:
        """Fill what ``house`` has with the words of ``pack``, for pages on their side if ``wide``.

        ``pages`` is what the number of pages shows until a program counts them anew.
        """
        self._furniture = house.furniture[wide]
        self._pages = str(pages)
        self._from_right = pack.from_right
        words = pack.furniture
        said = {
            MARKING: words.marking,
            TITLE: words.running_title,
            AS_AT: words.information_as_at,
            PAGE_OF: words.page_of,
            SUBJECT: pack.subject,
            AUTHOR: pack.author,
        }
        self._words: Mapping[str, str] = {name: one_line(text) for name, text in said.items()}
        draft = one_line(words.draft)
        self._badge = (Said(f"{_PAD}{draft}{_PAD}", is_badge=True), Said(" ")) if draft else ()

    def kinds(self, *, cover: bool) -> tuple[str, ...]:
        """The kinds of page there are, ``cover`` telling whether the pack begins with one."""
        even = "even" in self._furniture.forms
        return ("default", *(("first",) if cover else ()), *(("even",) if even else ()))

    def form(self, place: str, kind: str) -> FurnitureForm:
        """What the house has for a header or footer on pages of ``kind``."""
        for found in (kind, "default"):
            forms = self._furniture.forms.get(found, {})
            if place in forms:
                return forms[place]
        return _NOTHING

    def fill(self, kind: str, section: str = "") -> dict[str, list[Filled]]:
        """What stands in the header and in the footer of pages of ``kind``, from top to bottom.

        ``section`` is what the pages tell that they belong to; a cover tells none.
        """
        section = "" if kind == "first" else one_line(section)
        forms = {place: self.form(place, kind) for place in PLACES}
        own = {place: form.slots for place, form in forms.items()}
        known = own["header"] | own["footer"]
        # The page number has the section beside it where that has no slot of its own.
        beside = "" if SECTION in known else section
        said = {name: self._said(name, section, beside) for name in known}
        made = {
            place: [_filled(item, said) for item in form.items] for place, form in forms.items()
        }
        if kind != "first":
            self._add_lines(made, known, beside)
        if self._badge:
            self._add_draft(made)
        if MARKING not in own["header"]:
            made["header"].insert(0, self._marked("header", kind))
        if MARKING not in own["footer"]:
            made["footer"].append(self._marked("footer", kind))
        return made

    def _marked(self, place: str, kind: str) -> Filled:
        """The line of the marking, beside the pictures of the house where they leave room."""
        has_own = place in self._furniture.forms.get(kind, {})
        of_kind = kind if has_own else "default"
        clear = clear_line(place, of_kind, turned=self._from_right)
        purpose = clear if clear in self._furniture.added else "marking"
        return self._added(purpose, self._said(MARKING))

    def _said(self, name: str, section: str = "", beside: str = "") -> tuple[Said, ...]:
        """What stands in slot ``name`` on pages of ``section``; ``beside`` with the number."""
        if name == SECTION:
            return (Said(section, SECTION_NAME),) if section else ()
        if name in (PAGE, PAGES):
            return (self._number(name),)
        if name == PAGE_OF:
            return (*self._before_number(beside), *self._page_of())
        words = Said(self._words[name])
        return (*self._badge, words) if name in (TITLE, AS_AT) else (words,)

    def _before_number(self, section: str) -> tuple[Said, ...]:
        return (Said(section, SECTION_NAME), Said(_BETWEEN)) if section else ()

    def _page_of(self) -> tuple[Said, ...]:
        pieces = [piece for piece in _NUMBERS.split(self._words[PAGE_OF]) if piece]
        return tuple(
            self._number(_FIELDS[piece]) if piece in _FIELDS else Said(piece) for piece in pieces
        )

    def _number(self, field: str) -> Said:
        return Said(self._pages if field == PAGES else "1", field)

    def _added(self, purpose: str, said: Iterable[Said]) -> Filled:
        return Filled(self._furniture.added[purpose], ((LINE, tuple(said)),))

    def _add_lines(
        self, made: Mapping[str, list[Filled]], own: Iterable[str], section: str
    ) -> None:
        """Add what has no place among the house's ``own``; the ``section`` beside the number."""
        own = frozenset(own)
        if TITLE not in own:
            made["header"].append(self._added("title", self._said(TITLE)))
        as_at = () if AS_AT in own else self._said(AS_AT)
        if not own & {PAGE, PAGE_OF}:
            pages = self._said(PAGE_OF, beside=section)
        elif PAGE_OF not in own:
            pages = self._said(SECTION, section)
        else:
            pages = ()
        if as_at or pages:
            line = self._added("numbers", (*as_at, TAB, *pages))
            footer = made["footer"]
            at_end = footer and self._is_marking(footer[-1])
            footer.insert(len(footer) - bool(at_end), line)

    def _is_marking(self, line: Filled) -> bool:
        """Whether ``line`` says the marking and nothing else."""
        said = {name: "".join(one.text for one in told) for name, told in line.said}
        words = _SLOT.sub(lambda slot: said.get(slot[1], slot[0]), line.item.words)
        marking = self._words[MARKING].strip()
        return bool(marking) and words.strip() == marking

    def _add_draft(self, made: Mapping[str, list[Filled]]) -> None:
        """Add a line for the word of a draft where no title and no date have it before them."""
        for place, lines in made.items():
            if not any(one.is_badge for line in lines for _, told in line.said for one in told):
                line = self._added(f"draft {place}", self._badge[:1])
                lines.insert(0 if place == "footer" else len(lines), line)


def _filled(item: Item, said: Mapping[str, Sequence[Said]]) -> Filled:
    return Filled(item, tuple((name, tuple(said[name])) for name in item.slots))

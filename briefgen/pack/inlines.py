"""The pieces of running text: words, and what vouches for them.

A piece knows where its words come from: a fact, an observation, the register of people, the
request, or the template. ``language`` (BCP 47) is that of words in another language than the
pack's; empty for its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Text(Struct, frozen=True, gc=False):
    """Words of the template or of a curated line."""

    text: str
    language: str = ""


class Strong(Struct, frozen=True, gc=False):
    """Words that stand out: a label inside running text; ``fact`` where one vouches for them."""

    text: str
    fact: str = ""
    language: str = ""


class Emphasis(Struct, frozen=True, gc=False):
    """Words set apart: a title, a remark."""

    text: str
    language: str = ""


class FactText(Struct, frozen=True, gc=False):
    """Words that a fact vouches for: its statement, its date."""

    text: str
    fact: str
    language: str = ""


class RequestText(Struct, frozen=True, gc=False):
    """Words of the request: the official's own, which no fact vouches for."""

    text: str
    language: str = ""


class Figure(Struct, frozen=True, gc=False):
    """A printed number and the observation it comes from."""

    text: str
    observation: str
    fact: str
    language: str = ""


class PersonName(Struct, frozen=True, gc=False):
    """A name or an office from the register of people."""

    text: str
    person: str
    fact: str
    language: str = ""


class Citation(Struct, frozen=True, gc=False):
    """Numbers of entries in the source list, printed as [1, 3]."""

    numbers: tuple[int, ...]
    facts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The mark as printed."""
        if len(self.numbers) == 1:  # most are
            return f"[{self.numbers[0]}]"
        return f"[{', '.join(map(str, self.numbers))}]"


class Ids(Struct, frozen=True, gc=False):
    """Ids of facts, for whoever checks a pack against the fact base: set in small type."""

    text: str
    language: str = ""


class Link(Struct, frozen=True, gc=False):
    """An address, shown as it is and clickable; http, https and mailto only."""

    text: str
    url: str


class Footnote(Struct, frozen=True, gc=False):
    """Words at the foot of the page, called by a number that the writers count through the pack.

    Within running text it prints nothing but that number. A note calls no notes of its own.
    """

    inlines: tuple[Inline, ...]

    def __post_init__(self) -> None:
        """Refuse a note within the note: neither format could set it."""
        if any(isinstance(inline, Footnote) for inline in self.inlines):
            raise ValueError("a footnote cannot hold a footnote")

    @property
    def text(self) -> str:
        """Nothing: the words of the note are not part of the text that calls it."""
        return ""


class CrossReference(Struct, frozen=True, gc=False):
    """Where else in the pack to look: a table, a figure or a heading, by the id of its block.

    What it prints is the writers', who count: “Table 3”, or with ``page`` the number of the page
    where it stands. It leads there when clicked.
    """

    block: str
    page: bool = False

    @property
    def text(self) -> str:
        """Nothing: a number is not part of what is said, and changes with what stands before."""
        return ""


def language_of(inline: Inline) -> str:
    """The language of words in another language than the pack's; empty for its own."""
    if isinstance(inline, (Citation, Link, Footnote, CrossReference)):
        return ""
    return inline.language


Inline = (
    Text
    | Strong
    | Emphasis
    | FactText
    | RequestText
    | Figure
    | PersonName
    | Citation
    | Ids
    | Link
    | Footnote
    | CrossReference
)
Inlines = tuple[Inline, ...]


def plain(inlines: Iterable[Inline]) -> str:
    """The words of ``inlines`` as a reader sees them, without those of footnotes."""
    return "".join([inline.text for inline in inlines])


def plain_cells(cells: Iterable[Inlines]) -> list[str]:
    """What `plain` says of each of ``cells``, of which most are one piece."""
    return [cell[0].text if len(cell) == 1 else plain(cell) for cell in cells]


def facts_of(inlines: Iterable[Inline]) -> Iterator[str]:
    """The ids of the facts that ``inlines`` rest on, in order, with repeats."""
    for inline in inlines:
        if isinstance(inline, (FactText, Figure, PersonName, Strong)):
            yield from filter(None, (inline.fact,))
        elif isinstance(inline, Citation):
            yield from inline.facts

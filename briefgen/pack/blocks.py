"""The neutral blocks a pack is made of; the writers draw these and nothing else.

A block holds what is said, never how it looks. Each block has an id that is stable for the same
request, so that a check, a rewording or a later comparison can point at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from briefgen.pack.figure_blocks import (
    Chart,
    CorridorDiagram,
    FigureBlock,
    RouteMap,
    TimelineDiagram,
    figure_runs,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from briefgen.pack.places import Reworded


# --- inlines ------------------------------------------------------------------------------------
# ``language`` (BCP 47) is that of words in another language than the pack's; empty for its own.


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the template or of a curated line."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out: a label inside running text; ``fact`` where one vouches for them."""

    text: str
    fact: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart: a title, a remark."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class FactText:
    """Words that a fact vouches for: its statement, its date."""

    text: str
    fact: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class RequestText:
    """Words of the request: the official's own, which no fact vouches for."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number and the observation it comes from."""

    text: str
    observation: str
    fact: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name or an office from the register of people."""

    text: str
    person: str
    fact: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Numbers of entries in the source list, printed as [1, 3]."""

    numbers: tuple[int, ...]
    facts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The mark as printed."""
        return f"[{', '.join(map(str, self.numbers))}]"


@dataclass(frozen=True, slots=True)
class Link:
    """An address, shown as it is and clickable; http, https and mailto only."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Footnote:
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


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Where else in the pack to look: a table, a figure or a heading, by the id of its block.

    What it prints, “Table 3”, is the writers', who count; it leads there when clicked.
    """

    block: str

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
    | Link
    | Footnote
    | CrossReference
)
Inlines = tuple[Inline, ...]


def plain(inlines: Iterable[Inline]) -> str:
    """The words of ``inlines`` as a reader sees them, without those of footnotes."""
    return "".join(inline.text for inline in inlines)


def facts_of(inlines: Iterable[Inline]) -> Iterator[str]:
    """The ids of the facts that ``inlines`` rest on, in order, with repeats."""
    for inline in inlines:
        if isinstance(inline, (FactText, Figure, PersonName, Strong)):
            yield from filter(None, (inline.fact,))
        elif isinstance(inline, Citation):
            yield from inline.facts


# --- blocks -------------------------------------------------------------------------------------


class ParagraphStyle(StrEnum):
    """What a paragraph is for; the value names its style in the house file."""

    BODY = "Body Text"
    LEAD = "Lead Paragraph"
    OBJECTIVE = "Objective"
    THEY_MAY_RAISE = "They May Raise"
    OUR_RESPONSE = "Our Response"
    NOTE = "Note"


class ListStyle(StrEnum):
    """What a list is for; the value names its style in the house file."""

    BULLET = "List Bullet"
    NUMBER = "List Number"
    SPOKEN = "Spoken Line"  # numbered, large type, meant to be read aloud
    CARD = "Card Line"  # the same for a card in the hand: the largest type

    @property
    def is_spoken(self) -> bool:
        """Whether its items are meant to be read aloud."""
        return self in (ListStyle.SPOKEN, ListStyle.CARD)


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Detail:
    """One labelled row of the cover."""

    label: str
    value: Inlines


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: what this is and how it may be handled; nothing of substance."""

    id: str
    title: str
    subtitle: str
    details: tuple[Detail, ...]
    notice: Inlines = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings with page numbers, down to ``depth``."""

    id: str
    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 starts a section. ``new_page`` starts it on a fresh page.

    ``right_hand`` starts it on the next right-hand page; a page that stays empty says so.
    """

    id: str
    level: int
    text: str
    new_page: bool = False
    right_hand: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``keep_with_next`` holds it on the page of the block that follows."""

    id: str
    inlines: Inlines
    style: ParagraphStyle = ParagraphStyle.BODY
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; for a spoken line, ``audience`` and ``priority`` are printed beside it."""

    id: str
    inlines: Inlines
    tag: str = ""  # printed after the item in small type: to whom it may be said


@dataclass(frozen=True, slots=True)
class List:
    """Items of equal standing. A numbered list counts from 1."""

    id: str
    items: tuple[ListItem, ...]
    style: ListStyle = ListStyle.BULLET


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``share`` is its part of the table's width, the shares adding up to 1."""

    title: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Data in rows under a caption; ``notes`` stand in small type beneath.

    A ``wide`` one stands on pages that lie on their side.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    notes: tuple[Inlines, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A shaded box with a title and short items: what must not be overlooked."""

    id: str
    title: str
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A numbered entry of the source list."""

    number: int
    source: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class SourceList:
    """All sources that are cited, by number."""

    id: str
    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a fresh page."""

    id: str


Block = (
    Cover
    | Contents
    | Heading
    | Paragraph
    | List
    | Table
    | FigureBlock
    | Callout
    | SourceList
    | PageBreak
)


_FROM_RIGHT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


# --- the pack -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands at the top and foot of each page, and the words a writer needs by itself."""

    marking: str  # printed top and bottom of every page, cover included
    running_title: str
    information_as_at: str
    page_of: str = "Page {page} of {pages}"
    continued: str = "continued"
    table_label: str = "Table {number}."  # printed before a table's caption
    figure_label: str = "Figure {number}."  # printed before a figure's caption
    blank_page: str = ""  # what a page says that is left empty for the next to be a right-hand one
    draft: str = ""  # the word beside the marking of every page until the pack is final


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole briefing pack, ready to be drawn.

    ``as_of`` is the day the pack speaks from; it is also the creation date of the files, at
    midnight UTC, so that the same request makes the same bytes. ``record`` is the generation
    record, a JSON document.
    """

    title: str
    subject: str
    author: str  # the office, never a person's account name
    language: str  # BCP 47
    as_of: date
    furniture: Furniture
    blocks: tuple[Block, ...]
    record: Mapping[str, Any] = field(default_factory=dict)
    reworded: tuple[Reworded, ...] = ()
    two_sided: bool = False  # for both sides of paper: a printer is told to turn the long edge

    @property
    def from_right(self) -> bool:
        """Whether its language is written from right to left."""
        return self.language.partition("-")[0] in _FROM_RIGHT


def inline_runs(block: Block) -> Iterator[Inlines]:
    """The runs of inlines in ``block``, in reading order, those of its footnotes last."""
    yield from _own_runs(block)
    yield from footnotes(block)


def footnotes(block: Block) -> Iterator[Inlines]:
    """The footnotes of ``block`` in the order they are called."""
    for run in _own_runs(block):
        yield from (inline.inlines for inline in run if isinstance(inline, Footnote))


def _own_runs(block: Block) -> Iterator[Inlines]:
    match block:
        case Cover(details=details, notice=notice):
            for detail in details:
                yield detail.value
            yield notice
        case Paragraph(inlines=inlines):
            yield inlines
        case List(items=items) | Callout(items=items):
            for item in items:
                yield item.inlines
        case Table(rows=rows, notes=notes):
            for row in rows:
                yield from row
            yield from notes
        case Chart() | CorridorDiagram() | TimelineDiagram() | RouteMap():
            yield from figure_runs(block)
        case SourceList(entries=entries):
            for entry in entries:
                yield entry.inlines
        case Contents() | Heading() | PageBreak():
            return


def block_text(block: Block) -> tuple[str, ...]:
    """The printed pieces of ``block`` in reading order, for checks and comparisons.

    Page numbers, list numbers and the entries of the contents are the writer's and are not here.
    The drawing of a figure is there as its text alternative. Footnotes come last, wherever in the
    block they are called.
    """
    return (*_own_text(block), *map(plain, footnotes(block)))


def _own_text(block: Block) -> tuple[str, ...]:
    match block:
        case Cover():
            head = (block.title, block.subtitle)
            rows = tuple(
                piece for detail in block.details for piece in (detail.label, plain(detail.value))
            )
            return tuple(filter(None, (*head, *rows, plain(block.notice))))
        case Contents():
            return (block.title,)
        case Heading():
            return (block.text,)
        case Paragraph():
            return (plain(block.inlines),)
        case List():
            return tuple(_item_text(item) for item in block.items)
        case Callout():
            return (block.title, *(_item_text(item) for item in block.items))
        case Table():
            return (
                block.caption,
                *(column.title for column in block.columns),
                *(plain(cell) for row in block.rows for cell in row),
                *(plain(note) for note in block.notes),
            )
        case Chart() | CorridorDiagram() | TimelineDiagram() | RouteMap():
            return (block.text.caption, *map(plain, figure_runs(block)))
        case SourceList():
            return tuple(plain(entry.inlines) for entry in block.entries)
        case PageBreak():
            return ()


def _item_text(item: ListItem) -> str:
    text = plain(item.inlines)
    return f"{text} ({item.tag})" if item.tag else text

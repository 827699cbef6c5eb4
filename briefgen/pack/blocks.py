"""The neutral blocks a pack is made of; the writers draw these and nothing else.

A block holds what is said, never how it looks. Each block has an id that is stable for the same
request, so that a check, a rewording or a later comparison can point at it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from briefgen.pack.figure_blocks import FigureBlock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from briefgen.pack.inlines import Inlines
    from briefgen.pack.reworded import Reworded


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


class Detail(Struct, frozen=True, gc=False):
    """One labelled row of the cover."""

    label: str
    value: Inlines


class Cover(Struct, frozen=True, gc=False):
    """The first page: what this is and how it may be handled; nothing of substance."""

    id: str
    title: str
    subtitle: str
    details: tuple[Detail, ...]
    notice: Inlines = ()


class Contents(Struct, frozen=True, gc=False):
    """The list of headings with page numbers, down to ``depth``, in ``columns`` side by side."""

    id: str
    title: str
    depth: int = 2
    columns: int = 1


class Heading(Struct, frozen=True, gc=False):
    """A heading; level 1 starts a section. ``new_page`` starts it on a fresh page.

    Where it ``runs_on`` it does not start one if its section fits the page before, or if more than
    a third of that would stay white. ``right_hand`` starts it on the next right-hand page; a page
    that stays empty says so.
    """

    id: str
    level: int
    text: str
    new_page: bool = False
    right_hand: bool = False
    runs_on: bool = False


class Paragraph(Struct, frozen=True, gc=False):
    """Running text. ``keep_with_next`` holds it on the page of the block that follows."""

    id: str
    inlines: Inlines
    style: ParagraphStyle = ParagraphStyle.BODY
    keep_with_next: bool = False


class ListItem(Struct, frozen=True, gc=False):
    """One item; for a spoken line, ``audience`` and ``priority`` are printed beside it."""

    id: str
    inlines: Inlines
    tag: str = ""  # printed after the item in small type: to whom it may be said


class List(Struct, frozen=True, gc=False):
    """Items of equal standing. A numbered list counts from 1."""

    id: str
    items: tuple[ListItem, ...]
    style: ListStyle = ListStyle.BULLET


class Column(Struct, frozen=True, gc=False):
    """A table column; ``share`` is its part of the table's width, the shares adding up to 1.

    What its cells say up to a comma stands on one line where it is ``held`` and there is room.
    """

    title: str
    share: float
    align: Align = Align.LEFT
    held: bool = False


class Table(Struct, frozen=True, gc=False):
    """Data in rows under a caption; ``notes`` stand in small type beneath.

    A ``wide`` one stands on pages that lie on their side.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    notes: tuple[Inlines, ...] = ()
    wide: bool = False


class Callout(Struct, frozen=True, gc=False):
    """A shaded box with a title and short items: what must not be overlooked."""

    id: str
    title: str
    items: tuple[ListItem, ...]


class SourceEntry(Struct, frozen=True, gc=False):
    """A numbered entry of the source list."""

    number: int
    source: str
    inlines: Inlines


class SourceList(Struct, frozen=True, gc=False):
    """All sources that are cited, by number."""

    id: str
    entries: tuple[SourceEntry, ...]


class PageBreak(Struct, frozen=True, gc=False):
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


class Furniture(Struct, frozen=True, gc=False):
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


class Ties(Struct, frozen=True, gc=False):
    """Words of one ``language`` (BCP 47) that no line ends between a number and, or at all."""

    language: str
    behind_numbers: tuple[str, ...]
    never_last: tuple[str, ...]


class Pack(Struct, frozen=True, gc=False):
    """A whole briefing pack, ready to be drawn.

    ``as_of`` is the day the pack speaks from; it is also the creation date of the files, at
    midnight UTC, so that the same request makes the same bytes. ``record`` is the generation
    record, a JSON document. ``ties`` are those of its language and of others it holds, in turn.
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
    ties: tuple[Ties, ...] = ()

    @property
    def from_right(self) -> bool:
        """Whether its language is written from right to left."""
        return self.language.partition("-")[0] in _FROM_RIGHT

"""Headers and footers of a house in plain form: made when the house is read, filled for each pack.

Each paragraph or table is there twice: as the XML of a Word file and as what is drawn on a page.
Both have slots, where words of the pack go, and fields, which a page or a program fills.
"""

# Without ``from __future__ import annotations``: a house made ready is read by the types of these
# fields, and names would have to be compiled to be looked up, a fiftieth of a short process.

from collections.abc import Mapping

from msgspec import Struct

from briefgen.render.styles import Border, Picture, TextStyle

PLACES = {"header": "hdr", "footer": "ftr"}  # and what the schema calls them

MARKING, TITLE, AS_AT, PAGE_OF = "marking", "running_title", "information_as_at", "page_of"
SUBJECT, AUTHOR, SECTION = "subject", "author", "section"
SLOTS = (MARKING, TITLE, AS_AT, PAGE_OF, SUBJECT, AUTHOR, SECTION)
PAGE, PAGES = "PAGE", "NUMPAGES"
# The field that shows the section of the page: by the level of its heading, which Word knows in
# any language, where it knows the style by its own name for it alone.
SECTION_NAME = "STYLEREF 1"
LINE = "line"  # the slot of an added line: all that stands in it
GAP = 6.0  # points: the least room between the text and what stands above or below it
# Where the room before and after a paragraph goes, that at the edge of the text.
ABOVE, BELOW = "above", "below"
DRAWING = "drawing"  # where the number of a drawing goes: each of a document needs its own


def clear_line(place: str, kind: str, *, turned: bool) -> str:
    """What the line of the marking is for that is kept clear of pictures on pages of ``kind``.

    ``turned`` in a pack that is read from the right.
    """
    return f"marking {place} {kind}{' turned' if turned else ''}"


TAB_EVERY = 36.0  # points; what settings.xml of our documents says


class Words(Struct, frozen=True, tag=True, array_like=True):
    """Text in one look; ``field`` names the field where it is known only when the page is drawn."""

    text: str
    style: TextStyle
    fill: str | None = None
    field: str = ""


class SlotWords(Struct, frozen=True, tag=True, array_like=True):
    """Where words of the pack go, in ``style``; the word of a draft in that of its ``badge``."""

    slot: str
    style: TextStyle
    badge: TextStyle
    fill: str | None = None


class Tab(Struct, frozen=True, tag=True, array_like=True):
    """A step to the next tab stop."""


class Break(Struct, frozen=True, tag=True, array_like=True):
    """The end of a line."""


class Place(Struct, frozen=True, array_like=True):
    """Where a picture that stands free is: what it is measured from, and how far or how aligned."""

    base: str
    offset: float = 0.0  # points
    align: str = ""


class Drawn(Struct, frozen=True, tag=True, array_like=True):
    """A picture, ``width`` by ``height`` points; without places it stands in the line of text.

    ``crop`` is what is cut off at left, top, right and bottom, in parts of the whole; ``strength``
    is how much of its colour shows, from 0 to 1.
    """

    picture: Picture
    width: float
    height: float
    crop: tuple[float, float, float, float]
    across: Place | None = None
    down: Place | None = None
    pushes: bool = False  # whether text gives way to it
    behind: bool = False  # whether text stands over it
    strength: float = 1.0


Piece = Words | SlotWords | Tab | Break | Drawn


class Stop(Struct, frozen=True, array_like=True):
    """A tab stop ``place`` points from the left edge of the text."""

    place: float
    kind: str
    leader: str


class Line(Struct, frozen=True, tag=True, array_like=True):
    """A paragraph: its look, what stands in it, and its tab stops."""

    style: TextStyle
    pieces: tuple[Piece, ...]
    stops: tuple[Stop, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether it looks different from page to page."""
        return any(isinstance(piece, Words) and piece.field for piece in self.pieces)


class Cell(Struct, frozen=True, array_like=True):
    """A cell of a table; edges are the lines around it, by side.

    It is as high as so many ``rows``; one of none is part of the cell above it.
    """

    width: float
    content: tuple["Line | Grid", ...]
    fill: str | None
    edges: Mapping[str, Border | None]
    pads: Mapping[str, float]
    align: str  # top, center, bottom
    rows: int = 1

    @property
    def has_numbers(self) -> bool:
        """Whether it looks different from page to page."""
        return any(item.has_numbers for item in self.content)


class Row(Struct, frozen=True, array_like=True):
    """A row of a table, at least ``height`` points tall."""

    cells: tuple[Cell, ...]
    height: float


class Grid(Struct, frozen=True, tag=True, array_like=True):
    """A table: where it begins, and how it is aligned."""

    indent: float
    align: str
    rows: tuple[Row, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether it looks different from page to page."""
        return any(cell.has_numbers for row in self.rows for cell in row.cells)


# A cell may hold a table again: what no class can say of one that comes after it.
Cell.__annotations__["content"] = tuple[Line | Grid, ...]


class Slot(Struct, frozen=True, array_like=True):
    """A place in the XML where words of the pack go; ``look`` is the w:rPr of them.

    ``badge`` is that of the word of a draft, which stands before some. Where it is the room before
    or after a paragraph, ``look`` is that and ``badge`` the same with `GAP`.
    """

    name: str
    look: str = ""
    badge: str = ""


class Item(Struct, frozen=True, array_like=True):
    """A paragraph or table of a header or footer."""

    xml: tuple[str | Slot, ...]
    drawn: Line | Grid | None
    slots: tuple[str, ...]  # the names of those in it; PAGE and NUMPAGES count as such
    words: str  # what it says, slots as their names in braces


class FurnitureForm(Struct, frozen=True, array_like=True):
    """A header or footer of the house: the start tag of its XML, and what stands in it."""

    start: str
    items: tuple[Item, ...]
    links: Mapping[str, str] = {}  # addresses by the ids by which the XML calls them
    pictures: Mapping[str, Picture] = {}

    @property
    def slots(self) -> frozenset[str]:
        """The names of the slots in it."""
        return frozenset(name for item in self.items for name in item.slots)


class Furniture(Struct, frozen=True, array_like=True):
    """The headers and footers of a house for one width of its text.

    ``forms`` are by kind of page, in Word's words (default, and where the house has them first
    and even), then by place; ``added`` are the lines that a house may lack, by what they are for.
    """

    forms: Mapping[str, Mapping[str, FurnitureForm]]
    added: Mapping[str, Item]

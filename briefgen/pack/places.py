"""The places of a pack: every printed text that a person may put in other words, by a stable id.

A place is a paragraph, an item, a heading, a title, a note under a table, or a cell of a row that
names a fact or a figure. The cover comes from the request, the lists of sources and of how the pack
was made from what they list: these are changed there. So are the words of figures, which tell what
is drawn, and what only shows the way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Callout, Heading, List, Paragraph, Table
from briefgen.pack.fingerprints import bare, fingerprint
from briefgen.pack.inlines import (
    CrossReference,
    Figure,
    Inline,
    Inlines,
    Strong,
    Text,
    facts_of,
    plain,
)
from briefgen.pack.said import footnotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.pack.blocks import Block, ListItem

_FOOTNOTE = "/footnote"  # and its number in its block
_NUMBER = re.compile(r"\d+(?:\.\d+)*\s+")  # that a heading begins with
_SHORT = 8  # hex digits that tell apart the places of one block
_MADE_OTHERWISE = ("cover", "contents", "abbreviations", "sources", "record")
_DRAWN = ("charts", "corridor_diagrams", "timeline_chart", "route_map")  # but for their headings


class Place(Struct, frozen=True):
    """A printed text: its id, the block that holds it, its inlines.

    ``tag`` is printed after an item and is none of its words. A ``title`` is words alone.
    """

    id: str
    block: str
    inlines: Inlines
    tag: str = ""
    title: bool = False

    @property
    def label(self) -> str:
        """The printed label that the words begin with and that is none of them."""
        first = self.inlines[0] if self.inlines else None
        return first.text if isinstance(first, Strong) and not first.fact else ""

    @property
    def body(self) -> Inlines:
        """The inlines after the label."""
        return self.inlines[1:] if self.label else self.inlines

    @property
    def words(self) -> str:
        """The words without label, tag and the numbers of sources, which move by themselves."""
        return bare(plain(self.body))

    @property
    def ground(self) -> str:
        """The hash of the words, which a rewording of them is tied to."""
        return fingerprint([self.words])

    @property
    def printed(self) -> str:
        """What a reader sees of the place, without the numbers of sources."""
        text = plain(self.inlines)
        return bare(f"{text} ({self.tag})" if self.tag else text)


def is_rewordable(block: str) -> bool:
    """Whether the block of this id has places at all."""
    section, _, rest = block.partition(".")
    drawn = bool(rest) and section in _DRAWN
    return section not in _MADE_OTHERWISE and not drawn


def places_of(block: Block) -> Iterator[Place]:
    """The places in ``block``, in reading order.

    What shows the way to another part is none: its words are the titles and numbers of that.
    """
    if is_rewordable(block.id):
        yield from (place for place in _texts_of(block) if not _shows_the_way(place.inlines))


def _shows_the_way(inlines: Inlines) -> bool:
    return any(isinstance(inline, CrossReference) for inline in inlines)


def _texts_of(block: Block) -> Iterator[Place]:
    match block:
        case Heading(text=text):
            yield Place(block.id, block.id, _numbered(text), title=True)
        case Paragraph(inlines=inlines):
            yield Place(block.id, block.id, inlines)
        case List(items=items):
            yield from (Place(i.id, block.id, i.inlines, i.tag) for i in items)
        case Callout(title=title, items=items):
            yield Place(title_place(block.id), block.id, (Text(title),), title=True)
            yield from (Place(i.id, block.id, i.inlines, i.tag) for i in items)
        case Table():
            yield from _table_places(block)
        case _:
            return


def _numbered(text: str) -> Inlines:
    """A heading, its number as a label: it is counted, and moves with the order of the topics."""
    number = _NUMBER.match(text)
    return (Strong(number.group()), Text(text[number.end() :])) if number else (Text(text),)


def _table_places(table: Table) -> Iterator[Place]:
    if table.caption:
        yield Place(title_place(table.id), table.id, (Text(table.caption),), title=True)
    for row, cells in zip(table.rows, cell_places(table), strict=True):
        for inlines, place in zip(row, cells, strict=True):
            if place and plain(inlines):
                yield Place(place, table.id, inlines)
    for number, note in enumerate(table.notes, 1):
        yield Place(note_place(table.id, number), table.id, note)


def title_place(block: str) -> str:
    """The place of the title of a box or the caption of a table."""
    return f"{block}/title"


def note_place(table: str, number: int) -> str:
    """The place of note ``number`` under a table."""
    return f"{table}/note{number}"


def cell_places(table: Table) -> list[tuple[str, ...]]:
    """The places of the cells of each row; empty for a row that names no fact and no figure.

    A row is known by the first figure in it, or the first fact; the second of the same by its rank.
    """
    seen: dict[str, int] = {}
    places = []
    for row in table.rows:
        key = _row_key(row)
        seen[key] = seen.get(key, 0) + 1
        name = f"{table.id}/{key}" + (f"~{seen[key]}" if seen[key] > 1 else "")
        places.append(tuple(f"{name}/{n}" if key else "" for n in range(1, len(row) + 1)))
    return places


def _row_key(row: Iterable[Inlines]) -> str:
    inlines: list[Inline] = [inline for cell in row for inline in cell]
    figures = (inline.observation for inline in inlines if isinstance(inline, Figure))
    return next(figures, "") or next(facts_of(inlines), "")


def with_words(block: Block, words: Mapping[str, Inlines]) -> Block:
    """``block`` with other inlines at the places that ``words`` names."""
    match block:
        case Heading():
            return replace(block, text=plain(words.get(block.id, (Text(block.text),))))
        case Paragraph():
            return replace(block, inlines=words.get(block.id, block.inlines))
        case List():
            return replace(block, items=_items(block.items, words))
        case Callout():
            title = plain(words.get(title_place(block.id), (Text(block.title),)))
            return replace(block, title=title, items=_items(block.items, words))
        case Table():
            return _with_cells(block, words)
        case _:
            return block


def _items(items: tuple[ListItem, ...], words: Mapping[str, Inlines]) -> tuple[ListItem, ...]:
    return tuple(replace(item, inlines=words.get(item.id, item.inlines)) for item in items)


def _with_cells(table: Table, words: Mapping[str, Inlines]) -> Table:
    rows = tuple(
        tuple(words.get(place, cell) for place, cell in zip(places, row, strict=True))
        for places, row in zip(cell_places(table), table.rows, strict=True)
    )
    notes = tuple(
        words.get(note_place(table.id, number), note) for number, note in enumerate(table.notes, 1)
    )
    caption = plain(words.get(title_place(table.id), (Text(table.caption),)))
    return replace(table, caption=caption, rows=rows, notes=notes)


def places_printed(blocks: Iterable[Block]) -> dict[str, dict[str, str]]:
    """For each block the hash of what is printed at each of its places, by its short id.

    With it a change by hand can be told apart from one in the facts. A heading cites nothing, so
    the hash of its block will do. The cells of a row stand together, each after its number.
    """
    printed: dict[str, dict[str, str]] = {}
    for block in blocks:
        if isinstance(block, (Paragraph, List, Callout, Table)):
            for place in places_of(block):
                short, number = _short(place)
                places = printed.setdefault(block.id, {})
                told = number + short_hash(place.printed)
                places[short] = f"{places[short]} {told}" if short in places else told
            for count, note in enumerate(map(plain, footnotes(block)), 1):
                printed.setdefault(block.id, {})[f"{_FOOTNOTE}{count}"] = short_hash(bare(note))
    return printed


def _short(place: Place) -> tuple[str, str]:
    """The id of a place without that of its block, and the number of a cell with a colon."""
    short = place.id.removeprefix(place.block)
    row, slash, number = short.rpartition("/")
    return (row, f"{number}:") if row and slash and number.isdecimal() else (short, "")


def recorded_places(record: Mapping[str, Any], block: str) -> dict[str, str]:
    """The short hash of what was printed at each place of ``block``, in no order."""
    found = {}
    for short, told in record.get("places", {}).get(block, {}).items():
        name = f"{block}{short}" if not short or short[0] in "/." else short
        for one in told.split():
            number, colon, digest = one.rpartition(":")
            found[f"{name}/{number}" if colon else name] = digest
    return found


def is_footnote(place: str) -> bool:
    """Whether a recorded place is a footnote, whose words are made from the facts alone."""
    return _FOOTNOTE in place


def short_hash(text: str) -> str:
    """The hash of ``text`` as `recorded_places` gives it."""
    return fingerprint([text])[:_SHORT]

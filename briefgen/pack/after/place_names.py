"""Places of a pack as a reader finds them: “Programme”, 2nd row, When.

An id tells the program where a text stands; whoever holds the pages looks for a heading, a row and
a column.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from briefgen.pack.after.parts import COVER
from briefgen.pack.blocks import Callout, List, Table
from briefgen.pack.fingerprints import squeezed
from briefgen.pack.first_words import first_words
from briefgen.pack.ordinals import ordinal
from briefgen.pack.places import cell_places, note_place, title_place
from briefgen.pack.said import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.pack.blocks import Block, Pack
    from briefgen.pack.printed import PrintedPack

_HEADING = ", heading"
_PARTS = 2  # levels of headings that begin a section or a brief


class PlaceNames:
    """The places of a pack in words, by their ids.

    The headings are those of the record of ``printed``. What stands within a block is known where
    the pack of today is there too, as ``made``.
    """

    def __init__(self, printed: PrintedPack, made: Pack | None = None) -> None:
        self._blocks = {block.id: block for block in made.blocks} if made else {}
        said = {block.id: block.pieces[0] for block in printed.blocks if block.pieces}
        self._titles = {name: squeezed(text) for name, text in said.items()}
        self._titles |= {name: _first_piece(block) for name, block in self._blocks.items()}
        records = (made.record, printed.record) if made else (printed.record,)
        self._headings = {name: h for record in records for name, h in _headings_over(record)}
        tables = (name for name, b in self._blocks.items() if isinstance(b, Table))
        self._tables = Counter(self._headings.get(name) for name in tables)
        self._within = dict(self._named(self._blocks.values()))

    def of_block(self, name: str) -> str:
        """Where the block ``name`` stands: the headings over it, or its own first words.

        The first words of a cover are the title of the whole pack.
        """
        if not name:
            return "the beginning"
        if name == COVER:
            return "the cover"
        headings = self._headings.get(name, ())
        path = ": ".join(filter(None, (self._titles.get(one, "") for one in headings)))
        block = self._blocks.get(name)
        caption = block.caption if isinstance(block, Table) else ""
        said = self._titles.get(name) or " ".join(block_text(block) if block else ())
        own = path or caption or first_words(said)
        told = f"“{own}”" if own else name
        if path and caption and self._tables[headings] > 1:
            return f"{told}, table “{caption}”"
        return f"{told}{_HEADING}" if headings[-1:] == (name,) else told

    def of_part(self, name: str) -> str:
        """The section or the brief that the block ``name`` stands in."""
        parts = self._headings.get(name, ())[:_PARTS]
        return self.of_block(parts[-1]).removesuffix(_HEADING) if parts else self.of_block(name)

    def of(self, place: str) -> str:
        """Where the place of that id stands; in the words of its block where it is no other."""
        block, within = self._within.get(place, (place, ""))
        told = self.of_block(block)
        return f"{told}, {within}" if within else told

    def row(self, table: Table, number: int, column: int | None = None) -> str:
        """A row that has no place of its own, or a cell of it, counted from 0."""
        told = _row(number) if column is None else _cell(table, number, column)
        return f"{self.of_block(table.id)}, {told}"

    @staticmethod
    def _named(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[str, str]]]:
        """The block of each place that is not its own, and the words for where in it it stands."""
        for block in blocks:
            match block:
                case Callout(items=items) | List(items=items):
                    if isinstance(block, Callout):
                        yield title_place(block.id), (block.id, "title of the box")
                    for number, item in enumerate(items, 1):
                        yield item.id, (block.id, f"{ordinal(number)} item")
                case Table():
                    yield title_place(block.id), (block.id, "caption of the table")
                    for row, cells in enumerate(cell_places(block)):
                        for column, cell in enumerate(cells):
                            if cell:
                                yield cell, (block.id, _cell(block, row, column))
                    for number, _ in enumerate(block.notes, 1):
                        place = note_place(block.id, number)
                        yield place, (block.id, f"{ordinal(number)} note")


def _first_piece(block: Block) -> str:
    return next(iter(block_text(block)), "")


def _row(number: int) -> str:
    return f"{ordinal(number + 1)} row"


def _cell(table: Table, row: int, column: int) -> str:
    title = table.columns[column].title
    return f"{_row(row)}, {title or f'{ordinal(column + 1)} column'}"


def _headings_over(record: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By the id of each block the headings that it stands under, itself included."""
    over: dict[int, str] = {}
    for name, _, _, level in record["blocks"]:
        if level:
            over = {n: heading for n, heading in over.items() if n < level}
            over[level] = name
        yield name, tuple(over.values())

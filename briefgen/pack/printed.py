"""A pack as it was printed: its words block by block, with its generation record.

It is what can be had from a finished file, and also from a pack that was just made, so that old
and new can be held against each other whatever they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.pack.blocks import Table
from briefgen.pack.fingerprints import fingerprint, squeezed
from briefgen.pack.inlines import Figure, plain
from briefgen.pack.record_form import UNDESCRIBED, caption_labels, is_undescribed
from briefgen.pack.said import block_text, footnotes, inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.pack.blocks import Block, Pack
    from briefgen.pack.inlines import Inlines

Unit = tuple[str, ...]  # a paragraph, or the cells of a row


class PrintedBlock(Struct, frozen=True):
    """The words of a block: ``units`` are its paragraphs and rows in reading order.

    ``figures`` are the observations of each unit where they are known, ``pages`` the printed
    numbers of the pages it stands on where there are any.
    """

    id: str
    units: tuple[Unit, ...]
    figures: tuple[tuple[str, ...], ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words as `block_text` gives them."""
        return tuple(piece for unit in self.units for piece in unit)


class PrintedPack(Struct, frozen=True):
    """A pack read from the file ``name``, or one just made.

    ``loose`` is text of the body that stands in no block, ``loose_after`` the block before each of
    them, where it is known. ``whole`` tells of a PDF whether its
    bytes are those that were written; None where a file cannot tell. ``unmarked`` names the
    headers and footers that lack the marking, ``unmarked_at`` says on which pages they stand.
    ``comments`` are those of a person, each behind the block it is on.
    """

    name: str
    record: Mapping[str, Any]
    blocks: tuple[PrintedBlock, ...]
    loose: tuple[Unit, ...] = ()
    whole: bool | None = None
    unmarked: tuple[str, ...] = ()
    unmarked_at: str = ""
    headings: Mapping[str, int] = field(default_factory=dict)
    loose_after: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """The title of the visit."""
        visit = self.record.get("request", {}).get("visit", {})
        return str(visit.get("title", "")) or "Briefing pack"


def described(printed: PrintedPack, other: PrintedPack) -> PrintedPack:
    """``printed``, whose figures may have lost their alternatives, with those of ``other``.

    Taken is the figure that the record of ``printed`` says it had, and no other.
    """
    labels = caption_labels(printed.record)
    before = {name: expected for name, expected, *_ in printed.record["blocks"]}
    elsewhere = {block.id: block for block in other.blocks}
    undescribed = printed.record.get(UNDESCRIBED, {})

    def whole(block: PrintedBlock) -> PrintedBlock:
        if block.id not in elsewhere or block.id not in undescribed:
            return block
        same = elsewhere[block.id]
        lost = is_undescribed(printed.record, block.id, fingerprint(block.pieces, *labels))
        return same if lost and fingerprint(same.pieces, *labels) == before[block.id] else block

    return replace(printed, blocks=tuple(map(whole, printed.blocks)))


def printed_pack(pack: Pack, name: str) -> PrintedPack:
    """``pack`` as its files will say it."""
    return PrintedPack(name, pack.record, tuple(map(printed_block, pack.blocks)))


def printed_block(block: Block) -> PrintedBlock:
    """The words of ``block`` and the observations behind them."""
    if isinstance(block, Table):
        return _printed_table(block)
    units = tuple((piece,) for piece in block_text(block) if squeezed(piece))
    return PrintedBlock(block.id, units, tuple(_figures_of_units(block, len(units))))


def _printed_table(block: Table) -> PrintedBlock:
    rows = [(tuple(plain(cell) for cell in row), _observations(*row)) for row in block.rows]
    notes = (*block.notes, *footnotes(block))
    units: tuple[Unit, ...] = (
        (block.caption,),
        tuple(column.title for column in block.columns),
        *(row for row, _ in rows),
        *((plain(note),) for note in notes),
    )
    figures = ((), (), *(found for _, found in rows), *(_observations(note) for note in notes))
    kept = [(unit, ids) for unit, ids in zip(units, figures, strict=True) if any(unit)]
    return PrintedBlock(block.id, tuple(u for u, _ in kept), tuple(f for _, f in kept))


def _figures_of_units(block: Block, count: int) -> Iterator[tuple[str, ...]]:
    """The observations of each paragraph; a title of its own has none."""
    runs = [inlines for inlines in inline_runs(block) if inlines]
    yield from [()] * (count - len(runs))
    for inlines in runs[-count:] if count else []:
        yield _observations(inlines)


def _observations(*runs: Inlines) -> tuple[str, ...]:
    ids = (i.observation for inlines in runs for i in inlines if isinstance(i, Figure))
    return tuple(dict.fromkeys(ids))

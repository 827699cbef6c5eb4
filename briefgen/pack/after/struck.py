"""What was struck out or put elsewhere in a file, told as what it was: a row, a table, a move.

A row has a place for each of its cells, and a section many rows; who struck one out did one thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.pack.blocks import Table
from briefgen.pack.fingerprints import bare
from briefgen.pack.inlines import plain
from briefgen.pack.places import cell_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.after.place_names import PlaceNames
    from briefgen.pack.blocks import Block
    from briefgen.pack.places import Place

Left = tuple[str, str, str]  # why something has no place, where it stood, its words
_STRUCK = "It was struck out and is printed again"
_LEAVE_OUT = f"{_STRUCK}: a product of your own can leave the section out."


def struck_wholes(
    gone: Sequence[str],
    places: Mapping[str, Place],
    blocks: Mapping[str, Block],
    there: Iterable[str],
    names: PlaceNames,
) -> Iterator[tuple[frozenset[str], Left]]:
    """Tables and rows all of whose places are ``gone``, with those places and what to tell.

    ``there`` are the blocks that still stand in the file.
    """
    by_block = grouped((places[name] for name in gone if name in places), lambda one: one.block)
    for block, missing in by_block.items():
        table = blocks.get(block)
        if not isinstance(table, Table):
            continue
        found = frozenset(one.id for one in missing)
        rows = [frozenset(cell for cell in row if cell in places) for row in cell_places(table)]
        if block not in there or (any(rows) and frozenset().union(*rows) <= found):
            yield found, (_LEAVE_OUT, f"in {names.of_block(block)}", "")
            continue
        for number, row in enumerate(rows):
            if row and row <= found:
                said = "; ".join(filter(None, map(plain, table.rows[number])))
                yield row, (f"{_STRUCK}.", f"in {names.row(table, number)}", bare(said))

"""References within a pack that lead nowhere: what only shows the way goes with its goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Paragraph, Table
from briefgen.pack.inlines import CrossReference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefgen.pack.blocks import Block
    from briefgen.pack.inlines import Inlines


def without_dead_references(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` without the paragraphs and notes of tables that refer to what is not there.

    A part that is cut out of a pack may lack what it refers to, and so may a pack whose topic
    turned out to have nothing to say.
    """
    known = {block.id for block in blocks}
    for block in blocks:
        if isinstance(block, Table):
            notes = tuple(note for note in block.notes if _leads(note, known))
            yield block if len(notes) == len(block.notes) else replace(block, notes=notes)
        elif not isinstance(block, Paragraph) or _leads(block.inlines, known):
            yield block


def _leads(inlines: Inlines, known: Collection[str]) -> bool:
    """Whether all that ``inlines`` refer to is there."""
    return all(i.block in known for i in inlines if isinstance(i, CrossReference))

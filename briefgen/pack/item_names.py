"""What the blocks and items of a pack are called by their words, beside the ids that stay the same.

An id such as “line.trade-volume.pak.p1” tells the program where something stands; whoever mends a
pack knows it by its first words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Callout, List, Table
from briefgen.pack.first_words import first_words
from briefgen.pack.inlines import plain
from briefgen.pack.leaving_out import FIGURES, figure_in
from briefgen.pack.said import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.pack.blocks import Block


def words_by_id(blocks: Iterable[Block]) -> dict[str, str]:
    """The words of every one of ``blocks``, and of what stands in it under an id of its own.

    What stands in several places is called by its words in the first of them.
    """
    words: dict[str, str] = {}
    for block in blocks:
        for name, text in _named(block):
            words.setdefault(name, text)
    return words


def ids_of(block: Block) -> list[str]:
    """The id of ``block``, then those of what stands in it under an id of its own."""
    return [block.id, *(name for name, _ in _named(block) if name != block.id)]


def _named(block: Block) -> Iterator[tuple[str, str]]:
    said = block_text(block)
    if said:
        yield block.id, said[0]
    match block:
        case List(items=items) | Callout(items=items):
            yield from ((item.id, plain(item.inlines)) for item in items)
        case Table(id=name, rows=rows) if name.endswith(FIGURES):
            for row in rows:
                yield f"figure.{figure_in(row)}", ", ".join(map(plain, row))


def called(name: str, words: Mapping[str, str]) -> str:
    """The first of the ``words`` of ``name``, then itself in brackets; or itself, with no words."""
    text = words.get(name, "").strip()
    return f"“{first_words(text)}” ({name})" if text else name

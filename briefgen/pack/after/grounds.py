"""Which facts the printed words of a pack rest on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.blocks import List, Table
from briefgen.pack.fingerprints import bare
from briefgen.pack.inlines import CrossReference, Text, facts_of, plain
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.pack.blocks import Block

_BETWEEN_CELLS = " · "
_NUMBER = re.compile(r"\w*\d(?:[\w.,/]*\w)?")  # with what is written together with it: FY2024/25


def row_said(cells: Iterable[str]) -> str:
    """The cells of a row, or the one piece of a paragraph, as they are compared."""
    return _BETWEEN_CELLS.join(filter(None, map(bare, cells)))


def first_cell(said: str) -> str:
    """The first cell of a row as `row_said` has it."""
    return said.partition(_BETWEEN_CELLS)[0]


def numbers_in(said: str) -> frozenset[str]:
    """The values, years and other numbers in a text."""
    return frozenset(_NUMBER.findall(said))


def facts_said(block: Block | None, text: str) -> frozenset[str]:
    """The facts behind ``text``, a paragraph or a row of ``block`` as it is compared."""
    if isinstance(block, Table):
        for row in block.rows:
            if row_said(map(plain, row)) == text:
                return frozenset(fact for cell in row for fact in facts_of(cell))
    elif block is not None:
        for run in inline_runs(block):
            said = bare(plain(run))
            if said and text.startswith(said):
                return frozenset(facts_of(run))
    return frozenset()


def item_said(block: Block | None, text: str) -> str:
    """The id of the item of a list ``block`` that reads ``text``; empty where there is none."""
    for item in block.items if isinstance(block, List) else ():
        said = bare(plain(item.inlines))
        if said and text.startswith(said):
            return item.id
    return ""


def pointers(block: Block) -> Iterator[str]:
    """The sentences in ``block`` that lead to another page, as they are compared."""
    for run in inline_runs(block):
        places = [at for at, inline in enumerate(run) if isinstance(inline, CrossReference)]
        if places and places[0] and isinstance(run[places[0] - 1], Text):
            said = bare(plain(run[places[0] - 1 : places[-1] + 2]))
            yield from filter(None, (said,))

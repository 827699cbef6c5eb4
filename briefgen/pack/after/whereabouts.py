"""Where in a pack a row of the fact base is printed first, and what people know it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.record_form import TABLES
from briefgen.pack.record_rows import rows_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Block
    from briefgen.pack.printed import PrintedPack


def blocks_of_rows(blocks: Iterable[Block]) -> Mapping[tuple[str, str], str]:
    """The id of the first block that names each row, by its table and its id."""
    found: dict[tuple[str, str], str] = {}
    for block in blocks:
        rows = rows_in(block)
        for table in TABLES:
            for name in rows[table]:
                found.setdefault((table, name), block.id)
    return found


def page_of(block: str, printed: PrintedPack) -> int | None:
    """The first page of ``block``, where the file tells pages."""
    pages = next((one.pages for one in printed.blocks if one.id == block), ())
    return min(pages, default=None)


def words_of_row(base: FactBase, table: str, name: str) -> str:
    """What a row says, or is called; empty for one that is no longer there."""
    match table:
        case "facts" if name in base.facts:
            return base.facts[name].statement
        case "observations" if name in base.observations:
            return base.facts[base.observations[name].fact].statement
        case "lines" if name in base.lines:
            return base.lines[name].words
        case "people" if name in base.people:
            return base.people[name].name
        case "sources" if name in base.sources:
            return base.sources[name].title
        case _:
            return ""

"""Rules on the form of a pack: headings, tables, links, and the pages it may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Heading, Table
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import Link, plain
from briefgen.pack.product import Level
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked


def _no_skipped_level(checked: Checked) -> Iterator[Flaw]:
    level = 0
    for block in checked.pack.blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                yield Flaw(
                    block.id,
                    f"A heading of level {block.level} follows one of level {level or 'none'}.",
                    "Put a heading of the level between before it.",
                )
            level = block.level


def _tables_have_heads(checked: Checked) -> Iterator[Flaw]:
    for block in checked.pack.blocks:
        if not isinstance(block, Table):
            continue
        if not block.caption:
            yield Flaw(block.id, "The table has no caption.", "Say what it shows.")
        untitled = [n for n, column in enumerate(block.columns, 1) if not column.title.strip()]
        if untitled:
            yield Flaw(
                block.id, f"Column {untitled[0]} has no title.", "Say what stands in the column."
            )
        lame = [n for n, row in enumerate(block.rows, 1) if len(row) != len(block.columns)]
        if lame:
            yield Flaw(
                block.id, f"Row {lame[0]} has not as many cells as columns.", "Fill the row."
            )


def _links_show_their_address(checked: Checked) -> Iterator[Flaw]:
    for block in checked.pack.blocks:
        for inlines in inline_runs(block):
            text = plain(inlines)
            for inline in inlines:
                if isinstance(inline, Link) and inline.url not in text:
                    yield Flaw(
                        block.id, f"On paper nobody sees {inline.url}.", "Print the address."
                    )


def _within_its_pages(checked: Checked) -> Iterator[Flaw]:
    for lost in checked.fitted:
        place = f"topic.{lost.topic}" if lost.topic else "pack"
        what = "The brief" if lost.topic else "The pack"
        if lost.pages > lost.allowed:
            yield Flaw(
                place,
                f"{what} takes {lost.pages} pages where {lost.allowed} are allowed, and all that "
                "may go is gone.",
                "Drop a line or a fact, or set its likelihood lower.",
                Level.BLOCKS,
            )
        if lost.left_out:
            yield Flaw(
                place,
                f"{what} would not fit {lost.allowed} pages, so it was left out: "
                f"{', '.join(lost.left_out)}.",
                "Pin what must stay, or drop something else.",
            )


RULES = (
    Rule("L3", "No level of headings is skipped.", Level.BLOCKS, _no_skipped_level),
    Rule(
        "L5",
        "Tables have a caption and a head, and no row is lame.",
        Level.BLOCKS,
        _tables_have_heads,
    ),
    Rule("L9", "A link shows its address.", Level.WARNING, _links_show_their_address),
    Rule(
        "FIT",
        "A brief keeps to its sides, and a short product to its pages.",
        Level.ADVICE,
        _within_its_pages,
        on_pages=True,
    ),
)

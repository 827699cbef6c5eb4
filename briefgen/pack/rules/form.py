"""Rules on the form of a pack: headings, tables, links, and the pages it may take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Callout, Heading, List, Paragraph, Table
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import Link, plain
from briefgen.pack.item_names import called
from briefgen.pack.product import Level
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.findings import Checked

# Not the long dash, with which Russian and Kazakh begin what somebody says.
_TYPED_BULLET = re.compile(r"\s*(?:[-–*•▪‣·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_SIGN = re.compile(r"^[^\w\s]{1,3}$|^0\.0+$|(?<=\d)\s?[*†‡]$")

_MOST_NAMED = 3  # of what was left out, where a finding is told in short


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


def _lists_are_lists(checked: Checked) -> Iterator[Flaw]:
    """No paragraph and no item begins with a bullet or a number that somebody typed."""
    for block in checked.pack.blocks:
        found = [(block.id, block.inlines)] if isinstance(block, Paragraph) else []
        if isinstance(block, (List, Callout)):
            found = [(item.id, item.inlines) for item in block.items]
        for place, inlines in found:
            typed = _TYPED_BULLET.match(plain(inlines))
            if typed:
                yield Flaw(
                    place,
                    f"It begins with a typed “{typed[0].strip()}”, which is read aloud as such.",
                    "Take it out: items of a list bear a bullet or a number of their own.",
                )


def _symbols_are_told(checked: Checked) -> Iterator[Flaw]:
    """A sign that stands alone in a cell, or behind its figure, is explained under the table."""
    for block in checked.pack.blocks:
        if not isinstance(block, Table):
            continue
        notes = " ".join(plain(note) for note in block.notes)
        signs = (_SIGN.search(plain(cell).strip()) for row in block.rows for cell in row)
        for sign in dict.fromkeys(found[0].strip() for found in signs if found):
            if sign not in notes:
                yield Flaw(
                    block.id,
                    f"“{sign}” stands in a cell, and nothing under the table says what it means.",
                    "Say it in a note of the table, or write the word in its place.",
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


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _within_its_pages(checked: Checked) -> Iterator[Flaw]:
    for lost in checked.fitted:
        place = f"topic.{lost.topic}" if lost.topic else "pack"
        what = "The brief" if lost.topic else "The pack"
        if lost.is_card:
            place, what = lost.topic, "What the card says"
        elif lost.section:
            place, what = lost.section, "The section"
        if lost.pages > lost.allowed and lost.is_card:
            yield Flaw(
                place,
                "The card runs over its side: what is said goes on on its back, or its sources run "
                "over that, and all that may go is gone.",
                "Put a message in fewer words, or take a house style on larger paper.",
                Level.WARNING,
            )
        elif lost.pages > lost.allowed:
            yield Flaw(
                place,
                f"{what} takes {lost.pages} pages where {lost.allowed} "
                f"{'is' if lost.allowed == 1 else 'are'} allowed, and all that may go is gone.",
                "Drop a line or a fact, or set its likelihood lower.",
                Level.BLOCKS,
            )
        if lost.left_out:
            words = dict(zip(lost.left_out, lost.words, strict=True))
            named = [called(name, words) for name in lost.left_out]
            over = f"{what} would not fit {_pages(lost.allowed)}, so"
            yield Flaw(
                place,
                f"{over} this was left out: {'; '.join(named)}.",
                "Pin what must stay, or drop something else.",
                in_short=_most_missed(over, named),
            )


def _most_missed(over: str, named: Sequence[str]) -> str:
    """Of much that went, as it was ``over``, what matters most: what went last."""
    if len(named) <= _MOST_NAMED:
        return ""
    few = "; ".join(reversed(named[-_MOST_NAMED:]))
    rest = len(named) - _MOST_NAMED
    return f"{over} {len(named)} items were left out, the weightiest first: {few}; and {rest} more."


RULES = (
    Rule("L3", "No level of headings is skipped.", Level.BLOCKS, _no_skipped_level),
    Rule("L4", "A list is a list, and no typed dashes.", Level.WARNING, _lists_are_lists),
    Rule(
        "L5",
        "Tables have a caption and a head, and no row is lame.",
        Level.BLOCKS,
        _tables_have_heads,
    ),
    Rule("L6", "A sign in a table is explained beneath it.", Level.WARNING, _symbols_are_told),
    Rule("L9", "A link shows its address.", Level.WARNING, _links_show_their_address),
    Rule(
        "FIT",
        "A brief keeps to its sides, and a short product to its pages.",
        Level.ADVICE,
        _within_its_pages,
        on_pages=True,
    ),
)

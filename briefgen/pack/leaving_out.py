"""A brief without some of its items, as it would be printed: for whoever tries what has room.

It says what assembling the brief without them would say, but for two things: the numbers of
sources, which can only become shorter, and a statement that an item of a box leaves to one above
it that is gone (“told above”), which assembling says in full. It costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Callout, Heading, List, Paragraph, ParagraphStyle, Table
from briefgen.pack.inlines import Figure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from briefgen.pack.blocks import Block
    from briefgen.pack.inlines import Inlines

FIGURES = ".figures.table"
_NOTES = (".more", ".open")  # under a list or a box, that go with it


def without(blocks: Iterable[Block], lost: Collection[str]) -> tuple[Block, ...]:
    """``blocks`` without the items whose ids are ``lost``, and without headings over nothing."""
    gone = frozenset(lost)
    kept: list[Block] = []
    dropped: list[str] = []
    answering = True  # whether what they may raise, to which a response belongs, is printed
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.style is ParagraphStyle.THEY_MAY_RAISE:
                answering = block.id not in gone
            if not answering and _belongs_to_a_pair(block):
                dropped.append(block.id)
                continue
            if block.id.endswith(_NOTES) and block.id.rpartition(".")[0] in dropped:
                continue
        else:
            answering = True
        rest = _rest(block, gone)
        if rest is None:
            dropped.append(block.id.removesuffix(".list"))
        else:
            kept.append(rest)
    return tuple(_without_bare_headings(kept))


def figure_in(row: Iterable[Inlines]) -> str:
    """The observation that a row of key figures shows; empty for none."""
    figures = (inline for cell in row for inline in cell if isinstance(inline, Figure))
    return next((figure.observation for figure in figures), "")


def _belongs_to_a_pair(block: Paragraph) -> bool:
    pair = (ParagraphStyle.THEY_MAY_RAISE, ParagraphStyle.OUR_RESPONSE)
    return block.style in pair or block.id.startswith("basis.")


def _rest(block: Block, gone: frozenset[str]) -> Block | None:
    """What of ``block`` is left; None where nothing is."""
    match block:
        case List(items=items) | Callout(items=items):
            left = tuple(item for item in items if item.id not in gone)
            return block if left == items else replace(block, items=left) if left else None
        case Table(rows=rows) if block.id.endswith(FIGURES):
            stay = tuple(row for row in rows if f"figure.{figure_in(row)}" not in gone)
            return block if stay == rows else replace(block, rows=stay) if stay else None
        case _:
            return block


def _without_bare_headings(blocks: list[Block]) -> Iterator[Block]:
    for place, block in enumerate(blocks):
        part = isinstance(block, Heading) and block.level > 2
        if part and not _is_over_something(block, blocks[place + 1 :]):
            continue
        yield block


def _is_over_something(heading: Block, after: list[Block]) -> bool:
    """Whether what follows ``heading`` first is of its part."""
    following = after[0] if after else None
    if following is None or isinstance(following, Heading):
        return False
    return following.id.startswith((f"{heading.id}.", "line.", "basis."))

"""A pack taken apart: the briefs of its topics, and what in them can go by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Callout, Heading, List, Paragraph, ParagraphStyle, Table
from briefgen.pack.leaving_out import figure_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.pack.blocks import Block


def topic_briefs(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Each topic's id and the blocks of its brief, with the heading of its category before it."""
    brief: list[Block] = []
    topic = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            if topic:
                yield topic, tuple(brief)
                brief, topic = [], ""
            kind, _, name = block.id.partition(".")
            if kind == "category":
                brief = [block]
                continue
            topic = name if kind == "topic" else ""
            brief = [*brief, block] if topic else []
        elif topic:
            brief.append(block)
    if topic:
        yield topic, tuple(brief)


def items_of(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The part and the id of everything in ``blocks`` that can be left out by itself."""
    part = ""
    for block in blocks:
        match block:
            case Heading(id=name, level=3):
                part = name.rpartition(".")[2]
            case List(items=items):
                yield from ((part, item.id) for item in items)
            case Table(rows=rows) if part == "figures":
                yield from ((part, f"figure.{figure_in(row)}") for row in rows)
            case Callout(items=items, id=name):
                yield from ((name.rpartition(".")[2], item.id) for item in items)
            case Paragraph(id=name, style=ParagraphStyle.THEY_MAY_RAISE):
                yield part, name  # what answers it goes with it

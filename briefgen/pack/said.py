"""What a block says: its runs of inlines, and its printed pieces in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import (
    Callout,
    Contents,
    Cover,
    Heading,
    List,
    PageBreak,
    Paragraph,
    SourceList,
    Table,
)
from briefgen.pack.figure_blocks import (
    Chart,
    CorridorDiagram,
    RouteMap,
    TimelineDiagram,
    figure_runs,
)
from briefgen.pack.inlines import Footnote, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Block, ListItem
    from briefgen.pack.inlines import Inlines


def inline_runs(block: Block) -> Iterator[Inlines]:
    """The runs of inlines in ``block``, in reading order, those of its footnotes last."""
    yield from _own_runs(block)
    yield from footnotes(block)


def footnotes(block: Block) -> Iterator[Inlines]:
    """The footnotes of ``block`` in the order they are called."""
    for run in _own_runs(block):
        for inline in run:
            if isinstance(inline, Footnote):
                yield inline.inlines


def _own_runs(block: Block) -> Iterator[Inlines]:
    match block:
        case Cover(details=details, notice=notice):
            for detail in details:
                yield detail.value
            yield notice
        case Paragraph(inlines=inlines):
            yield inlines
        case List(items=items) | Callout(items=items):
            for item in items:
                yield item.inlines
        case Table(rows=rows, notes=notes):
            for row in rows:
                yield from row
            yield from notes
        case Chart() | CorridorDiagram() | TimelineDiagram() | RouteMap():
            yield from figure_runs(block)
        case SourceList(entries=entries):
            for entry in entries:
                yield entry.inlines
        case Contents() | Heading() | PageBreak():
            return


def block_text(block: Block) -> tuple[str, ...]:
    """The printed pieces of ``block`` in reading order, for checks and comparisons.

    Page numbers, list numbers and the entries of the contents are the writer's and are not here.
    The drawing of a figure is there as its text alternative. Footnotes come last, wherever in the
    block they are called.
    """
    return (*_own_text(block), *map(plain, footnotes(block)))


def _own_text(block: Block) -> tuple[str, ...]:
    match block:
        case Cover():
            head = (block.title, block.subtitle)
            rows = tuple(
                piece for detail in block.details for piece in (detail.label, plain(detail.value))
            )
            return tuple(filter(None, (*head, *rows, plain(block.notice))))
        case Contents():
            return (block.title,)
        case Heading():
            return (block.text,)
        case Paragraph():
            return (plain(block.inlines),)
        case List():
            return tuple(_item_text(item) for item in block.items)
        case Callout():
            return (block.title, *(_item_text(item) for item in block.items))
        case Table():
            return (
                block.caption,
                *(column.title for column in block.columns),
                *(plain(cell) for row in block.rows for cell in row),
                *(plain(note) for note in block.notes),
            )
        case Chart() | CorridorDiagram() | TimelineDiagram() | RouteMap():
            return (block.text.caption, *map(plain, figure_runs(block)))
        case SourceList():
            return tuple(plain(entry.inlines) for entry in block.entries)
        case PageBreak():
            return ()


def _item_text(item: ListItem) -> str:
    text = plain(item.inlines)
    return f"{text} ({item.tag})" if item.tag else text

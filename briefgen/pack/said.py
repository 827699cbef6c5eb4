"""What a block says: its runs of inlines, and its printed pieces in reading order."""

from __future__ import annotations

from itertools import chain
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
from briefgen.pack.inlines import Footnote, plain, plain_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.blocks import Block, ListItem
    from briefgen.pack.figure_blocks import FigureBlock
    from briefgen.pack.inlines import Inlines


def inline_runs(block: Block) -> Iterator[Inlines]:
    """The runs of inlines in ``block``, in reading order, those of its footnotes last."""
    yield from _own_runs(block)
    yield from footnotes(block)


def footnotes(block: Block) -> list[Inlines]:
    """The footnotes of ``block`` in the order they are called."""
    runs = _own_runs(block)
    if Footnote not in set(map(type, chain.from_iterable(runs))):  # few blocks call any
        return []
    return [inline.inlines for inline in chain.from_iterable(runs) if isinstance(inline, Footnote)]


def _own_runs(block: Block) -> Sequence[Inlines]:
    match block:
        case Paragraph(inlines=inlines):
            return (inlines,)
        case List(items=items) | Callout(items=items):
            return [item.inlines for item in items]
        case Table(rows=rows, notes=notes):
            return [*chain.from_iterable(rows), *notes]
        case SourceList(entries=entries):
            return [entry.inlines for entry in entries]
        case Cover(details=details, notice=notice):
            return [*(detail.value for detail in details), notice]
        case Chart() | CorridorDiagram() | TimelineDiagram() | RouteMap():
            return tuple(figure_runs(block))
        case Contents() | Heading() | PageBreak():
            return ()


def block_text(block: Block) -> tuple[str, ...]:
    """The printed pieces of ``block`` in reading order, for checks and comparisons.

    Page numbers, list numbers and the entries of the contents are the writer's and are not here.
    The drawing of a figure is there as its text alternative. Footnotes come last, wherever in the
    block they are called.
    """
    notes = footnotes(block)
    return (*_own_text(block), *map(plain, notes)) if notes else _own_text(block)


def text_beside_drawing(block: FigureBlock) -> tuple[str, ...]:
    """The printed pieces of a figure without the text alternative of its drawing."""
    caption, _, *rest = block_text(block)
    return (caption, *rest)


def _own_text(block: Block) -> tuple[str, ...]:
    match block:
        case Paragraph():  # most are
            return (plain(block.inlines),)
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
        case List():
            return tuple(_item_text(item) for item in block.items)
        case Callout():
            return (block.title, *(_item_text(item) for item in block.items))
        case Table():
            return (
                block.caption,
                *[column.title for column in block.columns],
                *plain_cells(chain.from_iterable(block.rows)),
                *map(plain, block.notes),
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

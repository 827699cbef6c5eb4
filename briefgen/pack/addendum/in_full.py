"""What is new as it stands in the new pack, part by part, and its sources."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.addendum.extracts import extracts
from briefgen.pack.after.parts import WAY
from briefgen.pack.blocks import Heading, SourceList
from briefgen.pack.inlines import Citation
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.blocks import Block


def parts_anew(sheet: Sheet) -> Iterator[Block]:
    """What is new in parts that changed little, under one heading, then those that are whole."""
    whole = tuple(_parts_in_full(sheet))
    new = tuple(extracts(sheet, {block.id for block in whole if isinstance(block, Heading)}))
    if new:
        yield Heading("extracts", 1, sheet.say("extracts"))
    yield from new
    yield from whole


def _parts_in_full(sheet: Sheet) -> Iterator[Block]:
    """The blocks of the parts that are printed whole.

    The line that leads to the briefs by their pages stays behind: it knows those of the pack.
    Each part starts a page, since it is put into the pack by itself.
    """
    wanted = sheet.whole
    for section in _sections(sheet.made.pack.blocks):
        heading = _apart(section[0])
        briefs = [list(group) for _, group in groupby(section[1:], _Counter())]
        kept = [brief for brief in briefs if brief[0].id in wanted]
        if heading.id in wanted:
            yield heading
            yield from (block for block in section[1:] if block.id != WAY)
        elif kept:
            yield heading
            first, *rest = kept[0]
            yield _beneath_heading(first)
            yield from rest
            for brief in kept[1:]:
                yield from brief


def sources(sheet: Sheet, parts: Iterable[Block]) -> Iterator[Block]:
    """The sources that ``parts`` cite, under the numbers of the new pack."""
    cited = {
        number
        for block in parts
        for inlines in inline_runs(block)
        for inline in inlines
        if isinstance(inline, Citation)
        for number in inline.numbers
    }
    for block in sheet.made.pack.blocks:
        if cited and block.id.startswith("sources") and not _is_of_whole_pack(block.id):
            if isinstance(block, SourceList):
                entries = tuple(entry for entry in block.entries if entry.number in cited)
                yield replace(block, entries=entries)
            else:
                yield block


def _is_of_whole_pack(block: str) -> bool:
    """Whether ``block`` of the sources tells what disagrees in all of a pack."""
    return block.startswith("sources.conflicts")


def _apart(block: Block) -> Block:
    return replace(block, runs_on=False) if isinstance(block, Heading) else block


def _beneath_heading(block: Block) -> Block:
    """The heading of a brief that is not the first of its section, where it is now."""
    return replace(block, new_page=False) if isinstance(block, Heading) else block


class _Counter:
    """Numbers the briefs of a section while its blocks are walked."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, block: Block) -> int:
        self._count += isinstance(block, Heading) and block.level <= 2
        return self._count


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks from one heading of the first level to the next; what stands before is left."""
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            if section:
                yield section
            section = [block]
        elif section:
            section.append(block)
    if section:
        yield section

"""Sections that are taken out as one sheet: what of them goes where they would run over it.

What must not be said stands on one page, and so does what the press is told and may ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Heading, List, Paragraph, ParagraphStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.factbase.records import Priority
    from briefgen.pack.blocks import Block

SENSITIVITIES, PRESS = "sensitivities", "press"  # the ids of their headings
SECTION = "section."  # before them, where they stand beside topics


def sheets(blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Each of those sections by its key, with its heading."""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and block.id in (SENSITIVITIES, PRESS):
            after = blocks[place + 1 :]
            tops = (n for n, b in enumerate(after) if isinstance(b, Heading) and b.level == 1)
            yield SECTION + block.id, (block, *after[: next(tops, len(after))])


def may_go(sheet: Iterable[Block], priorities: Mapping[str, Priority]) -> list[str]:
    """The ids of what may go from ``sheet``, the least weighty first; lines to the press stay."""
    lines: list[str] = []
    questions: list[str] = []
    for block in sheet:
        if isinstance(block, List) and block.id == f"{SENSITIVITIES}.list":
            lines += [item.id for item in block.items]
        elif isinstance(block, Paragraph) and block.style is ParagraphStyle.THEY_MAY_RAISE:
            questions.append(block.id)
    heavy_first = sorted(lines, key=lambda name: priorities[name.partition(".")[2]].rank)
    return [*reversed(questions), *reversed(heavy_first)]

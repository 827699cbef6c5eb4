"""What of a pack is said aloud: points, messages, the core script, answers and press lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Callout, Heading, List, Paragraph, ParagraphStyle
from briefgen.pack.inlines import Citation, Emphasis, Footnote, Strong, plain
from briefgen.pack.sections.topic_brief import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.pack.blocks import Block, ListItem, Pack
    from briefgen.pack.inlines import Inline, Inlines

POINTS = ".points.list"
MESSAGES = "messages.list"
SCRIPT = "script."  # the ids of what is read out begin so
_SPOKEN_PARAGRAPHS = (ParagraphStyle.OBJECTIVE, ParagraphStyle.OUR_RESPONSE, ParagraphStyle.LEAD)
_TO_THE_PRESS = (".press.list", "press.lines.list")
_SPOKEN_LISTS = (POINTS, *_TO_THE_PRESS)
_SPOKEN_BOXES = ".if_raised"


def spoken_runs(block: Block) -> Iterator[tuple[str, Inlines]]:
    """The places of ``block`` that are said aloud and what stands there."""
    if isinstance(block, Paragraph) and block.style in _SPOKEN_PARAGRAPHS:
        yield block.id, block.inlines
    if isinstance(block, List) and (block.style.is_spoken or block.id.endswith(_SPOKEN_LISTS)):
        yield from ((item.id, item.inlines) for item in block.items)
    if isinstance(block, Callout) and block.id.endswith(_SPOKEN_BOXES):
        yield from ((item.id, item.inlines) for item in block.items)


def is_said_to_them(block: Block) -> bool:
    """Whether what is spoken in ``block`` is said to the counterpart: no aim, nor for the press."""
    if isinstance(block, Paragraph):
        return block.style is not ParagraphStyle.OBJECTIVE
    return not block.id.endswith(_TO_THE_PRESS)


def all_spoken(pack: Pack) -> Iterator[tuple[str, Inlines]]:
    """Every place of ``pack`` that is said aloud."""
    for block in pack.blocks:
        yield from spoken_runs(block)


def point_lists(pack: Pack) -> Iterator[List]:
    """The points to make of each topic."""
    for block in pack.blocks:
        if isinstance(block, List) and block.id.endswith(POINTS):
            yield block


def points(pack: Pack) -> Iterator[ListItem]:
    """Every point to make."""
    for block in point_lists(pack):
        yield from block.items


def lists_called(pack: Pack, name: str) -> Iterator[List]:
    """The lists of ``pack`` whose id is or ends so."""
    for block in pack.blocks:
        if isinstance(block, List) and block.id.endswith(name):
            yield block


def said(inlines: Iterable[Inline]) -> str:
    """The words of ``inlines`` that are said: no source numbers, notes, remarks or labels."""
    kept = (i for i in inlines if not isinstance(i, (Citation, Emphasis, Footnote)))
    words = [i for i in kept if not (isinstance(i, Strong) and not i.fact)]
    return " ".join(plain(words).split())


def topic_parts(pack: Pack) -> dict[str, set[str]]:
    """The parts of each topic's brief that are printed, by the topic's id."""
    found: dict[str, set[str]] = {}
    topic = ""
    for block in pack.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            kind, _, name = block.id.partition(".")
            topic = name if kind == "topic" else ""
            if topic:
                found[topic] = set()
        elif topic:
            part = block.id.removeprefix(f"{topic}.").split(".")[0]
            if part in PARTS:
                found[topic].add(part)
            elif isinstance(block, Paragraph) and block.style is ParagraphStyle.OBJECTIVE:
                found[topic].add("objective")
    return found

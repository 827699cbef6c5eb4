"""Holding the text of a file against the pieces of the pack it was made of."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Contents
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import CrossReference, plain
from briefgen.pack.said import block_text, footnotes, inline_runs
from briefgen.render.references import reference_words

if TYPE_CHECKING:
    from briefgen.pack.blocks import Block, Pack
    from briefgen.pack.inlines import Inlines

# What a writer adds of its own between the pieces of a pack: numbers of items, tables, figures and
# notes, bullets, and the words of headings that the block refers to.
_OWN = r"({table}|{figure}|{headings}|\d+\.|\d{{1,2}}|\[\d+\]|[•‣▪–-]|)*"
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\uf0b7"))


def bare(text: str) -> str:
    """``text`` without spaces, which each format sets its own way."""
    return "".join(text.split()).translate(_UNSEEN)


def notes_of(pack: Pack) -> list[str]:
    """The footnotes of ``pack``, without spaces."""
    return [bare(plain(note)) for block in pack.blocks for note in footnotes(block)]


def _pieces(block: Block, *, read: bool) -> list[str]:
    """The pieces of ``block``: all that is ``read`` aloud, or what stands in plain text.

    Plain text has neither footnotes, which are the last pieces, nor the alternatives of drawings.
    """
    said = list(block_text(block))
    if not read:
        said = said[: -len(list(footnotes(block))) or None]
        if isinstance(block, FigureBlock):
            said.remove(plain(block.text.alternative))
    around = {plain(run): _around(run) for run in inline_runs(block)}
    return [part for piece in said for part in around.get(piece, [piece])]


def _around(run: Inlines) -> list[str]:
    """The words of ``run`` between its references, which print what the writers number."""
    groups = groupby(run, key=lambda inline: isinstance(inline, CrossReference))
    return [plain(group) for refers, group in groups if not refers]


def _referred_to(block: Block) -> list[str]:
    """The blocks whose numbers, pages or words ``block`` prints."""
    inlines = (inline for run in inline_runs(block) for inline in run)
    return [inline.block for inline in inlines if isinstance(inline, CrossReference)]


def foreign_words(pack: Pack, text: str, *, read: bool) -> list[str]:
    """What stands in ``text`` between the pieces of the pack and is not the writer's own."""
    whole, position, found = bare(text), 0, []
    table, figure = (
        re.escape(bare(label)).replace(r"\{number\}", r"\d+")
        for label in (pack.furniture.table_label, pack.furniture.figure_label)
    )
    words = reference_words(pack)
    after_contents = False
    for block in pack.blocks:
        headings = "|".join(re.escape(bare(words[name])) for name in _referred_to(block))
        own_words = re.compile(
            _OWN.format(table=f"{table}?", figure=f"{figure}?", headings=headings)
        )
        for piece in map(bare, _pieces(block, read=read)):
            place = whole.find(piece, position)
            if headings:  # which may say the same as the piece behind them
                own = own_words.match(whole, position)
                behind = own.end() if own else position
                place = behind if whole.startswith(piece, behind) else place
            assert place >= 0, f"{block.id}: “{piece}” is missing or out of order"
            between = whole[position:place]
            if not after_contents and not own_words.fullmatch(between):
                found.append(f"{block.id}: {between}")
            position, after_contents = place + len(piece), False
        after_contents = after_contents or isinstance(block, Contents)  # its entries follow
    rest = whole[position:]
    return [*found, rest] if rest else found

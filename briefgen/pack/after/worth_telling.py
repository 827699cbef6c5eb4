"""Which differences say something to a reader, and which only go with others or only count.

A heading, the title of a box, the caption and the heads of a table are new or gone with what stands
beneath them; how much of a list is shown is no news, nor that a row goes which named nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.after.compare import Kind
from briefgen.pack.after.grounds import row_said
from briefgen.pack.blocks import Callout, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.after.compare import Difference, Side
    from briefgen.pack.blocks import Block
    from briefgen.pack.templates import Words

# What tells how much of a list is shown, or how much was left out.
_COUNTS = (
    *("more_dropped", "more_facts", "more_sensitivities", "more_disagreements", "more_figures"),
    *("left_out", "left_out_one_side"),
)

_OPEN = ("delegations", "to_confirm")  # what a cell says of which nothing is known


def worth_telling(
    differences: Sequence[Difference], old: Side, new: Side, words: Words
) -> tuple[Difference, ...]:
    """Those of ``differences`` that tell by themselves what a reader of ``old`` must know."""
    counts = counting(words)
    nobody = row_said((words.get(*_OPEN),) * 2)
    told = [
        d
        for d in differences
        if not any(map(counts.fullmatch, (d.before, d.now)))
        and not (d.kind is Kind.GONE and not d.whole and d.before.startswith(nobody))
    ]
    heads = [d for d in told if _is_head(d, old, new)]
    led = {(d.part, d.kind) for d in told if d not in heads}
    return tuple(d for d in told if d not in heads or (d.part, d.kind) not in led)


def counting(words: Words) -> re.Pattern[str]:
    """Finds the sentences that say no more than how much of a list is shown: no change to tell."""
    number = "0"
    values = dict.fromkeys(("shown", "all", "count", "sides"), number)
    sentences = (re.escape(words.label(key, **values)) for key in _COUNTS)
    return re.compile("|".join(text.replace(number, r"\d+") for text in sentences))


def _is_head(difference: Difference, old: Side, new: Side) -> bool:
    """Whether it is words over others that are new or gone; a heading that reads anew is told."""
    if difference.kind is Kind.CHANGED or difference.whole:
        return False
    side, text = (old, difference.before) if difference.kind is Kind.GONE else (new, difference.now)
    block = side.grounds.get(difference.block)
    return block is not None and text in _heads(block)


def _heads(block: Block) -> tuple[str, ...]:
    match block:
        case Heading(text=text):
            return (row_said((text,)),)
        case Callout(title=title):
            return (row_said((title,)),)
        case Table(caption=caption, columns=columns):
            return row_said((caption,)), row_said(column.title for column in columns)
        case _:
            return ()

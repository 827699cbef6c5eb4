"""What the checks came to, printed in the record of how a pack was made.

It is added when the pack stands, since only then there is something to check. Rules that count
pages are left out: they say another thing wherever the pages are others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.blocks import Table
from briefgen.pack.checks import RULES
from briefgen.pack.fingerprints import blocks_printed
from briefgen.pack.inlines import Text
from briefgen.pack.product import Level
from briefgen.pack.record_form import caption_labels
from briefgen.pack.reworded import Fate
from briefgen.pack.typography import marks_of
from briefgen.pack.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.pack.blocks import Block, Pack
    from briefgen.pack.findings import Finding
    from briefgen.pack.request import Request
    from briefgen.pack.speaking import SpeakingTime
    from briefgen.pack.templates import Words

_TABLE = "record.table"


def with_outcome(
    pack: Pack, words: Words, findings: Sequence[Finding], time: SpeakingTime, request: Request
) -> Pack:
    """``pack`` with rows on checks, overrides and speaking time in its record, if it prints one."""
    if not any(block.id == _TABLE for block in pack.blocks):
        return pack
    rows = tuple(_rows(pack, words, findings, time, request))
    blocks = tuple(_with_rows(block, words, rows) for block in pack.blocks)
    printed = blocks_printed(blocks, caption_labels(pack.record))
    return replace(pack, blocks=blocks, record={**pack.record, "blocks": printed})


def _with_rows(block: Block, words: Words, rows: Iterable[tuple[str, str]]) -> Block:
    if not isinstance(block, Table) or block.id != _TABLE:
        return block
    set_in = marks_of(words).set_in
    more = tuple(
        ((Text(words.get("record", key)),), (Text(set_in(value)),)) for key, value in rows if value
    )
    return replace(block, rows=(*block.rows, *more))


def _rows(
    pack: Pack,
    words: Words,
    findings: Iterable[Finding],
    time: SpeakingTime,
    request: Request,
) -> Iterator[tuple[str, str]]:
    counted = [f for f in findings if not RULES[f.rule].on_pages]
    broken = {
        level: len({f.rule for f in counted if f.level is level})
        for level in (Level.BLOCKS, Level.WARNING)
    }
    yield (
        "checks",
        words.get(
            "record",
            "checks_told",
            rules=len(RULES),
            blocking=broken[Level.BLOCKS],
            warning=broken[Level.WARNING],
        ),
    )
    yield "overridden", "; ".join(f"{one.rule}: {one.reason}" for one in request.overrides)
    by_hand = [one for one in pack.reworded if one.fate in (Fate.PRINTED, Fate.MOVED)]
    if by_hand:
        own = sum(one.own for one in by_hand)
        yield "by_hand", words.get("record", "by_hand_told", count=len(by_hand), own=own)
    if time.room and time.words:
        yield (
            "speaking",
            words.counted(
                "record",
                "speaking_told_under_a_minute" if time.is_under_a_minute else "speaking_told",
                Wording(words).plural_form(round(time.minutes)),
                words=time.words,
                minutes=round(time.minutes),
                ours=round(time.minutes_of_ours),
            ),
        )

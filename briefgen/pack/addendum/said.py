"""The first page: of all that has changed the words to say, for whoever has a minute before.

A point that is gone and rests on nothing that has changed only gave way to another: it may still be
said, and the table of changes tells it.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from briefgen.pack.addendum.marked import marked
from briefgen.pack.addendum.standing import Standing
from briefgen.pack.after.compare import Kind
from briefgen.pack.after.parts import BRIEFS
from briefgen.pack.blocks import Heading, Paragraph, ParagraphStyle
from briefgen.pack.inlines import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.after.compare import Difference
    from briefgen.pack.blocks import Block
    from briefgen.pack.inlines import Inlines

_MOST = 8  # rows, which stand on one page
_NEW = 3  # the rank of what is new in a brief
_MESSAGES = "messages.list"
_SPOKEN = (".points.list", ".if_raised")  # the ends of the ids of what a brief has to say


def said(sheet: Sheet) -> Iterator[Block]:
    """The section of what is said; none where no word to say has changed."""
    every = _weightiest_first(sheet)
    if not every:
        return
    yield Heading("said", 1, sheet.say("said"), new_page=True)
    yield Paragraph("said.note", (Text(sheet.say("said_note")),), ParagraphStyle.NOTE)
    columns = (("part", 0.24), ("said_before", 0.32), ("said_now", 0.44))
    yield sheet.table("said.table", columns, [_row(sheet, one) for one in _shown(sheet, every)])
    if len(every) > _MOST:
        more = sheet.say("said_more", shown=_MOST, all=len(every))
        yield Paragraph("said.more", (Text(more),), ParagraphStyle.NOTE)


def told_first(sheet: Sheet) -> frozenset[Difference]:
    """What this page tells, which the table of changes need not tell again."""
    return frozenset(_weightiest_first(sheet)[:_MOST])


def _shown(sheet: Sheet, every: Sequence[Difference]) -> list[Difference]:
    """As many as the page holds, those of one brief together."""
    shown = every[:_MOST]
    known = [one for one in shown if one.kind is not Kind.ADDED or one.block == _MESSAGES]
    return known + [one for one in sheet.differences if one in shown and one not in known]


def _weightiest_first(sheet: Sheet) -> list[Difference]:
    """What reads differently, then what is gone, the messages that are new, and all else.

    Of what is new in briefs the first of each comes before the second of any; a message is not
    told again as a point.
    """
    standing = Standing(sheet.old, sheet.new)
    messages = [d.now for d in sheet.differences if d.block == _MESSAGES and d.kind is Kind.ADDED]
    new_in: Counter[str] = Counter()
    ranked = []
    for place, one in enumerate(sheet.differences):
        rank = _rank(one, standing) if _is_spoken(sheet, one) else None
        if rank is None or (rank == _NEW and any(said.startswith(one.now) for said in messages)):
            continue
        new_in[one.part] += rank == _NEW
        ranked.append((rank, new_in[one.part] if rank == _NEW else 0, place, one))
    return [one for *_, one in sorted(ranked, key=itemgetter(0, 1, 2))]


def _is_spoken(sheet: Sheet, difference: Difference) -> bool:
    if difference.whole or sheet.causes.follow(difference):
        return False
    name = difference.block
    in_brief = difference.part.startswith(BRIEFS)
    return name == _MESSAGES or (in_brief and (name.endswith(_SPOKEN) or _answers(sheet, name)))


def _answers(sheet: Sheet, name: str) -> bool:
    """Whether the block of that id is what we respond."""
    blocks = (side.grounds.get(name) for side in (sheet.new, sheet.old))
    return any(isinstance(b, Paragraph) and b.style is ParagraphStyle.OUR_RESPONSE for b in blocks)


def _rank(difference: Difference, standing: Standing) -> int | None:
    match difference.kind:
        case Kind.CHANGED:
            return 0
        case Kind.GONE:
            return None if standing.holds(difference) else 1
        case _:
            return 2 if difference.block == _MESSAGES else _NEW


def _row(sheet: Sheet, difference: Difference) -> tuple[Inlines, Inlines, Inlines]:
    part = (Text(difference.title),)
    match difference.kind:
        case Kind.CHANGED:
            return part, *marked(difference.before, difference.now)
        case Kind.GONE:
            return part, (Text(difference.before),), (Text(sheet.say("taken_out")),)
        case _:
            return part, (Text(sheet.say("new_entry")),), (Text(difference.now),)

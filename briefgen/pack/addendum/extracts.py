"""What is new in a part of which little is: its rows, items and paragraphs that read anew.

A brief of two pages is not printed again for one row of a table: the row is, under the heads of
its table, with its sources. What changed much is printed whole, as is what is put in by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.after.compare import Kind
from briefgen.pack.after.grounds import row_said
from briefgen.pack.after.parts import CONTENTS, COVER, WAY, parts_of
from briefgen.pack.after.worth_telling import counting
from briefgen.pack.blocks import Callout, Heading, List, ListStyle, Paragraph, ParagraphStyle, Table
from briefgen.pack.inlines import Footnote, plain

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.pack.addendum.sheet import Sheet
    from briefgen.pack.after.compare import Difference
    from briefgen.pack.after.parts import Part
    from briefgen.pack.blocks import Block, ListItem
    from briefgen.pack.inlines import Inlines

MUCH = 1 / 2  # from which share of its texts on, a part that changed is printed whole
_SUB = 2  # the level of the heading of a part beneath that of all extracts
# Of a list that is not whole the items have no numbers: those of the pack go on.
_UNNUMBERED = {
    ListStyle.NUMBER: ListStyle.BULLET,
    ListStyle.SPOKEN: ListStyle.BULLET,
    ListStyle.CARD: ListStyle.BULLET,
}


def printed_whole(sheet: Sheet, following: Iterable[str]) -> frozenset[str]:
    """The parts of the new pack that are printed whole.

    So are those that are new, of another length, or much changed; and ``following``, of whose
    entries a number alone is told.
    """
    now = parts_of(sheet.new.printed)
    always = {d.part for d in sheet.differences if d.whole} | {*sheet.causes.briefs, *following}
    by_part: dict[str, list[Difference]] = {}
    for difference in sheet.differences:
        by_part.setdefault(difference.part, []).append(difference)
    return frozenset(
        part
        for part, differences in by_part.items()
        if part in now
        and part not in (COVER, CONTENTS)
        and (part in always or _is_much(differences, now[part], sheet.new.grounds))
    )


def _is_much(differences: Sequence[Difference], part: Part, blocks: Mapping[str, Block]) -> bool:
    gone = sum(one.kind is Kind.GONE for one in differences)
    texts = sum(len(block.units) - _heads(blocks.get(block.id)) for block in part.blocks)
    return len(differences) >= MUCH * (texts + gone)


def _heads(block: Block | None) -> int:
    """How much of ``block`` only stands over texts: a heading, a caption, heads of columns."""
    match block:
        case Heading() | Callout():
            return 1
        case Table():
            return 2
        case _:
            return 0


def extracts(sheet: Sheet, printed: Iterable[str]) -> Iterator[Block]:
    """What is new in each part that changed and is not ``printed`` already, under its heading."""
    passed_over = {*printed, COVER, CONTENTS}
    new: dict[str, set[str]] = {}
    for one in sheet.differences:
        if one.now and one.part not in passed_over and one.block != WAY:
            new.setdefault(one.block, set()).add(one.now)
    counts = counting(sheet.words)
    above: list[Heading] = []  # the headings over a text of which none is printed yet
    for run in _runs(sheet.made.pack.blocks):
        first = run[0]
        if isinstance(first, Heading):
            above = [first] if first.level <= _SUB else [*above[:1], first]
        elif kept := _new_in(run, new, counts):
            yield from map(_beneath, above)
            yield from kept
            above = []


def _beneath(heading: Heading) -> Heading:
    """``heading`` beneath that of all extracts, on the page where they are."""
    level = max(heading.level, _SUB)
    return replace(heading, level=level, new_page=False, right_hand=False, runs_on=False)


def _runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """``blocks`` one by one, but what they may raise with our response and its basis."""
    run: list[Block] = []
    for block in blocks:
        if run and not _answers(run[0], block):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _answers(first: Block, block: Block) -> bool:
    raised = isinstance(first, Paragraph) and first.style is ParagraphStyle.THEY_MAY_RAISE
    of_both = first.id.partition(".")[2] == block.id.partition(".")[2]
    return raised and of_both and isinstance(block, Paragraph)


def _new_in(
    run: Sequence[Block], new: Mapping[str, set[str]], counts: re.Pattern[str]
) -> list[Block]:
    """Of ``run`` what ``new`` names of it; a question with its answer is one."""
    cut = [_cut(block, new.get(block.id, set()), counts) for block in run]
    return list(run) if len(run) > 1 and any(cut) else [block for block in cut if block]


def _cut(block: Block, new: set[str], counts: re.Pattern[str]) -> Block | None:
    """``block`` without what stays as it was, and how much it shows; None where all of it does."""
    match block:
        case _ if not new:
            return None
        case Table():
            rows = tuple(row for row in block.rows if _is_new_row(row, new))
            notes = tuple(n for n in block.notes if not counts.fullmatch(row_said((plain(n),))))
            return replace(block, rows=rows, notes=notes) if rows else None
        case List() | Callout():
            items = tuple(item for item in block.items if _is_new_item(item, new))
            if isinstance(block, List) and len(items) < len(block.items):
                block = replace(block, style=_UNNUMBERED.get(block.style, block.style))
            return replace(block, items=items) if items else None
        case _:
            return block


def _is_new_row(row: Sequence[Inlines], new: set[str]) -> bool:
    """Whether the row reads anew, or calls a note that does."""
    notes = (one.inlines for cell in row for one in cell if isinstance(one, Footnote))
    said = [row_said(map(plain, row)), *(row_said((plain(note),)) for note in notes)]
    return not new.isdisjoint(said)


def _is_new_item(item: ListItem, new: set[str]) -> bool:
    said = row_said((plain(item.inlines),))
    return bool(said) and any(text.startswith(said) for text in new)

"""What of an old pack is printed no more and holds all the same.

A text may give way to another for want of room, or because it was not asked for. Who holds the old
pack must not take it for withdrawn where nothing that it rests on has changed.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from briefgen.pack.after.compare import Kind, renamed_rows
from briefgen.pack.after.grounds import row_said
from briefgen.pack.blocks import Callout, List, Paragraph, Table
from briefgen.pack.inlines import Footnote, plain
from briefgen.pack.record_rows import rows_in

if TYPE_CHECKING:
    from briefgen.pack.after.compare import Difference, Side
    from briefgen.pack.blocks import Block

_OF_MANY_LINES = "script."  # paragraphs of lines that they do not name


class Standing:
    """Tells of the texts that are gone which rest on nothing that has changed."""

    def __init__(self, old: Side, new: Side) -> None:
        self._base = new.made.selection.base if new.made else None
        self._blocks = old.grounds
        self._renamed = renamed_rows(old, new)

    def holds(self, difference: Difference) -> bool:
        """Whether every fact, figure and line behind what is gone is what it was, and in force."""
        if difference.kind is not Kind.GONE or difference.whole:
            return False
        if self._renamed is None or self._base is None:
            return False
        block = self._blocks.get(difference.block)
        piece = _piece(block, difference.before) if block else None
        if piece is None:
            return False
        rows = rows_in(piece)
        facts = set(rows["facts"])
        return (
            bool(facts)
            and not any(name in self._base.superseded for name in facts)
            and all(
                self._renamed.is_as_recorded(table, name)
                for table, names in rows.items()
                for name in names
            )
        )


def _piece(block: Block, text: str) -> Block | None:
    """The paragraph, item or row of ``block`` that reads ``text``, as a block of its own.

    A note stands for the row that calls it.
    """
    if isinstance(block, Table):
        for row in block.rows:
            notes = (
                plain(one.inlines) for cell in row for one in cell if isinstance(one, Footnote)
            )
            if text in (row_said(map(plain, row)), *(row_said((note,)) for note in notes)):
                return Paragraph(block.id, tuple(chain.from_iterable(row)))
    elif isinstance(block, (List, Callout)):
        for item in block.items:
            if text.startswith(row_said((plain(item.inlines),))):
                return List(block.id, (item,))
    elif isinstance(block, Paragraph) and not block.id.startswith(_OF_MANY_LINES):
        return block
    return None

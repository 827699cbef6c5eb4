"""What every section of an addendum is made with: the two packs, what differs, the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.after.parts import COVER
from briefgen.pack.blocks import Column, Table
from briefgen.pack.templates import held_language
from briefgen.pack.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.addendum.causes import Causes
    from briefgen.pack.after.compare import Difference, Side
    from briefgen.pack.build import MadePack
    from briefgen.pack.inlines import Inlines
    from briefgen.pack.templates import Words

_GROUP = "addendum"  # of the printed words


class Sheet(Struct, frozen=True):
    """The packs of an addendum, the differences it tells, and its number.

    ``made`` is the new pack in neutral blocks, which its side has or there is no addendum;
    ``causes`` are the briefs that the request switched. ``whole`` are the parts that are printed
    whole; ``older`` is how much the range of dates leaves out that holds, None for the same range.
    ``said_first`` where the words to say have a page of their own.
    """

    old: Side
    new: Side
    made: MadePack
    differences: tuple[Difference, ...]
    words: Words
    number: int
    causes: Causes
    whole: frozenset[str] = frozenset()
    older: int | None = None
    said_first: bool = False

    @property
    def wording(self) -> Wording:
        """How days, figures and periods are written."""
        return Wording(self.words)

    @property
    def held(self) -> str:
        """The language of the fact base, where the pack is in another."""
        return held_language(self.words)

    def say(self, key: str, **values: object) -> str:
        """A sentence of the printed words for addenda."""
        return self.words.get(_GROUP, key, **values)

    def part_title(self, part: str, title: str) -> str:
        """What ``part`` is called: a cover bears the ``title`` of the pack, and has none itself."""
        return self.say("cover") if part == COVER else title

    def table(
        self, name: str, columns: Iterable[tuple[str, float]], rows: Iterable[tuple[Inlines, ...]]
    ) -> Table:
        """The table ``name`` with its caption; ``columns`` are keys of words and shares."""
        caption = self.say(name.replace(".table", "_caption"))
        titles = tuple(Column(self.say(key), share) for key, share in columns)
        return Table(name, caption, titles, tuple(rows))

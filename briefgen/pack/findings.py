"""What a check says, and what a rule is: the words that `checks` and `rules` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefgen.pack.blocks import Pack
    from briefgen.pack.fitting import Fitted, Measure
    from briefgen.pack.product import Level, Product
    from briefgen.pack.request import Request
    from briefgen.pack.select import Selection


class Finding(Struct, frozen=True):
    """A rule that a block breaks, and what to do about it.

    ``excused`` is the reason of the request where the rule would block and may fail; ``in_short``
    is the message without all that it lists, where it lists much.
    """

    rule: str
    level: Level
    block: str
    message: str
    fix: str
    excused: str = ""
    in_short: str = ""

    @property
    def shortened(self) -> Finding:
        """The finding with what matters most of its message."""
        return replace(self, message=self.in_short) if self.in_short else self

    def __str__(self) -> str:
        return self.told_of(f"({self.block})")

    def told_of(self, place: str) -> str:
        """The finding as a line that calls the block by the words of ``place``."""
        said = f"{self.rule} {self.level}: {self.message} {place} {self.fix}"
        return f"{said} Overridden: {self.excused}" if self.excused else said


class Flaw(Struct, frozen=True):
    """Where a rule is broken; ``level`` where it is not the rule's own.

    ``in_short`` is the message without all that it lists.
    """

    place: str
    message: str
    fix: str
    level: Level | None = None
    in_short: str = ""


class Checked(Struct, frozen=True):
    """What the rules look at.

    ``fitted`` is what the pack lost to keep to its pages; ``measure`` counts the pages of a pack,
    where somebody can; ``words`` are the lists of words that rules go by; ``day`` is that from
    which the pack speaks, as its language writes it; ``sample`` is the request of the sample visit.
    """

    pack: Pack
    selection: Selection
    product: Product
    fitted: tuple[Fitted, ...] = ()
    measure: Measure | None = None
    words: Mapping[str, frozenset[str]] | None = None
    day: str = ""
    sample: Request | None = None

    def listed(self, name: str) -> frozenset[str]:
        """The list of words called ``name``; empty where there is none."""
        return (self.words or {}).get(name, frozenset())


class Rule(Struct, frozen=True):
    """A rule of good briefing: its id, what it asks, how grave a breach is, and its test.

    ``on_pages`` where the test counts pages, which a pack made again from its record has not.
    """

    id: str
    asks: str
    level: Level
    test: Callable[[Checked], Iterable[Flaw]]
    on_pages: bool = False

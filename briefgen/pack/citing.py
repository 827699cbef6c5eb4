"""The sources that a pack cites: their numbers, the places in them, the facts they vouch for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefgen.pack.inlines import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.factbase.base import FactBase


class CitedSources:
    """What has been cited so far; sources are numbered in the order they are first cited."""

    def __init__(self, base: FactBase, first_number: int = 1) -> None:
        """Cite from ``base``, the first source under ``first_number``."""
        self.facts: set[str] = set()  # the ids of those that something rests on
        self._base = base
        self._first_number = first_number
        self._numbers: dict[str, int] = {}  # by source, as all below
        self._places: dict[str, dict[str, None]] = {}
        self._facts_of: dict[str, set[str]] = {}
        self._newest_of: dict[str, date] = {}

    def cite(self, facts: Iterable[str]) -> Citation:
        """The mark for the sources of ``facts``, numbering those not cited before."""
        ids = tuple(dict.fromkeys(facts))
        self.facts.update(ids)
        numbers = {
            self._number(citation.source, citation.locator, fact)
            for fact in ids
            for citation in self._base.citations_of[fact]
        }
        return Citation(tuple(sorted(numbers)), ids)

    def _number(self, source: str, place: str, fact: str) -> int:
        """The number of a source that is cited once more: at that ``place``, for that ``fact``."""
        self._places.setdefault(source, {})[place] = None
        self._facts_of.setdefault(source, set()).add(fact)
        newest = self._newest_of.get(source, date.min)
        self._newest_of[source] = max(newest, self._base.facts[fact].as_of)
        return self._numbers.setdefault(source, len(self._numbers) + self._first_number)

    @property
    def in_order(self) -> list[tuple[int, str, tuple[str, ...]]]:
        """Number, source id and cited places, in order of number."""
        return [(n, source, tuple(self._places[source])) for source, n in self._numbers.items()]

    def facts_from(self, source: str) -> tuple[str, ...]:
        """The ids of the facts for which a source is cited, in order of the alphabet."""
        return tuple(sorted(self._facts_of[source]))

    def speaks_from(self, source: str) -> date:
        """The newest day from which the facts that are cited from a source speak."""
        return self._newest_of[source]

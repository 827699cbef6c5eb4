"""From when something is known: of pages that bear no date, the day they were consulted.

The ``as_of`` of a fact that only such pages tell is what a curator made of their words: good
enough to leave the fact out of an earlier pack, and no day to print as if a page said so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf

if TYPE_CHECKING:
    from briefgen.factbase.records import Source
    from briefgen.pack.draft import Draft


def is_dated(draft: Draft, fact: str) -> bool:
    """Whether a page that tells ``fact`` says when it was published."""
    return any(source.issued for source in _sources(draft, fact))


def consulted(draft: Draft, fact: str) -> str:
    """The newest day on which the pages that tell ``fact`` were read, empty where none is known."""
    days = [parse_edtf(source.accessed) for source in _sources(draft, fact) if source.accessed]
    newest = max(days, key=lambda day: day.last, default=None)
    return draft.wording.interval(newest) if newest else ""


def _sources(draft: Draft, fact: str) -> list[Source]:
    return [draft.base.sources[citation.source] for citation in draft.base.citations_of[fact]]

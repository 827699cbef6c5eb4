"""Tables set against each other: cells that differ, facts joined to their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Texts = Sequence[Mapping[str, str]]


def differing_cells(present: Texts, incoming: Texts) -> list[tuple[int, str]]:
    """The cells of ``incoming`` that hold another text than ``present``: position, column.

    Row for row; a column that an incoming row does not have is left out.
    """
    return [
        (number, column)
        for number, (old, new) in enumerate(zip(present, incoming, strict=True))
        for column, text in new.items()
        if old.get(column) != text
    ]


def facts_with_sources(
    facts: Texts, topics: Texts, citations: Texts, sources: Texts
) -> list[dict[str, str]]:
    """A row a fact, in the order given, with its category and all its sources in one cell."""
    known = {source["id"]: source for source in sources}
    cited = grouped(citations, lambda citation: citation["fact"])
    categories = {topic["id"]: topic["category"] for topic in topics}
    return [
        {
            **fact,
            "category": categories.get(fact["topic"], ""),
            "sources": "; ".join(_shown(c, known) for c in cited.get(fact["id"], ())),
        }
        for fact in facts
    ]


def _shown(citation: Mapping[str, str], sources: Mapping[str, Mapping[str, str]]) -> str:
    source = sources.get(citation["source"], {})
    told = ", ".join(filter(None, (source.get("publisher"), source.get("issued"))))
    title = source.get("title", "")
    return f"{title} ({told}), {citation['locator']} [{citation['source']}]"

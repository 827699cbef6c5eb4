"""Which topics weigh most in a visit: what is likely to come up, and what the visit is for.

The purpose is a sentence in free words. It is looked through for the beginnings of words that stand
for a topic or a category, under ``[purposes]`` of the printed words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.request import Likelihood

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.factbase.records import Topic
    from briefgen.pack.select import Selection
    from briefgen.pack.templates import Words

_GROUP = "purposes"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_NAMED, _FIELD_NAMED, _UNNAMED = range(3)  # itself; its category; neither


def by_weight(selection: Selection, words: Iterable[Words]) -> list[Topic]:
    """The topics of ``selection``, the likeliest first; of those alike, what the purpose names.

    Who wrote an order of topics has said what comes first; the purpose adds nothing to it.
    """
    request, ranks = selection.request, list(Likelihood)
    said = request.visit.purpose if not _orders_topics(selection) else ""
    named = _named(said, words)

    def weight(topic: Topic) -> tuple[int, int]:
        likelihood = request.likelihood_of(topic.id, topic.category)
        if topic.id in named:
            return ranks.index(likelihood), _NAMED
        return ranks.index(likelihood), _FIELD_NAMED if topic.category in named else _UNNAMED

    return sorted(selection.topics, key=weight)


def _orders_topics(selection: Selection) -> bool:
    """Whether the request names a topic or a category that is to come first."""
    base, order = selection.base, selection.request.order
    return any(name in base.topics or name in _categories(selection) for name in order)


def _categories(selection: Selection) -> set[str]:
    return {topic.category for topic in selection.base.topics.values()}


def _named(purpose: str, words: Iterable[Words]) -> frozenset[str]:
    """The topics and categories for which a word of ``purpose`` stands."""
    said = [word.casefold() for word in _WORD.findall(purpose)]
    return frozenset(
        name
        for some in words
        for name, beginnings in some.groups.get(_GROUP, {}).items()
        if isinstance(beginnings, str)
        and any(word.startswith(tuple(beginnings.split())) for word in said)
    )

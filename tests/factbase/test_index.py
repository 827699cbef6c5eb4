"""Search: words, topics and dates together, newest first, whatever the alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.index import FactIndex, FactQuery
from briefgen.factbase.load import load_factbase
from tests.tiny_base import CITATION, FACT, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

STATEMENTS = {
    "old": ("2019", "trade.volume", "A cafe opened in Almaty."),
    "new": ("2023", "trade.volume", "A café opened in Қарағанды."),
    "recognition": ("1991-12", "relations.foundations", "Pakistan recognised Kazakhstan."),
    "urdu": ("2022", "relations.foundations", "The poem پاکستان was read."),
}


@pytest.fixture
def index(tmp_path: Path) -> FactIndex:
    """An index over four facts."""
    facts = [
        FACT | {"id": key, "date": date, "topic": topic, "statement": text, "kind": "event"}
        for key, (date, topic, text) in STATEMENTS.items()
    ]
    citations = [CITATION | {"fact": key} for key in STATEMENTS]
    folder = write_tiny_base(tmp_path, facts=facts, citations=citations, observations=[], lines=[])
    base = load_factbase(folder)
    assert not base.problems
    return FactIndex(base)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (FactQuery(), ["new", "urdu", "old", "recognition"]),
        (FactQuery(text="CAFE"), ["new", "old"]),
        (FactQuery(text="қарағанд"), ["new"]),
        (FactQuery(text="پاکستان"), ["urdu"]),
        (FactQuery(text="cafe almaty"), ["old"]),
        (FactQuery(text='cafe" OR "'), []),
        (FactQuery(topics=("relations.foundations",)), ["urdu", "recognition"]),
        (FactQuery(dates=parse_edtf("2020/2024")), ["new", "urdu"]),
        (FactQuery(("trade.volume",), parse_edtf("2019"), "cafe"), ["old"]),
    ],
)
def test_a_query_narrows_by_words_topics_and_dates(
    index: FactIndex, query: FactQuery, found: list[str]
) -> None:
    """All conditions hold at once; the answer is newest first."""
    assert index.search(query) == found


def test_a_limit_keeps_the_newest(index: FactIndex) -> None:
    """Two of four, from the newest."""
    assert index.search(FactQuery(), limit=2) == ["new", "urdu"]


def test_counts_are_of_what_choosing_the_topic_would_show(index: FactIndex) -> None:
    """Chosen topics do not change the counts of the others; words and dates do."""
    assert index.counts(FactQuery(("trade.volume",))) == {
        "trade.volume": 2,
        "relations.foundations": 2,
    }
    assert index.counts(FactQuery(text="almaty")) == {"trade.volume": 1}

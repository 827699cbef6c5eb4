"""The search index: facts in date order in SQLite with full-text search (FTS5).

Rows are stored in date order, so that "newest first" is reading backwards, and topics are index
words of their own, so that words, topics and dates are narrowed in one query. Search folds case
and diacritics, in Latin and Cyrillic.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefgen.factbase.dates import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact

ALL_TIME = Interval(date.min, date.max, "../..")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FactQuery:
    """What to look for. No topics means all of them; an empty text matches everything."""

    topics: tuple[str, ...] = ()
    dates: Interval = ALL_TIME
    text: str = ""


class FactIndex:
    """A search index over the facts of one fact base, held in memory."""

    def __init__(self, base: FactBase) -> None:
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.executescript(
            "CREATE TABLE fact (row INTEGER PRIMARY KEY, id, topic, start TEXT, stop TEXT);"
            "CREATE VIRTUAL TABLE words USING fts5("
            "  body, topic, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2');"
        )
        ordered = sorted(base.facts.values(), key=lambda fact: (fact.date.start, fact.id))
        self._db.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", _fact_rows(ordered))
        self._db.executemany(
            "INSERT INTO words (rowid, body, topic) VALUES (?, ?, ?)", _word_rows(base, ordered)
        )

    def search(self, query: FactQuery, limit: int = -1) -> list[str]:
        """The ids of the facts that match, newest first, at most ``limit`` of them."""
        where, values = _conditions(query)
        sql = f"SELECT id FROM fact WHERE {where} ORDER BY row DESC LIMIT ?"  # noqa: S608 - fixed text
        with closing(self._db.execute(sql, (*values, limit))) as cursor:
            return [row[0] for row in cursor]

    def counts(self, query: FactQuery) -> Mapping[str, int]:
        """How many facts of each topic match the words and dates, whatever topics are chosen."""
        where, values = _conditions(FactQuery((), query.dates, query.text))
        sql = f"SELECT topic, count(*) FROM fact WHERE {where} GROUP BY topic"  # noqa: S608
        with closing(self._db.execute(sql, values)) as cursor:
            return dict(cursor.fetchall())


def _fact_rows(facts: Iterable[Fact]) -> Iterator[tuple[int, str, str, str, str]]:
    for row, fact in enumerate(facts, start=1):
        yield row, fact.id, fact.topic, fact.date.start.isoformat(), fact.date.stop.isoformat()


def _word_rows(base: FactBase, facts: Iterable[Fact]) -> Iterator[tuple[int, str, str]]:
    for row, fact in enumerate(facts, start=1):
        topic = base.topics[fact.topic]
        names = [base.organisation_name(actor) for actor in fact.actors]
        places = [base.places[place].name for place in fact.places if place in base.places]
        corridor = base.corridors[fact.corridor].title if fact.corridor in base.corridors else ""
        body = " ".join([fact.statement, topic.title, *names, *places, corridor, fact.id])
        yield row, body, _topic_word(fact.topic)


def _topic_word(topic: str) -> str:
    return "topic" + "".join(f"{ord(letter):x}" for letter in topic)


def _conditions(query: FactQuery) -> tuple[str, list[str]]:
    conditions = ["start < ? AND stop > ?"]
    values = [query.dates.stop.isoformat(), query.dates.start.isoformat()]
    match = _match(query)
    if match:
        conditions.append("row IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(match)
    return " AND ".join(conditions), values


def _match(query: FactQuery) -> str:
    """The FTS5 expression: every word, the last one as far as it has been typed."""
    words = [f'body : "{word}"' for word in _WORD.findall(query.text)]
    if words and query.text[-1:].isalnum():
        words[-1] += " *"
    if query.topics:
        topics = " OR ".join(f"topic : {_topic_word(topic)}" for topic in query.topics)
        words.append(f"({topics})")
    return " AND ".join(words)

"""The search index: facts in date order in SQLite with full-text search (FTS5).

A fact's row number is its place in the order of first days, with the number of its topic in the
lowest bits: a range of days is a range of rows, "newest first" is reading backwards, and counting
by topic reads row numbers only. Topics are index words too, so that words, topics and days are
narrowed in one query. A fact that began before a range may reach into it: one that lasts a year
or less is found among the rows of the year before, a longer one by an index word.

The same tables stand in memory (for a folder) or in the file of a compiled base.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefgen.factbase.dates import Interval
from briefgen.factbase.folding import asked_words, fold, terms_of
from briefgen.factbase.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact

ALL_TIME = Interval(date.min, date.max, "../..")
_WORDS_TABLE = (
    "CREATE VIRTUAL TABLE words USING fts5(terms, content='', columnsize=0, detail=none, "
    "prefix='1 2 3', tokenize=\"ascii tokenchars '#=._-'\")"
)
INDEX_TABLES = (
    "CREATE TABLE numbered (topic TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE dated (row INTEGER PRIMARY KEY, stop INTEGER NOT NULL, id TEXT NOT NULL)",
    "CREATE TABLE started (day INTEGER PRIMARY KEY, row INTEGER NOT NULL)",
    "CREATE TABLE spelled (term TEXT PRIMARY KEY) WITHOUT ROWID",
    _WORDS_TABLE,
)
_A_YEAR = 366  # days; a fact that lasts longer carries the index word _LONG
_LONG = '"#long"'
_NO_ROW = 2**62
_SHORT = 3  # letters; the beginnings that FTS5 keeps an index of
_SPELLINGS = 100  # of one beginning; more are left to FTS5, which merges them before it answers
_MOST_WORDS = 32  # of a question; a paragraph pasted into the search field is cut there
_ID = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class FactQuery:
    """What to look for. No topics means all of them; an empty text matches everything."""

    topics: tuple[str, ...] = ()
    dates: Interval = ALL_TIME
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """Rows from ``low`` to ``high`` that ``match``, and end after ``day`` where one is given."""

    match: str  # an FTS5 expression; empty where every row will do
    low: int
    high: int
    day: int | None = None

    def sql(self, columns: str, *, dated: bool = True) -> tuple[str, tuple[object, ...]]:
        """A question for ``columns`` of the rows, and its values; ``dated`` asks for that table."""
        tables, row = ("words", "words.rowid") if self.match else ("dated", "dated.row")
        if self.match and (dated or self.day):
            tables += " CROSS JOIN dated ON dated.row = words.rowid"  # in this order
        where, values = f"{row} BETWEEN ? AND ?", (self.low, self.high, *self._values())
        where += " AND words MATCH ?" if self.match else ""
        where += " AND dated.stop > ?" if self.day else ""
        return f"SELECT {columns.format(row=row)} FROM {tables} WHERE {where}", values  # noqa: S608

    def _values(self) -> Iterator[object]:
        if self.match:
            yield self.match
        if self.day:
            yield self.day


class FactIndex:
    """A search index over the facts of one fact base."""

    def __init__(self, base: FactBase) -> None:
        self._store = base.store or _in_memory(base)
        self._numbers: dict[str, int] = dict(self._store.rows("SELECT * FROM numbered"))
        self._bits = _bits(len(self._numbers))

    def search(self, query: FactQuery, limit: int = -1) -> list[str]:
        """The ids of the facts that match, newest first, at most ``limit`` of them."""
        found: list[str] = []
        for span in self._spans(self._match(query), query.dates):
            left = limit - len(found) if limit >= 0 else -1
            sql, values = span.sql("dated.id, {row} AS place")
            sql += " ORDER BY place DESC LIMIT ?"
            found += [row[0] for row in self._store.rows(sql, (*values, left))]
            if len(found) == limit:
                break
        return found

    def counts(self, query: FactQuery) -> Mapping[str, int]:
        """How many facts of each topic match the words and dates, whatever topics are chosen."""
        match = self._match(FactQuery(text=query.text))
        mask = (1 << self._bits) - 1
        total: Counter[int] = Counter()
        for span in self._spans(match, query.dates):
            if span.match or span.day:
                sql, values = span.sql(f"{{row}} & {mask}", dated=False)
                total.update(row[0] for row in self._store.rows(sql, values))
            else:
                total.update(self._all_counts(span))
        return {topic: total[n] for topic, n in self._numbers.items() if total[n]}

    def _all_counts(self, span: _Span) -> dict[int, int]:
        """The counts of a span that no word narrows: how often each topic's index word occurs."""
        counts = {}
        for number in self._numbers.values():
            sql, values = _Span(f'"#{number}"', span.low, span.high).sql("count(*)", dated=False)
            counts[number] = self._store.row(sql, values)[0]
        return counts

    # --- from a question to SQL -----------------------------------------------------------------

    def _spans(self, match: str, dates: Interval) -> Iterator[_Span]:
        """The rows that begin in the range, then those before that reach into it; newest first."""
        first = dates.start.toordinal()
        near, low = self._row(first - _A_YEAR), self._row(first)
        after = self._row(dates.stop.toordinal())
        long = f"({match}) AND {_LONG}" if match else _LONG
        spans = (
            _Span(match, low, after - 1),
            _Span(match, near, min(low, after) - 1, first),
            _Span(long, 0, min(near, after) - 1, first),
        )
        return (span for span in spans if span.low <= span.high)

    def _row(self, day: int) -> int:
        """The lowest row that begins on ``day`` or later."""
        sql = "SELECT row FROM started WHERE day >= ? ORDER BY day LIMIT 1"
        found = self._store.row(sql, (day,))
        return int(found[0]) if found else _NO_ROW

    def _match(self, query: FactQuery) -> str:
        """The FTS5 expression: every word, the last one as far as it has been typed."""
        words = asked_words(query.text, _MOST_WORDS)
        unfinished = len(words) - 1 if query.text and not query.text[-1].isspace() else None
        asked = [
            " OR ".join(self._all_of(terms, unfinished=number == unfinished) for terms in word)
            for number, word in enumerate(words)
        ]
        identifier = _id_term(query.text.strip())
        if len(asked) == 1 and identifier:
            asked[0] += f' OR "{identifier}"'
        if query.topics:
            numbers = [self._numbers.get(topic, 0) for topic in query.topics]
            asked.append(" OR ".join(f'"#{number}"' for number in numbers))
        return " AND ".join(f"({part})" for part in asked)

    def _all_of(self, terms: Sequence[str], *, unfinished: bool) -> str:
        parts = [f'"{term}"' for term in terms]
        if unfinished:
            parts[-1] = self._beginning(terms[-1])
        return f"({' AND '.join(parts)})"

    def _beginning(self, term: str) -> str:
        """What finds every word that begins with ``term``.

        FTS5 would first merge the rows of all these words. Where there are few, naming them lets
        it stop at the newest rows.
        """
        if len(term) > _SHORT:
            sql = "SELECT term FROM spelled WHERE term >= ? AND term < ? LIMIT ?"
            found = self._store.rows(sql, (term, f"{term}\U0010ffff", _SPELLINGS + 1))
            words = [f'"{row[0]}"' for row in found]
            if len(words) <= _SPELLINGS:
                return f"({' OR '.join(words)})" if words else f'"{term}"'
        return f'"{term}" *'


# --- writing the index --------------------------------------------------------------------------


def _in_memory(base: FactBase) -> Store:
    database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    for statement in INDEX_TABLES:
        database.execute(statement)
    database.execute("BEGIN")
    write_index(database, base)
    database.execute("COMMIT")
    return Store(database)


def write_index(database: sqlite3.Connection, base: FactBase) -> None:
    """Fill the tables of the index, which must be there and empty, from the facts of ``base``."""
    numbers = {topic: number for number, topic in enumerate(sorted(base.topics), start=1)}
    facts = sorted(base.facts.values(), key=lambda fact: (fact.date.start, fact.id))
    bits = _bits(len(numbers))
    rows = [(place << bits) + numbers[fact.topic] for place, fact in enumerate(facts, start=1)]
    first: dict[int, int] = {}
    for row, fact in zip(rows, facts, strict=True):
        first.setdefault(fact.date.start.toordinal(), row)
    database.executemany("INSERT INTO numbered VALUES (?, ?)", numbers.items())
    database.executemany("INSERT INTO started VALUES (?, ?)", first.items())
    database.executemany(
        "INSERT INTO dated VALUES (?, ?, ?)",
        ((row, fact.date.stop.toordinal(), fact.id) for row, fact in zip(rows, facts, strict=True)),
    )
    spelled: set[str] = set()
    database.executemany(
        "INSERT INTO words (rowid, terms) VALUES (?, ?)",
        (
            (row, _index_words(base, fact, numbers[fact.topic], spelled))
            for row, fact in zip(rows, facts, strict=True)
        ),
    )
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.executemany("INSERT INTO spelled VALUES (?)", ((term,) for term in sorted(spelled)))


def _bits(topics: int) -> int:
    """How many bits of a row number hold the topic's."""
    return topics.bit_length()


def _index_words(base: FactBase, fact: Fact, number: int, spelled: set[str]) -> str:
    """What FTS5 is given of a fact; the words that people type are added to ``spelled``."""
    names = [base.organisation_name(actor) for actor in fact.actors]
    places = [base.places[place].name for place in fact.places if place in base.places]
    corridor = base.corridors[fact.corridor].title if fact.corridor in base.corridors else ""
    title, apart = base.topics[fact.topic].title, " ".join(re.split(r"[\W_]+", fact.id))
    text = " ".join([fact.statement, title, *names, *places, corridor, apart])
    terms = dict.fromkeys(terms_of(text))
    spelled.update(terms)
    length = fact.date.stop - fact.date.start
    marks = (f"#{number}", _id_term(fact.id), "#long" if length.days > _A_YEAR else "")
    return " ".join([*terms, *marks])


def _id_term(text: str) -> str:
    """The index word for a whole id, which nobody meets while typing words; empty if it is none."""
    return f"={fold(text)}" if _ID.fullmatch(text) else ""

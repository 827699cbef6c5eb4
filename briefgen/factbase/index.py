"""The search index: facts by topic and date in SQLite with full-text search (FTS5).

A fact's row number is the number of its topic, then its rank among all facts, the newest first.
So the facts of a topic in a range of dates are one range of rows, which FTS5 narrows before it
compares words; the answers for several topics are merged by rank and reading stops at the limit.
A fact that began before a range may reach into it: one that lasts a year or less is found among
the rows of the year before, a longer one by an index word.

The same tables stand in memory (for a folder) or in the file of a compiled base.
"""

from __future__ import annotations

import heapq
import re
import sqlite3
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.dates import Interval
from briefgen.factbase.folding import asked_words, fold, terms_of
from briefgen.factbase.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact

ALL_TIME = Interval(date.min, date.max, "../..")
_DATED_TABLE = (
    "CREATE TABLE dated "
    "(row INTEGER PRIMARY KEY, stop INTEGER NOT NULL, nth INTEGER NOT NULL, id TEXT NOT NULL)"
)
_WORDS_TABLE = (
    "CREATE VIRTUAL TABLE words USING fts5(terms, content='', columnsize=0, detail=none, "
    "prefix='1 2 3', tokenize=\"ascii tokenchars '#=._-'\")"
)
INDEX_TABLES = (
    "CREATE TABLE numbered (topic TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE started (day INTEGER PRIMARY KEY, rank INTEGER NOT NULL)",
    _DATED_TABLE,
    "CREATE TABLE spelled (term TEXT PRIMARY KEY) WITHOUT ROWID",
    _WORDS_TABLE,
)
_PAGE = 1000  # bytes of an FTS5 page; a range of rows costs a whole page at either end
_BITS = 32  # of a row number that hold the rank
_LAST = (1 << _BITS) - 1
_A_YEAR = 366  # days; a fact that lasts longer carries the index word _LONG
_LONG = '"#long"'
_SHORT = 3  # letters; the beginnings that FTS5 keeps an index of
_SPELLINGS = 100  # of one beginning; more are left to FTS5, which merges them before it answers
_MOST_WORDS = 32  # of a question; a paragraph pasted into the search field is cut there
_ID = re.compile(r"[\w.-]+")
# How many rows lie in a range, by the place of the first and the last among all rows.
_COUNTED = (
    "SELECT (SELECT nth FROM dated WHERE row BETWEEN ?1 AND ?2 ORDER BY row DESC LIMIT 1)"
    " - (SELECT nth FROM dated WHERE row BETWEEN ?1 AND ?2 ORDER BY row LIMIT 1) + 1"
)


class FactQuery(Struct, frozen=True):
    """What to look for. No topics means all of them; an empty text matches everything."""

    topics: tuple[str, ...] = ()
    dates: Interval = ALL_TIME
    text: str = ""


class _Span(Struct, frozen=True):
    """Ranks from ``low`` to ``high`` that ``match``, and end after ``day`` where one is given."""

    match: str  # an FTS5 expression; empty where every fact will do
    low: int
    high: int
    day: int | None = None

    def rows(self, topic: int, columns: str) -> tuple[str, tuple[object, ...]]:
        """A question for ``columns`` of the rows of a topic, newest first, and its values."""
        table, row = ("words", "words.rowid") if self.match else ("dated", "dated.row")
        if self.match and ("dated" in columns or self.day):
            table += " CROSS JOIN dated ON dated.row = words.rowid"  # in this order
        where = f"{row} BETWEEN ? AND ?"
        values: tuple[object, ...] = (topic << _BITS | self.low, topic << _BITS | self.high)
        if self.match:
            where, values = f"words MATCH ? AND {where}", (self.match, *values)
        if self.day:
            where, values = f"{where} AND dated.stop > ?", (*values, self.day)
        return f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {row}", values  # noqa: S608


class FactIndex:
    """A search index over the facts of one fact base."""

    def __init__(self, base: FactBase) -> None:
        self._store = base.store or _in_memory(base)
        self._numbers: dict[str, int] = dict(self._store.rows("SELECT * FROM numbered"))

    def search(self, query: FactQuery, limit: int = -1) -> list[str]:
        """The ids of the facts that match, newest first, at most ``limit`` of them."""
        topics = [self._numbers[t] for t in set(query.topics or self._numbers) & {*self._numbers}]
        found: list[str] = []
        for span in self._spans(query):
            left = limit - len(found) if limit >= 0 else None
            questions = [span.rows(topic, "dated.row, dated.id") for topic in topics]
            rows = (self._store.rows(*question) for question in questions)
            newest = heapq.merge(*rows, key=lambda row: row[0] & _LAST)
            found += [row[1] for row in islice(newest, left)]
            if len(found) == limit:
                break
        return found

    def counts(self, query: FactQuery) -> Mapping[str, int]:
        """How many facts of each topic match the words and dates, whatever topics are chosen."""
        spans = list(self._spans(query))
        counts = {
            topic: sum(self._count(span, number) for span in spans)
            for topic, number in self._numbers.items()
        }
        return {topic: count for topic, count in counts.items() if count}

    def _count(self, span: _Span, topic: int) -> int:
        if span.match or span.day:
            sql, values = span.rows(topic, "count(*)")
        else:
            sql, values = _COUNTED, span.rows(topic, "")[1]
        return self._store.row(sql, values)[0] or 0

    # --- from a question to SQL -----------------------------------------------------------------

    def _spans(self, query: FactQuery) -> Iterator[_Span]:
        """The ranks that begin in the range, then those before that reach into it; newest first."""
        match, first = self._match(query.text), query.dates.start.toordinal()
        after, before = self._rank(query.dates.stop.toordinal()), self._rank(first)
        long_before = max(after, self._rank(first - _A_YEAR))
        long = f"({match}) AND {_LONG}" if match else _LONG
        spans = (
            _Span(match, after, before - 1),
            _Span(match, max(after, before), long_before - 1, first),
            _Span(long, long_before, _LAST, first),
        )
        return (span for span in spans if span.low <= span.high and span.low < _LAST)

    def _rank(self, day: int) -> int:
        """The rank of the newest fact that begins before ``day``."""
        sql = "SELECT rank FROM started WHERE day < ? ORDER BY day DESC LIMIT 1"
        found = self._store.row(sql, (day,))
        return int(found[0]) if found else _LAST

    def _match(self, text: str) -> str:
        """The FTS5 expression: every word, the last one as far as it has been typed."""
        words = asked_words(text, _MOST_WORDS)
        unfinished = len(words) - 1 if text and not text[-1].isspace() else None
        asked = [
            " OR ".join(self._all_of(terms, unfinished=number == unfinished) for terms in word)
            for number, word in enumerate(words)
        ]
        identifier = _id_term(text.strip())
        if len(asked) == 1 and identifier:
            asked[0] += f' OR "{identifier}"'
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
    newest = sorted(base.facts.values(), key=lambda f: (f.date.start, f.id), reverse=True)
    rows = sorted(
        ((numbers[f.topic] << _BITS | rank, f) for rank, f in enumerate(newest)), key=_row
    )
    first: dict[int, int] = {}
    for rank, fact in enumerate(newest):
        first.setdefault(fact.date.start.toordinal(), rank)
    spelled: set[str] = set()
    database.executemany("INSERT INTO numbered VALUES (?, ?)", numbers.items())
    database.executemany("INSERT INTO started VALUES (?, ?)", sorted(first.items()))
    database.executemany(
        "INSERT INTO dated VALUES (?, ?, ?, ?)",
        ((row, fact.date.stop.toordinal(), nth, fact.id) for nth, (row, fact) in enumerate(rows)),
    )
    database.execute("INSERT INTO words (words, rank) VALUES ('pgsz', ?)", (_PAGE,))
    database.executemany(
        "INSERT INTO words (rowid, terms) VALUES (?, ?)",
        ((row, _index_words(base, fact, spelled)) for row, fact in rows),
    )
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.executemany("INSERT INTO spelled VALUES (?)", ((term,) for term in sorted(spelled)))


def _row(numbered: tuple[int, Fact]) -> int:
    return numbered[0]


def _index_words(base: FactBase, fact: Fact, spelled: set[str]) -> str:
    """What FTS5 is given of a fact; the words that people type are added to ``spelled``."""
    names = [base.organisation_name(actor) for actor in fact.actors]
    places = [base.places[place].name for place in fact.places if place in base.places]
    corridor = base.corridors[fact.corridor].title if fact.corridor in base.corridors else ""
    title, apart = base.topics[fact.topic].title, " ".join(re.split(r"[\W_]+", fact.id))
    text = " ".join([fact.statement, title, *names, *places, corridor, apart])
    terms = dict.fromkeys(terms_of(text))
    spelled.update(terms)
    length = fact.date.stop - fact.date.start
    mark = "#long" if length.days > _A_YEAR else ""
    return " ".join([*terms, _id_term(fact.id), mark])


def _id_term(text: str) -> str:
    """The index word for a whole id, which nobody meets while typing words; empty if it is none."""
    return f"={fold(text)}" if _ID.fullmatch(text) else ""

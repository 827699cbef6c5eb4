"""Search: words, topics and dates together, newest first, whatever the alphabet."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.factbase.dates import Interval, parse_edtf
from briefgen.factbase.index import FactIndex, FactQuery
from briefgen.factbase.load import load_factbase
from briefgen.pack.request import Request
from tests.tiny_base import FACT, write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase

Facts = dict[str, tuple[str, str, str]]  # id: date, topic, statement
Indexed = tuple["FactBase", FactIndex]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Facts], Indexed]:
    """A maker of bases and their indexes, whatever numbers their statements hold."""
    tiny = load_factbase(write_tiny_base(tmp_path_factory.mktemp("base")))
    template = tiny.facts["trade-2021"]

    def made(facts: Facts) -> Indexed:
        written = {
            key: replace(template, id=key, date=parse_edtf(when), topic=topic, statement=text)
            for key, (when, topic, text) in facts.items()
        }
        base = replace(tiny, facts=written)
        return base, FactIndex(base)

    return made


def words(indexed: Callable[[Facts], Indexed], **statements: str) -> FactIndex:
    """An index over statements of one day, by the ids given."""
    facts = {key: ("2024-01-01", "trade.volume", text) for key, text in statements.items()}
    return indexed(facts)[1]


STATEMENTS: Facts = {
    "old": ("2019", "trade.volume", "A cafe opened in Almaty."),
    "new": ("2023", "trade.volume", "A café opened in Қарағанды."),
    "recognition": ("1991-12", "relations.foundations", "Pakistan recognised Kazakhstan."),
    "urdu": ("2022", "relations.foundations", "The poem پاکستان was read."),
}


@pytest.fixture
def index(indexed: Callable[[Facts], Indexed]) -> FactIndex:
    """An index over four facts."""
    return indexed(STATEMENTS)[1]


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
        (FactQuery(topics=("no.such.topic",)), []),
        (FactQuery(dates=parse_edtf("2020/2024")), ["new", "urdu"]),
        (FactQuery(dates=parse_edtf("1990")), []),
        (FactQuery(("trade.volume",), parse_edtf("2019"), "cafe"), ["old"]),
    ],
)
def test_a_query_narrows_by_words_topics_and_dates(
    index: FactIndex, query: FactQuery, found: list[str]
) -> None:
    """All conditions hold at once; the answer is newest first."""
    assert index.search(query) == found


@pytest.mark.parametrize("limit", range(6))
def test_a_limit_keeps_the_newest(index: FactIndex, limit: int) -> None:
    """As many as asked for, from the newest."""
    assert index.search(FactQuery(), limit=limit) == index.search(FactQuery())[:limit]


def test_counts_are_of_what_choosing_the_topic_would_show(index: FactIndex) -> None:
    """Chosen topics do not change the counts of the others; words and dates do."""
    assert index.counts(FactQuery(("trade.volume",))) == {
        "trade.volume": 2,
        "relations.foundations": 2,
    }
    assert index.counts(FactQuery(text="almaty")) == {"trade.volume": 1}
    assert index.counts(FactQuery(dates=parse_edtf("2022/2023"))) == {
        "trade.volume": 1,
        "relations.foundations": 1,
    }


# --- dates --------------------------------------------------------------------------------------

REACHING: Facts = {
    "by-then": ("../2019-06", "trade.volume", "It had happened."),
    "founded": ("1991-12-22", "trade.volume", "A day long ago."),
    "standing": ("1992/..", "trade.volume", "It goes on."),
    "term": ("2014/2021-03", "trade.volume", "A term of years."),
    "fiscal": ("2020-07/2021-06", "trade.volume", "A fiscal year."),
    "leap": ("2020", "trade.volume", "A leap year."),
    "month": ("2021-03", "trade.volume", "A month."),
    "day": ("2021-04-01", "trade.volume", "A day."),
    "later": ("2030/..", "trade.volume", "Not yet."),
}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2021-03-15", "2021-03-15", ["month", "fiscal", "term", "standing"]),
        ("2021-04-01", "2021-04-01", ["day", "fiscal", "standing"]),
        ("2020-12-31", "2020-12-31", ["fiscal", "leap", "term", "standing"]),
        ("2021-01-01", "2021-01-01", ["fiscal", "term", "standing"]),
        ("2019-06-30", "2019-06-30", ["term", "standing", "by-then"]),
        ("2019-07-01", "2019-07-01", ["term", "standing"]),
        ("2050", None, ["later", "standing"]),
        (None, "1991-12-21", ["by-then"]),
    ],
)
def test_a_fact_that_began_before_the_range_is_found_while_it_lasts(
    indexed: Callable[[Facts], Indexed], first: str | None, last: str | None, found: list[str]
) -> None:
    """Terms, years and what goes on are found by every day in them, and by no other."""
    _, index = indexed(REACHING)
    assert index.search(FactQuery(dates=Request(first=first or "", last=last or "").dates)) == found


def _random_date(random: Random) -> str:
    year, month, day = random.randint(1990, 2030), random.randint(1, 12), random.randint(1, 28)
    forms = (
        f"{year}-{month:02}-{day:02}",
        f"{year}-{month:02}",
        f"{year}",
        f"{year}-07/{year + 1}-06",
        f"{year}/{year + random.randint(1, 15)}",
        f"{year}/..",
        f"../{year}",
    )
    return random.choice(forms)


@pytest.fixture(scope="module")
def scattered(indexed: Callable[[Facts], Indexed]) -> Indexed:
    """A hundred and fifty facts of all lengths, over forty years and two topics."""
    random = Random(6)
    topics = ("trade.volume", "relations.foundations")
    return indexed(
        {
            f"fact-{number:03}": (
                _random_date(random),
                random.choice(topics),
                f"{random.choice(('railway', 'railroad', 'road'))} of {random.choice('abc')}",
            )
            for number in range(150)
        }
    )


def _walked(base: FactBase, dates: Interval, topics: tuple[str, ...], word: str) -> list[str]:
    """The answer by looking at every fact."""
    newest = sorted(base.facts.values(), key=lambda f: (f.date.start, f.id), reverse=True)
    return [
        fact.id
        for fact in newest
        if fact.date.meets(dates)
        and (not topics or fact.topic in topics)
        and any(part.startswith(word) for part in fact.statement.split())
    ]


@given(
    first=st.dates(date(1985, 1, 1), date(2035, 1, 1)),
    days=st.sampled_from([0, 1, 30, 365, 366, 367, 4000]),
    topics=st.sampled_from([(), ("trade.volume",), ("relations.foundations", "trade.volume")]),
    word=st.sampled_from(["", "r", "rai", "rail", "railw", "railway", "road", "b", "x"]),
)
def test_search_and_counts_agree_with_looking_at_every_fact(
    scattered: Indexed, first: date, days: int, topics: tuple[str, ...], word: str
) -> None:
    """Whatever the range, the topics and the beginning of a word."""
    base, index = scattered
    last = date.fromordinal(first.toordinal() + days)
    dates = Request(first=first.isoformat(), last=last.isoformat()).dates
    expected = _walked(base, dates, topics, word)
    query = FactQuery(topics, dates, word)
    assert index.search(query) == expected
    assert index.search(query, limit=3) == expected[:3]
    everywhere = [base.facts[fact].topic for fact in _walked(base, dates, (), word)]
    assert index.counts(query) == {topic: everywhere.count(topic) for topic in set(everywhere)}


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        ("A CAFÉ in Ankara.", ["café", "CAFE", "cafe\u0301", "Caf"]),
        ("Łódź and Ørsted and Straße.", ["lodz", "ŁÓDŹ", "orsted", "strasse"]),
        ("ҚАРАҒАНДЫ облысы.", ["қарағанды", "Қарағ", "караганды", "Караган"]),
        ("Үкімет, Ұлттық, Өнер, Әуе, Ңа, Һалық, Іс.", ["үкімет", "ұлттық", "өнер", "әуе", "һалық"]),
        ("Үкімет, Ұлттық, Өнер, Әуе, Ңа, Һалық, Іс.", ["укимет", "улттык", "онер", "ауе", "халык"]),
        ("Ёлка и майский чай.", ["елка", "ёлка", "майский", "маи\u0306ский"]),
        ("پاکستان کی آبادی", ["پاکستان", "پاكستان", "كي", "ابادي", "آبادى", "پاکِستان"]),
        ("سال ۲۰۲۵ میں", ["2025", "٢٠٢٥", "۲۰۲۵"]),
        ("The CASA-1000 line.", ["CASA-1000", "casa 1000", "CASA1000", "casa‑1000", "CASA-10"]),
        ("The CASA 1000 line.", ["CASA-1000", "casa1000"]),
        ("ML-1 is open.", ["ML-1", "ml1", "ML 1", "ml-"]),
        ("It came to 98.96 million.", ["98.96", "98.", "98", "98,96", "98.96 mill"]),
        ("It came to 1,250,000 tonnes.", ["1,250,000", "1250000", "1250"]),
        ("In 2024–25 and 2026-02-05.", ["2024-25", "2024", "25 ", "2024–25", "2026-02-05"]),
        ("The Trans-Afghan railway.", ["trans-afghan", "trans afghan", "transafghan", "Trans-Af"]),
        ("The Transafghan railway.", ["trans-afghan"]),
        ("Kazakhstan’s trade.", ["kazakhstan's", "Kazakhstan’s", "kazakhstan "]),
        ("A zero\u200cwidth and soft\u00adhyphen.", ["zerowidth", "softhyphen"]),
    ],
)
def test_a_word_is_found_however_it_is_typed(
    indexed: Callable[[Facts], Indexed], statement: str, asked: list[str]
) -> None:
    """Case, marks, look-alike letters, hyphens and the digits of Arabic script do not matter."""
    index = words(indexed, it=statement, other="Nothing of the kind.")
    for text in asked:
        assert index.search(FactQuery(text=text)) == ["it"], text


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        ("Кала мен кол.", ["қала", "қол"]),  # who types қ means қ
        ("Маи.", ["май"]),
        ("ML-2 opened on 1 January.", ["ML-1"]),
        ("It came to 98 or 96 million.", ["98.96"]),
        ("It came to 9,896 million.", ["98.96"]),
        ("It came to 98.96 million.", ["98 ", "9896", "96"]),
        ("Trade and railways.", ["railway ", "rade"]),
    ],
)
def test_what_is_not_meant_is_not_found(
    indexed: Callable[[Facts], Indexed], statement: str, asked: list[str]
) -> None:
    """A finished word is not a beginning, a number is not its digits, and Kazakh is not Russian."""
    index = words(indexed, it=statement)
    for text in asked:
        assert index.search(FactQuery(text=text)) == [], text


def test_only_the_last_word_may_be_unfinished(indexed: Callable[[Facts], Indexed]) -> None:
    """A space after a word ends it; words before it are whole."""
    index = words(indexed, it="Railways carry trade.")
    assert index.search(FactQuery(text="railways tra")) == ["it"]
    assert index.search(FactQuery(text="rail trade")) == []
    assert index.search(FactQuery(text="railways tra ")) == []


def test_a_beginning_of_more_words_than_are_listed_is_found_too(
    indexed: Callable[[Facts], Indexed],
) -> None:
    """Four letters that start hundreds of words are as good as four that start one."""
    many = " ".join(f"word{number}x" for number in range(300))
    index = words(indexed, many=many, one="A wordsmith.", none="Nothing.")
    assert index.search(FactQuery(text="word")) == ["one", "many"]
    assert index.search(FactQuery(text="words")) == ["one"]


def test_a_fact_is_found_by_its_id(indexed: Callable[[Facts], Indexed]) -> None:
    """The whole id is an answer of its own, beside the words in it."""
    index = words(indexed, **{"casa-line.v2_b": "It.", "casa-line": "That.", "c": "casa line"})
    assert index.search(FactQuery(text="casa-line.v2_b")) == ["casa-line.v2_b"]
    assert index.search(FactQuery(text="casa line ")) == ["casa-line.v2_b", "casa-line", "c"]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "NEAR(trade open)",
        "terms : trade",
        "trade NOT open",
        "^trade",
        "trade*",
        "#long",
        '"#long"',
        "=it",
        "(((",
        "trade\0open",
        "\ud800trade",
        "%_",
        "-trade",
        "{terms}: trade",
        "trade + open",
        "'; DROP TABLE dated; --",
        "ﷺ" * 3,
        "a" * 100_000,
        "trade " * 5_000,
        " ".join(f"w{number}" for number in range(5_000)),
        "((" * 2_000 + "trade",
        "-".join("ab" for _ in range(3_000)),
    ],
)
def test_no_text_is_taken_for_a_command(indexed: Callable[[Facts], Indexed], text: str) -> None:
    """Signs that mean something to the search engine are signs between words to us."""
    index = words(indexed, it="Trade is open.", other="Trade is not near it.")
    assert set(index.search(FactQuery(text=text))) <= {"it", "other"}
    assert sum(index.counts(FactQuery(text=text)).values()) <= 2


@given(text=st.text(max_size=60))
def test_any_text_can_be_asked(scattered: Indexed, text: str) -> None:
    """No text ends in an error, and the counts are those of the answer."""
    _, index = scattered
    found = index.search(FactQuery(text=text))
    assert sum(index.counts(FactQuery(text=text)).values()) == len(found)


def test_signs_alone_ask_for_nothing_and_show_everything(
    indexed: Callable[[Facts], Indexed],
) -> None:
    """An empty search field and one with a dash in it show the same."""
    index = words(indexed, a="One.", b="Two.")
    assert index.search(FactQuery(text=" – ")) == ["b", "a"]


def test_names_behind_ids_are_found(tmp_path: Path) -> None:
    """Who acts and where: by the names in the registers, not only by the statement."""
    fact: Mapping[str, str] = FACT | {"actors": "bureau;KAZ", "places": "almaty"}
    place = {"id": "almaty", "name": "Алматы (Almaty)", "country": "KAZ", "lat": "", "lon": ""}
    base = load_factbase(write_tiny_base(tmp_path, facts=[dict(fact)], places=[place]))
    index = FactIndex(base)
    for text in ("bureau of trade", "алматы", "almaty", "trade volumes", "kaz"):
        assert index.search(FactQuery(text=text)) == ["trade-2021"], text

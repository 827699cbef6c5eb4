"""A fact base of any size, from a seed: dates, topics and words spread as in the bundled one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.factbase.dates import Interval, parse_edtf
from briefgen.factbase.load import load_factbase
from briefgen.factbase.records import Citation, Fact, Kind, Use
from briefgen.resources import bundled_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.factbase.base import FactBase

FIRST, LAST = date(1991, 1, 1), date(2026, 11, 22)
COMMON, LESS_COMMON, RARE = "customs", "wagon", "saffron"  # in 20 %, 10 % and 0.02 % of the facts
_SHARES = {COMMON: 0.2, LESS_COMMON: 0.1, RARE: 0.0002}
_WORDS = 20  # of a statement, apart from these
_VOCABULARY = 8000
_KAZAKH = ("Қарағанды", "Үкімет", "Өскемен", "Әуежай", "Ұлттық", "Іс-шара", "Ғылым", "Һалық")


def synthetic_base(size: int, seed: int = 20261122) -> FactBase:
    """``size`` facts, each with a citation, over the registers of the bundled fact base."""
    random, real = Random(seed), load_factbase(bundled_data())  # noqa: S311 - no secret
    topics, sources = list(real.topics), list(real.sources)
    words = _vocabulary(random)
    # Zipf's law, flattened at the top: the commonest words stand in a third of the facts.
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    facts = {}
    for number in range(size):
        fact = Fact(
            id=f"synthetic-{number}",
            topic=random.choice(topics),
            kind=random.choice(list(Kind)),
            date=_date(random),
            statement=_statement(random, words, weights),
            actors=tuple(random.sample(("PAK", "KAZ", "UZB", "AFG", "CHN"), 2)),
            places=(),
            corridor="",
            use=Use.SAY,
            releasable=True,
            as_of=LAST,
            review_by=LAST,
            supersedes="",
            note="",
        )
        facts[fact.id] = fact
    return replace(
        real,
        name="synthetic",
        digest=f"{seed}-{size}",
        facts=facts,
        citations=tuple(Citation(fact, random.choice(sources), "para 1") for fact in facts),
        observations={},
        disagreements=(),
        choices=(),
        lines={},
        people={},
        corridors={},
        waypoints=(),
    )


def _vocabulary(random: Random) -> list[str]:
    syllables = [c + v for c in "bcdfghjklmnprstvz" for v in "aeiou"]
    made = {"".join(random.choices(syllables, k=random.randint(2, 4))): None for _ in range(9000)}
    return list(made)[:_VOCABULARY]


def _statement(random: Random, words: list[str], weights: list[float]) -> str:
    chosen = random.choices(words, cum_weights=weights, k=_WORDS)
    chosen += [word for word, share in _SHARES.items() if random.random() < share]
    if random.random() < 0.1:
        chosen.append(random.choice(_KAZAKH))
    random.shuffle(chosen)
    return f"{' '.join(chosen).capitalize()}."


def _date(random: Random) -> Interval:
    """Half of the facts have a day, a quarter a month; a few last long or go on; most are young."""
    days = (LAST - FIRST).days
    day = LAST - timedelta(days=int(days * random.random() ** 1.7))
    kinds: list[Callable[[], str]] = [
        day.isoformat,
        lambda: f"{day:%Y-%m}",
        lambda: f"{day:%Y}",
        lambda: f"{day.year}-07/{day.year + 1}-06",
        lambda: f"{day.year}/{day.year + random.randint(2, 12)}",
        lambda: f"{day:%Y-%m}/..",
    ]
    (kind,) = random.choices(kinds, weights=(52, 23, 12, 7, 3, 3))
    return parse_edtf(kind())

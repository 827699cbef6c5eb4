"""Searching facts: our index against pandas, at two sizes, in one run.

    python benchmarks/facts_search.py [--sizes 100000,1000000] [--rounds 11] [--folder FOLDER]

The facts are made from a seed and compiled once into FOLDER. pandas gets its best form: rows in
date order, words folded beforehand, narrowed by binary search and by topic before any substring
is looked for. Both must give the same answer. Exit code 1: a goal was missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from measuring import medians, print_table, require_bytecode
from synthetic_facts import COMMON, LESS_COMMON, RARE, synthetic_base

from briefgen.factbase.compiled import compile_factbase, open_compiled
from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.folding import fold
from briefgen.factbase.index import FactIndex, FactQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.factbase.base import FactBase

LIMIT = 200
TOPICS = ("trade.volume", "trade.energy", "corridor.rail")
YEARS = parse_edtf("2010/2020")
# Goals: (milliseconds, share of pandas) at each size, and how much the larger may cost.
GOALS = {100_000: (5.0, 0.3), 1_000_000: (10.0, 0.05)}
COUNT_GOALS = {100_000: 20.0, 1_000_000: 150.0}
GROWTH_GOAL = 3.0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and whether facts are listed or counted."""

    title: str
    query: FactQuery
    counts: bool = False


QUESTIONS = (
    Question("two words, topics, years", FactQuery(TOPICS, YEARS, f"{COMMON} {LESS_COMMON}")),
    Question("two words", FactQuery(text=f"{COMMON} {LESS_COMMON}")),
    Question("rare word, years", FactQuery(dates=YEARS, text=RARE)),
    Question("topics, years", FactQuery(TOPICS, YEARS)),
    Question("one day", FactQuery(dates=parse_edtf("2003-05-05"))),
    Question("one day, a word", FactQuery(dates=parse_edtf("2003-05-05"), text=COMMON)),
    Question("counts for a word", FactQuery(text=COMMON), counts=True),
    Question("counts for a word, years", FactQuery(dates=YEARS, text=COMMON), counts=True),
    Question("counts of all", FactQuery(), counts=True),
)
TYPED = ("c", "cu", "cus", "cust", "customs wa")  # as far as typed, pandas has no match for it


class Frame:
    """The same facts in pandas."""

    def __init__(self, base: FactBase) -> None:
        facts = sorted(base.facts.values(), key=lambda fact: (fact.date.start, fact.id))
        self._table = pd.DataFrame(
            {
                "id": [fact.id for fact in facts],
                "topic": pd.Categorical([fact.topic for fact in facts]),
                "stop": np.array([fact.date.stop.toordinal() for fact in facts]),
                "text": pd.array([fold(fact.statement) for fact in facts], dtype=object),
            }
        )
        self._start = np.array([fact.date.start.toordinal() for fact in facts])

    def search(self, query: FactQuery, limit: int) -> list[str]:
        """The newest ids that match."""
        found = self._narrowed(query)
        return list(found["id"].iloc[-limit:][::-1])

    def counts(self, query: FactQuery) -> dict[str, int]:
        """How many facts of each topic match."""
        counts = self._narrowed(query)["topic"].value_counts()
        return {str(topic): int(count) for topic, count in counts.items() if count}

    def _narrowed(self, query: FactQuery) -> pd.DataFrame:
        table = self._table
        begun = np.searchsorted(self._start, query.dates.stop.toordinal())
        if begun < len(table):
            table = table.iloc[:begun]
        keep = (table["stop"] > query.dates.start.toordinal()).to_numpy()
        if query.topics:
            keep = keep & table["topic"].isin(query.topics).to_numpy()
        table = table if keep.all() else table[keep]
        for word in query.text.split():
            table = table[table["text"].str.contains(word, regex=False).to_numpy(dtype=bool)]
        return table


def _run(asked: FactIndex | Frame, question: Question) -> Callable[[], object]:
    if question.counts:
        return lambda: asked.counts(question.query)
    return lambda: asked.search(question.query, LIMIT)


def measure(size: int, rounds: int, folder: Path) -> dict[str, float]:
    """The medians of both for all questions at ``size``, in milliseconds."""
    base, path = synthetic_base(size), folder / f"{size}.briefbase"
    if not path.exists():
        begun = time.perf_counter()
        compile_factbase(base, path)
        print(f"{size:,} facts compiled in {time.perf_counter() - begun:.0f} s")
    index, frame = FactIndex(open_compiled(path)), Frame(base)
    runs: dict[str, Callable[[], object]] = {}
    for question in QUESTIONS:
        ours, theirs = _run(index, question), _run(frame, question)
        if ours() != theirs():
            sys.exit(f"{question.title}: the answers differ.")
        runs |= {question.title: ours, f"pandas: {question.title}": theirs}
    for text in TYPED:
        query = FactQuery(text=text)
        runs[f"typed “{text}”"] = lambda query=query: index.search(query, LIMIT)
    runs["open, first search"] = lambda: FactIndex(open_compiled(path)).search(
        QUESTIONS[0].query, LIMIT
    )
    return medians(runs, rounds)


def _memory_of_searching(path: Path) -> float:
    """By how much a process grows that opens the base and searches it, in MB (Linux only)."""
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from briefgen.factbase.compiled import open_compiled\n"
        "from briefgen.factbase.index import FactIndex, FactQuery\n"
        "pages = lambda: int(Path('/proc/self/statm').read_text().split()[1])\n"
        "before = pages()\n"
        "base = open_compiled(Path(sys.argv[1]))\n"
        f"FactIndex(base).search(FactQuery(text={COMMON!r}), {LIMIT})\n"
        "print((pages() - before) * resource.getpagesize())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1e6


def _report(sizes: Sequence[int], found: dict[int, dict[str, float]]) -> None:
    rows = []
    for question in QUESTIONS:
        row = [question.title]
        for size in sizes:
            ours, theirs = found[size][question.title], found[size][f"pandas: {question.title}"]
            row += [f"{ours:.2f}", f"{theirs:.1f}", f"{ours / theirs:.3f}"]
        rows.append(row)
    alone = [title for title in found[sizes[0]] if title.startswith(("typed", "open"))]
    for title in alone:
        cells = ((f"{found[size][title]:.2f}", "", "") for size in sizes)
        rows.append([title, *chain.from_iterable(cells)])
    header = [
        "question",
        *(f"{size:,}{cell}" for size in sizes for cell in (" ms", " pandas", " ratio")),
    ]
    print_table(header, rows)


def _missed(found: dict[int, dict[str, float]]) -> list[str]:
    first, counted = QUESTIONS[0].title, QUESTIONS[6].title
    missed = []
    for size in found.keys() & GOALS.keys():
        (limit, share), ours = GOALS[size], found[size][first]
        ratio = ours / found[size][f"pandas: {first}"]
        if ours > limit or ratio > share:
            missed.append(f"{first} at {size:,}: {ours:.2f} ms, {ratio:.3f} of pandas")
        if found[size][counted] > COUNT_GOALS[size]:
            missed.append(f"{counted} at {size:,}: {found[size][counted]:.1f} ms")
    if found.keys() >= GOALS.keys():
        growth = found[1_000_000][first] / found[100_000][first]
        print(f"growth from 100,000 to 1,000,000 facts: {growth:.2f} (goal {GROWTH_GOAL})")
        missed += [f"growth: {growth:.2f}"] if growth > GROWTH_GOAL else []
    return missed


def main() -> int:
    """Measure, print, and say what was missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="100000,1000000")
    options.add_argument("--rounds", type=int, default=11)
    options.add_argument("--folder", type=Path)
    chosen = options.parse_args()
    require_bytecode("briefgen", "pandas", "numpy")
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch)
        sizes = [int(size) for size in chosen.sizes.split(",")]
        found = {size: measure(size, chosen.rounds, folder) for size in sizes}
        _report(sizes, found)
        for size in sizes:
            path = folder / f"{size}.briefbase"
            whole, grown = path.stat().st_size / 1e6, _memory_of_searching(path)
            print(f"{size:,} facts: {whole:.0f} MB; opening and a search take {grown:.1f} MB")
    missed = _missed(found)
    print("\n".join(f"MISSED {goal}" for goal in missed) or "all goals met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

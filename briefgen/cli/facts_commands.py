"""briefgen facts: list, show and check the fact base, its conflicts and what has gone stale."""

from __future__ import annotations

import csv
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.compile_command import compile_facts
from briefgen.cli.exchange_commands import export_facts, import_facts
from briefgen.cli.options import (
    Commands,
    as_of_option,
    bundled_factbase,
    counted,
    day_of,
    facts_option,
    first_option,
    json_option,
    last_option,
    open_factbase,
    print_json,
    split_list,
    tell,
    topics_option,
)
from briefgen.errors import UsageError
from briefgen.factbase.documents import (
    fact_document,
    line_document,
    observation_document,
    problem_document,
    source_document,
)
from briefgen.factbase.index import FactIndex, FactQuery
from briefgen.factbase.load import load_factbase
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.questions import questions
from briefgen.factbase.records import Category
from briefgen.factbase.units import unknown_units
from briefgen.pack.request import Request, resolve_topics
from briefgen.pack.templates import HELD_IN, nearest, read_words
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact

_NEARLY = 0.9  # from this likeness on an audience is a slip of another


@click.group(cls=Commands, short_help="Look into the facts; keep facts of one’s own.")
def facts() -> None:
    """Look into the fact base."""


facts.add_command(compile_facts)
facts.add_command(export_facts)
facts.add_command(import_facts)


@facts.command("list")
@topics_option
@first_option
@last_option
@click.option("--search", "text", metavar="WORDS", default="", help="Words the fact must hold.")
@facts_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
def list_facts(
    topics: str | None,
    first: str | None,
    last: str | None,
    text: str,
    facts_path: Path | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> int:
    """List facts, newest first."""
    base = open_factbase(facts_path)
    chosen = resolve_topics(base, split_list(topics)) if topics is not None else ()
    dates = Request(first=first or "", last=last or "").dates
    found = [base.facts[i] for i in FactIndex(base).search(FactQuery(chosen, dates, text))]
    if as_json:
        print_json([fact_document(base, fact) for fact in found])
    elif as_csv:
        _print_csv(base, found)
    else:
        for fact in found:
            print(f"{fact.date.edtf:<22} {fact.topic:<26} {fact.id}\n    {fact.statement}")
        if not found:
            tell("No fact is found: take fewer or other words, more topics, or wider dates.")
    return 0


@facts.command("topics")
@facts_option
@json_option
def list_topics(facts_path: Path | None, *, as_json: bool) -> int:
    """List the topics a pack can be asked for, and how many facts each has."""
    base = open_factbase(facts_path)
    counts = FactIndex(base).counts(FactQuery())
    categories = list(Category)
    topics = sorted(base.topics.values(), key=lambda t: (categories.index(t.category), t.order))
    if as_json:
        print_json(
            [
                {
                    "id": topic.id,
                    "category": topic.category,
                    "title": topic.title,
                    "facts": counts.get(topic.id, 0),
                }
                for topic in topics
            ]
        )
        return 0
    category = None
    for topic in topics:
        if topic.category != category:
            category = topic.category
            print(category)
        number, _, noun = counted(counts.get(topic.id, 0), "fact").partition(" ")
        print(f"  {topic.id:<28} {number:>4} {noun:<5}  {topic.title}")
    return 0


def _print_csv(base: FactBase, found: list[Fact]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["id", "category", "topic", "kind", "date", "statement", "use", "sources"])
    for fact in found:
        document = fact_document(base, fact)
        sources = "; ".join(f"{s['id']}, {s['locator']}" for s in document["sources"])
        keys = ("id", "category", "topic", "kind", "date", "statement", "use")
        writer.writerow([*(document[key] for key in keys), sources])


@facts.command()
@click.argument("identifier", metavar="ID")
@facts_option
@json_option
def show(identifier: str, facts_path: Path | None, *, as_json: bool) -> int:
    """Show a fact, a figure, a line or a source by its ID, with all that stands behind it."""
    base = open_factbase(facts_path)
    document = _find(base, identifier)
    if as_json:
        print_json(document)
    else:
        _print_document(document)
    return 0


def _find(base: FactBase, identifier: str) -> dict[str, Any]:
    if identifier in base.facts:
        return fact_document(base, base.facts[identifier])
    if identifier in base.observations:
        observation = base.observations[identifier]
        fact = fact_document(base, base.facts[observation.fact])
        return observation_document(base, observation) | {
            "statement": fact["statement"],
            "sources": fact["sources"],
        }
    if identifier in base.lines:
        layer = {"layer": base.layer_of("lines", identifier)}
        return line_document(base.lines[identifier]) | layer
    if identifier in base.sources:
        layer = {"layer": base.layer_of("sources", identifier)}
        return source_document(base.sources[identifier]) | layer
    known = base.ids_like(identifier, "facts", "observations", "lines", "sources")
    raise UsageError(
        f"There is no fact, figure, line or source “{identifier}”{nearest(identifier, known)}; "
        "“briefgen facts list --search WORDS” gives the ids of facts."
    )


def _print_document(document: dict[str, Any], indent: str = "") -> None:
    for key, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            print(f"{indent}{key}:")
            for item in value:
                _print_document(item, f"{indent}    ")
                print()
        elif value not in ("", [], None):
            text = ", ".join(map(str, value)) if isinstance(value, list) else value
            print(f"{indent}{key}: {text}")


@facts.command()
@facts_option
@json_option
def check(facts_path: Path | None, *, as_json: bool) -> int:
    """List what is wrong with the fact base: file, row, column, what to do (exit 1 for errors)."""
    base = load_factbase(facts_path) if facts_path else bundled_factbase()
    found = (
        *(*base.problems, *_wordless_units(base), *_misspelled_audiences(base)),
        *(*_stopping(base), *questions(base)),
    )
    if as_json:
        print_json([problem_document(problem) for problem in found])
    else:
        for problem in found:
            print(problem)
        tables = (
            counted(len(rows), noun)
            for rows, noun in (
                (base.facts, "fact"),
                (base.observations, "figure"),
                (base.lines, "line"),
                (base.sources, "source"),
            )
        )
        print(f"{', '.join(tables)}; {_by_severity(found)}.")
    return 1 if any(p.severity is Severity.ERROR for p in base.problems) else 0


def _wordless_units(base: FactBase) -> Iterator[Problem]:
    """Warnings of units that print has no words for and that no measure counts in."""
    words = read_words(bundled_templates(), HELD_IN)
    known = {*words.groups["units"], *(one.unit for one in base.measures.values())}
    strange = unknown_units((one.unit for one in base.observations.values()), known)
    for one in base.observations.values():
        if one.unit in strange:
            message = (
                f"“{one.unit}” is no unit that print has words for: correct it"
                f"{strange[one.unit]}, or add a measure that counts in it."
            )
            place = ("observations.csv", None, "unit", one.id)
            yield Problem(Severity.WARNING, *place, message)


def _misspelled_audiences(base: FactBase) -> Iterator[Problem]:
    """Warnings of audiences nearly like one that print knows: any other is printed as it stands."""
    from difflib import get_close_matches  # noqa: PLC0415 - for those who check a base

    known = read_words(bundled_templates(), HELD_IN).groups["audiences"]
    for line in base.lines.values():
        if line.audience in known:
            continue
        for meant in get_close_matches(line.audience, known, n=1, cutoff=_NEARLY):
            message = f"“{line.audience}” is printed as it stands: write {meant}, if you mean that."
            place = ("lines.csv", None, "audience", line.id)
            yield Problem(Severity.WARNING, *place, message)


def _stopping(base: FactBase) -> Iterator[Problem]:
    """Warnings of what would stop a final pack later."""
    from briefgen.pack.stopping import stopping  # noqa: PLC0415 - for those who check a base
    from briefgen.pack.wordlists import read_wordlists  # noqa: PLC0415
    from briefgen.render.undrawn import undrawn  # noqa: PLC0415

    return stopping(base, read_wordlists(bundled_templates()), undrawn)


def _by_severity(found: tuple[Problem, ...]) -> str:
    counts = {s: sum(p.severity is s for p in found) for s in Severity}
    return ", ".join(counted(number, severity) for severity, number in counts.items())


@facts.command()
@topics_option
@facts_option
@json_option
def conflicts(topics: str | None, facts_path: Path | None, *, as_json: bool) -> int:
    """List what disagrees: rival figures and facts, who says what, what is preferred and why."""
    from briefgen.cli.conflicts_told import conflicts_told  # noqa: PLC0415 - loads the locale data
    from briefgen.factbase.conflicts import conflict_documents  # noqa: PLC0415

    base = open_factbase(facts_path)
    chosen = resolve_topics(base, split_list(topics)) if topics is not None else tuple(base.topics)
    documents = conflict_documents(base, frozenset(chosen))
    if as_json:
        print_json(documents)
    else:
        for line in conflicts_told(documents, base, read_words(bundled_templates(), HELD_IN)):
            print(line)
    return 0


@facts.command()
@as_of_option
@facts_option
@json_option
def stale(as_of: str | None, facts_path: Path | None, *, as_json: bool) -> int:
    """List facts due for review, the longest overdue first (exit 1 where there are any)."""
    base = open_factbase(facts_path)
    today = day_of(as_of) or datetime.now(UTC).date()
    due = sorted(
        (fact for fact in base.facts.values() if fact.review_by <= today),
        key=lambda fact: (fact.review_by, fact.id),
    )
    if as_json:
        print_json([fact_document(base, fact) for fact in due])
    else:
        for fact in due:
            print(f"{fact.review_by} {fact.id}\n    {fact.statement}")
        are = "is" if len(due) == 1 else "are"
        print(f"{len(due)} of {counted(len(base.facts), 'fact')} {are} due for review on {today}.")
    return 1 if due else 0

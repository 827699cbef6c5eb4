"""What disagrees in a fact base as lines to read: a heading for each, and a line a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.factbase.rivals import direction_of, lacks_its_direction
from briefgen.pack.sections.counters import has_only_told
from briefgen.pack.wording import Wording, capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.pack.templates import Words

_WHOLE_PAGE = "page"  # the locator of a web page without finer parts


def conflicts_told(
    documents: Sequence[Mapping[str, Any]], base: FactBase, words: Words
) -> Iterator[str]:
    """Lines for the ``documents`` that `conflict_documents` makes; figures that agree are none."""
    wording = Wording(words)
    figures = [d for d in documents if d["type"] == "figures" and _differ(d["claims"])]
    statements = [d for d in documents if d["type"] == "facts"]
    number = len(figures) + len(statements)
    noun = "disagreement" if number == 1 else "disagreements"
    yield f"{number} {noun}: {len(figures)} on figures, {len(statements)} on statements."
    for document in figures:
        yield from ("", *_figures(document, base, wording))
    for document in statements:
        yield from ("", *_statements(document, base, wording))


def _differ(claims: Sequence[Mapping[str, Any]]) -> bool:
    return len({(claim["value"], claim["value_high"]) for claim in claims}) > 1


def _figures(document: Mapping[str, Any], base: FactBase, wording: Wording) -> Iterator[str]:
    counts = [base.observations[claim["id"]] for claim in document["claims"]]
    measure, flow = base.measures[counts[0].measure].title, wording.flow(direction_of(counts))
    what = (measure, flow) if flow else (counts[0].label or measure,)
    yield ", ".join((*what, *wording.periods(counts)))
    for o, claim in zip(counts, document["claims"], strict=True):
        value, period = wording.exact_with_unit(o), wording.period(o)
        who = base.organisation_name(o.reporter)
        how = "told" if has_only_told(base, o) else "counted"
        if lacks_its_direction(o, counts):
            period += ", no direction given"
        yield f"  {value}, {period}, {how} by {who}; {_sources(claim['sources'])} ({o.fact})"
    if document["preferred"]:
        chosen = wording.exact_with_unit(base.observations[document["preferred"]])
        yield f"  Preferred: {chosen}. {document['reason']}"


def _statements(document: Mapping[str, Any], base: FactBase, wording: Wording) -> Iterator[str]:
    yield capitalised(document["about"])
    for claim in document["claims"]:
        fact = base.facts[claim["id"]]
        told = f"{fact.statement.rstrip('.')} ({wording.interval(fact.date)})"
        yield f"  {told}; {_sources(claim['sources'])} ({fact.id})"
    for note in document["notes"]:
        yield f"  Note: {note}"


def _sources(sources: Sequence[Mapping[str, str]]) -> str:
    """The first source, short, with the place in it, and how many more there are."""
    first, *others = sources
    told = first["publisher"] or first["title"]
    if first["locator"] != _WHOLE_PAGE:
        told += f", {first['locator']}"
    return told + (f" and {len(others)} more" if others else "")

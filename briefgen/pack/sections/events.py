"""One event that several facts tell: told once, with the sources and the dates of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.inlines import FactText, Inline, Inlines, Text
from briefgen.pack.select import Why

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping, Sequence

    from briefgen.factbase.records import Fact
    from briefgen.pack.draft import Draft
    from briefgen.pack.select import SelectedFact


def events_of(
    draft: Draft, chosen: Iterable[SelectedFact]
) -> Mapping[str, tuple[SelectedFact, tuple[Fact, ...]]]:
    """``chosen`` by the id of the fact that tells each event best, with the others that tell it.

    The curators say in disagreements.csv which tell one event. Best is what lines rest on, what
    most sources tell, and then what is most exact. They stay in order; what a person pinned or
    reworded stands where that person looks for it.
    """
    chosen = tuple(chosen)
    reworded = {one.place for one in draft.selection.request.reworded}
    shared = {
        c.fact.id: c
        for c in chosen
        if c.why is not Why.PINNED and f"fact.{c.fact.id}" not in reworded
    }
    told: dict[str, tuple[SelectedFact, tuple[Fact, ...]]] = {}
    met: set[str] = set()
    for one in chosen:
        if one.fact.id in met:
            continue
        tellings = [shared.get(name, one) for name in _tellings(draft, one.fact.id, shared)]
        met.update(c.fact.id for c in tellings)
        best, *others = sorted(tellings, key=lambda c: _worth(draft, c))
        told[best.fact.id] = best, tuple(c.fact for c in others)
    return {c.fact.id: told[c.fact.id] for c in chosen if c.fact.id in told}


def _tellings(draft: Draft, name: str, shared: Container[str]) -> Sequence[str]:
    """The facts among ``shared`` that tell the event of ``name``, itself first."""
    found = [name]
    if name not in shared:
        return found
    for fact in found:  # it grows as it is walked
        for pair in draft.base.disagreements_of.get(fact, ()):
            if pair.one_event:
                found += [i for i in (pair.fact, pair.rival) if i in shared and i not in found]
    return found


def _worth(draft: Draft, chosen: SelectedFact) -> tuple[bool, int, int, str]:
    fact = chosen.fact
    return (
        fact.id not in draft.selection.spoken,
        -len(draft.base.citations_of[fact.id]),
        (fact.date.stop - fact.date.start).days,
        fact.id,
    )


def exact_date(fact: Fact, others: Sequence[Fact]) -> tuple[dt.date, dt.date]:
    """Where an event belongs in order of date: by the most exact of its dates."""
    dates = [one.date for one in (fact, *others)]
    exact = min(dates, key=lambda date: (date.stop - date.start, date.start))
    return exact.start, exact.stop


def statement_of_event(draft: Draft, fact: Fact, others: Sequence[Fact]) -> Inlines:
    """What ``fact`` says, with its sources, and how the ``others`` that tell the same date it.

    Of those that give the same date there are but the sources.
    """
    agreeing = [other.id for other in others if other.date == fact.date]
    others = [other for other in others if other.date != fact.date]
    said = draft.statement(fact)
    if agreeing:
        said = (*said[:-1], draft.cite([fact.id, *agreeing]))
    if not others:
        return said
    dated: list[Inline] = [Text(f" {draft.words.label('dated_by_others')} ")]
    for number, other in enumerate(others):
        between = draft.words.get("punctuation", "semicolon") if number else ""
        when = FactText(draft.wording.interval(other.date), other.id)
        dated += [Text(between), when, Text(" "), draft.cite([other.id])]
    stop = Text(draft.words.get("punctuation", "full_stop").rstrip())
    return (*said, *(inline for inline in dated if inline.text), stop)

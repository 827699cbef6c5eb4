"""Who counted a figure, so that a reader can tell one count from another and from its echo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.records import PeriodKind
from briefgen.factbase.rivals import COUNTED, lacks_its_direction
from briefgen.pack.inlines import FactText, Inline, Inlines, Text
from briefgen.pack.sections.known_when import is_dated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Observation
    from briefgen.pack.draft import Draft

_AUTHOR = "author"  # a writer who names no source for a figure
_UNNAMED = {_AUTHOR: "no_source", "press": "no_counter"}  # what is printed behind their names


def counter(
    draft: Draft,
    observation: Observation,
    among: Iterable[Observation] = (),
    *,
    shares: bool = False,
) -> Inlines:
    """Who counted, and what sets that apart from the others ``among`` which it stands.

    Where one reporter gave two figures for one period, each tells
    from when it is. Where a figure ``shares`` the number printed for another, its reporter is what
    is printed of it, and stands for it.
    """
    reporter = draft.reporter(observation)
    if shares:
        said: list[Inline] = [draft.figure(observation, reporter.text, reporter.language)]
    else:
        said = [reporter]
    return (*said, *unnamed(draft, observation), *apart(draft, observation, among))


def unnamed(draft: Draft, observation: Observation) -> Inlines:
    """A comma, and that a writer names no source, or a newspaper or agency nobody who counted.

    A copy for release keeps back what we think of sources, and nobody counts what is aimed at.
    Key figures have no room for it, and say it in a note beneath.
    """
    kind = draft.base.organisations[observation.reporter].kind
    if draft.is_for_release or not has_only_told(draft.base, observation):
        return ()
    told = draft.words.get("choices", _UNNAMED[kind])
    return _comma(draft), FactText(told, observation.fact)


def has_only_told(base: FactBase, observation: Observation) -> bool:
    """Whether the reporter of a figure is who told it, and nobody is named who counted."""
    kind = base.organisations[observation.reporter].kind
    return kind == _AUTHOR or (kind in _UNNAMED and observation.status in COUNTED)


def apart(draft: Draft, observation: Observation, among: Iterable[Observation]) -> Inlines:
    """From when a figure is, where another ``among`` them is of its reporter and its period.

    So it is, too, where it gives no period: a reader needs some time to place it by. One that gives
    no direction tells so where another does.
    """
    others = tuple(among)

    def claim(one: Observation) -> tuple[str, str, str]:
        return one.reporter, one.flow, draft.wording.period(one)

    twins = any(
        other.id != observation.id and claim(other) == claim(observation) for other in others
    )
    is_placed = observation.period_kind is not PeriodKind.NOT_GIVEN
    placed = as_of(draft, observation) if twins or not is_placed else ()
    if lacks_its_direction(observation, others):
        told = draft.words.get("choices", "no_direction")
        return (_comma(draft), FactText(told, observation.fact), *placed)
    return placed


def as_of(draft: Draft, observation: Observation) -> Inlines:
    """A comma, and from when a figure is known, or that the page it is from bears no date.

    When such a page was read stands in the list of sources.
    """
    fact = observation.fact
    if is_dated(draft, fact):
        day = draft.wording.day(observation.as_of)
        told = draft.words.get("choices", "as_of_cell", date=day)
    else:
        told = draft.words.get("choices", "undated_cell")
    return _comma(draft), FactText(told, fact)


def agreeing(draft: Draft, observations: Iterable[Observation]) -> list[tuple[Observation, ...]]:
    """``observations`` in groups that say the same; who names no source stands last in each.

    They stay in the order of the first of each.
    """
    organisations = draft.base.organisations
    groups = grouped(
        observations,
        lambda o: "|".join(
            (
                o.measure,
                o.flow,
                o.unit,
                o.period.edtf,
                o.period_kind,
                str(o.value),
                str(o.value_high),
                o.qualifier,
                o.status,
            )
        ),
    )
    return [
        tuple(sorted(group, key=lambda o: organisations[o.reporter].kind == _AUTHOR))
        for group in groups.values()
    ]


def _comma(draft: Draft) -> Text:
    return Text(draft.words.get("punctuation", "comma"))

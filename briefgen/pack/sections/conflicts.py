"""The register of what disagrees in a pack: who says how much for when, and where it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.rivals import chosen_among, rival_groups
from briefgen.pack.blocks import Block, Heading, List, ListItem
from briefgen.pack.inlines import CrossReference, Inline, Inlines, Text
from briefgen.pack.sections.disagreements import (
    are_mostly_in,
    counted_thing,
    counts,
    direction_told,
)
from briefgen.pack.sections.tables import TRADE_MEASURE, TRADE_TABLE
from briefgen.pack.sections.topic_brief import heading_id
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.factbase.records import Observation
    from briefgen.pack.draft import Draft


def conflicts(draft: Draft) -> list[Block]:
    """Figures and statements of the pack that disagree, each with who says it and its place.

    Figures stand with period and counter, and the choice made; statements with their sources, as
    they are printed in full where the entry leads to. Only facts that the pack prints stand in
    it; nothing is cited here for the first time.
    """
    groups = list(_rivals(draft))
    found = [*(_figures(draft, group) for group in groups), *_statements(draft, groups)]
    if not found:
        return []
    items = (ListItem(f"sources.conflict.{n}", inlines) for n, inlines in enumerate(found, 1))
    heading = Heading("sources.conflicts", 2, draft.words.heading("conflicts"))
    return [heading, List("sources.conflicts.list", tuple(items))]


def _rivals(draft: Draft) -> Iterator[tuple[Observation, ...]]:
    """Rival figures for one thing and one time; those that agree are no conflict."""
    shown = [o for o in draft.selection.observations.values() if o.fact in draft.cited_facts]
    for group in rival_groups(shown):
        if len({(o.value, o.value_high) for o in group}) > 1:
            yield group


def _figures(draft: Draft, group: tuple[Observation, ...]) -> Inlines:
    mark = draft.words.get("punctuation", "colon")
    return (
        Text(*counted_thing(draft, group)),
        Text(f"{direction_told(draft, group)}{mark}"),
        *counts(draft, group),
        *_choice(draft, group),
        *_place(draft, [o.fact for o in group], is_trade=group[0].measure == TRADE_MEASURE),
    )


def _choice(draft: Draft, group: tuple[Observation, ...]) -> Inlines:
    choice = chosen_among(group, draft.base.choices, draft.as_of)
    if not choice:
        return ()
    figure = draft.exact_with_unit(draft.base.observations[choice.observation])
    return (Text(" "), *draft.filled(draft.words.label("chosen_open"), figure=figure))


def _statements(draft: Draft, groups: Sequence[tuple[Observation, ...]]) -> Iterator[Inlines]:
    """Statements that contradict each other, but for those whose figures stand side by side."""
    cited = draft.cited_facts
    told = [{o.fact for o in group} for group in groups]
    shown = [d for d in draft.base.disagreements if d.fact in cited and d.rival in cited]
    for about, pairs in grouped(shown, lambda d: d.about).items():
        ids = list(dict.fromkeys(fact for d in pairs for fact in (d.fact, d.rival)))
        if not any(are_mostly_in(ids, group) for group in told):
            mark = draft.words.get("punctuation", "colon")
            yield (
                Text(capitalised(about), draft.held),
                Text(mark),
                *_sayers(draft, ids),
                *_place(draft, ids),
            )


def _sayers(draft: Draft, facts: Sequence[str]) -> Iterator[Inline]:
    """Who published ``facts``, each once with the marks of its sources, and a full stop."""
    said = grouped(facts, lambda fact: _publisher(draft, fact))
    for number, (publisher, told) in enumerate(said.items()):
        if number:
            yield Text(draft.words.get("punctuation", "semicolon"))
        yield draft.held_text(publisher, told[0])
        yield Text(" ")
        yield draft.cite(told)
    yield Text(draft.words.get("punctuation", "full_stop").rstrip())


def _publisher(draft: Draft, fact: str) -> str:
    source = draft.base.sources[draft.base.citations_of[fact][0].source]
    return source.publisher or draft.joined(source.authors) or source.title


def _place(draft: Draft, facts: Sequence[str], *, is_trade: bool = False) -> Inlines:
    """Where they are told: counts of trade in their table, the rest in the brief of a topic."""
    homes = (heading_id(draft.base.topics[draft.base.facts[fact].topic]) for fact in facts)
    for block in (TRADE_TABLE, *homes) if is_trade else homes:
        if block in draft.printed:
            place, page = CrossReference(block), CrossReference(block, page=True)
            told = draft.filled(draft.words.label("told_in"), place=place, page=page)
            return (Text(" "), *told)
    return ()

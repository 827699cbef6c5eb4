"""The register of what disagrees in a pack, by the ids of its facts, for whoever checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.rivals import chosen_among, rival_groups
from briefgen.pack.blocks import Block, Heading, List, ListItem
from briefgen.pack.inlines import Ids, Inline, Inlines, Text
from briefgen.pack.sections.disagreements import counted_thing, direction_told
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.factbase.records import Observation
    from briefgen.pack.draft import Draft


def conflicts(draft: Draft) -> list[Block]:
    """Figures and statements of the pack that disagree, each with the facts and the choice made.

    Only facts that the pack prints stand in it; nothing is cited here for the first time.
    """
    found = [*_figures(draft), *_statements(draft)]
    if not found:
        return []
    items = (ListItem(f"sources.conflict.{n}", inlines) for n, inlines in enumerate(found, 1))
    heading = Heading("sources.conflicts", 2, draft.words.heading("conflicts"))
    return [heading, List("sources.conflicts.list", tuple(items))]


def _figures(draft: Draft) -> Iterator[Inlines]:
    """Rival figures for one thing and one time; those that agree are no conflict."""
    shown = [o for o in draft.selection.observations.values() if o.fact in draft.cited_facts]
    for group in rival_groups(shown):
        if len({(o.value, o.value_high) for o in group}) > 1:
            periods = draft.joined(("", *draft.wording.periods(group)))
            yield (
                Text(*counted_thing(draft, group)),
                Text(f"{direction_told(draft, group)}{periods}"),
                *_listed(draft, (o.fact for o in group)),
                *_choice(draft, group),
            )


def _choice(draft: Draft, group: tuple[Observation, ...]) -> Inlines:
    choice = chosen_among(group, draft.base.choices, draft.as_of)
    if not choice:
        return ()
    chosen = draft.base.observations[choice.observation].fact
    preferred = draft.words.label("preferred")
    return (Text(" "), *draft.filled(preferred, id=Ids(chosen, draft.held)))


def _statements(draft: Draft) -> Iterator[Inlines]:
    cited = draft.cited_facts
    shown = [d for d in draft.base.disagreements if d.fact in cited and d.rival in cited]
    for about, pairs in grouped(shown, lambda d: d.about).items():
        ids = [fact for d in pairs for fact in (d.fact, d.rival)]
        yield (Text(capitalised(about), draft.held), *_listed(draft, ids))


def _listed(draft: Draft, facts: Iterable[str]) -> Iterator[Inline]:
    """A colon, the ids of ``facts``, each once, and a full stop."""
    yield Text(draft.words.get("punctuation", "colon"))
    yield Ids(", ".join(dict.fromkeys(facts)), draft.held)
    yield Text(draft.words.get("punctuation", "full_stop").rstrip())

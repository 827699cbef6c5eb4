"""What disagrees within a topic, side by side: rival figures and statements, and the choice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from briefgen.factbase.base import grouped
from briefgen.factbase.rivals import chosen_among, rival_groups
from briefgen.pack.blocks import Block, Callout, ListItem, Paragraph, ParagraphStyle
from briefgen.pack.counters import agreeing, counter
from briefgen.pack.inlines import Inline, Inlines, Strong, Text
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from briefgen.factbase.records import Choice, Disagreement, Fact, Observation, Topic
    from briefgen.pack.draft import Draft

_PAIR = 2
_PART = "disagreements"  # of a brief


class _Dispute(NamedTuple):
    """Something that disagrees: how new it is, how it is written, and what it is about."""

    day: int
    write: Callable[[], Inlines]
    figures: frozenset[str] = frozenset()  # ids of rival figures
    facts: tuple[Fact, ...] = ()  # statements that contradict each other


def disagreements(draft: Draft, topic: Topic) -> list[Block]:
    """A box with what disagrees in ``topic``: rival figures, then statements, the newest first."""
    found = _disputes(draft, topic)
    rivals = sum(bool(one.figures) for one in found)
    room = max(draft.product.limits.disagreements - rivals, 0)
    statements = [one for one in found if not one.figures]
    for dispute in statements[:room]:
        draft.told_as_disputed |= {(topic.id, fact.id) for fact in dispute.facts}
    return _box(draft, topic, found)


def boxed_figures(draft: Draft, topic: Topic) -> frozenset[str]:
    """The ids of the figures that the box of ``topic`` tells, if its brief has one."""
    if _PART not in draft.product.depth.of(draft.likelihood(topic)):
        return frozenset()
    shown = _disputes(draft, topic)[: draft.product.limits.disagreements]
    told = (d.figures for n, d in enumerate(shown, 1) if draft.has_room(_item(topic, n)))
    return frozenset().union(*told)


def _disputes(draft: Draft, topic: Topic) -> list[_Dispute]:
    """What disagrees in ``topic``: rival figures, then statements, each the newest first."""
    groups = [
        group
        for group in rival_groups(draft.selection.observations_by_topic.get(topic.id, ()))
        if len({(o.value, o.value_high) for o in group}) > 1  # else they agree
    ]
    told = [{o.fact for o in group} for group in groups]
    figures = [
        _Dispute(
            _newest(o.period.start for o in group),
            partial(_rivals, draft, group),
            frozenset(o.id for o in group),
        )
        for group in groups
    ]
    statements = [
        _Dispute(
            _newest(fact.date.last for fact in facts),
            partial(_statements, draft, about, facts, note),
            facts=tuple(facts),
        )
        for about, facts, note in _groups(draft, topic)
        if not any(_is_told(facts, group) for group in told)
    ]
    return [*sorted(figures, key=_latest_first), *sorted(statements, key=_latest_first)]


def _is_told(facts: list[Fact], told: set[str]) -> bool:
    """Whether most of ``facts`` stand already among rival figures."""
    return 2 * len({fact.id for fact in facts} & told) > len(facts)


def _item(topic: Topic, number: int) -> str:
    """The id of an item of the box."""
    return f"{topic.id}.{_PART}.{number}"


def _box(draft: Draft, topic: Topic, found: list[_Dispute]) -> list[Block]:
    """The box; only what is printed is written, so that only that is cited."""
    if not found:
        return []
    limit = draft.product.limits.disagreements
    box = f"{topic.id}.{_PART}"
    items = tuple(
        ListItem(_item(topic, number), dispute.write())
        for number, dispute in enumerate(found[:limit], 1)
        if draft.fits(_item(topic, number))
    )
    if not items:
        return []
    blocks: list[Block] = [Callout(box, draft.words.heading("disagreements"), items)]
    if len(found) > limit:
        text = draft.shortened("more_disagreements", shown=len(items), all=len(found))
        blocks.append(Paragraph(f"{box}.more", (Text(text),), ParagraphStyle.NOTE))
    return blocks


def _latest_first(dispute: _Dispute) -> int:
    return -dispute.day


def _newest(days: Iterable[date]) -> int:
    return max(day.toordinal() for day in days)


# --- figures ------------------------------------------------------------------------------------


def _rivals(draft: Draft, group: tuple[Observation, ...]) -> Inlines:
    first = group[0]
    measure, language = draft.measure(first)
    flow = draft.joined(("", draft.wording.flow(first.flow)))
    mark = draft.words.get("punctuation", "colon")
    inlines: list[Inline] = [
        Strong(measure, first.fact, language),
        Strong(f"{flow}{mark}", first.fact),
    ]
    return (*inlines, *counts(draft, group), Text(" "), *chosen_figure(draft, group))


def counts(
    draft: Draft, observations: Sequence[Observation], beside: Sequence[Observation] = ()
) -> Inlines:
    """Figures in a row, each with its period and all who count so, and a full stop.

    ``beside`` are those that a reader has before his eyes as well.
    """
    inlines: list[Inline] = []
    between = Text(draft.words.get("punctuation", "semicolon"))
    for group in agreeing(draft, observations):
        who: list[Inline] = []
        for one in group:
            who += [between] if who else []
            shares = one is not group[0]
            who += counter(draft, one, (*observations, *beside), shares=shares)
        comma = Text(draft.words.get("punctuation", "comma"))
        inlines += [between] if inlines else []
        inlines += [draft.exact_with_unit(group[0]), Text(" ("), draft.period(group[0]), comma]
        inlines += [*who, Text(") "), draft.cite([one.fact for one in group])]
    return (*inlines, Text(draft.words.get("punctuation", "full_stop").rstrip()))


def no_choice(draft: Draft) -> str:
    """That none of rival figures is preferred, and to our side how to speak of them then."""
    return draft.words.label("no_choice_open" if draft.is_for_release else "no_choice")


def chosen_figure(draft: Draft, group: Sequence[Observation]) -> Inlines:
    """Which of rival figures the curators prefer and why, or that none is preferred.

    The reason judges other counts, so that a copy for release tells none.
    """
    choice = chosen_among(group, draft.base.choices, draft.as_of)
    return _preferred(draft, choice) if choice else (Text(no_choice(draft)),)


def _preferred(draft: Draft, choice: Choice) -> Inlines:
    chosen = draft.base.observations[choice.observation]
    figure = draft.exact_with_unit(chosen)
    if draft.is_for_release:
        return draft.filled(draft.words.label("chosen_open"), figure=figure)
    reason = draft.held_text(choice.reason, chosen.fact)
    return draft.filled(draft.words.label("chosen"), figure=figure, reason=reason)


# --- statements ---------------------------------------------------------------------------------


def _groups(draft: Draft, topic: Topic) -> list[tuple[str, list[Fact], str]]:
    """What is disagreed on, the facts in order of date, and the note where they are a pair."""
    shown = [d for d in draft.base.disagreements if _is_shown(draft, topic, d)]
    groups = []
    for about, pairs in grouped(shown, lambda d: d.about).items():
        ids = dict.fromkeys(fact for d in pairs for fact in (d.fact, d.rival))
        facts = sorted((draft.base.facts[i] for i in ids), key=lambda f: (f.date.start, f.id))
        groups.append((about, facts, pairs[0].note if len(facts) == _PAIR else ""))
    return groups


def _is_shown(draft: Draft, topic: Topic, disagreement: Disagreement) -> bool:
    """Shown with the topic of its first fact that was selected; the rival may be of another."""
    facts = draft.selection.facts
    pair = (disagreement.fact, disagreement.rival)
    home = next((facts[fact].fact.topic for fact in pair if fact in facts), None)
    return home == topic.id and all(draft.may_cite(fact, in_range=True) for fact in pair)


def _statements(draft: Draft, about: str, facts: list[Fact], note: str) -> Inlines:
    mark = draft.words.get("punctuation", "colon")
    inlines: list[Inline] = [
        Strong(capitalised(about), facts[0].id, draft.held),
        Strong(mark, facts[0].id),
    ]
    for number, fact in enumerate(facts):
        if number:
            inlines.append(Text(f" {draft.words.label('against')} "))
        inlines += draft.statement(fact)
    if note:
        inlines += [Text(" "), draft.held_text(note, facts[0].id)]
    choice = _choice_among(draft, facts)
    if choice:
        inlines += [Text(" "), *_preferred(draft, choice)]
    return tuple(inlines)


def _choice_among(draft: Draft, facts: Sequence[Fact]) -> Choice | None:
    """The curators' choice among the figures of statements, where each of these has one of them."""
    for choice in draft.base.choices:
        rivals = {choice.observation, *choice.rivals}
        counted = [
            {o.id for o in draft.base.observations_of.get(fact.id, ())} & rivals for fact in facts
        ]
        if all(counted) and choice.reviewed <= draft.as_of:
            return choice if choice.observation in set().union(*counted) else None
    return None

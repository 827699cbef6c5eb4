"""What disagrees within a topic, side by side: rival figures and statements, and the choice.

A box says nothing twice. A statement that contradicts several others stands in the first item that
needs it, and the items beneath name its source, if nothing else above has that source; where
several items have no preferred figure, a note under the box says once how to speak of them.

Who pinned both sides of something wants it told: it stands first, whatever the limit.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from briefgen.factbase.base import grouped
from briefgen.factbase.rivals import chosen_among, direction_of, rival_groups
from briefgen.pack.blocks import Block, Callout, ListItem, Paragraph, ParagraphStyle
from briefgen.pack.inlines import Inline, Inlines, Strong, Text
from briefgen.pack.sections.contradictions import (
    Above,
    contradiction,
    contradicts,
    preferred,
    sides,
)
from briefgen.pack.sections.counters import agreeing, counter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from briefgen.factbase.records import Disagreement, Fact, Observation, Topic
    from briefgen.pack.draft import Draft
    from briefgen.pack.select import Selection

_PAIR = 2
_PART = "disagreements"  # of a brief


class _Dispute(NamedTuple):
    """Something that disagrees: how new it is, how it is written, and what it is about."""

    day: int
    write: Callable[[Above], Inlines]  # given what the box has said so far
    figures: frozenset[str] = frozenset()  # ids of rival figures
    facts: tuple[Fact, ...] = ()  # statements that contradict each other
    is_open: bool = False  # whether none of its figures is preferred
    is_wanted: bool = False  # whether two of its sides are pinned


def disagreements(draft: Draft, topic: Topic) -> list[Block]:
    """A box with what disagrees in ``topic``: rival figures, then statements, the newest first."""
    found = _disputes(draft, topic)
    for dispute in found[: _limit(draft, found)]:
        draft.told_as_disputed |= {(topic.id, fact.id) for fact in dispute.facts}
        draft.told_as_figures |= {(topic.id, figure) for figure in dispute.figures}
    return _box(draft, topic, found)


def is_pinned_twice(selection: Selection, facts: Iterable[str]) -> bool:
    """Whether two of ``facts``, which disagree, are pinned."""
    return len({*facts} & {*selection.request.pinned}) >= _PAIR


def boxed_figures(draft: Draft, topic: Topic) -> frozenset[str]:
    """The ids of the figures that the box of ``topic`` tells, if its brief has one."""
    return frozenset().union(*(dispute.figures for dispute in _printed(draft, topic)))


def boxed_statements(draft: Draft, topic: Topic) -> frozenset[str]:
    """The ids of the facts whose statements the box of ``topic`` tells, if its brief has one."""
    return frozenset(fact.id for dispute in _printed(draft, topic) for fact in dispute.facts)


def _printed(draft: Draft, topic: Topic) -> list[_Dispute]:
    """What the box of ``topic`` will tell, if its brief has one."""
    if _PART not in draft.product.depth.of(draft.likelihood(topic)):
        return []
    found = _disputes(draft, topic)
    shown = found[: _limit(draft, found)]
    return [d for number, d in enumerate(shown, 1) if draft.has_room(_item(topic, number))]


def _limit(draft: Draft, found: Sequence[_Dispute]) -> int:
    """How many of ``found`` a box has: as many as the product says, and all that are wanted."""
    limit = draft.product.limits.disagreements
    return max(limit, sum(dispute.is_wanted for dispute in found)) if limit else 0


def _disputes(draft: Draft, topic: Topic) -> list[_Dispute]:
    """What disagrees in ``topic``: rival figures, then statements, each the newest first."""
    known: list[_Dispute] | None = draft.disputes.get(topic.id)
    if known is None:
        known = draft.disputes[topic.id] = _found_disputes(draft, topic)
    return known


def _found_disputes(draft: Draft, topic: Topic) -> list[_Dispute]:
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
            is_open=_has_no_choice(draft, group),
            is_wanted=is_pinned_twice(draft.selection, (o.fact for o in group)),
        )
        for group in groups
    ]
    statements = [
        _Dispute(
            _newest(fact.date.last for fact in facts),
            partial(contradiction, draft, about, facts, note),
            facts=tuple(facts),
            is_wanted=is_pinned_twice(draft.selection, (fact.id for fact in facts)),
        )
        for about, facts, note in _groups(draft, topic)
        if not any(are_mostly_in([fact.id for fact in facts], group) for group in told)
    ]
    ordered = [*sorted(figures, key=_latest_first), *sorted(statements, key=_latest_first)]
    return sorted(ordered, key=lambda dispute: not dispute.is_wanted)


def are_mostly_in(facts: Sequence[str], told: set[str]) -> bool:
    """Whether most of ``facts`` stand already among rival figures."""
    return 2 * len({*facts} & told) > len(facts)


def _item(topic: Topic, number: int) -> str:
    """The id of an item of the box."""
    return f"{topic.id}.{_PART}.{number}"


def _box(draft: Draft, topic: Topic, found: list[_Dispute]) -> list[Block]:
    """The box; only what is printed is written, so that only that is cited."""
    if not found:
        return []
    limit = _limit(draft, found)
    box = f"{topic.id}.{_PART}"
    shown = [
        (_item(topic, number), dispute)
        for number, dispute in enumerate(found[:limit], 1)
        if draft.fits(_item(topic, number))
    ]
    if not shown:
        return []
    above = Above(set(), [], set())
    open_ones = sum(dispute.is_open for _, dispute in shown)
    items = []
    for name, dispute in shown:
        inlines = dispute.write(above)
        if dispute.is_open and open_ones == 1:
            inlines += (Text(" "), Text(no_choice(draft)))
        items.append(ListItem(name, inlines))
    blocks: list[Block] = [Callout(box, draft.words.heading("disagreements"), tuple(items))]
    if open_ones > 1:
        said = (Text(no_choice(draft, several=True)),)
        blocks.append(Paragraph(f"{box}.open", said, ParagraphStyle.NOTE))
    if len(found) > limit:
        text = draft.shortened("more_disagreements", shown=len(shown), all=len(found))
        blocks.append(Paragraph(f"{box}.more", (Text(text),), ParagraphStyle.NOTE))
    return blocks


def _latest_first(dispute: _Dispute) -> int:
    return -dispute.day


def _newest(days: Iterable[date]) -> int:
    return max(day.toordinal() for day in days)


# --- figures ------------------------------------------------------------------------------------


def _rivals(draft: Draft, group: tuple[Observation, ...], above: Above) -> Inlines:
    first = group[0]
    what, language = counted_thing(draft, group)
    flow = direction_told(draft, group)
    mark = draft.words.get("punctuation", "colon")
    inlines: list[Inline] = [
        Strong(what, first.fact, language),
        Strong(f"{flow}{mark}", first.fact),
    ]
    choice = chosen_among(group, draft.base.choices, draft.as_of)
    judged = preferred(draft, choice) if choice else _note_on(draft, group)
    if not choice and above.has_told(judged):
        judged = ()
    counted = counts(draft, group)
    above.add(counted)
    return (*inlines, *counted, *((Text(" "), *judged) if judged else ()))


def counted_thing(draft: Draft, group: Sequence[Observation]) -> tuple[str, str]:
    """What rivals count, and its language where it is not that of the pack.

    The measure where a direction tells the rest, or where no label does.
    """
    label = "" if direction_of(group) else group[0].label
    return (label, draft.held) if label else draft.measure(group[0])


def direction_told(draft: Draft, group: Sequence[Observation]) -> str:
    """A comma and the direction of rivals; nothing where none of them has one."""
    flow = direction_of(group)
    return draft.joined(("", draft.wording.flow(flow))) if flow else ""


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


def no_choice(draft: Draft, *, several: bool = False) -> str:
    """That none of rival figures is preferred, and to our side how to speak of them then.

    ``several`` says it of all for which no preferred one is named.
    """
    key = "no_choices" if several else "no_choice"
    return draft.words.label(f"{key}_open" if draft.is_for_release else key)


def chosen_figure(draft: Draft, topic: Topic, group: Sequence[Observation]) -> Inlines:
    """For a note: which of rival figures the curators prefer and why, or that none is preferred.

    The reason judges other counts, so that a copy for release tells none. How to speak of figures
    of which none is preferred is told once in a brief.
    """
    choice = chosen_among(group, draft.base.choices, draft.as_of)
    if choice:
        return preferred(draft, choice)
    is_told = topic.id in draft.told_no_choice or any(d.is_open for d in _printed(draft, topic))
    draft.told_no_choice.add(topic.id)
    none = Text(draft.words.label("no_choice_open") if is_told else no_choice(draft))
    note = _note_on(draft, group)
    return (*note, Text(" "), none) if note else (none,)


def _note_on(draft: Draft, group: Sequence[Observation]) -> Inlines:
    """The curators' note on two figures that disagree: why they may, or how far they are apart.

    Of more than two it would not be seen which it speaks of. It judges what is said, so that a
    copy for release has none; where one is preferred, the reason says what there is to say.
    """
    values = {o.fact: (o.value, o.value_high) for o in group}
    if draft.is_for_release or len({*values.values()}) != _PAIR:
        return ()
    for pair in draft.base.disagreements:
        is_of_both = {pair.fact, pair.rival} <= values.keys()
        if is_of_both and pair.note and values[pair.fact] != values[pair.rival]:
            return (draft.held_text(pair.note, pair.fact),)
    return ()


def _has_no_choice(draft: Draft, group: Sequence[Observation]) -> bool:
    return chosen_among(group, draft.base.choices, draft.as_of) is None


# --- statements ---------------------------------------------------------------------------------


def _groups(draft: Draft, topic: Topic) -> list[tuple[str, list[Fact], str]]:
    """What is disagreed on, its facts in order, and the curators' note where they are a pair."""
    shown = [d for d in draft.base.disagreements if _is_shown(draft, topic, d)]
    return [
        (about, *sides(draft, pairs)) for about, pairs in grouped(shown, lambda d: d.about).items()
    ]


def _is_shown(draft: Draft, topic: Topic, disagreement: Disagreement) -> bool:
    """Shown with the topic of its first fact that was selected; the rival may be of another."""
    facts = draft.selection.facts
    pair = (disagreement.fact, disagreement.rival)
    home = next((facts[fact].fact.topic for fact in pair if fact in facts), None)
    is_here = home == topic.id and contradicts(draft.base, disagreement)
    return is_here and all(draft.may_cite(fact, in_range=True) for fact in pair)

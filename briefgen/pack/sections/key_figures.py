"""The key figures of a topic: one figure for each thing counted, what others count in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.records import LineType, ObservationStatus, PeriodKind
from briefgen.factbase.rivals import are_rivals, chosen_among
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.blocks import Align, Block, Column, Table
from briefgen.pack.grounds import facts_of_line
from briefgen.pack.inlines import FactText, Footnote, Inline, Inlines, Text
from briefgen.pack.sections.counters import as_of, has_only_told
from briefgen.pack.sections.disagreements import boxed_figures, chosen_figure, counts
from briefgen.pack.sections.tables import TRADE_MEASURE, all_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.factbase.records import Observation, Topic
    from briefgen.pack.draft import Draft
    from briefgen.pack.product import Limits
    from briefgen.pack.select import Selection

_DETAIL = "no"  # of a measure that is no key figure
_COUNTING = ("central-bank", "statistics")
_OFFICIAL = (*_COUNTING, "ministry", "government")


def key_figures(draft: Draft, topic: Topic) -> list[Block]:
    """The table of the figures that matter most in ``topic``, the weightiest first, by measure.

    Empty where it has none.
    """
    figures = headline_figures(draft.selection, draft.product.limits, topic.id)
    # Whatever has room: what comes and goes with it would be fitted in for ever.
    told = (o for one in figures for o in (one, *_rivals_in(draft, topic, one)))
    draft.told_as_figures |= {(topic.id, o.id) for o in told}
    shown = (o for o in _side_by_side(figures) if draft.fits(f"figure.{o.id}"))
    printed = list(shown)
    rows = [_row(draft, topic, o) for o in printed]
    if not rows:
        return []
    words = draft.words
    table = Table(
        f"{topic.id}.figures.table",
        words.label("titled", name=words.heading("figures"), subject=draft.topic_title(topic)),
        (
            Column(words.get("columns", "measure"), 0.38),
            Column(words.get("columns", "value"), 0.12, Align.RIGHT),
            Column(words.get("columns", "period"), 0.19),
            Column(words.get("columns", "counted_by"), 0.31),
        ),
        tuple(rows),
        (*_only_told(draft, printed), *_all_counts(draft, topic)),
    )
    return [table]


def _only_told(draft: Draft, printed: Iterable[Observation]) -> tuple[Inlines, ...]:
    """A note that names the reporters who only told a figure; the rows have no room to say it.

    A copy for release keeps back what we think of sources.
    """
    told = {o.reporter: o for o in printed if has_only_told(draft.base, o)}
    if draft.is_for_release or not told:
        return ()
    between = Text(draft.words.get("punctuation", "semicolon"))
    names: list[Inline] = []
    for o in told.values():
        names += [*([between] if names else []), draft.reporter(o)]
    before, after = draft.words.get("labels", "only_told", names="\0").split("\0")
    return ((Text(before), *names, Text(after)),)


def _side_by_side(figures: Iterable[Observation]) -> Iterator[Observation]:
    """``figures`` of one measure together, and within it those of one direction."""
    for measured in grouped(figures, lambda o: o.measure).values():
        for directed in grouped(measured, lambda o: o.flow).values():
            yield from directed


def _all_counts(draft: Draft, topic: Topic) -> tuple[Inlines, ...]:
    """For a topic with counts of trade, the way to all of them."""
    counted = draft.selection.observations_by_topic.get(topic.id, ())
    return all_counts(draft) if any(o.measure == TRADE_MEASURE for o in counted) else ()


def _row(draft: Draft, topic: Topic, o: Observation) -> tuple[Inlines, ...]:
    return (
        _measure(draft, o),
        (draft.exact_with_unit(o),),
        (draft.figure(o, draft.wording.aimed_at(o)),),
        (
            draft.reporter(o),
            *_as_of(draft, o),
            Text(" "),
            draft.cite([o.fact]),
            *_other_counts(draft, topic, o),
        ),
    )


def _as_of(draft: Draft, observation: Observation) -> Inlines:
    """From when the figure is known, where its period, or the time that it is for, tells not."""
    told = observation.target_for or observation.period
    if told.start <= observation.as_of <= told.last:
        return ()
    return as_of(draft, observation)


def _other_counts(draft: Draft, topic: Topic, shown: Observation) -> Inlines:
    """A note with the rivals of ``shown`` that differ, and which of all was chosen and why.

    Where the box of what disagrees has them before the reader's eyes, only a remark.
    """
    rivals = _rivals_in(draft, topic, shown)
    value = (shown.value, shown.value_high)
    different = [o for o in rivals if (o.value, o.value_high) != value]
    if not different:
        return ()
    if boxed_figures(draft, topic).issuperset(o.id for o in (shown, *different)):
        return (Text(draft.bracketed(draft.words.label("disputed"))),)
    opening = Text(f"{draft.words.label('other_counts')} ")
    choice = chosen_figure(draft, topic, (shown, *rivals))
    return (Footnote((opening, *counts(draft, different, (shown,)), Text(" "), *choice)),)


def _rivals_in(draft: Draft, topic: Topic, one: Observation) -> list[Observation]:
    """The figures of ``topic`` that contradict ``one``."""
    return _rivals(one, draft.selection.observations_by_topic[topic.id])


def _rivals(one: Observation, others: Sequence[Observation]) -> list[Observation]:
    """Those of ``others`` that contradict ``one``."""
    return [o for o in others if are_rivals(one, o)]


def _measure(draft: Draft, observation: Observation) -> Inlines:
    """What is counted: the curators' few words, or the measure where a direction tells the rest.

    Where there are none, the whole statement. Few words tell a plan by themselves.
    """
    fact, status = observation.fact, observation.status
    if not observation.flow:
        told = observation.label or draft.base.facts[fact].statement
        is_estimate = bool(observation.label) and status is ObservationStatus.ESTIMATE
        remark = draft.bracketed(draft.words.get("statuses", status)) if is_estimate else ""
        said = (draft.held_text(told, fact), FactText(remark, fact))
        return tuple(inline for inline in said if inline.text)
    text = draft.joined(("", draft.wording.flow(observation.flow)))
    if status is not ObservationStatus.ACTUAL:
        text += draft.bracketed(draft.words.get("statuses", status))
    title, language = draft.counted(observation)
    return (FactText(title, fact, language), FactText(text, fact))


def headline_figures(selection: Selection, limits: Limits, topic: str) -> list[Observation]:
    """The figures that matter most in ``topic``, the weightiest first.

    A statement that is printed as what is counted stands there once, with its weightiest figure;
    of rivals the one that the curators chose, or else the weightiest. What is only a detail of a
    statement is none, unless a line speaks it.
    """
    observations = selection.observations_by_topic.get(topic, ())
    by_weight = _by_weight(selection, limits, topic)
    one_each = {o.id if o.flow else o.fact: o for o in reversed(by_weight)}
    told = set(one_each.values())
    kept: list[Observation] = []
    for o in by_weight:
        if len(kept) == limits.figures:
            break
        best = _preferred(selection, o, _rivals(o, observations))
        if o in told and best not in kept and not _rivals(o, kept) and not _rivals(best, kept):
            kept.append(best)
    return kept


def lasting_figures(selection: Selection, limits: Limits, topic: str) -> frozenset[str]:
    """The ids of the figures that want of room drives out of ``topic`` last of all.

    Of goods trade the weightiest for each direction and for the total.
    """
    figures = headline_figures(selection, limits, topic)
    trade = {o.flow: o.id for o in reversed(figures) if o.measure == TRADE_MEASURE}
    return frozenset(trade.values())


def _by_weight(selection: Selection, limits: Limits, topic: str) -> list[Observation]:
    """What points speak, then what they rest on, then that of other lines; official, newest first.

    Whole years come before the parts of a year, and of one statement what its curator put first.
    What a counting body has counted since stands before the older figure that is spoken.
    """
    points = selection.lines_of(topic, LineType.POINT)[: limits.points]
    said = {token.id for line in points for token in tokens_of(line.words)}
    rested_on = {fact for line in points for fact in facts_of_line(selection.base, line)}
    measures = selection.base.measures
    counted = [
        o
        for o in selection.observations_by_topic.get(topic, ())
        if measures[o.measure].key_figure != _DETAIL or o.id in selection.spoken
    ]

    def weight(o: Observation) -> tuple[bool, ...]:
        return (
            o.id not in said,
            o.fact not in rested_on,
            o.id not in selection.spoken,
            o.fact not in selection.spoken,
            not _is_official(selection, o),
        )

    weights = {o.id: weight(o) for o in counted}
    for series in grouped(counted, lambda o: f"{o.measure}|{o.flow}").values():
        newest = _newest_count(selection, series, weights)
        if newest:
            weights[newest.id] = min(weights[o.id] for o in series)
    return sorted(
        counted,
        key=lambda o: (
            weights[o.id],
            o.period_kind is PeriodKind.PART_YEAR,
            -o.period.last.toordinal(),
            selection.base.observations_of[o.fact].index(o),
        ),
    )


def _newest_count(
    selection: Selection, series: Sequence[Observation], weights: Mapping[str, tuple[bool, ...]]
) -> Observation | None:
    """Of what has a direction, the last whole year that a counting body, or who is spoken, counted.

    Of several for that time the weightiest.
    """
    organisations = selection.base.organisations
    heard = {o.reporter for o in series if o.id in selection.spoken}
    counts = [
        o
        for o in series
        if o.flow
        and o.status is ObservationStatus.ACTUAL
        and o.period_kind in (PeriodKind.CALENDAR_YEAR, PeriodKind.FISCAL_YEAR)
        and _is_official(selection, o)
        and (o.reporter in heard or organisations[o.reporter].kind in _COUNTING)
    ]
    return min(counts, key=lambda o: (-o.period.last.toordinal(), weights[o.id]), default=None)


def _preferred(
    selection: Selection, one: Observation, rivals: Sequence[Observation]
) -> Observation:
    choice = chosen_among((one, *rivals), selection.base.choices, selection.as_of)
    return selection.base.observations[choice.observation] if choice else one


def _is_official(selection: Selection, observation: Observation) -> bool:
    return selection.base.organisations[observation.reporter].kind in _OFFICIAL

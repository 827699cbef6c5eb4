"""Maps and charts, the numbers: trade by period, the latest figure in dispute, corridors compared.

A chart joins only what may be joined. Where the facts allow no honest chart, there is none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.derive import Derivation, derived_figures
from briefgen.factbase.records import Category
from briefgen.factbase.rivals import COUNTED, chosen_among, direction_of, rival_groups, series_key
from briefgen.pack.blocks import Block, Heading, Paragraph, ParagraphStyle
from briefgen.pack.figure_blocks import Chart, ChartKind, DataPoint, FigureText, Series
from briefgen.pack.inlines import FactText, Figure, Inline, Inlines, Text
from briefgen.pack.sections.counters import apart, has_only_told
from briefgen.pack.sections.disagreements import no_choice
from briefgen.pack.sections.figure_words import filled, listed, mark, sentence, source_line, stop
from briefgen.pack.sections.tables import TRADE_MEASURE, WHOLE_PERIODS, all_counts, asks_for
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.factbase.derive import Derived
    from briefgen.factbase.records import Observation
    from briefgen.pack.draft import Draft

_MOST_PERIODS = 8  # columns of more periods are too thin to carry their numbers
_MOST_RIVALS = 6
_MOST_COMPARISONS = 2
_TWO = 2  # nothing is compared with itself


def charts(draft: Draft) -> list[Block]:
    """The charts that the selected figures allow under one heading, or nothing at all.

    Those of one reporter come first, what different ones say last: the tallest stand apart then,
    each with small ones beside it, and none is left over for a page of its own.
    """
    trade, rivals = list(_trade(draft)), list(_rivals(draft))
    numbers = list(_numbers(draft)) if trade or rivals else []
    of_one = [*(numbers if trade else ()), *trade, *_comparisons(draft)]
    blocks = [*of_one, *(() if trade else numbers), *rivals]
    if not blocks:
        return []
    return [Heading("charts", 1, draft.words.heading("charts"), new_page=True), *blocks]


def _numbers(draft: Draft) -> Iterator[Block]:
    """Where the numbers of the charts of trade stand, if the pack has their table."""
    for inlines in all_counts(draft):
        yield Paragraph("charts.numbers", inlines, ParagraphStyle.NOTE, keep_with_next=True)


# --- trade by period ----------------------------------------------------------------------------


def _trade(draft: Draft) -> Iterator[Block]:
    """Both directions and the balance, by period, of the one reporter that has most to show."""
    if not asks_for(draft, Category.TRADE):
        return
    observations = [o for o in draft.selection.observations.values() if o.measure == TRADE_MEASURE]
    balances = [d for d in derived_figures(observations) if d.kind is Derivation.BALANCE]
    by_series = grouped(balances, lambda d: "|".join(_but_flow(d.of[0])))
    fit = [sorted(group, key=_start) for group in by_series.values() if len(group) >= _TWO]
    fit = [group for group in fit if not any(_overlap(a, b) for a, b in pairwise(group))]
    if fit:
        best = min(fit, key=lambda group: _standing(draft, group))
        yield _trade_chart(draft, best[-_MOST_PERIODS:])


def _but_flow(observation: Observation) -> tuple[str, ...]:
    """What the two directions of one series have in common."""
    measure, _, *rest = series_key(observation)
    return measure, *rest


def _start(derived: Derived) -> int:
    return derived.of[0].period.start.toordinal()


def _overlap(earlier: Derived, later: Derived) -> bool:
    return earlier.of[0].period.meets(later.of[0].period)


def _standing(draft: Draft, group: Sequence[Derived]) -> tuple[bool, int, bool, int, str]:
    """What makes a series the one to show; the lowest is.

    Whole years before parts of them, more periods before fewer, the curator's choice before its
    rivals, the newest before the older.
    """
    used = [o for derived in group for o in derived.of]
    chosen = {choice.observation for choice in draft.base.choices}
    return (
        used[0].period_kind not in WHOLE_PERIODS,
        -len(group),
        not any(o.id in chosen for o in used),
        -max(o.period.stop.toordinal() for o in used),
        used[0].id,
    )


def _trade_chart(draft: Draft, balances: Sequence[Derived]) -> Chart:
    words, wording = draft.words, draft.wording
    sides = list(zip(*(derived.of for derived in balances), strict=True))
    out, back = (wording.flow(side[0].flow) for side in sides)
    series = [
        Series(capitalised(flow), tuple(DataPoint(o.value, draft.exact(o)) for o in side))
        for flow, side in zip((out, back), sides, strict=True)
    ]
    worked_out = tuple(
        DataPoint(d.value, draft.figure(d.of[0], wording.derived(d))) for d in balances
    )
    balance = words.get("derivations", "balance", first=out, second=back) + draft.bracketed(
        words.get("statuses", "derived")
    )
    series.append(Series(balance, worked_out, balance=True))
    first = sides[0][0]
    in_short = filled(words, "the_balance")
    observations = [o for derived in balances for o in derived.of]
    return Chart(
        "charts.trade",
        FigureText(
            filled(
                words,
                "trade_caption_told" if has_only_told(draft.base, first) else "trade_caption",
                reporter=draft.base.organisation_name(first.reporter),
            ),
            _trade_alternative(
                draft, dict(zip((out, back, balance), series, strict=True)), sides[0]
            ),
            source_line(draft, observations, words.label("derived_note")),
            _trade_finding(draft, dict(zip((out, back, in_short), series, strict=True)), sides[0]),
        ),
        ChartKind.COLUMNS,
        draft.wording.unit(draft.base.measures[first.measure].unit),
        tuple(wording.period(o) for o in sides[0]),
        tuple(series),
        draft.wording.separators,
    )


def _trade_alternative(
    draft: Draft, series: Mapping[str, Series], periods: Sequence[Observation]
) -> Inlines:
    """Period by period, what stands in the chart, by the names that it has in a sentence."""
    unit = draft.wording.unit(draft.base.measures[TRADE_MEASURE].unit)
    said: list[Inline] = [Text(filled(draft.words, "trade_alternative", unit=unit))]
    for place, period in enumerate(periods):
        said += [Text(" "), draft.period(period), mark(draft, "colon")]
        said += listed(
            draft, ((Text(f"{name} "), _printed(one, place)) for name, one in series.items())
        )
        said.append(stop(draft))
    return tuple(said)


def _trade_finding(
    draft: Draft, series: Mapping[str, Series], periods: Sequence[Observation]
) -> Inlines:
    """From the first to the last period, each direction and the balance, by their names."""
    first, last = draft.period(periods[0]), draft.period(periods[-1])
    changes = listed(
        draft,
        (
            sentence(
                draft,
                "change",
                what=Text(name),
                first=_printed(one, 0),
                last=_printed(one, -1),
            )
            for name, one in series.items()
        ),
    )
    opening = sentence(draft, "trade_finding", first=first, last=last)
    return (*opening, Text(" "), *changes, stop(draft))


def _printed(series: Series, place: int) -> Figure:
    point = series.points[place]
    if point is None:  # a balance exists only where both directions do
        raise ValueError(f"{series.name} has no figure at {place}")
    return point.printed


# --- rival figures ------------------------------------------------------------------------------


def _rivals(draft: Draft) -> Iterator[Block]:
    """The latest figure of trade that several reporters give differently."""
    if not asks_for(draft, Category.TRADE):
        return
    groups = [
        group
        for group in rival_groups(
            o for o in draft.selection.observations.values() if o.measure == TRADE_MEASURE
        )
        if direction_of(group) and len({(o.value, o.value_high) for o in group}) > 1
    ]
    if not groups:
        return
    latest = max(groups, key=lambda g: (max(o.period.start for o in g), len(g), g[0].id))
    if len(latest) <= _MOST_RIVALS:
        yield _rival_chart(draft, sorted(latest, key=lambda o: (o.value, o.id)))


def _rival_chart(draft: Draft, rivals: Sequence[Observation]) -> Chart:
    words, first = draft.words, rivals[0]
    points = tuple(DataPoint(o.value, draft.exact(o), o.value_high) for o in rivals)
    flow = draft.wording.flow(direction_of(rivals))
    unit = draft.wording.unit(draft.base.measures[first.measure].unit)
    opening = filled(words, "rivals_alternative", unit=unit)
    said: list[Inline] = [Text(f"{opening} ")]
    said += listed(
        draft, ((draft.exact(o), Text(" ("), *_who(draft, o, rivals), Text(")")) for o in rivals)
    )
    return Chart(
        "charts.rivals",
        FigureText(
            filled(words, "rivals_caption", flow=flow),
            (*said, stop(draft)),
            source_line(draft, rivals, _range_note(draft, ChartKind.MARKS, points)),
            _rival_finding(draft, rivals),
        ),
        ChartKind.MARKS,
        unit,
        tuple("".join(i.text for i in _who(draft, o, rivals)) for o in rivals),
        (Series(capitalised(flow), points, upper=_upper(draft, capitalised(flow))),),
        draft.wording.separators,
    )


def _who(draft: Draft, observation: Observation, among: Sequence[Observation]) -> Inlines:
    """Who counted and for when; a reporter with two figures is told apart by their days."""
    when = (mark(draft, "comma"), draft.period(observation))
    return (draft.reporter(observation), *when, *apart(draft, observation, among))


def _rival_finding(draft: Draft, rivals: Sequence[Observation]) -> Inlines:
    """The lowest and the highest, and which is preferred, if one is."""
    words = draft.words
    low, high = rivals[0], rivals[-1]
    between = sentence(draft, "rivals_finding", first=draft.exact(low), last=draft.exact(high))
    choice = chosen_among(rivals, draft.base.choices, draft.as_of)
    if not choice:
        return (*between, Text(" "), Text(no_choice(draft)))
    chosen = draft.base.observations[choice.observation]
    figure = draft.exact_with_unit(chosen).text
    preferred = (
        words.label("chosen_open", figure=figure)
        if draft.is_for_release
        else words.label("chosen", figure=figure, reason=choice.reason)
    )
    return (*between, Text(" "), draft.figure(chosen, preferred))


# --- corridors compared -------------------------------------------------------------------------


def _comparisons(draft: Draft) -> Iterator[Block]:
    """What one reporter says of several corridors, in one unit, for one time and from one place."""
    if not asks_for(draft, Category.CORRIDOR):
        return
    facts = draft.selection.facts
    of_routes = [
        o
        for o in draft.selection.observations.values()
        if not o.flow and facts[o.fact].fact.corridor and o.status in COUNTED
    ]
    groups = grouped(of_routes, lambda o: "|".join((*series_key(o), o.period.edtf)))
    fit = [group for group in groups.values() if _is_comparison(draft, group)]
    fit.sort(key=lambda g: (-g[0].period.last.toordinal(), -len(g), g[0].measure, g[0].id))
    for group in fit[:_MOST_COMPARISONS]:
        yield _comparison(draft, sorted(group, key=lambda o: (o.value, o.id)))


def _is_comparison(draft: Draft, group: Sequence[Observation]) -> bool:
    """Whether each is of another corridor, and all the ways named have one end in common."""
    facts = [draft.base.facts[o.fact] for o in group]
    ends = set(facts[0].places).intersection(*(fact.places for fact in facts))
    apart = len({fact.corridor for fact in facts}) == len({o.fact for o in group}) == len(group)
    return len(group) >= _TWO and apart and bool(ends)


def _comparison(draft: Draft, group: Sequence[Observation]) -> Chart:
    words, first = draft.words, group[0]
    measure, language = draft.measure(first)
    unit = draft.wording.unit(draft.base.measures[first.measure].unit)
    names = [_way(draft, o) for o in group]
    points = tuple(DataPoint(o.value, draft.exact(o), o.value_high) for o in group)
    said: list[Inline] = [Text(measure, language), mark(draft, "comma"), Text(unit)]
    values = ((name, Text(" "), draft.exact(o)) for name, o in zip(names, group, strict=True))
    said += [mark(draft, "colon"), *listed(draft, values)]
    return Chart(
        f"charts.{first.measure}",
        FigureText(
            filled(
                words,
                "comparison_caption",
                measure=measure,
                reporter=draft.base.organisation_name(first.reporter),
                period=draft.wording.period(first),
            ),
            (*said, stop(draft)),
            source_line(
                draft,
                group,
                _range_note(draft, ChartKind.BARS, points),
                filled(words, "comparison_note"),
            ),
            sentence(
                draft,
                "comparison_finding",
                lowest=names[0],
                low=draft.exact(first),
                highest=names[-1],
                high=draft.exact(group[-1]),
            ),
        ),
        ChartKind.BARS,
        unit,
        tuple(name.text for name in names),
        (Series(measure, points, upper=_upper(draft, measure)),),
        draft.wording.separators,
    )


def _upper(draft: Draft, name: str) -> str:
    return filled(draft.words, "upper", what=name)


def _range_note(draft: Draft, kind: ChartKind, points: Sequence[DataPoint]) -> str:
    """How a range is drawn, where there is one."""
    is_range = any(point.high is not None for point in points)
    return filled(draft.words, f"range_{kind}") if is_range else ""


def _way(draft: Draft, observation: Observation) -> FactText:
    """The corridor and the places that the fact names on it."""
    fact, base = draft.base.facts[observation.fact], draft.base
    places = "\u00a0–\u00a0".join(base.places[place].name for place in fact.places)
    return draft.held_text(f"{base.corridors[fact.corridor].title} ({places})", fact.id)

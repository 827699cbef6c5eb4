"""The tables of a pack that span topics: trade by period, corridors, timeline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.factbase.derive import Derived, derived_figures
from briefgen.factbase.records import Category, Kind, ObservationStatus, PeriodKind
from briefgen.factbase.rivals import COUNTED
from briefgen.pack.blocks import Align, Block, Column, Heading, Table
from briefgen.pack.inlines import CrossReference, FactText, Inline, Inlines, Text
from briefgen.pack.request import Side
from briefgen.pack.sections.counters import agreeing, counter, unnamed
from briefgen.pack.sections.events import events_of, exact_date, statement_of_event
from briefgen.pack.select import Why
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.factbase.records import Fact, Observation
    from briefgen.pack.draft import Draft
    from briefgen.pack.select import SelectedFact

TRADE_MEASURE = "trade.value"
TRADE_TABLE = "trade_table.table"  # the id of its block
_FIFTH = 5  # of a timeline is the most that one month has, while others have any
_A_QUARTER = 92  # days; an event "between" two days further apart has no place in a timeline
WHOLE_PERIODS = (PeriodKind.CALENDAR_YEAR, PeriodKind.FISCAL_YEAR)
_SIDES = {Side.PAK, Side.KAZ}
_IN_ANY_CASE = (Why.FOUNDING, Why.PINNED)
_PARTS_OF_YEARS = (PeriodKind.PART_YEAR, PeriodKind.POINT)


def all_counts(draft: Draft) -> tuple[Inlines, ...]:
    """Where the pack comes to hold the table of trade by period, a sentence that leads there."""
    if "trade_table" not in draft.product.sections or not _counted_trade(draft):
        return ()
    table, page = CrossReference(TRADE_TABLE), CrossReference(TRADE_TABLE, page=True)
    return (draft.filled(draft.words.label("all_counts"), table=table, page=page),)


def _counted_trade(draft: Draft) -> list[Observation]:
    if not asks_for(draft, Category.TRADE):
        return []
    return [
        o
        for o in draft.selection.observations.values()
        if o.measure == TRADE_MEASURE and o.status in COUNTED
    ]


def trade_table(draft: Draft) -> list[Block]:
    """Goods trade by period, direction and reporter; in packs on trade."""
    counted = _counted_trade(draft)
    if not counted:
        return []
    by_weight = sorted(
        counted,
        key=lambda o: (o.period_kind in _PARTS_OF_YEARS, -o.period.last.toordinal(), o.id),
    )
    rows = sorted(
        agreeing(draft, by_weight[: draft.product.limits.trade_rows]),
        key=lambda group: (group[0].period.start, group[0].period.stop, group[0].flow, group[0].id),
    )
    shown = [group[0] for group in rows]
    words = draft.words
    unit = words.get("columns", "value")
    table = Table(
        TRADE_TABLE,
        words.label(
            "with_unit",
            text=words.get("captions", "trade_table"),
            unit=draft.wording.unit(draft.base.measures[TRADE_MEASURE].unit),
        ),
        (
            Column(words.get("columns", "period"), 0.22),
            Column(words.get("columns", "flow"), 0.20),
            Column(unit, 0.10, Align.RIGHT),
            Column(words.get("columns", "counted_by"), 0.48),
        ),
        tuple(_trade_row(draft, group, shown) for group in rows),
        _trade_notes(draft, sum(map(len, rows)), len(counted)),
    )
    heading = Heading("trade_table", 1, words.heading("trade_table"), new_page=True)
    return [heading, table, *_derived_table(draft, shown)]


def asks_for(draft: Draft, category: Category) -> bool:
    """Whether the pack is on ``category`` at all."""
    return any(topic.category is category for topic in draft.selection.topics)


def _trade_notes(draft: Draft, shown: int, count: int) -> tuple[Inlines, ...]:
    notes = [(Text(draft.words.label("trade_note")),)]
    if shown < count:
        notes.append((Text(draft.shortened("more_figures", shown=shown, all=count)),))
    return tuple(notes)


def _derived_table(draft: Draft, observations: list[Observation]) -> list[Block]:
    """Growth, balance and share, worked out within what is comparable and marked as derived."""
    figures = derived_figures(observations)
    if not figures:
        return []
    words = draft.words
    columns = (
        Column(words.get("columns", "period"), 0.20),
        Column(words.get("columns", "derived"), 0.385),
        Column(words.get("columns", "value"), 0.155, Align.RIGHT),
        Column(words.get("columns", "counted_by"), 0.26),
    )
    return [
        Table(
            "trade_table.derived",
            words.get("captions", "derived", unit=draft.wording.unit("USD million")),
            columns,
            tuple(_derived_row(draft, figure) for figure in figures),
            (
                (Text(words.label("derived_note")),),
                *(note for figure in figures for note in _doubts(draft, figure)),
            ),
        )
    ]


def _derived_row(draft: Draft, derived: Derived) -> tuple[Inlines, ...]:
    first, second = derived.of
    flows = [draft.wording.flow(o.flow) for o in derived.of]
    what = draft.words.get("derivations", derived.kind, first=flows[0], second=flows[1])
    value = draft.wording.derived(derived)
    return (
        (draft.period(first),),
        (FactText(what, first.fact),),
        (draft.figure(first, value),),
        (
            draft.reporter(first),
            *unnamed(draft, first),
            Text(" "),
            draft.cite([first.fact, second.fact]),
        ),
    )


def _doubts(draft: Draft, derived: Derived) -> Iterator[Inlines]:
    """What curators found where the two facts behind a figure do not fit together.

    A copy for release keeps back what we think of sources.
    """
    pair = {o.fact for o in derived.of}
    told = [d for d in draft.base.disagreements if {d.fact, d.rival} == pair and d.note]
    figure = draft.figure(derived.of[0], draft.wording.derived(derived))
    colon = Text(draft.words.get("punctuation", "colon"))
    if not draft.is_for_release:
        yield from ((figure, colon, draft.held_text(d.note, d.fact)) for d in told)


def _trade_row(
    draft: Draft, group: Sequence[Observation], shown: Sequence[Observation]
) -> tuple[Inlines, ...]:
    """What all of ``group`` say, in a row with each of them."""
    o, between = group[0], Text(draft.words.get("punctuation", "semicolon"))
    counted = o.status is ObservationStatus.ACTUAL
    status = "" if counted else draft.bracketed(draft.words.get("statuses", o.status))
    who: list[Inline] = []
    for one in group:
        who += [between] if who else []
        who += [
            *counter(draft, one, shown, shares=one is not o),
            Text(f"{status} "),
            draft.cite([one.fact]),
        ]
    return (
        (draft.period(o),),
        (FactText(capitalised(draft.wording.flow(o.flow)), o.fact),),
        (draft.exact(o),),
        tuple(who),
    )


def corridor_table(draft: Draft) -> list[Block]:
    """The corridors whose status a selected fact gives; in packs on corridors."""
    if not asks_for(draft, Category.CORRIDOR):
        return []
    words, facts = draft.words, draft.selection.facts
    rows = []
    for corridor in draft.base.corridors.values():
        chosen = facts.get(corridor.status_fact)
        if chosen:
            fact = chosen.fact
            rows.append(
                (
                    (draft.held_text(corridor.title, fact.id),),
                    (FactText(words.get("modes", corridor.mode), fact.id),),
                    (FactText(words.get("statuses", corridor.status), fact.id),),
                    (draft.held_text(corridor.via, fact.id),),
                    draft.statement(fact),
                )
            )
    if not rows:
        return []
    table = Table(
        "corridor_table.table",
        words.get("captions", "corridor_table"),
        (
            Column(words.get("columns", "corridor"), 0.19),
            Column(words.get("columns", "mode"), 0.08),
            Column(words.get("columns", "status"), 0.09),
            Column(words.get("columns", "via"), 0.19),
            Column(words.get("columns", "basis"), 0.45),
        ),
        tuple(rows),
        ((Text(words.label("corridor_note")),),),
        wide=True,
    )
    heading = Heading("corridor_table", 1, words.heading("corridor_table"), new_page=True)
    return [heading, table]


def timeline(draft: Draft) -> list[Block]:
    """What happened when: events and agreements inside the range, and founding dates.

    What several facts tell stands in one row.
    """
    dated = [c for c in draft.selection.facts.values() if _is_dated(c.fact)]
    events = events_of(draft, dated)
    best = [one for one, _ in events.values()]
    kept = _weightiest_of_each_month(draft, best, draft.product.limits.timeline_rows)
    rows = sorted((c.fact for c in kept), key=lambda fact: exact_date(fact, events[fact.id][1]))
    if not rows:
        return []
    words = draft.words
    notes: tuple[tuple[Text, ...], ...] = ()
    if len(events) > len(rows):
        text = draft.shortened("more_dropped", shown=len(rows), all=len(events))
        notes = ((Text(text),),)
    table = Table(
        "timeline.table",
        words.get("captions", "timeline"),
        (
            Column(words.get("columns", "date"), 0.22),
            Column(words.get("columns", "event"), 0.78),
        ),
        tuple(
            (
                (FactText(draft.wording.interval(fact.date), fact.id),),
                statement_of_event(draft, fact, events[fact.id][1]),
            )
            for fact in rows
        ),
        notes,
    )
    return [Heading("timeline", 1, words.heading("timeline"), new_page=True), table]


def _is_dated(fact: Fact) -> bool:
    """Whether the day, month or year of what happened is known."""
    known = not fact.date.is_open and not fact.date.starts_unknown
    vague = "/" in fact.date.edtf and (fact.date.stop - fact.date.start).days > _A_QUARTER
    return fact.kind in (Kind.EVENT, Kind.AGREEMENT) and known and not vague


def _weightiest_of_each_month(
    draft: Draft, chosen: Sequence[SelectedFact], limit: int
) -> list[SelectedFact]:
    """The ``limit`` events that matter most, few of them of one month while others have any.

    Founding dates and what is pinned stand in any case, then what both countries had a part in.
    Of an event that matters many sources tell, and a line may rest on it. A state visit leaves more
    on record than the years before it, and a reader wants to see how things came to it.
    """
    few, months = max(limit // _FIFTH, 1), Counter[tuple[int, int]]()
    first, rest = list[str](), list[str]()
    for one in sorted(chosen, key=lambda c: _weight_of_event(draft, c)):
        month = one.fact.date.start.year, one.fact.date.start.month
        months[month] += 1
        stays = one.why in _IN_ANY_CASE or months[month] <= few
        (first if stays else rest).append(one.fact.id)
    pinned = sum(c.why is Why.PINNED for c in chosen)
    kept = {*[*first, *rest][: max(limit, pinned)]}
    return [c for c in chosen if c.fact.id in kept]


def _weight_of_event(draft: Draft, chosen: SelectedFact) -> tuple[bool, bool, int, bool, int, str]:
    """How much an event matters: the least the most."""
    fact = chosen.fact
    spoken = fact.id in draft.selection.spoken
    return (
        chosen.why not in _IN_ANY_CASE,
        not set(fact.actors) >= _SIDES,
        -len(draft.base.citations_of[fact.id]) - spoken,
        not spoken,
        -fact.date.last.toordinal(),
        fact.id,
    )


def weightiest(draft: Draft, chosen: Sequence[SelectedFact], limit: int) -> list[SelectedFact]:
    """The ``limit`` facts that matter most, in the order given.

    What the user pinned comes first, then what the lines of the pack rest on; what is on record
    comes before what somebody says, what many sources tell before the rest, and the newest before
    the older.
    """
    weights = {c.fact.id: _weight(draft, c) for c in chosen}
    pinned = sum(c.why is Why.PINNED for c in chosen)
    kept = set(sorted(weights, key=weights.__getitem__)[: max(limit, pinned)])
    return [c for c in chosen if c.fact.id in kept]


def _weight(draft: Draft, chosen: SelectedFact) -> tuple[bool, bool, bool, int, int, str]:
    fact = chosen.fact
    return (
        chosen.why not in _IN_ANY_CASE,
        fact.id not in draft.selection.spoken,
        fact.kind in (Kind.CLAIM, Kind.POTENTIAL),
        -len(draft.base.citations_of[fact.id]),
        -fact.date.last.toordinal(),
        fact.id,
    )

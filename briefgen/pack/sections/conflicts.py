"""The register of what disagrees in a pack: who says how much for when, and where it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.factbase.base import grouped
from briefgen.factbase.rivals import chosen_among, rival_groups
from briefgen.pack.blocks import Block, Heading, List, ListItem, Paragraph, ParagraphStyle
from briefgen.pack.inlines import CrossReference, Inline, Inlines, Text
from briefgen.pack.sections.contradictions import Above, contradiction, contradicts, sides
from briefgen.pack.sections.disagreements import (
    are_mostly_in,
    boxed_statements,
    counted_thing,
    counts,
    direction_told,
)
from briefgen.pack.sections.tables import TRADE_MEASURE, TRADE_TABLE
from briefgen.pack.sections.topic_brief import heading_id
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.factbase.records import Observation
    from briefgen.pack.draft import Draft

    _Group = tuple[Observation, ...]  # rivals for one thing and one time

_HERE = "here"  # what is told nowhere else


class _Entry(NamedTuple):
    """Something that disagrees, and the block where it is told; empty where that is here alone."""

    place: str
    inlines: Inlines


def conflicts(draft: Draft) -> list[Block]:
    """Figures and statements of the pack that disagree, each with who says it, place by place.

    Figures stand with period and counter, and the choice made; statements with their sources,
    where a brief tells them side by side, and else in full, at the end. Only facts that the pack
    prints stand in it; nothing is cited here for the first time.
    """
    groups = list(_rivals(draft))
    found = [*(_figures(draft, row) for row in _rows(groups)), *_statements(draft, groups)]
    if not found:
        return []
    blocks: list[Block] = [Heading("sources.conflicts", 2, draft.words.heading("conflicts"))]
    count = 0
    for place, entries in sorted(grouped(found, lambda e: e.place).items(), key=_in_order(draft)):
        items = tuple(
            ListItem(f"sources.conflict.{count + n}", entry.inlines)
            for n, entry in enumerate(entries, 1)
        )
        count += len(items)
        listed = List(f"sources.conflicts.list.{place or _HERE}", items)
        blocks += [listed, _way(draft, place)] if place else [_told_here(draft), listed]
    return blocks


def _in_order(draft: Draft) -> Callable[[tuple[str, object]], int]:
    """Sorts by place: the table of trade, the briefs in their order, then what is told here."""
    briefs = [heading_id(topic) for topic in draft.selection.topics]
    places = (TRADE_TABLE, *briefs, "")
    return lambda group: places.index(group[0])


def _way(draft: Draft, place: str) -> Block:
    """The line under a list that says where all of it is told."""
    ways = {"place": CrossReference(place), "page": CrossReference(place, page=True)}
    told = draft.filled(draft.words.label("told_in"), **ways)
    return Paragraph(f"sources.conflicts.at.{place}", told, ParagraphStyle.NOTE)


def _told_here(draft: Draft) -> Block:
    """The line over the list of what no brief tells side by side."""
    said = (Text(draft.words.label("told_here")),)
    return Paragraph(f"sources.conflicts.{_HERE}", said, ParagraphStyle.NOTE, keep_with_next=True)


def _rivals(draft: Draft) -> Iterator[_Group]:
    """Rival figures for one thing and one time; those that agree are no conflict."""
    shown = [o for o in draft.selection.observations.values() if o.fact in draft.cited.facts]
    for group in rival_groups(shown):
        if len({(o.value, o.value_high) for o in group}) > 1:
            yield group


def _rows(groups: Sequence[_Group]) -> list[list[_Group]]:
    """Groups that share a figure, as those of times that overlap do, in a row."""
    rows: list[list[_Group]] = []
    for group in groups:
        ids = {o.id for o in group}
        row = next((r for r in rows if any(o.id in ids for one in r for o in one)), None)
        if row is None:
            rows.append([group])
        else:
            row.append(group)
    return rows


def _figures(draft: Draft, row: Sequence[_Group]) -> _Entry:
    """Counts of one thing, each once, and what was chosen among those of one time."""
    figures = tuple({o.id: o for group in row for o in group}.values())
    mark = draft.words.get("punctuation", "colon")
    inlines = (
        Text(*counted_thing(draft, figures)),
        Text(f"{direction_told(draft, figures)}{mark}"),
        *counts(draft, figures),
        *(inline for group in row for inline in _choice(draft, group)),
    )
    is_trade = figures[0].measure == TRADE_MEASURE
    return _Entry(_place(draft, [o.fact for o in figures], is_trade=is_trade), inlines)


def _choice(draft: Draft, group: _Group) -> Inlines:
    choice = chosen_among(group, draft.base.choices, draft.as_of)
    if not choice:
        return ()
    figure = draft.exact_with_unit(draft.base.observations[choice.observation])
    return (Text(" "), *draft.filled(draft.words.label("chosen_open"), figure=figure))


def _statements(draft: Draft, groups: Sequence[_Group]) -> Iterator[_Entry]:
    """Statements that contradict each other, but for those whose figures stand side by side."""
    cited, above = draft.cited.facts, Above(set(), [], set())
    told = [{o.fact for o in group} for group in groups]
    boxes = {heading_id(topic): boxed_statements(draft, topic) for topic in draft.topics}
    shown = [
        d
        for d in draft.base.disagreements
        if {d.fact, d.rival} <= cited and contradicts(draft.base, d)
    ]
    for about, pairs in grouped(shown, lambda d: d.about).items():
        facts, note = sides(draft, pairs)
        ids = [fact.id for fact in facts]
        if any(are_mostly_in(ids, group) for group in told):
            continue
        place = next((brief for brief, boxed in boxes.items() if boxed.issuperset(ids)), "")
        if place in draft.printed:
            mark = draft.words.get("punctuation", "colon")
            named = Text(capitalised(about), draft.held), Text(mark)
            yield _Entry(place, (*named, *_sayers(draft, ids)))
        else:
            yield _Entry("", contradiction(draft, about, facts, note, above))


def _sayers(draft: Draft, facts: Sequence[str]) -> Iterator[Inline]:
    """Who published ``facts``, each once with the marks of its sources, and a full stop.

    Of one alone it is told that it says both: two sides are looked for otherwise.
    """
    said = grouped(facts, lambda fact: _publisher(draft, fact))
    if len(said) == 1:
        ((publisher, told),) = said.items()
        who, sources = draft.held_text(publisher, told[0]), draft.cite(told)
        yield from draft.filled(draft.words.label("says_both"), publisher=who, sources=sources)
        return
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


def _place(draft: Draft, facts: Sequence[str], *, is_trade: bool = False) -> str:
    """Where they are told: counts of trade in their table, the rest in the brief of a topic."""
    homes = (heading_id(draft.base.topics[draft.base.facts[fact].topic]) for fact in facts)
    places = (TRADE_TABLE, *homes) if is_trade else homes
    return next((block for block in places if block in draft.printed), "")

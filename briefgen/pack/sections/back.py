"""The back of a pack: sensitivities, sources, and how the pack was made."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import LineType
from briefgen.pack.blocks import (
    Align,
    Block,
    Column,
    Heading,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import Emphasis, FactText, Ids, Inline, Inlines, Link, Text
from briefgen.pack.record import record_values
from briefgen.pack.sections.conflicts import conflicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.factbase.records import Choice, Observation, Source
    from briefgen.pack.draft import Draft


_WHOLE_PAGE = "page"  # the locator of a web page without finer parts


def sensitivities(draft: Draft) -> list[Block]:
    """What to avoid, each with the safe wording: the weightiest, on one page."""
    found = [
        line
        for topic in draft.selection.topics
        for line in draft.selection.lines_of(topic.id, LineType.SENSITIVITY)
    ]
    ranked = sorted(found, key=lambda line: line.priority.rank)
    kept = set(ranked[: draft.product.limits.sensitivities])
    items = tuple(
        ListItem(
            f"line.{line.id}", draft.line(line), draft.topic_title(draft.base.topics[line.topic])
        )
        for line in found
        if line in kept and draft.fits(f"line.{line.id}")
    )
    if not items:
        return []
    words = draft.words
    blocks: list[Block] = [
        Heading("sensitivities", 1, words.heading("sensitivities"), new_page=True),
        List("sensitivities.list", items),
    ]
    if len(items) < len(found):
        text = draft.shortened("more_sensitivities", shown=len(items), all=len(found))
        blocks.append(Paragraph("sensitivities.more", (Text(text),), ParagraphStyle.NOTE))
    return blocks


def sources(draft: Draft) -> list[Block]:
    """Every source that is cited, by number, with the places and the facts; what disagrees.

    A copy for release tells neither the ids of facts nor what we think of a source.
    """
    cited = draft.cited.in_order
    if not cited:
        return []
    blocks: list[Block] = [
        Heading("sources", 1, draft.words.heading("sources"), new_page=True),
    ]
    days = [draft.base.sources[source].accessed for _, source, _ in cited]
    usual = _usual(days)
    if usual:
        key = "all_accessed" if len({*days}) == 1 else "most_accessed"
        day = draft.wording.interval(parse_edtf(usual))
        note = (Text(draft.words.label(key, date=day)),)
        blocks.append(Paragraph("sources.note", note, ParagraphStyle.NOTE))
    entries = tuple(
        SourceEntry(number, source, _source_entry(draft, source, places, usual))
        for number, source, places in cited
    )
    more = [] if draft.is_for_release else conflicts(draft)
    return [*blocks, SourceList("sources.list", entries), *more]


def _usual(days: Sequence[str]) -> str:
    """The day on which more than half of the sources were read; empty where there is none."""
    (day, count), *_ = Counter(days).most_common(1)
    return day if 2 * count > len(days) and all(days) else ""


def short_sources(draft: Draft) -> list[Block]:
    """Every source that is cited, by number: who says it and when, a line each.

    The title stands only where no publisher or no day is known, or two would read the same. They
    are the back of a card.
    """
    cited = {source: number for number, source, _ in draft.cited.in_order}
    if not cited:
        return []
    told = {source: _told_by(draft, draft.base.sources[source]) for source in cited}
    counts = Counter(told.values())
    entries = tuple(
        SourceEntry(number, source, _short_entry(draft, source, told[source], counts))
        for source, number in cited.items()
    )
    is_card = draft.product.large_type
    heading = Heading("sources", 1, draft.words.heading("sources"), new_page=is_card)
    return [heading, SourceList("sources.list", entries)]


def _told_by(draft: Draft, source: Source) -> tuple[str, str]:
    """Who published ``source`` and when, or when it was read; empty where that is not known."""
    by = source.publisher or draft.joined(source.authors)
    if source.issued:
        return by.rstrip("."), draft.wording.interval(parse_edtf(source.issued))
    return by.rstrip("."), _when_read(draft, source)


def _short_entry(
    draft: Draft, source: str, told: tuple[str, str], counts: Mapping[tuple[str, str], int]
) -> Inlines:
    words = Text(f"{draft.joined(filter(None, told))}.", draft.held)
    if all(told) and counts[told] == 1:
        return (words,)
    title = Emphasis(f"{draft.base.sources[source].title.rstrip('.')}. ", draft.held)
    return (title, words) if any(told) else _ended((title,))


def _when_read(draft: Draft, source: Source) -> str:
    """When a page was consulted that has no day of its own; empty where nobody noted it."""
    if not source.accessed:
        return ""
    read = draft.wording.interval(parse_edtf(source.accessed))
    return draft.words.get("choices", "consulted", date=read)


def choices(draft: Draft) -> list[Block]:
    """The choices among rival figures that are in the pack, each with its reason."""
    observations = draft.selection.observations
    items = []
    for choice in draft.base.choices:
        chosen = observations.get(choice.observation)
        rivals = [o for name in choice.rivals if (o := observations.get(name))]
        if chosen:
            others = {o.value: o for o in rivals if o.value != chosen.value}
            rivals = sorted(others.values(), key=lambda o: o.value)
        if chosen and rivals and chosen.fact in draft.cited.facts:
            items.append(ListItem(f"choice.{chosen.id}", _choice(draft, chosen, rivals, choice)))
    if not items:
        return []
    heading = Heading("choices", 1, draft.words.get("choices", "heading"), new_page=True)
    return [heading, List("choices.list", tuple(items))]


def _choice(
    draft: Draft, chosen: Observation, rivals: list[Observation], choice: Choice
) -> Inlines:
    measure, language = draft.measure(chosen)
    against: list[Inline] = []
    for rival in rivals:
        comma = draft.words.get("punctuation", "comma")
        against += [Text(comma if against else " "), draft.exact_with_unit(rival)]
    return (
        FactText(measure, chosen.fact, language),
        Text(draft.words.get("punctuation", "comma")),
        draft.period(chosen),
        Text(draft.words.get("punctuation", "colon")),
        draft.exact_with_unit(chosen),
        Text(draft.words.get("choices", "rather_than")),
        *against,
        Text(draft.words.get("punctuation", "full_stop")),
        draft.held_text(choice.reason, chosen.fact),
        Text(" "),
        draft.cite([chosen.fact, *(rival.fact for rival in rivals)]),
    )


def _source_entry(
    draft: Draft, source_id: str, places: tuple[str, ...], usual: str
) -> tuple[Inline, ...]:
    """An entry; the ``usual`` day on which sources were read stands over the list."""
    source, words = draft.base.sources[source_id], draft.words
    held, stop = draft.held, words.get("punctuation", "full_stop")
    issued = (
        draft.wording.interval(parse_edtf(source.issued)) + stop
        if source.issued
        else f"{words.label('undated')} "
    )
    publisher = (
        Text(f"{source.publisher.rstrip('.')}. ", held)
        if source.publisher
        else Text(f"{words.label('publisher_unknown')} ")
    )
    inlines: list[Inline] = [
        Text(f"{', '.join(source.authors)}. " if source.authors else "", held),
        Emphasis(f"{source.title.rstrip('.')}. ", held),
        publisher,
        Text(issued),
        Link(source.url, source.url) if source.url else Text(""),
        Text(stop if source.url else ""),
    ]
    if source.accessed and source.accessed != usual:
        read = draft.wording.interval(parse_edtf(source.accessed))
        inlines.append(Text(f"{words.label('accessed', date=read)} "))
    speaks_from = draft.cited.speaks_from(source_id)
    if speaks_from.isoformat() != source.issued:
        day = draft.wording.day(speaks_from)
        key = "as_of" if source.issued else "as_of_undated"
        inlines.append(Text(f"{words.get('choices', key, date=day)} "))
    if source.note and not draft.is_for_release:  # how far we trust it
        inlines.append(Text(f"{source.note} ", held))
    if set(places) != {_WHOLE_PAGE}:
        inlines += draft.filled(words.label("cited_at"), places=Text(together(places), held))
        inlines.append(Text(" "))
    if not draft.is_for_release:
        # Codes, which no language writes its way.
        ids = ", ".join(draft.cited.facts_from(source_id))
        inlines += draft.filled(words.label("fact_ids"), ids=Ids(ids, held))
    return _ended(inline for inline in inlines if inline.text)


def _ended(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """``inlines`` without the space that would part the last of them from another."""
    *others, last = inlines
    if isinstance(last, (Text, Emphasis)):
        last = replace(last, text=last.text.rstrip(" "))
    return tuple(inline for inline in (*others, last) if inline.text)


def together(places: tuple[str, ...]) -> str:
    """Cited places with runs of numbers closed up: "para 1–3, 7; page"."""
    numbers: dict[str, set[int]] = {}
    for place in places:
        match = re.fullmatch(r"(.*?)\s*(\d*)", place)
        words, digits = match.groups() if match else (place, "")
        numbers.setdefault(words, set()).update([int(digits)] if digits else [])
    return "; ".join(f"{words} {_runs(found)}".strip() for words, found in sorted(numbers.items()))


def _runs(numbers: set[int]) -> str:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def record(draft: Draft) -> list[Block]:
    """How the pack was made, so that it can be made again."""
    words = draft.words
    rows = tuple(
        ((Text(words.get("record", key)),), (Text(value),))
        for key, value in record_values(draft).items()
    )
    table = Table(
        "record.table",
        words.get("captions", "record"),
        (
            Column(words.get("columns", "item"), 0.25),
            Column(words.get("columns", "detail"), 0.75, Align.LEFT),
        ),
        rows,
    )
    return [Heading("record", 1, words.heading("record")), table]

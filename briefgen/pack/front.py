"""The front of a pack: cover, contents, top three messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import LineType, Priority
from briefgen.pack.blocks import (
    Block,
    Contents,
    Cover,
    Detail,
    Heading,
    Inlines,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    Text,
)
from briefgen.pack.request import Visit

if TYPE_CHECKING:
    from briefgen.factbase.records import Line
    from briefgen.pack.draft import Draft


def cover(draft: Draft) -> list[Block]:
    """What the pack is, for whom, as at when; nothing of substance."""
    visit, words = draft.selection.request.visit, draft.words
    dates = draft.wording.interval(parse_edtf(visit.dates)) if visit.dates else ""
    rows = [
        ("place", visit.place),
        ("dates", dates),
        ("principal", visit.principal),
        ("counterpart", visit.counterpart),
        ("information_as_at", draft.wording.day(draft.as_of)),
        ("oldest_figure", _oldest_figure(draft)),
        ("period_covered", period_covered(draft)),
        ("topics", _topics(draft)),
        ("voice", words.get("voices", draft.selection.request.voice)),
        ("issue", visit.issue),
        ("prepared_by", visit.prepared_by),
        ("contact", visit.contact),
    ]
    details = tuple(Detail(words.label(key), (Text(value),)) for key, value in rows if value)
    return [Cover("cover", title_of(draft), product_title(draft), details)]


def title_of(draft: Draft) -> str:
    """The title of the visit, or a name for a pack without one."""
    title = draft.selection.request.visit.title
    return title if title != Visit().title else draft.words.label("untitled")


def product_title(draft: Draft) -> str:
    """What kind of pack it is, translated where the words have it."""
    product = draft.product
    if draft.words.is_held:
        return product.title
    return draft.words.known("products", product.name, product.title)


def period_covered(draft: Draft) -> str:
    """The date range asked for, in words; empty where there is none."""
    request = draft.selection.request
    first, last = (parse_edtf(text) if text else None for text in (request.first, request.last))
    return draft.wording.span(first, last)


def _oldest_figure(draft: Draft) -> str:
    observations = draft.selection.observations.values()
    if not observations:
        return ""
    oldest = min(observations, key=lambda o: (o.period.last, o.id))
    return draft.wording.period(oldest)


def _topics(draft: Draft) -> str:
    categories = dict.fromkeys(topic.category for topic in draft.selection.topics)
    return draft.joined(draft.words.get("categories", category) for category in categories)


def contents(draft: Draft) -> list[Block]:
    """The list of parts, and what the date range let in."""
    blocks: list[Block] = [Contents("contents", draft.words.heading("contents"))]
    period = period_covered(draft)
    if period:
        note = draft.words.label("selection_note", period=period)
        blocks.append(Paragraph("contents.note", (Text(note),), ParagraphStyle.NOTE))
    return blocks


def with_language_note(draft: Draft, blocks: list[Block]) -> list[Block]:
    """``blocks`` with a note on the language that facts are held in, where it is not the pack's.

    It stands under the contents; in a pack without them on the cover, else before the first
    heading.
    """
    if not draft.held:
        return blocks
    words: Inlines = (Text(draft.words.label("held_in")),)
    first, *others = blocks
    if isinstance(first, Cover) and not any(isinstance(block, Contents) for block in blocks):
        return [replace(first, notice=(*first.notice, *words)), *others]
    place = next((n for n, block in enumerate(blocks) if isinstance(block, Heading)), 0)
    note = Paragraph("contents.language", words, ParagraphStyle.NOTE)
    return [*blocks[:place], note, *blocks[place:]]


def messages(draft: Draft) -> list[Block]:
    """The few things to say if only two minutes are left: the first "must" of each topic."""
    lines = top_messages(draft)
    if not lines:
        return []
    items = tuple(ListItem(f"message.{line.id}", draft.line(line)) for line in lines)
    return [
        Heading("messages", 1, draft.words.heading("messages"), new_page=True),
        List("messages.list", items, ListStyle.SPOKEN),
    ]


def top_messages(draft: Draft) -> list[Line]:
    """The most important points, one a category first, then one a topic, then the rest."""
    points = [
        line
        for line in draft.selection.lines
        if line.type is LineType.POINT and line.priority is Priority.MUST
    ]
    base = draft.base
    by_category = {base.topics[line.topic].category: line for line in reversed(points)}
    by_topic = {line.topic: line for line in reversed(points)}
    chosen = [
        line
        for group in (by_category.values(), by_topic.values(), points)
        for line in sorted(group, key=points.index)
    ]
    return list(dict.fromkeys(chosen))[: draft.product.limits.messages]

"""The steering note: the whole visit on one page, and the messages for the last two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import LineType, Priority
from briefgen.pack.blocks import Block, Heading, List, ListItem, Paragraph, ParagraphStyle
from briefgen.pack.inlines import CrossReference, Inline, Strong, Text
from briefgen.pack.request import Likelihood
from briefgen.pack.sections.topic_brief import brief_groups, several
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.factbase.records import Line, Topic
    from briefgen.pack.draft import Draft

_GROUP = "steering"  # of the printed words
_CALL = "call"  # likewise, of a call
_ALL = 3  # messages, which their heading counts


def steering_note(draft: Draft) -> list[Block]:
    """Why this visit, what we want, what they want, the one risk, when the two last met."""
    aims = objectives(draft)
    if not (aims or draft.selection.request.visit.purpose):
        return []
    return [
        Heading("steering", 1, draft.words.get(_GROUP, "heading"), new_page=True),
        *_occasion(draft),
        *_lines(draft, "objective", aims, ParagraphStyle.OUR_RESPONSE),
        *_lines(draft, "theirs", _their_aims(draft), ParagraphStyle.THEY_MAY_RAISE),
        *_lines(draft, "risk", _risk(draft), ParagraphStyle.THEY_MAY_RAISE),
        *_last_met(draft),
        *_where_briefs_are(draft),
    ]


def _occasion(draft: Draft) -> Iterator[Block]:
    """With whom, where, when and how long; why, and who asked for it.

    Who picks up the telephone must know whose call it is, so that nobody forgets to tell it.
    """
    visit, is_call = draft.selection.request.visit, draft.product.by_telephone
    asked_by = visit.requested_by or (draft.asked("").text if is_call else "")
    told = (
        ("encounter", _encounter(draft)),
        ("purpose", (visit.purpose,)),
        ("asked_for_by", (asked_by,)),
    )
    words = _CALL if is_call else _GROUP
    inlines: list[Inline] = []
    for key, texts in told:
        first, *others = (*filter(None, texts), "")
        if first:
            label = Strong(f"{' ' if inlines else ''}{draft.words.get(words, key)} ")
            inlines += [label, *draft.asked_sentence(capitalised(first), *others)]
    if inlines:
        yield Paragraph("steering.occasion", tuple(inlines))


def _encounter(draft: Draft) -> tuple[str, ...]:
    visit, meeting = draft.selection.request.visit, draft.selection.request.meeting
    minutes = meeting.minutes
    return (
        visit.counterpart,
        "" if draft.product.by_telephone else visit.place,
        draft.wording.interval(parse_edtf(visit.dates)) if visit.dates else "",
        draft.words.get(_GROUP, "minutes", minutes=minutes) if minutes else "",
        draft.words.get("interpreting", meeting.interpreter) if minutes else "",
    )


def _lines(draft: Draft, key: str, lines: Iterable[Line], style: ParagraphStyle) -> Iterator[Block]:
    label = Strong(f"{draft.words.get(_GROUP, key)} ")
    for line in lines:
        yield Paragraph(f"{key}.{line.id}", (label, *draft.line(line)), style)


def _likely(draft: Draft) -> list[Topic]:
    """The topics that are not unlikely to come up."""
    return [t for t in draft.topics if draft.likelihood(t) is not Likelihood.UNLIKELY]


def objectives(draft: Draft) -> tuple[Line, ...]:
    """What the visit is for: the first objective of each topic, those sure to come up first.

    Of what is unlikely to come up nothing is wanted.
    """
    found = (draft.selection.lines_of(t.id, LineType.OBJECTIVE)[:1] for t in _likely(draft))
    lines = [line for lines in found for line in lines]
    return tuple(lines[: draft.product.limits.objectives])


def _their_aims(draft: Draft) -> list[Line]:
    """What the other side is most likely to want, one a topic."""
    found = (draft.selection.lines_of(t.id, LineType.THEY_MAY_RAISE)[:1] for t in _likely(draft))
    lines = [line for lines in found for line in lines]
    return sorted(lines, key=lambda line: line.priority.rank)[: draft.product.limits.theirs]


def _risk(draft: Draft) -> list[Line]:
    """The one thing to avoid: the weightiest sensitivity of the topic likeliest to come up."""
    found = (draft.selection.lines_of(t.id, LineType.SENSITIVITY)[:1] for t in draft.topics)
    lines = [line for lines in found for line in lines]
    return sorted(lines, key=lambda line: line.priority.rank)[:1]


def _last_met(draft: Draft) -> Iterator[Block]:
    fact = draft.selection.request.visit.last_met
    if fact and draft.may_cite(fact):
        label = Strong(f"{draft.words.get(_GROUP, 'last_met')} ")
        yield Paragraph("steering.last_met", (label, *draft.statement(draft.base.facts[fact])))


def _where_briefs_are(draft: Draft) -> Iterator[Block]:
    """The way to the briefs behind the note, by the headings they stand under."""
    if "topics" not in draft.product.sections or not several(draft):
        return
    form, end = draft.words.get(_GROUP, "brief_at"), draft.words.get("punctuation", "full_stop")
    inlines: list[Inline] = [Strong(f"{draft.words.get(_GROUP, 'briefs')} ")]
    for index, group in enumerate(brief_groups(draft)):
        if index:
            inlines.append(Text(draft.words.get("punctuation", "semicolon")))
        brief, page = CrossReference(group.heading), CrossReference(group.heading, page=True)
        inlines += draft.filled(form, brief=brief, page=page)
    if len(inlines) > 1:
        ending = Text(end.rstrip())
        yield Paragraph("steering.briefs", (*inlines, ending), ParagraphStyle.NOTE)


# --- the top three messages ---------------------------------------------------------------------


def messages(draft: Draft) -> list[Block]:
    """The few things to say if only two minutes are left; under the steering note if there is one.

    Each names its topic, whose objective it serves.
    """
    lines = top_messages(draft)
    if not lines:
        return []
    items = tuple(
        ListItem(f"message.{line.id}", draft.line(line), _serves(draft, line)) for line in lines
    )
    title = draft.words.heading("messages" if len(lines) == _ALL else "messages_fewer")
    return [
        Heading("messages", 1, title, new_page="steering" not in draft.printed),
        List("messages.list", items, draft.spoken_style),
    ]


def _serves(draft: Draft, line: Line) -> str:
    """The topic of a message, whose objective it serves; a card has no room for it."""
    return "" if draft.product.large_type else draft.topic_title(draft.base.topics[line.topic])


def top_messages(draft: Draft) -> list[Line]:
    """The most important points, one a category first, then one a topic, then the rest.

    A message serves an objective: those of the goals that the steering note states come before
    those of other topics, and topics without an objective come last. A topic that is unlikely to
    come up has none.
    """
    goals = {line.topic for line in objectives(draft)}
    aims = {line.topic for line in draft.selection.lines if line.type is LineType.OBJECTIVE}
    of_goals = _in_turn(draft, [t for t in _likely(draft) if t.id in goals])
    others = [t for t in _likely(draft) if t.id not in goals]
    rest = _in_turn(draft, sorted(others, key=lambda t: t.id not in aims))
    return [*of_goals, *rest][: draft.product.limits.messages]


def _in_turn(draft: Draft, topics: list[Topic]) -> list[Line]:
    """The musts of ``topics``, one a category first, then one a topic, then the rest."""
    points = [
        line
        for topic in topics
        for line in draft.selection.lines_of(topic.id, LineType.POINT)
        if line.priority is Priority.MUST
    ]
    base = draft.base
    by_category = {base.topics[line.topic].category: line for line in reversed(points)}
    by_topic = {line.topic: line for line in reversed(points)}
    chosen = [
        line
        for group in (by_category.values(), by_topic.values(), points)
        for line in sorted(group, key=points.index)
    ]
    return list(dict.fromkeys(chosen))

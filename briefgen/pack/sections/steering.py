"""The steering note: the whole visit on one page, and the messages for the last two minutes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import LineType, Priority
from briefgen.pack.blocks import Block, Heading, List, ListItem, Paragraph, ParagraphStyle
from briefgen.pack.inlines import CrossReference, Inline, Strong, Text
from briefgen.pack.request import Likelihood, resolve_topics
from briefgen.pack.sections.topic_brief import brief_groups, several
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.factbase.records import Line, Topic
    from briefgen.pack.draft import Draft

_GROUP = "steering"  # of the printed words
_CALL = "call"  # likewise, of a call
_ALL = 3  # messages, which their heading counts
_NAMED = 3  # topics without a brief, by their own names


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


def _minutes(draft: Draft, minutes: int) -> str:
    form = draft.wording.plural_form(minutes)
    return draft.words.counted(_GROUP, "minutes", form, minutes=minutes)


def _encounter(draft: Draft) -> tuple[str, ...]:
    visit, meeting = draft.selection.request.visit, draft.selection.request.meeting
    minutes = meeting.minutes
    return (
        visit.counterpart,
        "" if draft.product.by_telephone else visit.place,
        draft.wording.interval(parse_edtf(visit.dates)) if visit.dates else "",
        _minutes(draft, minutes) if minutes else "",
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
    """What the visit is for: one objective a category first, so that each asked for has a goal.

    Within a category that of the weightiest topic. Of what is unlikely to come up nothing is
    wanted.
    """
    lines = _first_of_each(draft, LineType.OBJECTIVE)
    return tuple(_in_turn(draft, lines)[: draft.product.limits.objectives])


def _first_of_each(draft: Draft, kind: LineType) -> list[Line]:
    """The first line of that ``kind`` of each topic that may come up, musts before the others."""
    found = (draft.selection.lines_of(t.id, kind)[:1] for t in _likely(draft))
    lines = [line for lines in found for line in lines]
    return sorted(lines, key=lambda line: line.priority.rank)


def _their_aims(draft: Draft) -> list[Line]:
    """What the other side is most likely to want, one a topic, the categories in turn."""
    lines = _first_of_each(draft, LineType.THEY_MAY_RAISE)
    return _in_turn(draft, lines)[: draft.product.limits.theirs]


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
    """The way to the briefs behind the note, by the headings they stand under.

    A product of one brief says which other topics were asked for: nobody shall take it for all.
    """
    if "topics" not in draft.product.sections:
        return
    label, said = ("briefs", _ways(draft)) if several(draft) else _not_here(draft)
    if said:
        inlines: list[Inline] = [Strong(f"{draft.words.get(_GROUP, label)} "), *said]
        ending = Text(draft.words.get("punctuation", "full_stop").rstrip())
        yield Paragraph("steering.briefs", (*inlines, ending), ParagraphStyle.NOTE)


def _ways(draft: Draft) -> list[Inline]:
    """The groups of briefs, each with its page."""
    form, inlines = draft.words.get(_GROUP, "brief_at"), list[Inline]()
    for group in brief_groups(draft):
        if inlines:
            inlines.append(Text(draft.words.get("punctuation", "semicolon")))
        brief, page = CrossReference(group.heading), CrossReference(group.heading, page=True)
        inlines += draft.filled(form, brief=brief, page=page)
    return inlines


def _not_here(draft: Draft) -> tuple[str, list[Inline]]:
    """The topics asked for that have facts and no room, and the label they stand behind.

    Of many there are but their categories, each with how many: one of its topics may be here.
    """
    wanted = resolve_topics(draft.base, draft.selection.request.topics)
    missed = [
        topic
        for topic in draft.selection.topics
        if topic.id in wanted
        and topic not in draft.topics
        and draft.selection.facts_by_topic.get(topic.id)
    ]
    label, names = "not_here", [draft.topic_title(topic) for topic in missed]
    if len(names) > _NAMED:
        fields = Counter(draft.words.get("categories", topic.category) for topic in missed)
        label = "not_here_fields"
        names = [f"{field}{draft.bracketed(str(count))}" for field, count in fields.items()]
    return label, [Text(draft.joined(names, "semicolon"))] if names else []


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
    goals = dict.fromkeys(line.topic for line in objectives(draft))
    aims = {line.topic for line in draft.selection.lines if line.type is LineType.OBJECTIVE}
    others = [t.id for t in _likely(draft) if t.id not in goals]
    of_goals = _in_turn(draft, _musts(draft, goals))
    rest = _in_turn(draft, _musts(draft, sorted(others, key=lambda topic: topic not in aims)))
    return [*of_goals, *rest][: draft.product.limits.messages]


def _musts(draft: Draft, topics: Iterable[str]) -> list[Line]:
    """The points of ``topics`` that must be made."""
    points = (draft.selection.lines_of(topic, LineType.POINT) for topic in topics)
    return [line for some in points for line in some if line.priority is Priority.MUST]


def _in_turn(draft: Draft, lines: list[Line]) -> list[Line]:
    """``lines``, one a category first, then one a topic, then the rest."""
    base = draft.base
    by_category = {base.topics[line.topic].category: line for line in reversed(lines)}
    by_topic = {line.topic: line for line in reversed(lines)}
    chosen = [
        line
        for group in (by_category.values(), by_topic.values(), lines)
        for line in sorted(group, key=lines.index)
    ]
    return list(dict.fromkeys(chosen))

"""The brief of one topic: what we want, what we say, what they say, and the facts behind it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import Category, Kind, LineType, Use
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.blocks import (
    Block,
    Callout,
    Heading,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    ParagraphStyle,
)
from briefgen.pack.inlines import Inline, Strong, Text
from briefgen.pack.request import Likelihood
from briefgen.pack.sections.addressees import addressee
from briefgen.pack.sections.basis import basis
from briefgen.pack.sections.disagreements import disagreements
from briefgen.pack.sections.events import events_of, statement_of_event
from briefgen.pack.sections.key_figures import key_figures
from briefgen.pack.sections.tables import weightiest
from briefgen.pack.select import Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefgen.factbase.records import Fact, Line, Topic
    from briefgen.pack.draft import Draft
    from briefgen.pack.inlines import Inlines
    from briefgen.pack.product import Product
    from briefgen.pack.select import SelectedFact
    from briefgen.pack.templates import Words

_UNLIKELY = "unlikely"  # the heading of the topics that are unlikely to come up


def topics(draft: Draft) -> list[Block]:
    """The briefs of the topics there is room for: by category, the unlikely ones on a page at last.

    Those are so short that they need no sheet of their own: they run on where there is room for
    all of them, as all do in a product whose briefs are no sheets.
    """
    blocks: list[Block] = []
    for group in brief_groups(draft):
        sheets = group.heading != _UNLIKELY
        briefs = _briefs(draft, group.topics, sheets=sheets)
        if briefs:
            own = several(draft)
            runs_on = own and bool(blocks) and not (sheets and draft.product.topic_on_new_page)
            heading = Heading(group.heading, 1, group.title, new_page=own, runs_on=runs_on)
            blocks += [heading, *briefs]
    return blocks


class Group(NamedTuple):
    """Topics whose briefs stand under one heading: its id and its words."""

    heading: str
    title: str
    topics: tuple[Topic, ...]


def brief_groups(draft: Draft) -> list[Group]:
    """The topics there is room for, as `topics` groups them."""
    chosen = [topic for topic in draft.selection.topics if topic in draft.topics]
    unlikely = [t for t in chosen if draft.likelihood(t) is Likelihood.UNLIKELY]
    likely = (t for t in chosen if t not in unlikely)
    groups = [
        Group(f"category.{category}", draft.words.get("categories", category), tuple(group))
        for category, group in groupby(likely, lambda topic: topic.category)
    ]
    if unlikely:
        groups.append(Group(_UNLIKELY, draft.words.get("origin", _UNLIKELY), tuple(unlikely)))
    return groups


def several(draft: Draft) -> bool:
    """Whether the product is about more than one topic, so that groups have pages of their own."""
    return draft.product.limits.topics != 1


def _briefs(draft: Draft, topics: Iterable[Topic], *, sheets: bool = True) -> list[Block]:
    """The briefs one after another; with ``sheets`` each but the first on a new page if asked."""
    blocks: list[Block] = []
    for topic in topics:
        new_page = draft.product.topic_on_new_page and sheets and bool(blocks)
        blocks += topic_brief(draft, topic, new_page=new_page)
    return blocks


def topic_brief(draft: Draft, topic: Topic, *, new_page: bool) -> list[Block]:
    """The brief of one topic, as deep as it is likely to come up; empty without content."""
    parts = draft.product.depth.of(draft.likelihood(topic))
    before = len(draft.left_out)
    body = [block for part in parts for block in PARTS[part](draft, topic)]
    lost = len(draft.left_out) - before
    body += left_out_note(draft.words, draft.product, topic.id, lost)
    if not body:
        return []
    heading = Heading(heading_id(topic), 2, brief_title(draft, topic), new_page=new_page)
    return [heading, *body, *_origin(draft, topic)]


def heading_id(topic: Topic) -> str:
    """The id of the heading of a topic's brief."""
    return f"topic.{topic.id}"


def brief_title(draft: Draft, topic: Topic) -> str:
    """The number of a brief and its title."""
    return f"{brief_number(topic)} {draft.topic_title(topic)}"


def brief_number(topic: Topic) -> str:
    """The number of a brief, which it keeps from pack to pack."""
    return f"{list(Category).index(topic.category) + 1}.{topic.order}"


def _origin(draft: Draft, topic: Topic) -> list[Block]:
    """Who answers for the brief and since when, at its end, where the request tells it."""
    clearance = draft.clearance(topic)
    told = {
        "drafted": clearance.drafted_by,
        "cleared": clearance.cleared_by,
        "on": draft.wording.interval(parse_edtf(clearance.on)) if clearance.on else "",
    }
    inlines: list[Inline] = []
    for key, text in told.items():
        if text:
            label = draft.words.get("origin", key)
            inlines.append(Text(f"{' ' if inlines else ''}{label} "))
            inlines += draft.asked_sentence(text)
    if not inlines:
        return []
    return [Paragraph(f"{topic.id}.origin", tuple(inlines), ParagraphStyle.NOTE)]


def left_out_note(
    words: Words, product: Product, topic: str, count: int, *, sides: int = 0
) -> list[Block]:
    """What the brief of ``topic`` lost to keep to its sides, in number; none where it is whole.

    Without ``sides`` they are those that the product allows.
    """
    if not count:
        return []
    sides = sides or product.fit.topic_sides or product.fit.pages
    if product.releasable_only:
        text = words.label("a_selection")
    elif sides == 1:
        text = words.label("left_out_one_side", count=count)
    else:
        text = words.label("left_out", count=count, sides=sides)
    return [Paragraph(f"{topic}.left_out.more", (Text(text),), ParagraphStyle.NOTE)]


def _headed(draft: Draft, topic: Topic, part: str, blocks: list[Block]) -> list[Block]:
    if not blocks:
        return []
    return [Heading(f"{topic.id}.{part}", 3, _part_title(draft, part)), *blocks]


def _part_title(draft: Draft, part: str) -> str:
    """The heading of a part; a copy for release has but one background, and no rule for its use."""
    is_open = draft.is_for_release and part == "background_say"
    return draft.words.heading("background_open" if is_open else part)


# --- what is said -------------------------------------------------------------------------------


def _objective(draft: Draft, topic: Topic) -> list[Block]:
    label = Strong(f"{draft.words.label('objective')} ")
    return [
        Paragraph(f"line.{line.id}", (label, *draft.line(line)), ParagraphStyle.OBJECTIVE)
        for line in draft.selection.lines_of(topic.id, LineType.OBJECTIVE)[:1]
    ]


def _line(draft: Draft, topic: Topic, line: Line) -> Inlines:
    """What ``line`` says; the facts whose statements it says whole are told with it.

    A person may have put other words in its place.
    """
    reworded = {one.place for one in draft.selection.request.reworded}
    if f"line.{line.id}" not in reworded:
        whole = (token.id for token in tokens_of(line.text) if token.form == "statement")
        draft.told_as_said |= {(topic.id, fact) for fact in whole}
    return draft.line(line)


def _points(draft: Draft, topic: Topic) -> list[Block]:
    lines = draft.selection.lines_of(topic.id, LineType.POINT)[: draft.product.limits.points]
    items = tuple(
        ListItem(f"line.{line.id}", _line(draft, topic, line), addressee(draft, line.audience))
        for line in lines
        if draft.fits(f"line.{line.id}")
    )
    blocks: list[Block] = (
        [List(f"{topic.id}.points.list", items, ListStyle.SPOKEN)] if items else []
    )
    return _headed(draft, topic, "points", blocks)


def _pairs(draft: Draft, topic: Topic) -> list[Block]:
    responses = draft.selection.lines_of(topic.id, LineType.RESPONSE)
    blocks: list[Block] = []
    raised = draft.selection.lines_of(topic.id, LineType.THEY_MAY_RAISE)
    answered = [line for line in raised if any(r.answers == line.id for r in responses)]
    for line in answered[: draft.product.limits.pairs]:
        if not draft.fits(f"line.{line.id}"):
            continue
        theirs = Strong(f"{draft.words.label('they_may_raise')} ")
        ours = Strong(f"{draft.words.label('our_response')} ")
        blocks.append(
            Paragraph(
                f"line.{line.id}",
                (theirs, *_line(draft, topic, line)),
                ParagraphStyle.THEY_MAY_RAISE,
                keep_with_next=True,
            )
        )
        blocks += basis(draft, topic, line)
        blocks += [
            Paragraph(f"line.{r.id}", (ours, *_line(draft, topic, r)), ParagraphStyle.OUR_RESPONSE)
            for r in responses
            if r.answers == line.id
        ]
    return _headed(draft, topic, "pairs", blocks)


def _if_raised(draft: Draft, topic: Topic) -> list[Block]:
    """What is said only if they begin: a shaded box of its own, so that it is never volunteered."""
    lines = draft.selection.lines_of(topic.id, LineType.IF_RAISED)
    items = tuple(
        ListItem(f"line.{line.id}", draft.line(line))
        for line in lines[: draft.product.limits.if_raised]
        if draft.fits(f"line.{line.id}")
    )
    title = draft.words.heading("if_raised")
    return [Callout(f"{topic.id}.if_raised", title, items)] if items else []


def _press(draft: Draft, topic: Topic) -> list[Block]:
    lines = draft.selection.lines_of(topic.id, LineType.PRESS)[:1]
    items = tuple(
        ListItem(f"line.{line.id}", draft.line(line))
        for line in lines
        if draft.fits(f"line.{line.id}")
    )
    body: list[Block] = [List(f"{topic.id}.press.list", items)] if items else []
    return _headed(draft, topic, "press", body)


# --- what it rests on ---------------------------------------------------------------------------


def _figures(draft: Draft, topic: Topic) -> list[Block]:
    return _headed(draft, topic, "figures", key_figures(draft, topic))


def _background(part: str, use: Use) -> Part:
    def blocks(draft: Draft, topic: Topic) -> list[Block]:
        chosen = [
            c
            for c in draft.selection.facts_by_topic.get(topic.id, ())
            if c.fact.use is use and not _is_told_above(draft, topic, c)
        ]
        events = events_of(draft, chosen)
        chosen = [one for one, _ in events.values()]
        kept = weightiest(draft, chosen, draft.product.limits.background)
        items = tuple(
            ListItem(
                f"fact.{c.fact.id}",
                statement_of_event(draft, c.fact, events[c.fact.id][1]),
                draft.remarks(c),
            )
            for c in kept
            if draft.fits(f"fact.{c.fact.id}")
        )
        body: list[Block] = [List(f"{topic.id}.{part}.list", items)] if items else []
        if items and len(items) < len(chosen):
            text = draft.shortened("more_facts", shown=len(items), all=len(chosen))
            body.append(Paragraph(f"{topic.id}.{part}.more", (Text(text),), ParagraphStyle.NOTE))
        return _headed(draft, topic, part, body)

    return blocks


def _is_told_above(draft: Draft, topic: Topic, chosen: SelectedFact) -> bool:
    """Whether the brief tells it already: beside its rival, as a basis, or in a line to be said.

    Said twice, it would take the room of another; so would a count that stands in the table of key
    figures, or beside its rivals, with its period and who counted. A basis says what of it is not
    for use in the room. What has a remark is told all the same, for no line to be said makes it;
    and what a person pinned or reworded stands where that person looks for it.
    """
    if chosen.why is Why.PINNED:
        return False
    reworded = {one.place for one in draft.selection.request.reworded}
    place = topic.id, chosen.fact.id
    is_said = place in draft.told_as_said and not draft.remarks(chosen)
    told = is_said or place in draft.told_as_basis or place in draft.told_as_disputed
    told = told or _is_all_in_figures(draft, topic, chosen.fact)
    return told and f"fact.{chosen.fact.id}" not in reworded


def _is_all_in_figures(draft: Draft, topic: Topic, fact: Fact) -> bool:
    """Whether the figures above tell all that ``fact``, which may be said, has to tell.

    The table of them does not say what is not for use in the room.
    """
    told = {figure for name, figure in draft.told_as_figures if name == topic.id}
    figures = {o.id for o in draft.base.observations_of.get(fact.id, ())}
    is_figure = fact.kind is Kind.FIGURE and fact.use is Use.SAY
    return is_figure and bool(figures) and figures <= told


if TYPE_CHECKING:
    Part = Callable[[Draft, Topic], list[Block]]

PARTS: Mapping[str, Callable[[Draft, Topic], list[Block]]] = {
    "objective": _objective,
    "points": _points,
    "pairs": _pairs,
    "if_raised": _if_raised,
    "press": _press,
    "figures": _figures,
    "disagreements": disagreements,
    "background_say": _background("background_say", Use.SAY),
    "background_not_for_use": _background("background_not_for_use", Use.BACKGROUND),
}

"""The brief of one topic: what we want, what we say, what they say, and the facts behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType, Use
from briefgen.pack.blocks import (
    Block,
    Heading,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    Strong,
    Text,
)
from briefgen.pack.disagreements import disagreements
from briefgen.pack.key_figures import key_figures
from briefgen.pack.tables import weightiest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefgen.factbase.records import Topic
    from briefgen.pack.draft import Draft


def topics(draft: Draft) -> list[Block]:
    """The briefs of all chosen topics under a heading for each category."""
    blocks: list[Block] = []
    last_category = None
    for topic in draft.selection.topics:
        new_category = topic.category is not last_category
        body = topic_brief(
            draft, topic, new_page=draft.product.topic_on_new_page and not new_category
        )
        if not body:
            continue
        if new_category:
            title = draft.words.get("categories", topic.category)
            blocks.append(Heading(f"category.{topic.category}", 1, title, new_page=True))
            last_category = topic.category
        blocks += body
    return blocks


def topic_brief(draft: Draft, topic: Topic, *, new_page: bool) -> list[Block]:
    """The brief of one topic; empty where nothing of it was selected."""
    likelihood = draft.selection.request.likelihood_of(topic.id, topic.category)
    parts = draft.product.depth.of(likelihood)
    before = len(draft.left_out)
    body = [block for part in parts for block in PARTS[part](draft, topic)]
    if not body:
        return []
    body += _said_to_be_left_out(draft, topic, len(draft.left_out) - before)
    title = draft.topic_title(topic)
    return [Heading(f"topic.{topic.id}", 2, title, new_page=new_page), *body]


def _said_to_be_left_out(draft: Draft, topic: Topic, count: int) -> list[Block]:
    """What the brief lost to keep to its sides, in number."""
    if not count:
        return []
    text = draft.words.label("left_out", count=count, sides=draft.product.fit.topic_sides)
    return [Paragraph(f"{topic.id}.left_out.more", (Text(text),), ParagraphStyle.NOTE)]


def _headed(draft: Draft, topic: Topic, part: str, blocks: list[Block]) -> list[Block]:
    if not blocks:
        return []
    return [Heading(f"{topic.id}.{part}", 3, draft.words.heading(part)), *blocks]


# --- what is said -------------------------------------------------------------------------------


def _objective(draft: Draft, topic: Topic) -> list[Block]:
    label = Strong(f"{draft.words.label('objective')} ")
    return [
        Paragraph(f"line.{line.id}", (label, *draft.line(line)), ParagraphStyle.OBJECTIVE)
        for line in draft.selection.lines_of(topic.id, LineType.OBJECTIVE)[:1]
    ]


def _points(draft: Draft, topic: Topic) -> list[Block]:
    lines = draft.selection.lines_of(topic.id, LineType.POINT)[: draft.product.limits.points]
    items = tuple(
        ListItem(f"line.{line.id}", draft.line(line), _audience(draft, line.audience))
        for line in lines
        if draft.fits(f"line.{line.id}")
    )
    blocks: list[Block] = (
        [List(f"{topic.id}.points.list", items, ListStyle.SPOKEN)] if items else []
    )
    return _headed(draft, topic, "points", blocks)


def _audience(draft: Draft, audience: str) -> str:
    """To whom, in words; a register of one's own may name others than the words know."""
    otherwise = draft.words.label("to_audience", audience=audience)
    return draft.words.known("audiences", audience, otherwise)


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
                (theirs, *draft.line(line)),
                ParagraphStyle.THEY_MAY_RAISE,
                keep_with_next=True,
            )
        )
        blocks += [
            Paragraph(f"line.{r.id}", (ours, *draft.line(r)), ParagraphStyle.OUR_RESPONSE)
            for r in responses
            if r.answers == line.id
        ]
    return _headed(draft, topic, "pairs", blocks)


def _listed_lines(part: str, kind: LineType, most: Callable[[Draft], int]) -> Part:
    def blocks(draft: Draft, topic: Topic) -> list[Block]:
        lines = draft.selection.lines_of(topic.id, kind)[: most(draft)]
        items = tuple(
            ListItem(f"line.{line.id}", draft.line(line))
            for line in lines
            if draft.fits(f"line.{line.id}")
        )
        body: list[Block] = [List(f"{topic.id}.{part}.list", items)] if items else []
        return _headed(draft, topic, part, body)

    return blocks


# --- what it rests on ---------------------------------------------------------------------------


def _figures(draft: Draft, topic: Topic) -> list[Block]:
    return _headed(draft, topic, "figures", key_figures(draft, topic))


def _background(part: str, use: Use) -> Part:
    def blocks(draft: Draft, topic: Topic) -> list[Block]:
        chosen = [c for c in draft.selection.facts_by_topic.get(topic.id, ()) if c.fact.use is use]
        kept = weightiest(draft, chosen, draft.product.limits.background)
        items = tuple(
            ListItem(f"fact.{c.fact.id}", draft.statement(c.fact), draft.remarks(c))
            for c in kept
            if draft.fits(f"fact.{c.fact.id}")
        )
        body: list[Block] = [List(f"{topic.id}.{part}.list", items)] if items else []
        if items and len(items) < len(chosen):
            text = draft.words.label("more_facts", shown=len(items), all=len(chosen))
            body.append(Paragraph(f"{topic.id}.{part}.more", (Text(text),), ParagraphStyle.NOTE))
        return _headed(draft, topic, part, body)

    return blocks


if TYPE_CHECKING:
    Part = Callable[[Draft, Topic], list[Block]]

PARTS: Mapping[str, Callable[[Draft, Topic], list[Block]]] = {
    "objective": _objective,
    "points": _points,
    "pairs": _pairs,
    "if_raised": _listed_lines(
        "if_raised", LineType.IF_RAISED, lambda d: d.product.limits.if_raised
    ),
    "press": _listed_lines("press", LineType.PRESS, lambda d: d.product.limits.if_raised),
    "figures": _figures,
    "disagreements": disagreements,
    "background_say": _background("background_say", Use.SAY),
    "background_not_for_use": _background("background_not_for_use", Use.BACKGROUND),
}

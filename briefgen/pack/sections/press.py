"""For the press: the lines to give, and what may be asked, the toughest first, with answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Block, Heading, List, ListItem, Paragraph, ParagraphStyle
from briefgen.pack.grounds import facts_of_line
from briefgen.pack.inlines import Citation, CrossReference, Inlines, Strong, Text, plain
from briefgen.pack.sections.topic_brief import heading_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.records import Line
    from briefgen.pack.draft import Draft

_GROUP = "press"  # of the printed words


def press_questions(draft: Draft) -> list[Block]:
    """A line for each topic, then questions and answers; all from facts that may be released."""
    lines = list(_lines_to_give(draft))
    questions = list(_questions(draft))
    if not lines and not questions:
        return []
    blocks: list[Block] = [
        Heading("press", 1, draft.words.get(_GROUP, "heading"), new_page=True),
    ]
    if lines:
        who = (Text(draft.words.get(_GROUP, "for_spokesperson")),)
        blocks.append(Paragraph("press_lines", who, ParagraphStyle.NOTE, keep_with_next=True))
        blocks.append(List("press.lines.list", tuple(lines)))
    return [*blocks, *(block for pair in questions for block in pair)]


def _lines_to_give(draft: Draft) -> Iterator[ListItem]:
    stop = draft.words.get("punctuation", "full_stop")
    for topic in draft.topics:
        for line in draft.selection.lines_of(topic.id, LineType.PRESS)[:1]:
            if _is_public(draft, line):
                title = Strong(f"{draft.topic_title(topic)}{stop}")
                yield ListItem(f"press.{line.id}", (title, *draft.line(line)))


def _questions(draft: Draft) -> Iterator[tuple[Paragraph, ...]]:
    """What they may raise is what the press may ask; the weightiest is the toughest.

    An answer that stands in a brief of the pack is not printed again: the way to it is.
    """
    raised = [
        line
        for topic in draft.topics
        for line in draft.selection.lines_of(topic.id, LineType.THEY_MAY_RAISE)
    ]
    answers = {
        line.answers: line for line in draft.selection.lines if line.type is LineType.RESPONSE
    }
    left = draft.product.limits.questions
    for question in sorted(raised, key=lambda line: line.priority.rank):
        answer = answers.get(question.id)
        if left and answer and _is_public(draft, question) and _is_public(draft, answer):
            told = f"line.{answer.id}" in draft.printed
            said = () if told else draft.line(answer)
            if _words(said) <= draft.product.limits.answer_words:
                left -= 1
                if not draft.fits(f"press.{question.id}"):
                    continue
                yield _referred(draft, question) if told else _pair(draft, question, answer, said)


def _referred(draft: Draft, question: Line) -> tuple[Paragraph]:
    """What may be asked, and on which page begins the brief that holds the answer."""
    asked = Strong(f"{draft.words.get(_GROUP, 'asked')} ")
    page = CrossReference(heading_id(draft.base.topics[question.topic]), page=True)
    answer = draft.filled(draft.words.get(_GROUP, "answer_at"), page=page)
    place = f"press.{question.id}"
    inlines = (asked, *draft.line(question), Text(" "), *answer)
    return (Paragraph(place, inlines, ParagraphStyle.THEY_MAY_RAISE),)


def _pair(draft: Draft, question: Line, answer: Line, said: Inlines) -> tuple[Paragraph, Paragraph]:
    asked = Strong(f"{draft.words.get(_GROUP, 'asked')} ")
    answered = Strong(f"{draft.words.get(_GROUP, 'answer')} ")
    return (
        Paragraph(
            f"press.{question.id}",
            (asked, *draft.line(question)),
            ParagraphStyle.THEY_MAY_RAISE,
            keep_with_next=True,
        ),
        Paragraph(f"press.{answer.id}", (answered, *said), ParagraphStyle.OUR_RESPONSE),
    )


def _is_public(draft: Draft, line: Line) -> bool:
    """Whether all that a line rests on may be released."""
    return all(draft.base.facts[fact].releasable for fact in facts_of_line(draft.base, line))


def _words(inlines: Inlines) -> int:
    return len(plain(i for i in inlines if not isinstance(i, Citation)).split())

"""The issue slip: where things are, which briefs there are, what changed since the last issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.pack.blocks import Block, Column, Contents, Paragraph, ParagraphStyle, Table
from briefgen.pack.inlines import CrossReference, Inlines, Text
from briefgen.pack.sections.front import period_covered, release_notice
from briefgen.pack.sections.topic_brief import brief_number, brief_title, heading_id
from briefgen.pack.select import Why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.factbase.records import Topic
    from briefgen.pack.draft import Draft

_GROUP = "slip"  # of the printed words


def contents(draft: Draft) -> list[Block]:
    """The parts with their pages, the briefs, the issues, and what the date range let in.

    It is written last, when it is known which briefs there are.
    """
    return [
        _parts(draft),
        *_briefs(draft),
        *_issues(draft),
        *_range(draft),
        *_release(draft),
    ]


def _parts(draft: Draft) -> Contents:
    """The headings with their pages; without the briefs they are short enough for two columns."""
    depth = draft.product.contents_depth
    columns = 2 if depth == 1 else 1
    return Contents("contents", draft.words.heading("contents"), depth, columns)


def _briefs(draft: Draft) -> Iterator[Block]:
    """Each brief with how likely it is to come up and who drafted it; what is not cleared.

    In a copy for release only where each is.
    """
    topics = [t for t in draft.selection.topics if heading_id(t) in draft.printed]
    if not topics:
        return
    released = draft.is_for_release
    titles = [("brief", 0.52), ("page", 0.09), ("likelihood", 0.14), ("drafted", 0.25)]
    if released:
        titles = [("brief", 0.88), ("page", 0.12)]
    note = Text(f"{draft.words.get(_GROUP, 'numbers')} {_cleared(draft, topics)}")
    yield Table(
        "contents.briefs",
        draft.words.get(_GROUP, "briefs"),
        tuple(Column(draft.words.get(_GROUP, key), share) for key, share in titles),
        tuple(_brief(draft, topic)[: len(titles)] for topic in topics),
        () if released else ((note,),),
    )


def _brief(draft: Draft, topic: Topic) -> tuple[Inlines, ...]:
    clearance = draft.clearance(topic)
    return (
        (Text(brief_title(draft, topic)),),
        (CrossReference(heading_id(topic), page=True),),
        (Text(draft.words.get(_GROUP, draft.likelihood(topic))),),
        (draft.asked(clearance.drafted_by or draft.selection.request.visit.prepared_by),),
    )


def _cleared(draft: Draft, topics: Sequence[Topic]) -> str:
    """Which of the briefs are not cleared; who cleared one stands at its end."""
    waiting = [topic for topic in topics if not draft.clearance(topic).cleared_by]
    if not waiting:
        return draft.words.get(_GROUP, "all_cleared")
    numbers = draft.joined(brief_number(topic) for topic in waiting)
    return draft.words.get(_GROUP, "not_cleared", briefs=numbers)


def _issues(draft: Draft) -> Iterator[Block]:
    issues = draft.selection.request.issues
    if not issues:
        return
    titles = [("issue", 0.11), ("issued", 0.27), ("change", 0.62)]
    yield Table(
        "contents.issues",
        draft.words.get(_GROUP, "issues"),
        tuple(Column(draft.words.get(_GROUP, key), share) for key, share in titles),
        tuple(
            (
                (draft.asked(issue.number),),
                (draft.asked(draft.wording.interval(parse_edtf(issue.on)) if issue.on else ""),),
                (draft.asked(issue.change),),
            )
            for issue in issues
        ),
    )


def _range(draft: Draft) -> Iterator[Block]:
    period = period_covered(draft)
    if period:
        note = draft.words.label("selection_note", period=period)
        if _tells_founding_dates(draft):
            note += f" {draft.words.label('selection_founding')}"
        elif draft.names_standing:
            note += f" {draft.words.label('selection_standing')}"
        yield Paragraph("contents.note", (Text(note),), ParagraphStyle.NOTE)


def _tells_founding_dates(draft: Draft) -> bool:
    """Whether what founded the relations is printed, though it is older than the range."""
    chosen = draft.selection.facts.values()
    return any(c.why is Why.FOUNDING and c.fact.id in draft.cited.facts for c in chosen)


def _release(draft: Draft) -> Iterator[Block]:
    notice = release_notice(draft, on_cover=False)
    if notice:
        yield Paragraph("contents.release", notice, ParagraphStyle.NOTE)

"""Why the other side may raise something: the facts behind it, under the line that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.records import Use
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.blocks import Block, Paragraph, ParagraphStyle
from briefgen.pack.grounds import facts_of_line
from briefgen.pack.inlines import FactText, Inline, Strong, Text
from briefgen.pack.sections.disagreements import boxed_statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Line, Observation, Topic
    from briefgen.pack.draft import Draft

_FEW = 2  # counts that are read as sentences; more of one series stand in a row


def basis(draft: Draft, topic: Topic, line: Line) -> list[Block]:
    """Why they may raise it: the facts that it rests on first, unless the line says it.

    What of it is not for use in the room says so. What the box of the brief tells beside its rival
    is told there, and the brief says so once.
    """
    if any(token.form == "statement" for token in tokens_of(line.text)):
        return []
    base, facts = draft.base, _first_facts(draft.base, line)
    boxed = boxed_statements(draft, topic)
    here = [fact for fact in facts if fact not in boxed]
    draft.told_as_basis |= {(topic.id, fact) for fact in here}
    usable = [fact for fact in here if base.facts[fact].use is Use.SAY]
    kept_back = [fact for fact in here if fact not in usable]
    said = _told(draft, usable)
    elsewhere = [fact for fact in facts if fact in boxed]
    if elsewhere and topic.id not in draft.told_as_boxed:
        draft.told_as_boxed.add(topic.id)
        words = draft.words.get("origin", _side_of_box(draft, topic))
        said += [Text(" "), *draft.filled(words, sources=draft.cite(elsewhere))]
    inlines: list[Inline] = [Strong(draft.words.get("origin", "basis")), *said] if said else []
    if kept_back:
        label = f"{' ' if said else ''}{draft.words.get('origin', 'basis_kept_back')}"
        inlines += [Strong(label), *_told(draft, kept_back)]
    if not inlines:
        return []
    return [Paragraph(f"basis.{line.id}", tuple(inlines), ParagraphStyle.NOTE, keep_with_next=True)]


def _told(draft: Draft, facts: Sequence[str]) -> list[Inline]:
    """What ``facts`` say, with their sources at the end; many counts of one series in a row."""
    if not facts:
        return []
    said = _counts_in_a_row(draft, facts)
    if not said:
        for fact in facts:
            said += [Text(" "), draft.held_text(draft.base.facts[fact].statement, fact)]
    return [*said, Text(" "), draft.cite(facts)]


def _counts_in_a_row(draft: Draft, facts: Sequence[str]) -> list[Inline]:
    """The counts of one series by direction, each with its period: who counted is named once.

    Nothing where ``facts`` are few, or are not each one count with a direction in such a series.
    """
    figures = [o for fact in facts for o in draft.base.observations_of.get(fact, ())]
    alike = {(o.measure, o.reporter) for o in figures}
    is_series = (
        len(facts) == len(figures) > _FEW and len(alike) == 1 and all(o.flow for o in figures)
    )
    if not is_series:
        return []
    first = figures[0]
    said: list[Inline] = [
        Text(" "),
        FactText(*_measure(draft, first)),
        _mark(draft, "comma"),
        draft.reporter(first),
    ]
    for number, (flow, counts) in enumerate(grouped(figures, lambda o: o.flow).items()):
        direction = FactText(draft.wording.flow(flow), counts[0].fact)
        said += [_mark(draft, "semicolon" if number else "colon"), direction]
        for o in counts:
            said += [
                _mark(draft, "comma"),
                draft.exact_with_unit(o),
                Text(" ("),
                draft.period(o),
                Text(")"),
            ]
    return [*said, Text(draft.words.get("punctuation", "full_stop").rstrip())]


def _measure(draft: Draft, observation: Observation) -> tuple[str, str, str]:
    """What is counted, the fact that vouches for it, and the language of the words."""
    title, language = draft.measure(observation)
    return title, observation.fact, language


def _mark(draft: Draft, name: str) -> Text:
    return Text(draft.words.get("punctuation", name))


def _first_facts(base: FactBase, line: Line) -> list[str]:
    """The fact that ``line`` rests on first; of a change, the counts of its other times too.

    These are of the same measure, by the same reporter: what fell in one direction may have risen
    in the other.
    """
    first, *others = facts_of_line(base, line)
    counted = {(o.measure, o.reporter) for o in base.observations_of.get(first, ())}
    return [
        first,
        *(
            fact
            for fact in others
            if any((o.measure, o.reporter) in counted for o in base.observations_of.get(fact, ()))
        ),
    ]


def _side_of_box(draft: Draft, topic: Topic) -> str:
    """Where the box of ``topic`` stands as seen from what they may raise."""
    parts = draft.product.depth.of(draft.likelihood(topic))
    is_above = parts.index("disagreements") < parts.index("pairs")
    return "basis_above" if is_above else "basis_below"

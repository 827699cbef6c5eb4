"""Statements that contradict each other, side by side, and which of them the curators prefer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.factbase.derive import derived_figures
from briefgen.pack.inlines import Citation, Inline, Inlines, Strong, Text, plain
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Choice, Disagreement, Fact
    from briefgen.pack.draft import Draft

_PAIR = 2


class Above(NamedTuple):
    """What a box or a list has said so far: statements, and with figures the marks of sources.

    ``notes`` are those of the curators on figures.
    """

    told: set[str]
    marks: list[Citation]
    notes: set[str]

    def add(self, inlines: Inlines) -> None:
        """Take in what is said now."""
        self.marks.extend(inline for inline in inlines if isinstance(inline, Citation))

    def has_told(self, note: Inlines) -> bool:
        """Whether ``note`` was said already; from now on it was."""
        said = plain(note)
        known = said in self.notes
        self.notes.add(said)
        return known

    def is_found_by(self, mark: Citation) -> bool:
        """Whether a reader who looks for ``mark`` finds one thing."""
        numbers = {*mark.numbers}
        return sum(not numbers.isdisjoint(other.numbers) for other in self.marks) == 1


def contradicts(base: FactBase, pair: Disagreement) -> bool:
    """Whether one of ``pair`` contradicts the other.

    Of two counts in one series curators doubt what is worked out of them; that is told beside it.
    """
    both = [o for fact in (pair.fact, pair.rival) for o in base.observations_of.get(fact, ())]
    return not any(
        {o.fact for o in made.of} == {pair.fact, pair.rival} for made in derived_figures(both)
    )


def sides(draft: Draft, pairs: Sequence[Disagreement]) -> tuple[list[Fact], str]:
    """The facts of ``pairs``, which are about one thing, and the curators' note where they are two.

    The note judges what is said or tells our side what to do: a copy for release has none.
    They stand in order of date. Where one of several contradicts each of the others, which need
    not contradict each other, it comes first, so that each “but” is said against it.
    """
    ids = dict.fromkeys(fact for d in pairs for fact in (d.fact, d.rival))
    in_all = [i for i in ids if all(i in (d.fact, d.rival) for d in pairs)]
    first = in_all[0] if len(in_all) == 1 else ""  # both are of a pair
    facts = sorted(
        (draft.base.facts[i] for i in ids), key=lambda f: (f.id != first, f.date.start, f.id)
    )
    has_note = len(facts) == _PAIR and not draft.is_for_release
    return facts, pairs[0].note if has_note else ""


def contradiction(
    draft: Draft, about: str, facts: Sequence[Fact], note: str, above: Above
) -> Inlines:
    """What is disagreed on and who says what; of what is told ``above``, its sources."""
    mark = draft.words.get("punctuation", "colon")
    inlines: list[Inline] = [
        Strong(capitalised(about), facts[0].id, draft.held),
        Strong(mark, facts[0].id),
    ]
    first, *others = facts
    against = _named_above(draft, "against_above", first, above)
    inlines += against or _in_full(draft, first, above)
    but = Text(" " if against else f" {draft.words.label('against')} ")
    for fact in others:
        told = _named_above(draft, "told_above", fact, above) or _in_full(draft, fact, above)
        inlines += [but, *told]
    if note:
        inlines += [Text(" "), draft.held_text(note, facts[0].id)]
    choice = _choice_among(draft, facts)
    if choice:
        inlines += [Text(" "), *preferred(draft, choice)]
    return tuple(inlines)


def _named_above(draft: Draft, label: str, fact: Fact, above: Above) -> Inlines:
    """A statement by its sources, if the box has told it and they lead to it alone."""
    if fact.id in above.told:
        mark = draft.cite([fact.id])
        if above.is_found_by(mark):
            return draft.filled(draft.words.label(label), sources=mark)
    return ()


def _in_full(draft: Draft, fact: Fact, above: Above) -> Inlines:
    said = draft.statement(fact)
    above.told.add(fact.id)
    above.add(said)
    return said


def _choice_among(draft: Draft, facts: Sequence[Fact]) -> Choice | None:
    """The curators' choice among the figures of statements, where each of these has one of them."""
    for choice in draft.base.choices:
        rivals = {choice.observation, *choice.rivals}
        counted = [
            {o.id for o in draft.base.observations_of.get(fact.id, ())} & rivals for fact in facts
        ]
        if all(counted) and choice.reviewed <= draft.as_of:
            return choice if choice.observation in set().union(*counted) else None
    return None


def preferred(draft: Draft, choice: Choice) -> Inlines:
    """Which of rival figures the curators prefer and why; a copy for release tells no reason."""
    chosen = draft.base.observations[choice.observation]
    figure = draft.exact_with_unit(chosen)
    if draft.is_for_release:
        return draft.filled(draft.words.label("chosen_open"), figure=figure)
    reason = draft.held_text(choice.reason, chosen.fact)
    return draft.filled(draft.words.label("chosen"), figure=figure, reason=reason)

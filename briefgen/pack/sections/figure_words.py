"""The words of figures that several of them share: lists, source lines, filled-in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.inlines import FactText, Inline, Inlines, Text
from briefgen.pack.sections.known_when import consulted, is_dated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from briefgen.factbase.records import Observation
    from briefgen.pack.draft import Draft
    from briefgen.pack.templates import Words


def filled(words: Words, key: str, **values: object) -> str:
    """A sentence of the printed words for figures."""
    return words.get("drawings", key, **values)


def sentence(draft: Draft, key: str, **values: Inline) -> Inlines:
    """A sentence of the printed words with inlines in place of its braces."""
    return draft.filled(draft.words.get("drawings", key), **values)


def listed(draft: Draft, items: Iterable[Inlines], by: str = "semicolon") -> list[Inline]:
    """``items`` with semicolons between, or another mark, as the language writes them."""
    said: list[Inline] = []
    for item in items:
        if said:
            said.append(mark(draft, by))
        said += item
    return said


def mark(draft: Draft, name: str) -> Text:
    """A mark of punctuation of the language with the space behind it."""
    return Text(draft.words.get("punctuation", name))


def stop(draft: Draft) -> Text:
    """What ends the last sentence of a paragraph."""
    return Text(draft.words.get("punctuation", "full_stop").rstrip())


def source_line(draft: Draft, observations: Sequence[Observation], *notes: str) -> Inlines:
    """Who counted, cited, and as at when the newest of ``observations`` was known."""
    reporters = {o.reporter: o for o in observations}
    counted = listed(
        draft,
        (
            (
                draft.reporter(first),
                Text(" "),
                draft.cite(o.fact for o in observations if o.reporter == reporter),
            )
            for reporter, first in reporters.items()
        ),
    )
    return cited_line(draft, counted, {o.fact: o.as_of for o in observations}, *notes)


def cited_line(
    draft: Draft, sources: Iterable[Inline], known: Mapping[str, date], *notes: str
) -> Inlines:
    """The line under a figure: its ``sources``, the newest day that is ``known``, and ``notes``."""
    said = [Text(f"{filled(draft.words, 'source')} "), *sources]
    told = (_known_when(draft, known), *((Text(note),) for note in notes if note))
    said.append(stop(draft))
    for one in filter(None, told):
        said += [Text(" "), *one]
    return tuple(said)


def _known_when(draft: Draft, known: Mapping[str, date]) -> Inlines:
    """The newest day that a dated page speaks from; where all are undated, when they were read."""
    dated = {fact: day for fact, day in known.items() if is_dated(draft, fact)}
    fact, day = max((dated or known).items(), key=lambda item: (item[1], item[0]))
    if dated:
        return sentence(draft, "as_at", date=FactText(draft.wording.day(day), fact))
    read = consulted(draft, fact)
    if not read:
        return (Text(draft.words.label("undated")),)
    return sentence(draft, "undated_consulted", date=FactText(read, fact))


def held(draft: Draft, text: str, fact: str) -> FactText | Text:
    """Words of the fact base, on the word of a fact or plain where no fact vouches for them."""
    return draft.held_text(text, fact) if fact else Text(text, draft.held)

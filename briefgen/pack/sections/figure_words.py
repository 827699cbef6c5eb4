"""The words of figures that several of them share: lists, source lines, filled-in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.inlines import FactText, Inline, Inlines, Text

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
    words = draft.words
    fact, day = max(known.items(), key=lambda item: (item[1], item[0]))
    newest = FactText(draft.wording.day(day), fact)
    said = [Text(f"{filled(words, 'source')} "), *sources, mark(draft, "full_stop")]
    said += sentence(draft, "as_at", date=newest)
    return (*said, *(Text(f" {note}") for note in notes if note))


def held(draft: Draft, text: str, fact: str) -> FactText | Text:
    """Words of the fact base, on the word of a fact or plain where no fact vouches for them."""
    return draft.held_text(text, fact) if fact else Text(text, draft.held)

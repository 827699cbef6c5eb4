"""From printed words to words with tokens, so that a person's text goes on following the facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.inlines import Citation, FactText, Figure, PersonName
from briefgen.pack.rewording import found_in, vouchers_of
from briefgen.pack.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.factbase.base import FactBase
    from briefgen.pack.inlines import Inline, Inlines
    from briefgen.pack.templates import Words

_CITATION = re.compile(r"\s*\[\d+(?:,\s\d+)*\]")  # also with the space that no line breaks at


def as_tokens(base: FactBase, words: Words, inlines: Inlines, text: str) -> str:
    """``text`` with a token for each figure, name, date and statement of ``inlines`` that stands.

    The marks of sources become tokens where there are as many as before; the last one, and where
    some are missing all of them, are left out: they are put back at the end.
    """
    text = _with_sources(inlines, text)
    wording = Wording(words)
    whole = [i for i in inlines if isinstance(i, (Figure, FactText, PersonName))]
    tokens = {id(i): token for i in whole if (token := _token(base, wording, i))}
    known = tuple(i for i in whole if id(i) in tokens)
    by_text = {i.text.strip(): tokens[id(i)] for i in reversed(known)}
    pieces: list[str] = []
    position = 0
    for match, inline in found_in(text, vouchers_of(known)):
        if standing := by_text.get(inline.text):
            pieces += [text[position : match.start()], standing]
            position = match.end()
    return "".join([*pieces, text[position:]]).strip()


def _with_sources(inlines: Iterable[Inline], text: str) -> str:
    citations = [inline for inline in inlines if isinstance(inline, Citation)]
    marks = list(_CITATION.finditer(text))
    if len(marks) != len(citations):
        return _CITATION.sub("", text)
    for mark, citation in reversed(list(zip(marks, citations, strict=True))):
        tokens = "".join(f"{{{fact}|cite}}" for fact in citation.facts)
        is_last = mark is marks[-1] and not text[mark.end() :].strip()
        text = text[: mark.start()] + ("" if is_last else f" {tokens}") + text[mark.end() :]
    return text


def _token(base: FactBase, wording: Wording, inline: Inline) -> str:
    """The token that prints ``inline``; empty where there is none."""
    return next(
        (token for token, said in _printings(base, wording, inline) if said == inline.text), ""
    )


def _printings(base: FactBase, wording: Wording, inline: Inline) -> Iterator[tuple[str, str]]:
    """The tokens of the rows behind ``inline``, and what each prints."""
    match inline:
        case Figure(observation=name):
            o = base.observations[name]
            yield f"{{{name}|speak}}", wording.speak(o)
            yield f"{{{name}|amount}}", wording.amount(o)
            yield f"{{{name}|exact}}", wording.exact_with_unit(o)
            yield f"{{{name}|period}}", wording.period(o)
        case PersonName(person=name):
            yield f"{{{name}|name}}", base.people[name].name
            yield f"{{{name}|office}}", base.people[name].office
        case FactText(fact=name):
            yield f"{{{name}|statement}}", base.facts[name].statement
            yield f"{{{name}|date}}", wording.interval(base.facts[name].date)
            for o in base.observations_of.get(name, ()):
                yield f"{{{o.id}|reporter}}", base.organisation_name(o.reporter)
        case _:
            return

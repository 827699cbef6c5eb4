"""Tokens: what stands in a line instead of a number or a name.

``{trade.fy25.pak_kaz|speak}`` is the figure rounded for speech with its period;
``{igc-9|date}`` the date of a fact; ``{tokayev|name}`` a person from the register;
``{igc-9|statement}`` the statement itself;
``{qtta-closed-winter|cite}`` prints nothing but the number of the source, and ties the sentence
to the fact it rests on.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.registered import like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

_TOKEN = re.compile(r"\{([^{}|]*)(?:\|([^{}|]*))?\}")
_NUMERAL = re.compile(r"\d")

OBSERVATION_FORMS = frozenset({"exact", "speak", "amount", "period", "reporter"})
FACT_FORMS = frozenset({"date", "cite", "statement"})
PERSON_FORMS = frozenset({"name", "office"})

_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "observations": ("a figure", ", ".join(sorted(OBSERVATION_FORMS))),
        "facts": ("a fact", ", ".join(sorted(FACT_FORMS))),
        "people": ("a person", ", ".join(sorted(PERSON_FORMS))),
    }
)


class Token(Struct, frozen=True):
    """A token: the id of a record and the form it is printed in."""

    id: str
    form: str


def split_line(text: str) -> Iterator[str | Token]:
    """The words and tokens of a line, in order; ``{id}`` alone is the exact form."""
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        yield Token(match.group(1).strip(), (match.group(2) or "exact").strip())
        position = match.end()
    if position < len(text):
        yield text[position:]


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a line."""
    return tuple(part for part in split_line(text) if isinstance(part, Token))


def token_problems(
    text: str, known: Mapping[str, AbstractSet[str]], *, rests_elsewhere: bool = False
) -> Iterator[str]:
    """What is wrong with the tokens of a line, each as one sentence.

    ``known`` holds the ids of the tables observations, facts and people. A part of a line that
    ``rests_elsewhere`` needs no token of its own.
    """
    words = [part for part in split_line(text) if isinstance(part, str)]
    if any(brace in word for word in words for brace in "{}"):
        yield "A brace is open or closed without its pair: write a token as {id|form}."
        return  # what it was to hold would be taken for words
    for word in words:
        if _NUMERAL.search(word):
            yield f"“{word.strip()}” holds a typed number: put an observation's token in its place."
    tokens = tokens_of(text)
    if not tokens and not rests_elsewhere:
        yield "The line rests on no fact: end it with {fact-id|cite}."
    for token in tokens:
        table = table_of(token)
        if table is None:
            forms = ", ".join(sorted(OBSERVATION_FORMS | FACT_FORMS | PERSON_FORMS))
            yield f"“{token.form}” is no form of a token: use one of {forms}."
        elif token.id not in known[table]:
            yield _misnamed(token, table, known)


def _misnamed(token: Token, table: str, known: Mapping[str, AbstractSet[str]]) -> str:
    """What to do about a token whose id is in another table than its form asks for, or in none."""
    for other, (what, forms) in _KINDS.items():
        if other != table and token.id in known[other]:
            return (
                f"“{token.id}” is the id of {what}, and {{{token.id}|{token.form}}} asks for "
                f"{_KINDS[table][0]}: name one, or use a form of {what} ({forms})."
            )
    return (
        f"“{token.id}” is not a usable row of the table {table}: "
        f"correct the id{like(token.id, known[table])}."
    )


def table_of(token: Token) -> str | None:
    """The table that the token's id is looked up in, by its form."""
    if token.form in OBSERVATION_FORMS:
        return "observations"
    if token.form in FACT_FORMS:
        return "facts"
    if token.form in PERSON_FORMS:
        return "people"
    return None

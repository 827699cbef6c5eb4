"""What a line rests on: the facts behind its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.tokens import Token, table_of, tokens_of

if TYPE_CHECKING:
    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Line


def fact_of_token(base: FactBase, token: Token) -> str:
    """The id of the fact behind a token: itself, or that of the figure or person it names."""
    match table_of(token):
        case "observations":
            return base.observations[token.id].fact
        case "people":
            return base.people[token.id].fact
        case _:
            return token.id


def facts_of_line(base: FactBase, line: Line) -> tuple[str, ...]:
    """The ids of the facts a line rests on, in the order it names them."""
    return tuple(dict.fromkeys(fact_of_token(base, token) for token in tokens_of(line.words)))

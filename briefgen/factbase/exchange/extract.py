"""Chosen facts, what they need and what rests on them: a fact base of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.tokens import table_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact, Line

# Registers that are given out whole.
_WHOLE = frozenset({"topics", "organisations", "measures", "places", "acronyms"})


class Extract(Struct, frozen=True):
    """The ids that are kept."""

    facts: AbstractSet[str]
    observations: AbstractSet[str]
    sources: AbstractSet[str]
    people: AbstractSet[str]
    corridors: AbstractSet[str]
    lines: AbstractSet[str]

    def holds(self, table: str, row: Mapping[str, str]) -> bool:
        """Whether a row of a table is part of it."""
        match table:
            case "facts":
                return row["id"] in self.facts
            case "observations":
                return row["id"] in self.observations
            case "sources":
                return row["id"] in self.sources
            case "citations":
                return row["fact"] in self.facts
            case "disagreements":
                return row["fact"] in self.facts and row["rival"] in self.facts
            case "choices":
                return {row["observation"], *_split(row["rivals"])} <= self.observations
            case "people":
                return row["id"] in self.people
            case "corridors":
                return row["id"] in self.corridors
            case "agreements":
                shown_by = {row["fact"], row["status_fact"], row["next_fact"]} - {""}
                return shown_by <= self.facts
            case "waypoints":
                return row["corridor"] in self.corridors
            case "lines":
                return row["id"] in self.lines
            case _:
                return table in _WHOLE


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def extract(base: FactBase, chosen: Iterable[str]) -> Extract:
    """The part of ``base`` that the chosen fact ids make, closed so that no reference fails."""
    facts = _closed(base, chosen)
    corridors = {base.facts[fact].corridor for fact in facts} - {""}
    observations = {o.id for fact in facts for o in base.observations_of.get(fact, ())}
    people = {person.id for person in base.people.values() if person.fact in facts}
    known = {"facts": facts.keys(), "observations": observations, "people": people}
    return Extract(
        facts=set(facts),
        observations=observations,
        sources={c.source for fact in facts for c in base.citations_of[fact]},
        people=people,
        corridors=corridors,
        lines=_lines(base, known),
    )


def _closed(base: FactBase, chosen: Iterable[str]) -> dict[str, None]:
    """The chosen facts, and behind them those that they, or their corridors, rest on."""
    facts = dict.fromkeys(chosen)
    to_follow = list(facts)
    while to_follow:
        for needed in _needed(base, base.facts[to_follow.pop(0)]):
            if needed in base.facts and needed not in facts:
                facts[needed] = None
                to_follow.append(needed)
    return facts


def _needed(base: FactBase, fact: Fact) -> list[str]:
    needed = [fact.supersedes or ""]
    if fact.corridor:
        needed.append(base.corridors[fact.corridor].status_fact)
        needed += [stop.fact or "" for stop in base.waypoints_of.get(fact.corridor, ())]
    return needed


def _lines(base: FactBase, known: Mapping[str, AbstractSet[str]]) -> set[str]:
    """The lines whose every token, and the line they answer, is kept."""
    lines = {line.id: line for line in base.lines.values() if _resolves(line, known)}
    while orphans := [i for i, line in lines.items() if line.answers and line.answers not in lines]:
        for orphan in orphans:
            del lines[orphan]
    return set(lines)


def _resolves(line: Line, known: Mapping[str, AbstractSet[str]]) -> bool:
    return all(token.id in known[table_of(token) or ""] for token in tokens_of(line.words))

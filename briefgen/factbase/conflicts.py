"""What disagrees in a fact base: rival figures and rival statements, with the choice made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.factbase.base import grouped
from briefgen.factbase.documents import fact_document, observation_document
from briefgen.factbase.rivals import chosen_among, direction_of, rival_groups

if TYPE_CHECKING:
    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Disagreement, Observation


def conflict_documents(base: FactBase, topics: frozenset[str]) -> list[dict[str, Any]]:
    """Every group of rival figures, then of statements that disagree, that touch ``topics``."""

    def touches(*facts: str) -> bool:
        return any(base.facts[fact].topic in topics for fact in facts)

    rivals = rival_groups(base.observations.values())
    figures = [_figures(base, group) for group in rivals if touches(*(o.fact for o in group))]
    pairs = grouped([d for d in base.disagreements if touches(d.fact, d.rival)], lambda d: d.about)
    facts = [_facts(base, about, group) for about, group in pairs.items()]
    return [*figures, *facts]


def _figures(base: FactBase, group: tuple[Observation, ...]) -> dict[str, Any]:
    choice = chosen_among(group, base.choices, date.max)
    return {
        "type": "figures",
        "about": _about(base, group),
        "claims": [
            observation_document(base, o)
            | {"sources": fact_document(base, base.facts[o.fact])["sources"]}
            for o in group
        ],
        "preferred": choice.observation if choice else "",
        "reason": choice.reason if choice else "",
    }


def _about(base: FactBase, group: tuple[Observation, ...]) -> str:
    """What rivals count: the measure and its direction, or where there is none what is labelled."""
    first, flow = group[0], direction_of(group)
    title = base.measures[first.measure].title
    return f"{title}, {flow}" if flow else first.label or title


def _facts(base: FactBase, about: str, pairs: tuple[Disagreement, ...]) -> dict[str, Any]:
    ids = dict.fromkeys(fact for pair in pairs for fact in (pair.fact, pair.rival))
    return {
        "type": "facts",
        "about": about,
        "claims": [_claim(base, fact) for fact in ids],
        "notes": list(dict.fromkeys(pair.note for pair in pairs if pair.note)),
    }


def _claim(base: FactBase, fact: str) -> dict[str, Any]:
    document = fact_document(base, base.facts[fact])
    return {key: document[key] for key in ("id", "statement", "date", "sources")}

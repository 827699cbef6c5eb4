"""What disagrees in a fact base: rival figures and rival statements, with the choice made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.factbase.documents import fact_document, observation_document
from briefgen.factbase.rivals import chosen_among, rival_groups

if TYPE_CHECKING:
    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Observation


def conflict_documents(base: FactBase) -> list[dict[str, Any]]:
    """Every group of rival figures, then every pair of facts that disagree, as plain documents."""
    figures = [_figures(base, group) for group in rival_groups(base.observations.values())]
    facts = [
        {
            "type": "facts",
            "about": d.about,
            "note": d.note,
            "claims": [_claim(base, fact) for fact in (d.fact, d.rival)],
        }
        for d in base.disagreements
    ]
    return [*figures, *facts]


def _figures(base: FactBase, group: tuple[Observation, ...]) -> dict[str, Any]:
    first = group[0]
    choice = chosen_among(group, base.choices)
    return {
        "type": "figures",
        "about": f"{base.measures[first.measure].title}, {first.flow}",
        "claims": [
            observation_document(base, o)
            | {"sources": fact_document(base, base.facts[o.fact])["sources"]}
            for o in group
        ],
        "preferred": choice.observation if choice else "",
        "reason": choice.reason if choice else "",
    }


def _claim(base: FactBase, fact: str) -> dict[str, Any]:
    document = fact_document(base, base.facts[fact])
    return {key: document[key] for key in ("id", "statement", "date", "sources")}

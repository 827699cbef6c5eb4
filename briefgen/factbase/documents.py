"""Records as plain documents for JSON, CSV and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.problems import Problem
    from briefgen.factbase.records import Fact, Line, Observation, Source


def fact_document(base: FactBase, fact: Fact) -> dict[str, Any]:
    """A fact with its sources and figures; dates are EDTF texts, values are numbers."""
    return {
        "id": fact.id,
        "category": str(base.topics[fact.topic].category),
        "topic": fact.topic,
        "kind": str(fact.kind),
        "date": fact.date.edtf,
        "statement": fact.statement,
        "use": str(fact.use),
        "releasable": fact.releasable,
        "as_of": fact.as_of.isoformat(),
        "review_by": fact.review_by.isoformat(),
        "actors": list(fact.actors),
        "places": list(fact.places),
        "corridor": fact.corridor,
        "layer": base.layer_of("facts", fact.id),
        "sources": [
            source_document(base.sources[c.source]) | {"locator": c.locator}
            for c in base.citations_of[fact.id]
        ],
        "observations": [
            observation_document(base, o) for o in base.observations_of.get(fact.id, ())
        ],
        "disagrees_with": [
            {"fact": d.rival if d.fact == fact.id else d.fact, "about": d.about}
            for d in base.disagreements_of.get(fact.id, ())
        ],
    }


def source_document(source: Source) -> dict[str, Any]:
    """A source as cited."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "issued": source.issued,
        "url": source.url,
    }


def observation_document(base: FactBase, observation: Observation) -> dict[str, Any]:
    """A figure: who counted what, for which period."""
    return {
        "id": observation.id,
        "fact": observation.fact,
        "measure": observation.measure,
        "flow": observation.flow,
        "reporter": observation.reporter,
        "reporter_name": base.organisation_name(observation.reporter),
        "period": observation.period.edtf,
        "period_kind": str(observation.period_kind),
        "value": number(observation.value),
        "value_high": number(observation.value_high),
        "unit": observation.unit,
        "status": str(observation.status),
        "qualifier": observation.qualifier,
        "as_of": observation.as_of.isoformat(),
        "label": observation.label,
        "target_for": observation.target_for.edtf if observation.target_for else "",
        "layer": base.layer_of("observations", observation.id),
    }


def line_document(line: Line) -> dict[str, Any]:
    """A curated line with its tokens as written."""
    return {
        "id": line.id,
        "topic": line.topic,
        "type": str(line.type),
        "voice": str(line.voice),
        "audience": line.audience,
        "priority": str(line.priority),
        "answers": line.answers,
        "text": line.text,
        "test": line.test,
    }


def problem_document(problem: Problem) -> dict[str, Any]:
    """A located problem."""
    return {
        "severity": str(problem.severity),
        "file": problem.path,
        "row": problem.row,
        "column": problem.column,
        "id": problem.record,
        "message": problem.message,
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number, whole where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

"""Everything about one fact as a page of text: what is said, by whom, and who disagrees."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefgen.desktop.words import (
    date_text,
    kind_text,
    period_text,
    standing_tip,
    use_text,
)

if TYPE_CHECKING:
    from briefgen.desktop.standing import Judged
    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Observation

FACT_LINK = "fact:"


def fact_page(base: FactBase, one: Judged) -> str:
    """HTML for ``one`` fact; other facts are links that begin with FACT_LINK."""
    fact = one.fact
    parts = [
        f"<p style='font-size:large'>{escape(fact.statement)}</p>",
        f"<p>{escape(standing_tip(one.standing))}</p>",
        _section(_words("Disagrees"), _disagreements(base, fact.id)),
        _table(
            [
                (_words("Topic"), escape(base.topics[fact.topic].title)),
                (_words("Kind"), escape(kind_text(fact.kind))),
                (_words("Use"), escape(use_text(fact.use))),
                (_words("Date"), escape(date_text(fact.date))),
                (_words("Known on"), escape(f"{fact.as_of}")),
                (_words("Review by"), escape(f"{fact.review_by}")),
                (_words("Id"), escape(fact.id)),
            ]
        ),
        _section(_words("Sources"), _sources(base, fact.id)),
        _section(_words("Figures"), _figures(base, fact.id)),
        _section(_words("Note of the curator"), [escape(fact.note)] if fact.note else []),
    ]
    return "".join(parts)


def _words(text: str) -> str:
    return {
        "Topic": QCoreApplication.translate("fact", "Topic"),
        "Kind": QCoreApplication.translate("fact", "Kind"),
        "Use": QCoreApplication.translate("fact", "Use"),
        "Date": QCoreApplication.translate("fact", "Date"),
        "Known on": QCoreApplication.translate("fact", "Known on"),
        "Review by": QCoreApplication.translate("fact", "Review by"),
        "Id": QCoreApplication.translate("fact", "Id"),
        "Sources": QCoreApplication.translate("fact", "Sources"),
        "Figures": QCoreApplication.translate("fact", "Figures"),
        "Disagrees": QCoreApplication.translate("fact", "What disagrees with it"),
        "Note of the curator": QCoreApplication.translate("fact", "Note of the curator"),
    }[text]


def _table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td style='padding-right:12px'><b>{escape(name)}</b></td><td>{value}</td></tr>"
        for name, value in rows
    )
    return f"<table>{cells}</table>"


def _section(title: str, items: list[str]) -> str:
    if not items:
        return ""
    lines = "".join(f"<li>{item}</li>" for item in items)
    head = f"<p style='margin-bottom:0'><b>{escape(title)}</b></p>"
    return f"{head}<ul style='margin-top:2px'>{lines}</ul>"


def _sources(base: FactBase, fact: str) -> list[str]:
    items = []
    for citation in base.citations_of.get(fact, ()):
        source = base.sources[citation.source]
        names = (", ".join(source.authors), source.title, source.publisher, source.issued)
        words = ". ".join(name.rstrip(".") for name in names if name)
        locator = f" – {citation.locator}" if citation.locator else ""
        items.append(escape(f"{words}{locator}"))
    return items


def _figures(base: FactBase, fact: str) -> list[str]:
    return [escape(figure_text(base, o)) for o in base.observations_of.get(fact, ())]


def figure_text(base: FactBase, observation: Observation) -> str:
    """One figure with what makes it mean something: unit, period, who counted, its status."""
    high = f"–{observation.value_high:,}" if observation.value_high is not None else ""
    hedge = f"{observation.qualifier.replace('-', ' ')} " if observation.qualifier else ""
    title = base.measures[observation.measure].title
    flow = f", {observation.flow}" if observation.flow else ""
    return (
        f"{title}{flow}: {hedge}{observation.value:,}{high} {observation.unit}, "
        f"{period_text(observation)}, "
        f"{base.organisation_name(observation.reporter)} ({observation.status})"
    )


def _disagreements(base: FactBase, fact: str) -> list[str]:
    items = []
    for disagreement in base.disagreements_of.get(fact, ()):
        rival = disagreement.rival if disagreement.fact == fact else disagreement.fact
        statement = base.facts[rival].statement
        note = f" – {escape(disagreement.note)}" if disagreement.note else ""
        items.append(
            f"{escape(disagreement.about)}: "
            f"<a href='{FACT_LINK}{escape(rival)}'>{escape(statement)}</a>{note}"
        )
    return items

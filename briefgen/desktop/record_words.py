"""What the records of the fact base are called in the window, and what each of them says.

Ids and the names of tables are for those who keep the facts; a reader sees titles and sentences.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefgen.desktop.counting import counted
from briefgen.desktop.fact_text import figure_text
from briefgen.desktop.words import date_text, kind_text, use_text
from briefgen.factbase.records import Kind, Use
from briefgen.factbase.tokens import Token, split_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefgen.factbase.base import FactBase


def kind_of_record(table: str) -> str:
    """What one record of ``table`` is called."""
    return _table_words()[table][0].removeprefix("{count} ").capitalize()


def count_of_records(table: str, number: int) -> str:
    """So many records of ``table``: 1 fact, 2 facts."""
    return counted(number, *_table_words()[table])


def _table_words() -> dict[str, tuple[str, str]]:
    say = partial(QCoreApplication.translate, "records")
    return {
        "topics": (say("{count} topic"), say("{count} topics")),
        "organisations": (say("{count} organisation"), say("{count} organisations")),
        "sources": (say("{count} source"), say("{count} sources")),
        "measures": (say("{count} measure"), say("{count} measures")),
        "facts": (say("{count} fact"), say("{count} facts")),
        "observations": (say("{count} figure"), say("{count} figures")),
        "citations": (say("{count} source of a fact"), say("{count} sources of facts")),
        "disagreements": (say("{count} disagreement"), say("{count} disagreements")),
        "choices": (say("{count} choice of a figure"), say("{count} choices of figures")),
        "lines": (say("{count} line to say"), say("{count} lines to say")),
        "people": (say("{count} person"), say("{count} people")),
        "places": (say("{count} place"), say("{count} places")),
        "corridors": (say("{count} corridor"), say("{count} corridors")),
        "agreements": (say("{count} agreement"), say("{count} agreements")),
        "waypoints": (say("{count} stop of a corridor"), say("{count} stops of corridors")),
        "acronyms": (say("{count} acronym"), say("{count} acronyms")),
    }


def column_words(column: str) -> str:
    """What a record tells in ``column``."""
    say = partial(QCoreApplication.translate, "records")
    known: dict[str, str] = {}
    for words in (
        _words_of_texts,
        _words_of_kinds,
        _words_of_days,
        _words_of_who_and_where,
        _words_of_figures,
        _words_of_ties,
    ):
        known |= words(say)
    return known.get(column, column.replace("_", " ").capitalize())


def _words_of_texts(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "statement": say("Statement"),
        "text": say("Words"),
        "title": say("Title"),
        "name": say("Name"),
        "native_name": say("Name in its own letters"),
        "expansion": say("In full"),
        "pronunciation": say("Pronunciation"),
        "note": say("Note of the curator"),
        "about": say("About"),
        "reason": say("Reason"),
    }


def _words_of_kinds(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "topic": say("Topic"),
        "kind": say("Kind"),
        "type": say("Kind"),
        "mode": say("Kind"),
        "instrument": say("Kind"),
        "category": say("Part"),
        "use": say("Use"),
        "releasable": say("May be given to the other side"),
        "status": say("Status"),
        "voice": say("Said by"),
        "audience": say("Said to"),
        "priority": say("Priority"),
        "answers": say("Answers"),
    }


def _words_of_days(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "date": say("Date"),
        "as_of": say("Known on"),
        "review_by": say("Review by"),
        "reviewed": say("Reviewed on"),
        "since": say("Since"),
        "until": say("Until"),
        "last_seen": say("Last known in office"),
        "due": say("Due"),
        "issued": say("Published on"),
        "accessed": say("Read on"),
    }


def _words_of_who_and_where(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "actors": say("Who takes part"),
        "office": say("Office"),
        "country": say("Country"),
        "owner": say("Whose step it is"),
        "authors": say("Authors"),
        "publisher": say("Publisher"),
        "url": say("Address"),
        "locator": say("Place in the source"),
        "places": say("Places"),
        "place": say("Place"),
        "corridor": say("Corridor"),
        "via": say("By way of"),
        "order": say("Order"),
    }


def _words_of_figures(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "measure": say("What is counted"),
        "label": say("What is counted, in short"),
        "flow": say("From and to"),
        "reporter": say("Counted by"),
        "period": say("Period"),
        "period_kind": say("Kind of period"),
        "value": say("Value"),
        "value_high": say("Value, upper end"),
        "unit": say("Unit"),
        "qualifier": say("How exact"),
        "target_for": say("Target for"),
        "decimals": say("Decimals"),
        "rivals": say("Figures not taken"),
    }


def _words_of_ties(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "fact": say("Fact it rests on"),
        "status_fact": say("Fact on its status"),
        "next_fact": say("Fact on the next step"),
        "next_step": say("Next step"),
        "supersedes": say("Takes the place of"),
    }


def value_words(base: FactBase, column: str, value: str) -> str:
    """``value`` of a ``column`` as a reader knows it: titles and sentences in place of ids."""
    if column in ("fact", "status_fact", "next_fact", "supersedes", "rival"):
        return base.facts[value].statement if value in base.facts else value
    if column in ("reporter", "actors", "country", "owner"):
        return "; ".join(base.organisation_name(name) for name in value.split("; "))
    if column == "kind" and value in [*Kind]:
        return kind_text(Kind(value))
    if column == "use" and value in [*Use]:
        return use_text(Use(value))
    titled = {
        "topic": "topics",
        "measure": "measures",
        "corridor": "corridors",
        "source": "sources",
    }
    if value and column in titled:
        return said_by_record(base, titled[column], value)
    say = partial(QCoreApplication.translate, "records")
    return {"True": say("yes"), "False": say("no")}.get(value, value)


def said_by_record(base: FactBase, table: str, key: str) -> str:
    """What the record of ``table`` with that ``key`` says; its key where nothing better is known.

    A record without an id has its parts in the key, with spaces between.
    """
    try:
        return _SAYS[table](base, key)
    except LookupError:
        return key


def _said_by_figure(base: FactBase, key: str) -> str:
    return figure_text(base, base.observations[key])


def _said_by_citation(base: FactBase, key: str) -> str:
    fact, source, locator = [*key.split(" ", 2), ""][:3]
    where = f", {locator}" if locator else ""
    return f"{base.sources[source].title}{where}\n{base.facts[fact].statement}"


def _said_by_two(base: FactBase, key: str) -> str:
    return "\n".join(base.facts[name].statement for name in key.split(" ", 1))


def _said_by_line(base: FactBase, key: str) -> str:
    parts = split_line(base.lines[key].text)
    words = (part if isinstance(part, str) else _said_by_token(base, part) for part in parts)
    return " ".join("".join(words).split())


def _said_by_token(base: FactBase, token: Token) -> str:
    if token.id in base.observations:
        observation = base.observations[token.id]
        return f"{observation.value:,} {observation.unit}"
    if token.id in base.people:
        person = base.people[token.id]
        return person.office if token.form == "office" else person.name
    fact = base.facts.get(token.id)
    if fact is None or token.form == "cite":
        return ""
    return date_text(fact.date) if token.form == "date" else fact.statement


def _said_by_stop(base: FactBase, key: str) -> str:
    corridor, order = key.split(" ", 1)
    stop = next(one for one in base.waypoints if f"{one.corridor} {one.order}" == key)
    return f"{base.corridors[corridor].title}, {order}: {base.places[stop.place].name}"


_SAYS: Mapping[str, Callable[[FactBase, str], str]] = {
    "topics": lambda base, key: base.topics[key].title,
    "organisations": lambda base, key: base.organisations[key].name,
    "sources": lambda base, key: base.sources[key].title,
    "measures": lambda base, key: base.measures[key].title,
    "facts": lambda base, key: base.facts[key].statement,
    "observations": _said_by_figure,
    "citations": _said_by_citation,
    "disagreements": _said_by_two,
    "choices": _said_by_figure,
    "lines": _said_by_line,
    "people": lambda base, key: base.people[key].name,
    "places": lambda base, key: base.places[key].name,
    "corridors": lambda base, key: base.corridors[key].title,
    "agreements": lambda base, key: base.agreements[key].title,
    "waypoints": _said_by_stop,
    "acronyms": lambda base, key: f"{key}: {base.acronyms[key].expansion}",
}

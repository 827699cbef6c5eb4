"""Who is across the table: the interlocutors, and both delegations with their forms of address.

Whom one meets is the word of the request; what is said of them is that of the register of people
and of the facts. What neither tells is printed as to be confirmed, never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.records import Category, Use
from briefgen.pack.blocks import Block, Column, Heading, List, ListItem, Paragraph, Table
from briefgen.pack.inlines import FactText, Inline, Inlines, PersonName, Strong, Text
from briefgen.pack.request import Side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from briefgen.factbase.dates import Interval
    from briefgen.factbase.records import Fact, Person
    from briefgen.pack.draft import Draft
    from briefgen.pack.request import Delegate


_SCRIPTS = {"KAZ": "kk", "PAK": "ur"}  # the language in which the register gives a name anew


# --- interlocutors ------------------------------------------------------------------------------


def interlocutors(draft: Draft) -> list[Block]:
    """A card for each of those whom the principal meets and the register of people knows."""
    people = _across(draft)
    if not people:
        return []
    told = _facts_on_people(draft)
    cards = [block for person in people for block in _card(draft, person, told)]
    heading = draft.words.get("interlocutors", "heading")
    return [Heading("interlocutors", 1, heading, new_page=True), *cards]


def _across(draft: Draft) -> list[Person]:
    """The people of the other side; of both sides in a neutral pack."""
    request = draft.selection.request
    others = [d for d in request.delegation if request.voice is Side.NEUTRAL or _is_other(draft, d)]
    people = [p for d in others if (p := draft.base.people.get(d.person))]
    return [person for person in dict.fromkeys(people) if draft.may_cite(person.fact)]


def _is_other(draft: Draft, delegate: Delegate) -> bool:
    return delegate.side is not draft.selection.request.voice


def _card(draft: Draft, person: Person, told: Collection[Fact]) -> Iterator[Block]:
    """Name in both scripts, how to say it, the exact title, since when, and facts of use.

    The latter are among ``told``.
    """

    def say(key: str) -> str:
        return f"{draft.words.get('interlocutors', key)} "

    fact, stop = person.fact, Text(draft.words.get("punctuation", "full_stop"))
    yield Heading(f"interlocutor.{person.id}", 2, person.name)
    yield Paragraph(
        f"interlocutor.{person.id}.name",
        (
            Strong(say("native_name")),
            _known(draft, person, person.native_name, _SCRIPTS.get(person.country, "")),
            Strong(f" {say('pronunciation')}"),
            _known(draft, person, person.pronunciation, draft.held),
            Text(" "),
            draft.cite([fact]),
        ),
    )
    yield Paragraph(
        f"interlocutor.{person.id}.office",
        (
            Strong(say("title")),
            PersonName(person.office, person.id, fact, draft.held),
            stop,
            Strong(say("since")),
            _dated(draft, fact, person.since),
            stop,
            Strong(say("last_seen")),
            _dated(draft, fact, person.last_seen),
            stop,
            draft.cite([fact]),
        ),
    )
    useful = _facts_of_use(draft, person, told)
    if useful:
        place = f"interlocutor.{person.id}.facts"
        items = tuple(ListItem(f"{place}.{f.id}", draft.statement(f)) for f in useful)
        yield List(place, items)


def _known(draft: Draft, person: Person, text: str, language: str) -> Inline:
    return PersonName(text, person.id, person.fact, language) if text else draft.asked("")


def _dated(draft: Draft, fact: str, when: Interval | None) -> Inline:
    return FactText(draft.wording.interval(when), fact) if when else draft.asked("")


def _facts_of_use(draft: Draft, person: Person, told: Collection[Fact]) -> list[Fact]:
    """The newest of ``told`` that name the person and may be said, but for that on the office."""
    name = _distinct_name(draft, person)
    found = [
        fact
        for fact in told
        if fact.use is Use.SAY and fact.id != person.fact and name.search(fact.statement)
    ]
    newest = sorted(found, key=lambda fact: (-fact.date.last.toordinal(), fact.id))
    return newest[: draft.product.limits.person_facts]


def _facts_on_people(draft: Draft) -> Collection[Fact]:
    """The facts of the pack, and those on relations, which tell of visits and offices."""
    base, dates = draft.base, draft.selection.request.dates
    topics = {topic.id for topic in base.topics.values() if topic.category is Category.RELATIONS}
    told = {fact.id: fact for fact in base.facts_on(topics, dates)}
    usable = {name: fact for name, fact in told.items() if draft.may_cite(name, in_range=True)}
    return (usable | {name: one.fact for name, one in draft.selection.facts.items()}).values()


def _distinct_name(draft: Draft, person: Person) -> re.Pattern[str]:
    """What tells the person in a sentence: the last name, or the whole where others share it."""
    last = person.name.split()[-1]
    shared = sum(last in other.name.split() for other in draft.base.people.values()) > 1
    return re.compile(rf"\b{re.escape(person.name if shared else last)}\b")


# --- delegations --------------------------------------------------------------------------------


def delegations(draft: Draft) -> list[Block]:
    """A table a side, in the order of the request, with the form of address of each.

    What holds for both is told once, under the last.
    """
    request = draft.selection.request
    found = dict.fromkeys(d.side for d in request.delegation)
    sides = sorted(found, key=lambda side: side is not request.voice)  # our own first
    if not sides:
        return []
    note = (Text(draft.words.get("delegations", "note")),)
    tables = [
        _delegation(
            draft,
            side,
            [d for d in request.delegation if d.side is side],
            (note,) if side is sides[-1] else (),
        )
        for side in sides
    ]
    heading = draft.words.get("delegations", "heading")
    return [Heading("delegations", 1, heading, new_page=True), *tables]


def _delegation(
    draft: Draft, side: Side, delegates: list[Delegate], notes: tuple[Inlines, ...]
) -> Table:
    def say(key: str) -> str:
        return draft.words.get("delegations", key)

    return Table(
        f"delegations.{side.lower()}",
        draft.words.label("titled", name=say("caption"), subject=draft.words.get("voices", side)),
        (
            Column(say("name"), 0.28),
            Column(say("office"), 0.42),
            Column(say("address"), 0.30),
        ),
        tuple(_seat(draft, delegate) for delegate in delegates),
        notes,
    )


def _seat(draft: Draft, delegate: Delegate) -> tuple[Inlines, ...]:
    person = draft.base.people.get(delegate.person)
    address = (draft.asked(delegate.address),)
    if person is None or not draft.may_cite(person.fact):
        return (draft.asked(delegate.name),), (draft.asked(delegate.office),), address
    name = PersonName(person.name, person.id, person.fact, draft.held)
    office = PersonName(person.office, person.id, person.fact, draft.held)
    return (name,), (office, Text(" "), draft.cite([person.fact])), address

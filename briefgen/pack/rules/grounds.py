"""Rules on what is said resting on facts: nothing secret, no typed number, people in office."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import Use
from briefgen.pack.blocks import Paragraph, ParagraphStyle, Table
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import Emphasis, Figure, PersonName, Strong, Text, facts_of
from briefgen.pack.places import places_of
from briefgen.pack.product import Level
from briefgen.pack.registered import people_like
from briefgen.pack.rules.spoken import all_spoken, points, topic_parts
from briefgen.pack.said import block_text, inline_runs
from briefgen.pack.sections.topic_brief import PARTS
from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from briefgen.factbase.records import Observation, Person
    from briefgen.pack.blocks import Block
    from briefgen.pack.findings import Checked
    from briefgen.pack.inlines import Inline, Inlines

_NUMERAL = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_UNIT = re.compile(r"[ \u00a0\u202f-]?(%|\w+)")
_NUMERALS = re.compile(r"\d+(?:[.,]\d+)*")
# Where numbers are those of pages, dates and sources, which the program sets by itself.
_FREE_OF_FACTS = (
    "cover", "contents", "abbreviations", "sources", "record", "timeline", "trade_table",
)  # fmt: skip
# Facts that are shown, minutes to speak, topics without a brief: counted, not stated.
_COUNTS = (".more", "script.note", "steering.briefs")


def _nothing_secret_is_spoken(checked: Checked) -> Iterator[Flaw]:
    facts = checked.selection.base.facts
    for place, inlines in all_spoken(checked.pack):
        for fact in dict.fromkeys(facts_of(inlines)):
            if fact not in facts or facts[fact].use is not Use.SAY:
                yield Flaw(
                    place,
                    f"It speaks the fact {fact}, which is for background only.",
                    "Take the line out, or rest it on a fact that may be said.",
                )
    for left_out in checked.selection.left_out:
        if left_out.fact:
            yield Flaw(
                f"line.{left_out.line.id}",
                f"The line was left out: {left_out.reason}.",
                "Rest it on a fact that may be said.",
                Level.WARNING,
            )


def _no_typed_numbers(checked: Checked) -> Iterator[Flaw]:
    fix = "Put the token of an observation in its place."
    units = checked.listed("counted")
    reworded = {one.printed_at for one in checked.pack.reworded}
    for block in checked.pack.blocks:
        for inlines in _runs_to_account_for(block, reworded):
            loose = [i.text for i in inlines if _is_loose(i) and _NUMERAL.search(i.text)]
            for text in (*loose, *_counted_years(inlines, units)):
                message = f"“{text.strip()}” holds a number that no fact accounts for."
                yield Flaw(block.id, message, fix)
    for one in checked.pack.reworded:
        if one.typed:
            message = f"Its new words hold the number {one.typed}, which no fact accounts for."
            yield Flaw(one.place, message, fix)


def _runs_to_account_for(block: Block, reworded: Collection[str]) -> Iterator[Inlines]:
    """The texts of ``block`` in which numbers must come from facts: a person's words anywhere."""
    if _is_free(block):
        yield from (p.inlines for p in places_of(block) if p.id in reworded and not p.title)
    else:
        yield from inline_runs(block)


def _is_free(block: Block) -> bool:
    """Whether numbers in ``block`` are the program's own; ids of topics and lines may be any."""
    if block.id.endswith(_COUNTS):
        return isinstance(block, Paragraph) and block.style is ParagraphStyle.NOTE
    section, *rest = block.id.split(".")
    return section in _FREE_OF_FACTS and not PARTS.keys() & set(rest)


def _counted_years(inlines: Inlines, units: Collection[str]) -> Iterator[str]:
    """Years of a fact that a unit behind them turns into an amount: "2025 million"."""
    for year, after in pairwise(inlines):
        unit = _UNIT.match(after.text) if isinstance(after, Text) else None
        if unit and unit.group(1).lower() in units and _YEAR.fullmatch(year.text):
            yield f"{year.text}{unit.group()}"


def numerals_in(pieces: Iterable[str]) -> Counter[str]:
    """The numerals of a text, with how often each stands there.

    Spaces within a number part it, whatever their width: word processors change that.
    """
    return Counter(_NUMERALS.findall(" ".join(pieces)))


def accounted_numerals(block: Block) -> Counter[str]:
    """Every numeral of ``block`` that something answers for, with how often it stands there."""
    counted = numerals_in(block_text(block))
    if _is_free(block):
        return counted
    loose = (i.text for inlines in inline_runs(block) for i in inlines if _is_loose(i))
    return counted - numerals_in(loose)


def _is_loose(inline: Inline) -> bool:
    """Whether no fact vouches for the words."""
    if isinstance(inline, Strong):
        return not inline.fact
    return isinstance(inline, (Text, Emphasis))


def _one_figure_everywhere(checked: Checked) -> Iterator[Flaw]:
    """A figure that is spoken stands exactly in a table, where its topic prints figures."""
    figures = checked.selection.base.observations
    boxed = {
        _claim(figures[inline.observation])
        for block in checked.pack.blocks
        if isinstance(block, Table)
        for inlines in inline_runs(block)
        for inline in inlines
        if isinstance(inline, Figure) and inline.observation in figures
    }
    facts = checked.selection.facts
    with_box = {topic for topic, parts in topic_parts(checked.pack).items() if "figures" in parts}
    for item in points(checked.pack):
        for inline in item.inlines:
            if not isinstance(inline, Figure):
                continue
            said = figures.get(inline.observation)
            if said is not None and _claim(said) in boxed:
                continue
            if inline.fact in facts and facts[inline.fact].fact.topic in with_box:
                yield Flaw(
                    item.id,
                    f"It speaks the figure {inline.observation}, which stands in no table.",
                    "Let the product print more figures, or take the figure out of the point.",
                )


def _claim(observation: Observation) -> tuple[object, ...]:
    """What a figure says, whoever counted it: rivals that agree are one."""
    o = observation
    return o.measure, o.flow, o.period.edtf, o.value, o.value_high, o.unit


def _names_and_offices(checked: Checked) -> Iterator[Flaw]:
    yield from _in_office(checked)
    yield from _named_in_register(checked)


def _named_in_register(checked: Checked) -> Iterator[Flaw]:
    """The people and the meeting that the request names by id are in the fact base.

    Who is not there would become "to be confirmed", though the request says who comes.
    """
    base, request = checked.selection.base, checked.selection.request
    for name in dict.fromkeys(d.person for d in request.delegation if d.person):
        if name not in base.people:
            yield Flaw(
                "delegations",
                f"The register of people has no “{name}”{people_like(base, name)}.",
                "Correct the id, or give name and office in its place.",
            )
    met = request.visit.last_met
    if met and met not in base.facts:
        hint = nearest(met, base.ids_like(met, "facts"))
        yield Flaw(
            "steering.last_met",
            f"There is no fact “{met}” to tell of the last meeting{hint}.",
            "Correct the id, or take it out.",
            Level.WARNING,
        )


def _in_office(checked: Checked) -> Iterator[Flaw]:
    people = checked.selection.base.people
    for place, inlines in all_spoken(checked.pack):
        named = (people.get(i.person) for i in inlines if isinstance(i, PersonName))
        for person in filter(None, named):
            yield from _standing(checked, place, person)


def _standing(checked: Checked, place: str, person: Person) -> Iterator[Flaw]:
    visit = checked.selection.request.visit.dates
    day = parse_edtf(visit).start if visit else checked.selection.as_of
    if person.until and person.until.stop <= day:
        yield Flaw(
            place,
            f"{person.name} left the office of {person.office} before the visit.",
            "Take the name out, or name the successor.",
        )
    elif day - person.last_seen.last > timedelta(days=checked.product.thresholds.seen_days):
        yield Flaw(
            place,
            f"{person.name} was last seen as {person.office} on {person.last_seen.edtf}.",
            "Confirm the office, and write the day in people.csv.",
            Level.WARNING,
        )
    if not person.pronunciation:
        yield Flaw(
            place,
            f"How to say {person.name} is not known.",
            "Write the pronunciation in people.csv.",
            Level.WARNING,
        )


RULES = (
    Rule(
        "TP14",
        "No spoken line relies on a background-only fact.",
        Level.BLOCKS,
        _nothing_secret_is_spoken,
    ),
    Rule("TP15", "Every numeral comes from a fact.", Level.BLOCKS, _no_typed_numbers),
    Rule(
        "TP17",
        "A figure that is spoken stands in the tables.",
        Level.BLOCKS,
        _one_figure_everywhere,
    ),
    Rule(
        "TP20",
        "A person who is named holds the office at the visit.",
        Level.BLOCKS,
        _names_and_offices,
    ),
)

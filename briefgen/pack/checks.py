"""Step four, check: the rules a pack must keep, each a small function under its rule id."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import Use
from briefgen.pack.blocks import (
    Callout,
    Citation,
    Emphasis,
    List,
    Paragraph,
    ParagraphStyle,
    PersonName,
    SourceList,
    Strong,
    Text,
    facts_of,
    inline_runs,
    plain,
)
from briefgen.pack.places import Fate
from briefgen.pack.product import Level
from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from briefgen.pack.blocks import Block, Inline, Inlines, Pack
    from briefgen.pack.fitting import Fitted
    from briefgen.pack.product import Product
    from briefgen.pack.select import Selection


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a block breaks, and what to do about it."""

    rule: str
    level: Level
    block: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.rule} {self.level}: {self.message} ({self.block}) {self.fix}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules look at."""

    pack: Pack
    selection: Selection
    product: Product
    fitted: tuple[Fitted, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of good briefing: its id, what it asks, and the function that tests it."""

    id: str
    asks: str
    test: Callable[[Checked], Iterable[Finding]]


def check(
    pack: Pack, selection: Selection, product: Product, fitted: tuple[Fitted, ...] = ()
) -> tuple[Finding, ...]:
    """Everything that is amiss with ``pack``, in order of the rules.

    ``fitted`` is what the pack lost to keep to its pages.
    """
    checked = Checked(pack, selection, product, fitted)
    return tuple(finding for rule in RULES.values() for finding in _findings(rule, checked))


def _findings(rule: Rule, checked: Checked) -> Iterator[Finding]:
    """What ``rule`` finds, as weighty as the product makes it."""
    own = checked.product.rules.get(rule.id)
    if own is not Level.OFF:
        found = rule.test(checked)
        yield from (replace(finding, level=own) for finding in found) if own else found


# --- talking points -----------------------------------------------------------------------------

_SPOKEN_PARAGRAPHS = (ParagraphStyle.OBJECTIVE, ParagraphStyle.OUR_RESPONSE, ParagraphStyle.LEAD)
_SPOKEN_LISTS = (".points.list", ".press.list", "press.lines.list")
_SPOKEN_BOXES = ".if_raised"


def _few_points(checked: Checked) -> Iterator[Finding]:
    heard, most = checked.product.thresholds.points_heard, checked.product.thresholds.points_most
    for block in checked.pack.blocks:
        if isinstance(block, List) and block.id.endswith(".points.list"):
            count = len(block.items)
            if count > heard:
                yield Finding(
                    "TP1",
                    Level.BLOCKS if count > most else Level.WARNING,
                    block.id,
                    f"{count} points to make where {heard} can be heard.",
                    "Drop or merge the least important.",
                )


def _short_points(checked: Checked) -> Iterator[Finding]:
    limits = checked.product.thresholds
    for block in checked.pack.blocks:
        if isinstance(block, List) and block.style.is_spoken:
            most = limits.message_words if block.id == "messages.list" else limits.point_words
            for item in block.items:
                words = plain(i for i in item.inlines if not isinstance(i, Citation)).split()
                if len(words) > most:
                    yield Finding(
                        "TP3",
                        Level.WARNING,
                        item.id,
                        f"{len(words)} words where {most} can be said in one breath.",
                        "Shorten it, or make two of it.",
                    )


def _spoken_runs(block: Block) -> Iterator[tuple[str, Inlines]]:
    if isinstance(block, Paragraph) and block.style in _SPOKEN_PARAGRAPHS:
        yield block.id, block.inlines
    if isinstance(block, List) and (block.style.is_spoken or block.id.endswith(_SPOKEN_LISTS)):
        for item in block.items:
            yield item.id, item.inlines
    if isinstance(block, Callout) and block.id.endswith(_SPOKEN_BOXES):
        for item in block.items:
            yield item.id, item.inlines


def _nothing_secret_is_spoken(checked: Checked) -> Iterator[Finding]:
    facts = checked.selection.base.facts
    for block in checked.pack.blocks:
        for place, inlines in _spoken_runs(block):
            for fact in dict.fromkeys(facts_of(inlines)):
                if fact not in facts or facts[fact].use is not Use.SAY:
                    yield Finding(
                        "TP14",
                        Level.BLOCKS,
                        place,
                        f"It speaks the fact {fact}, which is for background only.",
                        "Take the line out, or rest it on a fact that may be said.",
                    )
    for left_out in checked.selection.left_out:
        if left_out.fact:
            yield Finding(
                "TP14",
                Level.WARNING,
                f"line.{left_out.line.id}",
                f"The line was left out: {left_out.reason}.",
                "Rest it on a fact that may be said.",
            )


_NUMERAL = re.compile(r"\d")
_FREE_OF_FACTS = ("cover", "contents", "sources", "record", "timeline", "trade_table")
_COUNTS = ".more"  # how many facts are shown: counted, not stated


def _no_typed_numbers(checked: Checked) -> Iterator[Finding]:
    for block in checked.pack.blocks:
        if block.id.split(".")[0] in _FREE_OF_FACTS or block.id.endswith(_COUNTS):
            continue
        for inlines in inline_runs(block):
            for inline in inlines:
                if _is_loose(inline) and _NUMERAL.search(inline.text):
                    yield Finding(
                        "TP15",
                        Level.BLOCKS,
                        block.id,
                        f"“{inline.text.strip()}” holds a number that no fact accounts for.",
                        "Put the token of an observation in its place.",
                    )

    for one in checked.pack.reworded:
        if one.typed:
            yield Finding(
                "TP15",
                Level.BLOCKS,
                one.place,
                f"Its new words hold the number {one.typed}, which no fact accounts for.",
                "Put the token of an observation in its place.",
            )


def _is_loose(inline: Inline) -> bool:
    """Whether no fact vouches for the words."""
    if isinstance(inline, Strong):
        return not inline.fact
    return isinstance(inline, (Text, Emphasis))


def _in_office(checked: Checked) -> Iterator[Finding]:
    days = timedelta(days=checked.product.thresholds.seen_days)
    people = checked.selection.base.people
    visit = checked.selection.request.visit.dates
    day = parse_edtf(visit).start if visit else checked.selection.as_of
    for block in checked.pack.blocks:
        for place, inlines in _spoken_runs(block):
            named = (people.get(i.person) for i in inlines if isinstance(i, PersonName))
            for person in filter(None, named):
                if person.until and person.until.stop <= day:
                    yield Finding(
                        "TP20",
                        Level.BLOCKS,
                        place,
                        f"{person.name} left the office of {person.office} before the visit.",
                        "Take the name out, or name the successor.",
                    )
                elif person.last_seen.last < day - days:
                    yield Finding(
                        "TP20",
                        Level.WARNING,
                        place,
                        f"{person.name} was last seen as {person.office} "
                        f"on {person.last_seen.edtf}.",
                        "Confirm the office, and write the day in people.csv.",
                    )


# --- rewordings ---------------------------------------------------------------------------------


def _ground_is_as_it_was(checked: Checked) -> Iterator[Finding]:
    for one in checked.pack.reworded:
        if one.fate is Fate.MOVED:
            yield Finding(
                "RW1",
                Level.WARNING,
                one.place,
                "The words under your rewording have changed: "
                f"they now read “{one.words}”; your words are kept.",
                f"Look at both; to keep yours for good, put {one.ground} into its “replaces”.",
            )


def _rewordings_have_places(checked: Checked) -> Iterator[Finding]:
    for one in checked.pack.reworded:
        if one.fate is Fate.PLACELESS:
            yield Finding(
                "RW2",
                Level.WARNING,
                one.place,
                "The place that you reworded is not in this pack; your words stay in the .brief.",
                "Bring the place back, or take the rewording out.",
            )


def _rewordings_rest_on_the_pack(checked: Checked) -> Iterator[Finding]:
    for one in checked.pack.reworded:
        if one.fate is Fate.REFUSED:
            yield Finding(
                "RW3",
                Level.BLOCKS,
                one.place,
                f"Your rewording names {one.unknown}, which this pack does not hold, "
                "so the words under it are printed.",
                "Correct the token, or pin its fact.",
            )


# --- length -------------------------------------------------------------------------------------


def _within_its_pages(checked: Checked) -> Iterator[Finding]:
    for lost in checked.fitted:
        place = f"topic.{lost.topic}" if lost.topic else "pack"
        what = "The brief" if lost.topic else "The pack"
        if lost.pages > lost.allowed:
            yield Finding(
                "FIT",
                Level.BLOCKS,
                place,
                f"{what} takes {lost.pages} pages where {lost.allowed} are allowed, and all that "
                "may go is gone.",
                "Drop a line or a fact, or set its likelihood lower.",
            )
        if lost.left_out:
            yield Finding(
                "FIT",
                Level.ADVICE,
                place,
                f"{what} would not fit {lost.allowed} pages, so it was left out: "
                f"{', '.join(lost.left_out)}.",
                "Pin what must stay, or drop something else.",
            )


def _named_in_register(checked: Checked) -> Iterator[Finding]:
    """The people and the meeting that the request names by id are in the fact base."""
    base, request = checked.selection.base, checked.selection.request
    for name in dict.fromkeys(d.person for d in request.delegation if d.person):
        if name not in base.people:
            yield Finding(
                "TP20",
                Level.WARNING,
                "delegations",
                f"The register of people has no “{name}”{nearest(name, base.people)}.",
                "Correct the id, or give name and office in its place.",
            )
    met = request.visit.last_met
    if met and met not in base.facts:
        hint = nearest(met, base.ids_like(met, "facts"))
        yield Finding(
            "TP20",
            Level.WARNING,
            "steering.last_met",
            f"There is no fact “{met}” to tell of the last meeting{hint}.",
            "Correct the id, or take it out.",
        )


def _names_and_offices(checked: Checked) -> Iterator[Finding]:
    yield from _in_office(checked)
    yield from _named_in_register(checked)


# --- marking ------------------------------------------------------------------------------------


def _marked(checked: Checked) -> Iterator[Finding]:
    if not checked.pack.furniture.marking.strip():
        yield Finding(
            "M1",
            Level.BLOCKS,
            "pack",
            "The pack has no marking.",
            "Choose one; a pack of public facts takes the product's default.",
        )


# --- sources ------------------------------------------------------------------------------------


def _citations_meet_sources(checked: Checked) -> Iterator[Finding]:
    blocks = checked.pack.blocks
    listed = {e.number: e for b in blocks if isinstance(b, SourceList) for e in b.entries}
    cited: dict[int, str] = {}
    for block in blocks:
        for place, inlines in _places(block):
            numbers = [n for i in inlines if isinstance(i, Citation) for n in i.numbers]
            cited |= {number: place for number in numbers if number not in cited}
            if any(facts_of(inlines)) and not numbers and _stands_alone(block):
                yield Finding(
                    "S1",
                    Level.BLOCKS,
                    place,
                    "It states a fact without a source number.",
                    "Cite the fact.",
                )
    for number in sorted(set(cited) - set(listed)):
        yield Finding(
            "S1", Level.BLOCKS, cited[number], f"Source [{number}] is not in the source list.",
            "Add the source list to the product, or the source to it.",
        )  # fmt: skip
    for number in sorted(set(listed) - set(cited)):
        yield Finding(
            "S1", Level.BLOCKS, "sources.list", f"Source [{number}] is listed and never cited.",
            "Take it out of the list.",
        )  # fmt: skip


def _places(block: Block) -> Iterator[tuple[str, Inlines]]:
    if isinstance(block, (List, Callout)):
        yield from ((item.id, item.inlines) for item in block.items)
    else:
        yield from ((block.id, inlines) for inlines in inline_runs(block))


def _stands_alone(block: Block) -> bool:
    """Whether each run of the block must carry its own mark; a table row carries one for all."""
    return isinstance(block, (List, Callout, Paragraph))


def _sources_complete(checked: Checked) -> Iterator[Finding]:
    sources = checked.selection.base.sources
    entries = [e for b in checked.pack.blocks if isinstance(b, SourceList) for e in b.entries]
    for entry in entries:
        source = sources[entry.source]
        wanted: Mapping[str, str] = {
            "publisher": source.publisher,
            "title": source.title,
            "date": source.issued,
            "address": source.url,
            "day it was read": source.accessed,
        }
        missing = [name for name, value in wanted.items() if not value]
        if missing:
            yield Finding(
                "S2",
                Level.WARNING,
                f"sources.list [{entry.number}]",
                f"The source “{source.title}” lacks its {', '.join(missing)}.",
                "Add it to sources.json; what cannot be found stays named as missing.",
            )


RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("TP1", "Four points a topic, never above six.", _few_points),
        Rule("TP3", "A point is said in one breath.", _short_points),
        Rule("TP14", "No spoken line relies on a background-only fact.", _nothing_secret_is_spoken),
        Rule("TP15", "Every numeral comes from a fact.", _no_typed_numbers),
        Rule("TP20", "A person who is named holds the office at the visit.", _names_and_offices),
        Rule("RW1", "The words under a rewording are those it replaced.", _ground_is_as_it_was),
        Rule("RW2", "The place of a rewording is in the pack.", _rewordings_have_places),
        Rule("RW3", "A rewording names only what the pack holds.", _rewordings_rest_on_the_pack),
        Rule(
            "FIT",
            "A brief keeps to its sides, and a short product to its pages.",
            _within_its_pages,
        ),
        Rule("M1", "A marking stands on every page.", _marked),
        Rule("S1", "Cited and listed sources are the same.", _citations_meet_sources),
        Rule(
            "S2", "A source names publisher, title, date, address and day read.", _sources_complete
        ),
    )
}

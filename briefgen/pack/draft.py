"""What every part of a pack is written with: the selection, the words, the source numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from briefgen.factbase.records import Kind, Line, LineType, Observation
from briefgen.factbase.tokens import Token, split_line
from briefgen.pack.blocks import ListStyle
from briefgen.pack.citing import CitedSources
from briefgen.pack.grounds import fact_of_token
from briefgen.pack.inlines import (
    Citation,
    CrossReference,
    FactText,
    Figure,
    Inline,
    Inlines,
    PersonName,
    RequestText,
    Strong,
    Text,
)
from briefgen.pack.overdue import is_overdue
from briefgen.pack.request import Clearance, Likelihood
from briefgen.pack.seats import Seats
from briefgen.pack.select import SelectedFact, Why, is_printable, why_selected
from briefgen.pack.templates import held_words
from briefgen.pack.weight import by_weight
from briefgen.pack.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from briefgen.factbase.records import Fact, Topic
    from briefgen.pack.blocks import Block, Pack
    from briefgen.pack.product import Product
    from briefgen.pack.script_sentences import Script
    from briefgen.pack.select import Selection
    from briefgen.pack.templates import Words

_BRACES = re.compile(r"\{(\w+)\}")
_SAID = (LineType.OBJECTIVE, LineType.POINT, LineType.RESPONSE, LineType.IF_RAISED, LineType.PRESS)
_TOKEN_OR_ACRONYM = re.compile(r"\{[^{}]*\}|\b[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?:-\d+)?\b")
_WHOLE = "pack"  # the part of a clearance that stands for all of it


class Draft:
    """A pack in the making.

    Parts must be written in the order they are printed: so the sources get their numbers.
    """

    def __init__(
        self,
        selection: Selection,
        product: Product,
        words: Words,
        fitted: Collection[str] = (),
        first_number: int = 1,
        script: Script | None = None,
    ) -> None:
        """Start a pack without the items whose ids are ``fitted``, its sources numbered from one.

        Another ``first_number`` is for those who only measure.
        """
        self.selection = selection
        self.base = selection.base
        self.product = product
        self.words = words
        self.script = script
        self.wording = Wording(words)
        self.held_in = held_words(words)
        told, *_ = (*self.held_in, words)
        # For figures and dates inside a line, in its language.
        self.told = self.wording if told is words else Wording(told)
        self.held = "" if words.is_held else told.language
        self.as_of = selection.as_of
        self.seats = Seats(self.base, selection.request, by_telephone=product.by_telephone)
        self.printed: set[str] = set()  # the ids of the blocks written so far
        self.written: list[Block] = []  # the sections so far, before the marks of typography
        self.cited = CitedSources(self.base, first_number)
        self.names_standing = False  # whether a fact is marked as older than the range
        self.told_as_disputed: set[tuple[str, str]] = set()  # topic and fact
        self.told_as_figures: set[tuple[str, str]] = set()  # topic and observation
        self.told_as_basis: set[tuple[str, str]] = set()  # topic and fact
        self.told_as_said: set[tuple[str, str]] = set()  # likewise: whole, in a line to be said
        self.told_as_boxed: set[str] = set()  # topics in which it is told where the basis stands
        self.told_no_choice: set[str] = set()  # topics in which it is told that there is none
        self.left_out: list[str] = []
        self.disputes: dict[str, Any] = {}  # by topic: several sections ask for the same ones
        self._fitted = frozenset(fitted)

    def fits(self, place: str) -> bool:
        """Whether the item of that id has room; what has none is remembered in ``left_out``."""
        if place not in self._fitted:
            return True
        self.left_out.append(place)
        return False

    def has_room(self, place: str) -> bool:
        """Whether the item of that id will have room, for those who speak of it elsewhere."""
        return place not in self._fitted

    def shortened(self, note: str, **numbers: int) -> str:
        """The ``note`` under a list that holds not all; a copy for release tells no numbers."""
        if self.is_for_release:
            return self.words.label("a_selection")
        return self.words.label(note, **numbers)

    @property
    def is_for_release(self) -> bool:
        """Whether the pack may be handed to the other side: it keeps our judgements back."""
        return self.product.releasable_only

    @property
    def spoken_style(self) -> ListStyle:
        """How lists of lines to be said are set."""
        return ListStyle.CARD if self.product.large_type else ListStyle.SPOKEN

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that the product has room for, the weightiest first."""
        ranked = by_weight(self.selection, (self.words, *self.held_in))
        return tuple(ranked[: self.product.limits.topics or None])

    def likelihood(self, topic: Topic) -> Likelihood:
        """How likely ``topic`` is to come up, by the word of the request."""
        return self.selection.request.likelihood_of(topic.id, topic.category)

    def clearance(self, topic: Topic) -> Clearance:
        """Who drafted and cleared the brief of ``topic``, by its own word or that on the whole."""
        by_part = {c.part: c for c in self.selection.request.clearance}
        return by_part.get(topic.id) or by_part.get(_WHOLE) or Clearance(_WHOLE)

    def may_cite(self, name: str, *, in_range: bool = False) -> bool:
        """Whether a part may rest on the fact ``name`` though it is of no chosen topic.

        ``in_range`` asks that it belong to the range of dates; what the request itself names (a
        person, the last meeting) need not.
        """
        if name in self.selection.facts:
            return True
        fact, request = self.base.facts.get(name), self.selection.request
        if fact is None:
            return False
        fits = not in_range or why_selected(fact, request.dates) is not None
        may_leave = fact.releasable or not self.is_for_release
        return fits and may_leave and is_printable(self.base, fact, request, self.as_of)

    def cite(self, facts: Iterable[str]) -> Citation:
        """The mark for the sources of ``facts``."""
        return self.cited.cite(facts)

    # --- figures ---

    def figure(self, observation: Observation, text: str, language: str = "") -> Figure:
        """Words that stand for ``observation``."""
        return Figure(text, observation.id, observation.fact, language)

    def exact(self, observation: Observation) -> Figure:
        """The exact value, without its unit."""
        return self.figure(observation, self.wording.exact(observation))

    def exact_with_unit(self, observation: Observation) -> Figure:
        """The exact value with its unit."""
        return self.figure(observation, self.wording.exact_with_unit(observation))

    def period(self, observation: Observation) -> Figure:
        """The period of an observation."""
        return self.figure(observation, self.wording.period(observation))

    def reporter(self, observation: Observation) -> FactText:
        """Who counted."""
        return self.held_text(self.base.organisation_name(observation.reporter), observation.fact)

    # --- words ---

    def held_text(self, text: str, fact: str) -> FactText:
        """Words that stand in the fact base, in the language they are held in."""
        return FactText(text, fact, self.held)

    def measure(self, observation: Observation) -> tuple[str, str]:
        """The name of what is counted, and its language where it is not that of the pack.

        Beside a direction, which is in the pack's language, the name reads well only in the same.
        """
        title = self.base.measures[observation.measure].title
        own = self.words.known("measures", observation.measure, "") if self.held else ""
        return (own, "") if own else (title, self.held)

    def counted(self, observation: Observation) -> tuple[str, str]:
        """The curators' label of what is counted beside a direction, or else the measure.

        In a pack of another language a label that its words do not have gives way to the measure.
        """
        label = observation.label
        known = label if self.words.is_held else self.words.known("counted", label, "")
        return (known, "") if label and known else self.measure(observation)

    def filled(self, text: str, **values: Inline) -> Inlines:
        """A printed word whose braces ``values`` fill, each keeping its kind and language."""
        pieces = _BRACES.split(text)  # words and names by turns
        made = (values[piece] if n % 2 else Text(piece) for n, piece in enumerate(pieces))
        return tuple(i for i in made if i.text or isinstance(i, CrossReference))

    def joined(self, texts: Iterable[str], by: str = "comma") -> str:
        """Words in a row, as the language separates them."""
        return self.words.get("punctuation", by).join(texts)

    def bracketed(self, text: str) -> str:
        """A remark behind other words."""
        return self.words.get("punctuation", "bracketed", text=text)

    def topic_title(self, topic: Topic) -> str:
        """The title of a topic, translated where the words have it."""
        if self.words.is_held:
            return topic.title
        return self.words.known("topics", topic.id, topic.title)

    # --- the request, facts and lines ---

    def asked(self, text: str) -> RequestText:
        """Words of the request; what it leaves open is to be confirmed, never guessed.

        Those in Latin letters, in a pack of another script, are in the language of the facts.
        """
        text = text or self.words.get("delegations", "to_confirm")
        return RequestText(text, self.held if self.held and _is_latin(text) else "")

    def asked_in_row(self, texts: Iterable[str], by: str = "semicolon") -> Inlines:
        """Words of the request one after the other, as the language parts them."""
        between = RequestText(self.words.get("punctuation", by))
        inlines: list[Inline] = []
        for text in filter(None, texts):
            inlines += [between, self.asked(text)] if inlines else [self.asked(text)]
        return tuple(inlines)

    def asked_sentence(self, *texts: str) -> Inlines:
        """Words of the request as `asked_in_row` sets them, with a full stop."""
        *others, last = filter(None, texts)
        stop = self.words.get("punctuation", "full_stop").rstrip()
        return (*self.asked_in_row((*others, last.rstrip("."))), RequestText(stop))

    def statement(self, fact: Fact) -> Inlines:
        """The statement of a fact with its sources."""
        return (self.held_text(fact.statement, fact.id), Text(" "), self.cite([fact.id]))

    def remarks(self, chosen: SelectedFact) -> str:
        """What a reader must know beside a statement: its date if it is not said, its standing."""
        fact = chosen.fact
        parts = []
        if chosen.why is not Why.STANDING and not _tells_its_date(fact):
            parts.append(self.wording.interval(fact.date))
        if chosen.why is Why.STANDING:
            since = self.wording.interval(fact.date)
            self.names_standing = True
            parts.append(self.words.label("standing", date=since))
        if fact.kind is Kind.PLAN:
            past = "planned_open" if self.is_for_release else "planned_overdue"
            overdue = is_overdue(self.base, fact, self.as_of)
            parts.append(self.words.label(past if overdue else "planned"))
        if self.base.disagreements_of.get(fact.id):
            parts.append(self.words.label("disputed"))
        return self.joined(parts, "semicolon")

    def line(self, line: Line) -> Inlines:
        """A curated line with its tokens resolved and its sources at the end.

        The test of an objective is a labelled sentence of its own. What is said aloud has in full
        what the register knows as an acronym, since a page may be the first that is heard.
        """
        facts: list[str] = []
        text = self.seats.told(line, line.text)
        if line.type in _SAID:
            text = self._in_full(text)
        inlines = self._resolved(text, facts)
        if line.test:
            label = self.words.label("success")
            inlines += [
                Text(" "),
                Strong(f"{label} "),
                *self._resolved(self.seats.told(line, line.test), facts),
            ]
        return (*inlines, Text(" "), self.cite(facts))

    def _in_full(self, text: str) -> str:
        """``text`` with its acronyms expanded; tokens stay as they are."""

        def full(found: re.Match[str]) -> str:
            known = self.base.acronyms.get(found.group())
            return known.expansion if known and known.expansion else found.group()

        return _TOKEN_OR_ACRONYM.sub(full, text)

    def _resolved(self, text: str, facts: list[str]) -> list[Inline]:
        """The words of ``text`` with its tokens resolved; ``facts`` takes up what they rest on."""
        inlines: list[Inline] = []
        for part in split_line(text):
            if isinstance(part, str):
                inlines.append(Text(part, self.held))
                continue
            facts.append(fact_of_token(self.base, part))
            printed = self.token(part)
            if not printed:
                _close_up(inlines)
            inlines += printed
        _close_up(inlines)
        return [inline for inline in inlines if inline.text]

    def token(self, token: Token) -> list[Inline]:
        """What a token prints; one that only cites prints nothing."""
        match token.form:
            case "cite":
                return []
            case "date":
                fact = self.base.facts[token.id]
                return [self.held_text(self.told.interval(fact.date), fact.id)]
            case "statement":
                return [self.held_text(self.base.facts[token.id].statement, token.id)]
            case "name" | "office":
                person = self.base.people[token.id]
                text = person.name if token.form == "name" else person.office
                return [PersonName(text, person.id, person.fact, self.held)]
            case _:
                return [self._observation_token(self.base.observations[token.id], token.form)]

    def _observation_token(self, observation: Observation, form: str) -> Inline:
        match form:
            case "speak":
                text = self.told.speak(observation)
            case "amount":
                text = self.told.amount(observation)
            case "period":
                text = self.told.period(observation)
            case "reporter":
                return self.reporter(observation)
            case _:
                text = self.told.exact_with_unit(observation)
        return self.figure(observation, text, self.held)


def _close_up(inlines: list[Inline]) -> None:
    """Take away the space before a token that prints nothing, and at the end."""
    if inlines and isinstance(inlines[-1], Text):
        inlines[-1] = replace(inlines[-1], text=inlines[-1].text.rstrip())


def _tells_its_date(fact: Fact) -> bool:
    years = {fact.date.last.year} | (set() if fact.date.starts_unknown else {fact.date.start.year})
    named = any(str(year) in fact.statement for year in years)
    return named or f"FY{fact.date.last.year % 100:02d}" in fact.statement


def _is_latin(text: str) -> bool:
    """Whether all letters of ``text`` are Latin, and there are some."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(unicodedata.name(char, "").startswith("LATIN") for char in letters)


class Assembled(Struct, frozen=True):
    """A pack that has the form of a record alone, as it may be one of many that are measured.

    `assemble.recorded` makes it whole; ``draft`` is what it was written with.
    """

    pack: Pack
    draft: Draft

"""The request: everything an official asks for, as records; `brief_file` reads and writes them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.errors import DateFormatError, NoSuchDayError, UsageError
from briefgen.factbase.dates import Interval, parse_edtf
from briefgen.factbase.records import Category
from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Topic


class Side(StrEnum):
    """For whom the pack speaks; a neutral pack prints only lines that either side could say."""

    PAK = "PAK"
    KAZ = "KAZ"
    NEUTRAL = "neutral"


class Likelihood(StrEnum):
    """How sure it is that a topic comes up; it sets how much of the topic is printed."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


class Interpreting(StrEnum):
    """How the talk is interpreted; only consecutive interpreting takes time of its own."""

    NONE = "none"
    SIMULTANEOUS = "simultaneous"
    CONSECUTIVE = "consecutive"


class Layout(StrEnum):
    """For a screen without blank pages, or for both sides of paper."""

    TABLET = "tablet"
    PRINT = "print"


class Press(StrEnum):
    """Whether the press is in the room."""

    UNKNOWN = ""
    OPEN = "open"
    CLOSED = "closed"


class Standing(StrEnum):
    """How firm an item of the programme is."""

    EXPECTED = "expected"
    CONFIRMED = "confirmed"


class Visit(Struct, frozen=True):
    """The visit the pack is for. ``dates`` is EDTF, ``last_met`` the id of a fact.

    ``number`` is the pack's own number, ``issue`` that of this issue, ``copy`` "3 of 12" where
    copies are counted.
    """

    title: str = "Briefing pack"
    place: str = ""
    dates: str = ""
    principal: str = ""
    counterpart: str = ""
    prepared_by: str = ""
    contact: str = ""
    issue: str = ""
    number: str = ""
    copy: str = ""
    purpose: str = ""  # why this visit, in a sentence
    requested_by: str = ""
    last_met: str = ""
    time_zone: str = ""
    distribution: tuple[str, ...] = ()
    return_by: str = ""  # return to whom, or destroy by when


class Meeting(Struct, frozen=True):
    """How long there is to speak. None and 0 take the product's own."""

    minutes: int = 0
    our_share: float | None = None  # of the minutes, between 0 and 1
    words_per_minute: int = 0
    interpreter: Interpreting = Interpreting.NONE


class ProgrammeEntry(Struct, frozen=True):
    """A row of the programme; ``day`` is EDTF, ``time`` is 09:30, local time."""

    event: str
    day: str = ""
    time: str = ""
    place: str = ""
    greeter: str = ""
    speaks_first: str = ""
    minutes: int = 0
    language: str = ""
    press: Press = Press.UNKNOWN
    dress: str = ""
    status: Standing = Standing.EXPECTED


class Delegate(Struct, frozen=True):
    """Who sits where: ``person`` from the register of people, or a name and an office."""

    side: Side
    person: str = ""
    name: str = ""
    office: str = ""
    address: str = ""  # form of address


class PracticalNote(Struct, frozen=True):
    """A line of the practical annex: "Embassy duty officer", "+7 ..."."""

    label: str
    text: str


class Clearance(Struct, frozen=True):
    """Who drafted a part and who cleared it; not cleared while ``cleared_by`` is empty.

    ``part`` is a topic id, or "pack" for the whole; ``on`` is EDTF.
    """

    part: str
    drafted_by: str = ""
    cleared_by: str = ""
    on: str = ""


class Issue(Struct, frozen=True):
    """An issue of the pack and what it changed, for the issue slip; ``on`` is EDTF."""

    number: str
    on: str = ""
    change: str = ""


class Rewording(Struct, frozen=True):
    """A printed place in the words of a person.

    ``place`` is the id of a block or of an item, ``replaces`` the hash of the words it stood for
    (`record.fingerprint`), so that a change of those is seen. Tokens as in lines may stand in
    ``text``.
    """

    place: str
    replaces: str
    text: str


class Override(Struct, frozen=True):
    """A rule that may fail in a final pack, and the reason, which is printed."""

    rule: str
    reason: str


class Request(Struct, frozen=True):
    """Everything that decides what a pack holds, apart from the fact base itself.

    ``topics`` are topic ids or whole categories, as asked for; ``first`` and ``last`` are EDTF
    texts, empty for no limit; ``as_of`` is the day the pack speaks from, None for today.
    ``likelihood`` is by topic or category; what it does not name is certain. ``order`` are ids of
    topics (or categories) and lines that come before the others of their kind, in this order.
    ``route_map`` asks for the sketch map of routes.
    """

    product: str = "visit-pack"
    voice: Side = Side.NEUTRAL
    topics: tuple[str, ...] = tuple(Category)
    first: str = ""
    last: str = ""
    as_of: date | None = None
    marking: str = ""
    language: str = "en"
    house: str = "ministry"
    layout: Layout = Layout.TABLET
    route_map: bool = False
    visit: Visit = field(default_factory=Visit)
    meeting: Meeting = field(default_factory=Meeting)
    likelihood: tuple[tuple[str, Likelihood], ...] = ()
    programme: tuple[ProgrammeEntry, ...] = ()
    delegation: tuple[Delegate, ...] = ()
    practical: tuple[PracticalNote, ...] = ()
    clearance: tuple[Clearance, ...] = ()
    issues: tuple[Issue, ...] = ()
    pinned: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    reworded: tuple[Rewording, ...] = ()
    overrides: tuple[Override, ...] = ()

    @property
    def dates(self) -> Interval:
        """The range of days asked for. Raises UsageError where it ends before it starts."""
        start = end_of_range(self.first, "the start of the range").start if self.first else date.min
        stop = end_of_range(self.last, "the end of the range").stop if self.last else date.max
        if start >= stop:
            raise UsageError(
                f"The range starts at {self.first}, after its end {self.last}: swap the two dates."
            )
        return Interval(start, stop, f"{self.first or '..'}/{self.last or '..'}")

    def likelihood_of(self, topic: str, category: str) -> Likelihood:
        """How likely ``topic`` is to come up; its own word counts before that of its category."""
        told: Mapping[str, Likelihood] = dict(self.likelihood)
        return told.get(topic) or told.get(category) or Likelihood.CERTAIN


def end_of_range(text: str, where: str) -> Interval:
    """The days of one end of a range: a year, a month or a day, and no interval of them."""
    try:
        interval = parse_edtf(text, where)
    except NoSuchDayError:
        raise
    except DateFormatError:
        raise DateFormatError(text, where, single=True) from None
    if "/" in text:
        raise UsageError(f"“{text}” ({where}) is an interval: write one year, month or day.")
    return interval


def resolve_topics(
    base: FactBase, names: Iterable[str], order: Iterable[str] = ()
) -> tuple[str, ...]:
    """The topic ids that ``names`` (ids or categories) stand for, as `in_order` puts them.

    Raises UsageError for a name that is neither, with the nearest.
    """
    wanted: set[str] = set()
    for name in names:
        found = {t.id for t in base.topics.values() if name in (t.id, t.category)}
        if not found and name not in set(Category):  # a category may be empty in a small base
            known = [*Category, *base.topics]
            raise UsageError(
                f"There is no topic “{name}”{nearest(name, known)}. "
                f"Whole topics: {', '.join(Category)}; "
                "“briefgen facts topics” lists the finer ones."
            )
        wanted |= found
    if not wanted:
        raise UsageError(f"No topic is chosen: choose from {', '.join(Category)}.")
    return in_order(base, wanted, order)


def in_order(base: FactBase, topics: Collection[str], order: Iterable[str] = ()) -> tuple[str, ...]:
    """Topic ids category by category; those that ``order`` names first, the rest by the register.

    A category comes as early as it is named itself, or the first of its topics.
    """
    register = list(Category)
    told = {name: place for place, name in enumerate(order)}
    last = len(told)
    first: dict[Category, int] = {}
    for topic in base.topics.values():
        place = min(told.get(topic.id, last), told.get(topic.category, last))
        first[topic.category] = min(place, first.get(topic.category, last))

    def rank(topic: Topic) -> tuple[int, int, int, int, str]:
        kind, place = topic.category, told.get(topic.id, last)
        return first[kind], register.index(kind), place, topic.order, topic.id

    return tuple(t.id for t in sorted(base.topics.values(), key=rank) if t.id in topics)

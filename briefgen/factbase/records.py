"""The records of the fact base, one class a table; frozen, with the field's own names."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from briefgen.factbase.dates import Interval


class Category(StrEnum):
    """The five sections of the subject."""

    TRADE = "trade"
    CORRIDOR = "corridor"
    SECURITY = "security"
    CULTURE = "culture"
    RELATIONS = "relations"


class Kind(StrEnum):
    """What sort of statement a fact is; a plan is announced, not done."""

    EVENT = "event"
    FIGURE = "figure"
    AGREEMENT = "agreement"
    PLAN = "plan"
    STATUS = "status"
    POSITION = "position"
    CLAIM = "claim"
    POTENTIAL = "potential"
    PERSON = "person"
    PROTOCOL = "protocol"


class Use(StrEnum):
    """How far a fact may go: spoken, printed as background only, or held back."""

    SAY = "say"
    BACKGROUND = "background"
    NEVER = "never"


class PeriodKind(StrEnum):
    """What sort of period a figure covers; different kinds are never one series.

    Of one that is not given, the period is where the figure is held against others, in none.
    """

    CALENDAR_YEAR = "calendar-year"
    FISCAL_YEAR = "fiscal-year"
    PART_YEAR = "part-year"
    POINT = "point"
    NOT_GIVEN = "not-given"


class ObservationStatus(StrEnum):
    """Whether a figure was counted, estimated, aimed at or worked out."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"
    POTENTIAL = "potential"
    DERIVED = "derived"


class LineType(StrEnum):
    """What a line is for."""

    OBJECTIVE = "objective"
    POINT = "point"
    THEY_MAY_RAISE = "they-may-raise"
    RESPONSE = "response"
    IF_RAISED = "if-raised"
    PRESS = "press"
    SENSITIVITY = "sensitivity"


class Voice(StrEnum):
    """Who speaks a line."""

    PAK = "PAK"
    KAZ = "KAZ"
    ANY = "any"


class Priority(StrEnum):
    """What goes first when room or time is short."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"

    @property
    def rank(self) -> int:
        """0 for must, 2 for could."""
        return list(Priority).index(self)


class Topic(Struct, frozen=True):
    """Something a pack can be asked for."""

    id: str
    category: Category
    title: str
    order: int


class Organisation(Struct, frozen=True):
    """Who counts, acts or speaks."""

    id: str
    name: str
    kind: str
    country: str


class Fact(Struct, frozen=True):
    """One checkable statement in our own words."""

    id: str
    topic: str
    kind: Kind
    date: Interval
    statement: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    corridor: str
    use: Use
    releasable: bool
    as_of: dt.date
    review_by: dt.date
    supersedes: str
    note: str


class Measure(Struct, frozen=True):
    """What is counted."""

    id: str
    title: str
    unit: str
    decimals: int
    key_figure: str  # "no" for a detail of a statement; a table may lack the column


class Observation(Struct, frozen=True):
    """One number: who counted what, for which period, in which unit."""

    id: str
    fact: str
    measure: str
    flow: str
    reporter: str
    period: Interval
    period_kind: PeriodKind
    value: Decimal
    value_high: Decimal | None
    unit: str
    status: ObservationStatus
    qualifier: str
    as_of: dt.date
    label: str = ""  # what is counted, in a few words; a table may lack the column
    target_for: Interval | None = None  # when a target is to be reached; likewise


class Citation(Struct, frozen=True):
    """Which source says a fact, and where in it."""

    fact: str
    source: str
    locator: str


class Disagreement(Struct, frozen=True):
    """Two facts that cannot both be right as worded, or that count one thing differently.

    ``one_event`` is "yes" where both tell one event, which packs tell once.
    """

    fact: str
    rival: str
    about: str
    note: str
    one_event: str = ""


class Choice(Struct, frozen=True):
    """The curator's choice among rival observations, with the reason that is printed."""

    observation: str
    rivals: tuple[str, ...]
    reason: str
    reviewed: dt.date


class Line(Struct, frozen=True):
    """Something to say or to expect; figures and names in ``text`` are tokens.

    ``test`` tells of an objective how one sees that it was reached.
    """

    id: str
    topic: str
    type: LineType
    voice: Voice
    audience: str
    priority: Priority
    answers: str
    text: str
    test: str = ""

    @property
    def words(self) -> str:
        """All that the line says, tokens included."""
        return f"{self.text} {self.test}" if self.test else self.text


class Person(Struct, frozen=True):
    """An office-holder, with the fact that shows the office."""

    id: str
    name: str
    native_name: str
    pronunciation: str
    office: str
    country: str
    since: Interval | None
    until: Interval | None
    last_seen: Interval
    fact: str


class Place(Struct, frozen=True):
    """A place with its position in degrees (WGS 84)."""

    id: str
    name: str
    country: str
    lat: Decimal | None
    lon: Decimal | None
    note: str


class Corridor(Struct, frozen=True):
    """A route between the two countries, and the fact that gives its status."""

    id: str
    title: str
    mode: str
    status: str
    status_fact: str
    via: str
    note: str


class Agreement(Struct, frozen=True):
    """A signed or intended text, the facts that show it, and what is to be done next by whom.

    ``date`` is that of signing, None where no source gives it; ``due`` None where no day is set.
    """

    id: str
    title: str
    instrument: str
    date: Interval | None
    status: str
    fact: str
    status_fact: str
    next_step: str
    owner: str
    due: Interval | None
    next_fact: str


class Waypoint(Struct, frozen=True):
    """A stop of a corridor, counted from Pakistan."""

    corridor: str
    order: int
    place: str
    fact: str


class Acronym(Struct, frozen=True):
    """An acronym and what it stands for."""

    acronym: str
    expansion: str
    note: str


class Source(Struct, frozen=True):
    """A publication; ``issued`` and ``accessed`` are EDTF texts, empty where not known."""

    id: str
    type: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    issued: str
    accessed: str
    url: str
    note: str

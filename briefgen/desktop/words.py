"""The words of the window for the records of the fact base, each in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefgen.desktop.standing import Standing
from briefgen.factbase.records import Category, Kind, PeriodKind, Use
from briefgen.pack.request import Interpreting, Layout, Likelihood, Press, Side
from briefgen.pack.request import Standing as Firmness

if TYPE_CHECKING:
    from briefgen.factbase.dates import Interval
    from briefgen.factbase.records import Observation


def standing_text(standing: Standing) -> str:
    """The short words for how a fact stands."""
    return {
        Standing.IN_RANGE: QCoreApplication.translate("words", "In range"),
        Standing.STANDING: QCoreApplication.translate("words", "Standing"),
        Standing.FOUNDING: QCoreApplication.translate("words", "Founding"),
        Standing.PINNED: QCoreApplication.translate("words", "Pinned"),
        Standing.DROPPED: QCoreApplication.translate("words", "Dropped"),
        Standing.OUTSIDE: QCoreApplication.translate("words", "Outside"),
        Standing.HELD_BACK: QCoreApplication.translate("words", "Held back"),
        Standing.SUPERSEDED: QCoreApplication.translate("words", "Replaced"),
        Standing.LATER: QCoreApplication.translate("words", "Later"),
    }[standing]


def standing_tip(standing: Standing) -> str:
    """How a fact stands, in a sentence."""
    return {
        Standing.IN_RANGE: QCoreApplication.translate(
            "words", "Chosen: its topic is asked for and its date is in the range."
        ),
        Standing.STANDING: QCoreApplication.translate(
            "words", "Chosen: it began before the range and still holds."
        ),
        Standing.FOUNDING: QCoreApplication.translate(
            "words", "Chosen: a founding date from before the range."
        ),
        Standing.PINNED: QCoreApplication.translate(
            "words", "Chosen because you ticked it, outside topics and dates."
        ),
        Standing.DROPPED: QCoreApplication.translate(
            "words", "Not chosen: you took the tick away."
        ),
        Standing.OUTSIDE: QCoreApplication.translate(
            "words", "Not chosen: outside the topics or dates. Tick it to pin it."
        ),
        Standing.HELD_BACK: QCoreApplication.translate(
            "words", "Not in the pack: the curators hold it back from print."
        ),
        Standing.SUPERSEDED: QCoreApplication.translate(
            "words", "Not in the pack: a newer fact takes its place."
        ),
        Standing.LATER: QCoreApplication.translate(
            "words", "Not in the pack: known only after the day the pack speaks from."
        ),
    }[standing]


def use_text(use: Use) -> str:
    """The words for how far a fact may go."""
    return {
        Use.SAY: QCoreApplication.translate("words", "Can be said"),
        Use.BACKGROUND: QCoreApplication.translate("words", "Background"),
        Use.NEVER: QCoreApplication.translate("words", "Never"),
    }[use]


def date_text(interval: Interval) -> str:
    """A date of the fact base for people: "2022-12", "since 1992", "about 2026-02"."""
    first, _, last = interval.edtf.partition("/")
    marks = "?~%"
    first, last = first.strip(marks), last.strip(marks)
    if interval.is_open:
        text = QCoreApplication.translate("words", "since {date}").format(date=first)
    elif interval.starts_unknown:
        text = QCoreApplication.translate("words", "by {date}").format(date=last)
    else:
        text = (
            QCoreApplication.translate("words", "{first} to {last}").format(first=first, last=last)
            if last
            else first
        )
    return (
        QCoreApplication.translate("words", "about {date}").format(date=text)
        if interval.hedged
        else text
    )


def category_text(category: Category) -> str:
    """The name of a category."""
    return {
        Category.TRADE: QCoreApplication.translate("words", "Trade"),
        Category.CORRIDOR: QCoreApplication.translate("words", "Corridors"),
        Category.SECURITY: QCoreApplication.translate("words", "Security"),
        Category.CULTURE: QCoreApplication.translate("words", "Culture"),
        Category.RELATIONS: QCoreApplication.translate("words", "Relations"),
    }[category]


def side_text(side: Side) -> str:
    """For whom a pack speaks."""
    return {
        Side.PAK: QCoreApplication.translate("words", "Pakistan"),
        Side.KAZ: QCoreApplication.translate("words", "Kazakhstan"),
        Side.NEUTRAL: QCoreApplication.translate("words", "Neutral"),
    }[side]


def layout_text(layout: Layout) -> str:
    """What a pack is laid out for."""
    return {
        Layout.TABLET: QCoreApplication.translate("words", "For a screen"),
        Layout.PRINT: QCoreApplication.translate("words", "For paper, both sides"),
    }[layout]


def likelihood_text(likelihood: Likelihood) -> str:
    """How sure it is that a topic comes up."""
    return {
        Likelihood.CERTAIN: QCoreApplication.translate("words", "Certain"),
        Likelihood.POSSIBLE: QCoreApplication.translate("words", "Possible"),
        Likelihood.UNLIKELY: QCoreApplication.translate("words", "Unlikely"),
    }[likelihood]


def interpreting_text(interpreting: Interpreting) -> str:
    """How the talk is interpreted."""
    return {
        Interpreting.NONE: QCoreApplication.translate("words", "None"),
        Interpreting.SIMULTANEOUS: QCoreApplication.translate("words", "Simultaneous"),
        Interpreting.CONSECUTIVE: QCoreApplication.translate(
            "words", "Consecutive, takes time of its own"
        ),
    }[interpreting]


def firmness_text(firmness: Firmness) -> str:
    """How firm an item of the programme is."""
    return {
        Firmness.EXPECTED: QCoreApplication.translate("words", "Expected"),
        Firmness.CONFIRMED: QCoreApplication.translate("words", "Confirmed"),
    }[firmness]


def press_text(press: Press) -> str:
    """Whether the press is in the room."""
    return {
        Press.UNKNOWN: QCoreApplication.translate("words", "Not known"),
        Press.OPEN: QCoreApplication.translate("words", "In the room"),
        Press.CLOSED: QCoreApplication.translate("words", "Kept out"),
    }[press]


def kind_text(kind: Kind) -> str:
    """What sort of statement a fact is."""
    return {
        Kind.EVENT: QCoreApplication.translate("words", "Event"),
        Kind.FIGURE: QCoreApplication.translate("words", "Figure"),
        Kind.AGREEMENT: QCoreApplication.translate("words", "Agreement"),
        Kind.PLAN: QCoreApplication.translate("words", "Plan, not done"),
        Kind.STATUS: QCoreApplication.translate("words", "State of affairs"),
        Kind.POSITION: QCoreApplication.translate("words", "Position"),
        Kind.CLAIM: QCoreApplication.translate("words", "Claim"),
        Kind.POTENTIAL: QCoreApplication.translate("words", "Potential"),
        Kind.PERSON: QCoreApplication.translate("words", "Person"),
        Kind.PROTOCOL: QCoreApplication.translate("words", "Protocol"),
    }[kind]


def period_text(observation: Observation) -> str:
    """The period a figure covers, with its kind."""
    period = date_text(observation.period)
    return {
        PeriodKind.CALENDAR_YEAR: QCoreApplication.translate("words", "calendar year {period}"),
        PeriodKind.FISCAL_YEAR: QCoreApplication.translate("words", "fiscal year {period}"),
        PeriodKind.PART_YEAR: QCoreApplication.translate("words", "part of a year, {period}"),
        PeriodKind.POINT: QCoreApplication.translate("words", "at {period}"),
        PeriodKind.NOT_GIVEN: QCoreApplication.translate("words", "no period given"),
    }[observation.period_kind].format(period=period)

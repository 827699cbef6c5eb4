"""The pages of single values: the visit, the meeting, and how the pack is issued and handled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefgen.desktop.entries import ChoiceEntry, KnownEntry, LinesEntry, NumberEntry, TextEntry
from briefgen.desktop.fields import CheckedEdit
from briefgen.desktop.form import Cell, RecordPage
from briefgen.desktop.words import date_text, interpreting_text
from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import Category, Use
from briefgen.pack.request import Interpreting, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from briefgen.desktop.library import Library
    from briefgen.factbase.base import FactBase

_LONGEST = 24 * 60  # minutes: no meeting is longer
_FASTEST = 300  # words a minute


class VisitPage(RecordPage):
    """Where, when, with whom and what for."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "VisitPage")
        cells = (
            Cell("title", say("&Title"), partial(TextEntry, empty=Visit().title)),
            Cell("place", say("&Place"), partial(TextEntry, hint=say("Astana, Kazakhstan"))),
            Cell("dates", say("&Dates of the visit"), _visit_dates),
            Cell("principal", say("P&rincipal"), partial(TextEntry, hint=say("the Minister"))),
            Cell("counterpart", say("Co&unterpart"), TextEntry),
            Cell("purpose", say("Purp&ose, in a sentence"), TextEntry),
            Cell("requested_by", say("Re&quested by"), TextEntry),
            Cell(
                "last_met",
                say("Last &met"),
                partial(KnownEntry, hint=say("a word of the fact, such as 2025 or visit")),
            ),
            Cell("time_zone", say("Time &zone"), partial(TextEntry, hint=say("Astana time"))),
        )
        super().__init__(say("The visit"), "visit", say("Change of the visit"), cells, parent)

    def show_library(self, library: Library) -> None:
        """Propose the events between the two states as the last meeting."""
        last_met = self.form.widgets["last_met"]
        assert isinstance(last_met, KnownEntry)
        last_met.offer(_meetings(library.base))


class MeetingPage(RecordPage):
    """How long there is to speak."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "MeetingPage")
        usual = say("as usual for the product")

        def number(unit: str, most: int, scale: int = 0) -> Callable[[QWidget], QWidget]:
            none = usual if unit != say("minutes") else say("not known")
            return partial(NumberEntry, none=none, unit=unit, most=most, scale=scale)

        cells = (
            Cell("minutes", say("&Minutes of the meeting"), number(say("minutes"), _LONGEST)),
            Cell("our_share", say("&Our share of them"), number("%", 100, 100)),
            Cell("words_per_minute", say("S&peed of speech"), number(say("words"), _FASTEST)),
            Cell("interpreter", say("I&nterpreter"), _interpreter),
        )
        super().__init__(say("The meeting"), "meeting", say("Change of the meeting"), cells, parent)


class IssuePage(RecordPage):
    """Who made the pack, which issue and copy it is, who gets it, and where it goes back to."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "IssuePage")
        hints = {"number": "PKKZ-2026-03", "copy": say("3 of 12")}
        texts = (
            ("prepared_by", say("Prepared &by")),
            ("contact", say("Co&ntact")),
            ("number", say("Pac&k number")),
            ("issue", say("&Issue number")),
            ("copy", say("Cop&y")),
        )
        cells = (
            *(
                Cell(key, words, partial(TextEntry, hint=hints.get(key, "")))
                for key, words in texts
            ),
            Cell(
                "distribution",
                say("&Distribution"),
                partial(LinesEntry, hint=say("one office a line")),
            ),
            Cell(
                "return_by",
                say("&Return or destroy"),
                partial(TextEntry, hint=say("to whom, or by when")),
            ),
        )
        done = say("Change of the issue")
        super().__init__(say("Issue and handling"), "visit", done, cells, parent)


def check_visit_dates(text: str) -> None:
    """Raise DateFormatError where ``text`` is no EDTF date."""
    parse_edtf(text, "dates of the visit")


def _visit_dates(parent: QWidget) -> CheckedEdit:
    field = CheckedEdit(parent, check_visit_dates)
    say = partial(QCoreApplication.translate, "VisitPage")
    field.setPlaceholderText(say("2026-12-07 or 2026-12-07/2026-12-08"))
    return field


def _interpreter(parent: QWidget) -> ChoiceEntry:
    return ChoiceEntry(parent, {one: interpreting_text(one) for one in Interpreting})


def _meetings(base: FactBase) -> Iterator[tuple[str, str]]:
    """The facts on relations that may be printed, the newest first, with their dates."""
    facts = [
        fact
        for fact in base.facts.values()
        if base.topics[fact.topic].category is Category.RELATIONS and fact.use is not Use.NEVER
    ]
    for fact in sorted(facts, key=lambda fact: fact.date.last, reverse=True):
        yield fact.id, f"{date_text(fact.date)}: {fact.statement}"

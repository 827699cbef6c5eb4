"""The pages of rows: programme, delegations, practical notes, clearance and issues."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefgen.desktop.entries import ChoiceEntry, KnownEntry, NumberEntry, TextEntry
from briefgen.desktop.fields import CheckedEdit
from briefgen.desktop.form import Cell
from briefgen.desktop.rows_page import RowsPage
from briefgen.desktop.words import firmness_text, press_text, side_text
from briefgen.factbase.dates import parse_edtf
from briefgen.pack.request import (
    Clearance,
    Delegate,
    Issue,
    PracticalNote,
    Press,
    ProgrammeEntry,
    Side,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from briefgen.desktop.library import Library
    from briefgen.pack.request import Request

_LONGEST = 24 * 60  # minutes of an event
WHOLE_PACK = "pack"  # the part of a clearance that is all of it


class ProgrammePage(RowsPage):
    """Events one after the other, with the choreography of each."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "ProgrammePage")
        minutes = partial(NumberEntry, none=say("not known"), unit=say("minutes"), most=_LONGEST)
        cells = (
            Cell("event", say("Event"), TextEntry),
            Cell("day", say("Day"), partial(_day, hint="2026-12-07")),
            Cell("time", say("Local time"), _time),
            Cell("place", say("Place"), TextEntry),
            Cell("status", say("How firm"), _firmness),
            Cell("greeter", say("Who greets"), TextEntry),
            Cell("speaks_first", say("Who speaks first"), TextEntry),
            Cell("minutes", say("How long"), minutes),
            Cell("language", say("Language of the event"), TextEntry),
            Cell("press", say("Press"), _press),
            Cell("dress", say("Dress"), TextEntry),
        )
        empty = say("No events yet. What you add here is the programme in the pack.")
        fresh, summary = self._after_last, self._summary_of
        super().__init__(say("Programme"), "programme", cells, fresh, summary, empty, parent)

    def _after_last(self, request: Request) -> ProgrammeEntry:
        """A new event, on the day of the last one."""
        days = [entry.day for entry in request.programme]
        return ProgrammeEntry("", day=days[-1] if days else request.visit.dates.partition("/")[0])

    def _summary_of(self, entry: ProgrammeEntry) -> str:
        new = QCoreApplication.translate("ProgrammePage", "new event")
        return " ".join(filter(None, (entry.day, entry.time, entry.event or new)))


class DelegationsPage(RowsPage):
    """Who sits at the table on either side."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "DelegationsPage")
        self._people: dict[str, str] = {}
        cells = (
            Cell("person", say("From the register"), partial(KnownEntry, hint=say("a name"))),
            Cell("side", say("Side"), _side),
            Cell("name", say("Name, if not in the register"), TextEntry),
            Cell("office", say("Office, if not in the register"), TextEntry),
            Cell(
                "address",
                say("Form of address"),
                partial(TextEntry, hint=say("Your Excellency")),
            ),
        )
        empty = say("Nobody yet. People of the register bring their office and sources along.")
        fresh, summary = self._opposite, self._summary_of
        super().__init__(say("Delegations"), "delegation", cells, fresh, summary, empty, parent)

    def show_library(self, library: Library) -> None:
        """Propose the people of the register."""
        people = library.base.people.values()
        self._people = {person.id: person.name for person in people}
        field = self.form.widgets["person"]
        assert isinstance(field, KnownEntry)
        field.offer((person.id, f"{person.name}, {person.office}") for person in people)

    def _opposite(self, request: Request) -> Delegate:
        """Somebody new: of the side of the last one, or of the other side first."""
        sides = [delegate.side for delegate in request.delegation]
        other = Side.PAK if request.voice is Side.KAZ else Side.KAZ
        return Delegate(sides[-1] if sides else other)

    def _summary_of(self, delegate: Delegate) -> str:
        new = QCoreApplication.translate("DelegationsPage", "somebody new")
        name = self._people.get(delegate.person, delegate.name or delegate.person) or new
        return f"{name} ({side_text(delegate.side)})"


class PracticalPage(RowsPage):
    """Telephones, weather, gifts, what to do in an emergency."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "PracticalPage")
        cells = (
            Cell("label", say("What"), partial(TextEntry, hint=say("Embassy duty officer"))),
            Cell("text", say("Detail"), TextEntry),
        )
        empty = say("No notes yet: telephones, weather, gifts, what to do in an emergency.")
        super().__init__(
            say("Practical notes"), "practical", cells, _fresh_note, _note_line, empty, parent
        )


class ClearancePage(RowsPage):
    """Who drafted each part, and who cleared it."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "ClearancePage")
        self._parts: dict[str, str] = {}
        cells = (
            Cell("part", say("Part"), partial(KnownEntry, hint=say("a topic, or the whole pack"))),
            Cell("drafted_by", say("Drafted by"), TextEntry),
            Cell("cleared_by", say("Cleared by"), TextEntry),
            Cell("on", say("Cleared on"), partial(_day, hint="2026-11-22")),
        )
        empty = say("Nothing is cleared yet. Parts without a name here count as not cleared.")
        fresh, summary = _fresh_clearance, self._summary_of
        super().__init__(say("Clearance"), "clearance", cells, fresh, summary, empty, parent)

    def show_library(self, library: Library) -> None:
        """Propose the topics, and the whole pack."""
        whole = QCoreApplication.translate("ClearancePage", "The whole pack")
        topics = {topic.id: topic.title for topic in library.base.topics.values()}
        self._parts = {WHOLE_PACK: whole} | topics
        field = self.form.widgets["part"]
        assert isinstance(field, KnownEntry)
        field.offer(self._parts.items())

    def _summary_of(self, clearance: Clearance) -> str:
        say = partial(QCoreApplication.translate, "ClearancePage")
        by = clearance.cleared_by
        state = say("cleared by {name}").format(name=by) if by else say("not cleared")
        return f"{self._parts.get(clearance.part, clearance.part)}: {state}"


class IssuesPage(RowsPage):
    """The issues of the pack so far, for the issue slip."""

    def __init__(self, parent: QWidget) -> None:
        say = partial(QCoreApplication.translate, "IssuesPage")
        cells = (
            Cell("number", say("Number of the issue"), TextEntry),
            Cell("on", say("Issued on"), partial(_day, hint="2026-11-22")),
            Cell("change", say("What it changed"), TextEntry),
        )
        empty = say("No issues yet. The slip in the pack lists what each one changed.")
        super().__init__(
            say("Earlier issues"), "issues", cells, _fresh_issue, _issue_line, empty, parent
        )


def _fresh_note(_request: Request) -> PracticalNote:
    return PracticalNote("", "")


def _note_line(note: PracticalNote) -> str:
    new = QCoreApplication.translate("PracticalPage", "new note")
    return _joined((note.label or new, note.text))


def _fresh_clearance(request: Request) -> Clearance:
    return Clearance(WHOLE_PACK, drafted_by=request.visit.prepared_by)


def _fresh_issue(request: Request) -> Issue:
    return Issue(str(len(request.issues) + 1))


def _issue_line(issue: Issue) -> str:
    return _joined((" ".join(filter(None, (issue.number, issue.on))), issue.change))


def _joined(texts: Iterable[str]) -> str:
    return ": ".join(filter(None, texts))


# --- fields -------------------------------------------------------------------------------------


def _day(parent: QWidget, hint: str) -> CheckedEdit:
    field = CheckedEdit(parent, _check_day)
    field.setPlaceholderText(hint)
    return field


def _check_day(text: str) -> None:
    parse_edtf(text, "day")


def _time(parent: QWidget) -> CheckedEdit:
    field = CheckedEdit(parent, _check_time)
    field.setPlaceholderText("09:30")
    return field


def _firmness(parent: QWidget) -> ChoiceEntry:
    return ChoiceEntry(parent, {one: firmness_text(one) for one in Standing})


def _press(parent: QWidget) -> ChoiceEntry:
    return ChoiceEntry(parent, {one: press_text(one) for one in Press})


def _side(parent: QWidget) -> ChoiceEntry:
    sides = (Side.KAZ, Side.PAK)
    return ChoiceEntry(parent, {one: side_text(one) for one in sides})


def _check_time(text: str) -> None:
    from briefgen.pack.brief_reading import check_time  # noqa: PLC0415 - not before the window

    check_time(text)

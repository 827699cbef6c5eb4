"""Rules on the programme: what is done on a visit is done during it, and one thing at a time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.ordinals import ordinal
from briefgen.pack.product import Level
from briefgen.pack.sections.programme import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked
    from briefgen.pack.request import ProgrammeEntry

DAYS = "TP30"
OVERLAPS = "TP32"
OVER = "TP34"


def _during_the_visit(checked: Checked) -> Iterator[Flaw]:
    """An entry that shares a day with the visit may begin before it, as a journey does."""
    request = checked.selection.request
    if not request.visit.dates:
        return
    visit = parse_edtf(request.visit.dates)
    for number, entry in enumerate(request.programme, 1):
        if entry.day and not parse_edtf(entry.day).meets(visit):
            yield Flaw(
                "programme.table",
                f"Entry {number}, “{entry.event}”, is on {entry.day}, outside the visit "
                f"({visit.edtf}).",
                "Correct its day, or visit.dates.",
            )


def _still_to_come(checked: Checked) -> Iterator[Flaw]:
    """A visit that lies wholly before the day from which the pack speaks.

    The sample is for looking at, on any day.
    """
    dates, as_of = checked.selection.request.visit.dates, checked.selection.as_of
    if checked.sample and dates == checked.sample.visit.dates:
        return
    if dates and parse_edtf(dates).stop <= as_of:
        yield Flaw(
            "pack",
            f"The visit ({dates}) was over before the day of the facts ({as_of}).",
            "Correct visit.dates, or set as_of to a day before the visit.",
        )


def _one_at_a_time(checked: Checked) -> Iterator[Flaw]:
    """Entries whose day and time are told; one without minutes fills no more than its beginning."""
    rows = [
        (row, entry, start, start + timedelta(minutes=entry.minutes))
        for row, entry in enumerate(in_order(checked.selection.request.programme), 1)
        if (start := _start(entry))
    ]
    for (row, entry, start, stop), (later, other, other_start, _) in combinations(rows, 2):
        if start == other_start or other_start < stop:
            yield Flaw(
                "programme.table",
                f"{_told(row, entry)} is not over when {_told(later, other)} begins."
                if start < other_start
                else f"{_told(row, entry)} begins when {_told(later, other)} does.",
                "Correct a time or the minutes; what is meant to run side by side may stay.",
            )


def _start(entry: ProgrammeEntry) -> datetime | None:
    """When an entry begins; None where its day or its time is open."""
    if not entry.day or not entry.time:
        return None
    day = parse_edtf(entry.day)
    if day.start != day.last:
        return None
    return datetime.combine(day.start, time.fromisoformat(entry.time))


def _told(row: int, entry: ProgrammeEntry) -> str:
    """The row of the printed programme in which an entry stands, what it is, and its times."""
    lasts = f", {entry.minutes} minutes" if entry.minutes else ""
    return f"“{entry.event}” ({ordinal(row)} row, {entry.day} {entry.time}{lasts})"


RULES = (
    Rule(DAYS, "The programme lies within the visit.", Level.WARNING, _during_the_visit),
    Rule(OVER, "The visit is still to come.", Level.WARNING, _still_to_come),
    Rule(OVERLAPS, "The programme has one thing at a time.", Level.WARNING, _one_at_a_time),
)

"""Dates as intervals: EDTF (ISO 8601-2) in, half-open day intervals out.

A date in the fact base is rarely a day. "2022-12" is the whole month, "2024-07/2025-06" a fiscal
year, "1992/.." a state of affairs that goes on. Ranges are inclusive to the reader and half-open
inside: ``start`` is the first day, ``stop`` the first day after the last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from briefgen.errors import DateFormatError, DateOrderError, DayError, NoSuchDayError

_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
_DECADE = re.compile(r"[1-9]\d{2}X")
_OPEN = ("..", "")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Interval(Struct, frozen=True, order=True):
    """The days a date covers, with the EDTF text it was written as."""

    start: date
    stop: date
    edtf: str
    hedged: bool = False  # marked uncertain (?) or approximate (~)

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.stop if self.stop == date.max else self.stop - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        """Whether it goes on: no end is known."""
        return self.stop == date.max

    @property
    def starts_unknown(self) -> bool:
        """Whether only its end is known: it had happened by then."""
        return self.start == date.min

    def meets(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.start < other.stop and other.start < self.stop

    def within(self, other: Interval) -> bool:
        """Whether every day of this one lies in ``other``."""
        return other.start <= self.start and self.stop <= other.stop


@lru_cache(maxsize=4096)
def parse_edtf(text: str, where: str = "date") -> Interval:
    """The interval that ``text`` stands for; ``where`` names the place for the error.

    Plain years, decades, months, days and intervals of them are read here; all other EDTF is left
    to the edtf package, which takes some 8 ms a date and 170 ms to import.
    """
    parts = text.strip().split("/")
    ends = [_plain(part) for part in parts]
    if len(parts) == 1 and ends[0]:
        start, stop, hedged = ends[0]
        return Interval(start, stop, text.strip(), hedged)
    if len(parts) == 2:
        low = ends[0] or ((date.min, date.min, False) if parts[0] in _OPEN else None)
        high = ends[1] or ((date.max, date.max, False) if parts[1] in _OPEN else None)
        if low and high and low[0] < high[1] and any(ends):
            return Interval(low[0], high[1], text.strip(), low[2] or high[2])
        if low and high and any(ends):
            raise DateOrderError(text.strip(), where)
    return _other_edtf(text.strip(), where)


def _plain(text: str) -> tuple[date, date, bool] | None:
    if _DECADE.fullmatch(text):
        first = int(text[:3]) * 10
        return date(first, 1, 1), date(first + 10, 1, 1), False
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    year, month, day, hedge = match.groups()
    try:
        start = date(int(year), int(month or 1), int(day or 1))
        stop = _day_after(start, has_month=bool(month), has_day=bool(day))
    except (ValueError, OverflowError):  # no such day, or one after which there is none
        return None
    return start, stop, bool(hedge)


def _day_after(start: date, *, has_month: bool, has_day: bool) -> date:
    if has_day:
        return start + timedelta(days=1)
    if not has_month:
        return date(start.year + 1, 1, 1)
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1)


def _other_edtf(text: str, where: str) -> Interval:
    from edtf import EDTFParseException  # noqa: PLC0415 - slow to import, rarely needed
    from edtf import parse_edtf as parse  # noqa: PLC0415

    try:
        parsed = parse(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        start = date(low.tm_year, low.tm_mon, low.tm_mday)
        stop = date(high.tm_year, high.tm_mon, high.tm_mday) + timedelta(days=1)
    except (EDTFParseException, AttributeError, ValueError, TypeError, OverflowError) as error:
        why = next(filter(None, map(_why_no_day, text.split("/"))), "")
        if why:
            raise NoSuchDayError(text, where, why) from None
        raise DateFormatError(text, where) from error
    if start >= stop:
        raise DateFormatError(text, where)
    return Interval(start, stop, text, hedged=any(mark in text for mark in "?~%"))


def day_from(text: str, where: str = "") -> date:
    """The day that ``text`` is. Raises DayError for what is none, naming ``where`` it stands."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DayError(text, where, _why_no_day(text)) from None


def _why_no_day(text: str) -> str:
    """Why a date that is written well, such as 2022-02-30, is none; empty where that is not it."""
    match = _PLAIN.fullmatch(text.strip())
    if not match or not match[2] or match[1] == "0000":
        return ""
    year, month = int(match[1]), int(match[2])
    if not 1 <= month <= len(_MONTHS):
        return f"there is no such month: they are 01 to {len(_MONTHS)}"
    days = monthrange(year, month)[1]
    if not match[3] or 1 <= int(match[3]) <= days:
        return ""
    return f"there is no such day: {_MONTHS[month - 1]} {year} has {days} days"

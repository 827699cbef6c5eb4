"""Days, months, years and intervals of them as words of one language."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from briefgen.errors import TemplateError
from briefgen.factbase.records import ObservationStatus, PeriodKind
from briefgen.pack.zones import ASTANA, UTC_5, is_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.factbase.dates import Interval
    from briefgen.factbase.records import Observation
    from briefgen.pack.templates import Words


# The key of a time zone in the register of zones: a continent or an ocean, and a town.
_YEAR = re.compile(r"\d{4}")  # and no less
_SECOND = 2  # a day before whose name some words change: «с 1 мая», «со 2 мая»
_BEHIND_A_WORD = ("dates_since", "dates_from")
_DAY = re.compile("'[^']*'|d+")  # of a pattern: words in quotes, and the number of the day


class Dating:
    """Dates of one language: the patterns stand in its words, the months come from Babel."""

    def __init__(self, words: Words) -> None:
        """Write with ``words``; raises TemplateError where their language is not known."""
        self._words = words
        self._texts: dict[tuple[date, str], str] = {}  # as Babel writes them, which is slow
        self._intervals: dict[str, str] = {}  # by their EDTF: the same few, again and again
        try:
            self._locale = Locale.parse(words.language, sep="-")
        except (UnknownLocaleError, ValueError):
            raise TemplateError(
                words.path, f"“{words.language}” is no language that dates can be written in."
            ) from None

    def day(self, day: date) -> str:
        """A day in full: "24 February 1992"."""
        return self._written(day, "dates", "day")

    def zone(self, zone: str) -> str:
        """A time zone in words: “Asia/Almaty” is “Almaty time (UTC+5)”; other words stay."""
        if not is_zone(zone):
            return zone
        town = zone.rpartition("/")[2].replace("_", " ")
        named = self._locale.time_zones.get(zone, {}).get("city", town)
        if zone == ASTANA:
            named = self._words.get("dates", "astana")
        if zone in UTC_5:
            return self._words.get("dates", "zone_and_offset", town=named, offset="UTC+5")
        return self._words.get("dates", "zone", town=named)

    def interval(self, interval: Interval) -> str:
        """A date as written in a list: "December 2021", "2022", "since 1992"."""
        text = self._intervals.get(interval.edtf)
        if text is None:
            text = self._intervals[interval.edtf] = self._told(interval)
        return text

    def _told(self, interval: Interval) -> str:
        first, _, last = interval.edtf.partition("/")
        if interval.is_open:
            return self._point(interval.start, first, "dates_since")
        if interval.starts_unknown:
            return self._point(interval.last, last, "dates_by")
        text = self._point(interval.start, first)
        if last and _are_days_of_a_month(first, last):
            text = self._days(interval.start, interval.last)
        elif last and _are_months_of_a_year(first, last):
            text = self._months(interval.start, interval.last)
        elif last:
            text = self._range(text, self._point(interval.last, last))
        return self._words.get("dates", "about", date=text) if interval.hedged else text

    def span(self, first: Interval | None, last: Interval | None) -> str:
        """The days from one date to another, either of which may be left open."""
        if first and last:
            texts = self.interval(first), self.interval(last)
            if texts[0] == texts[1]:
                return texts[0]
            return self._range(*texts)
        if first:
            return self._point(first.start, first.edtf, "dates_from")
        return self._point(last.last, last.edtf, "dates_until") if last else ""

    def period(self, observation: Observation) -> str:
        """The period of a figure for a table: "2022", "FY2024/25 (July to June)".

        Where its source gives none, that: the year it is held against is a guess.
        """
        period = observation.period
        if observation.period_kind is PeriodKind.NOT_GIVEN:
            return self._words.get("dates", "no_period")
        if observation.period_kind is PeriodKind.FISCAL_YEAR and is_fiscal_year(period):
            years = {"first": period.start.year, "last": f"{period.last.year % 100:02d}"}
            return self._words.get("dates", "fiscal_year", **years)
        return self.interval(period)

    def periods(self, observations: Sequence[Observation]) -> tuple[str, ...]:
        """The periods of figures that stand together, each once, of those that are given."""
        given = [o for o in observations if o.period_kind is not PeriodKind.NOT_GIVEN]
        return tuple(dict.fromkeys(map(self.period, given or observations)))

    def aimed_at(self, observation: Observation) -> str:
        """The period of a figure for a table, of a target what it is for: "by 2029", "from 2026".

        Its curator may say that. Where none does, a year that lies ahead of the source is when it
        is to be reached; on a day or in a month something is planned to be or to begin. Of goods
        between two countries nobody names a year else: their period is that in which it was said,
        and it holds from then on. An estimate of what is possible has no beginning.
        """
        if observation.target_for:
            return self._ahead(observation, observation.target_for)
        period = observation.period
        is_point = "/" not in period.edtf and observation.period_kind is PeriodKind.POINT
        if observation.status is ObservationStatus.TARGET and is_point:
            if period.start > observation.as_of:
                if _YEAR.fullmatch(period.edtf):
                    return self._point(period.last, period.edtf, "dates_by")
            elif observation.flow:
                return self._point(period.start, period.edtf, "dates_from")
        return self.period(observation)

    def in_period(self, observation: Observation) -> str:
        """The period of a figure as said aloud: "in 2022", "as at April 2025", "by 2029"."""
        period = observation.period
        if observation.target_for:
            return self._ahead(observation, observation.target_for, "dates_in")
        if observation.status in (ObservationStatus.TARGET, ObservationStatus.POTENTIAL):
            return ""
        if period.is_open or period.starts_unknown:
            return self.interval(period)
        if observation.period_kind is PeriodKind.FISCAL_YEAR:
            return self._written(period.last, "dates_in", "year_to")
        point = observation.period_kind is PeriodKind.POINT
        group = "dates_as_at" if point else "dates_in"
        if period.hedged or "/" in period.edtf:
            return self._words.get(group, "other", date=self.interval(period))
        return self._point(period.start, period.edtf, group)

    def _ahead(self, observation: Observation, term: Interval, group: str = "dates") -> str:
        """A time ahead: that by which a target is to be reached, or in which more is possible.

        ``group`` has the forms of the latter, and of what is no one day, month or year.
        """
        if "/" in term.edtf or term.hedged:
            text = self.interval(term)
            return text if group == "dates" else self._words.get(group, "other", date=text)
        is_target = observation.status is ObservationStatus.TARGET
        return self._point(term.last, term.edtf, "dates_by" if is_target else group)

    def _point(self, day: date, edtf: str, group: str = "dates") -> str:
        """A day as finely as ``edtf`` knows it, in the form that ``group`` has for its place."""
        fine = ("year", "month", "day")[min(edtf.rstrip("?~%").count("-"), 2)]
        if fine == "day" and day.day == _SECOND and group in _BEHIND_A_WORD:
            fine = "second_day"
        return self._written(day, group, "decade" if edtf.endswith("X") else fine)

    def _range(self, first: str, last: str) -> str:
        """From one date to another; two bare years may stand closer than dates of several words."""
        are_years = first.isdigit() and last.isdigit()
        return self._words.get("dates", "years" if are_years else "range", first=first, last=last)

    def _days(self, first: date, last: date) -> str:
        """Days of one month, which is written once: "7 to 8 December 2026"."""
        days = self._words.get("dates", "days", first=first.day, last=last.day)
        pattern = _DAY.sub(
            lambda found: f"'{days}'" if found[0][0] == "d" else found[0],
            self._words.get("dates", "day"),
        )
        return self._as(pattern, last)

    def _months(self, first: date, last: date) -> str:
        """Months of one year, which is written once: "July to October 2024"."""
        names = (self._written(day, "dates", "month_name") for day in (first, last))
        values = dict(zip(("first", "last"), names, strict=True))
        return self._words.get("dates", "months", year=last.year, **values)

    def _written(self, day: date, group: str, key: str) -> str:
        return self._as(self._words.get(group, key), day)

    def _as(self, pattern: str, day: date) -> str:
        """``day`` as ``pattern`` has it; the same few days come again and again."""
        text = self._texts.get((day, pattern))
        if text is None:
            text = self._texts[day, pattern] = format_date(day, pattern, locale=self._locale)
        return text


def _are_days_of_a_month(first: str, last: str) -> bool:
    return len(first) == len(last) == len("2026-12-07") and first[:7] == last[:7]


def _are_months_of_a_year(first: str, last: str) -> bool:
    return len(first) == len(last) == len("2026-12") and first[:4] == last[:4]


def is_fiscal_year(period: Interval) -> bool:
    """Whether a period is a year from July to June, as Pakistan counts."""
    july = (period.start.month, period.start.day) == (7, 1)
    return july and period.stop == date(period.start.year + 1, 7, 1)

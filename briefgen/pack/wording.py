"""Figures and dates as words: exact for tables, rounded for speech, periods by their kind."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

from briefgen.factbase.derive import Derivation
from briefgen.factbase.numerals import scale_of
from briefgen.factbase.records import Observation, ObservationStatus, PeriodKind

if TYPE_CHECKING:
    from briefgen.factbase.dates import Interval
    from briefgen.factbase.derive import Derived
    from briefgen.pack.templates import Words

# A bound must stay true when it is rounded: down under "more than", up over "less than".
_ROUNDING = {
    "more-than": ROUND_FLOOR,
    "at-least": ROUND_FLOOR,
    "less-than": ROUND_CEILING,
    "up-to": ROUND_CEILING,
}
_SPOKEN_DIGITS = 3  # more cannot be taken in by ear
_ORDINAL_UNITS = ("session number", "rank")
_LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


class Wording:
    """Words for the values of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._locale = words.language.replace("-", "_")

    # --- figures ---

    def exact(self, observation: Observation) -> str:
        """The value with its hedge, for a table cell: "129.63", "about 1,000", "20–30".

        It has the digits that the source gives, no more and no fewer.
        """
        text = self._number(observation.value)
        if observation.value_high is not None:
            text += f"–{self._number(observation.value_high)}"
        if observation.unit in _ORDINAL_UNITS:
            text = ordinal(int(observation.value))
        hedge = self._hedge(observation)
        return f"{hedge} {text}" if hedge else text

    def exact_with_unit(self, observation: Observation) -> str:
        """The exact value with its unit: "129.63 million dollars"."""
        return f"{self.exact(observation)} {self.unit(observation.unit)}".strip()

    def amount(self, observation: Observation) -> str:
        """The value rounded for speech, with its unit: "about 98 million dollars"."""
        if observation.unit in _ORDINAL_UNITS:
            return ordinal(int(observation.value))
        rounding = _ROUNDING.get(observation.qualifier, ROUND_HALF_UP)
        spoken, rounded = self._spoken(observation.value, observation.unit, rounding)
        if observation.value_high is not None:
            high, high_rounded = self._spoken(observation.value_high, observation.unit, rounding)
            number, unit = spoken.split(" ", 1) if " " in spoken else (spoken, "")
            same_unit = high.split(" ", 1)[1:] == ([unit] if unit else [])
            spoken = f"{number} to {high}" if same_unit else f"{spoken} to {high}"
            rounded = rounded or high_rounded
        hedge = self._hedge(observation)
        if not hedge and (rounded or observation.status is ObservationStatus.ESTIMATE):
            hedge = self._words.get("qualifiers", "about")
        return f"{hedge} {spoken}" if hedge else spoken

    def speak(self, observation: Observation) -> str:
        """The value and its period as said aloud: "about 98 million dollars in 2022"."""
        return f"{self.amount(observation)} {self._in_period(observation)}".strip()

    def derived(self, derived: Derived) -> str:
        """A worked-out figure with its sign and unit: "−47.1 percent", "+31.67"."""
        sign = "\N{MINUS SIGN}" if derived.value < 0 else "+"
        sign = "" if derived.kind is Derivation.SHARE else sign
        number = self._number(abs(derived.value))
        return f"{sign}{number} {'percent' if derived.unit == 'percent' else ''}".strip()

    def flow(self, flow: str) -> str:
        """A direction: "Pakistan to Kazakhstan", "both directions"."""
        if ">" not in flow:
            return self._words.get("flows", flow) if flow else ""
        origin, target = (self.country(code) for code in flow.split(">"))
        return self._words.get("flows", "direction", origin=origin, target=target)

    def country(self, code: str) -> str:
        """The name of a country (ISO 3166-1 alpha-3); the code where the words lack it."""
        return self._words.groups.get("countries", {}).get(code, code)

    def unit(self, unit: str) -> str:
        """The printed unit; units that need no other word stand for themselves."""
        return self._words.groups.get("units", {}).get(unit, unit)

    def _hedge(self, observation: Observation) -> str:
        return self._words.get("qualifiers", observation.qualifier) if observation.qualifier else ""

    def _number(self, value: Decimal) -> str:
        digits = max(0, -int(value.as_tuple().exponent))
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=self._locale))

    def _spoken(self, value: Decimal, unit: str, rounding: str) -> tuple[str, bool]:
        whole = value * scale_of(unit)
        rounded = _significant(whole, _SPOKEN_DIGITS, rounding)
        noun = self.unit(unit)
        for word in ("thousand ", "million ", "billion ", "trillion "):
            noun = noun.removeprefix(word)
        for size, name in _LARGE:
            if abs(rounded) >= size:
                number = format_decimal(rounded / size, locale=self._locale)
                return f"{number} {name} {noun}".strip(), rounded != whole
        number = format_decimal(rounded, locale=self._locale)
        return f"{number} {noun}".strip(), rounded != whole

    # --- dates and periods ---

    def day(self, day: date) -> str:
        """A day in full: "24 February 1992"."""
        return format_date(day, "d MMMM y", locale=self._locale)

    def interval(self, interval: Interval) -> str:
        """A date as written in a list: "December 2021", "2022", "since 1992"."""
        if interval.is_open:
            return f"since {self._point(interval.start, interval.edtf.split('/')[0])}"
        first, _, last = interval.edtf.partition("/")
        if interval.starts_unknown:
            return f"by {self._point(interval.last, last)}"
        if not last:
            return self._hedged(interval, self._point(interval.start, first))
        return self._hedged(
            interval, f"{self._point(interval.start, first)} to {self._point(interval.last, last)}"
        )

    def period(self, observation: Observation) -> str:
        """The period of a figure for a table: "2022", "FY2024/25 (July to June)"."""
        period = observation.period
        if observation.period_kind is PeriodKind.FISCAL_YEAR and is_fiscal_year(period):
            return f"FY{period.start.year}/{period.last.year % 100:02d} (July to June)"
        return self.interval(period)

    def _in_period(self, observation: Observation) -> str:
        period = observation.period
        if observation.status in (ObservationStatus.TARGET, ObservationStatus.POTENTIAL):
            return ""
        if period.is_open or period.starts_unknown:
            return self.interval(period)
        if observation.period_kind is PeriodKind.FISCAL_YEAR:
            return f"in the year to {format_date(period.last, 'MMMM y', locale=self._locale)}"
        if observation.period_kind is PeriodKind.POINT:
            return f"as at {self.interval(period)}"
        return f"in {self.interval(period)}"

    def _point(self, day: date, edtf: str) -> str:
        if edtf.endswith("X"):
            return f"{day.year}s"
        pattern = ("y", "MMMM y", "d MMMM y")[min(edtf.rstrip("?~%").count("-"), 2)]
        return format_date(day, pattern, locale=self._locale)

    def _hedged(self, interval: Interval, text: str) -> str:
        return f"{self._words.get('qualifiers', 'about')} {text}" if interval.hedged else text


def is_fiscal_year(period: Interval) -> bool:
    """Whether a period is a year from July to June, as Pakistan counts."""
    july = (period.start.month, period.start.day) == (7, 1)
    return july and period.stop == date(period.start.year + 1, 7, 1)


def ordinal(number: int) -> str:
    """An English ordinal: 13th, 21st."""
    teen = number % 100 in range(11, 14)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _significant(value: Decimal, digits: int, rounding: str) -> Decimal:
    if not value:
        return value
    step = Decimal(10) ** (value.adjusted() - digits + 1)
    return (value / step).quantize(Decimal(1), rounding=rounding) * step


def capitalised(text: str) -> str:
    """The text with its first letter large; the others stay as they are."""
    return text[:1].upper() + text[1:]

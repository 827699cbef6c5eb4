"""Figures as words of one language: exact for tables, rounded for speech."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from msgspec.structs import replace

from briefgen.factbase.derive import Derivation
from briefgen.factbase.numerals import scale_of
from briefgen.factbase.records import Observation, ObservationStatus, PeriodKind
from briefgen.pack.dating import Dating
from briefgen.pack.endings import with_endings

if TYPE_CHECKING:
    from briefgen.factbase.derive import Derived
    from briefgen.pack.templates import Words

# A bound must stay true when it is rounded: down under "more than", up over "less than". So must
# "nearly", which is no bound, but says that the count falls short.
_ROUNDING = {
    "nearly": ROUND_CEILING,
    "more-than": ROUND_FLOOR,
    "at-least": ROUND_FLOOR,
    "less-than": ROUND_CEILING,
    "up-to": ROUND_CEILING,
}
_BOUNDS = _ROUNDING.keys() - {"nearly"}  # some languages count in another case after these
_SPOKEN_DIGITS = 3  # more cannot be taken in by ear
ORDINAL_UNITS = ("session number", "rank")
_LARGE = tuple(
    (Decimal(10) ** n, name) for n, name in ((12, "trillion"), (9, "billion"), (6, "million"))
)
_STEP = 1000  # from one scale to the next
_SCALES = ("thousand", "million", "billion", "trillion")


class Wording(Dating):
    """Words for the values of one language."""

    def __init__(self, words: Words) -> None:
        """Write with ``words``; raises TemplateError where their language is not known."""
        super().__init__(words)
        self._numbers: dict[tuple[Decimal, str | None], str] = {}  # as Babel writes them, slowly

    # --- figures ---

    def exact(self, observation: Observation) -> str:
        """The value with its hedge, for a table cell: "129.63", "about 1,000", "20–30".

        It has the digits that the source gives, no more and no fewer.
        """
        return self._hedged(self._digits(observation), observation.qualifier)

    def exact_with_unit(self, observation: Observation) -> str:
        """The exact value with its unit: "129.63 million dollars", "1.5 billion dollars"."""
        if observation.unit in ORDINAL_UNITS:
            return self.exact(observation)
        scale, unit = split_unit(observation.unit)
        observation, scale = _rescaled(observation, scale)
        largest = observation.value if observation.value_high is None else observation.value_high
        return self._counted(self._digits(observation), scale, unit, largest, observation.qualifier)

    def amount(self, observation: Observation) -> str:
        """The value rounded for speech, with its unit: "about 98 million dollars"."""
        if observation.unit in ORDINAL_UNITS:
            return self._digits(observation)
        hedge = observation.qualifier
        rounding = _ROUNDING.get(hedge, ROUND_HALF_UP)
        values = [v for v in (observation.value, observation.value_high) if v is not None]
        wholes = [value * scale_of(observation.unit) for value in values]
        spoken = [_significant(whole, _SPOKEN_DIGITS, rounding) for whole in wholes]
        if not hedge and (spoken != wholes or observation.status is ObservationStatus.ESTIMATE):
            hedge = "about"
        scaled = [_scaled(value) for value in spoken]
        unit = split_unit(observation.unit)[1]
        (low, low_scale), (high, scale) = scaled[0], scaled[-1]
        if low_scale == scale:
            texts = [self._plain_number(value) for value, _ in scaled]
            return self._counted(self._spoken_range(texts), scale, unit, high, hedge)
        parts = ((low, low_scale), (high, scale))
        texts = [self._counted(self._plain_number(v), s, unit, v) for v, s in parts]
        return self._hedged(self._spoken_range(texts), hedge)

    def speak(self, observation: Observation) -> str:
        """The value and its period as said aloud: "about 98 million dollars in 2022"."""
        amount = self.amount(observation)
        if observation.period_kind is PeriodKind.NOT_GIVEN:
            return amount + self._words.get(
                "punctuation", "bracketed", text=self.period(observation)
            )
        period = self.in_period(observation)
        if not period:
            return amount
        return self._words.get("figures", "in_period", amount=amount, period=period)

    def derived(self, derived: Derived) -> str:
        """A worked-out figure with its sign and unit: "−47.1 percent", "+31.67"."""
        number = self._number(derived.value)
        if derived.value > 0 and derived.kind is not Derivation.SHARE:
            number = self._words.get("figures", "plus", number=number)
        if derived.unit != "percent":
            return number
        return self._counted(number, "", derived.unit, derived.value)

    def flow(self, flow: str) -> str:
        """A direction: "Pakistan to Kazakhstan", "both directions"."""
        if ">" not in flow or flow in self._words.groups["flows"]:
            return self._words.get("flows", flow) if flow else ""
        origin, target = (self.country(code) for code in flow.split(">"))
        return self._words.get("flows", "direction", origin=origin, target=target)

    def country(self, code: str) -> str:
        """The name of a country (ISO 3166-1 alpha-3); the code where the words lack it."""
        return self._words.known("countries", code, code)

    def unit(self, unit: str) -> str:
        """A unit by itself, as at the head of a column; what the words lack stands as it is."""
        scale, counted = split_unit(unit)
        known = self._words.groups
        if unit in known["units_alone"] or self._words.is_held or counted not in known["units"]:
            return self._words.known("units_alone", unit, unit)
        return " ".join(self._counted("", scale, counted, Decimal(0)).split())

    def _digits(self, observation: Observation) -> str:
        """The number as its source gives it, both ends of a range."""
        if observation.unit in ORDINAL_UNITS:
            number = int(observation.value)
            category = self._locale.ordinal_form(number)
            return self._words.counted("ordinals", "number", category, number=number)
        text = self._number(observation.value)
        if observation.value_high is None:
            return text
        high = self._number(observation.value_high)
        return self._words.get("figures", "range", low=text, high=high)

    def _counted(self, number: str, scale: str, unit: str, value: Decimal, hedge: str = "") -> str:
        """``number`` with its scale, its hedge and what is counted, in the forms ``value`` asks."""
        category = self._locale.plural_form(value)
        if hedge in _BOUNDS:
            category = self._words.get("plural", f"after_bound_{category}")
        if scale:
            number = self._words.counted("scales", scale, category, number=number)
            category = self._words.get("plural", "after_scale")
        around = (
            hedge if hedge and hedge in self._words.get("plural", "around_units").split() else ""
        )
        number = self._hedged(number, "" if around else hedge)
        if unit in self._words.groups["units"]:
            return self._hedged(self._words.counted("units", unit, category, number=number), around)
        return self._hedged(f"{number} {unit}", around)

    def _hedged(self, number: str, hedge: str) -> str:
        return (
            with_endings(self._words.get("qualifiers", hedge, number=number)) if hedge else number
        )

    def _spoken_range(self, texts: list[str]) -> str:
        if len(texts) == 1:
            return texts[0]
        return self._words.get("figures", "spoken_range", low=texts[0], high=texts[1])

    def plural_form(self, number: int) -> str:
        """The plural category (CLDR) that ``number`` asks for."""
        return str(self._locale.plural_form(number))

    @property
    def separators(self) -> tuple[str, str]:
        """What parts thousands, and whole numbers from decimals."""
        return get_group_symbol(self._locale), get_decimal_symbol(self._locale)

    def _number(self, value: Decimal) -> str:
        digits = max(0, -int(value.as_tuple().exponent))
        return self._signed(value, "#,##0" + ("." + "0" * digits if digits else ""))

    def _plain_number(self, value: Decimal) -> str:
        return self._signed(value)

    def _signed(self, value: Decimal, pattern: str | None = None) -> str:
        """``value`` in the digits of the language, what is below nought with the sign of a pack."""
        asked = abs(value), pattern
        number = self._numbers.get(asked, "")
        if not number:
            number = str(format_decimal(asked[0], format=pattern, locale=self._locale))
            self._numbers[asked] = number
        return self._words.get("figures", "minus", number=number) if value < 0 else number


def split_unit(unit: str) -> tuple[str, str]:
    """The scale of a unit and what it counts: "USD million" is ("million", "USD")."""
    words = unit.split()
    scale = next((word for word in words if word in _SCALES), "")
    counted = [word for word in words if word != scale]
    return scale, "USD" if scale and counted == ["dollars"] else " ".join(counted)


def _rescaled(observation: Observation, scale: str) -> tuple[Observation, str]:
    """The same under the ``scale`` in which it is said, with the same digits.

    So that figures can be compared, a source that says 15 billion is kept as 15,000 million, and
    one that says 677,000 as 0.677 million. It goes up as long as that takes one decimal at most
    (two from ten on, of thousands three); below one it goes down; thousands that are left are
    written out. What is below nought is told like what is above it.
    """
    high = observation.value if observation.value_high is None else observation.value_high
    ends = {abs(observation.value), abs(high)}
    if scale == _SCALES[0]:
        if min(ends) >= _STEP:
            return _rescaled(_moved(observation, -3), _SCALES[1])
        return _moved(observation, 3), ""
    place = _SCALES.index(scale) if scale else len(_SCALES)
    if scale and 0 < max(ends) < 1:
        return _rescaled(_moved(observation, 3), _SCALES[place - 1])
    larger = _SCALES[place + 1 :][:1]
    if not larger or any(end < _STEP or end % (100 if end < 10 * _STEP else 10) for end in ends):
        return observation, scale
    return _rescaled(_moved(observation, -3), larger[0])


def _moved(observation: Observation, places: int) -> Observation:
    """The same with its decimal point moved, and no zeros behind it that nobody counted."""
    low, high = observation.value.scaleb(places), observation.value_high
    return replace(
        observation,
        value=_plain(low),
        value_high=None if high is None else _plain(high.scaleb(places)),
    )


def _plain(value: Decimal) -> Decimal:
    return value.to_integral() if value == value.to_integral() else value.normalize()


def _scaled(value: Decimal) -> tuple[Decimal, str]:
    """A number as it is said: in millions or billions where it has them, no zeros at its end."""
    for size, name in _LARGE:
        if abs(value) >= size:
            return _plain(value / size), name
    return _plain(value), ""


def _significant(value: Decimal, digits: int, rounding: str) -> Decimal:
    if not value:
        return value
    step = Decimal(10) ** (value.adjusted() - digits + 1)
    return (value / step).quantize(Decimal(1), rounding=rounding) * step


def capitalised(text: str) -> str:
    """The text with its first letter large; the others stay as they are."""
    return text[:1].upper() + text[1:]

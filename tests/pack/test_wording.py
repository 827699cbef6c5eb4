"""Figures and dates as words, for tables and for the ear."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.derive import Derivation, Derived
from briefgen.factbase.records import Observation, ObservationStatus, PeriodKind
from briefgen.pack.templates import read_words
from briefgen.pack.wording import Wording, capitalised
from briefgen.resources import bundled_templates


def _wording() -> Wording:
    return Wording(read_words(bundled_templates(), "en"))


def _observation(
    value: str,
    unit: str = "USD million",
    period: str = "2022",
    kind: str = "calendar-year",
    qualifier: str = "",
    high: str = "",
    status: str = "actual",
) -> Observation:
    return Observation(
        id="o",
        fact="f",
        measure="m",
        flow="total",
        reporter="r",
        period=parse_edtf(period),
        period_kind=PeriodKind(kind),
        value=Decimal(value),
        value_high=Decimal(high) if high else None,
        unit=unit,
        status=ObservationStatus(status),
        qualifier=qualifier,
        as_of=date(2022, 1, 1),
    )


@pytest.mark.parametrize(
    ("observation", "spoken"),
    [
        (_observation("97.96"), "about 98 million dollars in 2022"),
        (_observation("129.63"), "about 130 million dollars in 2022"),
        (_observation("163"), "163 million dollars in 2022"),
        (_observation("0.677"), "677,000 dollars in 2022"),
        (_observation("1.3", qualifier="about"), "about 1.3 million dollars in 2022"),
        (_observation("14000", status="potential"), "14 billion dollars"),
        (
            _observation("97.96", period="2024-07/2025-06", kind="fiscal-year"),
            "about 98 million dollars in the year to June 2025",
        ),
        (_observation("40", "days", high="45", status="estimate"), "about 40 to 45 days in 2022"),
        (_observation("13", "session number", "2025-04", "point"), "13th as at April 2025"),
        (
            _observation("1000", "students", "2022-01", "point", "about"),
            "about 1,000 students as at January 2022",
        ),
        (_observation("19", "million people", "2022", "point"), "19 million people as at 2022"),
        (_observation("11000", "tonnes", qualifier="nearly"), "nearly 11,000 tonnes in 2022"),
        (_observation("10962", "tonnes", qualifier="nearly"), "nearly 11,000 tonnes in 2022"),
        (_observation("10940", "tonnes", qualifier="nearly"), "nearly 11,000 tonnes in 2022"),
    ],
)
def test_a_figure_is_rounded_for_the_ear_and_keeps_its_period(
    observation: Observation, spoken: str
) -> None:
    """Three digits at most, "about" where it was rounded or the source hedges."""
    assert _wording().speak(observation) == spoken


@pytest.mark.parametrize(
    ("observation", "exact"),
    [
        (_observation("97.96"), "97.96"),
        (_observation("0.677"), "0.677"),
        (_observation("163"), "163"),
        (_observation("14000"), "14,000"),
        (_observation("20", "percent", high="30"), "20–30"),
        (_observation("100", "companies", qualifier="more-than"), "more than 100"),
        (_observation("9", "session number"), "9th"),
    ],
)
def test_a_figure_in_a_table_is_exact(observation: Observation, exact: str) -> None:
    """No digit of the source is lost, and its hedge stays."""
    assert _wording().exact(observation) == exact


@pytest.mark.parametrize(
    ("edtf", "text"),
    [
        ("1992-02-24", "24 February 1992"),
        ("2021-12", "December 2021"),
        ("2022", "2022"),
        ("2021?", "about 2021"),
        ("1992/..", "since 1992"),
        ("../2026-02", "by February 2026"),
        ("2026-01-31/2026-02-01", "31 January 2026 to 1 February 2026"),
        ("2025-02-03/2026-02-04", "3 February 2025 to 4 February 2026"),
        ("2026-02-03/2026-02-04", "3 to 4 February 2026"),
        ("2024-07/2024-10", "July to October 2024"),
        ("2024-07/2025-10", "July 2024 to October 2025"),
    ],
)
def test_a_date_is_written_as_finely_as_it_is_known(edtf: str, text: str) -> None:
    """A month stays a month; a hedge is told."""
    assert _wording().interval(parse_edtf(edtf)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (9, "9th"), (11, "11th"), (13, "13th"), (21, "21st")],
)
def test_ordinals_end_as_they_are_said(number: int, text: str) -> None:
    """The teens are the exception."""
    assert _wording().exact(_observation(str(number), "session number")) == text


@pytest.mark.parametrize(
    ("period", "flow", "told"),
    [
        ("2029", "", "by 2029"),
        ("2029", "total", "by 2029"),
        ("2027-02", "total", "February 2027"),
        ("2026/2028", "total", "2026 to 2028"),
        ("2021-12-31", "total", "from 31 December 2021"),
        ("2021-12", "total", "from December 2021"),
        ("2021-12", "", "December 2021"),
    ],
)
def test_the_period_of_an_aim_is_when_it_is_to_be_reached(
    period: str, flow: str, told: str
) -> None:
    """A year ahead of its source, but no month; a goal of trade holds from when it was set."""
    aim = _observation("1000", period=period, kind="point", status="target")

    assert _wording().aimed_at(replace(aim, flow=flow)) == told


@pytest.mark.parametrize(
    ("value", "unit", "high", "told"),
    [
        ("15000000", "thousand dollars", "", "15 billion dollars"),
        ("1500", "thousand tonnes", "", "1.5 million tonnes"),
        ("1234567", "thousand tonnes", "", "1,234.567 million tonnes"),
        ("2000000", "thousand tonnes", "15000000", "2–15 billion tonnes"),
        ("500", "thousand tonnes", "1500", "500,000–1,500,000 tonnes"),
        ("15000000", "USD million", "", "15 trillion dollars"),
        ("-15000", "USD million", "", "−15 billion dollars"),
        ("-0.677", "USD million", "", "−677,000 dollars"),
        ("-1500", "thousand tonnes", "", "−1.5 million tonnes"),
        ("-1234", "USD million", "", "−1,234 million dollars"),
        ("1000", "thousand people", "", "1 million people"),
        ("999", "thousand people", "", "999,000 people"),
        ("1000", "USD million", "", "1 billion dollars"),
        ("990", "USD million", "", "990 million dollars"),
        ("1010", "USD million", "", "1,010 million dollars"),
        ("9900", "USD million", "", "9.9 billion dollars"),
        ("10010", "USD million", "", "10.01 billion dollars"),
        ("10001", "USD million", "", "10,001 million dollars"),
        ("15000", "USD million", "20500.5", "15,000–20,500.5 million dollars"),
        ("1", "USD million", "", "1 million dollars"),
        ("0", "USD million", "", "0 million dollars"),
        ("1000000", "tonnes", "", "1,000,000 tonnes"),
    ],
)
def test_an_amount_is_told_in_the_scale_in_which_it_is_round(
    value: str, unit: str, high: str, told: str
) -> None:
    """As many steps up or down as that takes, below nought as above it."""
    assert _wording().exact_with_unit(_observation(value, unit, high=high)) == told


@pytest.mark.parametrize(
    ("value", "unit", "spoken"),
    [
        ("999999", "tonnes", "about 1 million tonnes"),
        ("1000000", "tonnes", "1 million tonnes"),
        ("1000", "USD million", "1 billion dollars"),
        ("1000000", "USD million", "1 trillion dollars"),
        ("-97.96", "USD million", "about −98 million dollars"),
    ],
)
def test_an_amount_is_said_in_the_largest_scale_that_it_fills(
    value: str, unit: str, spoken: str
) -> None:
    """A million is said as such where it was counted by the tonne."""
    assert _wording().amount(_observation(value, unit)) == spoken


@pytest.mark.parametrize(
    ("kind", "value", "unit", "told"),
    [
        ("growth", "20.0", "percent", "+20.0 percent"),
        ("growth", "-91.1", "percent", "−91.1 percent"),
        ("growth", "0.0", "percent", "0.0 percent"),
        ("balance", "31.67", "USD million", "+31.67"),
        ("balance", "-10", "USD million", "−10"),
        ("balance", "0", "USD million", "0"),
        ("share", "40.0", "percent", "40.0 percent"),
    ],
)
def test_what_was_worked_out_has_its_sign(kind: str, value: str, unit: str, told: str) -> None:
    """A share is a part and has none, nor has what neither rose nor fell."""
    figure = Derived(Derivation(kind), Decimal(value), unit, (_observation("1"),) * 2)

    assert _wording().derived(figure) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2021", "2022", "2021 to 2022"),
        ("2021", "2021", "2021"),
        ("2021", None, "from 2021"),
        (None, "2022", "up to 2022"),
        (None, None, ""),
    ],
)
def test_a_span_is_told_from_its_first_to_its_last_day(
    first: str | None, last: str | None, told: str
) -> None:
    """One date for both is told once; either may be left open."""
    ends = [parse_edtf(edtf) if edtf else None for edtf in (first, last)]

    assert _wording().span(*ends) == told


@pytest.mark.parametrize(
    ("period", "kind", "told"),
    [
        ("2024-07/2025-06", "fiscal-year", "FY2024/25 (July to June)"),
        ("2024-07/2025-06", "part-year", "July 2024 to June 2025"),
        ("2024-07/2025-05", "fiscal-year", "July 2024 to May 2025"),
        ("2024-01/2024-12", "fiscal-year", "January to December 2024"),
    ],
)
def test_a_fiscal_year_runs_from_july_to_june(period: str, kind: str, told: str) -> None:
    """Another year of twelve months is told by its months."""
    assert _wording().period(_observation("1", period=period, kind=kind)) == told


def test_a_sentence_begins_with_a_large_letter_and_keeps_the_others() -> None:
    """Names inside stay as they are."""
    assert capitalised("trade with Kazakhstan") == "Trade with Kazakhstan"
    assert capitalised("") == ""

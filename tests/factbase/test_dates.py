"""Dates are intervals: EDTF in, days out."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.errors import DateFormatError, DayError
from briefgen.factbase.dates import day_from, parse_edtf


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("1992-02-24", date(1992, 2, 24), date(1992, 2, 24)),
        ("2024-07/2025-06", date(2024, 7, 1), date(2025, 6, 30)),
        ("2026-02-03/2026-02-04", date(2026, 2, 3), date(2026, 2, 4)),
        ("2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("2026-02~", date(2026, 2, 1), date(2026, 2, 28)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2021-21", date(2021, 3, 1), date(2021, 5, 31)),
    ],
)
def test_an_edtf_date_covers_the_days_it_names(text: str, start: date, last: date) -> None:
    """Level 0 forms, hedged dates, unspecified digits and seasons all become day intervals."""
    interval = parse_edtf(text)

    assert (interval.start, interval.last) == (start, last)
    assert interval.hedged == text.endswith(("?", "~"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5 June 2024",
        "05/06/2024",
        "../..",
        "2024-07-01T",
        "٢٠٢٤x",
    ],
)
def test_what_is_no_edtf_date_is_refused_in_one_sentence(text: str) -> None:
    """Ambiguous and impossible dates are errors that say what to write."""
    with pytest.raises(DateFormatError, match="is not a date: write a year"):
        parse_edtf(text, "--from")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2022-02-30", "there is no such day: February 2022 has 28 days."),
        ("2024-06-31~", "there is no such day: June 2024 has 30 days."),
        ("2024-07/2025-02-29", "there is no such day: February 2025 has 28 days."),
        ("2024-13", "there is no such month: they are 01 to 12."),
    ],
)
def test_a_day_that_no_calendar_has_is_told_as_that(text: str, why: str) -> None:
    """It is written well, so that how dates are written is no help."""
    with pytest.raises(DateFormatError) as told:
        parse_edtf(text, "--from")
    assert str(told.value) == f"“{text}” (--from): {why}"


def test_a_single_day_is_held_to_the_calendar_too() -> None:
    """What is written otherwise is told how to write it."""
    with pytest.raises(DayError, match=r"^“2022-02-30” \(--as-of\): there is no such day: Feb"):
        day_from("2022-02-30", "--as-of")
    with pytest.raises(DayError, match=r"^“yesterday” is not a day: write it as 2026-11-22"):
        day_from("yesterday")


@pytest.mark.parametrize("text", ["2025/2024", "2026-12-08/2026-12-07", "2026-12/2026-11-30"])
def test_an_interval_the_wrong_way_round_is_told_as_that(text: str) -> None:
    """Both ends are dates, so that nothing but their order is wrong."""
    first, last = text.split("/")
    with pytest.raises(DateFormatError) as told:
        parse_edtf(f" {text}", "visit.dates")
    assert str(told.value) == (
        f"“{text}” (visit.dates): the first day, {first}, lies after the last, {last}: "
        "swap the two."
    )


def test_an_open_interval_has_no_end() -> None:
    """A standing fact meets every later range; one that ended does not."""
    standing = parse_edtf("1992/..")
    ended = parse_edtf("1992/2019")
    later = parse_edtf("2030")

    assert standing.is_open
    assert standing.meets(later)
    assert not ended.meets(later)


def test_ranges_touch_only_where_they_share_a_day() -> None:
    """The last day of one and the first day of the next are not the same day."""
    assert not parse_edtf("2021").meets(parse_edtf("2022"))
    assert parse_edtf("2021/2022-01-01").meets(parse_edtf("2022"))
    assert parse_edtf("2022-03").within(parse_edtf("2022"))
    assert parse_edtf("../2026-02").starts_unknown

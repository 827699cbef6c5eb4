"""TP30 and TP32: the days of the programme are those of the visit, and no two entries overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.pack.product import Level
from briefgen.pack.request import ProgrammeEntry, Request, Visit
from tests.pack.making import make_sample, make_tiny

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.findings import Finding

DATES = "2026-12-07/2026-12-08"


def told(folder: Path, *days: str, dates: str = DATES) -> list[Finding]:
    """What the rule says of talks on ``days``."""
    programme = tuple(ProgrammeEntry("Talks", day=day) for day in days)
    request = Request(topics=("trade",), visit=Visit(dates=dates), programme=programme)
    return [f for f in make_tiny(folder, request).findings if f.rule == "TP30"]


def test_a_day_outside_the_visit_is_told_at_its_entry(tmp_path: Path) -> None:
    """With both dates as they are written in the request."""
    (finding,) = told(tmp_path, "2026-12-07", "2027-03-09")

    assert finding.level is Level.WARNING
    assert finding.block == "programme.table"
    assert finding.message == (
        "Entry 2, “Talks”, is on 2027-03-09, outside the visit (2026-12-07/2026-12-08)."
    )
    assert finding.fix == "Correct its day, or visit.dates."


@pytest.mark.parametrize(
    ("day", "dates", "amiss"),
    [
        ("2026-12-07", DATES, False),
        ("2026-12-08", DATES, False),
        ("2026-12-06", DATES, True),
        ("2026-12-09", DATES, True),
        ("2026-12-08/2026-12-09", DATES, False),  # a journey home overnight
        ("2026-12", DATES, False),
        ("", DATES, False),
        ("2027-03-09", "", False),
        ("2026-12-31", "2026-12", False),
    ],
)
def test_what_shares_a_day_with_the_visit_is_of_it(
    tmp_path: Path, day: str, dates: str, *, amiss: bool
) -> None:
    """Days still open, on either side, are nobody's fault."""
    assert bool(told(tmp_path, day, dates=dates)) is amiss


def test_build_tells_it_also_of_a_final_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning stops nothing, but is read before the pack goes out; the sample has none."""
    brief = tmp_path / "visit.brief"
    brief.write_text(
        'format = 2\nvoice = "PAK"\ntopics = ["relations.foundations"]\n'
        f'[visit]\ntitle = "Visit"\ndates = "{DATES}"\n'
        '[[programme]]\nevent = "Talks"\nday = "2027-03-09"\n',
        encoding="utf-8",
    )
    main(["build", str(brief), "--final", "-o", str(tmp_path / "visit.docx")])
    said = capsys.readouterr().err

    assert "TP30 warning: Entry 1, “Talks”, is on 2027-03-09, outside the visit" in said
    assert [f for f in make_sample().findings if f.rule == "TP30"] == []


# --- one thing at a time ------------------------------------------------------------------------


def entry(event: str, day: str, time: str, minutes: int = 0) -> ProgrammeEntry:
    """An entry of the programme."""
    return ProgrammeEntry(event, day=day, time=time, minutes=minutes)


def overlaps(folder: Path, *programme: ProgrammeEntry) -> list[Finding]:
    """What TP32 says of ``programme``."""
    request = Request(topics=("trade",), visit=Visit(dates=DATES), programme=programme)
    return [f for f in make_tiny(folder, request).findings if f.rule == "TP32"]


def test_an_entry_that_begins_before_the_last_is_over_is_told(tmp_path: Path) -> None:
    """With the rows in which both are printed, which are by time and not as they were written."""
    (finding,) = overlaps(
        tmp_path,
        entry("Press", "2026-12-07", "11:30"),
        entry("Arrival", "2026-12-07", "08:40"),
        entry("Talks", "2026-12-07", "11:00", 45),
    )

    assert finding.level is Level.WARNING
    assert finding.block == "programme.table"
    assert finding.message == (
        "“Talks” (2nd row, 2026-12-07 11:00, 45 minutes) is not over when “Press” (3rd row, "
        "2026-12-07 11:30) begins."
    )


def test_two_entries_at_one_time_are_told(tmp_path: Path) -> None:
    """However long they take."""
    (finding,) = overlaps(
        tmp_path, entry("Talks", "2026-12-07", "11:00"), entry("Press", "2026-12-07", "11:00")
    )

    assert finding.message == (
        "“Talks” (1st row, 2026-12-07 11:00) begins when “Press” (2nd row, 2026-12-07 11:00) does."
    )


def test_what_lasts_beyond_midnight_meets_the_next_day(tmp_path: Path) -> None:
    """And one long entry may overlap several."""
    found = overlaps(
        tmp_path,
        entry("Dinner", "2026-12-07", "22:00", 180),
        entry("Music", "2026-12-07", "23:00"),
        entry("Flight", "2026-12-08", "00:30"),
    )

    assert [one.message.split("”")[0] for one in found] == ["“Dinner", "“Dinner"]


@pytest.mark.parametrize(
    "programme",
    [
        (entry("Talks", "2026-12-07", "11:00", 45), entry("Press", "2026-12-07", "11:45")),
        (entry("Talks", "2026-12-07", "11:00", 45), entry("Press", "2026-12-08", "11:30")),
        (entry("Talks", "2026-12-07", ""), entry("Press", "2026-12-07", "")),
        (entry("Talks", "", "11:00"), entry("Press", "", "11:00")),
        (entry("Talks", "2026-12", "11:00"), entry("Press", "2026-12", "11:00")),
        (entry("Talks", "2026-12-07", "11:00"), entry("Press", "2026-12-07", "11:30")),
    ],
)
def test_what_follows_or_is_still_open_overlaps_nothing(
    tmp_path: Path, programme: tuple[ProgrammeEntry, ...]
) -> None:
    """An end meets the next beginning; where a day or a time is open, nobody knows."""
    assert overlaps(tmp_path, *programme) == []


def test_build_tells_what_overlaps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sample overlaps nowhere."""
    brief = tmp_path / "visit.brief"
    brief.write_text(
        'format = 2\nvoice = "PAK"\ntopics = ["relations.foundations"]\n'
        '[[programme]]\nevent = "Talks"\nday = "2026-12-07"\ntime = "11:00"\nminutes = 60\n'
        '[[programme]]\nevent = "Press"\nday = "2026-12-07"\ntime = "11:30"\n',
        encoding="utf-8",
    )
    main(["build", str(brief), "-o", str(tmp_path / "visit.docx")])

    assert (
        "TP32 warning: “Talks” (1st row, 2026-12-07 11:00, 60 minutes)" in capsys.readouterr().err
    )
    assert [f for f in make_sample().findings if f.rule == "TP32"] == []


# --- not over yet -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "over"),
    [
        ("2026-11-20/2026-11-21", True),
        ("2026-10", True),
        ("2026-11-20/2026-11-22", False),  # the last day is that of the facts
        ("2026-11", False),
        ("2026-12-07", False),
        ("", False),
    ],
)
def test_a_visit_that_is_over_is_told(tmp_path: Path, dates: str, *, over: bool) -> None:
    """TP34: by the day from which the pack speaks."""
    request = Request(topics=("trade",), visit=Visit(dates=dates))
    found = [f for f in make_tiny(tmp_path, request).findings if f.rule == "TP34"]

    assert [f.level for f in found] == [Level.WARNING] * over
    assert all(dates in f.message and "2026-11-22" in f.message for f in found)


def test_build_tells_of_a_visit_that_is_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the file is sent to anybody."""
    brief = tmp_path / "visit.brief"
    brief.write_text(
        'format = 2\nvoice = "PAK"\ntopics = ["relations.foundations"]\nas_of = "2026-11-22"\n'
        '[visit]\ntitle = "Visit"\ndates = "2026-01-12"\n',
        encoding="utf-8",
    )
    main(["build", str(brief), "-o", str(tmp_path / "visit.docx")])

    assert "TP34 warning: The visit (2026-01-12) was over" in capsys.readouterr().err

"""TP30: the days of the programme are those of the visit."""

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

"""compare: what the request switched is told first and once, what follows from it as a number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from pathlib import Path

DAY = ["--as-of", "2026-11-22"]


def sample_but(folder: Path, old: str, new: str) -> str:
    """The sample visit with ``new`` in the place of ``old``."""
    text = (bundled_templates() / "sample.brief").read_text("utf-8")
    assert old in text
    path = folder / "b.brief"
    path.write_text(text.replace(old, new), "utf-8")
    return str(path)


@pytest.fixture
def sample() -> str:
    """The sample visit."""
    return str(bundled_templates() / "sample.brief")


def compared(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """What compare prints."""
    assert main(["compare", *arguments, *DAY]) == 1
    return capsys.readouterr().out.splitlines()


def test_another_likelihood_is_told_as_one_thing(
    tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The brief first, then a line for each part that it moves; --all lists every text."""
    other = sample_but(tmp_path, 'security = "possible"', 'security = "certain"')
    lines = compared(capsys, sample, other)
    each = compared(capsys, sample, other, "--all")

    assert lines[:2] == ["3.3 Afghanistan", "  likelihood: possible before, certain now"]
    assert all(
        line.startswith("  this follows from the change of briefs: ") and "; --all lists" in line
        for line in lines[2:]
        if line.startswith(" ")
    )
    assert len(lines) < 10 < len(each)
    assert any(line.startswith("    + They may raise. ") for line in each)
    assert main(["compare", sample, other, "--json", *DAY]) == 1
    differences = json.loads(capsys.readouterr().out)["differences"]
    assert len(differences) == sum(
        line.startswith(("  added", "  gone", "  changed")) for line in each
    )


def test_headings_and_counts_are_not_told_beside_what_they_stand_over(
    tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In another house less fits its pages: a box is gone with its title, and counts move."""
    other = sample_but(tmp_path, 'house = "ministry"', 'house = "think-tank"')
    lines = compared(capsys, sample, other)
    each = compared(capsys, sample, other, "--all")

    heads = {"    + Only if raised", "    - Where the figures and the record disagree"}
    assert heads <= {*each}
    assert heads.isdisjoint(lines)
    counts = [line for line in each if line.startswith(("    - Shown: ", "    - Items left out"))]
    assert counts
    assert {*counts}.isdisjoint(lines)
    assert {*lines} < {*each}


def test_a_topic_that_is_no_longer_asked_for_is_told_with_its_cause(
    tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And, the other way round, one that is."""
    other = sample_but(tmp_path, '"security.afghanistan", ', "")

    assert compared(capsys, sample, other)[:2] == [
        "3.3 Afghanistan",
        "  the brief is taken out: its topic is no longer asked for",
    ]
    assert compared(capsys, other, sample)[:2] == [
        "3.3 Afghanistan",
        "  a new brief: its topic was not asked for before",
    ]


def test_what_has_another_cause_is_told_in_full_beside_it(
    tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The programme does not follow from a brief."""
    path = tmp_path / "b.brief"
    sample_but(tmp_path, 'security = "possible"', 'security = "certain"')
    path.write_text(path.read_text("utf-8").replace('time = "11:00"', 'time = "11:05"'), "utf-8")
    lines = compared(capsys, sample, str(path))

    assert lines[:2] == ["3.3 Afghanistan", "  likelihood: possible before, certain now"]
    start = lines.index("Programme")
    assert lines[start + 1] == "  changed: programme.table"
    assert lines[start + 3].startswith("    + 7 December 2026, 11:05")


def test_parts_that_go_with_briefs_are_told_in_one_line(
    tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the visit brought, as its programme, is told by itself; so is everything with --all."""
    path = tmp_path / "b.brief"
    path.write_text('format = 2\nvoice = "PAK"\ntopics = ["trade.volume"]\n', "utf-8")
    lines = compared(capsys, sample, str(path))

    assert lines[-2] == "Parts that are gone"
    assert lines[-1].startswith("  this follows from the change of briefs: ")
    gone = lines[-1].partition(": ")[2].split("; ")
    assert {"Agreements and pledges", "Timeline", "Corridors at a glance"} <= set(gone)
    assert not set(gone) & set(lines)
    for title in ("Programme", "Delegations and forms of address", "Yermek Kosherbayev"):
        assert lines[lines.index(title) + 1] == "  gone: the whole part"
    assert set(gone) < set(compared(capsys, sample, str(path), "--all"))

    lines = compared(capsys, str(path), sample)
    assert lines[-2] == "Parts that are new"
    assert "Timeline" in lines[-1]


def test_what_another_range_of_dates_leaves_out_is_a_number(
    tmp_path: Path, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It holds as before: told one by one it hides what is new. --all lists it."""
    later = sample_but(tmp_path, 'from = "2020"', 'from = "2024"')
    lines = compared(capsys, sample, later)
    each = compared(capsys, sample, later, "--all")

    assert lines[0] == "Another range of dates"
    words, _, more = lines[1].partition("; ")
    count = int(words.rpartition(": ")[2].removesuffix(" texts"))
    assert words.startswith("  printed no more, the facts behind it unchanged: ")
    assert more == "--all lists them"
    gone = [line for line in lines if line.startswith("  gone: ")]
    assert count > len(gone)
    assert len([line for line in each if line.startswith("  gone: ")]) >= len(gone) + count

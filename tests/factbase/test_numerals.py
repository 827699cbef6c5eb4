"""Every numeral in a statement is an observation, a date or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.load import load_factbase
from briefgen.factbase.numerals import unaccounted_numerals
from tests.tiny_base import OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("statement", "loose"),
    [
        ("Trade came to 45 million dollars.", ()),
        ("Trade came to 0.045 billion dollars.", ()),
        ("Trade came to 45,000 thousand dollars.", ()),
        ("Trade came to 0.000045 trillion dollars.", ()),
        ("Trade came to 45,000,000 dollars.", ()),
        ("Trade came to 45 dollars.", ("45",)),
        ("Trade came to 45.5 million dollars.", ("45.5 million",)),
        ("They met on 24 February 1992 and in March 2020.", ()),
        ("Trade in FY25 and in 2024-25 fell.", ()),
        ("CASA-1000 and ML-1 are planned.", ()),
        ("The time zone is UTC+5.", ()),
        ("The 9th session met.", ("9th",)),
        ("A rise to 2025 million dollars.", ("2025 million",)),
        ("12 memoranda were signed on 3 and 4 February 2026.", ("12",)),
    ],
)
def test_a_number_is_accounted_for_or_named(
    tmp_path: Path, statement: str, loose: tuple[str, ...]
) -> None:
    """The observation says 45 million dollars; nothing else is covered by it."""
    base = load_factbase(write_tiny_base(tmp_path))

    assert unaccounted_numerals(statement, base.observations.values()) == loose


def test_the_upper_end_of_a_range_counts(tmp_path: Path) -> None:
    """A range is one observation with two ends."""
    base = load_factbase(
        write_tiny_base(tmp_path, observations=[OBSERVATION | {"value_high": "50"}])
    )

    assert not base.problems
    observations = base.observations.values()
    assert unaccounted_numerals("45 to 50 million dollars", observations) == ("45",)
    assert unaccounted_numerals("50 million dollars", observations) == ()

"""What a figure is counted in: the unit of its measure, or one that its sentence names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.load import load_factbase
from tests.tiny_base import FACT, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase

MEASURES = [
    {"id": "cargo.handled", "title": "Cargo", "unit": "tonnes", "decimals": "0"},
    {"id": "trade.value", "title": "Trade", "unit": "USD million", "decimals": "2"},
]
STATEMENT = "Carriers brought 1200 tonnes of grain to Karachi in 2021."


def cargo(folder: Path, unit: str, statement: str = STATEMENT, value: str = "1200") -> FactBase:
    """A base whose one fact is ``statement``, its figure in ``unit``."""
    change = {"measure": "cargo.handled", "flow": "", "unit": unit, "value": value}
    path = write_tiny_base(
        folder,
        measures=MEASURES,
        facts=[FACT | {"statement": statement}],
        observations=[OBSERVATION | change],
    )
    return load_factbase(path)


@pytest.mark.parametrize("unit", ["bananas", "tons", "million tons", "USD million"])
def test_a_unit_that_neither_measure_nor_sentence_knows_is_an_error(
    tmp_path: Path, unit: str
) -> None:
    """It is told with the unit of the measure, and no pack prints it."""
    base = cargo(tmp_path, unit, value="0.0012" if "million" in unit else "1200")

    problem = base.problems[0]
    assert (problem.path, problem.column, problem.severity) == ("observations.csv", "unit", "error")
    assert f"“{unit}” is not what the measure cargo.handled counts in" in problem.message
    assert "write tonnes" in problem.message
    assert not base.observations


@pytest.mark.parametrize(
    ("unit", "statement", "value"),
    [
        ("tonnes", STATEMENT, "1200"),
        ("thousand tonnes", STATEMENT, "1.2"),
        ("lorries", "Carriers sent 1200 lorries to Karachi.", "1200"),
        ("lorries", "Carriers sent 1 lorry to Karachi.", "1"),
        ("boxes a day", "Carriers sent 7 boxes a day to Karachi.", "7"),
        ("countries or organisations", "Guests came from 35 countries or organisations.", "35"),
    ],
)
def test_another_scale_and_the_words_of_the_sentence_are_free(
    tmp_path: Path, unit: str, statement: str, value: str
) -> None:
    """What a curator reads in the source may be counted as it stands there."""
    assert cargo(tmp_path, unit, statement, value).problems == ()


def test_a_measure_of_ones_own_brings_its_unit(tmp_path: Path) -> None:
    """Also one that the words of print do not know."""
    measures = [*MEASURES, {"id": "fruit", "title": "Fruit", "unit": "bananas", "decimals": "0"}]
    change = {"measure": "fruit", "flow": "", "unit": "bananas", "value": "1200"}
    path = write_tiny_base(
        tmp_path,
        measures=measures,
        facts=[FACT | {"statement": STATEMENT}],
        observations=[OBSERVATION | change],
    )
    assert load_factbase(path).problems == ()

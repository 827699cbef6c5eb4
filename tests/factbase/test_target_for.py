"""The time that a target is for: only an aim has one, and it lies ahead of its saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.compiled import compile_factbase, open_compiled
from briefgen.factbase.documents import observation_document
from briefgen.factbase.load import load_factbase
from tests.factbase.test_load import drop_last_column
from tests.tiny_base import OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

AIM = OBSERVATION | {"status": "target", "period": "2022-01", "target_for": "2029"}


def test_a_target_keeps_when_it_was_said_and_when_it_is_for(tmp_path: Path) -> None:
    """Both are intervals of days, and travel through a compiled file."""
    base = load_factbase(write_tiny_base(tmp_path / "tables", observations=[AIM]))
    compile_factbase(base, tmp_path / "facts.briefbase")
    compiled = open_compiled(tmp_path / "facts.briefbase")

    assert base.problems == ()
    for one in (base, compiled):
        aim = one.observations["trade.2021.total"]
        assert aim.target_for is not None
        assert (aim.period.edtf, aim.target_for.edtf) == ("2022-01", "2029")
        assert observation_document(one, aim)["target_for"] == "2029"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "actual"}, "Only a target or a potential is for a later time"),
        ({"status": "estimate"}, "Only a target or a potential is for a later time"),
        ({"target_for": "2021"}, "It was over when it was said"),
        ({"target_for": "soon"}, "soon"),
    ],
)
def test_a_time_that_cannot_be_is_told(
    tmp_path: Path, change: dict[str, str], message: str
) -> None:
    """The row is left out, with its place and what to do."""
    base = load_factbase(write_tiny_base(tmp_path, observations=[AIM | change]))
    (problem,) = (p for p in base.problems if p.column == "target_for")

    assert message in problem.message
    assert "trade.2021.total" not in base.observations


def test_a_table_from_before_there_was_the_column_is_read(tmp_path: Path) -> None:
    """Its targets have no such time."""
    folder = write_tiny_base(tmp_path, observations=[AIM])
    drop_last_column(folder, "observations", "target_for")
    base = load_factbase(folder)

    assert base.problems == ()
    assert base.observations["trade.2021.total"].target_for is None

"""Counts that give no direction stand beside those they contradict, as all rivals do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.pack.blocks import Callout
from briefgen.pack.inlines import plain
from briefgen.pack.request import Request, Side
from tests.pack.making import make_tiny
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack

OTHER = FACT | {"id": "other", "statement": "Others put it at 60 million dollars in 2021."}
COUNT = OBSERVATION | {
    "id": "trade.2021.zone",
    "fact": "other",
    "reporter": "office",
    "value": "60",
}


def made(folder: Path, language: str = "en", **first: str) -> MadePack:
    """A pack on two counts of 2021, of which the second gives no direction."""
    return make_tiny(
        folder,
        Request(topics=("trade",), voice=Side.PAK, language=language),
        facts=[FACT, OTHER],
        citations=[CITATION, CITATION | {"fact": "other"}],
        observations=[OBSERVATION | first, COUNT | {"flow": ""}],
        lines=[LINE],
    )


def box(pack: MadePack) -> list[str]:
    """What the box of disagreements tells, item by item."""
    (found,) = (b for b in pack.pack.blocks if isinstance(b, Callout) and "disagree" in b.id)
    return [plain(item.inlines) for item in found.items]


def test_two_counts_without_a_direction_stand_side_by_side(tmp_path: Path) -> None:
    """With value, period and counter of each; nothing is said of a direction that none has."""
    (item,) = box(made(tmp_path, flow=""))

    assert item.startswith("Goods trade: 45 million dollars (2021, Bureau of Trade) [1]; ")
    assert "60 million dollars (2021, Office of Trade)" in item


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "no direction given"),
        ("ru", "направление не указано"),
        ("kk", "бағыты көрсетілмеген"),
        ("ur", "سمت درج نہیں"),
    ],
)
def test_one_without_a_direction_stands_beside_the_total_and_says_so(
    tmp_path: Path, language: str, told: str
) -> None:
    """A reader sees why the two may differ."""
    (item,) = box(made(tmp_path, language))

    assert item.count(told) == 1
    assert item.index("45") < item.index("60") < item.index(told)


def test_what_is_labelled_alike_is_named_by_its_label(tmp_path: Path) -> None:
    """The measure alone would not tell what was counted."""
    (item,) = (
        text
        for text in box(
            make_tiny(
                tmp_path,
                Request(topics=("trade",), voice=Side.PAK),
                facts=[FACT, OTHER],
                citations=[CITATION, CITATION | {"fact": "other"}],
                observations=[
                    o | {"flow": "", "label": "Revenue of the dry port"}
                    for o in (OBSERVATION, COUNT)
                ],
                lines=[LINE],
            )
        )
    )

    assert item.startswith("Revenue of the dry port: 45 million dollars")

"""A figure whose source names no period is printed so, beside those of the year it may be of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.pack.blocks import Table
from briefgen.pack.inlines import plain
from briefgen.pack.request import Request, Side
from briefgen.pack.said import block_text
from tests.pack.making import make_bundled, make_tiny
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack

SAID = {
    "en": "no period given",
    "ru": "период не указан",
    "kk": "кезеңі көрсетілмеген",
    "ur": "مدت درج نہیں",
}
OTHER = FACT | {"id": "trade-said", "statement": "An office put trade at 60 million dollars."}
GUESS = OBSERVATION | {"id": "trade.said", "fact": "trade-said", "reporter": "office"}
GUESS |= {"value": "60", "period": "2021?", "period_kind": "not-given"}


def tiny(folder: Path, language: str = "en", text: str = LINE["text"]) -> MadePack:
    """A pack on two figures for 2021, one of which is said without its period."""
    request = Request(topics=("trade", "relations"), voice=Side.PAK, language=language)
    return make_tiny(
        folder,
        request,
        facts=[FACT, OTHER],
        citations=[CITATION, CITATION | {"fact": "trade-said"}],
        observations=[OBSERVATION, GUESS],
        lines=[LINE | {"text": text}],
    )


def text_of(made: MadePack) -> str:
    """All that the pack says, line by line."""
    return "\n".join("".join(block_text(block)) for block in made.pack.blocks)


def trade_rows(made: MadePack) -> list[list[str]]:
    """The table of trade by period, as it reads."""
    (table,) = (b for b in made.pack.blocks if isinstance(b, Table) and b.id == "trade_table.table")
    return [[plain(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("language", list(SAID))
def test_the_table_of_trade_says_that_no_period_is_given(tmp_path: Path, language: str) -> None:
    """With the day it is from, by which a reader can place it; the year it may be of is a guess."""
    rows = trade_rows(tiny(tmp_path, language))

    assert [row[0] for row in rows] == ["2021", SAID[language]]
    assert "2022" in rows[1][3]
    assert "2022" not in rows[0][3]


def test_it_is_told_with_the_disagreement_of_that_year(tmp_path: Path) -> None:
    """Whose heading names the year alone."""
    text = text_of(tiny(tmp_path))

    assert "60 million dollars (no period given, Office of Trade, as of 27 January 2022)" in text
    assert "no period given, 2021" not in text
    assert "2021, no period given" not in text
    assert "about 2021" not in text


def test_a_speaker_says_it_too(tmp_path: Path) -> None:
    """No sentence gives the figure a year that nobody gave."""
    made = tiny(tmp_path, text="We ask for one table: trade was {trade.said|speak}.")
    text = text_of(made)

    assert "trade was 60 million dollars (no period given)" in text


def test_what_the_ambassador_said_without_a_period_is_given_none() -> None:
    """The facts that are shipped: three figures of whose sources none names a year."""
    made = make_bundled(topics=("trade.volume",))
    rows = [row for row in trade_rows(made) if row[0] == SAID["en"]]

    assert {row[2] for row in rows} == {"197", "239", "about 300"}
    text = text_of(made)
    assert "about 2025, Embassy" not in text
    assert "239 million dollars (no period given, Embassy of Kazakhstan in Islamabad" in text

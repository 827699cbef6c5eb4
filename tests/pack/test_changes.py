"""TP31: what is said to have changed rests on both times, and its basis tells both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.pack.product import Level
from briefgen.pack.request import Request, Side
from briefgen.pack.said import block_text
from tests.pack.making import make_sample, make_tiny
from tests.pack.test_visit_parts import block
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack
    from tests.tiny_base import Rows

BEFORE = FACT | {
    "id": "trade-2020", "date": "2020", "statement": "Trade came to 60 million dollars in 2020.",
}  # fmt: skip
COUNTED = OBSERVATION | {
    "id": "trade.2020.total", "fact": "trade-2020", "period": "2020", "value": "60",
}  # fmt: skip
BOTH: dict[str, Rows] = {
    "facts": [FACT, BEFORE],
    "citations": [CITATION, CITATION | {"fact": "trade-2020"}],
}


def made(folder: Path, text: str, kind: str = "point", **tables: Rows) -> MadePack:
    """A pack with one line."""
    tables = BOTH | {"observations": [OBSERVATION, COUNTED]} | tables
    lines = [LINE | {"type": kind, "text": text}]
    if kind == "they-may-raise":
        answer = {"id": "answer", "type": "response", "answers": "line-1"}
        lines.append(LINE | answer | {"text": "We agree. {trade-2021|cite}"})
    request = Request(topics=("trade",), voice=Side.PAK)
    return make_tiny(folder, request, lines=lines, **tables)


@pytest.mark.parametrize(
    ("text", "amiss"),
    [
        ("We see that trade fell. {trade-2021|cite}", True),
        ("We see that trade fell. {trade-2020|cite}{trade-2021|cite}", False),
        ("We see that trade fell to {trade.2021.total|speak}.", True),
        ("We see trade of {trade.2021.total|speak}.", False),
        ("We want trade to grow. {trade-2021|cite}", False),
    ],
)
def test_a_claim_of_change_cites_both_times(tmp_path: Path, text: str, *, amiss: bool) -> None:
    """Two counts of one series; a wish claims nothing."""
    told = [f for f in made(tmp_path, text).findings if f.rule == "TP31"]

    assert bool(told) is amiss
    for finding in told:
        assert finding.level is Level.WARNING
        assert finding.block == "line.line-1"
        assert finding.message == "It says “fell”, and its sources give one time only."


def test_a_fact_that_tells_the_change_is_enough(tmp_path: Path) -> None:
    """A source may compare by itself."""
    told = FACT | {"statement": "Trade fell to 45 million dollars in 2021."}
    pack = made(tmp_path, "We see that trade fell. {trade-2021|cite}", facts=[told, BEFORE])

    assert not [f for f in pack.findings if f.rule == "TP31"]


@pytest.mark.parametrize(
    ("statement", "tells"),
    [
        ("The Astana Times wrote that trade came to 45 million dollars in 2021.", False),
        ("In 2021 The Kabul Times more than once put trade at 45 million dollars.", False),
        ("As of January 2021 more than a hundred companies were at work.", False),
        ("A lecture in 2021 urged more trade and higher education.", False),
        ("Kazakhstan has taken part twice in talks on trade.", False),
        ("Trade came to 45 million dollars in 2021, four times as much as a year before.", True),
        ("The Astana Times put trade at 45 million dollars, many times more than before.", True),
        ("Trade in 2021 was a third more than a year earlier.", True),
        ("Trade came to 45 million dollars in 2021, twice the year before.", True),
        ("Transit has come down to two weeks, from four.", True),
    ],
)
def test_a_fact_tells_a_change_by_comparing(tmp_path: Path, statement: str, *, tells: bool) -> None:
    """The name of a newspaper and a count that is a lower bound compare nothing."""
    text = "We see that trade rose. {trade-2021|cite}"
    pack = made(tmp_path, text, facts=[FACT | {"statement": statement}, BEFORE])

    assert bool([f for f in pack.findings if f.rule == "TP31"]) is not tells


def test_counts_of_another_unit_or_reporter_are_no_other_end(tmp_path: Path) -> None:
    """What cannot be compared shows no change."""
    other = COUNTED | {"reporter": "office"}
    text = "We see that trade fell. {trade-2020|cite}{trade-2021|cite}"
    pack = made(tmp_path, text, observations=[OBSERVATION, other])

    assert [f for f in pack.findings if f.rule == "TP31"]


def test_what_is_to_be_avoided_claims_nothing(tmp_path: Path) -> None:
    """A warning not to say so says nothing."""
    pack = made(tmp_path, "Do not say that it fell. {trade-2021|cite}", "sensitivity")

    assert not [f for f in pack.findings if f.rule == "TP31"]


def test_the_basis_of_a_change_tells_both_times(tmp_path: Path) -> None:
    """In the order in which the line names them, with one mark for their sources."""
    text = "They may say that trade fell. {trade-2020|cite}{trade-2021|cite}"
    pack = made(tmp_path, text, "they-may-raise").pack
    (told,) = block_text(block(pack, "basis.line-1"))
    before, now = BEFORE["statement"], FACT["statement"]

    assert told == f"Basis. {before} {now} [1]"


def test_the_bundled_claim_on_exports_tells_both_years_and_the_counter_once() -> None:
    """Our exports fell while Kazakhstan’s rose: four counts of one series in a row."""
    (basis,) = block_text(block(make_sample().pack, "basis.trade-volume.pak.tmr"))

    assert basis == (
        "Basis. Goods trade, State Bank of Pakistan: Pakistan to Kazakhstan, 185.25 million "
        "dollars (FY2023/24 (July to June)), 97.96 million dollars (FY2024/25 (July to June)); "
        "Kazakhstan to Pakistan, 677,000 dollars (FY2023/24 (July to June)), 129.63 million "
        "dollars (FY2024/25 (July to June)). [26]"
    )

"""What is to be said keeps to the safe words of its topic, and dates follow their preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.factbase.load import load_factbase
from briefgen.factbase.questions import questions
from briefgen.factbase.records import LineType
from briefgen.pack.usable_lines import SPOKEN
from tests.pack.making import bundled_base
from tests.tiny_base import FACT, LINE, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("topic", "kept", "unsafe", "safe"),
    [
        ("corridor.qtta", "khunjerab-all-year-since-2024", "in all seasons", "weather permitting"),
        ("trade.goods", "kaz-goods-shipped-2025", "grain and metal products already", ""),
        ("trade.volume", "trade-2025-kaz-trade-ministry", "keep up the pace", ""),
        ("trade.volume", "trade-2025-kaz-trade-ministry", "real growth", ""),
    ],
)
def test_lines_to_say_keep_to_the_safe_words(topic: str, kept: str, unsafe: str, safe: str) -> None:
    """What a sensitivity warns of is not what the script says three pages before it."""
    base = bundled_base()
    lines = [line for line in base.lines_of[topic] if line.type in SPOKEN]

    assert not [line.id for line in lines if unsafe in line.text]
    telling = [line for line in lines if f"{{{kept}|date}}" in line.text]
    assert not safe or telling
    assert [line.id for line in telling if safe not in line.text] == []
    assert any(line.type is LineType.SENSITIVITY for line in base.lines_of[topic])


@pytest.mark.parametrize(
    ("date", "good", "bad"),
    [
        ("2021-04-28", "on", "in"),
        ("2021-04-28/2021-04-30", "on", "in"),
        ("2021-04", "in", "on"),
        ("2021", "in", "on"),
        ("2021/..", "has been open", "on"),
        ("2021/..", "has been open", "in"),
    ],
)
def test_a_date_follows_the_word_before_it(tmp_path: Path, date: str, good: str, bad: str) -> None:
    """`facts check` asks about “in 28 April 2023” and “on since 2025”."""

    def asked(word: str) -> list[str]:
        line = LINE | {"text": f"We met {word} {{trade-2021|date}}."}
        fact = FACT | {"date": date}
        base = load_factbase(write_tiny_base(tmp_path / word, lines=[line], facts=[fact]))
        return [q.message for q in questions(base) if "stands before the date" in q.message]

    assert asked(good) == []
    assert len(asked(bad)) == 1


def test_no_bundled_date_follows_a_wrong_word() -> None:
    """The same of the lines that come with the program."""
    asked = questions(bundled_base())

    assert [q for q in asked if "stands before the date" in q.message] == []

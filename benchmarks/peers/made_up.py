"""A made-up pack of any length, the same for the same seed: what the peers are given to write."""

from __future__ import annotations

import random
import re
from typing import Any

SECTIONS = {3: 1, 30: 11, 300: 110, 1000: 368}  # pages asked for: sections that fill about as many
PARAGRAPHS, POINTS, ROWS, BARS = 8, 6, 15, 10
SOURCES = 2  # of a section

_SEED = 20260701
_SYLLABLES = re.findall(
    "..",
    "karatagumashlindopabizanuasotamisuvadepotilorenerinorusetalimunabectiveranolimodasecotrexgr",
)
_KAZAKH = re.findall(
    r"\w+",
    "Қазақстан Қарағанда үкімет шекара көлік жүк теміржол өткізу мәміле келісім қауіпсіздік "
    "ынтымақтастық Түркістан Өскемен экспорт импорт әуежай тауар құжат мәдениет",
)
_VOCABULARY = 9000
_FLATTENED = 20  # the most frequent word makes about two in a hundred, as in real text
_KAZAKH_SHARE = 0.04
_HEADS = ("Item", "Reporter", "2023", "2024", "Change, per cent")
_ALIGNED_RIGHT = 2  # the first column of figures


def make_content(sections: int) -> dict[str, Any]:
    """A pack of ``sections`` sections, with a list of sources at its end."""
    chance = random.Random(_SEED)  # noqa: S311 - made-up words, nothing to guard
    words = _Words(chance)
    return {
        "title": "Pakistan and Kazakhstan: a pack made up for measuring",
        "subtitle": "No word of it means anything",
        "right_from": _ALIGNED_RIGHT,
        "sections": [_section(chance, words, number) for number in range(1, sections + 1)],
        "sources": [
            [["text", f"{words.some(3).title()} Institute. "], ["text", f"{words.some(9)}, 2025."]]
            for _ in range(sections * SOURCES)
        ],
    }


class _Words:
    """Words drawn from a fixed vocabulary, the frequent ones far more often, as in real text."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._known = [self._word() for _ in range(_VOCABULARY)]
        self._weights = [1 / (rank + _FLATTENED) for rank in range(_VOCABULARY)]

    def _word(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(1, 5)))

    def some(self, count: int) -> str:
        """``count`` words with a capital at their head, some of them Kazakh."""
        chance = self._chance
        drawn = chance.choices(self._known, self._weights, k=count)
        mixed = [chance.choice(_KAZAKH) if chance.random() < _KAZAKH_SHARE else w for w in drawn]
        text = " ".join(mixed)
        return text[0].upper() + text[1:]


def _section(chance: random.Random, words: _Words, number: int) -> dict[str, Any]:
    last = number * SOURCES
    return {
        "heading": f"{number}. {words.some(4)}",
        "paragraphs": [_paragraph(chance, words, last) for _ in range(PARAGRAPHS)],
        "table": {
            "caption": words.some(6),
            "heads": list(_HEADS),
            "rows": [_row(chance, words) for _ in range(ROWS)],
        },
        "points": [
            [["text", f"{words.some(chance.randint(12, 20))} "], ["cite", last]]
            for _ in range(POINTS)
        ],
        "chart": {
            "title": f"Chart {number}. {words.some(4)}",
            "series": "USD million",
            "labels": [str(2016 + year) for year in range(BARS)],
            "values": [round(chance.uniform(20, 250), 1) for _ in range(BARS)],
        },
    }


def _paragraph(chance: random.Random, words: _Words, last: int) -> list[list[Any]]:
    """60 to 90 words with two bold spans and two citations of the section's own sources."""
    rest = chance.randint(60, 90) - 6
    third = rest // 3
    return [
        ["text", f"{words.some(third)} "],
        ["bold", words.some(3)],
        ["text", f" {words.some(third)} "],
        ["cite", last - 1],
        ["text", " "],
        ["bold", words.some(3)],
        ["text", f" {words.some(rest - 2 * third)}. "],
        ["cite", last],
    ]


def _row(chance: random.Random, words: _Words) -> list[str]:
    figures = [f"{chance.uniform(1, 999):,.1f}" for _ in range(2)]
    return [words.some(2), words.some(1), *figures, f"{chance.uniform(-40, 60):.1f}"]

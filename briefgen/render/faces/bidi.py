"""Which way each character of a line runs: the bidirectional algorithm of Unicode (UAX 9).

Our text holds no embedding controls, so the rules for them are left out; runs in a language of
their own are set apart by the caller. Levels are as in the standard: even runs from the left,
odd from the right.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Ranges of letters that run from the right. No pattern: to compile one is a part of each start.
_FROM_RIGHT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))
FIRST_FROM_RIGHT = _FROM_RIGHT[0][0]  # no letter before this one does
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_DEEPEST = 63  # brackets inside one another; the standard stops there too
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", ""})

Thing = TypeVar("Thing")


def runs_from_right(text: str) -> bool:
    """Whether ``text`` holds letters that run from right to left."""
    if not text or max(text) < FIRST_FROM_RIGHT:
        return False
    return any(first <= char <= last for char in text for first, last in _FROM_RIGHT)


def begins_from_right(text: str) -> bool:
    """Whether the first letter of ``text`` runs from right to left (rules P2 and P3)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def levels(text: str, base: int) -> list[int]:
    """The level of each character of ``text`` in a paragraph of level ``base``."""
    edge = "R" if base % 2 else "L"
    kinds = [unicodedata.bidirectional(char) for char in text]
    _settle_marks(kinds, edge)
    _settle_numbers(kinds, edge)
    _settle_brackets(text, kinds, edge)
    _settle_neutral(kinds, edge)
    return [_level(kind, base) for kind in kinds]


def visual_order(things: Sequence[Thing], heights: Sequence[int]) -> list[Thing]:
    """``things`` from left to right on the page, each of the level in ``heights`` (rule L2)."""
    order = list(range(len(things)))
    for level in range(max(heights, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and heights[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return [things[index] for index in order]


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base % 2:
        return base if kind == "R" else base + 1
    return base + {"L": 0, "R": 1}.get(kind, 2)


def _settle_marks(kinds: list[str], edge: str) -> None:
    """Rules W1 to W3: marks are as their letters; numbers among Arabic letters are Arabic."""
    before = edge
    for place, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[place] = before
        before = kinds[place]
    strong = edge
    for place, kind in enumerate(kinds):  # W2, W3
        if kind == "EN" and strong == "AL":
            kinds[place] = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _settle_numbers(kinds: list[str], edge: str) -> None:
    """Rules W4 to W7: what stands in and around numbers is as they are; the rest is neutral."""
    for place in range(1, len(kinds) - 1):  # W4
        around = kinds[place - 1]
        if around == kinds[place + 1] and (kinds[place], around) in _BETWEEN_DIGITS:
            kinds[place] = around
    for start, end in _stretches(kinds, frozenset({"ET"})):  # W5
        if "EN" in (*kinds[max(start - 1, 0) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = edge
    for place, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            kinds[place] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
        elif kind in ("L", "R"):
            strong = kind


_BETWEEN_DIGITS = {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}


def _settle_brackets(text: str, kinds: list[str], edge: str) -> None:
    """Rule N0: a pair of brackets runs as what it holds."""
    for opening, closing in sorted(_pairs(text, kinds)):
        held = {_side(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if not held:
            continue
        way = edge
        if edge not in held:
            sides = [_side(kind) for kind in kinds[:opening]]
            way = next((side for side in reversed(sides) if side), edge)
        for place in (opening, closing):
            kinds[place] = way
            following = place + 1
            while following < len(kinds) and unicodedata.bidirectional(text[following]) == "NSM":
                kinds[following] = way
                following += 1


def _pairs(text: str, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of brackets that belong together."""
    waiting: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if kinds[place] != "ON":
            continue
        if char in _CLOSING:
            if len(waiting) == _DEEPEST:
                return
            waiting.append((_CLOSING[char], place))
        found = [index for index, (wanted, _) in enumerate(waiting) if wanted == char]
        if found:
            yield waiting[found[-1]][1], place
            del waiting[found[-1] :]


def _settle_neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2: what stands between two of a kind is of that kind, else of the line's."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _side(kinds[start - 1]) if start else edge
        after = _side(kinds[end]) if end < len(kinds) else edge
        kinds[start:end] = [before if before == after else edge] * (end - start)


def _side(kind: str) -> str:
    """The way a character leans: numbers lean as letters from the right do."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Where neighbours of the ``wanted`` kinds begin and end."""
    found = []
    place = 0
    for inside, group in groupby(kinds, wanted.__contains__):
        length = sum(1 for _ in group)
        if inside:
            found.append((place, place + length))
        place += length
    return found

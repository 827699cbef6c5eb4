"""Rules on the house style: page, body text, marking and spoken lines, where a rule asks for them.

They are advice: a ministry may have its reasons, and the files say what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.findings import Finding
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.render.house import House

_MM = 72 / 25.4  # points
_A4 = (210.0, 297.0)  # mm
_MARGIN = 25.0  # mm
_SLACK = 0.5  # mm that a rounded measure may be off
_BODY = 11.0  # points: the small letters of our faces are as tall as those of others at 12
_MARK = 20.0  # points: capitals at least 5 mm high
_SPOKEN = (14.0, 17.0)  # points
_FIX = "Change it in the Word file of the house style, or let it be."


class HouseRule(Struct, frozen=True):
    """A rule on a house style: its id, what it asks, and what it says of a house that breaks it."""

    id: str
    asks: str
    test: Callable[[House], Iterator[str]]


def rule_findings(house: House) -> Iterator[Finding]:
    """What the rules say of ``house``."""
    for rule in HOUSE_RULES:
        for message in rule.test(house):
            yield Finding(rule.id, Level.ADVICE, f"house style {house.name}", message, _FIX)


def _paper(house: House) -> Iterator[str]:
    width, height = house.page_width / _MM, house.page_height / _MM
    if abs(width - _A4[0]) > 1 or abs(height - _A4[1]) > 1:
        yield f"The page is {width:.0f} by {height:.0f} mm and not A4."
    sides = (house.margin_left, house.margin_right, house.margin_top, house.margin_bottom)
    narrowest = min(sides) / _MM
    if narrowest < _MARGIN - _SLACK:
        yield f"A margin is {narrowest:.0f} mm wide where {_MARGIN:.0f} leave room for notes."


def _body(house: House) -> Iterator[str]:
    body = house.styles["Body Text"]
    if body.size < _BODY:
        yield f"Running text is set in {body.size:g} points where {_BODY:g} are read with ease."
    if body.align != "left" or body.spread:
        told = "justified" if body.spread else body.align
        yield f"Running text is set {told} and not from the left."


def _marking(house: House) -> Iterator[str]:
    mark = house.styles["Marking"]
    if mark.size < _MARK or not mark.bold or not mark.caps:
        yield f"The marking is not in bold capitals of {_MARK:g} points or more."


def _spoken(house: House) -> Iterator[str]:
    size = house.styles["Spoken Line"].size
    if not _SPOKEN[0] <= size <= _SPOKEN[1]:
        low, high = _SPOKEN
        yield f"Spoken lines are set in {size:g} points where {low:g} to {high:g} are read aloud."


HOUSE_RULES = (
    HouseRule("TP26", "Spoken lines are set in large type.", _spoken),
    HouseRule("M2", "The marking stands in bold capitals at least 5 mm high.", _marking),
    HouseRule("L1", "The page is A4 with margins for notes.", _paper),
    HouseRule("L2", "Running text is large enough and set from the left.", _body),
)

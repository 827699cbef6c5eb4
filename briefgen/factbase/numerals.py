"""Accounting for the numerals in a fact's statement: each is an observation, a date or a name."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.factbase.records import Observation

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:\s*(?:[-–]|to|and)\s*\d{{1,2}})?\s+(?:{MONTHS})(?:\s+\d{{4}})?\b"
    rf"|\b(?:{MONTHS})\s+\d{{4}}\b"
    r"|\bFY\s?(?:\d{4}|\d{2})(?:[-–/]\d{2,4})?\b"
    r"|\b(?:19|20)\d{2}s?(?:[-–/](?:\d{4}|\d{2}))?(?!\d|[.,]\d|\s*(?:million|billion|km|percent))"
)
_NAMES = re.compile(r"\b[A-Z][A-Za-z]*[-–+]\d+\b|\b[A-Z]+\d+\b")
_NUMERAL = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:st|nd|rd|th)?(?:[\s-](thousand|million|billion|trillion)\b)?"
)
SCALES = {
    "": Decimal(1),
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}


def unaccounted_numerals(statement: str, observations: Iterable[Observation]) -> tuple[str, ...]:
    """The numerals in ``statement`` that no observation, date or proper name accounts for."""
    known = {amount for o in observations for amount in _amounts(o)}
    text = _NAMES.sub(" ", _DATES.sub(" ", statement))
    return tuple(
        match.group(0) for match in _NUMERAL.finditer(text) if not _readings(match) & known
    )


def scale_of(unit: str) -> Decimal:
    """What a unit multiplies by: a million for "USD million" and "million people"."""
    return next((SCALES[word] for word in unit.split() if word in SCALES), Decimal(1))


def _amounts(observation: Observation) -> Iterable[Decimal]:
    for value in (observation.value, observation.value_high):
        if value is not None:
            yield value * scale_of(observation.unit)


def _readings(match: re.Match[str]) -> set[Decimal]:
    digits, scale = match.groups()
    return {Decimal(digits.replace(",", "")) * SCALES[scale or ""]}

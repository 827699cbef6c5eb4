"""Units held to what they count: that of the measure, or one that the sentence itself names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.numerals import SCALES
from briefgen.factbase.registered import like

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from briefgen.factbase.problems import Problem
    from briefgen.factbase.rows import Row

_SHORT = 2  # letters of the words that only join others: a, of, or


def strange_units(
    tables: Mapping[str, Iterable[Row]],
) -> Iterable[tuple[str, Row, Problem]]:
    """The observations in a unit that is neither their measure's nor named in their sentence.

    The scale is free: what a measure counts in USD million may be given in billions. So is what a
    sentence says in words of its own: rupees for dollars, think tanks for institutions.
    """
    measures = {row.id: str(row.values["unit"]) for row in tables["measures"]}
    sentences = {row.id: str(row.values["statement"]) for row in tables["facts"]}
    for row in tables["observations"]:
        unit, measure = str(row.values["unit"]), str(row.values["measure"])
        sentence = sentences.get(str(row.values["fact"]))
        if sentence is None or measure not in measures:  # told of the row as it is
            continue
        meant = measures[measure]
        if unscaled(unit) != unscaled(meant) and not _is_named(unit, sentence):
            message = (
                f"“{unit}” is not what the measure {measure} counts in, and the statement does "
                f"not name it: write {meant}, name the measure that counts in it, or add one."
            )
            yield "observations", row, row.problem("unit", message)


def unscaled(unit: str) -> str:
    """What a unit counts, whatever the scale: USD for USD million."""
    return " ".join(word for word in unit.split() if word not in SCALES)


def _is_named(unit: str, sentence: str) -> bool:
    """Whether each word of the unit stands in the sentence, in the singular or the plural."""
    words = [word for word in unscaled(unit).split() if len(word) > _SHORT]
    return bool(words) and all(
        re.search(rf"\b{re.escape(_stem(word))}(?:s|es|y|ies)?\b", sentence, re.IGNORECASE)
        for word in words
    )


def _stem(word: str) -> str:
    return word.removesuffix("ies") if word.endswith("ies") else word.removesuffix("s")


def unknown_units(units: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Those of ``units`` that are not ``known``, each with the words that point to the nearest."""
    names = {unscaled(unit) for unit in known}
    return {unit: like(unscaled(unit), names) for unit in units if unscaled(unit) not in names}

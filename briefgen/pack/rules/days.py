"""The rule on the days of the programme: what is done on a visit is done during it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.dates import parse_edtf
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked

DAYS = "TP30"


def _during_the_visit(checked: Checked) -> Iterator[Flaw]:
    """An entry that shares a day with the visit may begin before it, as a journey does."""
    request = checked.selection.request
    if not request.visit.dates:
        return
    visit = parse_edtf(request.visit.dates)
    for number, entry in enumerate(request.programme, 1):
        if entry.day and not parse_edtf(entry.day).meets(visit):
            yield Flaw(
                "programme.table",
                f"Entry {number}, “{entry.event}”, is on {entry.day}, outside the visit "
                f"({visit.edtf}).",
                "Correct its day, or visit.dates.",
            )


RULES = (Rule(DAYS, "The programme lies within the visit.", Level.WARNING, _during_the_visit),)

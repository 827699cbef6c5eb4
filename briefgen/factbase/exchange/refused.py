"""What else is wrong with rows that a bad cell keeps out, so that all is told in one run.

Such a row is in no table that could be loaded. What its other cells refer to can be looked up all
the same; what only follows from rows that are kept out themselves is no fault of it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from briefgen.factbase.exchange.checking import unit_fault
from briefgen.factbase.exchange.matching import MAX_FINDINGS
from briefgen.factbase.exchange.places import Finding
from briefgen.factbase.load import UNCITED, reference_fault
from briefgen.factbase.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.factbase.exchange.matching import Matched, RefusedRow
    from briefgen.factbase.exchange.present import PresentTable


def also_wrong(
    present: Mapping[str, PresentTable], matched: Mapping[str, Matched]
) -> Iterator[Finding]:
    """The faults of the good cells in rows that are refused for others."""
    tables = {**present, **{name: one.planned for name, one in matched.items()}}
    known: dict[str, set[str]] = defaultdict(set)
    cited = {row["fact"] for row in tables["citations"].rows} if "citations" in tables else set()
    for name, table in tables.items():
        known[name].update(row.get("id", "") for row in table.rows)
    for name, one in matched.items():
        known[name].update(cells.get("id", "") for cells in one.missing)
        if name == "citations":
            cited.update(cells.get("fact", "") for cells in one.missing)
    for name, one in matched.items():
        found = (
            Finding(Severity.ERROR, row.origin.place(column), row.key[0], message)
            for row in one.refused_rows
            for column, message in _faults(tables, name, row, known, cited)
        )
        yield from islice(found, max(0, MAX_FINDINGS - len(one.findings)))


def _faults(
    tables: Mapping[str, PresentTable],
    name: str,
    row: RefusedRow,
    known: Mapping[str, set[str]],
    cited: set[str],
) -> Iterator[tuple[str, str]]:
    """The columns of a row that are wrong beside the one it is refused for, and why."""
    for key in tables[name].resource.foreign_keys:
        value = row.good.get(key.field, "")
        if value and value not in known[key.resource]:
            other = tables[key.resource].resource
            yield key.field, reference_fault(value, other, known[key.resource])
    if name == "facts" and row.is_new and row.key[0] not in cited:
        yield "id", UNCITED
    if name == "observations" and {"unit", "measure"} <= row.good.keys():
        rows = tables[name].rows
        used = [one["unit"] for one in rows if one["measure"] == row.good["measure"]]
        measures = {one["id"]: one["unit"] for one in tables["measures"].rows}
        if message := unit_fault(row.good, measures, used):
            yield "unit", message

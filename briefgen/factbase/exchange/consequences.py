"""What an import would break: the tables as they would read are loaded, beside what is there now.

The rules are those of loading itself, so that whatever comes in is usable in a pack.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.exchange.bibliography import SOURCES
from briefgen.factbase.exchange.checking import unit_fault
from briefgen.factbase.exchange.places import Finding, Place
from briefgen.factbase.following import Gone
from briefgen.factbase.load import load_factbase
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.questions import questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.factbase.exchange.matching import Matched
    from briefgen.factbase.exchange.present import Key, PresentTable
    from briefgen.factbase.schema import DataPackage


class Consequence(Struct, frozen=True):
    """A finding and the row of a table that it is about."""

    finding: Finding
    table: str
    key: Key


def consequences(
    package: DataPackage, present: Mapping[str, PresentTable], matched: Mapping[str, Matched]
) -> list[Consequence]:
    """What is wrong with the planned tables that is not wrong with the present ones."""
    planned = {**present, **{name: one.planned for name, one in matched.items()}}
    miscounted = list(_wrong_units(present, planned, matched))
    before = load_factbase(package.folder)
    with tempfile.TemporaryDirectory(prefix="briefgen-") as temporary:
        folder = Path(temporary)
        (folder / "datapackage.json").write_bytes(
            (package.folder / "datapackage.json").read_bytes()
        )
        for name, table in planned.items():
            path = folder / table.resource.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(table.original if table is present[name] else table.as_bytes())
        after = load_factbase(folder)
    known = {*before.problems, *questions(before)}
    fresh = [p for p in (*after.problems, *questions(after)) if p not in known]
    located = _Located(planned, matched)
    errors = [problem for problem in fresh if problem.severity is Severity.ERROR]
    others = [problem for problem in fresh if problem.severity is not Severity.ERROR]
    roots = _roots(errors, located, matched, [cells for cells, _ in miscounted])
    return [
        *(consequence for _, consequence in miscounted),
        *(located.consequence(problem) for problem in (*roots, *others)),
    ]


def _wrong_units(
    present: Mapping[str, PresentTable],
    planned: Mapping[str, PresentTable],
    matched: Mapping[str, Matched],
) -> Iterator[tuple[Mapping[str, str], Consequence]]:
    """Figures that were added, or whose unit or measure changed, with a unit nobody uses."""
    if "observations" not in matched:
        return
    measures = {row["id"]: row["unit"] for row in planned["measures"].rows}
    rows = {row["id"]: row for row in planned["observations"].rows}
    for change in matched["observations"].changes:
        row = rows[change.key[0]]
        if not {"unit", "measure"} & {column.column for column in change.columns}:
            continue
        used = {
            other["unit"]
            for other in present["observations"].rows
            if other["measure"] == row["measure"] and other["id"] != row["id"]
        }
        if message := unit_fault(row, measures, used):
            place = matched["observations"].origins[change.key].place("unit")
            finding = Finding(Severity.ERROR, place, row["id"], message)
            yield row, Consequence(finding, change.table, change.key)


class _Located:
    """Finds the cell from outside that a problem of loading is about."""

    def __init__(self, planned: Mapping[str, PresentTable], matched: Mapping[str, Matched]) -> None:
        self._planned = {table.resource.path: table for table in planned.values()}
        self._matched = matched

    def table(self, problem: Problem) -> str:
        """The name of the problem's table."""
        return self._planned[problem.path].resource.name

    def cells(self, problem: Problem) -> Mapping[str, str]:
        """The row that the problem is about."""
        table = self._planned[problem.path]
        if problem.row is not None:
            return table.rows[problem.row - (1 if table.resource.name == SOURCES else 2)]
        name = table.resource.primary_key[0]
        return next((row for row in table.rows if row[name] == problem.record), {})

    def consequence(self, problem: Problem) -> Consequence:
        """The problem, where its row came from; in the base itself where that row was there."""
        table, cells = self._planned[problem.path], self.cells(problem)
        key = table.key(cells) if cells else ()
        matched = self._matched.get(table.resource.name)
        origin = matched.origins.get(key) if matched else None
        spot = f"row {problem.row}, column {problem.column}" if problem.row else problem.column
        place = origin.place(problem.column) if origin else Place(problem.path, "", spot)
        finding = Finding(problem.severity, place, problem.record, problem.message)
        return Consequence(finding, table.resource.name, key)


def _roots(
    problems: list[Problem],
    located: _Located,
    matched: Mapping[str, Matched],
    miscounted: Iterable[Mapping[str, str]],
) -> Iterator[Problem]:
    """The problems without those that only follow from another one, or from a refused row."""
    gone = Gone()
    for cells in miscounted:
        gone.lose("observations", cells)
    for name, one in matched.items():
        for cells in one.missing:
            gone.lose(name, cells)
    for problem in problems:
        table = located.table(problem)
        follows = gone.explains(table, problem)
        gone.lose(table, located.cells(problem))
        if not follows:
            yield problem

"""Taking files in: what would be added and changed, what is refused, and the tables to write.

Rows are matched by primary key. Nothing is ever deleted, and nothing is written here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import UsageError
from briefgen.factbase.exchange.bibliography import SOURCES, read_bibliography
from briefgen.factbase.exchange.bibtex import read_bibtex
from briefgen.factbase.exchange.changes import ChangeKind, Counts, Import
from briefgen.factbase.exchange.consequences import consequences
from briefgen.factbase.exchange.delimited import read_delimited
from briefgen.factbase.exchange.matching import match
from briefgen.factbase.exchange.places import ExchangeError, in_order_of_files
from briefgen.factbase.exchange.present import read_tables
from briefgen.factbase.exchange.refused import also_wrong
from briefgen.factbase.exchange.workbook import read_workbook
from briefgen.factbase.problems import Severity
from briefgen.factbase.schema import read_datapackage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefgen.factbase.exchange.cells import IncomingTable
    from briefgen.factbase.exchange.changes import Change
    from briefgen.factbase.exchange.matching import Matched
    from briefgen.factbase.schema import DataPackage, Resource


def plan_import(folder: Path, paths: Sequence[Path], table: str = "") -> Import:
    """What taking ``paths`` into the fact base in ``folder`` would do.

    ``table`` names the table of CSV files that are not called as theirs. Raises FactBaseError for
    the base, ExchangeError for a file that is refused whole, UsageError for a name.
    """
    package = read_datapackage(folder)
    present = read_tables(package)
    incoming = [one for path in paths for one in read_incoming(path, package, table)]
    matched = {
        name: match(present[name], [one for one in incoming if one.table == name])
        for name in package.resources
        if any(one.table == name for one in incoming)
    }
    findings = [finding for one in incoming if not one.table for finding in one.findings]
    findings += [finding for one in matched.values() for finding in one.findings]
    findings += also_wrong(present, matched)
    changed = [one.planned for one in matched.values() if one.changes]
    found = consequences(package, present, matched) if changed else []
    findings += [one.finding for one in found]
    refused = {(c.table, c.key) for c in found if c.finding.severity is Severity.ERROR}
    changes = [
        c for one in matched.values() for c in one.changes if (c.table, c.key) not in refused
    ]
    return Import(
        folder,
        {name: _counts(one, changes) for name, one in matched.items()},
        tuple(changes),
        in_order_of_files(findings),
        tuple(note for one in incoming for note in one.notes),
        {folder / one.resource.path: one.as_bytes() for one in changed},
        {folder / one.resource.path: one.original for one in changed},
    )


def _counts(matched: Matched, changes: Sequence[Change]) -> Counts:
    """How the incoming rows of one table fared in the end."""
    kinds = [change.kind for change in changes if change.table == matched.planned.resource.name]
    return Counts(
        added=kinds.count(ChangeKind.ADDED),
        changed=kinds.count(ChangeKind.CHANGED),
        unchanged=matched.unchanged,
        refused=matched.refused + len(matched.changes) - len(kinds),
    )


def read_incoming(path: Path, package: DataPackage, table: str = "") -> list[IncomingTable]:
    """The tables that a file brings, by its ending."""
    match path.suffix.lower():
        case ".xlsx":
            return read_workbook(path, package)
        case ".csv":
            return [read_delimited(path, _resource(path, package, table))]
        case ".json":
            return [read_bibliography(path, package.resources[SOURCES])]
        case ".bib":
            return [read_bibtex(path, package.resources[SOURCES])]
        case ".xlsm" | ".xltm" | ".xlam" | ".xlsb":
            raise ExchangeError(path, "the file may hold macros: save it as .xlsx, without them.")
        case ".xls" | ".ods":
            raise ExchangeError(path, "this kind of spreadsheet is not read: save it as .xlsx.")
        case _:
            raise ExchangeError(path, "name a file that ends in .xlsx, .csv, .json or .bib.")


def _resource(path: Path, package: DataPackage, table: str) -> Resource:
    name = table or path.stem.lower()
    if name not in package.resources:
        known = ", ".join(package.resources)
        hint = "" if table else " Name the file as its table, or add --table NAME."
        raise UsageError(f"“{name}” ({path.name}) is none of the tables {known}.{hint}")
    return package.resources[name]

"""Giving a fact base out: which rows go, and the files of each format as bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.factbase.dates import Interval
from briefgen.factbase.documents import fact_document, number
from briefgen.factbase.exchange.bibliography import SOURCES
from briefgen.factbase.exchange.extract import Extract, extract
from briefgen.factbase.exchange.joining import facts_with_sources
from briefgen.factbase.exchange.spreadsheet import workbook_bytes
from briefgen.factbase.exchange.standing import package_description, standing_tables
from briefgen.factbase.rows import CellError, typed_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.exchange.present import PresentTable
    from briefgen.factbase.schema import Field

    Tables = dict[str, PresentTable]

# What a spreadsheet would take for a formula, and what it may: a number with its sign.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def export_xlsx(base: FactBase, facts: Sequence[str] | None) -> bytes:
    """A workbook with a sheet a table and a first one that explains them."""
    return workbook_bytes(base, list(_tables(base, facts).values()))


def export_csv(base: FactBase, facts: Sequence[str] | None) -> bytes:
    """The facts, a row each, with category and sources; UTF-8 with a mark, every cell quoted."""
    tables = _tables(base, facts)
    rows = facts_with_sources(
        _chosen(tables["facts"], facts),
        tables["topics"].rows,
        tables["citations"].rows,
        tables[SOURCES].rows,
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    columns = [*tables["facts"].columns, "category", "sources"]
    writer.writerow(columns)
    writer.writerows([_harmless(row[name]) for name in columns] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def export_json(base: FactBase, facts: Sequence[str] | None) -> bytes:
    """The facts as ``facts list --json`` prints them, and all tables with typed values."""
    tables = _tables(base, facts)
    document = {
        "name": base.name,
        "version": base.version,
        "facts": [
            fact_document(base, base.facts[row["id"]])
            for row in _chosen(tables["facts"], facts)
            if row["id"] in base.facts
        ],
        "tables": {name: _typed_rows(table) for name, table in tables.items()},
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _chosen(table: PresentTable, facts: Sequence[str] | None) -> Sequence[dict[str, str]]:
    """The rows of the chosen facts, in that order, without those that they only rest on."""
    if facts is None:
        return table.rows
    rows = {row["id"]: row for row in table.rows}
    return [rows[fact] for fact in facts if fact in rows]


def _typed_rows(table: PresentTable) -> list[object]:
    if table.resource.name == SOURCES:
        return list(table.records)
    fields = table.resource.fields
    return [{f.name: _json_value(f, row[f.name].strip()) for f in fields} for row in table.rows]


def _json_value(field: Field, text: str) -> object:
    try:
        value = typed_cell(field, text)
    except CellError:
        return text  # told by “facts check”; given out as it stands
    match value:
        case Interval():
            return value.edtf
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def export_package(base: FactBase, facts: Sequence[str] | None) -> dict[str, bytes]:
    """The files of a Data Package by their paths in it: a fact base of its own."""
    files = {"datapackage.json": package_description(base)}
    is_written = facts is None and base.folder.is_dir() and not base.layers
    for table in _tables(base, facts).values():
        files[table.resource.path] = table.original if is_written else table.as_bytes()
    return files


def _tables(base: FactBase, facts: Sequence[str] | None) -> Tables:
    """All tables, or those rows that the chosen facts rest on and are used by."""
    tables = standing_tables(base)
    if facts is None:
        return tables
    kept = extract(base, facts)
    return {name: _narrowed(table, kept) for name, table in tables.items()}


def _narrowed(table: PresentTable, kept: Extract) -> PresentTable:
    places = [i for i, row in enumerate(table.rows) if kept.holds(table.resource.name, row)]
    return replace(
        table,
        rows=tuple(table.rows[i] for i in places),
        records=tuple(table.records[i] for i in places) if table.records else (),
    )

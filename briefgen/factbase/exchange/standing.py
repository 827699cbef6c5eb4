"""The tables of a fact base that is opened: as its folder holds them, or from its records.

A folder is taken as it is written. What lies over it in layers, and all of a compiled base, is
there as records only; these become rows again.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen.factbase.dates import Interval
from briefgen.factbase.exchange.bibliography import SOURCES, source_cells, value_of
from briefgen.factbase.exchange.present import PresentTable, read_tables
from briefgen.factbase.schema import read_datapackage
from briefgen.resources import bundled_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Source
    from briefgen.factbase.schema import Field, Resource

# Columns that records leave out: an empty one would say that there is nothing.
_NOT_HELD = {(SOURCES, "language")}


def standing_tables(base: FactBase) -> dict[str, PresentTable]:
    """All tables of ``base`` by name, with what lies over it. Raises FactBaseError."""
    package = read_datapackage(_described_in(base))
    written = read_tables(package) if base.folder.is_dir() else {}
    if written and not base.layers:
        return written
    return {
        name: _from_records(base, resource, written.get(name))
        for name, resource in package.resources.items()
    }


def package_description(base: FactBase) -> bytes:
    """The datapackage.json of ``base``; it names its layers where there are any."""
    data = (_described_in(base) / "datapackage.json").read_bytes()
    document = json.loads(data)
    if (document["name"], document.get("version", "")) == (base.name, base.version):
        return data
    document |= {"name": base.name, "version": base.version}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _described_in(base: FactBase) -> Path:
    """Where the tables are described; a compiled base has those of the bundled facts."""
    return base.folder if base.folder.is_dir() else bundled_data()


def _from_records(base: FactBase, resource: Resource, written: PresentTable | None) -> PresentTable:
    names = tuple(f.name for f in resource.fields if (resource.name, f.name) not in _NOT_HELD)
    table = written or PresentTable(resource, names, ())
    places = {} if written is None else written.by_key()
    held = getattr(base, resource.name)
    rows, csl = [], []
    for record in held.values() if hasattr(held, "values") else held:
        if resource.name == SOURCES:
            document = _csl(record)
            row = source_cells(document, names)
        else:
            row = {f.name: _text(f, getattr(record, f.name)) for f in resource.fields}
            document = {}
        place = places.get(table.key(row))
        if written and place is not None and not _is_laid(base, resource, row):
            row = written.rows[place]
            document = dict(written.records[place]) if written.records else {}
        rows.append({name: row.get(name, "") for name in table.columns})
        csl.append(document)
    return replace(table, rows=tuple(rows), records=tuple(csl) if resource.name == SOURCES else ())


def _is_laid(base: FactBase, resource: Resource, row: Mapping[str, str]) -> bool:
    key = " ".join(row[name] for name in resource.primary_key)
    return any(layer.holds(resource.name, key) for layer in base.layers)


def _text(field: Field, value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Interval():
            return value.edtf
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case tuple():
            return field.delimiter.join(map(str, value))
        case _:
            return str(value)


def _csl(source: Source) -> dict[str, Any]:
    """A source as CSL-JSON; of its writers only the names as printed are known."""
    cells = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "publisher": source.publisher,
        "issued": source.issued,
        "accessed": source.accessed,
        "URL": source.url,
        "note": source.note,
    }
    document = {name: value_of(name, text) for name, text in cells.items() if text}
    if source.authors:
        document["author"] = [{"literal": name} for name in source.authors]
    return document

"""The tables of a fact base as they stand: texts as written, to be put out or written anew."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import FactBaseError
from briefgen.factbase.exchange.bibliography import SOURCES, source_cells, value_of
from briefgen.factbase.rows import read_json_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.factbase.schema import DataPackage, Resource

_MARK = b"\xef\xbb\xbf"
Key = tuple[str, ...]


class PresentTable(Struct, frozen=True):
    """One table of a fact base: its rows as texts, and how its file is written."""

    resource: Resource
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    records: tuple[Mapping[str, Any], ...] = ()  # of sources: the same rows as CSL-JSON
    newline: str = "\n"
    mark: bytes = b""
    original: bytes = b""  # the file as it was read

    def key(self, row: Mapping[str, str]) -> Key:
        """What tells ``row`` apart from others of the table."""
        return tuple(row[name].strip() for name in self.resource.primary_key)

    def by_key(self) -> dict[Key, int]:
        """The position of each row; of several with one key, the first."""
        return {self.key(row): i for i, row in reversed(list(enumerate(self.rows)))}

    def with_rows(
        self, changed: Mapping[int, Mapping[str, str]], added: Iterable[Mapping[str, str]]
    ) -> PresentTable:
        """The table with cells replaced, by the position of their rows, and rows added behind."""
        new = list(added)
        rows = [{**row, **changed.get(i, {})} for i, row in enumerate(self.rows)]
        rows += [{name: row.get(name, "") for name in self.columns} for row in new]
        records = list(self.records)
        if self.resource.name == SOURCES:
            records = [_changed(record, changed.get(i, {})) for i, record in enumerate(records)]
            records += [
                _changed({}, {n: row[n] for n in self.columns if row.get(n)}) for row in new
            ]
        return replace(self, rows=tuple(rows), records=tuple(records))

    def as_bytes(self) -> bytes:
        """The file of the table, written as it was."""
        if self.resource.name == SOURCES:
            text = json.dumps(list(self.records), ensure_ascii=False, indent=2) + "\n"
            return text.encode()
        out = io.StringIO()
        writer = csv.DictWriter(out, self.columns, lineterminator=self.newline)
        writer.writeheader()
        writer.writerows(self.rows)
        return self.mark + out.getvalue().encode()


def _changed(record: Mapping[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
    kept = {name: value for name, value in record.items() if cells.get(name) != ""}
    return kept | {name: value_of(name, text) for name, text in cells.items() if text}


def read_tables(package: DataPackage) -> dict[str, PresentTable]:
    """All tables of the package by name. Raises FactBaseError where one cannot be read."""
    return {name: _read(package, resource) for name, resource in package.resources.items()}


def _read(package: DataPackage, resource: Resource) -> PresentTable:
    if resource.name == SOURCES:
        records = tuple(item for _, item in read_json_records(package.folder, resource))
        names = tuple(field.name for field in resource.fields)
        rows = tuple(source_cells(record, names) for record in records)
        data = (package.folder / resource.path).read_bytes()
        return PresentTable(resource, names, rows, records, original=data)
    path = package.folder / resource.path
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        cells = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FactBaseError(path, f"it is no table of UTF-8 text ({error}).") from error
    columns = tuple(cells[0]) if cells else ()
    later = [f.name for f in resource.fields if f.may_lack and f.name not in columns]
    if columns:
        columns = (*columns, *later)
        cells[1:] = [[*row, *("" for _ in later)] for row in cells[1:]]
        cells[0] = list(columns)
    missing = [field.name for field in resource.fields if field.name not in columns]
    ragged = next((i for i, row in enumerate(cells, start=1) if len(row) != len(columns)), 0)
    if missing or ragged:
        where = (
            f"the column {missing[0]} is missing"
            if missing
            else f"row {ragged} is too short or too long"
        )
        raise FactBaseError(path, f"{where}: see “briefgen facts check”.")
    return PresentTable(
        resource,
        columns,
        tuple(dict(zip(columns, row, strict=True)) for row in cells[1:]),
        newline="\r\n" if b"\r\n" in data else "\n",
        mark=_MARK if data.startswith(_MARK) else b"",
        original=data,
    )

"""Reading a table of comma-separated values, in whichever encoding a spreadsheet saved it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from briefgen.factbase.exchange.cells import (
    FOR_READERS,
    MAX_COLUMNS,
    MAX_ROWS,
    IncomingRow,
    IncomingTable,
    clean,
    hides_something,
    read_header,
    read_limited,
)
from briefgen.factbase.exchange.places import ExchangeError, Finding, Place, column_letter
from briefgen.factbase.problems import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.schema import Resource

_SEPARATORS = ",;\t"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# In Windows-1251 text whole words are Cyrillic; a word of both alphabets was some other encoding.
_MIXED_WORD = re.compile(r"[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")
_GUARDED = re.compile(r"'[=+\-@\t\r]")


def read_delimited(path: Path, resource: Resource) -> IncomingTable:
    """What the file brings for ``resource``. Raises ExchangeError where it is refused whole."""
    text, encoding = decoded(path)
    rows = _rows(path, text, _separator(text, resource))
    header = [clean(name) for name in rows[0]] if rows else []
    if len(header) > MAX_COLUMNS:
        raise ExchangeError(path, f"a table may have {MAX_COLUMNS} columns: split it.")
    if len(rows) > MAX_ROWS:
        raise ExchangeError(path, f"a table may have {MAX_ROWS:,} rows: split it.")
    columns, findings = read_header(resource, header, path.name, "")
    table = IncomingTable(resource.name, path.name, "", columns, ())
    read = []
    for number, cells in enumerate(rows[1:], start=2):
        if any(cells):
            row, found = _row(table, number, cells, len(header))
            read.append(row)
            findings += found
    notes = [] if encoding == "UTF-8" else [f"{path.name} was read as {encoding}."]
    aside = sorted(set(header) & FOR_READERS.get(resource.name, frozenset()) - set(columns))
    if aside:
        notes.append(f"{path.name}: columns for readers were left aside: {', '.join(aside)}.")
    return IncomingTable(
        resource.name, path.name, "", columns, tuple(read), tuple(findings), tuple(notes)
    )


def decoded(path: Path) -> tuple[str, str]:
    """The text of a file and the name of its encoding: UTF-8, UTF-16 or Windows-1251."""
    data = read_limited(path)
    for mark, codec in _BOMS.items():
        if data.startswith(mark):
            return _decode(path, data, codec), "UTF-8" if codec == "utf-8-sig" else "UTF-16"
    if b"\0" in data[:200]:
        codec = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return _decode(path, data, codec), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text = _decode(path, data, "cp1251")
    if mixed := _MIXED_WORD.search(text):
        line = text.count("\n", 0, mixed.start()) + 1
        raise ExchangeError(
            path, f"line {line}: the encoding cannot be told; save it as “CSV UTF-8”."
        )
    return text, "Windows-1251"


def _decode(path: Path, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise ExchangeError(path, "the encoding cannot be told; save it as “CSV UTF-8”.") from None


def _separator(text: str, resource: Resource) -> str:
    """The character that parts the first row into the most columns of the table."""
    first = text.split("\n", 1)[0]
    known = {field.name for field in resource.fields}

    def named(separator: str) -> int:
        return len(known & {name.strip().strip('"') for name in first.split(separator)})

    return max(_SEPARATORS, key=named)


def _rows(path: Path, text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as error:
        raise ExchangeError(
            path, f"after row {len(rows)} it is no valid table ({error}): look at the quotes there."
        ) from error
    return rows


def _row(
    table: IncomingTable, number: int, cells: list[str], width: int
) -> tuple[IncomingRow, list[Finding]]:
    if len(cells) != width:
        place = Place(table.file, "", f"cell {column_letter(min(len(cells), width) + 1)}{number}")
        message = (
            f"The row has {len(cells)} cells where the first row names {width} columns: "
            "put a text that holds a separator in double quotes."
        )
        return IncomingRow(number, {}, is_whole=False), [
            Finding(Severity.ERROR, place, cells[0], message)
        ]
    raw = {name: cells[position - 1] for name, position in table.columns.items()}
    row = IncomingRow(number, {name: _text(cell) for name, cell in raw.items()})
    message = "Characters that cannot be seen, or that turn text around, were taken out."
    hidden = [name for name, cell in raw.items() if hides_something(cell)]
    return row, [
        Finding(Severity.WARNING, table.place(row, name), cells[0], message) for name in hidden
    ]


def _text(cell: str) -> str:
    """A cell without the apostrophe that an export puts before what looks like a formula."""
    return clean(cell[1:] if _GUARDED.match(cell) else cell)

"""Reading an XLSX workbook: a sheet a table, each cell as text, formulas refused."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError

from briefgen.factbase.exchange.archive import read_workbook_bytes
from briefgen.factbase.exchange.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    IncomingRow,
    IncomingTable,
    clean,
    hides_something,
    read_header,
)
from briefgen.factbase.exchange.places import ExchangeError, Finding, Place, column_letter
from briefgen.factbase.problems import Severity
from briefgen.factbase.rows import CellError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
    from openpyxl.workbook import Workbook

    from briefgen.factbase.schema import DataPackage, Field, Resource

    Cells = tuple[ReadOnlyCell | EmptyCell, ...]

READ_ME = "read me"
_LAST_ROW = 2**20  # of any sheet
_DIGITS = 15  # that a spreadsheet shows of a number
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_FORMAT = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')
# What openpyxl lets through of a damaged file.
_DAMAGE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, ParseError,
    XMLSyntaxError, RecursionError, OSError,
)  # fmt: skip


def read_workbook(path: Path, package: DataPackage) -> list[IncomingTable]:
    """What each sheet of ``path`` brings. Raises ExchangeError where the file is refused whole."""
    import openpyxl  # noqa: PLC0415 - half a second, needed only here

    if not openpyxl.DEFUSEDXML:
        raise ExchangeError(path, "the guard against unsafe XML (defusedxml) is switched off.")
    data = read_workbook_bytes(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks, which are not read
            workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return list(_tables(path, workbook, package))
    except _DAMAGE as error:
        why = (
            "the workbook is damaged and cannot be read: open it in a spreadsheet and save it anew."
        )
        raise ExchangeError(path, why) from error


def _tables(path: Path, workbook: Workbook, package: DataPackage) -> Iterator[IncomingTable]:
    for sheet in workbook.worksheets:
        title = sheet.title.strip()
        if title.lower() == READ_ME:
            continue
        sheet.reset_dimensions()  # what the file says of its size is not believed
        rows = _filled_rows(path, title, cast("Iterator[Cells]", sheet.iter_rows()))
        resource = package.resources.get(title.lower())
        if resource:
            yield _table(path, title, resource, rows)
        elif next(rows, None):
            message = "No table has this name: name the sheet as its table, or delete it."
            finding = Finding(Severity.ERROR, Place(path.name, title), "", message)
            yield IncomingTable("", path.name, title, {}, (), (finding,))


def _filled_rows(path: Path, title: str, rows: Iterator[Cells]) -> Iterator[tuple[int, Cells]]:
    """The rows that hold something, with their numbers. Raises ExchangeError past the limits."""
    for number, cells in enumerate(rows, start=1):
        if number > _LAST_ROW:
            raise ExchangeError(path, f"sheet {title}: the rows are numbered past the last one.")
        filled = [i for i, cell in enumerate(cells, start=1) if cell.value not in (None, "")]
        if not filled:
            continue
        where = f"sheet {title}, cell {column_letter(filled[-1])}{number}:"
        if number > MAX_ROWS:
            raise ExchangeError(path, f"{where} a table may have {MAX_ROWS:,} rows: split it.")
        if filled[-1] > MAX_COLUMNS:
            raise ExchangeError(path, f"{where} a table may have {MAX_COLUMNS} columns: split it.")
        yield number, cells


def _table(
    path: Path, title: str, resource: Resource, rows: Iterator[tuple[int, Cells]]
) -> IncomingTable:
    number, header = next(rows, (1, ()))
    if number != 1:
        place = Place(path.name, title, f"row {number}")
        found = Finding(Severity.ERROR, place, "", "The names of the columns belong in row 1.")
        return IncomingTable(resource.name, path.name, title, {}, (), (found,))
    names = ["" if cell.value is None else str(cell.value).strip() for cell in header]
    columns, findings = read_header(resource, names, path.name, title)
    table = IncomingTable(resource.name, path.name, title, columns, ())
    read = []
    for number, cells in rows:
        row, found_here = _row(table, resource, number, cells)
        read.append(row)
        findings += found_here
        findings += _stray(table, number, names, cells)
    return IncomingTable(resource.name, path.name, title, columns, tuple(read), tuple(findings))


def _row(
    table: IncomingTable, resource: Resource, number: int, cells: Cells
) -> tuple[IncomingRow, list[Finding]]:
    texts: dict[str, str] = {}
    found: list[tuple[Severity, str, str]] = []
    for field in resource.fields:
        position = table.columns.get(field.name)
        if position is None:
            continue
        try:
            raw = cell_text(field, cells[position - 1]) if position <= len(cells) else ""
        except CellError as error:
            found.append((Severity.ERROR, field.name, str(error)))
            continue
        texts[field.name] = clean(raw)
        if hides_something(raw):
            message = "Characters that cannot be seen, or that turn text around, were taken out."
            found.append((Severity.WARNING, field.name, message))
    row = IncomingRow(number, texts, is_whole=all(f[0] is not Severity.ERROR for f in found))
    record = texts.get(resource.primary_key[0], "") if resource.primary_key else ""
    return row, [Finding(s, table.place(row, name), record, text) for s, name, text in found]


def _stray(table: IncomingTable, number: int, names: list[str], cells: Cells) -> Iterator[Finding]:
    """Cells that stand under no name."""
    for position, cell in enumerate(cells, start=1):
        named = position <= len(names) and names[position - 1]
        if not named and cell.value not in (None, ""):
            place = Place(table.file, table.sheet, f"cell {column_letter(position)}{number}")
            message = "The column has no name in row 1: name it or empty the cell."
            yield Finding(Severity.ERROR, place, "", message)


# --- one cell -----------------------------------------------------------------------------------


def cell_text(field: Field, cell: ReadOnlyCell | EmptyCell) -> str:
    """What a cell holds, as text; a CellError says why it cannot be told."""
    value = cell.value
    if cell.data_type == "f":
        raise CellError("This is a formula: put its result here as a plain value.")
    if value is None:
        return ""
    if cell.data_type == "e":
        raise CellError(f"The spreadsheet shows the error {value} here: write the value.")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return _number_text(field, value, cell.number_format or "")
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), value)
    return _date_text(field, value, cell.number_format or "")


def _number_text(field: Field, value: float, form: str) -> str:
    if "%" in _NOT_FORMAT.sub("", form):
        raise CellError(
            f"The cell shows a percentage of {value}: write the number itself and name the unit."
        )
    text = str(value) if isinstance(value, int) else format(value, f".{_DIGITS}g")
    if "e" in text:
        text = format(Decimal(text), "f")
    if field.type == "string" and re.fullmatch("0{2,}", form):
        return text.zfill(len(form))  # a code such as 0702, shown with its zeros
    return text


def _date_text(field: Field, value: object, form: str) -> str:
    """A day that the spreadsheet knows as one. It makes days of months that people typed, too."""
    is_date_column = field.is_edtf or field.type == "date"
    is_midnight = isinstance(value, datetime) and value.time() == time()
    if not is_date_column or not (is_midnight or type(value) is date):
        raise CellError(
            f"The spreadsheet has made {value} of what was typed: "
            "format the column as text and type it again."
        )
    if form and "d" not in _NOT_FORMAT.sub("", form).lower():
        raise CellError(
            "The spreadsheet has made a day of a month or a year: "
            "format the column as text and type it again, as 2024-05."
        )
    assert isinstance(value, date)
    return value.isoformat()[:10]

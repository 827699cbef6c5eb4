"""Writing tables as an XLSX workbook: all text but numbers, no formulas, the same bytes always."""

from __future__ import annotations

import io
import json
import re
import zipfile
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from briefgen.factbase.exchange.cells import clean
from briefgen.factbase.exchange.places import ExchangeError, column_letter
from briefgen.factbase.exchange.standing import package_description
from briefgen.factbase.exchange.workbook import READ_ME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet  # what a write-only sheet behaves as

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.exchange.present import PresentTable
    from briefgen.factbase.schema import Field

_ABOUT = """\
The tables of a fact base, a sheet each. The first row of a sheet names its columns.
Change cells, or add rows at the end. Then let the program show what would change:
briefgen facts import FILE.xlsx --into FOLDER --dry-run
Rows are known by the columns marked as key below. A row deleted here stays in the base, and a \
row with another key is taken for a new one.
Dates are text: 2024, 2024-07, 2024-07-01, 2024-07/2025-06, 1992/.. (since), 2021~ (about).
Lists have semicolons between: PAK;KAZ. Formulas are refused.\
""".splitlines()
_LONGEST_CELL = 32_767  # characters
_ESCAPED = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_WIDTHS = {
    "statement": 80,
    "text": 80,
    "title": 50,
    "note": 50,
    "about": 40,
    "reason": 60,
    "URL": 50,
}
_WIDE, _NARROW = 26, 12  # an id; a date, a number, a word from a list
_LONGEST_LIST = 255  # characters that a drop-down list may have
_LAST_ROW = 2**20  # of any sheet
_TIME = (1980, 1, 1, 0, 0, 0)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc='
    '"http://purl.org/dc/elements/1.1/"><dc:title>Fact base</dc:title></cp:coreProperties>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def workbook_bytes(base: FactBase, tables: Sequence[PresentTable]) -> bytes:
    """The workbook of ``tables``. Raises ExchangeError for a text that no cell holds."""
    from openpyxl import Workbook  # noqa: PLC0415 - half a second, needed only here

    for table in tables:
        _check_fits(table)
    workbook = Workbook(write_only=True)
    pen = _Pen()
    _write_read_me(workbook.create_sheet(READ_ME), pen, base, tables)
    for table in tables:
        _write_table(workbook.create_sheet(table.resource.name), pen, table)
    out = io.BytesIO()
    workbook.save(out)
    return _pinned(out.getvalue())


def _check_fits(table: PresentTable) -> None:
    """Raise ExchangeError for a table that no sheet holds, before anything is begun."""
    if len(table.rows) >= _LAST_ROW:
        raise ExchangeError(table.resource.path, "no sheet has so many rows: choose a part of it.")
    for number, row in enumerate(table.rows, start=2):
        for name, text in row.items():
            if len(text) > _LONGEST_CELL:
                why = f"row {number}, column {name}: no spreadsheet cell holds so long a text."
                raise ExchangeError(table.resource.path, why)


class _Pen:
    """Makes cells in the looks of the workbook, each look made once."""

    def __init__(self) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see above
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - see above

        self._new = WriteOnlyCell
        self._bold = Font(name="Calibri", size=11, bold=True)
        self._top = Alignment(vertical="top")
        self._wrapped = Alignment(vertical="top", wrap_text=True)

    def text(
        self, sheet: Worksheet, text: str, *, bold: bool = False, wrapped: bool = False
    ) -> Cell:
        """A cell that stays text, whatever it starts with, also when somebody edits it."""
        cell = self._new(sheet)
        cell.value = _ESCAPED.sub("_x005F_x", clean(text))
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = self._wrapped if wrapped else self._top
        if text.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
        if bold:
            cell.font = self._bold
        return cell

    def number(self, sheet: Worksheet, number: float) -> Cell:
        """A cell that can be reckoned with."""
        cell = self._new(sheet, number)
        cell.alignment = self._top
        return cell


def _write_read_me(
    sheet: Worksheet, pen: _Pen, base: FactBase, tables: Sequence[PresentTable]
) -> None:
    document = json.loads(package_description(base))
    described = {item["name"]: item for item in document["resources"]}
    for letter, width in (("A", 18), ("B", 18), ("C", 100)):
        sheet.column_dimensions[letter].width = width
    rows = [("Fact base", base.name, base.version), *(("", "", line) for line in _ABOUT)]
    for table in tables:
        rows += [("", "", ""), *_about(table, described[table.resource.name])]
    for first, second, third in rows:
        is_title = bool(first) and first != "key"
        sheet.append(
            [
                pen.text(sheet, first, bold=is_title),
                pen.text(sheet, second),
                pen.text(sheet, third, wrapped=True),
            ]
        )


def _about(table: PresentTable, item: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What a table and its columns hold, in the package's own words."""
    yield table.resource.name, "", str(item.get("description") or item.get("title") or "")
    columns = {field["name"]: field for field in item["schema"]["fields"]}
    for name in table.columns:
        key = "key" if name in table.resource.primary_key else ""
        yield key, name, str(columns.get(name, {}).get("description", ""))


def _write_table(sheet: Worksheet, pen: _Pen, table: PresentTable) -> None:
    fields = {field.name: field for field in table.resource.fields}
    sheet.freeze_panes = "A2"
    for position, name in enumerate(table.columns, start=1):
        _write_column(sheet, column_letter(position), name, fields.get(name))
    sheet.append([pen.text(sheet, name, bold=True) for name in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, pen, n, fields.get(n), row[n]) for n in table.columns])


def _write_column(sheet: Worksheet, letter: str, name: str, field: Field | None) -> None:
    """The width and look of a column, and the words it may hold; also for rows to come."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - see above

    sheet.column_dimensions[letter].width = _width(name, field)
    if not _is_number(field):
        sheet.column_dimensions[letter].number_format = "@"
    words = ",".join(field.enum) if field else ""
    if words and len(words) <= _LONGEST_LIST - 2:
        choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        choice.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.data_validations.append(choice)


def _width(name: str, field: Field | None) -> int:
    if name in _WIDTHS:
        return _WIDTHS[name]
    is_short = field and (field.is_edtf or field.enum or field.type not in {"string", "list"})
    return _NARROW if is_short else _WIDE


def _is_number(field: Field | None) -> bool:
    return field is not None and field.type in {"number", "integer"}


def _cell(sheet: Worksheet, pen: _Pen, name: str, field: Field | None, text: str) -> Cell | None:
    if not text:
        return None
    number = _number(text) if _is_number(field) else None
    if number is not None:
        return pen.number(sheet, number)
    return pen.text(sheet, text, wrapped=name in _WIDTHS)


def _number(text: str) -> int | float | None:
    """The number a cell can hold without loss, if ``text`` is one."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or Decimal(format(float(value), ".15g")) != value:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _pinned(data: bytes) -> bytes:
    """The same workbook with its parts sorted, no time of making and no name of a maker."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            part = {"docProps/core.xml": _CORE.encode(), "docProps/app.xml": _APP.encode()}
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, part.get(name) or old.read(name))
    return out.getvalue()

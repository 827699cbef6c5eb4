"""The workbook inside a chart: one sheet as text in a zip, so that Word can edit the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.package import CONTENT_TYPES, HEAD, zip_files
from briefgen.render.docx.text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

SHEET = "Sheet1"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(rows: Sequence[Sequence[str | Decimal | None]]) -> bytes:
    """An .xlsx of one sheet with ``rows`` from its first cell on; the same rows, the same bytes."""
    sheet = "".join(
        f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(rows, 1)
    )
    return zip_files(
        {
            CONTENT_TYPES: _part(
                f'<Types xmlns="{_PACKAGE}/content-types">'
                '<Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
                '<Override PartName="/xl/worksheets/sheet1.xml" '
                f'ContentType="{_TYPES}.worksheet+xml"/></Types>'
            ),
            "_rels/.rels": _related("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": _related("worksheet", "worksheets/sheet1.xml"),
            "xl/workbook.xml": _part(
                f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
                f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/worksheets/sheet1.xml": _part(
                f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{sheet}</sheetData></worksheet>'
            ),
        }
    )


def column(number: int) -> str:
    """The letter of a column, counted from 0; a chart has no more than 26."""
    return chr(ord("A") + number)


def _cells(number: int, row: Sequence[str | Decimal | None]) -> str:
    return "".join(_cell(f"{column(place)}{number}", value) for place, value in enumerate(row))


def _cell(name: str, value: str | Decimal | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{name}"><v>{value:f}</v></c>'


def _related(kind: str, target: str) -> bytes:
    return _part(
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _part(xml: str) -> bytes:
    return f"{HEAD}{xml}".encode()

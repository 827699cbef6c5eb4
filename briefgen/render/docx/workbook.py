"""The workbook inside a chart: one sheet as text in a zip, so that Word can edit the numbers."""

from __future__ import annotations

from functools import cache
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

from briefgen.render.docx.package import CONTENT_TYPES, HEAD
from briefgen.render.docx.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

SHEET = "Sheet1"
# The records of a zip: version 2.0, no flags, not packed, on the first of January 1980 at midnight.
_VERSION = Struct("<5H").pack(20, 0, 0, 0, 0x21)
_SIZES = Struct("<3L2H")
_PLACE = Struct("<3H2L")
_END = Struct("<4H2LH")
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(rows: Sequence[Sequence[str | Decimal | None]]) -> bytes:
    """An .xlsx of one sheet with ``rows`` from its first cell on; the same rows, the same bytes."""
    sheet = "".join(
        f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(rows, 1)
    )
    xml = f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{sheet}</sheetData></worksheet>'
    return _stored((*_frame(), (b"xl/worksheets/sheet1.xml", _part(xml))))


@cache
def _frame() -> tuple[tuple[bytes, bytes], ...]:
    """The parts that every workbook has alike."""
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_TYPES}.worksheet+xml"/></Types>'
    )
    book = (
        f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return (
        (CONTENT_TYPES.encode(), _part(types)),
        (b"_rels/.rels", _related("officeDocument", "xl/workbook.xml")),
        (b"xl/_rels/workbook.xml.rels", _related("worksheet", "worksheets/sheet1.xml")),
        (b"xl/workbook.xml", _part(book)),
    )


def _stored(files: Iterable[tuple[bytes, bytes]]) -> bytes:
    """``files`` in a zip as they are: the package around the workbook packs them once."""
    local: list[bytes] = []
    central: list[bytes] = []
    place = 0
    for name, data in files:
        told = _SIZES.pack(crc32(data), len(data), len(data), len(name), 0)
        head = b"PK\3\4" + _VERSION + told + name
        central.append(
            b"PK\1\2" + _VERSION[:2] + _VERSION + told + _PLACE.pack(0, 0, 0, 0x20, place) + name
        )
        local += (head, data)
        place += len(head) + len(data)
    index = b"".join(central)
    end = _END.pack(0, 0, len(central), len(central), len(index), place, 0)
    return b"".join((*local, index, b"PK\5\6", end))


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

"""The workbook inside a chart: one sheet as text in a zip, so that Word can edit the numbers."""

from __future__ import annotations

from functools import cache
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

from briefgen.render.docx.package import CONTENT_TYPES, HEAD
from briefgen.render.docx.text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.docx.chart_rows import Row

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


_SHEET_NAME = b"xl/worksheets/sheet1.xml"


def workbook(names: Sequence[str], columns: Sequence[Row]) -> bytes:
    """An .xlsx of one sheet: the ``names`` of its rows, beside them ``columns`` under their own.

    The same table gives the same bytes.

    Its files are in a zip as they are: the package around the workbook packs them once.
    """
    head = "".join([_text(f"{column(place)}1", one.name) for place, one in enumerate(columns, 1)])
    beside = [_numbers(column(place), one.digits) for place, one in enumerate(columns, 1)]
    rows = [
        f'<row r="{row}">{_text(f"A{row}", name)}{"".join(numbers)}</row>'
        for row, (name, *numbers) in enumerate(zip(names, *beside, strict=True), 2)
    ]
    cells = f'<row r="1">{head}</row>{"".join(rows)}'
    sheet = _part(f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{cells}</sheetData></worksheet>')
    frame, listed, count = _frame()
    stored, entry = _stored(_SHEET_NAME, sheet, len(frame))
    place = len(frame) + len(stored)
    end = _END.pack(0, 0, count + 1, count + 1, len(listed) + len(entry), place, 0)
    return b"".join((frame, stored, listed, entry, b"PK\5\6", end))


@cache
def _frame() -> tuple[bytes, bytes, int]:
    """The files that every workbook has alike, what the zip lists of them, and how many."""
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
    files = (
        (CONTENT_TYPES.encode(), _part(types)),
        (b"_rels/.rels", _related("officeDocument", "xl/workbook.xml")),
        (b"xl/_rels/workbook.xml.rels", _related("worksheet", "worksheets/sheet1.xml")),
        (b"xl/workbook.xml", _part(book)),
    )
    frame = listed = b""
    for name, data in files:
        stored, entry = _stored(name, data, len(frame))
        frame += stored
        listed += entry
    return frame, listed, len(files)


def _stored(name: bytes, data: bytes, place: int) -> tuple[bytes, bytes]:
    """The file ``name`` as it stands in a zip at ``place``, and as it is listed there."""
    told = _SIZES.pack(crc32(data), len(data), len(data), len(name), 0)
    entry = b"PK\1\2" + _VERSION[:2] + _VERSION + told + _PLACE.pack(0, 0, 0, 0x20, place) + name
    return b"".join((b"PK\3\4", _VERSION, told, name, data)), entry


def column(number: int) -> str:
    """The letter of a column, counted from 0; a chart has no more than 26."""
    return chr(ord("A") + number)


def _text(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _numbers(letter: str, digits: Sequence[str | None]) -> list[str]:
    """The cells of a column beneath its name."""
    return [
        f'<c r="{letter}{row}"><v>{number}</v></c>' if number else ""
        for row, number in enumerate(digits, 2)
    ]


def _related(kind: str, target: str) -> bytes:
    return _part(
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _part(xml: str) -> bytes:
    return f"{HEAD}{xml}".encode()

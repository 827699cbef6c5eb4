"""Looking into an XLSX container before anything reads it: no password, macro, bomb or DOCTYPE."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DTDForbidden
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from briefgen.factbase.exchange.cells import read_limited
from briefgen.factbase.exchange.places import ExchangeError

if TYPE_CHECKING:
    from pathlib import Path

MAX_ENTRIES = 2_000
MAX_ENTRY = 50 * 2**20  # bytes, unpacked
MAX_ALL = 200 * 2**20  # bytes, unpacked
MAX_RATIO = 100  # unpacked to packed, asked of entries above RATIO_FROM
RATIO_FROM = 2**20
_CHUNK = 2**16

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a password wraps a new file in
_MACROS = re.compile(r"vbaProject|macrosheets/|activeX/|\.xlam$", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Z0-9:]{2,20})[\"']")


def read_workbook_bytes(path: Path) -> bytes:
    """The bytes of an XLSX file that is safe to parse. Raises ExchangeError with what to do."""
    data = read_limited(path)
    if data.startswith(_OLD_OFFICE):
        why = (
            "the file has a password, or is of an older kind: save it as .xlsx without a password."
        )
        raise ExchangeError(path, why)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise ExchangeError(path, "this is no whole .xlsx file: save it again as .xlsx.") from error
    return data


def _check_entries(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or len({e.filename for e in entries}) != len(entries):
        raise ExchangeError(path, "the file is not built as a workbook is: save it anew.")
    total = 0
    for entry in entries:
        if entry.flag_bits & 1:
            raise ExchangeError(path, "the file has a password: save it without one.")
        if _MACROS.search(entry.filename):
            raise ExchangeError(path, "the file holds macros: save it as .xlsx, without them.")
        content = _unpacked(path, archive, entry)
        total += len(content)
        if total > MAX_ALL:
            raise ExchangeError(path, "the file unpacks to more than 200 MiB: split it.")
        _check_part(path, entry.filename, content)
        if merged := _MERGED.search(content):
            where = f"{_sheet_of(archive, entry.filename)}, the cells {merged.group(1).decode()}"
            raise ExchangeError(path, f"{where} are merged: unmerge them.")


def _sheet_of(archive: zipfile.ZipFile, part: str) -> str:
    """The sheet that ``part`` holds, by the name on its tab; the part itself where none tells."""
    try:
        links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        sheets = fromstring(archive.read("xl/workbook.xml")).iter()
    except (KeyError, ParseError, DefusedXmlException):
        return part
    ids = {one.get("Id") for one in links if part.endswith(one.get("Target", "-").lstrip("./"))}
    named = (f"sheet {sheet.get('name')}" for sheet in sheets if ids & {*sheet.attrib.values()})
    return next(named, part)


def _unpacked(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content of an entry, counted while it is read: what the header says may be a lie."""
    content = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            packed_well = len(content) > MAX_RATIO * max(entry.compress_size, 1)
            if len(content) > MAX_ENTRY or (packed_well and len(content) > RATIO_FROM):
                raise ExchangeError(
                    path, "the file unpacks to far more than a table holds: it was not opened."
                )
    return bytes(content)


def _check_part(path: Path, name: str, content: bytes) -> None:
    """Refuse a DOCTYPE, which can stand only before the first element, and what is no XML."""
    if b"<" not in content[:8]:
        return  # a picture or the like, which nothing here reads
    try:
        next(iter(iterparse(io.BytesIO(content), events=("start",), forbid_dtd=True)), None)
    except DTDForbidden:
        raise ExchangeError(
            path, f"its part {name} holds a DOCTYPE, which is unsafe: save the file anew."
        ) from None
    except (ParseError, DefusedXmlException, LookupError):
        raise ExchangeError(path, f"its part {name} is damaged: save the file anew.") from None

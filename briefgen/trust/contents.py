"""The zip inside an update: texts by name, within limits, and never unpacked to a disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

from briefgen.errors import UpdateError
from briefgen.factbase.stored import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "update.json"
WITHDRAWN = "withdrawn.csv"
NEW_KEY = "new_key.pub"
TABLE_FILES: Mapping[str, str] = {
    ("sources.json" if table.name == "sources" else f"{table.name}.csv"): table.name
    for table in TABLES
    if table.name != "problems"
}
KNOWN = frozenset({MANIFEST, WITHDRAWN, NEW_KEY, *TABLE_FILES})

_NAME = re.compile(r"[a-z0-9_/.-]+")
_MOST_FILES = 100
_LARGEST = 20_000_000  # bytes of one file
_LARGEST_SUM = 50_000_000
_RATIO = 100  # a file is at most that many times as large as packed
_ALWAYS_FINE = 1_000_000  # bytes; below, the ratio does not count
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # the first time a zip can hold: same content, same bytes
# What steers a terminal or turns words round; also as JSON writes it.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e]"
    r"|\\u(?:00(?:0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|202[de])",
    re.IGNORECASE,
)


def packed(texts: Mapping[str, str]) -> bytes:
    """A zip of ``texts`` by name; the same texts give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(texts):
            info = zipfile.ZipInfo(name, _MIDNIGHT)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, texts[name].encode("utf-8"), zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


def unpacked(data: bytes, path: Path) -> dict[str, str]:
    """The texts in the zip ``data`` by name. Raises UpdateError for anything out of the way."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_names(entries, path)
            return {entry.filename: _text(archive, entry, path) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UpdateError(path, f"its zip is damaged ({error}); ask for the file again.") from error


def check_text(name: str, text: str, path: Path) -> None:
    """Raise UpdateError where a text holds characters that no table needs."""
    found = _UNSEEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        why = f"{name}, line {line}, holds a character that cannot be seen; take it out."
        raise UpdateError(path, why)


def _check_names(entries: list[zipfile.ZipInfo], path: Path) -> None:
    if len(entries) > _MOST_FILES:
        raise UpdateError(path, f"it holds more than {_MOST_FILES} files.")
    seen: set[str] = set()
    for entry in entries:
        why = _fault(entry) or ("is there twice" if entry.filename in seen else "")
        if why:
            raise UpdateError(path, f"the file {entry.orig_filename!r} in it {why}.")
        seen.add(entry.filename)
    if sum(entry.file_size for entry in entries) > _LARGEST_SUM:
        raise UpdateError(path, f"it unpacks to more than {_LARGEST_SUM:,} bytes.")


def _fault(entry: zipfile.ZipInfo) -> str:
    name = entry.orig_filename
    if not _NAME.fullmatch(name) or name.startswith("/") or ".." in name:
        return "has a name that none may have"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link to another file"
    if name not in KNOWN:
        return "is none that an update may hold"
    if entry.flag_bits & 0x1:
        return "has a password"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in an unusual way"
    return _fault_of_size(entry)


def _fault_of_size(entry: zipfile.ZipInfo) -> str:
    if entry.file_size > _LARGEST:
        return f"is larger than {_LARGEST:,} bytes"
    if entry.file_size > max(_ALWAYS_FINE, entry.compress_size * _RATIO):
        return f"is more than {_RATIO} times as large as packed"
    return ""


def _text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> str:
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)  # the header may lie
    if len(data) != entry.file_size:
        raise UpdateError(path, f"the file {entry.filename!r} in it has another size than it says.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UpdateError(path, f"the file {entry.filename!r} in it is not UTF-8 text.") from None
    check_text(entry.filename, text, path)
    return text

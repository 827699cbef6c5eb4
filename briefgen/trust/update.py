"""An update: one file that begins with four lines of signature and goes on as a zip.

The signature is checked over every byte of the zip before the zip is looked into. A zip made by
hand and signed with minisign itself is read too, its signature then beside it (FILE.minisig).
"""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import UpdateError, UpdateFileError, why_unreadable
from briefgen.factbase.layers import Layer, Withdrawal
from briefgen.trust.contents import MANIFEST, NEW_KEY, TABLE_FILES, WITHDRAWN, packed, unpacked
from briefgen.trust.keys import public_key_in
from briefgen.trust.manifest import manifest_in, name_and_version
from briefgen.trust.signing import LINES, LONGEST, START, check, sign, signature_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from briefgen.trust.keys import PublicKey, SecretKey
    from briefgen.trust.manifest import Manifest

SUFFIX = ".briefupdate"
_LARGEST = 50_000_000  # bytes
_COLUMNS = ["table", "id", "reason"]


class Update(Struct, frozen=True):
    """A checked update: all of it was signed by ``key``."""

    manifest: Manifest
    layer: Layer
    key: PublicKey
    new_key: PublicKey | None  # one that its signer vouches for
    data: bytes  # the file, signature first


def read_update(path: Path, keys: Iterable[PublicKey]) -> Update:
    """The update in ``path``, if one of ``keys`` signed it. Raises UpdateError."""
    signed, payload = _parts(path)
    key, comment = check(payload, signature_in(signed, path), keys, path)
    name, version = name_and_version(comment, path)
    texts = unpacked(payload, path)
    if MANIFEST not in texts:
        raise UpdateError(path, f"there is no {MANIFEST} in it.")
    manifest = manifest_in(texts[MANIFEST], path)
    if (manifest.name, manifest.version) != (name, version):
        raise UpdateError(
            path, f"it says to be {manifest.label}, and is signed as {name} {version}."
        )
    new_key = public_key_in(texts[NEW_KEY], f"{path}: {NEW_KEY}") if NEW_KEY in texts else None
    return Update(manifest, layer_of(manifest, texts, path), key, new_key, signed + payload)


def sealed(manifest: Manifest, texts: Mapping[str, str], secret: SecretKey) -> bytes:
    """The file of an update with these ``texts``, signed; the same input gives the same bytes."""
    payload = packed({**texts, MANIFEST: manifest.text})
    return sign(payload, secret, manifest.comment) + payload


def layer_of(manifest: Manifest, texts: Mapping[str, str], path: Path) -> Layer:
    """What an update with these ``texts`` lays over a base. Raises UpdateError."""
    tables = {table: texts[name] for name, table in TABLE_FILES.items() if name in texts}
    withdrawn = tuple(_withdrawn(texts[WITHDRAWN], path)) if WITHDRAWN in texts else ()
    if not tables and not withdrawn:
        raise UpdateError(path, "it neither gives nor withdraws anything.")
    digest = hashlib.sha256(packed({**texts, MANIFEST: manifest.text})).hexdigest()
    return Layer(manifest.label, tables, withdrawn, digest)


def _parts(path: Path) -> tuple[bytes, bytes]:
    """The lines of the signature and the signed bytes after them."""
    data = _read(path, _LARGEST)
    if data.startswith(START):
        end = -1
        for _ in range(LINES):
            end = data.find(b"\n", end + 1, LONGEST)
            if end < 0:
                raise UpdateError(path, "its signature is not whole; ask for the file again.")
        return data[: end + 1], data[end + 1 :]
    beside = path.with_name(f"{path.name}.minisig")
    if not data.startswith(b"PK") or not beside.is_file():
        raise UpdateError(path, f"it is not signed; ask for a {SUFFIX} file that is.")
    return _read(beside, LONGEST).rstrip(b"\n") + b"\n", data


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise UpdateFileError(path, why_unreadable(error)) from error
    if len(data) > most:
        raise UpdateError(path, f"it is larger than {most:,} bytes.")
    return data


def _withdrawn(text: str, path: Path) -> list[Withdrawal]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found: dict[tuple[str, str], Withdrawal] = {}
    try:
        if reader.fieldnames != _COLUMNS:
            raise UpdateError(path, f"the first row of {WITHDRAWN} is not {','.join(_COLUMNS)}.")
        for number, cells in enumerate(reader, start=2):
            values = [str(cells.get(column) or "").strip() for column in _COLUMNS]
            if not all(values) or None in cells:
                raise _bad_row(path, number, "fill in table, id and reason, and nothing else.")
            withdrawal = Withdrawal(*values)
            if withdrawal.table not in TABLE_FILES.values():
                raise _bad_row(path, number, f"there is no table “{withdrawal.table}”.")
            if (withdrawal.table, withdrawal.key) in found:
                raise _bad_row(path, number, f"“{withdrawal.key}” is withdrawn twice.")
            found[withdrawal.table, withdrawal.key] = withdrawal
    except csv.Error as error:
        raise UpdateError(path, f"{WITHDRAWN} is not valid CSV ({error}).") from error
    return list(found.values())


def _bad_row(path: Path, number: int, why: str) -> UpdateError:
    return UpdateError(path, f"{WITHDRAWN}, row {number}: {why}")

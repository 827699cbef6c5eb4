"""Copies that open with a password, made and opened in memory: the plain bytes reach no disk.

A PDF gets AES-256 of revision 6 (ISO 32000-2), a Word file the agile encryption of Office with
AES-256. A screen reader may still read such a PDF. Nothing else is forbidden in it: permissions
are wishes that a reader grants, and protect nothing.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from briefgen.errors import PackFileError, PasswordError

if TYPE_CHECKING:
    from pathlib import Path

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"  # old .doc files and password-protected .docx files
LEAST_LETTERS = 12
_MOST_BYTES = 127  # of a PDF password in UTF-8; what is longer would be cut off unsaid
_MOST_ROUNDS = 1_000_000  # of hashing a password that a file may ask for; Office does 100,000
# What of the metadata claims PDF/A, which allows no password.
_ARCHIVAL = re.compile(rb"<pdfaid:(part|conformance)>[^<]*</pdfaid:\1>\s*")
_DAMAGED = "it has a password, and what that should open is damaged."


def checked_passphrase(text: str) -> str:
    """``text`` as it locks a file, composed letters. Raises PasswordError for one too weak."""
    passphrase = unicodedata.normalize("NFC", text)
    if len(passphrase) < LEAST_LETTERS:
        raise PasswordError(
            "The password", f"has fewer than {LEAST_LETTERS} letters: take four words or more."
        )
    if len(passphrase.encode("utf-8", "replace")) > _MOST_BYTES:
        raise PasswordError("The password", f"is longer than {_MOST_BYTES} bytes: shorten it.")
    if not passphrase.isprintable() or passphrase != passphrase.strip():
        raise PasswordError(
            "The password", "holds a line break, or begins or ends with a space: type it anew."
        )
    return passphrase


def protected(data: bytes, suffix: str, passphrase: str) -> bytes:
    """The document ``data`` (``suffix`` .docx or .pdf) so that it opens with ``passphrase``."""
    passphrase = checked_passphrase(passphrase)
    lock = _locked_pdf if suffix.lower() == ".pdf" else _locked_docx
    return lock(data, passphrase)


def _locked_pdf(data: bytes, passphrase: str) -> bytes:
    import pikepdf  # noqa: PLC0415 - slow to import

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/Metadata" in pdf.Root:
            pdf.Root.Metadata.write(_ARCHIVAL.sub(b"", pdf.Root.Metadata.read_bytes()))
        pdf.save(out, encryption=pikepdf.Encryption(owner=passphrase, user=passphrase, R=6))
    return out.getvalue()


def _locked_docx(data: bytes, passphrase: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - slow to import

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(passphrase, out)
    return out.getvalue()


def is_protected(data: bytes) -> bool:
    """Whether a document opens only with a password."""
    if is_pdf(data):
        return b"/Encrypt" in data and _opened_pdf(data, "") is None
    return _is_locked_office_file(data)


def opened(data: bytes, path: Path, passphrase: str | None) -> bytes:
    """The plain bytes of a document; ``data`` itself where it has no password.

    ``path`` is for the sentence of a PasswordError: none was given (``passphrase`` None) or it is
    the wrong one. Raises PackFileError for a damaged file.
    """
    locked = b"/Encrypt" in data if is_pdf(data) else _is_locked_office_file(data)
    if not locked:
        return data
    tried = unicodedata.normalize("NFC", passphrase or "")
    plain = _opened_pdf(data, tried, path) if is_pdf(data) else _opened_docx(data, tried, path)
    if plain is not None:
        return plain
    if passphrase is None:
        why = "has a password: give the file that holds it with --password-file."
        raise PasswordError(f"The file {path}", why, wanted=True)
    raise PasswordError(f"The file {path}", "does not open with this password.", wanted=True)


def is_pdf(data: bytes) -> bool:
    """Whether ``data`` is a PDF, whatever it is named."""
    return data[:1024].find(b"%PDF-") >= 0


def _opened_pdf(data: bytes, passphrase: str, path: Path | None = None) -> bytes | None:
    """A PDF without its password, written anew; None where ``passphrase`` does not open it."""
    import pikepdf  # noqa: PLC0415 - slow to import

    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), password=passphrase) as pdf:
            pdf.save(out, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except pikepdf.PasswordError:
        return None
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        if path is None:
            return None
        raise PackFileError(path, _DAMAGED) from error
    return out.getvalue()


def _is_locked_office_file(data: bytes) -> bool:
    """Whether ``data`` is an Office package under a password, and no old .doc."""
    return data.startswith(OLE_SIGNATURE) and "EncryptionInfo".encode("utf-16-le") in data


def _opened_docx(data: bytes, passphrase: str, path: Path) -> bytes | None:
    """A Word file without its password, byte for byte; None where ``passphrase`` is wrong."""
    from msoffcrypto import exceptions  # noqa: PLC0415 - slow to import
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    out = io.BytesIO()
    try:
        file = OOXMLFile(io.BytesIO(data))
        rounds: Any = file.info.get("spinValue", 0)
        if rounds > _MOST_ROUNDS:
            raise PackFileError(path, "its password would take an absurd time to try.")
        if not _takes(file, passphrase):
            return None
        file.decrypt(out, verify_integrity=file.type == "agile")
    except (
        *(exceptions.DecryptionError, exceptions.FileFormatError, exceptions.ParseError),
        *(OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, ExpatError),
    ) as error:
        raise PackFileError(path, _DAMAGED) from error
    return out.getvalue()


def _takes(file: Any, passphrase: str) -> bool:  # noqa: ANN401 - from a library without types
    from msoffcrypto.exceptions import InvalidKeyError  # noqa: PLC0415 - slow to import

    if not passphrase:
        return False
    try:
        file.load_key(password=passphrase, verify_password=True)
    except InvalidKeyError:
        return False
    return True

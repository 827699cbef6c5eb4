"""Reading a produced file back: which pack it is, and what it says block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.errors import PackFileError, why_unreadable
from briefgen.render.protecting import opened

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.printed import PrintedPack

_MAX_FILE = 50 * 1024 * 1024
_REQUEST = "it says what is wanted and is no pack yet; name a DOCX or PDF that was made from it."


def read_pack(path: Path, passphrase: str | None = None) -> PrintedPack:
    """The pack in the DOCX or PDF at ``path``, which may open only with ``passphrase``.

    Raises PackFileError, one sentence, for a file that is no pack of ours or cannot be read, and
    PasswordError for one with a password that was not given, or is another.
    """
    from briefgen.render.reading_docx import read_docx  # noqa: PLC0415 - they take from here
    from briefgen.render.reading_pdf import read_pdf  # noqa: PLC0415

    data = read_file(path)
    plain = opened(data, path, passphrase)
    if path.suffix == ".brief":
        raise PackFileError(path, _REQUEST)
    if plain[:1024].find(b"%PDF-") < 0:
        return read_docx(plain, path)
    printed = read_pdf(plain, path)
    # A PDF is written anew when its password is put on, and with that loses its seal.
    return printed if plain is data else replace(printed, whole=None)


def read_file(path: Path) -> bytes:
    """The bytes of a document. Raises PackFileError where it cannot be read or is too large."""
    try:
        if path.stat().st_size > _MAX_FILE:
            raise PackFileError(path, "it is larger than 50 MB, which no pack is.")
        return path.read_bytes()
    except OSError as error:
        raise PackFileError(path, why_unreadable(error)) from error

"""Keys for signing and checking updates, in the files of minisign (Ed25519).

A public key is two lines of text; a secret one is kept under a password, through scrypt.
"""

from __future__ import annotations

import binascii
import hashlib
import os
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from msgspec import Struct
from nacl.bindings import crypto_sign_seed_keypair
from nacl.pwhash import scrypt

from briefgen.errors import KeyFileError, OutputError, why_unreadable
from briefgen.render.writing import why_unwritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ALGORITHM = b"Ed"
_SCRYPT = b"Sc"
_OPEN = b"\0\0"  # in the place of _SCRYPT: kept without a password
_CHECKSUM = b"B2"  # BLAKE2b
_LONGEST = 4096  # bytes of a key file
_PUBLIC, _SECRET = 42, 158  # bytes
_SALT = 32  # bytes
# For new keys: 128 MiB and half a second. A file may ask for as much as minisign itself does.
_OPERATIONS, _MEMORY = 2**22, 2**27
_MOST_OPERATIONS, _MOST_MEMORY = 2**25, 2**30


class PublicKey(Struct, frozen=True):
    """What signatures of one signer are checked with; ``number`` names the pair."""

    number: bytes
    key: bytes

    @property
    def id(self) -> str:
        """The number as minisign prints it."""
        return key_id(self.number)

    @property
    def fingerprint(self) -> str:
        """What is read out over the telephone: no other key has it, while any may have its number.

        160 bits of SHA-256 over number and key, in groups of four.
        """
        digest = hashlib.sha256(_ALGORITHM + self.number + self.key).hexdigest()[:40].upper()
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))

    @property
    def text(self) -> str:
        """The file of the key."""
        coded = b64encode(_ALGORITHM + self.number + self.key).decode("ascii")
        return f"untrusted comment: minisign public key {self.id}\n{coded}\n"


class SecretKey(Struct, frozen=True):
    """What updates are signed with: seed and public key, as Ed25519 keeps them (64 bytes)."""

    number: bytes
    key: bytes

    def __repr__(self) -> str:
        return f"SecretKey({key_id(self.number)})"  # the key itself is never shown

    @property
    def public(self) -> PublicKey:
        """The other half of the pair."""
        return PublicKey(self.number, self.key[32:])


def key_id(number: bytes) -> str:
    """The number of a pair of keys as minisign prints it."""
    return f"{int.from_bytes(number, 'little'):016X}"


def new_key() -> SecretKey:
    """A new pair of keys."""
    _, secret = crypto_sign_seed_keypair(os.urandom(32))
    return SecretKey(os.urandom(8), secret)


# --- reading ------------------------------------------------------------------------------------


def read_public_key(path: Path) -> PublicKey:
    """The public key in ``path``. Raises KeyFileError."""
    return public_key_in(_text(path), path)


def public_key_in(text: str, path: Path | str) -> PublicKey:
    """The public key in the ``text`` of a file; a KeyFileError calls it ``path``."""
    data = _decoded(text, path)
    if len(data) != _PUBLIC or data[:2] != _ALGORITHM:
        raise KeyFileError(path, "it is no public key of minisign; ask for the .pub file.")
    return PublicKey(data[2:10], data[10:])


def read_secret_key(path: Path, ask_password: Callable[[], str]) -> SecretKey:
    """The secret key in ``path``; its password is asked for only where it has one.

    Raises KeyFileError for another file and for a wrong password.
    """
    data = _decoded(_text(path), path)
    if len(data) != _SECRET or data[:2] != _ALGORITHM or data[4:6] != _CHECKSUM:
        raise KeyFileError(path, "it is no secret key of minisign; give the file made by keygen.")
    salt, body = data[6:38], data[54:]
    operations, memory = (int.from_bytes(data[at : at + 8], "little") for at in (38, 46))
    if data[2:4] == _SCRYPT:
        if operations > _MOST_OPERATIONS or memory > _MOST_MEMORY:
            raise KeyFileError(path, "it asks for more memory than a key may; make a new one.")
        stream = _stream(ask_password(), salt, operations, memory)
        body = _mixed(body, stream)
        if _checksum(body[:72]) != body[72:]:
            raise KeyFileError(path, "the password is wrong.")
    elif data[2:4] != _OPEN:
        raise KeyFileError(path, "it is kept in a way not known here; make a new one.")
    return SecretKey(body[:8], body[8:72])


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as error:
        raise KeyFileError(path, why_unreadable(error)) from error
    return data.decode("ascii", "replace")


def _decoded(text: str, path: Path | str) -> bytes:
    lines = text.splitlines()
    try:
        if len(text) > _LONGEST or not lines[0].startswith("untrusted comment:"):
            raise ValueError
        return b64decode(lines[1], validate=True)
    except (IndexError, ValueError, binascii.Error):
        raise KeyFileError(path, "it is no key file of minisign.") from None


# --- writing ------------------------------------------------------------------------------------


def write_key_pair(secret: SecretKey, path: Path, password: str) -> Path:
    """Write the secret key to ``path``, for its owner's eyes only, and the public one beside it.

    An empty password leaves the key open to whoever reads the file. Returns the path of the public
    key. Raises OutputError, also where one of the files is there already.
    """
    public = path.with_suffix(".pub")
    try:
        for target in (path, public):
            if target.exists() or path == public:
                why = "a file of that name is there, or would be; choose another."
                raise OutputError(target, why)
        _write_new(path, _secret_text(secret, password), 0o600)
        try:
            _write_new(public, secret.public.text, 0o644)
        except OSError:
            path.unlink()  # one without the other is of no use, and would be in the way
            raise
    except OSError as error:
        raise OutputError(path, why_unwritten(error)) from error
    return public


def _write_new(path: Path, text: str, mode: int) -> None:
    """Write a file that is not there yet, whole or not at all. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
            file.write(text)
    except OSError:
        path.unlink()
        raise


def _secret_text(secret: SecretKey, password: str) -> str:
    body = secret.number + secret.key
    body += _checksum(body)
    kept, salt, operations, memory = _OPEN, bytes(_SALT), 0, 0
    if password:
        kept, salt, operations, memory = _SCRYPT, os.urandom(_SALT), _OPERATIONS, _MEMORY
        body = _mixed(body, _stream(password, salt, operations, memory))
    limits = operations.to_bytes(8, "little") + memory.to_bytes(8, "little")
    coded = b64encode(_ALGORITHM + kept + _CHECKSUM + salt + limits + body).decode("ascii")
    return f"untrusted comment: secret key {secret.public.id}, keep it secret\n{coded}\n"


def _stream(password: str, salt: bytes, operations: int, memory: int) -> bytes:
    return scrypt.kdf(104, password.encode("utf-8"), salt, operations, memory)


def _mixed(body: bytes, stream: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(body, stream, strict=True))


def _checksum(numbered_key: bytes) -> bytes:
    return hashlib.blake2b(_ALGORITHM + numbered_key, digest_size=32).digest()

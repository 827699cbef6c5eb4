"""Signatures in minisign's format: made, taken from a file, and checked.

Four lines: an untrusted comment, which is never looked at; the signature over the BLAKE2b hash of
the message; a trusted comment; the signature over the signature and the trusted comment.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from msgspec import Struct
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from briefgen.errors import UntrustedKeyError, UpdateError
from briefgen.trust.keys import PublicKey, key_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefgen.trust.keys import SecretKey

LINES = 4
LONGEST = 4096  # bytes
START = b"untrusted comment: "
_TRUSTED = b"trusted comment: "
_HASHED = b"ED"


class Signature(Struct, frozen=True):
    """A signature as it stands in a file; nothing in it is true before it is checked."""

    key_number: bytes
    signature: bytes
    comment: bytes
    comment_signature: bytes


def signature_in(text: bytes, path: Path) -> Signature:
    """The signature in four lines of text. Raises UpdateError where there is none."""
    lines = text.removesuffix(b"\n").split(b"\n")
    try:
        if len(text) > LONGEST or len(lines) != LINES or not lines[0].startswith(START):
            raise ValueError
        if not lines[2].startswith(_TRUSTED):
            raise ValueError
        signed, sealed = _exactly(lines[1]), _exactly(lines[3])
        if len(signed) != 74 or len(sealed) != 64 or signed[:2] != _HASHED:
            raise ValueError
    except (ValueError, binascii.Error):
        why = "its signature is damaged, or none of minisign's; ask for the file again."
        raise UpdateError(path, why) from None
    return Signature(signed[2:10], signed[10:], lines[2].removeprefix(_TRUSTED), sealed)


def _exactly(text: bytes) -> bytes:
    """The bytes of base64 text; its spare bits must be nought, so that no letter can be changed."""
    decoded = b64decode(text, validate=True)
    if b64encode(decoded) != text:
        raise ValueError
    return decoded


def check(
    message: bytes, signature: Signature, keys: Iterable[PublicKey], path: Path
) -> tuple[PublicKey, str]:
    """The key that signed ``message`` and the trusted comment.

    Raises UntrustedKeyError where the key is not among ``keys``, and UpdateError where message or
    comment were changed.
    """
    key = next((key for key in keys if key.number == signature.key_number), None)
    if key is None:
        raise UntrustedKeyError(path, key_id(signature.key_number))
    try:
        checker = VerifyKey(key.key)
        checker.verify(_hash(message), signature.signature)
        checker.verify(signature.signature + signature.comment, signature.comment_signature)
        return key, signature.comment.decode("utf-8")
    except (BadSignatureError, UnicodeDecodeError):
        raise UpdateError(
            path,
            f"it was changed after the key {key.id} signed it, or damaged on the way; "
            "ask for the file again.",
        ) from None


def sign(message: bytes, secret: SecretKey, comment: str) -> bytes:
    """The four lines that sign ``message``; the same input gives the same lines."""
    signer = SigningKey(secret.key[:32])
    signature = signer.sign(_hash(message)).signature
    sealed = signer.sign(signature + comment.encode("utf-8")).signature
    lines = (
        START + b"signed with " + secret.public.id.encode("ascii"),
        b64encode(_HASHED + secret.number + signature),
        _TRUSTED + comment.encode("utf-8"),
        b64encode(sealed),
    )
    return b"\n".join(lines) + b"\n"


def _hash(message: bytes) -> bytes:
    return hashlib.blake2b(message).digest()

"""Whether a file was changed by something else since it was read or written. No Qt here."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def print_of(path: Path | None) -> bytes:
    """What tells the contents of ``path`` from others; empty where there is nothing to read."""
    try:
        return sha256(path.read_bytes()).digest() if path else b""
    except OSError:
        return b""


def is_changed(path: Path, seen: bytes) -> bool:
    """Whether ``path`` holds something else than what was ``seen``; not where it is gone."""
    found = print_of(path)
    return bool(found) and found != seen

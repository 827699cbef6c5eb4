"""Whether a file was changed by something else since it was read or written. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def contents_of(path: Path | None) -> bytes:
    """What is in the file at ``path``, a few kB; empty where there is nothing to read."""
    try:
        return path.read_bytes() if path else b""
    except OSError:
        return b""


def is_changed(path: Path, seen: bytes) -> bool:
    """Whether ``path`` holds something else than what was ``seen``; not where it is gone."""
    found = contents_of(path)
    return bool(found) and found != seen

"""Reads a house style: one of ours as it was made ready, any other out of its Word file."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import DecodeError, msgpack
from msgspec.structs import replace

from briefgen import __version__
from briefgen.errors import HouseError, why_unreadable
from briefgen.render.house import ReadyHouse
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.render.house import House

_KEPT = 4  # houses: the window asks for the same one at each change
_MAX_FILE = 50 * 1024 * 1024


def read_house(path: Path) -> House:
    """The house style in the Word file at ``path``.

    What it lacks is made from what it has, and said in the remarks of the house. Raises
    HouseError where the file cannot be read, is unsafe, or has no page.
    """
    try:
        if path.stat().st_size > _MAX_FILE:
            raise HouseError(path, "it is larger than 50 MB. Take out large pictures.")
        data = path.read_bytes()
    except OSError as error:
        raise HouseError(path, why_unreadable(error)) from error
    return _house_in(data, path)


def ready_file(digest: str) -> Path:
    """Where the house lies, once it is made ready, whose Word file has that SHA-256."""
    return bundled_templates() / "house" / "ready" / f"{digest}.house"


@lru_cache(maxsize=_KEPT)
def _house_in(data: bytes, path: Path) -> House:
    """The house in ``data``; the same bytes are not read a second time."""
    ready = _ready(hashlib.sha256(data).hexdigest())
    if ready is not None:
        return replace(ready, name=path.stem)
    from briefgen.render.house_file.extraction import house_in  # noqa: PLC0415 - loads lxml

    return house_in(data, path)


def _ready(digest: str) -> House | None:
    """The house made ready out of the Word file of that SHA-256, by this version of the program."""
    try:
        found = msgpack.decode(ready_file(digest).read_bytes(), type=ReadyHouse)
    except (OSError, DecodeError):  # most are not ours; one that cannot be read is as none
        return None
    fits = (found.version, found.house.digest) == (__version__, digest)
    return found.house if fits else None

"""update.json: what an update is called, its version, when it was made, how long it holds."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefgen.errors import UpdateError
from briefgen.factbase.schema import BROKEN_JSON

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1
MOST = 999_999_999  # versions
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 40
_LONGEST_TEXT = 1000
# Names that Windows keeps for devices, whatever the ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
_NEEDED = {"format", "name", "version", "created", "review_by", "title"}
_KNOWN = _NEEDED | {"note", "base"}
_COMMENT = re.compile(r"briefgen update ([a-z0-9-]+) version ([1-9][0-9]{0,8})")


class Manifest(Struct, frozen=True):
    """What an update says about itself; ``base`` is the name of the fact base it was made for."""

    name: str
    version: int
    created: date
    review_by: date
    title: str
    note: str
    base: str

    @property
    def label(self) -> str:
        """Name and version, as printed."""
        return f"{self.name} {self.version}"

    @property
    def comment(self) -> str:
        """The trusted comment of its signature."""
        return f"briefgen update {self.name} version {self.version}"

    @property
    def text(self) -> str:
        """The file, in one way of writing it."""
        document = {
            "format": FORMAT,
            "name": self.name,
            "version": self.version,
            "created": self.created.isoformat(),
            "review_by": self.review_by.isoformat(),
            "title": self.title,
            "note": self.note,
            "base": self.base,
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def name_and_version(comment: str, path: Path) -> tuple[str, int]:
    """The name and version in a trusted comment. Raises UpdateError where it is another one."""
    found = _COMMENT.fullmatch(comment)
    if not found:
        raise UpdateError(path, "what is signed is no fact update; ask the sender what it is.")
    return found[1], int(found[2])


def manifest_in(text: str, path: Path) -> Manifest:
    """The manifest in the ``text`` of update.json. Raises UpdateError with what to mend."""
    document = _document(text, path)
    name = document["name"]
    if not isinstance(name, str) or not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise _wrong(path, "name", "write small letters, digits and hyphens: pk-kz.")
    if name in _DEVICES:
        raise _wrong(path, "name", "Windows keeps that name for itself; choose another.")
    version = document["version"]
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= MOST:
        raise _wrong(path, "version", "write a whole number that grows with each update: 12.")
    created, review_by = (_day(document, key, path) for key in ("created", "review_by"))
    if review_by < created:
        raise _wrong(path, "review_by", "it is before the day of “created”.")
    title, note, base = (_line(document, key, path) for key in ("title", "note", "base"))
    return Manifest(name, version, created, review_by, title, note, base)


def _document(text: str, path: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        why = f"line {error.lineno} of its update.json is not valid JSON. {BROKEN_JSON}"
        raise UpdateError(path, why) from None
    except (ValueError, RecursionError):  # a number of too many digits, brackets nested too deeply
        raise UpdateError(path, "its update.json is not valid JSON.") from None
    if not isinstance(document, dict):
        raise UpdateError(path, "its update.json holds no object {…}.")
    if document.get("format") != FORMAT:
        why = f"its format is {document.get('format')!r}, and this version of the program reads "
        raise UpdateError(path, f"{why}{FORMAT}; look for a newer program.")
    missing = sorted(_NEEDED - document.keys())
    if missing:
        are = "they are" if len(missing) > 1 else "it is"
        raise _wrong(path, "”, “".join(missing), f"{are} missing.")
    for key in sorted(document.keys() - _KNOWN):
        raise _wrong(path, key, f"there is no such key; the keys are {', '.join(sorted(_KNOWN))}.")
    return document


def _day(document: Mapping[str, Any], key: str, path: Path) -> date:
    try:
        return date.fromisoformat(document[key])
    except (TypeError, ValueError):
        raise _wrong(path, key, "write the day as 2026-11-22.") from None


def _line(document: Mapping[str, Any], key: str, path: Path) -> str:
    text = document.get(key, "")
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT:
        raise _wrong(path, key, f"write a text of at most {_LONGEST_TEXT:,} characters.")
    return " ".join(text.split())


def _wrong(path: Path, key: str, why: str) -> UpdateError:
    return UpdateError(path, f"in its update.json, “{key}”: {why}")

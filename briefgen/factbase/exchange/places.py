"""Where something stands in a file from outside, and what was found there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefgen.factbase.problems import Severity

_ROW = re.compile(r"\d+")


class ExchangeError(BriefgenError):
    """A file that cannot be taken in or given out as a whole."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path}: {why}")


class Place(Struct, frozen=True):
    """A spot in a file: "cell E14" of a sheet, "line 3, url" of a bibliography."""

    file: str
    sheet: str = ""
    spot: str = ""

    def __str__(self) -> str:
        parts = (self.file, f"sheet {self.sheet}" if self.sheet else "", self.spot)
        return ", ".join(part for part in parts if part)


class Finding(Struct, frozen=True):
    """One thing to mend or to know, where it stands, and what to do about it."""

    severity: Severity
    place: Place
    record: str  # id of the record, where it has one
    message: str

    def __str__(self) -> str:
        about = f" ({self.record})" if self.record else ""
        return f"{self.severity}: {self.place}{about}: {self.message}"


def column_letter(position: int) -> str:
    """The letters a spreadsheet gives a column, counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def in_order_of_files(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings as one goes through the files: errors first, then file by file, row by row."""
    files = list(dict.fromkeys((one.place.file, one.place.sheet) for one in findings))

    def rank(one: Finding) -> tuple[bool, int, int]:
        row = _ROW.search(one.place.spot)
        file = files.index((one.place.file, one.place.sheet))
        return one.severity != "error", file, int(row[0]) if row else 0

    return tuple(sorted(findings, key=rank))

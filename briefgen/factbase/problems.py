"""Bad data as a list of located problems: which file, row and column, and what to do."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a problem weighs.

    ``error``: the row is left out; ``warning``: it is used, and should be mended; ``question``:
    it breaks no rule and is odd enough to look at again.
    """

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


class Problem(Struct, frozen=True):
    """One thing wrong with one row of the fact base."""

    severity: Severity
    path: str
    row: int | None  # as a spreadsheet counts: the header is row 1
    column: str
    record: str  # id of the record, where it has one
    message: str  # what is wrong and what to do

    @property
    def place(self) -> str:
        """Where to look, in words."""
        parts = [self.path]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        about = f" ({self.record})" if self.record else ""
        return f"{self.severity}: {self.place}{about}: {self.message}"

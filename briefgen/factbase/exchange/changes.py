"""What an import would do to a fact base: rows added and changed, what is refused, the files."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.factbase.exchange.places import Finding, Place
    from briefgen.factbase.exchange.present import Key


class ChangeKind(StrEnum):
    """What an incoming row does to a table."""

    ADDED = "added"
    CHANGED = "changed"


class ColumnChange(Struct, frozen=True):
    """One cell before and after; before is empty in a row that is added."""

    column: str
    old: str
    new: str


class Change(Struct, frozen=True):
    """A row that would be added or changed, column by column."""

    kind: ChangeKind
    table: str
    key: Key
    place: Place
    columns: tuple[ColumnChange, ...]


class Counts(Struct, frozen=True):
    """How many incoming rows of one table fared how."""

    added: int
    changed: int
    unchanged: int
    refused: int


class Import(Struct, frozen=True):
    """What would happen to a fact base.

    ``files`` are the tables that change, as they would then read; ``before`` the same files as
    they were read, so that nobody else's change is written over.
    """

    folder: Path
    counts: Mapping[str, Counts]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    files: Mapping[Path, bytes]
    before: Mapping[Path, bytes]

    @property
    def is_refused(self) -> bool:
        """Whether something is wrong, so that nothing may be written."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

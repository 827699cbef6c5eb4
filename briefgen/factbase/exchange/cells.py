"""A table from outside: rows of texts that know where they stand."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.errors import why_unreadable
from briefgen.factbase.exchange.places import ExchangeError, Finding, Place, column_letter
from briefgen.factbase.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from briefgen.factbase.schema import Resource

MAX_ROWS = 50_000
MAX_COLUMNS = 60
MAX_BYTES = 50 * 2**20

# Columns that an export adds for the reader and that no table has: they are not taken in again.
FOR_READERS: Mapping[str, frozenset[str]] = {"facts": frozenset({"category", "sources"})}

# Control characters, lone surrogates, byte order marks, and the marks that turn text around.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")


class IncomingRow(Struct, frozen=True):
    """A row of texts by column; ``spots`` names places that are no cells of a sheet."""

    number: int  # as a spreadsheet counts: the header is row 1
    cells: Mapping[str, str]
    is_whole: bool = True  # no cell of it was refused
    spots: Mapping[str, str] = field(default_factory=dict)


class IncomingTable(Struct, frozen=True):
    """What one sheet or file brings for one table."""

    table: str
    file: str
    sheet: str
    columns: Mapping[str, int]  # name -> position, counted from 1
    rows: tuple[IncomingRow, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def place(self, row: IncomingRow, column: str = "") -> Place:
        """Where ``column`` of ``row`` stands; the row itself where it has no such cell."""
        if row.spots:
            spot = row.spots.get(column) or ", ".join(filter(None, (row.spots[""], column)))
        elif column in self.columns:
            spot = f"cell {column_letter(self.columns[column])}{row.number}"
        else:
            spot = f"row {row.number}" + (f", column {column}" if column else "")
        return Place(self.file, self.sheet, spot)


def clean(text: str) -> str:
    """``text`` without what cannot be seen, its lines ended as ours are, nothing around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNSEEN.sub("", text).strip()


def hides_something(text: str) -> bool:
    """Whether ``text`` holds characters that ``clean`` takes out."""
    return bool(_UNSEEN.search(text.replace("\r", "")))


def read_header(
    resource: Resource, names: Sequence[str], file: str, sheet: str
) -> tuple[dict[str, int], list[Finding]]:
    """The known columns by name, and what is wrong with the first row of a sheet."""
    known = {f.name for f in resource.fields}
    aside = FOR_READERS.get(resource.name, frozenset())
    columns: dict[str, int] = {}
    findings = []

    def refuse(position: int, message: str) -> None:
        place = Place(file, sheet, f"cell {column_letter(position)}1")
        findings.append(Finding(Severity.ERROR, place, "", message))

    for position, name in enumerate(names, start=1):
        if not name or (name in aside and name not in known):
            continue
        if name not in known:
            refuse(
                position, f"The table {resource.name} has no column “{name}”{_like(name, known)}."
            )
        elif name in columns:
            refuse(position, f"The column {name} stands here twice: delete one of the two.")
        else:
            columns[name] = position
    for name in resource.primary_key:
        if name not in columns:
            message = f"The column {name} is missing: rows are told apart by it."
            findings.append(Finding(Severity.ERROR, Place(file, sheet, "row 1"), "", message))
    return columns, findings


def _like(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f": did you mean “{near[0]}”" if near else ": rename or delete it"


def read_limited(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file from outside. Raises ExchangeError, also where there are too many."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise ExchangeError(path, why_unreadable(error)) from error
    if len(data) > limit:
        raise ExchangeError(path, f"the file is larger than {limit // 2**20} MiB: split it.")
    return data

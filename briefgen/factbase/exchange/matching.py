"""Setting the incoming rows of one table against the rows that are there, by primary key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.exchange.cells import clean
from briefgen.factbase.exchange.changes import Change, ChangeKind, ColumnChange
from briefgen.factbase.exchange.checking import normal_text, same_value, value_in
from briefgen.factbase.exchange.joining import differing_cells
from briefgen.factbase.exchange.places import Finding
from briefgen.factbase.problems import Severity
from briefgen.factbase.rows import CellError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.factbase.exchange.cells import IncomingRow, IncomingTable
    from briefgen.factbase.exchange.places import Place
    from briefgen.factbase.exchange.present import Key, PresentTable

MAX_FINDINGS = 1_000  # of one table; whoever has more mends these first


class Origin(Struct, frozen=True):
    """Where an incoming row came from."""

    table: IncomingTable
    row: IncomingRow

    def place(self, column: str = "") -> Place:
        """Where a column of the row stands."""
        return self.table.place(self.row, column)


class RefusedRow(Struct, frozen=True):
    """A row that a bad cell keeps out: the texts of its ``good`` ones, and whether it is new."""

    key: Key
    origin: Origin
    good: Mapping[str, str]
    is_new: bool


class Matched(Struct, frozen=True):
    """What the incoming rows do to one table.

    ``missing`` are refused rows that it lacks now, ``refused_rows`` those with a bad cell.
    """

    planned: PresentTable
    unchanged: int
    refused: int
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    origins: Mapping[Key, Origin]
    missing: tuple[Mapping[str, str], ...]
    refused_rows: tuple[RefusedRow, ...] = ()


def match(present: PresentTable, incoming: Sequence[IncomingTable]) -> Matched:
    """The rows of ``incoming`` as additions to and changes of ``present``."""
    findings: list[Finding] = [finding for table in incoming for finding in table.findings]
    matcher = _Matcher(present, findings)
    for table in incoming:
        matcher.take(table)
    return matcher.result()


class _Matcher:
    """Gathers what each row does; every finding refuses its row."""

    def __init__(self, present: PresentTable, findings: list[Finding]) -> None:
        self._present = present
        self._fields = {field.name: field for field in present.resource.fields}
        self._positions = present.by_key()
        self._findings = findings
        self._origins: dict[Key, Origin] = {}
        self._refused: list[tuple[Key, Mapping[str, str]]] = []
        self._bad: list[RefusedRow] = []

    def take(self, table: IncomingTable) -> None:
        """Let in the rows that are whole and have a key of their own."""
        names = self._present.resource.primary_key
        if not all(name in table.columns for name in names):
            return  # its header is refused already
        for row in table.rows:
            origin = Origin(table, row)
            key = tuple(row.cells.get(name, "") for name in names)
            if not row.is_whole:
                self._refused.append((key, row.cells))
                self._look_at_rest(key, origin)
            elif not all(key):
                column = names[key.index("")]
                self._refuse(origin, key, column, "The cell is empty: fill it in.")
            elif key in self._origins:
                self._refuse(origin, key, names[0], _repeated(key, self._origins[key], row))
            else:
                self._origins[key] = origin

    def _look_at_rest(self, key: Key, origin: Origin) -> None:
        """Tell what is wrong with the other cells of a row, of which one could not be read."""
        if key[0] and len(self._findings) < MAX_FINDINGS:
            cells = self._typed(key, origin, [n for n in self._fields if n in origin.row.cells])
            if cells is not None:
                self._bad.append(RefusedRow(key, origin, cells, key not in self._positions))

    def _refuse(self, origin: Origin, key: Key, column: str, message: str) -> None:
        self._refused.append((key, origin.row.cells))
        self._tell(origin, key, column, message)

    def _tell(self, origin: Origin, key: Key, column: str, message: str) -> None:
        self._findings.append(Finding(Severity.ERROR, origin.place(column), key[0], message))

    def result(self) -> Matched:
        """Weigh the rows that were let in."""
        changes, unchanged = [], 0
        changed: dict[int, dict[str, str]] = {}
        added: list[dict[str, str]] = []
        for key, origin, columns in self._different():
            if not columns:
                unchanged += 1
                continue
            if len(self._findings) >= MAX_FINDINGS:
                message = f"There are more than {MAX_FINDINGS:,} problems: mend these first."
                self._tell(origin, key, "", message)
                break
            cells = self._typed(key, origin, columns)
            if cells is None:
                self._refused.append((key, origin.row.cells))
                continue
            position = self._positions.get(key)
            if position is None:
                added.append(cells)
            else:
                changed[position] = cells
            changes.append(self._change(key, origin, cells))
        return Matched(
            self._present.with_rows(changed, added),
            unchanged,
            len(self._refused),
            tuple(changes),
            tuple(self._findings),
            self._origins,
            tuple(cells for key, cells in self._refused if key not in self._positions),
            tuple(self._bad),
        )

    def _different(self) -> Iterator[tuple[Key, Origin, list[str]]]:
        """Each row with the columns in which it says something else; all columns of a new row."""
        known = [(key, o) for key, o in self._origins.items() if key in self._positions]
        old = [
            {name: clean(text) for name, text in self._present.rows[self._positions[key]].items()}
            for key, _ in known
        ]
        columns: dict[Key, list[str]] = {key: [] for key, _ in known}
        for row, name in differing_cells(old, [origin.row.cells for _, origin in known]):
            key, origin = known[row]
            field = self._fields[name]
            text = normal_text(field, origin.row.cells[name])
            if not same_value(field, old[row][name], text):
                columns[key].append(name)
        for key, origin in self._origins.items():
            yield key, origin, columns.get(key, list(self._fields))

    def _typed(self, key: Key, origin: Origin, columns: list[str]) -> dict[str, str] | None:
        """The new texts of a row, or nothing where a cell is refused."""
        cells = {}
        is_good = True
        for name in columns:
            field = self._fields[name]
            text = normal_text(field, origin.row.cells.get(name, ""))
            try:
                value_in(self._present.resource.name, field, text)
            except CellError as error:
                self._tell(origin, key, name, str(error))
                is_good = False
            else:
                cells[name] = text
        if not is_good:
            self._bad.append(RefusedRow(key, origin, cells, key not in self._positions))
        return cells if is_good else None

    def _change(self, key: Key, origin: Origin, cells: Mapping[str, str]) -> Change:
        position = self._positions.get(key)
        kind = ChangeKind.ADDED if position is None else ChangeKind.CHANGED
        old: Mapping[str, str] = {} if position is None else self._present.rows[position]
        columns = [
            ColumnChange(name, old.get(name, ""), text)
            for name, text in cells.items()
            if text or name in old
        ]
        return Change(kind, self._present.resource.name, key, origin.place(), tuple(columns))


def _repeated(key: Key, first: Origin, row: IncomingRow) -> str:
    what = "; ".join(key)
    if first.row.cells == row.cells:
        return f"The row is a copy of the one in {first.place()}: delete one of them."
    return f"“{what}” stands already in {first.place()}: give this row an id of its own."

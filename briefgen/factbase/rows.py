"""Reading one table: text cells in, typed values out, and a located problem for each bad cell."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import DateFormatError, DayError, FactBaseError
from briefgen.factbase.dates import Interval, day_from, parse_edtf
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.schema import ABSURD_JSON, BROKEN_JSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from briefgen.factbase.following import Gone
    from briefgen.factbase.schema import Field, Resource

Value = str | int | Decimal | bool | date | Interval | tuple[str, ...] | None

_BOOLEANS = {"true": True, "false": False}
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")
_ODD_NUMBER = re.compile(r"[+-]?(s?nan|inf(inity)?|[0-9.]+(e[+-]?[0-9]+)?)", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_TOO_LONG = 10_000


class CellError(ValueError):
    """A cell that does not hold what its column must hold; the text says what to do."""


class Row(Struct, frozen=True):
    """A row with typed values and its place in the file."""

    path: str
    number: int  # as a spreadsheet counts: the header is row 1
    values: Mapping[str, Value]

    @property
    def id(self) -> str:
        """The id column, or nothing."""
        return str(self.values.get("id") or "")

    def problem(self, column: str, message: str, severity: Severity = Severity.ERROR) -> Problem:
        """A problem located in this row."""
        return Problem(severity, self.path, self.number, column, self.id, message)


def read_csv(folder: Path, resource: Resource, gone: Gone) -> tuple[list[Row], list[Problem]]:
    """The good rows of a CSV table and the problems of the others.

    Raises FactBaseError where the table cannot be read at all or lacks a column.
    """
    path = folder / resource.path
    return rows_in(_text(path), resource, resource.path, path, gone)


def rows_in(
    text: str, resource: Resource, label: str, path: Path | str, gone: Gone
) -> tuple[list[Row], list[Problem]]:
    """The good rows in the ``text`` of a CSV table and the problems of the others.

    Problems call it ``label``; a FactBaseError, where it is no such table, calls it ``path``.
    The others are counted as ``gone``.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    is_clean = _UNPRINTABLE.search(text) is None  # then no cell need be searched
    lines = _lines(text, path)
    _, names = next(lines, (1, []))
    columns = _columns(resource, names, path, is_clean=is_clean)
    for number, cells in lines:
        if len(cells) == len(names):
            values, bad = _typed(columns, number, cells, label)
            if not bad:
                rows.append(Row(label, number, values))
                continue
        else:
            message = _miscounted(len(cells), len(names))
            bad = [Problem(Severity.ERROR, label, number, "", "", message)]
        problems += bad
        gone.lose(resource.name, dict(zip(names, cells, strict=False)))
    return _without_repeats(resource, rows, problems, gone), problems


def _miscounted(found: int, expected: int) -> str:
    """What to do about a row of ``found`` cells where the table has another number of columns."""
    counts = f"The row has {found} cells, and the table has {expected} columns"
    if found > expected:
        return f"{counts}: put a text that holds a comma in double quotes."
    return (
        f"{counts}: some are missing. Hold it against the first row, and leave the comma of "
        "each empty cell, those at the end too."
    )


def _lines(text: str, path: Path | str) -> Iterator[tuple[int, list[str]]]:
    """The cells of the first line, and of each row that has any, with its number."""
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            if cells or not number:
                number += 1
                yield number, cells
    except csv.Error as error:
        row = max(number, 1)
        raise FactBaseError(path, f"after row {row} it is not valid CSV ({error}).") from error


class _Column:
    """A column as it is read: where it stands, and what its cells were found to hold.

    Equal cells are typed once: most are ids, kinds and days that come again and again. In a
    ``plain`` one any text will do.
    """

    __slots__ = ("field", "place", "plain", "typed")

    def __init__(self, field: Field, place: int | None, *, plain: bool) -> None:
        self.field = field
        self.place = place
        self.plain = plain
        self.typed: dict[str, Value] = {}


def _columns(
    resource: Resource, names: list[str], path: Path | str, *, is_clean: bool
) -> list[_Column]:
    """The columns of ``resource`` in a table whose first line holds ``names``."""
    missing = [f.name for f in resource.fields if f.name not in names and not f.may_lack]
    if missing:
        raise FactBaseError(path, _why_missing(missing[0], names))
    places = {name: place for place, name in enumerate(names)}
    return [
        _Column(field, places.get(field.name), plain=is_clean and _is_plain(field))
        for field in resource.fields
    ]


def _why_missing(column: str, names: list[str]) -> str:
    """Why a first line of ``names`` lacks ``column``; where commas are used, some save others."""
    for mark, named in ((";", "semicolons"), ("\t", "tabs")):
        if len(names) == 1 and mark in names[0]:
            return f"its cells have {named} between: save it with commas."
    return f"the column {column} is missing from its first row."


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FactBaseError(path, "the file is missing.") from None
    except UnicodeDecodeError:
        raise FactBaseError(path, "it is not UTF-8 text; save it as “CSV UTF-8”.") from None
    except OSError as error:
        raise FactBaseError(path, f"{error.strerror or error}.") from error


def _typed(
    columns: Sequence[_Column], number: int, cells: Sequence[str], label: str
) -> tuple[dict[str, Value], list[Problem]]:
    values: dict[str, Value] = {}
    bad: list[tuple[str, CellError]] = []
    for column in columns:
        text = "" if column.place is None else cells[column.place].strip()
        name = column.field.name
        if column.plain and text and len(text) <= _TOO_LONG:  # as typed_cell() would, sooner
            values[name] = text
        elif text in column.typed:
            values[name] = column.typed[text]
        else:
            try:
                values[name] = column.typed[text] = typed_cell(column.field, text)
            except CellError as error:
                bad.append((name, error))
    if not bad:
        return values, []
    named = next((c.place for c in columns if c.field.name == "id"), None)
    row_id = "" if named is None else cells[named]
    return values, [
        Problem(Severity.ERROR, label, number, name, row_id, str(error)) for name, error in bad
    ]


def _is_plain(field: Field) -> bool:
    """Whether any text will do."""
    bound = field.enum or field.pattern or field.is_edtf
    return field.type == "string" and not bound


def typed_cell(field: Field, text: str) -> Value:
    """The value of a cell; a CellError says what is wrong with it."""
    if not text:
        if field.required:
            raise CellError("The cell is empty: fill it in.")
        return _EMPTY.get(field.type) if field.is_edtf is False else None
    if len(text) > _TOO_LONG:
        raise CellError(f"The cell holds more than {_TOO_LONG:,} characters: shorten it.")
    if _UNPRINTABLE.search(text):
        raise CellError("The cell holds a control character: type the text again.")
    value = _convert(field, text)
    if field.enum and text not in field.enum:
        raise CellError(f"“{text}” is none of {', '.join(field.enum)}.")
    if field.pattern and not re.search(field.pattern, text):
        form = f"write {field.form}" if field.form else f"it must match {field.pattern}"
        raise CellError(f"“{text}” has the wrong form: {form}.")
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        _check_limits(field, value)
    return value


_EMPTY: Mapping[str, Value] = {"string": "", "list": ()}


def _convert(field: Field, text: str) -> Value:
    if field.is_edtf:
        return _edtf(text)
    match field.type:
        case "list":
            return tuple(part.strip() for part in text.split(field.delimiter) if part.strip())
        case "integer":
            return _whole_number(text)
        case "number":
            return _number(text)
        case "boolean":
            if text not in _BOOLEANS:
                raise CellError(f"“{text}” is neither true nor false: write one of the two.")
            return _BOOLEANS[text]
        case "date":
            return _day(text)
        case _:
            return text


def _edtf(text: str) -> Interval:
    try:
        return parse_edtf(text)
    except DateFormatError as error:
        raise CellError(str(error)) from error


def _day(text: str) -> date:
    try:
        return day_from(text)
    except DayError as error:
        raise CellError(str(error)) from None


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,18}", text):
        raise CellError(f"“{text}” is not a whole number.")
    return int(text)


def _number(text: str) -> Decimal:
    if _PLAIN_NUMBER.fullmatch(text):
        return Decimal(text)
    if _ODD_NUMBER.fullmatch(text):
        raise CellError(f"“{text}” is not a finite number of a sensible size.")
    raise CellError(f"“{text}” is not a number: write 1234.5, without commas.")


def _check_limits(field: Field, value: Decimal | int) -> None:
    if field.minimum is not None and value < Decimal(str(field.minimum)):
        raise CellError(f"{value} is less than {field.minimum}.")
    if field.maximum is not None and value > Decimal(str(field.maximum)):
        raise CellError(f"{value} is more than {field.maximum}.")


def _without_repeats(
    resource: Resource, rows: list[Row], problems: list[Problem], gone: Gone
) -> list[Row]:
    unique = [(f.name,) for f in resource.fields if f.unique]
    for key in dict.fromkeys((resource.primary_key, *unique)):
        if not key:
            continue
        first: dict[tuple[Value, ...], Row] = {}
        kept = []
        for row in rows:
            value = tuple(row.values[name] for name in key)
            if value in first:
                problems.append(
                    row.problem(
                        key[0],
                        f"“{value[0]}” stands already in row {first[value].number}: "
                        "give this row an id of its own or delete it.",
                    )
                )
                gone.lose(resource.name, row.values)
            else:
                first[value] = row
                kept.append(row)
        rows = kept
    return rows


def read_json_records(folder: Path, resource: Resource) -> list[tuple[int, Mapping[str, object]]]:
    """The objects of a JSON table (CSL-JSON), each with its place counted from 1."""
    path = folder / resource.path
    return json_records_in(_text(path), path)


def json_records_in(text: str, path: Path | str) -> list[tuple[int, Mapping[str, object]]]:
    """The objects in the ``text`` of a JSON table; a FactBaseError calls it ``path``."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise FactBaseError(path, f"line {error.lineno} is not valid JSON.", BROKEN_JSON) from error
    except (ValueError, RecursionError) as error:
        raise FactBaseError(path, ABSURD_JSON) from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FactBaseError(path, "it is not a list of CSL-JSON records.")
    return list(enumerate(items, start=1))

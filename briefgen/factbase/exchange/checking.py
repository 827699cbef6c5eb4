"""What a cell from outside must be before it may change a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.exchange.bibliography import SOURCES, value_of
from briefgen.factbase.exchange.cells import clean
from briefgen.factbase.rows import CellError, Value, typed_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.factbase.schema import Field

_PARTED_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})")


def value_in(table: str, field: Field, text: str) -> Value:
    """The typed value of a cell. Raises CellError with what to do."""
    if field.is_edtf or field.type == "date":
        _refuse_parted_day(text)
    if field.type == "number" and "_" in text:
        raise CellError(f"“{text}” is not a number: write 1234.5, without commas.")
    value = typed_cell(field, text)
    if table == SOURCES and text:
        _refuse_parted_day(text if field.name in {"issued", "accessed"} else "")
        value_of(field.name, text)
    return value


def _refuse_parted_day(text: str) -> None:
    """Refuse 05/06/2024, which is 5 June to some and 6 May to others."""
    if not (match := _PARTED_DAY.fullmatch(text)):
        return
    first, second = int(match.group(1)), int(match.group(2))
    if first <= 12 and second <= 12 and first != second:
        raise CellError(
            f"“{text}” may be two different days: write the year first, then the month, "
            "then the day, as 2024-06-05."
        )
    raise CellError(f"“{text}” is not written as days are here: write it as 2024-06-25.")


def normal_text(field: Field, text: str) -> str:
    """The text of a cell as the tables write it: lists without blanks, true and false small."""
    if field.type == "list":
        return field.delimiter.join(p.strip() for p in text.split(field.delimiter) if p.strip())
    if field.type == "boolean":
        return text.lower()
    return text


def same_value(field: Field, old: str, new: str) -> bool:
    """Whether two texts say the same: 105.60 and 105.6, "PAK; KAZ" and "PAK;KAZ"."""
    old = normal_text(field, clean(old))
    if old == new:
        return True
    if field.type not in {"number", "integer"} or not old or not new:
        return False
    try:
        return typed_cell(field, old) == typed_cell(field, new)
    except CellError:
        return False


def unit_fault(row: Mapping[str, str], measures: Mapping[str, str], used: Iterable[str]) -> str:
    """What is wrong with the unit of an observation, or nothing.

    ``measures`` holds the unit of each measure, ``used`` the units of its other observations.
    """
    expected = measures.get(row["measure"])
    if expected is None:  # a measure that is not there is found elsewhere
        return ""
    allowed = sorted({expected, *used})
    if row["unit"] in allowed:
        return ""
    return (
        f"“{row['unit']}” is no unit of the measure {row['measure']}: write "
        f"{' or '.join(allowed)}, or give the figure a measure of its own."
    )

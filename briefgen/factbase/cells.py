"""Records as rows of text cells and back, led by the types of their fields."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints
from zlib import crc32

from msgspec import Struct, to_builtins

from briefgen.factbase.dates import Interval, parse_edtf
from briefgen.factbase.layers import Laid, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Record = TypeVar("Record", bound=Struct)
Cells = tuple[str, ...]

_NAMES = {"dt": dt, "Decimal": Decimal, "Interval": Interval}  # as the records' annotations say
_READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: {"true": True, "false": False}.__getitem__,
    Decimal: lambda cell: _finite(Decimal(cell)),
    dt.date: dt.date.fromisoformat,
    Interval: parse_edtf,
}


class Layout(Generic[Record]):
    """The columns that hold one class of records, in the order of its fields."""

    def __init__(self, record: type[Record]) -> None:
        self._record = record
        hints = get_type_hints(record, localns=_NAMES)
        self.columns = record.__struct_fields__
        self._readers = tuple(_reader(hints[name]) for name in self.columns)

    def cells(self, record: Record) -> Cells:
        """A record as texts; a value that is missing is an empty text."""
        return tuple(_text(getattr(record, name)) for name in self.columns)

    def record(self, cells: Sequence[str]) -> Record:
        """The record in ``cells``.

        Raises LookupError, ValueError, ArithmeticError or a BriefgenError for bad cells.
        """
        return self._record(*[read(cell) for read, cell in zip(self._readers, cells, strict=True)])


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return ""
        case Interval():
            return value.edtf
        case tuple():
            return json.dumps(value, ensure_ascii=False) if value else ""
        case dt.date():
            return value.isoformat()
    return str(value)


def checksum(cells: Sequence[str]) -> int:
    """A number that changes when a cell does."""
    return crc32("\x1f".join(cells).encode())


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError(value)
    return value


def _reader(hint: Any) -> Callable[[str], Any]:  # noqa: ANN401 - a type of any form
    if isinstance(hint, UnionType):
        known = _reader(get_args(hint)[0])
        return lambda cell: known(cell) if cell else None
    if hint == tuple[str, ...]:
        return lambda cell: tuple(json.loads(cell)) if cell else ()
    if issubclass(hint, StrEnum):
        return {member.value: member for member in hint}.__getitem__
    return _READERS[hint]


# --- layers -------------------------------------------------------------------------------------


def laid_text(layers: Sequence[Laid]) -> str:
    """What layers did to a base, as one text."""
    return json.dumps(to_builtins(layers, order="deterministic"), ensure_ascii=False)


def laid_in(text: str) -> tuple[Laid, ...]:
    """The layers in a text. Raises LookupError, TypeError or ValueError for a bad one."""
    return tuple(
        Laid(
            name=item["name"],
            added=_keys(item["added"]),
            replaced=_keys(item["replaced"]),
            withdrawn=_withdrawals(item["withdrawn"]),
            went_along=item["went_along"],
            missing=_withdrawals(item["missing"]),
        )
        for item in json.loads(text)
    )


def _keys(tables: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {table: frozenset(keys) for table, keys in tables.items()}


def _withdrawals(items: list[dict[str, str]]) -> tuple[Withdrawal, ...]:
    return tuple(Withdrawal(**item) for item in items)

"""The cells of the TOML files people write: what stands behind a key, read as what it must be.

A function takes the value and the dotted name of its key, and raises CellError, one sentence that
names the key; whoever reads the file says where it stands.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from msgspec import NODEFAULT
from msgspec.structs import fields

from briefgen.errors import DayError
from briefgen.factbase.dates import day_from
from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_LONGEST = 200  # letters of a text that is printed on one line or two
_MOST_LETTERS: Mapping[str, int] = {
    "marking": 60,
    "visit.title": 90,
    "visit.purpose": 400,
    "reworded.text": 4000,
    "practical.text": 400,
}
_MOST = 10_000  # of anything that is counted

_Choice = TypeVar("_Choice", bound=StrEnum)
_Record = TypeVar("_Record")


def most_letters(key: str) -> int:
    """How many letters the text of this key may have."""
    return _MOST_LETTERS.get(key, _LONGEST)


class CellError(Exception):
    """What is wrong with one key, as a sentence; ``key`` is its dotted name."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


def record_of(kind: type[_Record], table: Mapping[str, Any], name: str, of: str) -> _Record:
    """The record of ``kind`` in ``table``; a key in it is called ``name``.key, a key of ``of``."""
    for fault in faults_of(kind, table, name, of):
        raise fault
    return kind(**dict(cells_of(kind, table, name)))


def faults_of(kind: type, table: Mapping[str, Any], name: str, of: str) -> Iterator[CellError]:
    """Everything that keeps ``table`` from being a record of ``kind``."""
    hints = hints_of(kind)
    yield from unknown_keys(table, hints, f"{name}.", of)
    for key, hint in hints.items():
        if key in table:
            try:
                cell_of(hint, table[key], f"{name}.{key}")
            except CellError as fault:
                yield fault
        elif defaults_of(kind)[key] is NODEFAULT:
            yield CellError(f"{name}.{key}", f"[{name}] lacks “{key}”; add it.")


def cells_of(kind: type, table: Mapping[str, Any], name: str) -> Iterator[tuple[str, object]]:
    """The values of a record's fields by name."""
    hints = hints_of(kind)
    for key, value in table.items():
        yield key, cell_of(hints[key], value, f"{name}.{key}")


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """The type of each field of ``kind``, in their order."""
    return get_type_hints(kind)


@cache
def defaults_of(kind: type) -> Mapping[str, Any]:
    """The default of each field of ``kind``; NODEFAULT where there is none."""
    return {field.name: field.default for field in fields(kind)}


def unknown_keys(
    table: Mapping[str, Any], keys: Collection[str], prefix: str, of: str
) -> Iterator[CellError]:
    """The keys of ``table`` that are none of ``keys``, each with the nearest."""
    for key in table:
        if key not in keys:
            why = f"“{prefix}{key}” is no key of {of}{nearest(key, keys)}; correct or delete it."
            yield CellError(f"{prefix}{key}", why)


def cell_of(hint: Any, value: object, key: str) -> object:  # noqa: ANN401 - a type
    """The value of a field whose type is ``hint``."""
    if hint is str:
        return text_of(value, key)
    if hint is int:
        return whole_of(value, key)
    if hint is bool:
        return switch_of(value, key)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return choice_of(hint, value, key)
    if hint in (float, float | None):
        return part_of(value, key)
    return texts_of(value, key)


def text_of(value: object, key: str) -> str:
    """A text, its control characters made spaces."""
    if not isinstance(value, str):
        raise CellError(key, f"“{key}” must be a text in quotes.")
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()
    most = most_letters(key)
    if len(text) > most:
        raise CellError(key, f"“{key}” has more than {most} letters: shorten it.")
    return text


def texts_of(value: object, key: str) -> tuple[str, ...]:
    """A list of texts, each once."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CellError(key, f"“{key}” must be a list of texts in quotes.")
    return tuple(dict.fromkeys(text_of(item, key) for item in value))


def whole_of(value: object, key: str) -> int:
    """A whole number that is not negative."""
    typed = isinstance(value, str) and value.isdecimal() and len(value) <= len(str(_MOST))
    number = int(value) if isinstance(value, str) and typed else value
    if type(number) is not int or not 0 <= number <= _MOST:
        raise CellError(key, f"“{key}” must be a whole number from 0 to {_MOST:,}.")
    return number


def part_of(value: object, key: str) -> float:
    """A part of a whole: above 0, at most 1."""
    try:
        number = float(value) if isinstance(value, (str, int, float)) else -1.0
    except ValueError:
        number = -1.0
    if isinstance(value, bool) or not 0 < number <= 1:
        raise CellError(key, f"“{key}” must be a part of the whole, such as 0.5.")
    return number


def switch_of(value: object, key: str) -> bool:
    """True or false."""
    if value in ("true", "false"):  # as typed behind --set
        return value == "true"
    if not isinstance(value, bool):
        raise CellError(key, f"“{key}” must be true or false, without quotes.")
    return value


def choice_of(kind: type[_Choice], value: object, key: str) -> _Choice:
    """A member of ``kind``."""
    text = text_of(value, key)
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(filter(None, kind))
        why = f"the {key} “{text}” is none of {known}{nearest(text, kind)}."
        raise CellError(key, why) from None


def day_of(value: object, key: str) -> date | None:
    """A day, or None for none."""
    if value is None or type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return day_from(value, key)
        except DayError as error:
            if error.why:
                raise CellError(key, str(error)) from None
    raise CellError(key, f"“{key}” must be a day such as 2026-11-22, not {value!r}.")

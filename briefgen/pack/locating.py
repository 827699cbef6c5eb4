"""Mistakes in a TOML file told with the lines they stand in."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.cells import CellError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


class Mistake(Struct, frozen=True):
    """What is wrong in a TOML file; ``line`` is counted from 1, 0 where there is none."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}" if self.line else self.why


def bare_keys(errors: Iterator[CellError]) -> Iterator[CellError]:
    """Mistakes above the first table, whose keys have no table's name before them."""
    for error in errors:
        why = str(error).replace("“.", "“").replace("[] lacks", "it lacks")
        yield CellError(error.key.lstrip("."), why.replace("the .", "the "))


def located(path: Path, errors: Iterable[CellError]) -> list[Mistake]:
    """``errors`` with the lines they stand in, by line; what is missing comes after what is wrong.

    So a key that is misspelled is told before the one it should have been.
    """
    errors = tuple(errors)
    if not errors:
        return []
    lines = key_lines(path.read_text(encoding="utf-8-sig"))
    ordered = sorted(errors, key=lambda e: (e.key not in lines, _line_of(lines, e.key)))
    return [Mistake(_line_of(lines, error.key), str(error)) for error in ordered]


def _line_of(lines: Mapping[str, int], key: str) -> int:
    """The line of ``key``, or of the table or list it belongs to."""
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key, 0)


_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*=""")
_QUOTED = re.compile(r'"([^"]*)"')


def key_lines(text: str) -> dict[str, int]:
    """The line, counted from 1, of each key, table and quoted name of a list in a TOML text."""
    lines = text.splitlines()
    found: dict[str, int] = {}
    table, number = "", 0
    while number < len(lines):
        head, key = _TABLE.match(lines[number]), _ASSIGNMENT.match(lines[number])
        last = number
        if head:
            table = f"{head.group(1)}."
            found.setdefault(head.group(1), number + 1)
        elif key:
            name = table + key.group(1).strip("\"'")
            found.setdefault(name, number + 1)
            last = _end_of_value(lines, number)
            for place in range(number, last + 1):
                for item in _QUOTED.findall(lines[place]):
                    found.setdefault(f"{name}.{item}", place + 1)
        number = last + 1
    return found


def _end_of_value(lines: list[str], start: int) -> int:
    """The last line of the value that begins on line ``start``, both counted from 0."""
    for end in range(start, len(lines)):
        try:
            tomllib.loads("\n".join(lines[start : end + 1]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return start

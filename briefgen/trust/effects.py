"""What an update does: two states of a fact base compared, record by record."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefgen.factbase.dates import Interval
from briefgen.factbase.stored import TABLES
from briefgen.factbase.tokens import tokens_of
from briefgen.pack.templates import read_words
from briefgen.pack.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase

_KEYS: Mapping[str, tuple[str, ...]] = {
    "citations": ("fact", "source", "locator"),
    "disagreements": ("fact", "rival"),
    "choices": ("observation",),
    "waypoints": ("corridor", "order"),
}


class Change(Struct, frozen=True):
    """A record that is ``added``, ``changed`` or ``gone``; a changed one names column, old, new."""

    kind: str
    table: str
    key: str
    columns: tuple[tuple[str, str, str], ...] = ()


class FigureChange(Struct, frozen=True):
    """A printed figure that reads otherwise: old and new as in a table, empty where not there."""

    observation: str
    old: str
    new: str
    lines: tuple[str, ...]  # the lines that say it


def changes(before: FactBase, after: FactBase) -> tuple[Change, ...]:
    """What was added, changed and lost between two states of a base, table by table."""
    return tuple(
        change
        for table in TABLES
        if table.name != "problems"
        for change in _table_changes(
            table.name, records_by_key(before, table.name), records_by_key(after, table.name)
        )
    )


def records_by_key(base: FactBase, table: str) -> dict[str, object]:
    """The records of ``table`` by their id, or by the parts of their key with spaces between."""
    records: Any = getattr(base, table)
    if table in _KEYS:
        return {" ".join(str(getattr(r, name)) for name in _KEYS[table]): r for r in records}
    return dict(records)


def _table_changes(
    table: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Change]:
    for key, record in after.items():
        if key not in before:
            yield Change("added", table, key)
        elif before[key] != record:
            yield Change("changed", table, key, tuple(_columns(before[key], record)))
    for key in before:
        if key not in after:
            yield Change("gone", table, key)


def _columns(old: Any, new: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - any record
    for name in type(new).__slots__:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield name, _as_text(was), _as_text(now)


def _as_text(value: object) -> str:
    if isinstance(value, Interval):
        return value.edtf
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def figure_changes(before: FactBase, after: FactBase, templates: Path) -> tuple[FigureChange, ...]:
    """The figures that are printed otherwise, or no more, with the lines that say them."""
    wording = Wording(read_words(templates, "en"))
    speaking = _speaking(before)
    return tuple(
        FigureChange(key, old, new, speaking.get(key, ()))
        for key in before.observations
        if (old := _printed(wording, before, key)) != (new := _printed(wording, after, key))
    )


def _printed(wording: Wording, base: FactBase, key: str) -> str:
    observation = base.observations.get(key)
    if observation is None or observation.fact in base.superseded:
        return ""
    return f"{wording.exact_with_unit(observation)}, {wording.period(observation)}"


def _speaking(base: FactBase) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in base.lines.values():
        for token in dict.fromkeys(token.id for token in tokens_of(line.words)):
            found[token] = (*found.get(token, ()), line.id)
    return found

"""The rows of the fact base that a pack prints, each with its hash and its rivals."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from briefgen.factbase.base import grouped
from briefgen.factbase.dates import Interval
from briefgen.factbase.rivals import are_rivals
from briefgen.pack.blocks import Callout, List, Paragraph, SourceList
from briefgen.pack.fingerprints import short_hash
from briefgen.pack.inlines import Figure, PersonName, facts_of
from briefgen.pack.record_form import TABLES
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Line, Observation
    from briefgen.pack.blocks import Block
    from briefgen.pack.select import Selection

_NOT_PRINTED = frozenset({"Fact.note", "Fact.review_by", "Fact.as_of"})  # a curator's own columns
_LINE_PLACES = ("line", "message", "card", "press", "objective", "theirs", "risk")  # before its id


class _Printed(Struct):
    """The ids that blocks name, by table, in the order they are printed."""

    facts: dict[str, None] = field(default_factory=dict)
    observations: dict[str, None] = field(default_factory=dict)
    lines: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)

    def take(self, block: Block) -> None:
        """Note what ``block`` names."""
        for inlines in inline_runs(block):
            self.facts.update(dict.fromkeys(facts_of(inlines)))
            for inline in inlines:
                if isinstance(inline, Figure):
                    self.observations[inline.observation] = None
                elif isinstance(inline, PersonName):
                    self.people[inline.person] = None
        if isinstance(block, SourceList):
            self.sources.update(dict.fromkeys(entry.source for entry in block.entries))
        self.lines.update(dict.fromkeys(line_ids(block)))


def line_ids(block: Block) -> Iterator[str]:
    """The ids of the lines that ``block`` prints, and of what else bears an id in such a place."""
    places = [item.id for item in block.items] if isinstance(block, (List, Callout)) else []
    if isinstance(block, Paragraph):
        places = [block.id]
    for place in places:
        kind, _, line = place.partition(".")
        if kind in _LINE_PLACES:
            yield line


def rows_in(block: Block) -> Mapping[str, Iterable[str]]:
    """By table the ids of the rows that ``block`` names."""
    printed = _Printed()
    printed.take(block)
    return {table: getattr(printed, table) for table in TABLES}


def rows_printed(blocks: Iterable[Block], selection: Selection) -> dict[str, dict[str, Any]]:
    """The hash of each row that is printed, by table and id, and the rivals it has."""
    printed = _Printed()
    for block in blocks:
        printed.take(block)
    hashes = row_hashes(selection.base, selection.lines)
    rows = {
        table: {name: hashes[table](name) for name in sorted(getattr(printed, table))}
        for table in TABLES
    }
    rivals = rivals_of(selection, (*rows["facts"], *rows["observations"]))
    return {**rows, "rivals": {name: sorted(found) for name, found in rivals.items()}}


def row_hashes(base: FactBase, lines: Iterable[Line] = ()) -> dict[str, Callable[[str], str]]:
    """For each table what gives the hash of a row by its id, "" where there is no such row.

    ``lines`` are those in use, which patterns may have made.
    """
    in_use = {line.id: line for line in lines}
    return {
        "facts": lambda name: _row_hash(base.facts.get(name), base.citations_of.get(name, ())),
        "observations": lambda name: _row_hash(base.observations.get(name)),
        "lines": lambda name: _row_hash(in_use.get(name) or base.lines.get(name)),
        "people": lambda name: _row_hash(base.people.get(name)),
        "sources": lambda name: _row_hash(base.sources.get(name)),
    }


def _row_hash(row: object, hanging: Iterable[object] = ()) -> str:
    """The hash of what of ``row`` can reach a reader, with the rows that hang on it."""
    if row is None:
        return ""
    return text_hash(row_text(row, hanging))


def row_text(row: object, hanging: Iterable[object] = ()) -> str:
    """What of ``row`` can reach a reader, with the rows that hang on it, as it is hashed."""
    return json.dumps([_cells(row), *sorted(_cells(other) for other in hanging)])


def text_hash(text: str) -> str:
    """The hash of a row of which `row_text` made ``text``."""
    return short_hash(text)


def _cells(row: Any) -> list[str]:  # noqa: ANN401 - a record of any table
    return [
        f"{column}={_cell(getattr(row, column))}"
        for column in row.__struct_fields__
        if f"{type(row).__name__}.{column}" not in _NOT_PRINTED
    ]


def _cell(value: object) -> str:
    match value:
        case Interval():
            return value.edtf
        case date():
            return value.isoformat()
        case tuple():
            return ";".join(map(str, value))
        case None:
            return ""
        case _:
            return str(value)


def rivals_of(selection: Selection, names: Iterable[str]) -> dict[str, set[str]]:
    """The rivals of each fact and observation in ``names`` that has any, by id."""
    groups = grouped(selection.observations.values(), _claim)
    found: dict[str, set[str]] = {}
    for name in names:
        observation = selection.observations.get(name)
        if observation is not None:
            rivals = {o.id for o in groups[_claim(observation)] if are_rivals(observation, o)}
        else:
            pairs = selection.base.disagreements_of.get(name, ())
            rivals = {fact for d in pairs for fact in (d.fact, d.rival)} - {name}
            if selection.releasable_only:  # not even the id of what is held back goes out
                rivals = {fact for fact in rivals if selection.base.facts[fact].releasable}
        if rivals:
            found[name] = rivals
    return found


def _claim(observation: Observation) -> str:
    return f"{observation.measure}|{observation.unit}"

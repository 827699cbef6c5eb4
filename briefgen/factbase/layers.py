"""Layers: rows that lie over a fact base, each adding, replacing or withdrawing by id.

A layer is laid before anything is checked, so that the whole is held to the same rules as a base
without layers. What refers to a withdrawn row goes with it, in silence: that was meant. Only a
fact stays where it merely points to something withdrawn; it loses the pointer.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import FactBaseError
from briefgen.factbase.csl import sources_in
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.rows import Row, json_records_in, rows_in
from briefgen.factbase.tokens import table_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.factbase.following import Gone
    from briefgen.factbase.records import Source
    from briefgen.factbase.schema import DataPackage, Resource

Tables = dict[str, list[Row]]


class Withdrawal(Struct, frozen=True):
    """A row that a layer takes out; ``key`` is its id, or its key columns with spaces between."""

    table: str
    key: str
    reason: str


class Layer(Struct, frozen=True):
    """What is laid over a base: the texts of tables by their name, and what is withdrawn."""

    name: str  # as printed: "pk-kz 12"
    texts: Mapping[str, str]
    withdrawn: tuple[Withdrawal, ...]
    digest: str  # names the state of the layer


class Laid(Struct, frozen=True):
    """What a layer did to the base under it; rows by table, each by its key."""

    name: str
    added: Mapping[str, frozenset[str]]
    replaced: Mapping[str, frozenset[str]]
    withdrawn: tuple[Withdrawal, ...]
    went_along: int  # rows that rested on a withdrawn one
    missing: tuple[Withdrawal, ...]  # withdrawn, and not there to begin with

    def holds(self, table: str, key: str) -> bool:
        """Whether the row comes from this layer."""
        return key in self.added.get(table, ()) or key in self.replaced.get(table, ())


def lay_over(
    package: DataPackage,
    tables: Tables,
    sources: dict[str, Source],
    layer: Layer,
    gone: Gone,
) -> tuple[Laid, list[Problem]]:
    """Change ``tables`` and ``sources`` as ``layer`` says.

    Its bad rows are left out and told, and counted as ``gone``.
    """
    missing = tuple(w for w in layer.withdrawn if not _is_there(package, tables, sources, w))
    went_along = _take_out(package, tables, sources, layer.withdrawn) - len(missing)
    added: dict[str, frozenset[str]] = {}
    replaced: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    for name, resource in package.resources.items():
        if name not in layer.texts:
            continue
        label = f"{layer.name}: {resource.path}"
        try:
            before, now, bad = _lay_table(resource, tables, sources, layer.texts[name], label, gone)
        except FactBaseError as error:
            why = f"The whole table was left out: {error.why}"
            problems.append(Problem(Severity.ERROR, label, None, "", "", why))
            continue
        problems += bad
        added[name] = frozenset(now.keys() - before.keys())
        replaced[name] = frozenset(k for k in now.keys() & before.keys() if now[k] != before[k])
    kept = tuple(w for w in layer.withdrawn if w not in missing)
    return Laid(layer.name, added, replaced, kept, went_along - len(kept), missing), problems


def _lay_table(
    resource: Resource,
    tables: Tables,
    sources: dict[str, Source],
    text: str,
    label: str,
    gone: Gone,
) -> tuple[Mapping[str, object], Mapping[str, object], list[Problem]]:
    """Lay one table: what its keys stood for before, what the layer gives, what is wrong."""
    if resource.name == "sources":
        found, bad = sources_in(json_records_in(text, label), label)
        below = dict(sources)
        sources.update(found)
        return below, found, bad
    rows, bad = rows_in(text, resource, label, label, gone)
    before = {key_of(resource, row): row for row in tables[resource.name]}
    now = {key_of(resource, row): row for row in rows}
    # A row of the same key takes the place of the older.
    tables[resource.name] = list((before | now).values())
    return _values(before), _values(now), bad


def _values(rows: Mapping[str, Row]) -> dict[str, object]:
    return {key: row.values for key, row in rows.items()}


def digest_of(base: str, layers: tuple[Layer, ...]) -> str:
    """The digest of a base with its layers, in order; the base's own where there is none."""
    if not layers:
        return base
    return hashlib.sha256(
        "\0".join([base, *(layer.digest for layer in layers)]).encode()
    ).hexdigest()


def key_of(resource: Resource, row: Row) -> str:
    """What names a row within its table: its id, or its key columns with spaces between."""
    return " ".join(str(row.values[name]) for name in resource.primary_key)


# --- withdrawing --------------------------------------------------------------------------------


def _is_there(
    package: DataPackage, tables: Tables, sources: Mapping[str, Source], withdrawal: Withdrawal
) -> bool:
    if withdrawal.table == "sources":
        return withdrawal.key in sources
    resource = package.resources.get(withdrawal.table)
    rows = tables.get(withdrawal.table, ())
    return resource is not None and any(key_of(resource, r) == withdrawal.key for r in rows)


def _take_out(
    package: DataPackage,
    tables: Tables,
    sources: dict[str, Source],
    withdrawn: tuple[Withdrawal, ...],
) -> int:
    """Take out what is withdrawn and all that rests on it; how many rows that were in all."""
    gone: dict[str, set[str]] = {name: set() for name in package.resources}
    for withdrawal in withdrawn:
        gone.setdefault(withdrawal.table, set()).add(withdrawal.key)
    for source in gone["sources"]:
        sources.pop(source, None)
    if not withdrawn:
        return 0
    while True:
        before = _counted(gone)
        for name, rows in tables.items():
            resource = package.resources[name]
            loosened = [_without_pointers(name, row, gone) for row in rows]
            tables[name] = list(_staying(resource, loosened, gone))
        if _counted(gone) == before:
            return before


def _counted(gone: Mapping[str, set[str]]) -> int:
    return sum(map(len, gone.values()))


def _staying(resource: Resource, rows: list[Row], gone: dict[str, set[str]]) -> Iterator[Row]:
    for row in rows:
        key = key_of(resource, row)
        if key in gone[resource.name] or _rests_on(resource, row, gone):
            gone[resource.name].add(key)
        else:
            yield row


def _rests_on(resource: Resource, row: Row, gone: Mapping[str, set[str]]) -> bool:
    if any(row.values[key.field] in gone[key.resource] for key in resource.foreign_keys):
        return True
    if resource.name == "choices":
        return not row.values["rivals"]
    tokens = (
        tokens_of(f"{row.values['text']} {row.values.get('test', '')}")
        if resource.name == "lines"
        else ()
    )
    return any(token.id in gone[table_of(token) or ""] for token in tokens if table_of(token))


def _without_pointers(table: str, row: Row, gone: Mapping[str, set[str]]) -> Row:
    """The row without what it may lose and still stand: a fact's pointers, a choice's rivals."""
    values = dict(row.values)
    if table == "facts":
        for field, other in (("corridor", "corridors"), ("supersedes", "facts")):
            if values[field] in gone[other]:
                values[field] = ""
    if table == "choices":
        rivals = values["rivals"]
        assert isinstance(rivals, tuple)
        values["rivals"] = tuple(rival for rival in rivals if rival not in gone["observations"])
    return row if values == row.values else Row(row.path, row.number, values)

"""Step one, load: from the tables to a FactBase, leaving out what cannot be relied on.

A bad row stops nothing but itself and what hangs on it; each becomes a located problem.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen import __version__
from briefgen.errors import FactBaseError
from briefgen.factbase import records
from briefgen.factbase.base import FactBase, grouped
from briefgen.factbase.csl import read_sources
from briefgen.factbase.dates import Interval
from briefgen.factbase.following import Gone
from briefgen.factbase.layers import digest_of, lay_over
from briefgen.factbase.numerals import unaccounted_numerals
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.registered import like, unregistered
from briefgen.factbase.rows import Row, Value, read_csv
from briefgen.factbase.schema import DataPackage, read_datapackage
from briefgen.factbase.tellings import telling_problems
from briefgen.factbase.times import events_to_come
from briefgen.factbase.tokens import token_problems, tokens_of
from briefgen.factbase.units import strange_units
from briefgen.resources import bundled_data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from enum import StrEnum
    from pathlib import Path

    from msgspec import Struct

    from briefgen.factbase.layers import Layer
    from briefgen.factbase.schema import Resource

_ENUMS: Mapping[str, Mapping[str, type[StrEnum]]] = {
    "topics": {"category": records.Category},
    "facts": {"kind": records.Kind, "use": records.Use},
    "observations": {
        "period_kind": records.PeriodKind,
        "status": records.ObservationStatus,
    },
    "lines": {
        "type": records.LineType,
        "voice": records.Voice,
        "priority": records.Priority,
    },
}
_CLASSES: Mapping[str, type[Struct]] = {
    "topics": records.Topic,
    "organisations": records.Organisation,
    "measures": records.Measure,
    "facts": records.Fact,
    "observations": records.Observation,
    "citations": records.Citation,
    "disagreements": records.Disagreement,
    "choices": records.Choice,
    "lines": records.Line,
    "people": records.Person,
    "places": records.Place,
    "corridors": records.Corridor,
    "agreements": records.Agreement,
    "waypoints": records.Waypoint,
    "acronyms": records.Acronym,
}


COMPILED_INSIDE = "compiled.briefbase"
_FEW = 6  # columns that can be named in a sentence


def load_factbase(path: Path, layers: Sequence[Layer] = ()) -> FactBase:
    """The fact base in ``path``, a folder of tables or a compiled file.

    ``layers`` lie over a folder, the last on top. Raises FactBaseError where there is no base
    that can be read.
    """
    if path.is_file():
        if layers:
            why = "updates cannot be laid over a compiled fact base."
            raise FactBaseError(path, why, "Lay them over its folder, and compile the two.")
        from briefgen.factbase.compiled import open_compiled  # noqa: PLC0415 - SQLite: 20 ms

        return open_compiled(path)
    # Of a folder from elsewhere the tables count, which people can read and review.
    trusted = path == bundled_data() and not layers
    return (_compiled_inside(path) if trusted else None) or _read_folder(path, tuple(layers))


def _compiled_inside(folder: Path) -> FactBase | None:
    """The compiled base that the program carries among its tables.

    None where there is none, or one that was not made by this program from these very tables.
    """
    path = folder / COMPILED_INSIDE
    if not path.is_file():
        return None
    from briefgen.factbase.compiled import open_compiled  # noqa: PLC0415 - SQLite: 20 ms

    try:
        base = open_compiled(path)
        same = base.digest == _digest(read_datapackage(folder)) and base.program == __version__
    except FactBaseError:  # the tables are there to be read instead
        return None
    return replace(base, folder=folder) if same else None


def _read_folder(folder: Path, layers: tuple[Layer, ...]) -> FactBase:
    if not folder.is_dir():
        raise FactBaseError(folder, "there is no such folder.")
    package = read_datapackage(folder)
    missing = [name for name in (*_CLASSES, "sources") if name not in package.resources]
    if missing:
        raise FactBaseError(folder, f"its datapackage.json names no table “{missing[0]}”.")
    gone = Gone()
    tables, problems = _read_tables(package, gone)
    sources, source_problems = read_sources(folder, package.resources["sources"])
    problems += source_problems
    laid = []
    for layer in layers:
        done, found = lay_over(package, tables, sources, layer, gone)
        laid.append(done)
        problems += found
    known = {name: {row.id for row in rows} for name, rows in tables.items()}
    known["sources"] = set(sources)
    for problem in problems:
        if problem.severity is Severity.ERROR:
            gone.lose("", {"id": problem.record})
    _drop_unusable(package, tables, known, problems, gone)
    built = {name: _records(name, rows) for name, rows in tables.items() if name in _CLASSES}
    by_id: dict[str, Any] = {name: {record.id: record for record in built[name]} for name in _BY_ID}
    return FactBase(
        folder=folder,
        name=package.name,
        version=" + ".join([package.version, *(layer.name for layer in layers)]),
        digest=digest_of(_digest(package), layers),
        sources=sources,
        citations=tuple(built["citations"]),
        disagreements=tuple(built["disagreements"]),
        choices=tuple(built["choices"]),
        waypoints=tuple(built["waypoints"]),
        acronyms={record.acronym: record for record in built["acronyms"]},
        problems=tuple(problems),
        layers=tuple(laid),
        **by_id,
    )


_LATER: Mapping[str, Mapping[str, Value]] = {
    "disagreements": {"one_event": ""},
    "lines": {"test": ""},
    "measures": {"key_figure": ""},
    "observations": {"label": "", "target_for": None},
}  # columns that the package of an older base does not describe
_BY_ID = (
    "topics",
    "organisations",
    "measures",
    "facts",
    "observations",
    "lines",
    "people",
    "places",
    "corridors",
    "agreements",
)


def _read_tables(package: DataPackage, gone: Gone) -> tuple[dict[str, list[Row]], list[Problem]]:
    tables: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for name in _CLASSES:
        tables[name], found = read_csv(package.folder, package.resources[name], gone)
        problems += found
    return tables, problems


def _records(table: str, rows: Iterable[Row]) -> list[Any]:
    """The records in ``rows``; their class depends on the table."""
    record = _CLASSES[table]
    columns = record.__struct_fields__
    later = _LATER.get(table)
    kinds = [
        (columns.index(column), {kind.value: kind for kind in enum})
        for column, enum in _ENUMS.get(table, {}).items()
    ]
    records = []
    for row in rows:
        values = {**later, **row.values} if later else row.values
        cells: list[Any] = [values[column] for column in columns]
        for place, named in kinds:
            cells[place] = named[cells[place]]
        records.append(record(*cells))
    return records


def _digest(package: DataPackage) -> str:
    digest = hashlib.sha256()
    names = ["datapackage.json", *sorted(r.path for r in package.resources.values())]
    for name in names:
        data = (package.folder / name).read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


# --- what hangs together ------------------------------------------------------------------------


def _drop_unusable(
    package: DataPackage,
    tables: dict[str, list[Row]],
    known: dict[str, set[str]],
    problems: list[Problem],
    gone: Gone,
) -> None:
    """Leave out rows whose references fail, and facts without a source, until nothing changes.

    What only follows from a row that is ``gone`` goes untold: who mends that mends both.
    """
    seen: set[Problem] = set()
    while True:
        found = [
            *_broken_references(package, tables, known),
            *unregistered(tables, known),
            *strange_units(tables),
            *_uncited_facts(tables),
            *_unaccounted_facts(tables),
            *_bad_lines(tables, known),
            *_baseless_steps(tables),
            *_aimless_terms(tables),
            *events_to_come(tables),
        ]
        fresh = [(name, row, p) for name, row, p in found if p not in seen]
        if not fresh:
            return
        for name, row, problem in fresh:
            seen.add(problem)
            if not gone.explains(name, problem):
                problems.append(problem)
            if problem.severity is Severity.ERROR and row in tables[name]:
                tables[name].remove(row)
                known[name].discard(row.id)
                gone.lose(name, row.values)


UNCITED = "The fact has no source: add a row for it to the table citations."


def reference_fault(value: str, table: Resource, known: Collection[str]) -> str:
    """What to do about an id that is none of the ``known`` ones of a table."""
    return (
        f"“{value}” is not a usable row of the table {table.name}: "
        f"correct the id{like(value, known)}, or {_adding(table)}."
    )


def _broken_references(
    package: DataPackage, tables: Mapping[str, list[Row]], known: Mapping[str, set[str]]
) -> Iterable[tuple[str, Row, Problem]]:
    for name, rows in tables.items():
        for key in package.resources[name].foreign_keys:
            for row in rows:
                value = str(row.values[key.field] or "")
                if value and value not in known[key.resource]:
                    other = package.resources[key.resource]
                    message = reference_fault(value, other, known[key.resource])
                    yield name, row, row.problem(key.field, message)


def _adding(resource: Resource) -> str:
    """How to add a row to a table; the columns of a small one are named."""
    columns = [field.name for field in resource.fields]
    if not 0 < len(columns) <= _FEW:
        return "add or mend that row"
    return f"add a row with it to {resource.path} ({', '.join(columns)})"


def _uncited_facts(tables: Mapping[str, list[Row]]) -> Iterable[tuple[str, Row, Problem]]:
    cited = {row.values["fact"] for row in tables["citations"]}
    for row in tables["facts"]:
        if row.id not in cited:
            yield "facts", row, row.problem("id", UNCITED)


def _unaccounted_facts(tables: Mapping[str, list[Row]]) -> Iterable[tuple[str, Row, Problem]]:
    observations = grouped(_records("observations", tables["observations"]), lambda o: str(o.fact))
    for row in tables["facts"]:
        loose = unaccounted_numerals(str(row.values["statement"]), observations.get(row.id, ()))
        if loose:
            message = (
                f"Nothing accounts for “{loose[0]}”: add an observation with that value to this "
                "fact, or take the number out."
            )
            yield "facts", row, row.problem("statement", message)


def _bad_lines(
    tables: Mapping[str, list[Row]], known: Mapping[str, set[str]]
) -> Iterable[tuple[str, Row, Problem]]:
    for row in tables["lines"]:
        text, test = str(row.values["text"]), str(row.values.get("test", ""))
        for message in token_problems(text, known, rests_elsewhere=bool(tokens_of(test))):
            yield "lines", row, row.problem("text", message)
        for message in token_problems(test, known, rests_elsewhere=True):
            yield "lines", row, row.problem("test", message)
        for column, words in (("text", text), ("test", test)):
            for message in telling_problems(words):
                yield "lines", row, row.problem(column, message)
        if test and row.values["type"] != records.LineType.OBJECTIVE:
            message = "Only an objective has a test of success: empty the cell."
            yield "lines", row, row.problem("test", message)


def _baseless_steps(tables: Mapping[str, list[Row]]) -> Iterable[tuple[str, Row, Problem]]:
    """What agreements say without a fact: next steps, owners, due days, numbers."""
    observations = grouped(_records("observations", tables["observations"]), lambda o: str(o.fact))
    for row in tables["agreements"]:
        step = row.values["next_step"]
        if step and not row.values["next_fact"]:
            message = "No fact tells the next step: name the fact that does, or empty next_step."
            yield "agreements", row, row.problem("next_fact", message)
        elif not step and any(row.values[name] for name in ("owner", "due", "next_fact")):
            message = "There is no next step for this owner, day or fact: write it, or empty them."
            yield "agreements", row, row.problem("next_step", message)
        for column, fact in (("title", "fact"), ("next_step", "next_fact")):
            known = observations.get(str(row.values[fact]), ())
            loose = unaccounted_numerals(str(row.values[column] or ""), known)
            if loose:
                message = f"The fact does not account for “{loose[0]}”: take the number out."
                yield "agreements", row, row.problem(column, message)


def _aimless_terms(tables: Mapping[str, list[Row]]) -> Iterable[tuple[str, Row, Problem]]:
    """What is for a later time and no aim, or for a time that was over when it was said."""
    aims = (records.ObservationStatus.TARGET, records.ObservationStatus.POTENTIAL)
    for row in tables["observations"]:
        term, period = row.values.get("target_for"), row.values["period"]
        if not isinstance(term, Interval) or not isinstance(period, Interval):
            continue
        if row.values["status"] not in aims:
            message = "Only a target or a potential is for a later time: empty the cell."
            yield "observations", row, row.problem("target_for", message)
        elif term.stop <= period.start:
            message = "It was over when it was said: correct it, or the period."
            yield "observations", row, row.problem("target_for", message)

"""Sources as rows of a table: CSL-JSON into cells, and cells back into CSL-JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from briefgen.factbase.csl import csl_date
from briefgen.factbase.exchange.cells import (
    MAX_ROWS,
    IncomingRow,
    IncomingTable,
    clean,
    read_limited,
)
from briefgen.factbase.exchange.places import ExchangeError
from briefgen.factbase.rows import CellError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.factbase.schema import Resource

SOURCES = "sources"
_DATES = ("issued", "accessed")
_ZOTERO_KEY = re.compile(r"^(?:citation key|tex\.[a-z]+):.*$", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# Where else a bibliography keeps what a column of ours holds.
_ELSEWHERE: Mapping[str, tuple[str, ...]] = {"publisher": ("container-title",), "URL": ("DOI",)}
# What identifies a record, and what is no part of the source.
_NOT_KEPT = frozenset({"citation-key", "id"})


def read_bibliography(path: Path, resource: Resource) -> IncomingTable:
    """The sources of a CSL-JSON file. Raises ExchangeError where it is none."""
    try:
        text = read_limited(path).decode("utf-8-sig")
        items = json.loads(text, parse_float=str, parse_constant=str)  # none is ever infinite
    except (ValueError, RecursionError) as error:
        raise ExchangeError(path, "this is not valid JSON: export it from Zotero again.") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ExchangeError(path, "this is no list of sources: choose “CSL JSON” in Zotero.")
    if len(items) > MAX_ROWS:
        raise ExchangeError(path, f"a file may bring {MAX_ROWS:,} sources: split it.")
    names = tuple(field.name for field in resource.fields)
    spots = [
        {"": f"record {n}"} | {c: f"record {n}, {c}" for c in names}
        for n in range(1, len(items) + 1)
    ]
    rows = [
        IncomingRow(number, _cells(item, names), spots=spots[number - 1])
        for number, item in enumerate(items, start=1)
    ]
    return IncomingTable(
        SOURCES,
        path.name,
        "",
        dict.fromkeys(names, 0),
        tuple(rows),
        notes=_notes(path, items, names),
    )


def _cells(item: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """The columns that a record speaks of; what it does not name stays as it is."""
    cells = {name: cell_of(name, item[name]) for name in names if item.get(name) not in (None, "")}
    for name, others in _ELSEWHERE.items():
        found = next((str(item[other]) for other in others if item.get(other)), "")
        if found and not cells.get(name):
            cells[name] = f"https://doi.org/{found}" if name == "URL" else clean(found)
    if "note" in cells:  # Zotero writes its own keys there; ours is a sentence that is printed
        cells["note"] = _ZOTERO_KEY.sub("", cells["note"]).strip()
    cells["id"] = source_id(str(item.get("citation-key") or item.get("id") or ""))
    return cells


def _notes(path: Path, items: list[dict[str, Any]], names: tuple[str, ...]) -> tuple[str, ...]:
    used = {other for others in _ELSEWHERE.values() for other in others}
    dropped = sorted({key for item in items for key in item} - set(names) - used - _NOT_KEPT)
    if not dropped:
        return ()
    return (f"{path.name}: sources have no place for {', '.join(dropped)}; left aside.",)


def source_id(name: str) -> str:
    """An id such as the tables use from the key a bibliography gives: "Ivanov:2024" -> ivanov-2024.

    Of an address, as Zotero writes it without a citation key, the last part is taken.
    """
    last = name.rstrip("/").rsplit("/", 1)[-1].lower()
    return re.sub(r"[^a-z0-9]*([._-])[^a-z0-9]*", r"\1", re.sub(r"[^a-z0-9._-]+", "-", last)).strip(
        "._-"
    )


# --- a value as a cell, and back ----------------------------------------------------------------


def source_cells(record: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """A source as texts by column, as a spreadsheet shows it."""
    return {name: cell_of(name, record.get(name)) for name in names}


def cell_of(name: str, value: object) -> str:
    """What the column ``name`` shows of a CSL value: names as "Family, Given; Organisation"."""
    if value in (None, ""):
        return ""
    if name == "author":
        return "; ".join(_name(person) for person in value) if isinstance(value, list) else ""
    if name in _DATES:
        return _date(value)
    return clean(str(value))


def _name(person: object) -> str:
    if not isinstance(person, dict):
        return clean(str(person))
    if person.get("literal"):
        return clean(str(person["literal"]))
    family = " ".join(
        str(person[part]) for part in ("non-dropping-particle", "family") if person.get(part)
    )
    return clean(f"{family}, {person['given']}" if person.get("given") else f"{family},")


def _date(value: object) -> str:
    if not isinstance(value, dict):
        return clean(str(value))
    parts = value.get("date-parts")
    ends = [csl_date({"date-parts": [part]}) for part in parts] if isinstance(parts, list) else []
    if not ends or not all(ends):
        return clean(str(value.get("raw") or value.get("literal") or json.dumps(value)))
    return "/".join(ends) + ("~" if value.get("circa") else "")


def value_of(name: str, text: str) -> object:
    """The CSL value of a cell. Raises CellError for a date that is none."""
    if name == "author":
        return [_person(part.strip()) for part in text.split(";") if part.strip()]
    if name in _DATES:
        return _csl_date(text)
    return text


def _person(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma and "," not in text:
        return {"literal": text}
    return {"family": family, "given": given} if given else {"family": family}


def _csl_date(text: str) -> dict[str, object]:
    ends = text.rstrip("~?").split("/")
    matches = [_DAY.fullmatch(end) for end in ends]
    if len(ends) > 2 or not all(matches):
        raise CellError(f"“{text}” is not a date: write it as 2026, 2026-02 or 2026-02-05.")
    parts = [[int(number) for number in match.groups() if number] for match in matches if match]
    document: dict[str, object] = {"date-parts": parts}
    if text.endswith(("~", "?")):
        document["circa"] = True
    return document

"""The ``.brief`` file: a request as TOML, read with located complaints and written to be diffed.

Old formats are brought up to date step by step when they are read; a newer one is refused.
"""

from __future__ import annotations

import re
import tomllib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import tomli_w
from msgspec import NODEFAULT

from briefgen.errors import BriefFileError, UsageError
from briefgen.factbase.dates import parse_edtf
from briefgen.pack.brief_defaults import as_typed
from briefgen.pack.brief_remarks import with_remarks
from briefgen.pack.brief_slips import misplaced, slip_in
from briefgen.pack.cells import (
    CellError,
    choice_of,
    day_of,
    defaults_of,
    record_of,
    switch_of,
    text_of,
    texts_of,
    unknown_keys,
)
from briefgen.pack.own_files import leads_away
from briefgen.pack.request import (
    Clearance,
    Delegate,
    Issue,
    Layout,
    Likelihood,
    Meeting,
    Override,
    PracticalNote,
    ProgrammeEntry,
    Request,
    Rewording,
    Side,
    Visit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    Where = Path | str

FORMAT = 2
_CRLF = "\r\n"


# How a key of the file is called in the request, where the two differ.
_FIELD = MappingProxyType({"from": "first", "to": "last", "map": "route_map"})
_KEY = MappingProxyType({name: key for key, name in _FIELD.items()})
_TEXTS = ("product", "from", "to", "marking", "language", "house")
_RECORDS: Mapping[str, type] = {"visit": Visit, "meeting": Meeting}
_LISTS: Mapping[str, type] = {
    "programme": ProgrammeEntry,
    "delegation": Delegate,
    "practical": PracticalNote,
    "clearance": Clearance,
    "issues": Issue,
    "reworded": Rewording,
}
_OF = "a .brief"
SELECTION = ("pinned", "dropped", "order")
_KEYS = {
    *("format", "voice", "topics", "as_of", "layout", "map"),
    *("likelihood", "overrides", "selection"),
    *_TEXTS, *_RECORDS, *_LISTS,
}  # fmt: skip
_FINISHED = (".docx", ".pdf")
_FINISHED_GIVEN = (
    "it is a finished pack, and a .brief is asked for; "
    "“briefgen verify” and “briefgen compare” read finished packs."
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


# --- reading ------------------------------------------------------------------------------------


def read_brief(path: Path) -> dict[str, Any]:
    """The document in a ``.brief`` file, checked for its syntax only."""
    if path.suffix.lower() in _FINISHED and path.exists():
        raise BriefFileError(path, _FINISHED_GIVEN)
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except FileNotFoundError:
        raise BriefFileError(path, "there is no such file.") from None
    except RecursionError:
        raise BriefFileError(path, "its brackets are nested too deeply.") from None
    except UnicodeDecodeError:
        raise BriefFileError(
            path, "it is not UTF-8 text: open it in a text editor and save it as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        slip = slip_in(text, str(error), _LISTS)
        raise BriefFileError(path, slip or f"{error}; correct that line.") from error
    except ValueError:  # of a whole number with more digits than Python reads
        raise BriefFileError(path, "a number in it is far too long.") from None
    except OSError as error:
        raise BriefFileError(path, f"{error.strerror or error}.") from error


def request_from(document: Mapping[str, Any], where: Where) -> Request:
    """The request that a ``.brief`` document holds. Raises BriefFileError for what is amiss."""
    document = _brought_up(document, where)
    try:
        request = _request(document)
    except CellError as fault:
        raise BriefFileError(where, str(fault)) from None
    check_names(document, where)
    _check_dates(request, where)
    return request


def sample_in(templates: Path) -> Request | None:
    """The request of the sample visit of these templates; none where they have none."""
    path = templates / "sample.brief"
    return request_from(read_brief(path), path) if path.is_file() else None


def _request(document: Mapping[str, Any]) -> Request:
    _check_keys(document, _KEYS, "")
    _check_places(document)
    selection = _table(document, "selection")
    _check_keys(selection, SELECTION, "selection.")
    values: dict[str, Any] = {
        _FIELD.get(key, key): text_of(document[key], key) for key in _TEXTS if key in document
    }
    readers: Mapping[str, Callable[[], object]] = {
        "voice": lambda: choice_of(Side, document["voice"], "voice"),
        "layout": lambda: choice_of(Layout, document["layout"], "layout"),
        "map": lambda: switch_of(document["map"], "map"),
        "topics": lambda: texts_of(document["topics"], "topics"),
        "as_of": lambda: day_of(document["as_of"], "as_of"),
        "likelihood": lambda: _likelihood(document),
        "overrides": lambda: _overrides(document),
    }
    values |= {_FIELD.get(key, key): read() for key, read in readers.items() if key in document}
    values |= {key: texts_of(selection[key], f"selection.{key}") for key in selection}
    for key, kind in _RECORDS.items():
        values[key] = record_of(kind, _table(document, key), key, _OF)
    for key, kind in _LISTS.items():
        values[key] = tuple(record_of(kind, row, key, _OF) for row in _rows(document, key))
    _check_reworded(values["reworded"])
    return Request(**values)


def _check_places(document: Mapping[str, Any]) -> None:
    """No key of the whole file stands under a head."""
    kinds = {**_RECORDS, **_LISTS}
    heads: dict[str, Collection[str]] = {name: defaults_of(kind) for name, kind in kinds.items()}
    heads |= {"selection": SELECTION, "likelihood": (), "overrides": ()}
    key, why = misplaced(document, _KEYS - heads.keys(), heads)
    if why:
        raise CellError(key, why)


def _check_reworded(rewordings: tuple[Rewording, ...]) -> None:
    """Each rewording says something, and each place is reworded once."""
    seen: set[str] = set()
    for one in rewordings:
        if not one.place or not one.text:
            lacks = "text" if one.place else "place"
            raise CellError(
                "reworded", f"an entry of [[reworded]] has an empty “{lacks}”; fill or delete it."
            )
        if one.place in seen:
            raise CellError("reworded", f"“{one.place}” is reworded twice; keep one of the two.")
        seen.add(one.place)


def _brought_up(document: Mapping[str, Any], where: Where) -> Mapping[str, Any]:
    """``document`` in the format of today, by way of all formats between."""
    found = document.get("format", FORMAT)
    if type(found) is int and found > FORMAT:
        raise BriefFileError(
            where,
            f"it was saved by a newer briefgen, in format {found}, and this one reads 1 to "
            f"{FORMAT}: open it with the newer one.",
        )
    if type(found) is not int or found < 1:
        raise BriefFileError(where, f"it has format {found!r}; this program reads 1 to {FORMAT}.")
    for number in range(found, FORMAT):
        document = _UPGRADES[number](document)
    return document


def _from_1(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Format 2 knows likelihood, layout, meeting and more; what format 1 holds means the same."""
    return {**document, "format": 2}


_UPGRADES: Mapping[int, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {1: _from_1}


def _likelihood(document: Mapping[str, Any]) -> tuple[tuple[str, Likelihood], ...]:
    table = _table(document, "likelihood")
    return tuple(
        (topic, choice_of(Likelihood, value, f"likelihood.{topic}"))
        for topic, value in table.items()
    )


def _overrides(document: Mapping[str, Any]) -> tuple[Override, ...]:
    table = _table(document, "overrides")
    found = tuple(
        Override(rule, text_of(reason, f"overrides.{rule}")) for rule, reason in table.items()
    )
    for override in found:
        if not override.reason:
            key = f"overrides.{override.rule}"
            raise CellError(key, f"“{key}” gives no reason; write one.")
    return found


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = document.get(name, {})
    if not isinstance(table, dict):
        brackets = f": write [{name}], in single brackets" if isinstance(table, list) else ""
        raise CellError(name, f"[{name}] must be a table of keys{brackets}.")
    return table


def _rows(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = document.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        why = f"each entry of “{name}” must stand under [[{name}]], in double brackets."
        raise CellError(name, why)
    return rows


def _check_keys(table: Mapping[str, Any], keys: Collection[str], prefix: str) -> None:
    for fault in unknown_keys(table, keys, prefix, _OF):
        raise fault


def check_names(document: Mapping[str, Any], where: Where) -> None:
    """A file from elsewhere must not make us open any path: a name, or a path beside it.

    What a person typed may be any path; ``where`` is then no path but words.
    """
    for key in ("product", "language", "house"):
        if leads_away(str(document.get(key, ""))) and not isinstance(where, str):
            hint = "" if key == "language" else "; put the file beside the .brief and name it alone"
            why = f"“{key}” must be a name, not a path to another folder{hint}."
            raise BriefFileError(where, why)


def _check_dates(request: Request, where: Where) -> None:
    """Every date is EDTF and every time a time of day."""
    dates = {
        "visit.dates": request.visit.dates,
        **{f"programme.day {n}": e.day for n, e in enumerate(request.programme, 1)},
        **{f"clearance.on {n}": c.on for n, c in enumerate(request.clearance, 1)},
        **{f"issues.on {n}": i.on for n, i in enumerate(request.issues, 1)},
    }
    for name, text in dates.items():
        if text:
            parse_edtf(text, f"{name} in {where}")
    for entry in request.programme:
        if entry.time:
            try:
                check_time(entry.time)
            except UsageError as error:
                raise BriefFileError(where, f"“programme.time”: {error}") from None
    request.dates  # noqa: B018 - raises where the range is empty or no date


def check_time(text: str) -> None:
    """Raise UsageError where ``text`` is no time of day."""
    if not _CLOCK.fullmatch(text):
        raise UsageError(f"“{text}” is not a time of day: write it like 09:30.")


# --- writing ------------------------------------------------------------------------------------


def document_of(request: Request) -> dict[str, Any]:
    """The ``.brief`` document of a request; what is left at its default is left out."""
    required = ("format", "product", "voice", "topics")
    document = _whole_document(request, _written)
    document["selection"] = {key: ids for key, ids in document["selection"].items() if ids}
    return {key: value for key, value in document.items() if value or key in required}


def _whole_document(request: Request, written: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Every key of a ``.brief``; of records what ``written`` makes of them."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "product": request.product,
        "voice": str(request.voice),
        "topics": [str(topic) for topic in request.topics],
    }
    plain = ("first", "last", "as_of", "marking", "language", "house", "layout", "route_map")
    optional: dict[str, Any] = {
        _KEY.get(name, name): _plain(getattr(request, name)) for name in plain
    }
    optional |= (
        {key: written(getattr(request, key)) for key in _RECORDS}
        | {
            "likelihood": {topic: str(value) for topic, value in request.likelihood},
            "overrides": {override.rule: override.reason for override in request.overrides},
            "selection": {key: list(getattr(request, key)) for key in SELECTION},
        }
        | {key: [written(row) for row in getattr(request, key)] for key in _LISTS}
    )
    return document | optional


def _plain(value: object) -> object:
    """A value as TOML knows it: no text type of our own, no tuple."""
    match value:
        case str():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value


def _written(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record of a request
    """The keys of a record that differ from their defaults; those it cannot do without, always."""
    return {
        name: _plain(value)
        for name, default in defaults_of(record.__class__).items()
        for value in [getattr(record, name)]
        if default is NODEFAULT or value not in (default, "", ())
    }


def _every_key(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record of a request
    """All keys of a record, those at their default too."""
    return {name: _plain(getattr(record, name)) for name in defaults_of(record.__class__)}


def brief_text(request: Request, before: str = "") -> str:
    """The ``.brief`` file of a request as text, in the order of ``before``, with its comments.

    Entries of lists stand under heads of their own, as people write them. What is as it would be
    without a word is not added to a file that had no word on it. Lines end as those of ``before``.
    """
    line_end = _CRLF if _CRLF in before else "\n"
    before = before.replace(_CRLF, "\n")
    document = _asked_for(request, before)
    rows = [(key, row) for key in _LISTS for row in document.pop(key, ())]
    parts = [tomli_w.dumps(document)]
    parts += [f"\n[[{key}]]\n{tomli_w.dumps(row)}" for key, row in rows]
    return with_remarks("".join(parts), before).replace("\n", line_end)


def _asked_for(request: Request, before: str) -> dict[str, Any]:
    """The document of ``request`` without the defaults that the file ``before`` does not name."""
    document = document_of(request)
    try:
        named = tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        return document
    if not named:
        return document
    defaults = document_of(Request())
    asked_for = {
        key: value
        for key, value in document.items()
        if key in named or key == "format" or value != defaults.get(key)
    }
    return as_typed(asked_for, _whole_document(request, _every_key), named)


def text_before(path: Path | None) -> str:
    """What stands in the ``.brief`` at ``path``, for its comments; nothing where there is none.

    Its lines end as they do in the file.
    """
    try:
        return path.read_bytes().decode("utf-8-sig") if path else ""
    except (OSError, UnicodeDecodeError):
        return ""

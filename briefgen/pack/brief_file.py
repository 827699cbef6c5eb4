"""The ``.brief`` file: a request as TOML, read with located complaints and written to be diffed.

Old formats are brought up to date step by step when they are read; a newer one is refused.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import tomli_w
from msgspec import NODEFAULT

from briefgen.errors import BriefFileError, why_unreadable
from briefgen.pack.brief_defaults import as_typed
from briefgen.pack.brief_faults import Asked, Fault
from briefgen.pack.brief_reading import (
    FIELD,
    FORMAT,
    LISTS,
    RECORDS,
    SELECTION,
    names_elsewhere,
    read_keys,
)
from briefgen.pack.brief_remarks import with_remarks
from briefgen.pack.cells import defaults_of
from briefgen.pack.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from briefgen.pack.brief_lines import Where

_CRLF = "\r\n"
_KEY = MappingProxyType({name: key for key, name in FIELD.items()})
_MOST_LETTERS = 500_000  # of a request; the sample visit has some three thousand
_MOST_DOTS = 2_000  # in a line of it
_SAMPLES_KEPT = 4  # of as many folders of templates; every pack is compared with it
_FINISHED = (".docx", ".pdf")
_FINISHED_GIVEN = (
    "it is a finished pack, and a .brief is asked for; "
    "“briefgen verify” and “briefgen compare” read finished packs."
)


# --- reading ------------------------------------------------------------------------------------


def read_brief(path: Path) -> dict[str, Any]:
    """The document in a ``.brief`` file, checked for its syntax only.

    Where that is broken, whatever else is amiss is told along with it.
    """
    if path.suffix.lower() in _FINISHED and path.exists():
        raise BriefFileError(path, _FINISHED_GIVEN)
    try:
        text = _text_in(path)
        return tomllib.loads(text)
    except RecursionError:
        raise BriefFileError(path, "its brackets are nested too deeply.") from None
    except UnicodeDecodeError:
        raise BriefFileError(
            path, "it is not UTF-8 text: open it in a text editor and save it as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, text) from error
    except ValueError:  # of a whole number with more digits than Python reads
        raise BriefFileError(path, "a number in it is far too long.") from None
    except OSError as error:
        raise BriefFileError(path, why_unreadable(error)) from error


def _text_in(path: Path) -> str:
    """What a ``.brief`` file says, if it is no more than a request may."""
    with path.open(encoding="utf-8-sig") as file:
        text = file.read(_MOST_LETTERS + 1)
    if len(text) > _MOST_LETTERS:
        raise BriefFileError(path, f"it is longer than {_MOST_LETTERS:,} letters.")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:  # a key of so many parts takes tomllib minutes
            raise BriefFileError(path, f"line {number} holds more than {_MOST_DOTS:,} full stops.")
    return text


def _syntax_error(path: Path, text: str) -> BriefFileError:
    """What is wrong with a text that is no TOML, and with the keys in the rest of it."""
    from briefgen.pack.toml_slips import slips_in  # noqa: PLC0415 - for a mistake only

    slips, mended = slips_in(text, LISTS)
    faults = [Fault((), slip.why, line=slip.line) for slip in slips]
    try:
        document = tomllib.loads(mended)
    except (ValueError, RecursionError):
        return Asked(path).error(faults)
    asked = Asked(path, mended)
    of_slips = {slip.line for slip in slips}
    more = _faults_in(_brought_up(document, path), asked)[1]
    return asked.error([*faults, *(one for one in more if asked.line_of(one) not in of_slips)])


def request_from(
    document: Mapping[str, Any], origin: Path | str, typed: Mapping[Where, str] | None = None
) -> Request:
    """The request that a ``.brief`` document holds. Raises BriefFileError for what is amiss.

    ``typed`` has the options that set a key of it, by that key: those are blamed, not the file, and
    may name any file. ``origin`` in words is trusted like them.
    """
    request, faults, asked = asked_from(document, origin, typed or {})
    if faults:
        raise asked.error(faults)
    return request


def asked_from(
    document: Mapping[str, Any], origin: Path | str, typed: Mapping[Where, str]
) -> tuple[Request, list[Fault], Asked]:
    """As `request_from`, with the faults given back; the request serves to look for more of them.

    Raises BriefFileError for a document of a format that is not read.
    """
    document = _brought_up(document, origin)
    text = "" if isinstance(origin, str) else text_before(origin)
    asked = Asked(origin, text, typed)
    return *_faults_in(document, asked), asked


def _faults_in(document: Mapping[str, Any], asked: Asked) -> tuple[Request, list[Fault]]:
    request, faults = read_keys(document)
    if not isinstance(asked.origin, str):
        faults += [one for one in names_elsewhere(document) if one.where not in asked.typed]
    return request, faults


def sample_in(templates: Path) -> Request | None:
    """The request of the sample visit of these templates; none where they have none."""
    path = templates / "sample.brief"
    return _read_as_it_is(path, path.read_bytes()) if path.is_file() else None


@lru_cache(maxsize=_SAMPLES_KEPT)
def _read_as_it_is(path: Path, _now: bytes) -> Request:
    """The request in ``path``, read again only when it holds something else."""
    return request_from(read_brief(path), path)


def _brought_up(document: Mapping[str, Any], origin: Path | str) -> Mapping[str, Any]:
    """``document`` in the format of today, by way of all formats between."""
    found = document.get("format", FORMAT)
    if type(found) is int and found > FORMAT:
        raise BriefFileError(
            origin,
            f"it was saved by a newer briefgen, in format {found}, and this one reads 1 to "
            f"{FORMAT}: open it with the newer one.",
        )
    if type(found) is not int or found < 1:
        raise BriefFileError(origin, f"it has format {found!r}; this program reads 1 to {FORMAT}.")
    for number in range(found, FORMAT):
        document = _UPGRADES[number](document)
    return document


def _from_1(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Format 2 knows likelihood, layout, meeting and more; what format 1 holds means the same."""
    return {**document, "format": 2}


_UPGRADES: Mapping[int, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {1: _from_1}


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
        {key: written(getattr(request, key)) for key in RECORDS}
        | {
            "likelihood": {topic: str(value) for topic, value in request.likelihood},
            "overrides": {override.rule: override.reason for override in request.overrides},
            "selection": {key: list(getattr(request, key)) for key in SELECTION},
        }
        | {key: [written(row) for row in getattr(request, key)] for key in LISTS}
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
    rows = [(key, row) for key in LISTS for row in document.pop(key, ())]
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

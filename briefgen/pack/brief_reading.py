"""What a ``.brief`` document says, read key by key: a request, and everything that is amiss in it.

A mistake does not end the reading: whoever made five is told of five.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import NODEFAULT

from briefgen.errors import BriefgenError, UsageError
from briefgen.factbase.dates import parse_edtf
from briefgen.pack.brief_faults import Fault
from briefgen.pack.brief_misplaced import misplaced
from briefgen.pack.cells import (
    CellError,
    cell_of,
    choice_of,
    day_of,
    defaults_of,
    faults_of,
    hints_of,
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
    end_of_range,
)
from briefgen.pack.zones import unknown_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from briefgen.pack.brief_lines import Where

FORMAT = 2
# How a key of the file is called in the request, where the two differ.
FIELD = MappingProxyType({"from": "first", "to": "last", "map": "route_map"})
SELECTION = ("pinned", "dropped", "order")
RECORDS: Mapping[str, type] = MappingProxyType({"visit": Visit, "meeting": Meeting})
LISTS: Mapping[str, type] = MappingProxyType(
    {
        "programme": ProgrammeEntry,
        "delegation": Delegate,
        "practical": PracticalNote,
        "clearance": Clearance,
        "issues": Issue,
        "reworded": Rewording,
    }
)
_TEXTS = ("product", "from", "to", "marking", "language", "house")
_OF = "a .brief"
_KEYS = {
    *("format", "voice", "topics", "as_of", "layout", "map"),
    *("likelihood", "overrides", "selection"),
    *_TEXTS, *RECORDS, *LISTS,
}  # fmt: skip
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def read_keys(document: Mapping[str, Any]) -> tuple[Request, list[Fault]]:
    """The request in ``document`` as far as it can be read, and what is amiss in the rest.

    What cannot be read is at its default, or made up where there is none: such a request serves
    to look for further mistakes and for nothing else.
    """
    reading = _Reading(document)
    request = reading.request()
    return request, [
        *reading.faults,
        *_bad_days(request),
        *_bad_sides(request),
        *_bad_zone(request),
    ]


class _Reading:
    """One reading of a document, with the faults met so far."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.faults = list(_misplaced(document))
        self._known = {fault.where for fault in self.faults}

    def request(self) -> Request:
        """The request of the document; what is amiss is put to the faults."""
        document = self.document
        self._keys(document, _KEYS, ())
        values: dict[str, Any] = {}
        readers: dict[str, Callable[[object], object]] = {
            key: partial(text_of, key=key) for key in _TEXTS
        }
        readers |= {
            "voice": lambda value: choice_of(Side, value, "voice"),
            "layout": lambda value: choice_of(Layout, value, "layout"),
            "map": lambda value: switch_of(value, "map"),
            "topics": lambda value: texts_of(value, "topics"),
            "as_of": lambda value: day_of(value, "as_of"),
        }
        for key, read in readers.items():
            if key in document:
                self._take(values, FIELD.get(key, key), (key,), read, document[key])
        selection = self._table("selection")
        self._keys(selection, SELECTION, ("selection",))
        for key in SELECTION:
            if key in selection:
                self._take(values, key, ("selection", key), _ids(key), selection[key])
        values["likelihood"] = tuple(self._by_name("likelihood", _likelihood))
        values["overrides"] = tuple(self._by_name("overrides", _override))
        for key, kind in RECORDS.items():
            values[key] = self._record(kind, self._table(key), key, (key,))
        for key, kind in LISTS.items():
            rows = enumerate(self._rows(key))
            values[key] = tuple(self._record(kind, row, key, (key, n)) for n, row in rows)
        self.faults += _bad_rewordings(values["reworded"], self._known)
        return Request(**values)

    def _fault(self, where: Where, why: str) -> None:
        if where not in self._known:
            self._known.add(where)
            self.faults.append(Fault(where, why))

    def _take(
        self,
        values: dict[str, Any],
        name: str,
        where: Where,
        read: Callable[[Any], object],
        value: object,
    ) -> None:
        """Put what ``value`` is into ``values``, or what is wrong with it to the faults."""
        try:
            values[name] = read(value)
        except CellError as fault:
            self._fault(where, str(fault))

    def _keys(self, table: Mapping[str, Any], keys: Collection[str], where: Where) -> None:
        prefix = "".join(f"{name}." for name in where)
        for fault in unknown_keys(table, keys, prefix, _OF):
            self._fault((*where, fault.key[len(prefix) :]), str(fault))

    def _by_name(
        self, name: str, read: Callable[[str, object], object]
    ) -> Iterator[Any]:  # of records
        """What stands in the table ``name``, whose keys are names that are given something."""
        for key, value in self._table(name).items():
            try:
                yield read(key, value)
            except CellError as fault:
                self._fault((name, key), str(fault))

    def _record(self, kind: type, table: Mapping[str, Any], name: str, where: Where) -> Any:  # noqa: ANN401 - of ``kind``
        wrong: set[str] = set()
        for fault in faults_of(kind, table, name, _OF):
            key = fault.key[len(name) + 1 :]
            wrong.add(key)
            self._fault((*where, key), str(fault))
        hints, defaults = hints_of(kind), defaults_of(kind)
        good = {
            key: cell_of(hints[key], table[key], key)
            for key in hints
            if key in table.keys() - wrong
        }
        lacking = {key for key, default in defaults.items() if default is NODEFAULT} - good.keys()
        return kind(**good, **{key: _made_up(hints[key]) for key in lacking})

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self.document.get(name, {})
        if isinstance(table, dict):
            return table
        brackets = f": write [{name}], in single brackets" if isinstance(table, list) else ""
        self._fault((name,), f"[{name}] must be a table of keys{brackets}.")
        return {}

    def _rows(self, name: str) -> list[Mapping[str, Any]]:
        rows = self.document.get(name, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        self._fault(
            (name,), f"each entry of “{name}” must stand under [[{name}]], in double brackets."
        )
        return []


def _made_up(hint: Any) -> str:  # noqa: ANN401 - a type
    """A value for what a record cannot do without and does not have."""
    return next(iter(hint)) if issubclass(hint, StrEnum) else ""


def _ids(key: str) -> Callable[[object], object]:
    return lambda value: texts_of(value, f"selection.{key}")


def _likelihood(topic: str, value: object) -> tuple[str, Likelihood]:
    return topic, choice_of(Likelihood, value, f"likelihood.{topic}")


def _override(rule: str, value: object) -> Override:
    key = f"overrides.{rule}"
    reason = text_of(value, key)
    if not reason:
        raise CellError(key, f"“{key}” gives no reason; write one.")
    return Override(rule, reason)


# --- what a whole document must keep ------------------------------------------------------------


def _misplaced(document: Mapping[str, Any]) -> Iterator[Fault]:
    """No key of the whole file stands under a head."""
    kinds = {**RECORDS, **LISTS}
    heads: dict[str, Collection[str]] = {name: defaults_of(kind) for name, kind in kinds.items()}
    heads |= {"selection": SELECTION, "likelihood": (), "overrides": ()}
    return misplaced(document, _KEYS - heads.keys(), heads)


def _bad_rewordings(rewordings: tuple[Rewording, ...], known: Collection[Where]) -> Iterator[Fault]:
    """Each rewording says something, and each place is reworded once."""
    seen: set[str] = set()
    for number, one in enumerate(rewordings):
        lacks = "" if one.place and one.text else ("text" if one.place else "place")
        where: Where = ("reworded", number, lacks or "place")
        if where in known:
            continue
        if lacks:
            yield Fault(
                where, f"an entry of [[reworded]] has an empty “{lacks}”; fill or delete it."
            )
        elif one.place in seen:
            yield Fault(where, f"“{one.place}” is reworded twice; keep one of the two.")
        seen.add(one.place)


def names_elsewhere(document: Mapping[str, Any]) -> Iterator[Fault]:
    """A file from elsewhere must not make us open any path: a name, or a path beside it."""
    for key in ("product", "language", "house"):
        if leads_away(str(document.get(key, ""))):
            hint = "" if key == "language" else "; put the file beside the .brief and name it alone"
            yield Fault((key,), f"“{key}” must be a name, not a path to another folder{hint}.")


def _bad_days(request: Request) -> Iterator[Fault]:
    """Every date is EDTF and every time a time of day."""
    dates: dict[tuple[str | int, ...], tuple[str, str]] = {
        ("visit", "dates"): ("visit.dates", request.visit.dates)
    }
    for name, key in (("programme", "day"), ("clearance", "on"), ("issues", "on")):
        for number, entry in enumerate(getattr(request, name)):
            dates[name, number, key] = f"{name}.{key} {number + 1}", getattr(entry, key)
    for where, (name, text) in dates.items():
        if text:
            yield from _refused(where, parse_edtf, text, name)
    for number, entry in enumerate(request.programme):
        if entry.time:
            for fault in _refused(("programme", number, "time"), check_time, entry.time):
                yield Fault(fault.where, f"“programme.time”: {fault.why}")
    yield from _bad_range(request)


def _bad_sides(request: Request) -> Iterator[Fault]:
    """A delegation is of one of the two sides; only a pack may be of none."""
    for number, delegate in enumerate(request.delegation):
        if delegate.side is Side.NEUTRAL:
            why = "who sits in a delegation is of one side: write “PAK” or “KAZ” for “neutral”."
            yield Fault(("delegation", number, "side"), why)


def _bad_zone(request: Request) -> Iterator[Fault]:
    """A time zone that is written as computers know it is one that they know."""
    for hint in unknown_zone(request.visit.time_zone):
        why = (
            f"there is no time zone “{request.visit.time_zone}”{hint}: write one such as "
            "Asia/Almaty, or words of your own such as “Astana time, UTC+5”."
        )
        yield Fault(("visit", "time_zone"), why)


def _bad_range(request: Request) -> Iterator[Fault]:
    ends = [
        fault
        for key, text, name in (
            ("from", request.first, "the start of the range"),
            ("to", request.last, "the end of the range"),
        )
        if text
        for fault in _refused((key,), end_of_range, text, name)
    ]
    yield from ends
    if not ends:
        for fault in _refused(("from",), lambda: request.dates):
            yield Fault(fault.where, fault.why, also=("to",))


def _refused(where: Where, check: Callable[..., object], *values: str) -> Iterator[Fault]:
    """The fault at ``where``, if ``check`` refuses ``values``."""
    try:
        check(*values)
    except BriefgenError as error:
        yield Fault(where, str(error))


def check_time(text: str) -> None:
    """Raise UsageError where ``text`` is no time of day."""
    if not _CLOCK.fullmatch(text):
        raise UsageError(f"“{text}” is not a time of day: write it like 09:30.")

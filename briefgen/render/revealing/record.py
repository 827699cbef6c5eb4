"""The generation record of a pack of ours in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import PackFileError
from briefgen.pack.naming import names_nobody
from briefgen.pack.record_form import TABLES
from briefgen.pack.release import for_our_side
from briefgen.pack.wordlists import read_wordlists
from briefgen.render.reading_record import parse_record
from briefgen.render.revealing.lines import counted, fine, leaks, listed, look, quoted, shown
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from briefgen.render.revealing.lines import Line

_AREA = "record"
_NOUNS = dict(zip(TABLES, ("fact", "figure", "line", "person", "source"), strict=True))


def record_in(text: str, path: Path) -> Mapping[str, Any] | None:
    """The record whose JSON ``text`` is; None where it is none or cannot be read."""
    try:
        return parse_record(text, path)
    except PackFileError:
        return None


def record_lines(text: str, record: Mapping[str, Any] | None) -> Iterator[Line]:
    """What the record of a pack tells: how it was made, for whom, and on what it rests.

    ``text`` is the record as it stands in the file, "" where it has none.
    """
    if record is not None:
        yield from _told(record)
    elif text:
        yield look(_AREA, "a generation record that this program cannot read")
    else:
        yield fine(_AREA, "no generation record")


def _told(record: Mapping[str, Any]) -> Iterator[Line]:
    request = record["request"]
    leaves = bool(record.get("releasable_only"))
    made = f"{shown(record['product'])}, as at {shown(record['as_of'])}, by "
    made += shown(record["program"])
    if leaves:
        hint = "hand over a copy made with “--plain”, which has none"
        yield look(_AREA, f"a generation record in a copy for release: {hint}: {made}")
    else:
        yield fine(_AREA, f"a generation record (“--plain” leaves it out): {made}")
    yield fine(
        _AREA,
        f"the fact base {shown(record['fact_base'])} {shown(record['fact_base_version'])} "
        f"with its digest {shown(record['digest'])[:12]}…, and "
        f"{', '.join(_counts(record))}, each by id with a hash",
    )
    if leaves:
        yield from (
            leaks(_AREA, f"a copy for release: {shown(it)}") for it in _not_to_leave(record)
        )
    topics = request.get("topics", [])
    asked = [
        f"topics {listed(map(str, topics))}" if isinstance(topics, list) else "",
        *(f"{key} {shown(str(request[key]))}" for key in ("from", "to", "voice") if key in request),
    ]
    told = "what was asked for: " + "; ".join(filter(None, asked))
    whom = "; the voice tells for whom the pack speaks" if leaves and "voice" in request else ""
    yield (look if whom else fine)(_AREA, told + whom)
    for key, value in request.get("visit", {}).items():
        yield look(_AREA, f"the request says visit.{shown(key)}: {quoted(_plainly(value))}")
    for key, value in request.items():
        if isinstance(value, (dict, list)) and key not in ("visit", "topics") and value:
            yield look(
                _AREA, f"the request says {counted(_size(value), 'thing')} under [{shown(key)}]"
            )


def _not_to_leave(record: Mapping[str, Any]) -> Iterator[str]:
    yield from for_our_side(record)
    marking = str(record["marking"])
    kept = read_wordlists(bundled_templates()).get("for_the_house", ())
    if any(words in marking.lower() for words in kept):
        yield f"it is marked {quoted(marking)}, which keeps it in the house"


def _counts(record: Mapping[str, Any]) -> list[str]:
    rows = [counted(len(record[table]), noun) for table, noun in _NOUNS.items()]
    return [*rows, counted(len(record["blocks"]), "block")]


def _plainly(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _size(value: dict[str, Any] | list[Any]) -> int:
    if isinstance(value, dict):
        return sum(_size(v) if isinstance(v, (dict, list)) else 1 for v in value.values())
    return len(value)


def office_named(record: Mapping[str, Any] | None) -> str:
    """The office that the request of a pack names as its author; "" for none."""
    office = (record or {}).get("request", {}).get("visit", {}).get("prepared_by", "")
    return office if isinstance(office, str) else ""


def name_lines(name: str, record: Mapping[str, Any] | None) -> Iterator[Line]:
    """What the name of the file itself gives away."""
    stem = name.rpartition(".")[0] or name
    visit = (record or {}).get("request", {}).get("visit", {})
    people = [visit.get(key, "") for key in ("principal", "counterpart", "contact")]
    told = [
        word
        for word in " ".join(map(str, people)).split()
        if len(word) > 3 and word[0].isupper() and word.lower() in stem.lower()
    ]
    if told:
        yield leaks("file name", f"{quoted(name)} says {listed(told)}, who is in the request")
    elif names_nobody(stem):
        yield fine("file name", f"{quoted(name)}: number, issue, day and marking, and nobody")
    else:
        says = "does it name a person? “build --into” gives number, issue, day and marking"
        yield look("file name", f"{quoted(name)}: {says}")

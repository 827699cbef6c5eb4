"""Sources: CSL-JSON, as Zotero exports it, into Source records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import DateFormatError
from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.records import Source
from briefgen.factbase.registered import like
from briefgen.factbase.rows import read_json_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from briefgen.factbase.schema import Resource


_KEYS = """
    abstract accessed annote archive archive-place archive_collection archive_location author
    authority available-date call-number categories chair chapter-number citation-key
    citation-label citation-number collection-editor collection-number collection-title compiler
    composer container container-author container-title container-title-short contributor curator
    custom dimensions director division DOI edition editor editor-translator editorial-director
    event event-date event-place event-title executive-producer first-reference-note-number genre
    guest host id illustrator interviewer ISBN ISSN issue issued journalAbbreviation jurisdiction
    keyword language license locator medium narrator note number number-of-pages
    number-of-volumes organizer original-author original-date original-publisher
    original-publisher-place original-title page page-first part-number part-title performer PMCID
    PMID printing-number producer publisher publisher-place recipient references reviewed-author
    reviewed-genre reviewed-title scale script-writer section series-creator shortTitle source
    status submitted supplement-number title title-short translator type URL version volume
    volume-title year-suffix
"""
KEYS = frozenset(_KEYS.split())  # of CSL-JSON 1.0, with those that were added since


def read_sources(folder: Path, resource: Resource) -> tuple[dict[str, Source], list[Problem]]:
    """The usable sources by id, and the problems of the others."""
    return sources_in(read_json_records(folder, resource), resource.path)


def sources_in(
    records: Iterable[tuple[int, Mapping[str, object]]], label: str
) -> tuple[dict[str, Source], list[Problem]]:
    """The usable sources among numbered ``records``; problems call their file ``label``."""
    sources: dict[str, Source] = {}
    problems = []
    for number, item in records:
        identifier = str(item.get("id") or "")
        for key in (key for key in item if key not in KEYS):
            text = (
                f"“{key}” is no key of CSL-JSON, so nobody reads it: correct it{like(key, KEYS)}."
            )
            problems.append(Problem(Severity.WARNING, label, number, key, identifier, text))
        message = _fault(item, sources)
        if message:
            column, text = message
            problems.append(Problem(Severity.ERROR, label, number, column, identifier, text))
        else:
            sources[identifier] = _source(item)
    return sources, problems


def _fault(item: Mapping[str, object], sources: Mapping[str, Source]) -> tuple[str, str] | None:
    for name in ("id", "type", "title"):
        if not isinstance(item.get(name), str) or not item[name]:
            return name, f"The source has no {name}: fill it in."
    if item["id"] in sources:
        return "id", f"“{item['id']}” is the id of an earlier source: give this one its own."
    for name in ("issued", "accessed"):
        if item.get(name) and not _is_date(csl_date(item[name])):
            return name, 'The date is not a CSL date: write {"date-parts": [[2026, 2, 5]]}.'
    url = item.get("URL")
    if url and not str(url).startswith(("https://", "http://")):
        return "URL", f"“{url}” is not a web address that starts with https:// or http://."
    return None


def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateFormatError:
        return False
    return True


def _source(item: Mapping[str, object]) -> Source:
    return Source(
        id=str(item["id"]),
        type=str(item["type"]),
        title=str(item["title"]),
        authors=tuple(_names(item.get("author"))),
        publisher=str(item.get("publisher") or item.get("container-title") or ""),
        issued=csl_date(item.get("issued")),
        accessed=csl_date(item.get("accessed")),
        url=str(item.get("URL") or ""),
        note=str(item.get("note") or ""),
    )


def _names(value: object) -> list[str]:
    people = value if isinstance(value, list) else []
    names = []
    for person in people:
        if isinstance(person, dict):
            parts = [person.get("given"), person.get("non-dropping-particle"), person.get("family")]
            name = person.get("literal") or " ".join(str(part) for part in parts if part)
            names.append(str(name))
    return [name for name in names if name]


def csl_date(value: object) -> str:
    """A CSL date as EDTF text ("2026-02-05"); empty where it is missing or damaged."""
    try:
        parts = value["date-parts"][0]  # type: ignore[index]
        numbers = [int(part) for part in parts]
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
        return ""
    if not 1 <= len(numbers) <= 3:
        return ""
    return "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])])

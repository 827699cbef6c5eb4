"""Reading BibTeX and BibLaTeX, as Zotero exports them, into rows of the table of sources."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from briefgen.factbase.exchange.bibliography import SOURCES, source_id
from briefgen.factbase.exchange.cells import IncomingRow, IncomingTable, clean
from briefgen.factbase.exchange.delimited import decoded
from briefgen.factbase.exchange.places import ExchangeError, Finding, Place
from briefgen.factbase.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bibtexparser.model import Block, Entry

    from briefgen.factbase.schema import Resource

_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "legislation": "legislation",
    "mastersthesis": "thesis",
    "online": "webpage",
    "phdthesis": "thesis",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "video": "motion_picture",
    "www": "webpage",
}
# For each column the fields it may come from, the best first.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "publisher": (
        "journaltitle", "journal", "publisher", "institution", "organization", "school",
        "howpublished",
    ),
    "note": ("note",),
}  # fmt: skip
_LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "kazakh": "kk", "russian": "ru",
    "urdu": "ur",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_ESCAPE = re.compile(r"\\([_%&#~$])")


def read_bibtex(path: Path, resource: Resource) -> IncomingTable:
    """The sources of a .bib file; an entry that cannot be read is a finding with its line."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - needed only here

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # we tell it ourselves
    text, encoding = decoded(path)
    try:
        library = parse_string(text)
        rows = tuple(_row(entry) for entry in library.entries)
    except RecursionError:
        raise ExchangeError(path, "its braces are nested too deeply to be read.") from None
    findings = tuple(_failed(path, block) for block in library.failed_blocks)
    notes = () if encoding == "UTF-8" else (f"{path.name} was read as {encoding}.",)
    if not rows and not findings:
        raise ExchangeError(path, "there is no entry in it: export it from Zotero as BibTeX.")
    columns = dict.fromkeys((field.name for field in resource.fields), 0)
    return IncomingTable(SOURCES, path.name, "", columns, rows, findings, notes)


def _failed(path: Path, block: Block) -> Finding:
    line = (block.start_line or 0) + 1
    start = (block.raw or "").strip().split("\n")[0][:60]
    message = (
        f"“{start}” cannot be read: its key or a field stands twice, or a brace or a quotation "
        "mark is not closed."
    )
    return Finding(Severity.ERROR, Place(path.name, "", f"line {line}"), "", message)


def _row(entry: Entry) -> IncomingRow:
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    lines = {field.key.lower(): field.start_line for field in entry.fields}
    cells = {"id": source_id(entry.key), "type": _type(entry.entry_type.lower(), fields)}
    origin = {}
    for column, names in _FIELDS.items():
        name = next((name for name in names if fields.get(name)), "")
        if name:
            cells[column], origin[column] = _plain(fields[name]), name
    if fields.get("subtitle") and "title" in cells:
        cells["title"] += f": {_plain(fields['subtitle'])}"
    for column, (text, name) in _others(fields).items():
        cells[column], origin[column] = text, name
    first = entry.start_line or 0
    spots = {"": f"line {first + 1}"}
    spots |= {c: f"line {(lines[n] or first) + 1}, {n}" for c, n in origin.items()}
    return IncomingRow(first + 1, cells, spots=spots)


def _type(entry_type: str, fields: Mapping[str, str]) -> str:
    if entry_type == "article" and fields.get("entrysubtype") in {"newspaper", "magazine"}:
        return f"article-{fields['entrysubtype']}"
    unknown = "webpage" if fields.get("url") else "document"
    return _TYPES.get(entry_type, unknown)


def _others(fields: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The columns that need more than their text decoded, each with the field it is from."""
    found = {}
    writers = "author" if fields.get("author") else "editor"
    if fields.get(writers):
        found["author"] = _authors(fields[writers]), writers
    if fields.get("date") or fields.get("year"):
        name = "date" if fields.get("date") else "year"
        found["issued"] = fields.get("date") or _year_month_day(fields), name
    if fields.get("urldate"):
        found["accessed"] = fields["urldate"].strip(), "urldate"
    if fields.get("url"):
        found["URL"] = _ESCAPE.sub(r"\1", fields["url"]).strip(), "url"
    elif fields.get("doi"):
        found["URL"] = "https://doi.org/" + _ESCAPE.sub(r"\1", fields["doi"]).strip(), "doi"
    name = "langid" if fields.get("langid") else "language"
    if fields.get(name):
        language = clean(fields[name])
        found["language"] = _LANGUAGES.get(language.lower(), language), name
    return found


def _year_month_day(fields: Mapping[str, str]) -> str:
    month = fields.get("month", "").strip().lower()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else month
    parts = [fields["year"].strip(), number, fields.get("day", "").strip()]
    given = parts[: next((i for i, part in enumerate(parts) if not part), len(parts))]
    return "-".join(str(part).zfill(2) for part in given)


def _plain(text: str) -> str:
    """``text`` without LaTeX: its braces, accents and escapes become letters."""
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - needed only here

    kept = _BARE_PERCENT.sub(r"\\%", text)  # else the rest of the line would be a comment
    decoded_text = LatexNodes2Text(math_mode="verbatim").latex_to_text(kept)
    return re.sub(r"\s+", " ", clean(str(decoded_text)))


def _authors(text: str) -> str:
    """Names as the column shows them: "Family, Given; Organisation"."""
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 - needed only here
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    shown = []
    for name in split_multiple_persons_names(text):
        if name.startswith("{") and name.endswith("}"):
            shown.append(_plain(name).replace(",", ""))  # an organisation; a comma parts a person
            continue
        parts = parse_single_name_into_parts(name, strict=False)
        family = _plain(" ".join([*parts.von, *parts.last, *parts.jr]))
        given = _plain(" ".join(parts.first))
        shown.append(f"{family}, {given}" if given else family)
    return "; ".join(shown)

"""The generation record: what a pack was made from, kept inside its files.

With it a file can later be held against itself (was it edited?) and against the fact base of the
day (what has changed?), and the same pack can be made again. It names no person who made it, no
machine and no path; hashes are the first twelve hex digits of a SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from datetime import date
from functools import lru_cache
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from briefgen import __version__
from briefgen.factbase.base import grouped
from briefgen.factbase.dates import Interval
from briefgen.factbase.rivals import are_rivals
from briefgen.pack.blocks import Callout, Heading, List, Paragraph, SourceList
from briefgen.pack.brief_file import document_of
from briefgen.pack.inlines import Figure, PersonName, facts_of
from briefgen.pack.said import block_text, inline_runs
from briefgen.pack.templates import HELD_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Line, Observation
    from briefgen.pack.blocks import Block
    from briefgen.pack.draft import Draft
    from briefgen.pack.request import Request
    from briefgen.pack.select import Selection

    Record = Mapping[str, Any]

FORMAT = 1
CAPTION_LABELS = ("table_label", "figure_label")
TABLES = ("facts", "observations", "lines", "people", "sources")
_SHORT = 12  # hex digits of a hash: 48 bits, against slips, not against forgers
_NOT_PRINTED = frozenset({"Fact.note", "Fact.review_by", "Fact.as_of"})  # a curator's own columns
_LINE_PLACES = ("line", "message", "card", "press", "objective", "theirs", "risk")  # before its id


def record_values(draft: Draft) -> dict[str, str]:
    """What is printed of the record, by key of the printed words."""
    request, base = draft.selection.request, draft.base
    selection = [", ".join(request.topics), request.dates.edtf, str(request.voice)]
    left_out = {"left_out": str(len(draft.left_out))} if draft.left_out else {}
    return {
        "program": f"briefgen {__version__}",
        "fact_base": f"{base.name} {base.version}",
        "digest": base.digest,
        "product": draft.product.name,
        "selection": "; ".join(selection),
        "facts": draft.words.get(
            "record",
            "facts_printed",
            printed=len(draft.cited_facts),
            chosen=len(draft.selection.facts),
        ),
        **left_out,
    }


def generation_record(
    draft: Draft, blocks: Iterable[Block], marking: str, draft_mark: str = ""
) -> dict[str, Any]:
    """The record of the pack that ``blocks`` make, as a JSON document.

    ``marking`` and ``draft_mark`` are what every page bears; a final pack has no draft mark.
    """
    blocks = tuple(blocks)
    selection, words = draft.selection, draft.words
    base = selection.base
    labels = {key: words.label(key) for key in CAPTION_LABELS}
    patterns = words.path.parent.parent / "patterns" / f"{HELD_IN}.toml"
    outlines = words.path.parent.parent / "map" / "coastlines.json"
    return {
        "format": FORMAT,
        "program": f"briefgen {__version__}",
        "request": _request_document(selection.request),
        "as_of": selection.as_of.isoformat(),
        "marking": marking,
        "draft": draft_mark,
        "fitted": sorted(draft.left_out),
        **({"releasable_only": True} if selection.releasable_only else {}),
        **labels,
        "fact_base": base.name,
        "fact_base_version": base.version,
        "digest": base.digest,
        "product": draft.product.name,
        "product_sha256": _file_hash(draft.product.path),
        "words_sha256": _file_hash(words.path),
        "patterns_sha256": _file_hash(patterns) if patterns.is_file() else "",
        **({"map_sha256": _file_hash(outlines)} if selection.request.route_map else {}),
        **rows_printed(blocks, selection),
        "blocks": blocks_printed(blocks, labels.values()),
    }


def record_text(record: Record) -> str:
    """The record as it stands in a file: JSON in ASCII, the same text for the same record."""
    return json.dumps(dict(record), sort_keys=True)


def _request_document(request: Request) -> dict[str, Any]:
    """The ``.brief`` of the request; a product or house of one's own by its file name alone."""
    document = document_of(request)
    for key in ("product", "house"):
        document[key] = bare_name(document[key])
    if request.as_of:
        document["as_of"] = request.as_of.isoformat()
    return document


def bare_name(path: str) -> str:
    """The last part of a path of any system."""
    return PureWindowsPath(path).name


def _file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- blocks -------------------------------------------------------------------------------------

_CURLY = (("‘", "'"), ("’", "'"), ("ʼ", "'"), ("“", '"'), ("”", '"'), ("„", '"'))
_CITATION = re.compile(r"\s*\[\d+(?:,\s\d+)*\]")  # also with the space that no line breaks at

# What a word processor may add or drop without a reader noticing.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u064b-\u065f\u0670\ud800-\udfff\ufffe\uffff]"
)

_VOWEL_SIGNS = b"\xd9"  # in UTF-8 the first byte of the signs in that list that are printable


def caption_labels(record: Record) -> tuple[str, ...]:
    """What the writers put before captions; records made before there were figures lack one."""
    return tuple(str(record.get(key, "")) for key in CAPTION_LABELS)


def blocks_printed(blocks: Iterable[Block], labels: Iterable[str]) -> list[list[Any]]:
    """For each block its id, the hash of its text, how many pieces that has, its heading level."""
    before_captions = tuple(labels)
    return [
        [
            block.id,
            _hash_of(said := _said(block_text(block)), before_captions),
            len(said),
            block.level if isinstance(block, Heading) else 0,
        ]
        for block in blocks
    ]


def fingerprint(pieces: Iterable[str], *labels: str) -> str:
    """The short hash of the words in ``pieces``.

    It looks past what writers and word processors do by themselves: the width of spaces, empty
    pieces, invisible characters, curly quotes, and the number that one of ``labels`` puts before a
    caption.
    """
    return _hash_of(_said(pieces), labels)


def _hash_of(said: list[str], labels: tuple[str, ...]) -> str:
    first = [without_label(_straight(piece), *labels) for piece in said[:1]]
    return _short_hash(_straight("\n".join([*first, *said[1:]])))


def _straight(text: str) -> str:
    if not text.isascii():
        for curly, straight in _CURLY:
            text = text.replace(curly, straight)
    return text


def squeezed(text: str) -> str:
    """``text`` as it is compared: composed letters, single spaces, nothing invisible.

    Arabic vowel signs count as invisible: most print leaves them out.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # In most texts there is nothing to look for, which these calls tell faster than a search.
    if not text.isprintable() or (not text.isascii() and _VOWEL_SIGNS in text.encode()):
        text = _INVISIBLE.sub("", text)
    elif "  " not in text:
        return text.strip()
    return " ".join(text.split())


def bare(text: str) -> str:
    """``text`` as it is compared, without the numbers of its sources, which move by themselves."""
    return squeezed(_CITATION.sub("", text) if "[" in text else text)


def without_label(text: str, *labels: str) -> str:
    """``text`` without the “Table 3.” or “Figure 3.” that the writers put before a caption."""
    for label in labels:
        pattern = _numbered(label)
        found = pattern.match(text) if pattern else None
        if found:
            return text[found.end() :]
    return text


@lru_cache(maxsize=64)  # the labels of a file that is verified come from outside
def _numbered(label: str) -> re.Pattern[str] | None:
    """What finds ``label`` with any number before the words of a caption."""
    before, _, after = (squeezed(part) for part in label.partition("{number}"))
    if not before and not after:
        return None
    return re.compile(rf"{re.escape(before)}\s*\d+\s*{re.escape(after)}\s*")


def _said(pieces: Iterable[str]) -> list[str]:
    squeezed_pieces = [
        # As in squeezed(), without a call: a table has thousands of these.
        piece.strip()
        if piece.isascii() and piece.isprintable() and "  " not in piece
        else squeezed(piece)
        for piece in pieces
    ]
    return list(filter(None, squeezed_pieces))


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_SHORT]


# --- rows of the fact base ----------------------------------------------------------------------


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
        self.lines.update(dict.fromkeys(_line_ids(block)))


def _line_ids(block: Block) -> Iterator[str]:
    places = [item.id for item in block.items] if isinstance(block, (List, Callout)) else []
    if isinstance(block, Paragraph):
        places = [block.id]
    for place in places:
        kind, _, line = place.partition(".")
        if kind in _LINE_PLACES:
            yield line


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
    cells = [_cells(row), *sorted(_cells(other) for other in hanging)]
    return _short_hash(json.dumps(cells))


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
        if observation is not None and observation.flow:
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
    return f"{observation.measure}|{observation.flow}|{observation.unit}"

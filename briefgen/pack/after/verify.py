"""What has become of a pack: edits by hand, changes in the facts since, and making it again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefFileError, BriefgenError, UsageError
from briefgen.factbase.records import Use
from briefgen.pack.after.renaming import Renamed
from briefgen.pack.brief_file import request_from
from briefgen.pack.build import MadePack, make_pack
from briefgen.pack.fingerprints import fingerprint
from briefgen.pack.patterns import read_patterns
from briefgen.pack.record_form import TABLES, caption_labels, is_undescribed
from briefgen.pack.record_rows import rivals_of, row_hashes
from briefgen.pack.select import Selection, may_replace, select
from briefgen.pack.templates import HELD_IN, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Observation
    from briefgen.pack.printed import PrintedPack
    from briefgen.pack.request import Request

ALWAYS_NEW = frozenset({"record.table"})  # it names the state of the fact base
_FILES = (".toml", ".docx", ".dotx")  # a product or a house of one's own; its path is not recorded
_EXCERPT = 90  # characters of a text that was edited


class Deed(StrEnum):
    """What was done to a file by hand."""

    EDITED = "edited"
    GONE = "gone"
    UNDESCRIBED = "undescribed"  # a figure that lost its text alternative, and nothing else
    ADDED = "added"
    UNMARKED = "unmarked"
    TOUCHED = "touched"  # a PDF whose bytes were changed, though not its words


class Edit(Struct, frozen=True):
    """A block that was changed by hand, or text that stands in none; ``text`` as it is now."""

    deed: Deed
    block: str
    text: str


class Fate(StrEnum):
    """What became of a row of the fact base since a pack was made of it."""

    CHANGED = "changed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"  # an office that its holder has left
    RENAMED = "renamed"  # it has another id, and that is all
    OVERDUE = "overdue"  # past the day it was to be looked at again
    RIVAL = "rival"


class Change(Struct, frozen=True):
    """A row of ``table`` that is not what the pack was made of; ``now`` is a sentence.

    ``new`` is the id that it has now, where it has another.
    """

    fate: Fate
    table: str
    id: str
    now: str
    new: str = ""


class Remade(Struct, frozen=True):
    """The pack made again from the fact base of today.

    ``different`` are the blocks that would read differently, ``why_not`` a sentence where it cannot
    be made, ``reasons`` what it was made from that is another now.
    """

    made: MadePack | None
    different: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    why_not: str = ""


class Verdict(Struct, frozen=True):
    """Everything that can be said of a pack from its file and the fact base of today."""

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    remade: Remade

    @property
    def is_unchanged(self) -> bool:
        """Whether a reader of the pack needs no word of warning."""
        different = set(self.remade.different) - ALWAYS_NEW
        return not (self.edits or self.changes or different)


def verify(printed: PrintedPack, base: FactBase, templates: Path, day: date, **own: str) -> Verdict:
    """What has become of ``printed``, seen on ``day`` from ``base``.

    ``own`` may name a ``product`` and a ``house`` of one's own that the pack was made with.
    What is merely due for another look comes last. Raises BriefFileError for a record whose
    request makes no sense.
    """
    remade = remake(printed, base, templates, **own)
    request = recorded_request(printed, **own)
    changes = _row_changes(printed, base, request, templates, day)
    last = (Fate.OVERDUE, Fate.RENAMED)
    ordered = sorted(changes, key=lambda change: [change.fate is fate for fate in last])
    return Verdict(tuple(hand_edits(printed)), tuple(ordered), remade)


def recorded_request(printed: PrintedPack, **own: str) -> Request:
    """The request of ``printed``; it names no day where it was made for the day of its making."""
    document = dict(printed.record["request"])
    return request_from(document | {k: v for k, v in own.items() if v}, printed.name)


# --- the file against its own record ------------------------------------------------------------


def hand_edits(printed: PrintedPack) -> Iterator[Edit]:
    """What in the file is not as it was written."""
    if printed.whole:
        return
    found = list(_edited_blocks(printed))
    found += [Edit(Deed.ADDED, "", _excerpt(unit)) for unit in printed.loose]
    if printed.unmarked:  # who edits one header has edited those of the other sections with it
        found.append(Edit(Deed.UNMARKED, ", ".join(printed.unmarked), ""))
    if printed.whole is False and not found:
        found.append(Edit(Deed.TOUCHED, "", ""))
    yield from found


def _edited_blocks(printed: PrintedPack) -> Iterator[Edit]:
    labels = caption_labels(printed.record)
    blocks = {block.id: block for block in printed.blocks}
    for name, expected, count, _ in printed.record["blocks"]:
        if not count:
            continue
        block = blocks.get(name)
        if block is None or not any(block.pieces):
            yield Edit(Deed.GONE, name, "")
        elif (found := fingerprint(block.pieces, *labels)) != expected:
            undescribed = is_undescribed(printed.record, name, found)
            deed = Deed.UNDESCRIBED if undescribed else Deed.EDITED
            yield Edit(deed, name, _excerpt(block.pieces))
    known = {name for name, *_ in printed.record["blocks"]}
    for block in printed.blocks:
        if block.id not in known:
            yield Edit(Deed.ADDED, block.id, _excerpt(block.pieces))


def _excerpt(pieces: tuple[str, ...]) -> str:
    text = " ".join(" ".join(pieces).split())
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1].rstrip()}…"


# --- the rows it was made of against those of today ---------------------------------------------


def _row_changes(
    printed: PrintedPack, base: FactBase, request: Request, templates: Path, day: date
) -> Iterator[Change]:
    record = printed.record
    made_on = date.fromisoformat(record["as_of"])
    held_back = bool(record.get("releasable_only"))
    selection = _selected(day, base, request, templates, releasable_only=held_back)
    hashes = row_hashes(base, selection.lines if selection else ())
    later = _successors(base, record["facts"], day)
    renamed = Renamed(base, record, selection.lines if selection else ())
    for table in TABLES:
        for name, expected in record[table].items():
            if new := renamed.new_id(table, name):
                now = f"Its id is now {new}; it says the same."
                yield Change(Fate.RENAMED, table, name, now, new)
                continue
            same = renamed.is_as_recorded(table, name)
            now_hash = expected if same else hashes[table](name)
            if found := _fate(base, table, name, (expected, now_hash), later):
                yield found
            elif ended := _ended(base, table, name, made_on, day):
                yield ended
    if selection:
        yield from _new_rivals(record, selection, renamed)


def _selected(
    day: date, base: FactBase, request: Request, templates: Path, *, releasable_only: bool
) -> Selection | None:
    """What the request calls for on ``day``; None where the base no longer has what it names."""
    try:
        read_words(templates, request.language)  # a language that there is
        fresh = replace(request, as_of=day)
        patterns = read_patterns(templates, HELD_IN)
        return select(base, fresh, day, patterns, releasable_only=releasable_only)
    except UsageError:
        return None


def _successors(base: FactBase, facts: Mapping[str, str], day: date) -> dict[str, str]:
    """The fact that stands in the place of each of ``facts`` on ``day``, where one does."""
    return {
        name: newer.id
        for name in facts
        if name in base.superseded
        for newer in base.successors.get(name, ())
        if may_replace(newer, day)
    }


def _fate(
    base: FactBase, table: str, name: str, hashes: tuple[str, str], later: Mapping[str, str]
) -> Change | None:
    expected, now = hashes
    if not now:
        return Change(Fate.WITHDRAWN, table, name, "It is no longer in the fact base.")
    if table == "facts":
        fact = base.facts[name]
        if name in later:
            text = f"{base.facts[later[name]].statement} ({later[name]})"
            return Change(Fate.SUPERSEDED, table, name, f"Replaced by: {text}")
        if fact.use is Use.NEVER and now != expected:
            return Change(Fate.WITHDRAWN, table, name, "It may no longer be used.")
    if now == expected:
        return None
    return Change(Fate.CHANGED, table, name, _sentence(base, table, name))


def _sentence(base: FactBase, table: str, name: str) -> str:
    """A row as it is now."""
    match table:
        case "facts":
            fact = base.facts[name]
            use = " For background only." if fact.use is Use.BACKGROUND else ""
            sources = ", ".join(dict.fromkeys(c.source for c in base.citations_of.get(name, ())))
            return f"{fact.statement} ({fact.date.edtf}; sources: {sources}){use}"
        case "observations":
            return figure_sentence(base, base.observations[name])
        case "people":
            person = base.people[name]
            return f"{person.name}, {person.office}."
        case "sources":
            source = base.sources[name]
            return f"{source.title} ({source.publisher}, {source.issued or 'undated'})."
        case _:
            line = base.lines.get(name)
            return line.words if line else "The pattern that makes it says it differently."


def figure_sentence(base: FactBase, observation: Observation) -> str:
    """A figure with what it counts: "Goods trade, PAK>KAZ, 2021: 45 USD million (Bureau)."."""
    o = observation
    counted = (not o.flow and o.label) or base.measures[o.measure].title
    what = ", ".join(filter(None, (counted, o.flow, o.period.edtf)))
    high = f"–{o.value_high}" if o.value_high is not None else ""
    hedge = f"{o.qualifier} " if o.qualifier else ""
    status = "" if o.status == "actual" else f", {o.status}"
    reporter = base.organisation_name(o.reporter)
    return f"{what}: {hedge}{o.value}{high} {o.unit} ({reporter}{status})."


def _ended(base: FactBase, table: str, name: str, made_on: date, day: date) -> Change | None:
    """A row that has itself not changed, but that time has passed by since the pack was made."""
    if table == "facts":
        due = base.facts[name].review_by
        if made_on < due <= day:
            return Change(Fate.OVERDUE, table, name, f"It was to be looked at again by {due}.")
    if table == "people":
        until = base.people[name].until
        if until and made_on < until.stop <= day:
            return Change(Fate.ENDED, table, name, f"In office until {until.edtf}.")
    return None


def _new_rivals(
    record: Mapping[str, Any], selection: Selection, renamed: Renamed
) -> Iterator[Change]:
    base = selection.base
    for table in ("facts", "observations"):
        for name, rivals in sorted(rivals_of(selection, record[table]).items()):
            known = record["rivals"].get(name, ())
            for rival in sorted(one for one in rivals if renamed.old_id(table, one) not in known):
                if table == "observations" and rival in base.observations:
                    now = figure_sentence(base, base.observations[rival])
                else:
                    now = base.facts[rival].statement
                yield Change(Fate.RIVAL, table, name, f"Now disputed by {rival}: {now}")


# --- made again ---------------------------------------------------------------------------------


def remake(printed: PrintedPack, base: FactBase, templates: Path, **own: str) -> Remade:
    """The same pack from the fact base and the templates of today; ``own`` as for `verify`."""
    if "addendum" in printed.record:
        hint = "an addendum is made from two packs: hold them side by side with briefgen compare"
        return Remade(None, why_not=hint)
    request = recorded_request(printed, **own)
    for key, what in (("product", "product"), ("house", "house style")):
        name = getattr(request, key)
        if name.lower().endswith(_FILES) and not own.get(key):
            hint = f"it was made with the {what} {name} of your own: add --{key} and its path"
            return Remade(None, why_not=hint)
    try:
        final = not printed.record.get("draft")
        fitted = printed.record.get("fitted", ())
        today = date.fromisoformat(printed.record["as_of"])
        made = make_pack(base, request, templates, today, final=final, fitted=fitted)
    except BriefFileError:
        raise
    except BriefgenError as error:
        return Remade(None, why_not=str(error))
    now = made.pack.record
    before = {name: expected for name, expected, *_ in printed.record["blocks"]}
    after = {name: expected for name, expected, *_ in now["blocks"]}
    names = dict.fromkeys(chain(before, after))
    different = tuple(name for name in names if before.get(name) != after.get(name))
    return Remade(made, different, tuple(_reasons(printed.record, now)))


def _reasons(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What the pack was made from that is another now."""
    if before["program"] != after["program"]:
        yield f"it was made by {before['program']}, and this is {after['program']}"
    if before["digest"] != after["digest"]:
        name = f"{before['fact_base']} {before['fact_base_version']}"
        yield f"the fact base {name} is in another state ({after['digest'][:12]})"
    for key, what in (
        ("product_sha256", f"the product {after['product']}"),
        ("words_sha256", "the list of printed words"),
        ("patterns_sha256", "the list of patterns"),
        ("map_sha256", "the coastlines of the map"),
    ):
        if before.get(key) != after.get(key):
            yield f"{what} has changed"

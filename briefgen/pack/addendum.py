"""The addendum: a short pack for those who hold the old one, with only what has changed."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.pack.addendum_plan import NAME, read_addendum_plan
from briefgen.pack.blocks import (
    Column,
    Cover,
    Detail,
    Heading,
    Pack,
    Paragraph,
    ParagraphStyle,
    SourceList,
    Table,
)
from briefgen.pack.compare import COVER, WAY, Difference, Kind, Side, changed_rows, parts_of
from briefgen.pack.crossing import without_dead_references
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.fingerprints import blocks_printed
from briefgen.pack.inlines import Citation, Figure, Text
from briefgen.pack.old_pages import page_ranges, pages_before, stands_on
from briefgen.pack.places import places_printed
from briefgen.pack.record_form import caption_labels
from briefgen.pack.record_rows import rows_printed
from briefgen.pack.said import inline_runs
from briefgen.pack.templates import held_language, held_words, read_words
from briefgen.pack.typography import Typography
from briefgen.pack.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from briefgen.factbase.records import Observation
    from briefgen.pack.addendum_plan import AddendumPlan
    from briefgen.pack.blocks import Block
    from briefgen.pack.build import MadePack
    from briefgen.pack.compare import Part
    from briefgen.pack.inlines import Inlines
    from briefgen.pack.templates import Words

_GROUP = "addendum"  # of the printed words
# What tells how much of a list is shown, or how much was left out.
_COUNTS = (
    *("more_dropped", "more_facts", "more_sensitivities", "more_disagreements", "more_figures"),
    *("left_out", "left_out_one_side"),
)


def make_addendum(
    old: Side,
    new: Side,
    differences: Sequence[Difference],
    templates: Path,
    number: int,
    product: str = NAME,
) -> Pack:
    """Addendum ``number`` to the old pack, with the sections of ``product`` in its order.

    The pages are those of the old pack, where ``old`` knows them. Raises UsageError where the new
    pack is known by its words alone.
    """
    if new.made is None:
        raise UsageError(
            f"{new.printed.name} cannot be made again as it was printed, so its briefs cannot be "
            "taken from it: give the fact base that it was made from with --facts."
        )
    words = read_words(templates, new.made.selection.request.language)
    counting = _counting(words)
    told = tuple(d for d in differences if not any(map(counting.fullmatch, (d.before, d.now))))
    if not told:
        raise UsageError(
            "Nothing has changed but how many entries are left out, so there is nothing to tell."
        )
    plan = read_addendum_plan(templates, product, SECTIONS)
    return _Addendum(old, new, new.made, told, words, number).pack(plan)


def _counting(words: Words) -> re.Pattern[str]:
    """Finds the sentences that say no more than how much of a list is shown: no change to tell."""
    number = "0"
    values = dict.fromkeys(("shown", "all", "count", "sides"), number)
    sentences = (re.escape(words.label(key, **values)) for key in _COUNTS)
    return re.compile("|".join(text.replace(number, r"\d+") for text in sentences))


class _Addendum:
    """An addendum in the making."""

    def __init__(
        self,
        old: Side,
        new: Side,
        made: MadePack,
        differences: tuple[Difference, ...],
        words: Words,
        number: int,
    ) -> None:
        self._old, self._new, self._made = old, new, made
        self._differences = differences
        self._words = words
        self._wording = Wording(words)
        self._held = held_language(words)
        self._number = number
        self._title = self._say("title", number=number, title=old.printed.title)

    def pack(self, plan: AddendumPlan) -> Pack:
        """The addendum as a pack like any other, with a generation record of its own."""
        parts = tuple(self._parts_in_full()) if "briefs_in_full" in plan.sections else ()
        sections = (block for name in plan.sections for block in SECTIONS[name](self, parts))
        written = Typography(self._words, *held_words(self._words)).laid_over(sections)
        blocks = tuple(without_dead_references(tuple(written)))
        new = self._made.pack
        old = self._old.printed.record
        record = {
            **new.record,
            **rows_printed(blocks, self._made.selection),
            "blocks": blocks_printed(blocks, caption_labels(new.record)),
            "places": places_printed(blocks),
            "addendum": {
                "number": self._number,
                "old_as_of": old["as_of"],
                "old_digest": old["digest"],
            },
        }
        furniture = replace(new.furniture, running_title=self._title)
        return replace(new, title=self._title, blocks=blocks, record=record, furniture=furniture)

    def record(self) -> Iterator[Block]:
        """How the new pack was made."""
        return (block for block in self._made.pack.blocks if block.id.startswith("record"))

    def _say(self, key: str, **values: object) -> str:
        return self._words.get(_GROUP, key, **values)

    def cover(self) -> Cover:
        """Which addendum to what, and from which days the two packs speak."""
        visit = self._made.selection.request.visit
        rows = [
            (self._words.get("slip", "number"), visit.number),
            (self._words.label("place"), visit.place),
            (self._say("old_as_at"), self._day(self._old.printed.record["as_of"])),
            (self._words.label("information_as_at"), self._wording.day(self._made.pack.as_of)),
            (self._words.label("issue"), visit.issue),
            (self._words.label("prepared_by"), visit.prepared_by),
            (self._words.label("contact"), visit.contact),
        ]
        details = tuple(Detail(label, (Text(value),)) for label, value in rows if value)
        return Cover("cover", self._title, self._say("subtitle"), details)

    def _day(self, day: str) -> str:
        return self._wording.day(date.fromisoformat(day))

    # --- what has changed ---

    def changes(self) -> Iterator[Block]:
        """Old words beside new, part by part."""
        yield Heading("changes", 1, self._say("changes"), new_page=True)
        yield Paragraph("changes.note", (Text(self._say("note")),), ParagraphStyle.NOTE)
        yield self._table(
            "changes.table",
            (("part", 0.2), ("before", 0.4), ("now", 0.4)),
            list(self._change_rows()),
        )

    def _change_rows(self) -> Iterator[tuple[Inlines, ...]]:
        """A row for each change that a reader sees.

        A figure is one, whatever of it is another, and the words that stand for it are not seen.
        """
        packs = [side.made.pack for side in (self._old, self._new) if side.made]
        figures = {b.id for pack in packs for b in pack.blocks if isinstance(b, FigureBlock)}
        told: set[str] = set()
        for difference in self._differences:
            block = difference.block
            if block in told:
                continue
            if block in figures:
                told.add(block)
                before, now = self._figure_told(block)
            else:
                before, now = self._before(difference), self._now(difference)
            yield (Text(difference.title),), (Text(before),), (Text(now),)

    def _figure_told(self, block: str) -> tuple[str, str]:
        """What was and what is now where the figure ``block`` stands."""
        was, is_there = (
            any(one.id == block for one in side.printed.blocks) for side in (self._old, self._new)
        )
        if not was:
            return self._say("not_there"), self._say("whole_new")
        return self._say("see_pack"), self._say("figure_new" if is_there else "taken_out")

    def _before(self, difference: Difference) -> str:
        if difference.kind is Kind.ADDED:
            return self._say("not_there")
        return self._say("whole") if difference.whole else difference.before

    def _now(self, difference: Difference) -> str:
        if difference.kind is Kind.GONE:
            return self._say("taken_out")
        return self._say("whole_new") if difference.whole else difference.now

    def figures(self) -> Iterator[Block]:
        """Each figure that is another, with who counted what."""
        rows = [
            row
            for name in changed_rows(self._old.printed, self._new.printed)["observations"]
            if (row := self._figure_row(name))
        ]
        if rows:
            yield Heading("figures", 1, self._say("figures"))
            columns = (("figure", 0.52), ("before", 0.24), ("now", 0.24))
            yield self._table("figures.table", columns, rows)

    def _figure_row(self, name: str) -> tuple[Inlines, ...] | None:
        """What is counted, and its value in both packs; none where neither base has the figure."""
        before = self._observation(self._old, name)
        now = self._observation(self._new, name)
        known = now or before
        if known is None:
            return None
        return (
            self._named(known),
            self._value(before, self._old, name),
            self._value(now, self._new, name),
        )

    def _observation(self, side: Side, name: str) -> Observation | None:
        printed = name in side.printed.record["observations"]
        base = side.made.selection.base if side.made else None
        return base.observations.get(name) if base and printed else None

    def _value(self, observation: Observation | None, side: Side, name: str) -> Inlines:
        if observation is not None:
            text = self._wording.exact_with_unit(observation)
            return (Figure(text, observation.id, observation.fact),)
        printed = name in side.printed.record["observations"]
        return (Text(self._say("see_pack" if printed else "not_printed")),)

    def _named(self, observation: Observation) -> Inlines:
        """What is counted, which way, for when and by whom."""
        base, held = self._made.selection.base, self._held
        measure = base.measures.get(observation.measure)
        pieces = (
            (measure.title if measure else observation.measure, held),
            (self._wording.flow(observation.flow) if observation.flow else "", ""),
            (self._wording.period(observation), ""),
            (base.organisation_name(observation.reporter), held),
        )
        comma = self._words.get("punctuation", "comma")
        texts = [text for piece in pieces if piece[0] for text in ((comma, ""), piece)][1:]
        return tuple(
            Figure(text, observation.id, observation.fact, language) for text, language in texts
        )

    # --- pages ---

    def pages(self) -> Iterator[Block]:
        """Which pages of the old pack to take out, and what comes in their place."""
        before, now = parts_of(self._old.printed), parts_of(self._new.printed)
        changed = dict.fromkeys(d.part for d in self._differences)
        staying = [part for name, part in before.items() if name not in changed]
        rows = []
        for part in changed:
            if part in before:
                pages = before[part].pages
                deed = "replace" if part in now else "take_out"
            else:
                pages = pages_before(part, now, before)[-1:]
                deed = "put_in"
            if pages:
                known = now.get(part) or before[part]
                told = self._deed(deed, part, pages, staying)
                rows.append(
                    tuple((Text(cell),) for cell in (known.title, page_ranges(pages), told))
                )
        if rows:
            yield Heading("pages", 1, self._say("pages"))
            columns = (("part", 0.42), ("old_pages", 0.16), ("to_do", 0.42))
            yield self._table("pages.table", columns, rows)

    def _deed(self, deed: str, part: str, pages: tuple[int, ...], staying: Sequence[Part]) -> str:
        """What to do with ``pages`` of ``part``: a page on which more stands is not thrown away."""
        if part == COVER:
            return self._say("correct")
        others = [one.title for one in staying if stands_on(one, pages)]
        if deed == "put_in" or not others:
            return self._say(deed)
        titles = self._words.get("punctuation", "semicolon").join(others)
        return self._say(f"{deed}_shared", others=titles)

    # --- the briefs ---

    def _parts_in_full(self) -> Iterator[Block]:
        """The sections and briefs that changed, as they stand in the new pack.

        The line that leads to the briefs by their pages stays behind: it knows those of the pack.
        """
        wanted = {d.part for d in self._differences} - {COVER}
        for section in _sections(self._made.pack.blocks):
            heading = section[0]
            briefs = [list(group) for _, group in groupby(section[1:], _Counter())]
            kept = [brief for brief in briefs if brief[0].id in wanted]
            if heading.id in wanted:
                yield from (block for block in section if block.id != WAY)
            elif kept:
                yield heading
                first, *rest = kept[0]
                yield _beneath_heading(first)
                yield from rest
                for brief in kept[1:]:
                    yield from brief

    def sources(self, parts: Iterable[Block]) -> Iterator[Block]:
        """The sources that the briefs cite, under the numbers of the new pack."""
        cited = {
            number
            for block in parts
            for inlines in inline_runs(block)
            for inline in inlines
            if isinstance(inline, Citation)
            for number in inline.numbers
        }
        for block in self._made.pack.blocks:
            if cited and block.id.startswith("sources") and not _is_of_whole_pack(block.id):
                if isinstance(block, SourceList):
                    entries = tuple(entry for entry in block.entries if entry.number in cited)
                    yield replace(block, entries=entries)
                else:
                    yield block

    def _table(
        self, name: str, columns: Iterable[tuple[str, float]], rows: Iterable[tuple[Inlines, ...]]
    ) -> Table:
        caption = self._say(name.replace(".table", "_caption"))
        titles = tuple(Column(self._say(key), share) for key, share in columns)
        return Table(name, caption, titles, tuple(rows))


# The sections an addendum may have; each is given the briefs that are printed in full.
SECTIONS: Mapping[str, Callable[[_Addendum, Sequence[Block]], Iterable[Block]]] = {
    "cover": lambda making, _: (making.cover(),),
    "changes": lambda making, _: making.changes(),
    "changed_figures": lambda making, _: making.figures(),
    "pages_to_replace": lambda making, _: making.pages(),
    "briefs_in_full": lambda _, parts: parts,
    "sources": lambda making, parts: making.sources(parts),
    "record": lambda making, _: making.record(),
}


def _is_of_whole_pack(block: str) -> bool:
    """Whether ``block`` of the sources tells what disagrees in all of a pack."""
    return block.startswith("sources.conflicts")


def _beneath_heading(block: Block) -> Block:
    """The heading of a brief that is not the first of its section, where it is now."""
    return replace(block, new_page=False) if isinstance(block, Heading) else block


class _Counter:
    """Numbers the briefs of a section while its blocks are walked."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, block: Block) -> int:
        self._count += isinstance(block, Heading) and block.level <= 2
        return self._count


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks from one heading of the first level to the next; what stands before is left."""
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            if section:
                yield section
            section = [block]
        elif section:
            section.append(block)
    if section:
        yield section

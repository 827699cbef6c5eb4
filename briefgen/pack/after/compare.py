"""Two packs side by side: what a reader of the old one must know to use the new one.

They are compared part by part as they were printed. The numbers of sources, tables and pages,
which move when anything before them moves, are no change; nor are the list of sources, that of
abbreviations and the record of how a pack was made.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.pack.after.grounds import (
    facts_said,
    first_cell,
    item_said,
    numbers_in,
    pointers,
    row_said,
)
from briefgen.pack.after.parts import COVER, WAY, Part, parts_of
from briefgen.pack.after.renaming import Renamed
from briefgen.pack.after.verify import ALWAYS_NEW, recorded_request, remake
from briefgen.pack.blocks import List, Table
from briefgen.pack.fingerprints import without_label
from briefgen.pack.printed import PrintedBlock, PrintedPack, Unit, described, printed_pack
from briefgen.pack.record_form import TABLES, caption_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Block
    from briefgen.pack.build import MadePack

_ALIKE = 0.5  # from which share of common letters on, two texts are one that was changed
Counted = dict[str, tuple[str, ...]]  # by figure: the measure, way, reporter and period
_Named = TypeVar("_Named")
MayPair = Callable[[int, int], bool]  # of the places of two texts, old and new
Labels = tuple[str, ...]  # what stands before the captions of a pack
_COVER_HEAD = 2  # title and subtitle; then labels, each with its value


class Kind(StrEnum):
    """What happened to a text."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


class Side(Struct, frozen=True):
    """A pack to compare. ``made`` is the same pack in neutral blocks, where it can be had.

    ``likely`` is what its request makes of other facts where it cannot: much of that reads the
    same, and tells what the words of the pack rest on.
    """

    printed: PrintedPack
    made: MadePack | None = None
    likely: MadePack | None = None

    @property
    def grounds(self) -> Mapping[str, Block]:
        """By id the blocks that tell on which facts the words of the pack rest."""
        known = self.made or self.likely
        return {block.id: block for block in known.pack.blocks} if known else {}


class Difference(Struct, frozen=True):
    """A text that is another; ``whole`` where the whole part is new or gone.

    ``figures`` are the observations in it that have another value, or that are new or gone.
    """

    kind: Kind
    part: str
    title: str
    block: str
    before: str
    now: str
    figures: tuple[str, ...] = ()
    whole: bool = False


def side_of_made(made: MadePack, name: str) -> Side:
    """The side that a pack makes which was made just now."""
    return Side(printed_pack(made.pack, name), made)


def side_of_printed(printed: PrintedPack, base: FactBase, templates: Path, **own: str) -> Side:
    """The side that a finished file makes, with its neutral blocks if ``base`` still gives them."""
    remade = remake(printed, base, templates, **own)
    if remade.made is None or set(remade.different) - ALWAYS_NEW:
        return Side(printed, likely=remade.made)
    figures = {b.id: b for b in printed_pack(remade.made.pack, "").blocks}
    blocks = tuple(
        replace(block, figures=figures[block.id].figures)
        if block.id in figures and len(figures[block.id].units) == len(block.units)
        else block
        for block in printed.blocks
    )
    return Side(replace(printed, blocks=blocks), remade.made)


def compare(old: Side, new: Side) -> tuple[Difference, ...]:
    """Everything that reads differently, in the order of the new pack, what is gone last.

    Raises UsageError for packs in two languages, between which every word differs.
    """
    _refuse_two_languages(old.printed, new.printed)
    before = parts_of(described(old.printed, new.printed))
    now = parts_of(described(new.printed, old.printed))
    _drop_twins(before, now, _units_of)
    moved = changed_rows(old, new)["observations"]
    known = _Known.of(old, new)
    found: list[Difference] = []
    for part in now.values():
        if part.id in before:
            found += _part_differences(before[part.id], part, _labels(old, new), moved, known)
        elif _says_something(part):
            found.append(_whole(Kind.ADDED, part))
    for part in before.values():
        if part.id not in now and _says_something(part):
            found.append(_whole(Kind.GONE, part))
    return tuple(found)


def _refuse_two_languages(old: PrintedPack, new: PrintedPack) -> None:
    before, now = recorded_request(old).language, recorded_request(new).language
    if before != now:
        raise UsageError(
            f"{old.name} is in the language “{before}” and {new.name} in “{now}”, so that every "
            "word differs: compare packs in one language."
        )


def changed_rows(
    old: Side, new: Side, renamed: Renamed | None = None
) -> Mapping[str, tuple[str, ...]]:
    """By table, the ids of the printed rows that are not the same in both packs.

    A row that is the same under another id is none of them, where the facts of the new pack are
    known; who has looked for such rows already gives them as ``renamed``.
    """
    before, now = old.printed.record, new.printed.record
    renamed = renamed or renamed_rows(old, new)

    def differs(table: str, name: str) -> bool:
        if name in before[table] and renamed and renamed.is_as_recorded(table, name):
            return name not in now[table]
        return bool(before[table].get(name) != now[table].get(name))

    found = {}
    for table in TABLES:
        names = before[table].keys() | now[table].keys()
        if renamed:
            pairs = ((one, renamed.new_id(table, one)) for one in before[table])
            names -= {name for old, new in pairs if new in now[table] for name in (old, new)}
        found[table] = tuple(name for name in sorted(names) if differs(table, name))
    return found


def renamed_rows(old: Side, new: Side) -> Renamed | None:
    """The rows of the old pack that the facts of the new one have under another id."""
    if new.made is None:
        return None
    selection = new.made.selection
    return Renamed(selection.base, old.printed.record, selection.lines)


def _drop_twins(
    before: dict[str, _Named], now: dict[str, _Named], said_by: Callable[[_Named], object]
) -> None:
    """Take out what says the same under another id, as a line that was renamed.

    Of several that say the same, the first is what became of the first; what says nothing is none
    of them.
    """
    fresh: dict[object, list[str]] = {}
    for name, one in now.items():
        if name not in before:
            fresh.setdefault(said_by(one), []).append(name)
    for name in [name for name in before if name not in now]:
        said = said_by(before[name])
        if said and fresh.get(said):
            del before[name], now[fresh[said].pop(0)]


def _units_of(part: Part) -> tuple[tuple[Unit, ...], ...]:
    return tuple(block.units for block in part.blocks if block.units)


def _whole(kind: Kind, part: Part) -> Difference:
    return Difference(kind, part.id, part.title, part.id, "", "", whole=True)


def _says_something(part: Part) -> bool:
    """Whether there is more to a part than its heading, as there is not to a category."""
    return any(block.id != part.id for block in part.blocks)


def _labels(old: Side, new: Side) -> tuple[Labels, Labels]:
    return caption_labels(old.printed.record), caption_labels(new.printed.record)


def _part_differences(
    old: Part,
    new: Part,
    labels: tuple[Labels, Labels],
    moved: tuple[str, ...],
    known: _Known,
) -> Iterator[Difference]:
    before = {block.id: block for block in old.blocks}
    now = {block.id: block for block in new.blocks}
    _drop_twins(before, now, lambda block: block.units)
    for name in [*now, *(name for name in before if name not in now)]:
        one = _Said.of(before.get(name), labels[0], known.pointers)
        other = _Said.of(now.get(name), labels[1], known.pointers)
        may_pair = known.pairing(name, one, other)
        for gone, added in _text_differences(one, other, may_pair):
            figures = [*one.figures_at(gone), *other.figures_at(added)]
            yield Difference(
                Kind.GONE if added is None else Kind.ADDED if gone is None else Kind.CHANGED,
                new.id,
                new.title,
                name,
                one.text_at(gone),
                other.text_at(added),
                tuple(name for name in dict.fromkeys(figures) if name in moved),
            )


class _Said(Struct, frozen=True):
    """The paragraphs and rows of a block as they are compared, and the figures in each."""

    texts: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, block: PrintedBlock | None, labels: Labels, pointers: frozenset[str]) -> _Said:
        """What ``block`` says; nothing where there is none.

        A sentence that leads to another page says nothing without the number, which moves.
        """
        if block is None:
            return cls((), ())
        units = _cover_units(block.units) if block.id == COVER else block.units
        texts = [row_said(unit) for unit in units]
        texts[:1] = [without_label(text, *labels) for text in texts[:1]]
        if block.id != WAY:
            texts = [_without_pointer(text, pointers) for text in texts]
        return cls(tuple(texts), block.figures if len(block.figures) == len(texts) else ())

    def text_at(self, place: int | None) -> str:
        """The text at ``place``; empty for none."""
        return "" if place is None else self.texts[place]

    def figures_at(self, place: int | None) -> tuple[str, ...]:
        """The figures at ``place``, where they are known."""
        return self.figures[place] if place is not None and self.figures else ()


def _without_pointer(text: str, pointers: frozenset[str]) -> str:
    found = next(filter(text.endswith, pointers), "")
    return text.removesuffix(found).rstrip()


def _cover_units(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """A cover's labels joined to their values."""
    rows = units[_COVER_HEAD:]
    pairs = zip(rows[::2], rows[1::2], strict=False)
    joined = tuple((f"{' '.join(label)}: {' '.join(value)}",) for label, value in pairs)
    return (*units[:_COVER_HEAD], *joined, *rows[len(joined) * 2 :])


def _text_differences(
    one: _Said, other: _Said, may_pair: MayPair
) -> Iterator[tuple[int | None, int | None]]:
    """Places of what is gone and what was added, paired where one became the other.

    A text that only stands elsewhere in the same block is no difference.
    """
    old, new = one.texts, other.texts
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    matches = [(0, 0, 0), *matcher.get_matching_blocks()]
    gone: list[int] = []
    added: list[int] = []
    for before, after in pairwise(matches):
        gone += range(before[0] + before[2], after[0])
        added += range(before[1] + before[2], after[1])
    for place in list(gone):
        twin = next((later for later in added if new[later] == old[place]), None)
        if twin is not None:
            gone.remove(place)
            added.remove(twin)
    partner = _partners(one, other, gone, added, may_pair)
    yield from ((partner.get(place), place) for place in added if new[place])
    yield from ((place, None) for place in gone if place not in partner.values() and old[place])


def _partners(
    one: _Said, other: _Said, gone: list[int], added: list[int], may_pair: MayPair
) -> dict[int, int]:
    """For each added text the one that it was before, if there is one like it.

    Rows of a table are told apart by their first cell as well: a change there is a small one.
    """
    partners: dict[int, int] = {}
    free = list(gone)
    for place in added:
        likeness = {
            before: _likeness(one.texts[before], other.texts[place])
            for before in free
            if may_pair(before, place)
        }
        best = max(likeness, key=lambda before: likeness[before], default=None)
        if best is not None and likeness[best] >= _ALIKE:
            partners[place] = best
            free.remove(best)
    return partners


class _Known(Struct, frozen=True):
    """What is known of the words of two packs: on which facts they rest, what their figures count.

    ``recorded`` are the facts of the old pack, which is known even where its blocks are not;
    ``pointers`` the sentences that lead to another page.
    """

    counted: Counted
    grounds: tuple[Mapping[str, Block], Mapping[str, Block]]
    recorded: frozenset[str]
    pointers: frozenset[str]

    @classmethod
    def of(cls, old: Side, new: Side) -> _Known:
        """What is known of ``old`` and ``new``."""
        recorded = frozenset(old.printed.record["facts"])
        grounds = old.grounds, new.grounds
        leads = (said for blocks in grounds for b in blocks.values() for said in pointers(b))
        return cls(_counted(old) | _counted(new), grounds, recorded, frozenset(leads))

    def pairing(self, block: str, one: _Said, other: _Said) -> MayPair:
        """Tells of two places in ``block`` whether the second may be what became of the first.

        One figure is not what became of another that counts something else; nor is a row of a
        table what became of one that rests on other facts: two agreements are not one. Nor is an
        item of a list what became of another: two points may begin with the same words.
        """
        before, now = (grounds.get(block) for grounds in self.grounds)

        def may_pair(gone: int, added: int) -> bool:
            figures = one.figures_at(gone), other.figures_at(added)
            if isinstance(now, List) and isinstance(before, List):
                items = item_said(before, one.texts[gone]), item_said(now, other.texts[added])
                if all(items) and items[0] != items[1]:
                    return False
            if all(figures) or not isinstance(now, Table):
                return _count_alike(*figures, self.counted)
            texts = one.texts[gone], other.texts[added]
            if any(figures):  # those of the other are told by value and period
                return not numbers_in(texts[0]).isdisjoint(numbers_in(texts[1]))
            rests_on = facts_said(now, texts[1])
            rested_on = facts_said(before, texts[0]) or self.recorded
            return not rests_on or not rests_on.isdisjoint(rested_on)

        return may_pair


def _counted(side: Side) -> Counted:
    """What each figure of the base of a pack counts, for when, and who counted it."""
    base = side.made.selection.base if side.made else None
    return {
        o.id: (o.measure, o.flow, o.label, o.reporter, o.period.edtf)
        for o in (base.observations.values() if base else ())
    }


def _count_alike(before: tuple[str, ...], now: tuple[str, ...], counted: Counted) -> bool:
    """Whether two texts share a figure, or what one counts; so do those that are not known."""
    if not before or not now:
        return True
    kinds = {counted.get(name, name) for name in before}
    return not set(before).isdisjoint(now) or any(counted.get(n, n) in kinds for n in now)


def _likeness(old: str, new: str) -> float:
    """The share of letters that two texts have in common, and their first cells if that is less."""
    pairs = ((old, new), (first_cell(old), first_cell(new)))
    return min(SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in pairs)

"""Which printed place each text of an edited block is, and which texts and places are left over."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import chain, combinations
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.pack.fingerprints import bare, fingerprint, squeezed, straight, without_label
from briefgen.pack.places import recorded_places, short_hash, title_place
from briefgen.pack.record_form import caption_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from briefgen.pack.places import Place
    from briefgen.pack.printed import PrintedBlock, Unit

_MOST_TRIED = 10  # pieces that differ, each of which a person or the day may have changed
_PARTED = 3  # paragraphs that one may have been parted into
_ALIKE = 0.4  # from which share of common letters on, a text is an old one that was changed


class Paired(Struct):
    """The texts of the places that were edited, the places that are gone, the texts left over.

    ``order`` are the places of paragraphs and items that are there, as they stand in the file.
    """

    edited: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    added: list[Unit] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


def pair(block: PrintedBlock, record: Mapping[str, Any], places: Mapping[str, Place]) -> Paired:
    """The texts of ``block``, known to be edited, by place.

    ``places`` are those of the pack as it is made today, with the words each has by itself.
    """
    labels = caption_labels(record)
    units = unlabelled(block.units, labels)
    recorded = recorded_places(record, block.id) or {block.id: ""}
    rows: dict[str, list[str]] = {}
    for name in sorted(recorded, key=_by_number):
        row, _, number = name.rpartition("/")
        rows.setdefault(row if number.isdecimal() else name, []).append(name)
    paired = Paired()
    units = _take_rows(units, {n: r for n, r in rows.items() if r != [n]}, recorded, paired)
    single = {name: recorded[name] for name, row in rows.items() if row == [name]}
    title = title_place(block.id)
    if title in single and units[:1] and units[0] != block.units[0]:  # it stands behind a label
        caption = units.pop(0)[0]
        if short_hash(bare(caption)) != single.pop(title):
            paired.edited[title] = caption
    texts = list(filter(_is_paragraph, units))
    paired.added += [unit for unit in units if not _is_paragraph(unit)]
    _take_texts(texts, single, places, paired)
    return paired


def unlabelled(units: Sequence[Unit], labels: Sequence[str]) -> list[Unit]:
    """``units``, the caption they may begin with without its label and number."""
    if not units or len(units[0]) != 1:
        return list(units)
    return [(without_label(" ".join(units[0][0].split()), *labels),), *units[1:]]


def _is_paragraph(unit: Unit) -> bool:
    """Whether ``unit`` is no row of a table."""
    return len(unit) == 1


def _by_number(name: str) -> tuple[str, int]:
    row, _, number = name.rpartition("/")
    return (row, int(number)) if number.isdecimal() else (name, 0)


def _take_rows(
    units: list[Unit], rows: dict[str, list[str]], recorded: Mapping[str, str], paired: Paired
) -> list[Unit]:
    """Take the rows of a table out of ``units``; what is left is none of them."""
    hashes = {unit: tuple(short_hash(bare(cell)) for cell in unit) for unit in units}
    wanted = {name: tuple(recorded[cell] for cell in cells) for name, cells in rows.items()}
    left = list(units)
    for unit in units:
        same = next((name for name, cells in wanted.items() if cells == hashes[unit]), None)
        if same is not None:
            del wanted[same]
            left.remove(unit)
    for unit in list(left):
        common = {
            name: sum(a == b for a, b in zip(cells, hashes[unit], strict=True))
            for name, cells in wanted.items()
            if len(cells) == len(unit)
        }
        best = max(common, key=lambda name: common[name], default="")
        if best and common[best]:
            for cell, text, old in zip(rows[best], unit, wanted.pop(best), strict=True):
                if short_hash(bare(text)) != old:
                    paired.edited[cell] = text
            left.remove(unit)
    paired.gone += [cell for name in wanted for cell in rows[name]]
    return left


def _take_texts(
    units: list[Unit], single: dict[str, str], places: Mapping[str, Place], paired: Paired
) -> None:
    """Pair the texts of paragraphs: as printed, then by likeness, then one left with one left.

    One may have been parted into several, which are one text again.
    """
    names: dict[int, str] = {}  # of the texts that have a place, by the first of each
    for run in chain(_runs(units, 1), _runs(units, _PARTED)):
        digest = short_hash(bare(_joined(units, run)))
        same = next((name for name, old in single.items() if old == digest), None)
        if same is not None and names.keys().isdisjoint(run):
            del single[same]
            names |= dict.fromkeys(run, same)
    likeness = sorted(
        (
            (
                SequenceMatcher(None, places[name].printed, bare(_joined(units, run))).ratio(),
                name,
                run,
            )
            for name in single
            if name in places
            for run in chain(_runs(units, 1), _runs(units, _PARTED))
            if names.keys().isdisjoint(run)
        ),
        key=lambda found: -found[0],
    )
    for ratio, name, run in likeness:
        if ratio >= _ALIKE and name in single and names.keys().isdisjoint(run):
            paired.edited[name] = _joined(units, run)
            del single[name]
            names |= dict.fromkeys(run, name)
    rest = [number for number in range(len(units)) if number not in names]
    if len(rest) == len(single) == 1:
        name = next(iter(single))
        paired.edited[name] = units[rest[0]][0]
        names[rest.pop()] = name
        single.clear()
    paired.gone += single
    paired.added += [units[number] for number in rest]
    paired.order += dict.fromkeys(names[number] for number in sorted(names))


def _runs(units: Sequence[Unit], most: int) -> Iterator[range]:
    """Neighbours among ``units``: each by itself, or two of them up to ``most``."""
    counts = range(2, most + 1) if most > 1 else range(1, 2)
    return (range(at, at + n) for n in counts for at in range(len(units) - n + 1))


def _joined(units: Sequence[Unit], run: range) -> str:
    return " ".join(units[number][0] for number in run)


def edited_pieces(
    block: PrintedBlock, now: Iterable[str], expected: str, labels: Sequence[str]
) -> list[tuple[Unit, str]]:
    """The pieces of ``block`` that a person changed, and their units; none where nobody can tell.

    ``now`` are its pieces as they are made today, which may differ with the day as well. What was
    edited is the least that has to read as today for the block to have its hash of old,
    ``expected``.
    """
    pieces = [(unit, squeezed(p)) for unit in block.units for p in unit if squeezed(p)]
    today = [squeezed(piece) for piece in now if squeezed(piece)]
    if len(today) != len(pieces):
        return []
    differ = [n for n, (_, said) in enumerate(pieces) if straight(said) != straight(today[n])]
    if len(differ) > _MOST_TRIED:
        return []
    counts = range(1, len(differ) + 1)
    for some in chain.from_iterable(combinations(differ, count) for count in counts):
        undone = [today[n] if n in some else said for n, (_, said) in enumerate(pieces)]
        if fingerprint(undone, *labels) == expected:
            return [pieces[n] for n in some]
    return []

"""A verdict on a finished pack, each of its findings with its place and words: to be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.after.old_and_new import old_and_new
from briefgen.pack.after.place_names import PlaceNames
from briefgen.pack.after.whereabouts import blocks_of_rows, page_of, words_of_row
from briefgen.pack.fingerprints import fingerprint, squeezed, without_label
from briefgen.pack.first_words import first_words
from briefgen.pack.record_form import caption_labels
from briefgen.pack.said import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.factbase.base import FactBase
    from briefgen.pack.after.verify import Change, Edit, Verdict
    from briefgen.pack.printed import PrintedPack

_LETTERS = 80  # of the words that a row is known by


class ToldEdit(Struct, frozen=True):
    """An alteration of the file: where, in words, and the page where the file tells pages.

    ``before`` and ``now`` are the words that differ, where today's facts make the old ones again.
    """

    edit: Edit
    where: str
    page: int | None
    before: str = ""
    now: str = ""


class ToldChange(Struct, frozen=True):
    """A change in what the pack rests on: the first words of its row, the first page of it."""

    change: Change
    words: str
    page: int | None


class ToldVerdict(Struct, frozen=True):
    """All of a verdict; ``different`` are the parts that would read differently today."""

    edits: tuple[ToldEdit, ...]
    changes: tuple[ToldChange, ...]
    different: tuple[str, ...]


def told_verdict(verdict: Verdict, printed: PrintedPack, base: FactBase) -> ToldVerdict:
    """``verdict`` on ``printed`` in words; ``base`` is that of today."""
    made = verdict.remade.made
    names = PlaceNames(printed, made.pack if made else None)
    words = _Words(verdict, printed)
    edits = (
        ToldEdit(
            edit,
            _where(edit, names, printed),
            page_of(edit.block, printed),
            *words.of(edit),
        )
        for edit in verdict.edits
    )
    different = _parts(verdict.remade.different, names, printed)
    return ToldVerdict(tuple(edits), tuple(_changes(verdict, printed, base)), tuple(different))


def _where(edit: Edit, names: PlaceNames, printed: PrintedPack) -> str:
    if edit.deed == "unmarked":
        return printed.unmarked_at
    return names.of_block(edit.block) if edit.block else ""


def _parts(blocks: Iterable[str], names: PlaceNames, printed: PrintedPack) -> Iterator[str]:
    """The parts that ``blocks`` stand in, each once, with the pages of those where a file tells."""
    pages = {block.id: block.pages for block in printed.blocks}
    found: dict[str, set[int]] = {}
    for name in blocks:
        found.setdefault(names.of_part(name), set()).update(pages.get(name, ()))
    for part, where in found.items():
        if not where:
            yield part
        else:
            numbers = listed(str(page) for page in sorted(where))
            yield f"{part}, {'page' if len(where) == 1 else 'pages'} {numbers}"


def listed(words: Iterable[str]) -> str:
    """``words`` one after the other: 1, 2 and 3."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


class _Words:
    """The old and the new words of edited blocks."""

    def __init__(self, verdict: Verdict, printed: PrintedPack) -> None:
        made = verdict.remade.made
        self._made = {block.id: block for block in made.pack.blocks} if made else {}
        self._read = {block.id: block.pieces for block in printed.blocks}
        self._hashes = {name: expected for name, expected, *_ in printed.record["blocks"]}
        self._labels = caption_labels(printed.record)

    def of(self, edit: Edit) -> tuple[str, str]:
        """What the block of ``edit`` said and says; nothing where the old words are not known."""
        block = self._made.get(edit.block)
        if edit.deed != "edited" or block is None:
            return "", ""
        before = block_text(block)
        if fingerprint(before, *self._labels) != self._hashes.get(edit.block):
            return "", ""  # other facts, other words: these are not what was printed
        return old_and_new(before, self._unlabelled(self._read[edit.block]))

    def _unlabelled(self, pieces: Sequence[str]) -> Sequence[str]:
        """``pieces`` without the label and number that a caption is printed with."""
        first = [without_label(squeezed(piece), *self._labels) for piece in pieces[:1]]
        return [*first, *pieces[1:]]


def _changes(verdict: Verdict, printed: PrintedPack, base: FactBase) -> Iterator[ToldChange]:
    made = verdict.remade.made
    places = blocks_of_rows(made.pack.blocks) if made else {}
    for change in verdict.changes:
        words = first_words(words_of_row(base, change.table, change.new or change.id), _LETTERS)
        page = page_of(places.get((change.table, change.id), ""), printed)
        yield ToldChange(change, words, page)

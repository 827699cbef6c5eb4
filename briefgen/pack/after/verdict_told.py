"""A verdict on a finished pack, each of its findings with its place and words: to be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.after.place_names import PlaceNames
from briefgen.pack.after.whereabouts import blocks_of_rows, page_of, words_of_row
from briefgen.pack.first_words import first_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.base import FactBase
    from briefgen.pack.after.verify import Change, Edit, Verdict
    from briefgen.pack.printed import PrintedPack

_LETTERS = 80  # of the words that a row is known by


class ToldEdit(Struct, frozen=True):
    """An alteration of the file: where, in words, and the page where the file tells pages."""

    edit: Edit
    where: str
    page: int | None


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
    edits = (
        ToldEdit(
            edit, names.of_block(edit.block) if edit.block else "", page_of(edit.block, printed)
        )
        for edit in verdict.edits
    )
    different = dict.fromkeys(map(names.of_part, verdict.remade.different))
    return ToldVerdict(tuple(edits), tuple(_changes(verdict, printed, base)), tuple(different))


def _changes(verdict: Verdict, printed: PrintedPack, base: FactBase) -> Iterator[ToldChange]:
    made = verdict.remade.made
    places = blocks_of_rows(made.pack.blocks) if made else {}
    for change in verdict.changes:
        words = first_words(words_of_row(base, change.table, change.new or change.id), _LETTERS)
        page = page_of(places.get((change.table, change.id), ""), printed)
        yield ToldChange(change, words, page)

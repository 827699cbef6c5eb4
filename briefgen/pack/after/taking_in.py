"""Taking in what a person changed in a finished file: new words, what was struck out, the rest.

What was edited is told by the record in the file, so a fact that changed meanwhile is no edit.
Nothing that a person typed is lost: what has no place comes out with where it stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.after.edited_rows import edited_rows
from briefgen.pack.after.grounds import pointers
from briefgen.pack.after.pairing import Paired, edited_pieces, pair, unlabelled
from briefgen.pack.after.place_names import PlaceNames
from briefgen.pack.after.struck import struck_wholes
from briefgen.pack.after.tokenising import as_tokens
from briefgen.pack.after.verify import ALWAYS_NEW
from briefgen.pack.after.why_unplaced import COMMENT, HEAD, MARKS, NO_WORD, THERE, in_order, origin
from briefgen.pack.blocks import Callout, List, Table
from briefgen.pack.cells import most_letters
from briefgen.pack.fingerprints import bare, fingerprint, squeezed
from briefgen.pack.grounds import facts_of_line
from briefgen.pack.inlines import plain
from briefgen.pack.ordinals import ordinal
from briefgen.pack.places import (
    cell_places,
    is_footnote,
    is_rewordable,
    places_of,
    recorded_places,
    short_hash,
)
from briefgen.pack.printed import PrintedBlock
from briefgen.pack.record_form import caption_labels, is_undescribed
from briefgen.pack.request import Rewording
from briefgen.pack.said import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.pack.build import MadePack
    from briefgen.pack.places import Place
    from briefgen.pack.printed import PrintedPack, Unit
    from briefgen.pack.request import Request
    from briefgen.pack.templates import Words


_SENTENCE = 20  # letters from which on the same words elsewhere are no chance


class NewWords(Struct, frozen=True):
    """A place that a person put in other words; ``now`` as typed, "" for back as it was.

    ``where`` is the place in words, ``elsewhere`` where else the file still has the words it had
    ``before``.
    """

    place: str
    where: str
    before: str
    now: str
    elsewhere: tuple[str, ...] = ()


class Unplaced(Struct, frozen=True):
    """Something done to a file that has no place in a request: why, where, and the whole text."""

    why: str
    where: str
    text: str = ""


class TakenIn(Struct, frozen=True):
    """The request with a person's edits in it, and what was done to get there."""

    request: Request
    reworded: tuple[NewWords, ...]
    dropped: tuple[NewWords, ...]
    unplaced: tuple[Unplaced, ...]


def take_in(printed: PrintedPack, made: MadePack, request: Request, words: Words) -> TakenIn:
    """``request`` with what a person changed in ``printed``.

    ``made`` is the pack of the request without its rewordings, from the facts of today.
    """
    return _TakingIn(printed, made, request, words).result()


class _TakingIn:
    """The edits of one file on their way into a request."""

    def __init__(
        self, printed: PrintedPack, made: MadePack, request: Request, words: Words
    ) -> None:
        self._printed, self._made, self._request, self._words = printed, made, request, words
        self._record = printed.record
        self._blocks = {block.id: block for block in made.pack.blocks}
        self._places = {p.id: p for block in made.pack.blocks for p in places_of(block)}
        self._names = PlaceNames(printed, made.pack)
        self._kept = {one.place: one for one in request.reworded}
        self._dropped = dict.fromkeys(request.dropped)
        self._reworded: list[NewWords] = []
        self._struck: list[NewWords] = []
        self._unplaced: list[Unplaced] = []
        self._moved: dict[str, str] = {}  # by the words of a line or fact that stands elsewhere now

    def result(self) -> TakenIn:
        edited = dict(self._edited_blocks())
        gone = [name for paired in edited.values() for name in paired.gone]
        self._find_moved(gone, edited)
        for block, paired in edited.items():
            for place, text in paired.edited.items():
                self._reword(block, place, text)
            added = [
                unit
                for unit in paired.added
                if not self._is_moved(unit, f"in {self._names.of_block(block)}")
            ]
            self._leave_added(block, self._new(block, added))
            self._leave_rest(block, paired)
        self._strike_all([name for name in gone if name not in self._moved.values()])
        after = self._printed.loose_after or ("",) * len(self._printed.loose)
        for unit, block in zip(self._printed.loose, after, strict=True):
            where = f"after {self._names.of_block(block)}"
            if not self._is_moved(unit, where):
                self._leave("It was added.", where, "\t".join(unit))
        for block, words in self._printed.comments:
            self._leave(COMMENT, f"on {self._names.of_block(block)}", squeezed(words))
        request = replace(
            self._request, reworded=tuple(self._kept.values()), dropped=tuple(self._dropped)
        )
        reworded = (replace(new, elsewhere=self._elsewhere(new)) for new in self._reworded)
        return TakenIn(request, tuple(reworded), tuple(self._struck), tuple(self._unplaced))

    def _edited_blocks(self) -> Iterator[tuple[str, Paired]]:
        """The blocks that are not as they were printed, their texts by place."""
        found = {block.id: block for block in self._printed.blocks}
        labels = caption_labels(self._record)
        for name, expected, count, level in self._record["blocks"]:
            block = found.get(name) or PrintedBlock(name, ())
            now = fingerprint(block.pieces, *labels)
            as_printed = now == expected or is_undescribed(self._record, name, now)
            if not count or as_printed:
                continue
            has_places = level or recorded_places(self._record, name)
            if not is_rewordable(name) or not has_places:
                self._leave_changed(block, expected)
            else:
                yield name, pair(block, self._record, self._places)

    def _leave_changed(self, block: PrintedBlock, expected: str) -> None:
        """Leave what a person changed in a block whose words come from elsewhere.

        ``expected`` is the hash of the block as it was printed.
        """
        labels = caption_labels(self._record)
        now = self._blocks.get(block.id)
        if block.id in ALWAYS_NEW and not (now and self._can_tell(block.id)):
            self._leave(origin(block.id), f"in {self._names.of_block(block.id)}", "")
            return
        if isinstance(now, Table) and now.rows:
            units = unlabelled(block.units, labels)
            self._leave_added(block.id, self._new(block.id, units))
            return
        typed = edited_pieces(block, block_text(now), expected, labels) if now else []
        edited = [*dict.fromkeys(unit for unit, _ in typed)]
        leads = {squeezed(lead) for lead in pointers(now)} if now else set()
        why = THERE if leads else origin(block.id)
        for unit in edited or self._new(block.id, block.units) or [()]:
            text = "\t".join(unit)
            lead = next((one for one in leads if squeezed(text).endswith(one)), "")
            where = f"in {self._names.of_block(block.id)}"
            self._leave(why, where, squeezed(text).removesuffix(lead).rstrip() if lead else text)

    def _leave_added(self, name: str, units: list[Unit]) -> None:
        """Leave what was typed in a block beside its places: of a table, cell by cell."""
        table = self._blocks.get(name)
        where = f"in {self._names.of_block(name)}"
        if isinstance(table, Table):
            there = next((b.units for b in self._printed.blocks if b.id == name), ())
            rows = edited_rows(table, units, there)
            as_today, typed = self._is_as_today(name), self._typed(name)
            for cell in rows.cells:
                if typed and (cell.unit, cell.now) not in typed:
                    continue  # the .brief or the facts have changed, and nobody the file
                read = "It read" if as_today or typed else "What is printed there today is"
                why = f"{read} “{cell.before}”. {origin(name)}"
                self._leave(why, f"in {self._names.row(table, cell.row, cell.column)}", cell.now)
            for column, before, title in rows.head:
                why = f"It read “{before}”. {HEAD}"
                self._leave(why, f"{where}, head of the {ordinal(column + 1)} column", title)
            for number in rows.gone if as_today else ():
                if not cell_places(table)[number][0]:
                    why = f"It was struck out and is printed again. {origin(name)}"
                    row = "; ".join(filter(None, map(plain, table.rows[number])))
                    self._leave(why, f"in {self._names.row(table, number)}", row)
            units = list(rows.added)
        for unit in units:
            self._leave("It was added.", where, "\t".join(unit))

    def _is_as_today(self, name: str) -> bool:
        """Whether the pack was printed with the words that the block ``name`` has today."""
        labels = caption_labels(self._record)
        expected = next(one[1] for one in self._record["blocks"] if one[0] == name)
        return bool(fingerprint(block_text(self._blocks[name]), *labels) == expected)

    def _can_tell(self, name: str) -> bool:
        """Whether what a person typed in the block ``name`` can be told from what is new today."""
        return self._is_as_today(name) or bool(self._typed(name))

    def _typed(self, name: str) -> list[tuple[Unit, str]]:
        """The pieces of the block ``name`` that a person typed; none where nobody can tell."""
        block = next((one for one in self._printed.blocks if one.id == name), None)
        if block is None:
            return []
        expected = next(one[1] for one in self._record["blocks"] if one[0] == name)
        today = block_text(self._blocks[name])
        return edited_pieces(block, today, expected, caption_labels(self._record))

    def _new(self, block: str, units: Iterable[Unit]) -> list[Unit]:
        """Those of ``units`` that the block does not say today, as the head of its table."""
        now = self._blocks.get(block)
        known = {squeezed(piece) for piece in block_text(now)} if now else set()
        return [unit for unit in units if any(squeezed(piece) not in known for piece in unit)]

    def _leave(self, why: str, where: str, text: str) -> None:
        self._unplaced.append(Unplaced(why, where, text))

    # --- words ---

    def _reword(self, block: str, name: str, text: str) -> None:
        place = self._places.get(name)
        if place is None:
            footnote = is_footnote(name)
            why = origin(block) if footnote else "The pack of today has no such place."
            self._leave(why, f"in {self._names.of_block(block)}", text)
            return
        new = self._own_words(place, text)
        old = self._kept.get(name)
        if bare(new) == place.words:
            if self._kept.pop(name, None):
                self._reworded.append(NewWords(name, self._names.of(name), place.words, ""))
            return
        if not bare(new):
            self._strike(name, [name])
            return
        tokens = as_tokens(self._made.selection.base, self._words, place.body, new)
        if len(tokens) > most_letters("reworded.text"):
            why = f"It is longer than the {most_letters('reworded.text')} letters of a rewording."
            self._leave(why, f"in {self._names.of(name)}", text)
            return
        rewording = Rewording(name, old.replaces if old else self._replaced(block, place), tokens)
        if old is None or old.text != tokens:
            self._kept[name] = rewording
            before = old.text if old else place.words
            self._reworded.append(NewWords(name, self._names.of(name), before, bare(new)))

    def _elsewhere(self, new: NewWords) -> tuple[str, ...]:
        """Where the words that stood at the place of ``new`` are still to be read."""
        before = bare(new.before)
        if not new.now or len(before) < _SENTENCE:
            return ()
        own = self._places[new.place].block
        return tuple(
            self._names.of_block(block.id)
            for block in self._printed.blocks
            if block.id != own and any(before in bare(piece) for piece in block.pieces)
        )

    @staticmethod
    def _own_words(place: Place, text: str) -> str:
        """``text`` without the label and the tag that are printed around the words anyhow."""
        text = " ".join(text.split()).removeprefix(squeezed(place.label))
        return (text.removesuffix(f"({place.tag})") if place.tag else text).strip()

    def _replaced(self, block: str, place: Place) -> str:
        """The hash of the words that were replaced: those of today, if they were printed."""
        if ground := self._record.get("reworded", {}).get(place.id):  # a card took the words over
            return str(ground)
        told = recorded_places(self._record, block).get(place.id, "")
        if told:
            return place.ground if short_hash(place.printed) == told else told
        expected = next(str(entry[1]) for entry in self._record["blocks"] if entry[0] == block)
        return place.ground if fingerprint([place.printed]) == expected else expected

    # --- what is gone, or stands elsewhere ---

    def _find_moved(self, gone: Iterable[str], edited: Mapping[str, Paired]) -> None:
        """Find the places that are ``gone`` and whose words were put in elsewhere."""
        added = [unit for paired in edited.values() for unit in paired.added]
        said = {bare(" ".join(unit)) for unit in (*added, *self._printed.loose)}
        for name in gone:
            place = self._places.get(name)
            if place and place.printed and place.printed in said:
                self._moved[place.printed] = name

    def _is_moved(self, unit: Unit, where: str) -> bool:
        """Whether ``unit`` was moved ``where`` it stands; it is told then."""
        name = self._moved.get(bare(" ".join(unit)))
        if name is None:
            return False
        why = f"It was moved there, and is printed in {self._names.of(name)} again."
        self._leave(why, where, "\t".join(unit))
        return True

    def _leave_rest(self, block: str, paired: Paired) -> None:
        """Leave what changed in a block beside its words: their order, the marks of its sources."""
        now = self._blocks.get(block)
        if now is None or not (self._is_as_today(block) or not _says_anew(paired)):
            return
        where = f"in {self._names.of_block(block)}"
        items = [item.id for item in now.items] if isinstance(now, (List, Callout)) else []
        there = [name for name in paired.order if name in items]
        if there != [name for name in items if name in there]:
            self._leave(in_order(there), where, "")
        elif not _says_anew(paired):
            marked = dict.fromkeys(unit for unit, _ in self._typed(block))
            for unit in marked:
                self._leave(MARKS, where, "\t".join(unit))
            if not marked:
                self._leave(NO_WORD, where, "")

    def _strike_all(self, gone: list[str]) -> None:
        """Strike ``gone``: whole tables and rows as one thing, the rest place by place."""
        there = {block.id for block in self._printed.blocks}
        told: set[str] = set()
        for names, left in struck_wholes(gone, self._places, self._blocks, there, self._names):
            told |= names
            self._leave(*left)
        for name in gone:
            if name not in told:
                self._strike(name, gone)

    def _strike(self, name: str, gone: list[str]) -> None:
        """Drop the line or the fact of a place that is gone, where nothing else hangs on it."""
        place = self._places.get(name)
        if place is None:
            return
        kind, _, row = name.partition(".")
        if kind == "message" and f"line.{row}" in gone:
            return
        resting = self._resting_on(row) if kind == "fact" else []
        if kind == "line" or (kind == "fact" and not resting):
            self._dropped[row] = None
            self._kept.pop(name, None)
            self._struck.append(NewWords(row, self._names.of(name), place.words, ""))
            return
        why = "It was struck out and is printed again"
        if resting:
            why += f": {', '.join(resting)} rest on it; drop them, or the fact, by name"
        elif kind == "message":
            why += f": drop the line {row} by name to take it out everywhere"
        self._leave(f"{why}.", f"in {self._names.of(name)}", place.words)

    def _resting_on(self, fact: str) -> list[str]:
        selection = self._made.selection
        lines = (line for line in selection.lines if line.id not in self._dropped)
        return [line.id for line in lines if fact in facts_of_line(selection.base, line)]


def _says_anew(paired: Paired) -> bool:
    """Whether a word of the block is another."""
    return bool(paired.edited or paired.gone or paired.added)

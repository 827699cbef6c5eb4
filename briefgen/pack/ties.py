"""What no line ends between: a number and its unit or month, “No.” and its number, initials.

The spaces there become no-break spaces, one for one, as a pack is drawn; until then it holds those
that were typed, for whoever looks into it. A language names in its words what stands behind
numbers and what no line ends with; what it counts in and its months are known. Cells of narrow
columns and columns of figures keep their spaces: words would be broken within for lack of room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Align,
    Callout,
    Cover,
    Heading,
    List,
    Paragraph,
    SourceList,
    Table,
    Ties,
)
from briefgen.pack.figure_blocks import Chart, CorridorDiagram, RouteMap, TimelineDiagram
from briefgen.pack.inlines import Citation, CrossReference, Footnote, Ids, Link, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.pack.blocks import Block, Column, Pack
    from briefgen.pack.inlines import Inline, Inlines
    from briefgen.pack.templates import Words

Record = TypeVar("Record", bound=Struct)

NO_BREAK = "\u00a0"
_ROOMY = 0.15  # share of a table, from which a column of text has room for “24 September”
_HELD = re.compile(r"[^,،]{1,24}(?=[,،]|\Z)")  # of a cell; what is longer has no room on a line
_KEPT = 2000  # blocks: both writers draw the same, and the fitter tries a brief many times over
_CODES = (Citation, CrossReference, Ids, Link)
_COUNTED = re.compile(r"\{number\} ([^\s{}]+)")  # what a text puts behind a number
_CAPITAL = "[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]"


def ties_of(words: Words) -> Ties:
    """The ties of the language of ``words``."""
    from babel import Locale  # noqa: PLC0415 - slow to load, and those who draw do not ask

    months = Locale.parse(words.language, sep="-").months["format"]["wide"].values()
    behind = words.get("punctuation", "behind_numbers").split()
    return Ties(
        words.language,
        tuple(sorted({*_counted(words), *behind, *months, "%"})),
        tuple(words.get("punctuation", "never_last").split()),
    )


def _counted(words: Words) -> Iterator[str]:
    """The words that a text of ``words`` puts behind what it counts: scales and units."""
    for group in ("scales", "units"):
        for text in words.groups.get(group, {}).values():
            for form in (text,) if isinstance(text, str) else text.values():
                yield from _COUNTED.findall(form)


def tied(pack: Pack) -> Pack:
    """``pack`` with its words tied, each in its language."""
    return replace(pack, blocks=tied_blocks(pack, pack.blocks))


def tied_blocks(pack: Pack, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """``blocks``, which stand or would stand in ``pack``, with their words tied."""
    if not pack.ties:
        return tuple(blocks)
    return tuple(map(_tying(pack.ties).block, blocks))


class _Finder:
    """Finds the spaces that one language ties."""

    def __init__(self, ties: Ties) -> None:
        initial = rf"{_CAPITAL}\.(?= {_CAPITAL})"
        self._behind = re.compile(rf"\d(?= (?:{_any_of(ties.behind_numbers)})(?!\w))")
        self._before = re.compile(rf"[ (“‘«„](?:{_any_of(ties.never_last)}|{initial})(?= \S)")

    def places(self, text: str) -> list[int]:
        """Where in ``text`` those spaces are."""
        if " " not in text:
            return []
        found = [match.end() for match in self._behind.finditer(text)]
        # With a space before it: the first word has one like any other.
        return found + [match.end() - 1 for match in self._before.finditer(f" {text}")]

    def set_in(self, text: str) -> str:
        """``text`` with its words tied."""
        places = self.places(text)
        return _bound(text, places) if places else text


def _any_of(texts: Iterable[str]) -> str:
    return "|".join(map(re.escape, texts))


def _bound(text: str, places: Iterable[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = NO_BREAK
    return "".join(letters)


class _Tying:
    """Ties the words of blocks; the first of ``ties`` are those of the pack's own language."""

    def __init__(self, ties: tuple[Ties, ...]) -> None:
        self._finders = {one.language: _Finder(one) for one in ties}
        self._own = self._finders[ties[0].language]
        self._known: dict[int, tuple[Block, Block]] = {}  # kept with what its number is of

    def block(self, block: Block) -> Block:
        """``block`` with its words tied; one that was seen before is not looked through again."""
        known = self._known.get(id(block))
        if known and known[0] is block:
            return known[1]
        if len(self._known) >= _KEPT:
            self._known.clear()
        made = self._made(block)
        self._known[id(block)] = block, made
        return made

    def _made(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return _with(block, inlines=self._run(block.inlines))
            case List() | Callout():
                items = [_with(item, inlines=self._run(item.inlines)) for item in block.items]
                return _with(block, items=tuple(items))
            case Heading():
                return _with(block, text=self._own.set_in(block.text))
            case Table():
                return self._table(block)
            case SourceList():
                entries = [_with(one, inlines=self._run(one.inlines)) for one in block.entries]
                return _with(block, entries=tuple(entries))
            case Cover():
                details = [_with(one, value=self._run(one.value)) for one in block.details]
                return _with(block, details=tuple(details), notice=self._run(block.notice))
            case Chart() | CorridorDiagram() | TimelineDiagram() | RouteMap():
                text = block.text
                runs = {name: self._run(getattr(text, name)) for name in ("finding", "source")}
                caption = self._own.set_in(text.caption)
                return _with(block, text=_with(text, caption=caption, **runs))
            case _:
                return block

    def _table(self, table: Table) -> Table:
        rows = tuple(
            tuple(map(self._cell, row, chain(table.columns, repeat(None)))) for row in table.rows
        )
        notes = tuple(map(self._run, table.notes))
        return _with(table, caption=self._own.set_in(table.caption), rows=rows, notes=notes)

    def _cell(self, cell: Inlines, column: Column | None) -> Inlines:
        if column is None:
            return cell
        if column.share >= _ROOMY and column.align is not Align.RIGHT:
            cell = self._run(cell)
        return _on_one_line(cell) if column.held else cell

    def _run(self, inlines: Inlines) -> Inlines:
        """A run of inlines, in which a number may end one and its unit begin the next."""
        texts = [inline.text for inline in inlines]
        whole = "".join(texts)
        finders = [self._own] * len(inlines)
        if len(self._finders) > 1:
            finders = [self._finders.get(language_of(inline), self._own) for inline in inlines]
        begins = list(accumulate(map(len, texts), initial=0))
        spaces: dict[int, list[int]] = {}  # by the number of their inline
        for finder in set(finders):
            for place in finder.places(whole):
                number = bisect_right(begins, place) - 1
                if finders[number] is finder:
                    spaces.setdefault(number, []).append(place - begins[number])
        if not spaces and Footnote not in map(type, inlines):
            return inlines
        changed = tuple(
            self._one(inline, spaces.get(number, ())) for number, inline in enumerate(inlines)
        )
        return inlines if all(map(is_, changed, inlines)) else changed

    def _one(self, inline: Inline, places: Sequence[int]) -> Inline:
        if isinstance(inline, Footnote):
            return _with(inline, inlines=self._run(inline.inlines))
        if not places or isinstance(inline, _CODES):
            return inline
        return replace(inline, text=_bound(inline.text, places))


def _on_one_line(cell: Inlines) -> Inlines:
    """``cell`` with what it says up to a comma tied."""
    said = _HELD.match(cell[0].text) if cell else None
    if said is None:
        return cell
    text = said[0].replace(" ", NO_BREAK) + cell[0].text[said.end() :]
    return (_with(cell[0], text=text), *cell[1:])


_tying = lru_cache(maxsize=16)(_Tying)


def _with(record: Record, **fields: Any) -> Record:  # noqa: ANN401 - of any record
    """``record`` with other ``fields``; itself where they are what it has."""
    if all(getattr(record, name) == value for name, value in fields.items()):
        return record
    return replace(record, **fields)

"""Reading a Word file of ours back, also after Word, LibreOffice or a script has saved it.

Words are taken as they are printed: tracked insertions count, deletions do not, and the entries of
the contents, which a word processor writes anew, are passed over. A drawing is its alternative.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from briefgen.errors import HouseError, PackFileError
from briefgen.pack.fingerprints import squeezed
from briefgen.pack.printed import PrintedBlock, PrintedPack, Unit
from briefgen.pack.record_form import UNDESCRIBED
from briefgen.render.docx.controls import control_tag
from briefgen.render.docx.record import ROOT, block_number
from briefgen.render.house_file.package import W, checked_part, unpack
from briefgen.render.lost_marks import LostMarks
from briefgen.render.reading_furniture import furniture_in_words
from briefgen.render.reading_record import parse_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from lxml import etree

_DOCUMENT = "word/document.xml"
_FURNITURE = re.compile(r"word/(header|footer)\d*\.xml")
_UNPRINTED = frozenset(
    {
        *(f"{W}{name}" for name in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")),
        *(f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "sdtEndPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_SHAPE_TEXT = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}txbx"
_COUNTED = ("TOC", "REF ", "PAGEREF ")  # fields whose words are the writer's
_NOTES = "word/footnotes.xml"
_COMMENTS = "word/comments.xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAWN = f"{W}drawing"
_FROM_LEFT = "\u200e"  # holds words together that run from the left, in a pack that does not
_SPACES = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))


def read_docx(data: bytes, path: Path) -> PrintedPack:
    """The pack in the Word file ``data``; ``path`` is for the sentence of a PackFileError."""
    try:
        parts = unpack(data, path)
        record = parse_record(_record_text(parts, path), path)
        if _DOCUMENT not in parts:
            raise PackFileError(path, "it is not a Word file (.docx), or it is damaged.")
        notes = _words_by_id(parts, _NOTES, "footnote", path)
        comments = _words_by_id(parts, _COMMENTS, "comment", path)
        body = _Body(_numbers_by_tag(record), notes, _drawn(record))
        body.read(checked_part(_DOCUMENT, parts[_DOCUMENT], path))
        unmarked = _unmarked(parts, path, (str(record["marking"]), str(record.get("draft", ""))))
        unmarked_at = furniture_in_words(parts, unmarked, path)
    except HouseError as error:
        raise PackFileError(path, error.why) from error
    blocks, loose = _by_block(body.all_units(), record)
    return PrintedPack(
        path.name,
        record,
        blocks,
        tuple(unit for _, unit in loose),
        unmarked=unmarked,
        unmarked_at=unmarked_at,
        loose_after=tuple(after for after, _ in loose),
        comments=tuple(
            (record["blocks"][number - 1][0] if number else "", comments[name])
            for number, name in body.commented
            if comments.get(name)
        ),
    )


def _record_text(parts: Mapping[str, bytes], path: Path) -> str:
    """The record in the custom XML parts; Word may give them other numbers."""
    for name in sorted(parts):
        if name.startswith("customXml/") and name.endswith(".xml"):
            root = checked_part(name, parts[name], path)
            if root.tag == ROOT:
                return root.text or ""
    return ""


def _numbers_by_tag(record: Mapping[str, Any]) -> dict[str, int]:
    """The number of each block of the record by the tag of its content control."""
    return {control_tag(block[0]): number for number, block in enumerate(record["blocks"], 1)}


def _drawn(record: Mapping[str, Any]) -> frozenset[int]:
    """The numbers of the blocks that are drawn: the words in their shapes are none of a person."""
    drawn = record.get(UNDESCRIBED, {})
    return frozenset(n for n, block in enumerate(record["blocks"], 1) if block[0] in drawn)


def _by_block(
    units: Iterable[tuple[int | None, Unit]], record: Mapping[str, Any]
) -> tuple[tuple[PrintedBlock, ...], list[tuple[str, Unit]]]:
    """The words of each block in order, and what stands in none with the block before it.

    A block whose mark was lost is looked for where it should stand.
    """
    blocks = record["blocks"]
    lost_marks = LostMarks(record)
    known = frozenset(range(1, len(blocks) + 1))
    units = [(number if number in known else None, unit) for number, unit in units]
    marked = {number for number, _ in units if number is not None}
    printed = [number for number, block in enumerate(blocks, 1) if block[2]]
    found: dict[int, list[Unit]] = {}
    loose: list[tuple[str, Unit]] = []
    last = 0
    for number, run in groupby(units, key=itemgetter(0)):
        said = [unit for _, unit in run]
        if number is not None:
            found.setdefault(number, []).extend(said)
            last = number
            continue
        following = (printed[n] for n in range(bisect_right(printed, last), len(printed)))
        lost = takewhile(lambda n: n not in marked, following)
        settled, rest = lost_marks.settled(said, lost)
        found |= settled
        loose += [(blocks[last - 1][0] if last else "", unit) for unit in rest]
    named = tuple(PrintedBlock(blocks[n - 1][0], tuple(said)) for n, said in found.items())
    return named, loose


def _words_by_id(parts: Mapping[str, bytes], part: str, name: str, path: Path) -> dict[str, str]:
    """The words of each footnote or comment of ``part`` by its id; ``name`` is that of its tag."""
    if part not in parts:
        return {}
    found = {}
    for note in checked_part(part, parts[part], path).iter(f"{W}{name}"):
        words = _Body({}, {})
        words.read(note)
        found[note.get(f"{W}id", "")] = " ".join(piece for _, unit in words.units for piece in unit)
    return found


def _unmarked(parts: Mapping[str, bytes], path: Path, marks: tuple[str, str]) -> tuple[str, ...]:
    """The headers and footers that say something and lack the marking, or the word for a draft."""
    missing = []
    for name in sorted(filter(_FURNITURE.fullmatch, parts)):
        furniture = _Body({}, {})
        furniture.read(checked_part(name, parts[name], path))
        said = squeezed(" ".join(piece for _, unit in furniture.units for piece in unit))
        if not all(squeezed(mark) in said for mark in marks):
            missing.append(name.removeprefix("word/").removesuffix(".xml"))
    return tuple(missing)


class _Body:
    """Walks a part and gathers its paragraphs and rows, each with the block it stands in.

    A content control tells the block, and where there is none the bookmark. ``tags`` are the
    numbers of the blocks by the tags of their controls. The words of footnotes, ``notes`` by
    their ids, come after those of the block that calls them. What a person wrote into a text box
    stands in no block; the shapes of ``drawn`` blocks are passed over.
    """

    def __init__(
        self,
        tags: Mapping[str, int],
        notes: Mapping[str, str],
        drawn: frozenset[int] = frozenset(),
    ) -> None:
        self._tags = tags
        self._within: int | None = None  # the block whose control is open
        self.units: list[tuple[int | None, Unit]] = []
        self.commented: list[tuple[int | None, str]] = []  # in which block, and the comment's id
        self._drawn = drawn
        self._boxes: list[tuple[int | None, Unit]] = []  # of the paragraph or row that is read
        self._notes = notes
        self._called: list[tuple[int, str]] = []  # in which unit, and the note's id
        self._open: dict[str, int] = {}  # the bookmarks of blocks that are open, by their id
        self._fields: list[str] = []  # the instructions of the fields that are open
        self._text: list[str] = []
        self._block: int | None = None
        self._row: list[str] | None = None

    def read(self, element: etree._Element) -> None:
        """Take in ``element`` and all beneath it."""
        if element.tag not in _UNPRINTED:
            _READERS.get(element.tag, _Body._children)(self, element)

    def _children(self, element: etree._Element) -> None:
        for child in element:
            self.read(child)

    def _paragraph(self, element: etree._Element) -> None:
        outer, self._text = self._text, []
        self._children(element)
        piece = "".join(self._text)
        self._text = outer
        if squeezed(piece) and self._row is not None:
            self._row.append(piece)
        elif squeezed(piece):
            self.units.append((self._block, (piece,)))
            self._block = None
        if self._row is None:
            self._put_boxes()

    def _box(self, element: etree._Element) -> None:
        """Take in a text box: its paragraphs come behind the paragraph or row that holds it."""
        if (self._block or self._open_now) in self._drawn:
            return
        outer = self.units, self._text, self._block, self._within, self._open, self._row
        self.units, self._text, self._open = [], [], {}
        self._block = self._within = self._row = None
        self._children(element)
        found = self.units
        self.units, self._text, self._block, self._within, self._open, self._row = outer
        self._boxes += found

    def _put_boxes(self) -> None:
        self.units += self._boxes
        self._boxes = []

    def _table_row(self, element: etree._Element) -> None:
        if self._row is not None:  # of a table within a cell
            self._children(element)
            return
        self._row = []
        self._children(element)
        if self._row:
            self.units.append((self._block, tuple(self._row)))
        self._row, self._block = None, None
        self._put_boxes()

    def all_units(self) -> Iterator[tuple[int | None, Unit]]:
        """The units, the footnotes of a block after its last; of text in no block, at once."""
        last: dict[int | None, int] = {
            block: place for place, (block, _) in enumerate(self.units) if block is not None
        }
        waiting: dict[int | None, list[str]] = {}
        notes = dict(self._notes)  # each is said where it is called first
        called = iter([*self._called, (len(self.units), "")])
        where, note = next(called)
        for place, (block, unit) in enumerate(self.units):
            yield block, unit
            while where <= place:
                waiting.setdefault(block, []).append(notes.pop(note, ""))
                where, note = next(called)
            if last.get(block, place) == place:
                yield from ((block, (words,)) for words in waiting.pop(block, ()) if words)

    def _words(self, element: etree._Element) -> None:
        self._say((element.text or "").replace(_FROM_LEFT, ""))

    def _alternative(self, element: etree._Element) -> None:
        self._say(element.get("descr", ""))

    def _space(self, _: etree._Element) -> None:
        self._text.append(" ")

    def _hyphen(self, _: etree._Element) -> None:
        self._say("\u2011")

    def _note(self, element: etree._Element) -> None:
        self._called.append((len(self.units), element.get(f"{W}id", "")))

    def _comment(self, element: etree._Element) -> None:
        self.commented.append((self._block or self._open_now, element.get(f"{W}id", "")))

    def _link(self, element: etree._Element) -> None:
        """Pass over an entry of the contents, which LibreOffice may leave in no field."""
        anchor = element.get(f"{W}anchor", "")
        told = "".join(one.text or "" for one in element.iter(f"{W}instrText"))
        if anchor.startswith("_Toc") and anchor in told:
            for mark in element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                self.read(mark)
        else:
            self._children(element)

    def _shape_text(self, element: etree._Element) -> None:
        if not _is_described(element):
            self._children(element)

    def _bookmark_end(self, element: etree._Element) -> None:
        self._close_block(self._open.get(element.get(f"{W}id", "")))

    def _say(self, text: str) -> None:
        if any(instruction.lstrip().startswith(_COUNTED) for instruction in self._fields):
            return
        if self._block is None and squeezed(text):
            self._block = self._open_now
        self._text.append(text)

    @property
    def _open_now(self) -> int | None:
        """The block whose control or bookmark is open."""
        return self._within or next(reversed(self._open.values()), None)

    def _control(self, element: etree._Element) -> None:
        """Take in a content control; one that was emptied only shows what Word put there."""
        if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            return
        tag = element.find(f"{W}sdtPr/{W}tag")
        number = self._tags.get(tag.get(f"{W}val", "")) if tag is not None else None
        outer = self._within
        self._within = number or outer
        self._children(element)
        self._within = outer

    def _open_block(self, element: etree._Element) -> None:
        number = block_number(element.get(f"{W}name", ""))
        if number is not None:
            self._close_block(number)  # LibreOffice opens some of them twice and closes one
            self._open[element.get(f"{W}id", "")] = number

    def _close_block(self, number: int | None) -> None:
        self._open = {key: value for key, value in self._open.items() if value != number}

    def _field(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}instrText":
            if self._fields:
                self._fields[-1] += element.text or ""
        elif kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()


# What takes in an element, by its tag; all else is looked through.
_READERS: Mapping[str, Callable[[_Body, etree._Element], None]] = {
    f"{W}p": _Body._paragraph,
    f"{W}tr": _Body._table_row,
    f"{W}t": _Body._words,
    f"{W}sdt": _Body._control,
    f"{W}footnoteReference": _Body._note,
    f"{W}commentReference": _Body._comment,
    f"{W}txbxContent": _Body._box,
    f"{W}noBreakHyphen": _Body._hyphen,
    f"{W}hyperlink": _Body._link,
    f"{W}bookmarkStart": _Body._open_block,
    f"{W}bookmarkEnd": _Body._bookmark_end,
    f"{W}fldChar": _Body._field,
    f"{W}instrText": _Body._field,
    **dict.fromkeys(_SPACES, _Body._space),
    _DRAWING: _Body._alternative,
    _SHAPE_TEXT: _Body._shape_text,
}


def _is_described(element: etree._Element) -> bool:
    """Whether what is drawn around ``element`` has an alternative, as all that we draw has."""
    drawing = next(element.iterancestors(_DRAWN), None)
    return drawing is not None and any(one.get("descr") for one in drawing.iter(_DRAWING))

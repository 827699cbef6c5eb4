"""Reading a PDF of ours back: its record, its words by block from the structure tree, its pages.

The identifier of a file that we wrote is a hash of everything before it, so that any later change,
also one that the words do not show, can be told from the file alone.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.errors import PackFileError
from briefgen.pack.fingerprints import squeezed
from briefgen.pack.printed import PrintedBlock, PrintedPack, Unit
from briefgen.render.pdf.metadata import record_key
from briefgen.render.pdf_letters import Fonts
from briefgen.render.pdf_syntax import (
    Name,
    PdfObjects,
    PdfSyntaxError,
    Reader,
    Reference,
    Word,
)
from briefgen.render.reading_record import MOST_LETTERS, parse_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefgen.render.pdf_letters import Font

_MAX_DEPTH = 60  # of the structure tree
_MAX_PAGES = 10_000
_MOST_NODES = 100_000  # that are met on the way to them
_MOST_KIDS = 500_000  # elements and marks of the structure tree, by every way to them
_START = re.compile(rb"startxref\n(\d{1,12})\n%%EOF\n\Z")
_ID = re.compile(rb"/ID\[<([0-9a-f]{32})><\1>\]")
_PIECES = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Caption", "Note"})
_SILENT = frozenset({"Lbl", "TOC", "Reference"})  # numbers and marks that a writer sets


def read_pdf(data: bytes, path: Path, objects: PdfObjects | None = None) -> PrintedPack:
    """The pack in the PDF ``data``; ``path`` is for the sentence of a PackFileError.

    Whoever has the ``objects`` in it need not have them read again.
    """
    try:
        objects = objects or PdfObjects(data)
        record = parse_record(record_text(objects), path)
        blocks, loose = _Tree(objects).read()
    except PdfSyntaxError as error:
        raise PackFileError(path, f"{error}.") from error
    return PrintedPack(path.name, record, blocks, loose, is_whole(data))


def is_whole(data: bytes) -> bool:
    """Whether the bytes of a PDF are those that were written."""
    tail = _START.search(data[-64:])
    if tail is None:
        return False
    body, index = data[: int(tail[1])], data[int(tail[1]) :]
    mark = _ID.search(index)
    return mark is not None and mark[1].decode() == hashlib.sha256(body).hexdigest()[:32]


def record_text(objects: PdfObjects) -> str:
    """The generation record as it stands in a PDF; "" where there is none."""
    information = objects.dictionary(objects.trailer.get("Info"))
    pieces: list[str] = []
    room = MOST_LETTERS  # the same string may stand under each of the names
    while room >= 0:
        piece = objects.resolve(information.get(record_key(len(pieces) + 1)))
        if not isinstance(piece, bytes):
            break
        pieces.append(text_of(piece))
        room -= len(pieces[-1])
    return "".join(pieces)


def text_of(string: bytes) -> str:
    """A text string of a PDF as text."""
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    return string.decode("latin-1")


class _Element(Struct):
    """An element of the structure tree: its words and elements in order, and its pages.

    A figure is its ``alternative``, not the labels that are drawn in it.
    """

    role: str
    title: str
    alternative: str = ""
    kids: list[_Element | str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    def text(self) -> str:
        """The words beneath, without the numbers and bullets of lists."""
        return "".join(
            kid if isinstance(kid, str) else kid.text() if kid.role not in _SILENT else ""
            for kid in self.kids
        )

    def units(self) -> Iterator[Unit]:
        """The paragraphs and rows beneath."""
        if self.role in _SILENT:
            return
        if self.role == "Figure":
            yield (self.alternative,)
        elif self.role == "TR":
            cells = tuple(kid.text() for kid in self.kids if isinstance(kid, _Element))
            yield tuple(filter(squeezed, cells))
        elif self.role in _PIECES:
            yield (self.text(),)
        else:
            for kid in self.kids:
                if isinstance(kid, _Element):
                    yield from kid.units()

    def all_pages(self) -> set[int]:
        """The pages that the element stands on, counted from 1."""
        below = [kid.all_pages() for kid in self.kids if isinstance(kid, _Element)]
        return self.pages.union(*below)


class _Tree:
    """The structure tree of a file with the words that its marks stand for."""

    def __init__(self, objects: PdfObjects) -> None:
        self._objects = objects
        self._root = objects.dictionary(objects.trailer.get("Root"))
        self._pages = {number: place for place, number in enumerate(self._page_numbers())}
        self._words: dict[tuple[int, int], str] = {}
        self._room = _MOST_KIDS
        fonts = Fonts(objects)
        for number in self._pages:
            self._read_page(number, fonts)

    def read(self) -> tuple[tuple[PrintedBlock, ...], tuple[Unit, ...]]:
        """The blocks, and what stands in none; nothing of either in a file without a tree."""
        found: dict[str, tuple[list[Unit], set[int]]] = {}
        loose: list[Unit] = []
        tree = self._objects.dictionary(self._root.get("StructTreeRoot"))
        for element in self._blocks(self._element(tree.get("K"), 0)):
            units = [unit for unit in element.units() if any(map(squeezed, unit))]
            if element.title:
                said, pages = found.setdefault(element.title, ([], set()))
                said += units
                pages |= element.all_pages()
            else:
                loose += units
        blocks = tuple(
            PrintedBlock(name, tuple(units), (), tuple(sorted(pages)))
            for name, (units, pages) in found.items()
        )
        return blocks, tuple(loose)

    def _blocks(self, element: _Element) -> Iterator[_Element]:
        """The elements that are blocks; a program that saves anew may have put more around."""
        if element.title or element.role in _PIECES or element.role == "TR":
            yield element
            return
        for kid in element.kids:
            if isinstance(kid, _Element):
                yield from self._blocks(kid)

    def _page_numbers(self) -> list[int]:
        """The object numbers of the pages in order."""
        numbers: list[int] = []
        waiting = [self._root.get("Pages")]  # the next one last
        seen: set[int] = set()
        for _ in range(_MOST_NODES):
            if not waiting or len(numbers) == _MAX_PAGES:
                return numbers
            node = waiting.pop()
            if not isinstance(node, Reference) or node.number in seen:
                continue
            seen.add(node.number)
            entries = self._objects.dictionary(node)
            if "Kids" not in entries:
                numbers.append(node.number)
                continue
            waiting += reversed(self._objects.array(entries["Kids"]))
            if len(waiting) > _MOST_NODES:
                break
        raise PdfSyntaxError("it has an absurd number of pages")

    def _element(self, value: object, depth: int) -> _Element:
        entries = self._objects.dictionary(value)
        title, alternative = (
            text_of(value) if isinstance(value := entries.get(key), bytes) else ""
            for key in ("T", "Alt")
        )
        element = _Element(str(entries.get("S", "")), title, alternative)
        if depth > _MAX_DEPTH:
            raise PdfSyntaxError("it is nested absurdly deep")
        if isinstance(self._objects.resolve(value), list):  # several elements at the top
            entries = {"K": value}
        for kid in self._objects.array(entries.get("K")):
            self._add_kid(element, kid, entries.get("Pg"), depth)
        return element

    def _add_kid(self, element: _Element, kid: object, page: object, depth: int) -> None:
        self._room -= 1
        if self._room < 0:
            raise PdfSyntaxError("its structure tree is absurdly large")
        found = self._objects.resolve(kid)
        if isinstance(found, int):
            self._add_words(element, page, found)
        elif isinstance(found, dict) and found.get("Type") == "MCR":
            self._add_words(element, found.get("Pg", page), found.get("MCID"))
        elif isinstance(found, dict) and "S" in found:
            element.kids.append(self._element(found, depth + 1))

    def _add_words(self, element: _Element, page: object, mark: object) -> None:
        if isinstance(page, Reference) and isinstance(mark, int) and page.number in self._pages:
            element.kids.append(self._words.pop((page.number, mark), ""))
            element.pages.add(self._pages[page.number] + 1)

    def _read_page(self, number: int, fonts: Fonts) -> None:
        page = self._objects.dictionary(Reference(number))
        named = fonts.of_page(number, page.get("Resources"))
        contents = (
            self._objects.content(part) for part in self._objects.array(page.get("Contents"))
        )
        for mark, text in _marked_words(b"\n".join(contents), named):
            key = (number, mark)
            self._words[key] = self._words.get(key, "") + text


_TURNED, _SAID = "ReversedChars", "ActualText"


def _marked_words(content: bytes, fonts: Mapping[str, Font]) -> Iterator[tuple[int, str]]:
    """The words of a page, each piece with the number of its mark; others are left out."""
    operands: list[object] = []
    marks: list[int | None] = []
    inside: list[str] = []  # what turns the words round, or says them in other letters
    waiting: list[str] = []  # words that are read from their end
    font: Font | None = None
    for value in Reader(content).values():
        if not isinstance(value, Word):
            operands.append(value)
            continue
        match str(value):
            case "BDC" | "BMC":
                letters = _properties(operands).get("ActualText")
                mark = marks[-1] if marks else None
                if isinstance(letters, bytes) and mark is not None and _SAID not in inside:
                    yield mark, text_of(letters)
                kind = _SAID if isinstance(letters, bytes) else str(*operands[:1])
                inside.append(kind)
                marks.append(mark if kind in (_SAID, _TURNED) else _mark_of(operands))
            case "EMC":
                if inside[-1:] == [_TURNED] and marks[-1] is not None:
                    yield marks[-1], "".join(reversed(waiting))
                    waiting = []
                del marks[-1:], inside[-1:]
            case "Tf" if operands and isinstance(operands[0], Name):
                font = fonts.get(operands[0])
            case "Tj" | "TJ" | "'" | '"':
                mark = marks[-1] if marks else None
                if font is None or mark is None or _SAID in inside:
                    operands = []
                    continue
                turned = _TURNED in inside
                words = font.read(b"".join(_strings(operands)), from_right=turned)
                if turned:
                    waiting.append(words)
                else:
                    yield mark, words
        operands = []


def _properties(operands: list[object]) -> Mapping[str, object]:
    properties = operands[1] if len(operands) > 1 else None
    return properties if isinstance(properties, dict) else {}


def _mark_of(operands: list[object]) -> int | None:
    mark = _properties(operands).get("MCID")
    return mark if isinstance(mark, int) else None


def _strings(operands: list[object]) -> Iterator[bytes]:
    for operand in operands:
        for piece in operand if isinstance(operand, list) else [operand]:
            if isinstance(piece, bytes):
                yield piece

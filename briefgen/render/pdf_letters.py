"""The fonts of a PDF: which letters the codes on its pages mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.render.pdf_syntax import PdfSyntaxError, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.render.pdf_syntax import PdfObjects

_MAPPED = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_EDGE = re.compile(rb"(begin|end)bf(char|range)")
_MOST_CODES = 1_000_000  # that all fonts of a file give a meaning; a pack of ours, some thousands
_LAST_LETTER = 0x10FFFF
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class Fonts:
    """The fonts of a file, each read when a page first names it."""

    def __init__(self, objects: PdfObjects) -> None:
        self._objects = objects
        self._read: dict[object, Font] = {}
        self._room = _MOST_CODES

    def of_page(self, number: int, resources: object) -> dict[str, Font]:
        """The fonts in the ``resources`` of a page, which is object ``number``, by name."""
        fonts = self._objects.dictionary(self._objects.dictionary(resources).get("Font"))
        return {name: self._font(value, (number, name)) for name, value in fonts.items()}

    def _font(self, value: object, inside: tuple[int, str]) -> Font:
        key = value.number if isinstance(value, Reference) else inside
        if key not in self._read:
            self._read[key] = font = Font(self._objects, value, self._room)
            self._room -= font.codes
        return self._read[key]


class Font:
    """What the codes of a font mean."""

    def __init__(self, objects: PdfObjects, value: object, most: int) -> None:
        """Raises PdfSyntaxError where more than ``most`` codes have a meaning."""
        entries = objects.dictionary(value)
        self.codes = 0  # given a meaning, though it be one and the same
        self._most = most
        self._width = 2 if entries.get("Subtype") == "Type0" else 1
        self._meanings: dict[int, str] = {}
        for kind, said in _sections(objects.content(entries.get("ToUnicode"))):
            if kind == b"char":
                for code, meaning in _MAPPED.findall(said):
                    self._take(1)
                    self._meanings[int(code, 16)] = _utf16(meaning)
            else:
                for first, last, meaning in _RANGE.findall(said):
                    self._add_range(int(first, 16), int(last, 16), _utf16(meaning))

    def _add_range(self, first: int, last: int, meaning: str) -> None:
        if not meaning or last < first:
            return
        self._take(last - first + 1)
        begins, letter = meaning[:-1], ord(meaning[-1])
        for offset in range(min(last - first, _LAST_LETTER - letter) + 1):
            self._meanings[first + offset] = begins + chr(letter + offset)

    def _take(self, codes: int) -> None:
        self.codes += codes
        if self.codes > self._most:
            raise PdfSyntaxError("its fonts hold an absurd number of letters")

    def read(self, codes: bytes, *, from_right: bool) -> str:
        """The words that ``codes`` show."""
        width = self._width
        numbers = [int.from_bytes(codes[i : i + width], "big") for i in range(0, len(codes), width)]
        if from_right:
            numbers.reverse()
        return "".join(self._meanings.get(number, _UNKNOWN) for number in numbers)


def _sections(mapping: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The sections of a mapping: the kind of each, char or range, and what it holds."""
    begun: re.Match[bytes] | None = None
    for edge in _EDGE.finditer(mapping):
        if edge[1] == b"begin":
            begun = edge
        elif begun is not None and begun[2] == edge[2]:
            yield edge[2], mapping[begun.end() : edge.start()]
            begun = None


def _utf16(digits: bytes) -> str:
    text = digits.decode("ascii")
    return bytes.fromhex(text + "0" * (-len(text) % 4)).decode("utf-16-be", "replace")

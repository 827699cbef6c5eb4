"""The objects of a PDF file, found by reading it from front to end.

No table of places is believed, so that a file which another program has saved or added to is read
as well; where an object stands twice, the later one counts. Files under a password are refused.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MAX_UNPACKED = 200 * 1024 * 1024  # bytes, all streams of a file together, each as often as read
_MAX_DEPTH = 60  # of arrays and dictionaries
_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})\s+\d{1,5}\s+obj\b")
_TRAILER = re.compile(rb"trailer\s*(?=<<)")
_STREAM = re.compile(rb"\s*stream(?:\r\n|\n|\r)")
_GAP = re.compile(rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+)*+")
_TOKEN = re.compile(
    _GAP.pattern + rb"(?:"
    rb"/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<reference>\d{1,10})\s+\d{1,5}\s+R\b|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<mark><<|>>|[\[\]{}()>])|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)"
    rb")"
)
_IN_STRING = re.compile(rb"[()\\]")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OCTAL = re.compile(rb"[0-7]{1,3}")
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_LONGEST_NUMBER = 30
_ABSURD = "it unpacks to an absurd size"
_NAMES_KEPT = 1024
_KEYWORDS = MappingProxyType({b"true": True, b"false": False, b"null": None})
_CLOSED_BY = MappingProxyType({b"<<": b">>", b"[": b"]"})
_CLOSING = frozenset(_CLOSED_BY.values())


class PdfSyntaxError(ValueError):
    """A file that is no PDF, is cut off, or is unsafe to read; the text says which."""


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Word(str):
    """An operator of a content stream, a keyword, or what closes an array or a dictionary."""

    __slots__ = ()


class Reference(NamedTuple):
    """Where an object is meant, its number."""

    number: int


class Stream(NamedTuple):
    """A dictionary with the bytes that follow it, still packed."""

    entries: dict[str, object]
    packed: bytes


class Reader:
    """Reads values from bytes, one after the other."""

    def __init__(self, data: bytes, place: int = 0) -> None:
        """Start at ``place``."""
        self._data = data
        self.place = place

    def values(self) -> Iterator[object]:
        """All values to the end of the data; operators are Words."""
        while True:
            gap = _GAP.match(self._data, self.place)
            if gap and gap.end() >= len(self._data):
                return
            yield self.value()

    def value(self) -> object:
        """The next value. Raises PdfSyntaxError at the end of the data and for what is amiss."""
        opened: list[tuple[bytes, list[object]]] = []  # arrays and dictionaries around it
        while True:
            token = _TOKEN.match(self._data, self.place)
            if token is None:
                raise PdfSyntaxError("it is damaged or cut off")
            self.place = token.end()
            kind = token.lastgroup or ""
            text = token[kind]
            if kind != "mark":
                value = _MEANINGS[kind](text)
            elif text == b"(":
                value = self._string()
            elif text in _CLOSED_BY:
                if len(opened) == _MAX_DEPTH:
                    raise PdfSyntaxError("it is nested absurdly deep")
                opened.append((text, []))
                continue
            elif opened and text in _CLOSING:
                value = _closed(text, *opened.pop())
            else:
                value = Word(text.decode("ascii"))
            if not opened:
                return value
            opened[-1][1].append(value)

    def _string(self) -> bytes:
        pieces = []
        depth = 1
        while True:
            found = _IN_STRING.search(self._data, self.place)
            if found is None:
                raise PdfSyntaxError("it is damaged or cut off")
            pieces.append(self._data[self.place : found.start()])
            self.place = found.end()
            if found[0] == b"\\":
                pieces.append(self._escaped())
                continue
            depth += 1 if found[0] == b"(" else -1
            if depth == 0:
                return b"".join(pieces)
            pieces.append(found[0])

    def _escaped(self) -> bytes:
        octal = _OCTAL.match(self._data, self.place)
        if octal:
            self.place = octal.end()
            return bytes((int(octal[0], 8) & 0xFF,))
        sign = self._data[self.place : self.place + 1]
        self.place += 1
        if sign in (b"\r", b"\n"):
            self.place += self._data[self.place - 1 : self.place + 1] == b"\r\n"
            return b""
        return _ESCAPES.get(sign, sign)


def _closed(by: bytes, mark: bytes, values: list[object]) -> object:
    """The array or the dictionary that ``mark`` began."""
    if by != _CLOSED_BY[mark]:
        raise PdfSyntaxError("it is damaged or cut off")
    if mark == b"[":
        return values
    pairs = zip(values[::2], values[1::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, Name)}


def _hex(text: bytes) -> bytes:
    digits = b"".join(text.split()).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


@lru_cache(maxsize=_NAMES_KEPT)  # a file says the same few again and again
def _name(text: bytes) -> Name:
    return Name(_NAME_ESCAPE.sub(_unescaped, text.decode("latin-1")))


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _reference(text: bytes) -> Reference:
    return Reference(int(text))


def _number(text: bytes) -> int | float:
    if len(text) > _LONGEST_NUMBER:
        raise PdfSyntaxError("it holds a number of absurd length")
    return float(text) if b"." in text else int(text)


@lru_cache(maxsize=_NAMES_KEPT)
def _word(text: bytes) -> object:
    return _KEYWORDS[text] if text in _KEYWORDS else Word(text.decode("latin-1"))


_MEANINGS: Mapping[str, Callable[[bytes], object]] = MappingProxyType(
    {"name": _name, "reference": _reference, "number": _number, "hex": _hex, "word": _word}
)


class PdfObjects:
    """The objects of a PDF by number, and what its trailers say."""

    def __init__(self, data: bytes) -> None:
        """Read all objects of ``data``; raises PdfSyntaxError."""
        self._data = data
        self._budget = _MAX_UNPACKED
        self._objects: dict[int, object] = {}
        self.trailer: dict[str, object] = {}
        self._read()
        if "Encrypt" in self.trailer:
            raise PdfSyntaxError("it has a password: save a copy without one")
        if not isinstance(self.resolve(self.trailer.get("Root")), dict):
            raise PdfSyntaxError("it is damaged or cut off")

    def all(self) -> Iterator[tuple[int, object]]:
        """All objects with their numbers, in the order they stand in the file."""
        yield from self._objects.items()

    def resolve(self, value: object) -> object:
        """``value`` itself, or the object that it refers to; None where there is none."""
        for _ in range(_MAX_DEPTH):
            if not isinstance(value, Reference):
                return value
            value = self._objects.get(value.number)
        return None

    def dictionary(self, value: object) -> dict[str, object]:
        """The dictionary that ``value`` is, refers to or begins with; an empty one for others."""
        value = self.resolve(value)
        if isinstance(value, Stream):
            return value.entries
        return value if isinstance(value, dict) else {}

    def array(self, value: object) -> list[object]:
        """The array that ``value`` is or refers to; else ``value`` as the only item, if any."""
        found = self.resolve(value)
        if isinstance(found, list):
            return found
        return [] if found is None else [value]

    def content(self, value: object) -> bytes:
        """The unpacked bytes of the stream that ``value`` refers to; none for other values."""
        stream = self.resolve(value)
        return self._unpacked(stream) if isinstance(stream, Stream) else b""

    def _read(self) -> None:
        place = 0
        while True:
            found = _OBJECT.search(self._data, place)
            self._read_trailers(place, found.start() if found else len(self._data))
            if found is None:
                return
            place = self._read_object(int(found[1]), found.end())

    def _read_trailers(self, start: int, stop: int) -> None:
        while found := _TRAILER.search(self._data, start, stop):
            reader = Reader(self._data, found.end())
            entries = reader.value()
            start = reader.place  # what lies within is part of it
            if isinstance(entries, dict):
                self.trailer |= entries

    def _read_object(self, number: int, place: int) -> int:
        """Note the object at ``place``; where it ends."""
        reader = Reader(self._data, place)
        value = reader.value()
        opening = _STREAM.match(self._data, reader.place)
        if opening is None or not isinstance(value, dict):
            self._objects[number] = value
            return reader.place
        end = self._end_of_stream(opening.end(), value.get("Length"))
        stream = Stream(value, self._data[opening.end() : end])
        self._objects[number] = stream
        if value.get("Type") == "ObjStm":
            self._read_packed(stream)
        elif value.get("Type") == "XRef":
            self.trailer |= {key: value[key] for key in ("Root", "Info", "Encrypt") if key in value}
        return end

    def _end_of_stream(self, start: int, length: object) -> int:
        if isinstance(length, int) and length >= 0:
            after = self._data[start + length : start + length + 12]
            if after.lstrip().startswith(b"endstream"):
                return start + length
        end = self._data.find(b"endstream", start)
        if end < 0:
            raise PdfSyntaxError("it is damaged or cut off")
        return end

    def _read_packed(self, stream: Stream) -> None:
        data = self._unpacked(stream)
        count, first = stream.entries.get("N"), stream.entries.get("First")
        if not isinstance(count, int) or not isinstance(first, int) or count > len(data):
            raise PdfSyntaxError("it is damaged or cut off")
        head = Reader(data[:first])
        numbers = [head.value() for _ in range(2 * count)]
        for number, offset in zip(numbers[::2], numbers[1::2], strict=True):
            if isinstance(number, int) and isinstance(offset, int):
                self._objects[number] = Reader(data, first + offset).value()

    def _unpacked(self, stream: Stream) -> bytes:
        filters = self.array(stream.entries.get("Filter"))
        if filters and (filters != ["FlateDecode"] or "DecodeParms" in stream.entries):
            return b""  # pictures and the like: no words of ours
        data = self._inflated(stream.packed) if filters else stream.packed
        self._budget -= len(data)
        if self._budget <= 0:
            raise PdfSyntaxError(_ABSURD)
        return data

    def _inflated(self, packed: bytes) -> bytes:
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(packed, self._budget)
        except zlib.error as error:
            raise PdfSyntaxError("it is damaged or cut off") from error
        if unpacker.unconsumed_tail:
            raise PdfSyntaxError(_ABSURD)
        return data

"""The PDF file as such: numbered objects, streams and the table that finds them again.

Everything but streams goes into compressed object streams (PDF 1.5), which keeps the many small
objects of the structure tree cheap. What is written depends on nothing but what was added.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from itertools import accumulate, chain, count
from operator import add
from typing import TYPE_CHECKING

from deflate import zlib_compress

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Both line-end characters: data that happens to end with one of them is not taken for shorter.
_STREAM_END = b"\r\nendstream\nendobj\n"
_PER_STREAM = 400  # objects in one object stream: readers unpack one whole to find one of them
_LEVEL = 1  # of deflate, of what is drawn and faces; 6 takes twice as long for four per cent
_MANY_LEVEL = 5  # of small objects that are much alike: 1 to 4 write a seventh more
_ROW = 8  # bytes of a row of the table: two tell the kind, four the place, two the number there
_IN_FILE, _IN_STREAM = 1 << 48, 2 << 48  # kinds; the place stands 16 bits up


def reference(number: int) -> bytes:
    """How another object names object ``number``."""
    return b"%d 0 R" % number


def references(numbers: Iterable[int]) -> bytes:
    """How another object names several objects."""
    listed = " 0 R ".join(map(str, numbers))
    return listed.encode("ascii") + b" 0 R" if listed else b""


class ObjectFile:
    """Objects of one PDF file, numbered from 1 in the order they are asked for.

    They are packed as they come, so that little waits for the end.
    """

    __slots__ = ("_pieces", "_position", "_rows", "_waiting")

    def __init__(self) -> None:
        """Start an empty file."""
        self._pieces = [_HEADER]
        self._position = len(_HEADER)
        self._rows = array("Q", (0xFFFF,))  # the table of objects, as one number each
        # Objects that are to go into an object stream.
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self, count: int = 1) -> int:
        """The number of an object whose body comes later by `put`; the first of ``count``."""
        number = len(self._rows)
        if count == 1:
            self._rows.append(0)
        else:
            self._rows.extend([0] * count)
        return number

    def put(self, number: int, body: bytes) -> None:
        """Give the reserved object ``number`` its ``body``."""
        self._waiting.append((number, body))
        if len(self._waiting) >= _PER_STREAM:
            self._pack()

    def put_all(self, bodies: Iterable[tuple[int, bytes]]) -> None:
        """Give reserved objects their bodies."""
        self._waiting += bodies
        if len(self._waiting) >= _PER_STREAM:
            self._pack()

    def add(self, body: bytes) -> int:
        """Add an object that is not a stream; its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, data: bytes, entries: bytes = b"", *, compress: bool = True) -> int:
        """Add a stream with further dictionary ``entries``; its number."""
        number = self.reserve()
        if compress:
            self._write_packed(number, data, entries, _LEVEL)
        else:
            self._write_stream(number, data, entries)
        return number

    def _write_packed(self, number: int, data: bytes, entries: bytes, level: int) -> None:
        packed = bytes(zlib_compress(data, level))
        self._write_stream(number, packed, entries + b"/Filter/FlateDecode")

    def _write_stream(self, number: int, data: bytes, entries: bytes) -> None:
        self._rows[number] = _IN_FILE | self._position << 16
        head = b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries, len(data))
        self._pieces += (head, data, _STREAM_END)
        self._position += len(head) + len(data) + len(_STREAM_END)

    def _pack(self) -> None:
        """Move the objects that wait into an object stream, in the order of their numbers."""
        holder = self.reserve()
        waiting, self._waiting = sorted(self._waiting), []
        numbers, bodies = zip(*waiting, strict=True)
        rows, row = self._rows, _IN_STREAM | holder << 16
        for number in numbers:
            rows[number] = row
            row += 1
        # Each begins behind those before it, which a line's end closes.
        starts = chain((0,), map(add, accumulate(map(len, bodies)), count(1)))
        pairs = tuple(chain.from_iterable(zip(numbers, starts)))  # noqa: B905 - one start too many
        head = b"%d %d " * len(bodies) % pairs
        entries = b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head))
        data = head + b"\n".join(bodies)
        self._write_packed(holder, data, entries, _MANY_LEVEL)

    def finish(self, root: int, info: int) -> bytes:
        """The whole file, with object ``root`` as catalog and ``info`` as its description."""
        if self._waiting:
            self._pack()
        mark = hashlib.sha256()
        for piece in self._pieces:
            mark.update(piece)
        entries = b"/Root %s/Info %s/ID[<%s><%s>]" % (
            reference(root),
            reference(info),
            *[mark.hexdigest()[:32].encode("ascii")] * 2,
        )
        self._pieces += self._index(entries)
        return b"".join(self._pieces)

    def _index(self, entries: bytes) -> tuple[bytes, ...]:
        """The table of all objects, and where the file ends."""
        position, number = self._position, self.reserve()
        self._rows[number] = _IN_FILE | position << 16
        data = bytes(zlib_compress(_differences(self._rows), _MANY_LEVEL))
        head = (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[2 4 2]%s/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>\nstream\n"
            % (number, number + 1, entries, _ROW, len(data))
        )
        return head, data, _STREAM_END, b"startxref\n%d\n%%%%EOF\n" % position


def _differences(rows: array[int]) -> bytes:
    """Each row as its difference from the one above (predictor 12): a fifth of the size, packed.

    All bytes are taken from one another at once, as one long number: a byte borrows nothing from
    its neighbour while its highest bit is set.
    """
    if sys.byteorder == "little":
        rows.byteswap()
    data = rows.tobytes()
    size = len(data)
    here = int.from_bytes(data, "big")
    above = int.from_bytes(bytes(_ROW) + data[:-_ROW], "big")
    high, all_bits = (int.from_bytes(byte * size, "big") for byte in (b"\x80", b"\xff"))
    less = ((here | high) - (above & ~high)) ^ ((here ^ above ^ all_bits) & high)
    made = less.to_bytes(size, "big")
    return b"\2" + b"\2".join([made[at : at + _ROW] for at in range(0, size, _ROW)])

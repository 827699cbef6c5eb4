"""The PDF file as such: numbered objects, streams and the table that finds them again.

Everything but streams goes into compressed object streams (PDF 1.5), which keeps the many small
objects of the structure tree cheap. What is written depends on nothing but what was added.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import TYPE_CHECKING

from briefgen.render.printable import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Both line-end characters: data that happens to end with one of them is not taken for shorter.
_STREAM_END = b"\r\nendstream\nendobj\n"
_PER_STREAM = 200  # objects in one object stream: readers unpack one whole to find one of them
_LEVEL = 5  # three quarters of the time of 6, for half a per cent more bytes
_ROW = struct.Struct(">BIH")  # of the table: kind, place, number within an object stream


def text_string(text: str) -> bytes:
    """``text`` as a PDF string for titles, addresses and the like, cleaned as printed text is."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%s)" % escaped.encode("ascii")
    return b"<FEFF%s>" % clean(text).encode("utf-16-be").hex().upper().encode("ascii")


def reference(number: int) -> bytes:
    """How another object names object ``number``."""
    return b"%d 0 R" % number


class ObjectFile:
    """Objects of one PDF file, numbered from 1 in the order they are asked for."""

    __slots__ = ("_plain", "_streams", "_taken")

    def __init__(self) -> None:
        """Start an empty file."""
        self._taken = 0
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, tuple[bytes, bytes]] = {}

    def reserve(self) -> int:
        """The number of an object whose body comes later by `put`."""
        self._taken += 1
        return self._taken

    def put(self, number: int, body: bytes) -> None:
        """Give the reserved object ``number`` its ``body``."""
        self._plain[number] = body

    def add(self, body: bytes) -> int:
        """Add an object that is not a stream; its number."""
        number = self.reserve()
        self._plain[number] = body
        return number

    def add_stream(self, data: bytes, entries: bytes = b"", *, compress: bool = True) -> int:
        """Add a stream with further dictionary ``entries``; its number."""
        if compress:
            data = zlib.compress(data, _LEVEL)
            entries += b"/Filter/FlateDecode"
        number = self.reserve()
        self._streams[number] = (entries, data)
        return number

    def finish(self, root: int, info: int) -> bytes:
        """The whole file, with object ``root`` as catalog and ``info`` as its description.

        What was added is given up on the way, so that nothing is held twice.
        """
        rows = self._pack_plain()
        pieces = [_HEADER]
        position = len(_HEADER)
        for number, (entries, data) in self._streams.items():
            head = b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries, len(data))
            rows[number] = _ROW.pack(1, position, 0)
            pieces += (head, data, _STREAM_END)
            position += len(head) + len(data) + len(_STREAM_END)
        self._streams.clear()
        mark = hashlib.sha256()
        for piece in pieces:
            mark.update(piece)
        entries = b"/Root %s/Info %s/ID[<%s><%s>]" % (
            reference(root),
            reference(info),
            *[mark.hexdigest()[:32].encode("ascii")] * 2,
        )
        pieces += self._index(position, rows, entries)
        return b"".join(pieces)

    def _pack_plain(self) -> dict[int, bytes]:
        """Move the plain objects into object streams; the row of each for the table."""
        rows = {}
        numbers = sorted(self._plain)
        for start in range(0, len(numbers), _PER_STREAM):
            chunk = numbers[start : start + _PER_STREAM]
            bodies = [self._plain.pop(number) for number in chunk]
            offsets, offset = [], 0
            for number, body in zip(chunk, bodies, strict=True):
                offsets.append(b"%d %d" % (number, offset))
                offset += len(body) + 1
            head = b" ".join(offsets) + b"\n"
            entries = b"/Type/ObjStm/N %d/First %d" % (len(chunk), len(head))
            holder = self.add_stream(head + b"\n".join(bodies), entries)
            rows.update({number: _ROW.pack(2, holder, i) for i, number in enumerate(chunk)})
        return rows

    def _index(self, position: int, rows: dict[int, bytes], entries: bytes) -> tuple[bytes, ...]:
        """The table of all objects, which stands at ``position``, and where the file ends."""
        number = self.reserve()
        rows[0], rows[number] = b"\0\0\0\0\0\xff\xff", _ROW.pack(1, position, 0)
        table = _differences([rows[each] for each in range(number + 1)])
        data = zlib.compress(table, _LEVEL)
        head = (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]%s/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>\nstream\n"
            % (number, number + 1, entries, _ROW.size, len(data))
        )
        return head, data, _STREAM_END, b"startxref\n%d\n%%%%EOF\n" % position


def _differences(rows: Sequence[bytes]) -> bytes:
    """Each row as its difference from the one above (predictor 12): a fifth of the size, packed.

    All bytes are taken from one another at once, as one long number: a byte borrows nothing from
    its neighbour while its highest bit is set.
    """
    data = b"".join(rows)
    size, width = len(data), _ROW.size
    here = int.from_bytes(data, "big")
    above = int.from_bytes(bytes(width) + data[:-width], "big")
    high, all_bits = (int.from_bytes(byte * size, "big") for byte in (b"\x80", b"\xff"))
    less = ((here | high) - (above & ~high)) ^ ((here ^ above ^ all_bits) & high)
    made = less.to_bytes(size, "big")
    return b"\2" + b"\2".join([made[at : at + width] for at in range(0, size, width)])

"""TrueType outlines cut down to the ones used, as a font file of their own."""

from __future__ import annotations

from itertools import accumulate, pairwise
from struct import pack, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.render.pdf.opentype import TableFile

_KEPT = ("OS/2", "cvt ", "fpgm", "name", "prep")  # as they are, those that there are
_WHOLE = 0xB1B0AFBA  # what the sums of a whole font file add up to
# Of a part of a composite outline: places take two bytes each; how it is scaled; more follow.
_WORDS, _SCALED, _SCALED_BOTH, _TURNED, _MORE = 0x1, 0x8, 0x40, 0x80, 0x20


def cut_glyphs(tables: TableFile, glyphs: Sequence[int]) -> bytes:
    """A font file with outline 0 and ``glyphs``, numbered from 0 in that order.

    What composite outlines are made of follows behind them.
    """
    outlines = _Outlines(tables)
    kept = list(dict.fromkeys((0, *glyphs)))
    numbers = {glyph: number for number, glyph in enumerate(kept)}
    for glyph in kept:  # grows on the way
        for part, _ in outlines.parts(glyph):
            if part not in numbers:
                numbers[part] = len(kept)
                kept.append(part)
    drawn = [_padded(outlines.renumbered(glyph, numbers)) for glyph in kept]
    places = accumulate(map(len, drawn), initial=0)
    made = {
        **{name: tables[name] for name in _KEPT if name in tables},
        "glyf": b"".join(drawn),
        "head": _patched(_patched(tables["head"], 50, b"\0\1"), 8, bytes(4)),
        "hhea": _patched(tables["hhea"], 34, pack(">H", len(kept))),
        "hmtx": b"".join(map(outlines.metrics, kept)),
        "loca": b"".join(pack(">L", place) for place in places),
        "maxp": _patched(tables["maxp"], 4, pack(">H", len(kept))),
        "post": b"\0\3\0\0" + tables["post"][4:16] + bytes(16),
    }
    return _font(made)


class _Outlines:
    """The outlines of a font file, by number."""

    def __init__(self, tables: TableFile) -> None:
        self._glyf, self._hmtx = tables["glyf"], tables["hmtx"]
        (count,) = unpack_from(">H", tables["maxp"], 4)
        (self._listed,) = unpack_from(">H", tables["hhea"], 34)
        (is_long,) = unpack_from(">h", tables["head"], 50)
        places = unpack_from(f">{count + 1}{'L' if is_long else 'H'}", tables["loca"])
        self._places = places if is_long else tuple(2 * place for place in places)

    def _data(self, glyph: int) -> bytes:
        return self._glyf[self._places[glyph] : self._places[glyph + 1]]

    def parts(self, glyph: int) -> Iterator[tuple[int, int]]:
        """The outlines that ``glyph`` is made of, and where in its data each is named."""
        data = self._data(glyph)
        if not data or unpack_from(">h", data)[0] >= 0:
            return
        place, flags = 10, _MORE
        while flags & _MORE:
            flags, part = unpack_from(">HH", data, place)
            yield part, place + 2
            place += 8 if flags & _WORDS else 6
            if flags & _SCALED:
                place += 2
            elif flags & _SCALED_BOTH:
                place += 4
            elif flags & _TURNED:
                place += 8

    def renumbered(self, glyph: int, numbers: Mapping[int, int]) -> bytes:
        """The data of ``glyph``, its parts called by their new ``numbers``."""
        data = self._data(glyph)
        for part, place in self.parts(glyph):
            data = _patched(data, place, pack(">H", numbers[part]))
        return data

    def metrics(self, glyph: int) -> bytes:
        """Advance and side bearing, two bytes each; outlines at the end share one advance."""
        last = self._listed - 1
        if glyph <= last:
            return self._hmtx[4 * glyph : 4 * glyph + 4]
        bearing = 4 * self._listed + 2 * (glyph - self._listed)
        return self._hmtx[4 * last : 4 * last + 2] + self._hmtx[bearing : bearing + 2]


def _patched(data: bytes, place: int, new: bytes) -> bytes:
    return data[:place] + new + data[place + len(new) :]


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _font(tables: Mapping[str, bytes]) -> bytes:
    """A font file of ``tables``, with its directory and sums."""
    count = len(tables)
    power = count.bit_length() - 1
    head = pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    names = sorted(tables)
    bodies = [_padded(tables[name]) for name in names]
    places = list(accumulate(map(len, bodies), initial=12 + 16 * count))
    directory = b"".join(
        pack(">4sLLL", name.encode(), _sum(body), start, len(tables[name]))
        for name, body, (start, _) in zip(names, bodies, pairwise(places), strict=True)
    )
    font = head + directory + b"".join(bodies)
    return _patched(
        font, places[names.index("head")] + 8, pack(">L", (_WHOLE - _sum(font)) % 2**32)
    )


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = unpack_from(f">{len(data) // 4}L", data)
    return sum(words) % 2**32

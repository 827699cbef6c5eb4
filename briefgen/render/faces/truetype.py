"""TrueType outlines cut down to the ones used, as a font file of their own.

Hints are left out: they are a third of the bytes, and what draws pages today smooths instead.
"""

from __future__ import annotations

from itertools import accumulate, groupby
from struct import pack, pack_into, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.render.faces.opentype import TableFile

_WHOLE = 0xB1B0AFBA  # what the sums of a whole font file add up to
# Of a part of a composite outline: places take two bytes each; how it is scaled; more follow;
# hints follow.
_WORDS, _SCALED, _SCALED_BOTH, _TURNED, _MORE, _HINTED = 0x1, 0x8, 0x40, 0x80, 0x20, 0x100
_COMPOSITE = b"\x80"  # an outline made of others begins with a negative number
_NO_HINTS = b"\0\0"
_SMOOTHED = b"\0\1\0\1\xff\xff\0\n"  # the table "gasp": at every size, both ways
LAST_CODE = 0xFFFF  # that a map of layout 4 can hold


def cut_glyphs(tables: TableFile, glyphs: Iterable[int]) -> bytes:
    """A font file with outline 0 and ``glyphs``, numbered from 0 in that order.

    What composite outlines are made of follows behind them.
    """
    return _font(_tables(tables, _numbered(glyphs)))


def cut_codes(tables: TableFile, codes: Mapping[int, int]) -> bytes:
    """A font file with the outline of each of ``codes``, none of which takes more than a byte."""
    numbers = _numbered(codes.values())
    table = bytes(numbers[codes[code]] if code in codes else 0 for code in range(0x100))
    heads = pack(">HH2HL", 0, 1, 1, 0, 12)
    more = {"cmap": heads + pack(">3H", 0, 6 + len(table), 0) + table}
    return _font(_tables(tables, numbers) | more)


def cut_face(tables: TableFile, characters: Mapping[int, int]) -> bytes:
    """A font file to be installed that draws ``characters``, each code with its outline.

    No code may be beyond `LAST_CODE`. The languages that the whole face is said to serve stay said.
    """
    numbers = _numbered(characters.values())
    codes = sorted(characters)
    ends = pack(">HH", codes[0], codes[-1])
    more = {
        "OS/2": _patched(tables["OS/2"], 64, ends),
        "cmap": _character_map({code: numbers[characters[code]] for code in codes}),
        "gasp": _SMOOTHED,
        "name": tables["name"],
    }
    return _font(_tables(tables, numbers) | more)


def _numbered(glyphs: Iterable[int]) -> dict[int, int]:
    """New numbers for outline 0 and ``glyphs``, in their order."""
    return {glyph: number for number, glyph in enumerate(dict.fromkeys((0, *glyphs)))}


def _tables(tables: TableFile, numbers: dict[int, int]) -> dict[str, bytes]:
    """What draws the outlines of ``numbers``, to which those are added that they are made of."""
    outlines = _Outlines(tables)
    kept = list(numbers)
    drawn = []
    for glyph in kept:  # grows on the way
        data = outlines.data(glyph)
        drawn.append(_renumbered(data, numbers, kept) if data >= _COMPOSITE else _unhinted(data))
    places = accumulate(map(len, drawn), initial=0)
    return {
        "glyf": b"".join(drawn),
        "head": _patched(_patched(tables["head"], 50, b"\0\1"), 8, bytes(4)),
        "hhea": _patched(tables["hhea"], 34, pack(">H", len(kept))),
        "hmtx": b"".join(map(outlines.metrics, kept)),
        "loca": pack(f">{len(kept) + 1}L", *places),
        "maxp": _patched(tables["maxp"], 4, pack(">H", len(kept))),
        "post": b"\0\3\0\0" + tables["post"][4:16] + bytes(16),
    }


def _character_map(characters: Mapping[int, int]) -> bytes:
    """The table "cmap" (layout 4): runs of codes, each with its list of outlines."""
    runs = [
        [code for _, code in run]
        for _, run in groupby(enumerate(characters), key=lambda pair: pair[1] - pair[0])
    ]
    count = len(runs) + 1
    power = count.bit_length() - 1
    lists = accumulate(map(len, runs), initial=0)
    # From where a place stands to its list: over the places that follow and the lists before.
    places = [2 * (count - n + start) for n, start in zip(range(len(runs)), lists, strict=False)]
    lasts = [*(run[-1] for run in runs), LAST_CODE]
    firsts = [*(run[0] for run in runs), LAST_CODE]
    numbers = list(characters.values())
    body = [2 * count, 2 << power, power, 2 * count - (2 << power)]
    body += [*lasts, 0, *firsts, *[0] * len(runs), 1, *places, 0, *numbers]
    table = pack(f">3H{len(body)}H", 4, 6 + 2 * len(body), 0, *body)
    heads = pack(">HH2HL2HL", 0, 2, 0, 3, 20, 3, 1, 20)  # the same map for both platforms
    return heads + table


class _Outlines:
    """The outlines of a font file, by number."""

    def __init__(self, tables: TableFile) -> None:
        self._glyf, self._hmtx = tables["glyf"], tables["hmtx"]
        (count,) = unpack_from(">H", tables["maxp"], 4)
        (self._listed,) = unpack_from(">H", tables["hhea"], 34)
        (is_long,) = unpack_from(">h", tables["head"], 50)
        places = unpack_from(f">{count + 1}{'L' if is_long else 'H'}", tables["loca"])
        self._places = places if is_long else tuple(2 * place for place in places)

    def data(self, glyph: int) -> bytes:
        """How ``glyph`` is drawn; nothing for a space."""
        return self._glyf[self._places[glyph] : self._places[glyph + 1]]

    def metrics(self, glyph: int) -> bytes:
        """Advance and side bearing, two bytes each; outlines at the end share one advance."""
        last = self._listed - 1
        if glyph <= last:
            return self._hmtx[4 * glyph : 4 * glyph + 4]
        bearing = 4 * self._listed + 2 * (glyph - self._listed)
        return self._hmtx[4 * last : 4 * last + 2] + self._hmtx[bearing : bearing + 2]


def _renumbered(data: bytes, numbers: dict[int, int], kept: list[int]) -> bytes:
    """A composite without hints, its parts called by their new ``numbers``.

    Parts that have none yet get the next and come to be ``kept``.
    """
    made = bytearray(data)
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, part = unpack_from(">HH", data, place)
        if part not in numbers:
            numbers[part] = len(kept)
            kept.append(part)
        pack_into(">HH", made, place, flags & ~_HINTED, numbers[part])
        place += 8 if flags & _WORDS else 6
        if flags & _SCALED:
            place += 2
        elif flags & _SCALED_BOTH:
            place += 4
        elif flags & _TURNED:
            place += 8
    return _padded(bytes(made[:place]))


def _unhinted(data: bytes) -> bytes:
    """An outline that is made of no others, without hints."""
    if not data:
        return data
    place = 12 + 2 * int.from_bytes(data[:2])
    if data[place - 2 : place] == _NO_HINTS and not len(data) % 4:
        return data
    (length,) = unpack_from(">H", data, place - 2)
    return _padded(data[: place - 2] + _NO_HINTS + data[place + length :])


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
    sums = [*map(_sum, bodies)]
    directory = b"".join(
        pack(">4sLLL", name.encode(), total, start, len(tables[name]))
        for name, total, start in zip(names, sums, places, strict=False)
    )
    whole = _sum(head + directory) + sum(sums)
    font = b"".join((head, directory, *bodies))
    return _patched(font, places[names.index("head")] + 8, pack(">L", (_WHOLE - whole) % 2**32))


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = unpack_from(f">{len(data) // 4}L", data)
    return sum(words) % 2**32

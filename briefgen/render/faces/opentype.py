"""Font files by their tables, and CFF outlines cut down to the ones used."""

from __future__ import annotations

from itertools import accumulate, pairwise
from struct import unpack_from
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_CHAR_STRINGS, _PRIVATE = 17, 18  # where a CFF's outlines are; size and place of its hints
_ESCAPE = 12  # the first byte of an operator that takes two
_CUSTOM = 391  # the number of the first name that a CFF brings along itself


class TableFile:
    """The tables of a font file, by name; ``data`` is the file."""

    def __init__(self, data: bytes) -> None:
        """Read the directory of ``data``."""
        self.data = data
        self._places: dict[str, tuple[int, int]] = {}
        for index in range(unpack_from(">H", data, 4)[0]):
            name, _, start, length = unpack_from(">4sLLL", data, 12 + 16 * index)
            self._places[name.decode("latin-1")] = (start, length)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def get(self, name: str) -> bytes | None:
        """The table ``name``, if there is one."""
        return self[name] if name in self._places else None

    def __getitem__(self, name: str) -> bytes:
        start, length = self._places[name]
        return self.data[start : start + length]


class _Index(Struct, frozen=True, gc=False):
    """A list of byte strings in a CFF: where it begins, its strings, where it ends."""

    start: int
    items: list[bytes]
    end: int


def cut_outlines(cff: bytes, glyphs: Collection[int]) -> bytes:
    """The CFF table ``cff`` with the outlines of ``glyphs`` alone, called by the numbers they had.

    PDF finds outlines by number only in a table that is keyed by numbers (CID-keyed); a table
    keyed by names is rewritten as one.
    """
    names = _index(cff, cff[2])
    top = _index(cff, names.end)
    strings = _index(cff, top.end)
    shared = _index(cff, strings.end)
    entries = _dictionary(top.items[0])
    outlines = _index(cff, entries[_CHAR_STRINGS][0]).items
    size, hints = entries[_PRIVATE]
    kept = sorted({0, *glyphs})

    front = b"\1\0\4\4" + cff[names.start : names.end]
    middle = _packed([b"Adobe", b"Identity"]) + cff[strings.end : shared.end]
    charset = b"\0" + b"".join(number.to_bytes(2, "big") for number in kept[1:])
    select = b"\3\0\1\0\0\0" + len(kept).to_bytes(2, "big")
    drawn = _packed([outlines[number] for number in kept])
    # Numbers take the same room whatever their value, so lengths are known before places.
    start = len(front) + len(_packed([_top_dictionary(0, 0, 0, 0, 0)])) + len(middle)
    places = list(accumulate((len(charset), len(select), len(drawn)), initial=start))
    end = places[-1] + len(_packed([_entry((_PRIVATE,), 0, 0)]))
    holder = _packed([_entry((_PRIVATE,), size, end)])
    dictionary = _packed([_top_dictionary(kept[-1] + 1, *places)])
    # Hints name the place of their own list from where they stand, so both move as they are.
    return front + dictionary + middle + charset + select + drawn + holder + cff[hints:]


def _top_dictionary(count: int, charset: int, select: int, drawn: int, fonts: int) -> bytes:
    return (
        _entry((12, 30), _CUSTOM, _CUSTOM + 1, 0)
        + _entry((12, 34), count)
        + _entry((15,), charset)
        + _entry((12, 37), select)
        + _entry((_CHAR_STRINGS,), drawn)
        + _entry((12, 36), fonts)
    )


def _index(cff: bytes, start: int) -> _Index:
    (count,) = unpack_from(">H", cff, start)
    if not count:
        return _Index(start, [], start + 2)
    size = cff[start + 2]
    places = [
        int.from_bytes(cff[start + 3 + size * n : start + 3 + size * (n + 1)], "big")
        for n in range(count + 1)
    ]
    base = start + 2 + size * (count + 1)
    items = [cff[base + a : base + b] for a, b in pairwise(places)]
    return _Index(start, items, base + places[-1])


def _packed(items: Sequence[bytes]) -> bytes:
    """A list of ``items``, one at least, as it stands in a CFF; its places take four bytes each."""
    places = accumulate((len(item) for item in items), initial=1)
    head = len(items).to_bytes(2, "big") + b"\4"
    return head + b"".join(place.to_bytes(4, "big") for place in places) + b"".join(items)


def _entry(operator: tuple[int, ...], *numbers: int) -> bytes:
    """An entry of a dictionary; each number takes five bytes, whatever its value."""
    return b"".join(b"\x1d" + number.to_bytes(4, "big") for number in numbers) + bytes(operator)


def _dictionary(data: bytes) -> dict[int, list[int]]:
    """The entries of a dictionary whose operators take one byte."""
    entries: dict[int, list[int]] = {}
    numbers: list[int] = []
    place = 0
    while place < len(data):
        byte = data[place]
        if byte < 28:
            entries.setdefault(byte, numbers)
            numbers = []
            place += 2 if byte == _ESCAPE else 1
        else:
            number, place = _number(data, place)
            numbers.append(number)
    return entries


def _number(data: bytes, place: int) -> tuple[int, int]:
    """The number at ``place`` in a dictionary, and where it ends; a real number counts as 0."""
    byte = data[place]
    if byte == 28:
        return unpack_from(">h", data, place + 1)[0], place + 3
    if byte == 29:
        return unpack_from(">l", data, place + 1)[0], place + 5
    if byte == 30:
        end = place + 1
        while data[end] & 15 != 15:
            end += 1
        return 0, end + 1
    if byte <= 246:
        return byte - 139, place + 1
    if byte <= 250:
        return (byte - 247) * 256 + data[place + 1] + 108, place + 2
    return -(byte - 251) * 256 - data[place + 1] - 108, place + 2

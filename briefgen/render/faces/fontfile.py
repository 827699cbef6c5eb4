"""What a font file says of its letters: which outline each character calls, and the measures.

Reads what PDF asks for and nothing else: a face is opened at every start of the program.
"""

from __future__ import annotations

from itertools import count as count_from
from struct import iter_unpack, unpack, unpack_from
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from briefgen.render.faces.opentype import TableFile

_WINDOWS, _UNICODE, _VARIATIONS = 3, 0, 5  # platforms of a character map; a map of another kind
_POSTSCRIPT_NAME = 6
_LAST = 0xFFFF  # code or outline in a map of layout 4
_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0


class FontFile(Struct, frozen=True):
    """A face as its file describes it. Lengths are thousandths of the size."""

    name: bytes  # for PDF and PostScript
    box: tuple[float, float, float, float]  # around all letters: left, bottom, right, top
    ascent: float
    descent: float  # below the baseline: negative
    cap_height: float
    italic_angle: float  # degrees, counter-clockwise
    weight: int  # 400 regular, 700 bold
    glyphs: dict[int, int]  # the outline of each character code
    advances: tuple[int, ...]  # of each outline, in units of the file
    scale: float  # from those units to thousandths

    def advance(self, glyph: int) -> float:
        """How wide outline ``glyph`` is; those behind the last that is listed are as wide as it."""
        return self.advances[min(glyph, len(self.advances) - 1)] * self.scale


def read_font(tables: TableFile) -> FontFile:
    """The description in ``tables``. Raises KeyError, ValueError or struct.error for a bad file."""
    head, metrics, post = tables["head"], tables["OS/2"], tables["post"]
    (units,) = unpack_from(">H", head, 18)
    scale = 1000 / units
    left, bottom, right, top = (edge * scale for edge in unpack_from(">4h", head, 36))
    version, weight = unpack_from(">H2xH", metrics)
    ascent, descent = (unpack_from(">2h", metrics, 68)[n] * scale for n in (0, 1))
    cap_height = unpack_from(">h", metrics, 88)[0] * scale if version > 1 else ascent
    whole, part = unpack_from(">hH", post, 4)
    (listed,) = unpack_from(">H", tables["hhea"], 34)
    glyphs = _characters(tables["cmap"])
    if 0 in glyphs.values():  # which says that there is none
        glyphs = {code: glyph for code, glyph in glyphs.items() if glyph}
    if _SPACE in glyphs:
        glyphs[_NO_BREAK_SPACE] = glyphs[_SPACE]  # some faces have none of its own
    return FontFile(
        name=_postscript_name(tables["name"]),
        box=(left, bottom, right, top),
        ascent=ascent,
        descent=descent,
        cap_height=cap_height,
        italic_angle=whole + part / 65536,
        weight=weight,
        glyphs=glyphs,
        advances=unpack_from(f">{2 * listed}H", tables["hmtx"])[::2],
        scale=scale,
    )


def _postscript_name(table: bytes) -> bytes:
    count, texts = unpack_from(">2xHH", table)
    for index in range(count):
        record = unpack_from(">6H", table, 6 + 12 * index)
        platform, _, _, kind, length, start = record
        if kind == _POSTSCRIPT_NAME:
            text = table[texts + start : texts + start + length]
            encoding = "mac-roman" if platform == 1 else "utf-16-be"
            return text.decode(encoding).replace(" ", "-").encode("ascii")
    raise ValueError("the font has no PostScript name")


def _characters(table: bytes) -> dict[int, int]:
    """Code and outline of each character, from the last map of Unicode: the widest one."""
    (count,) = unpack_from(">2xH", table)
    start = None
    for index in range(count):
        platform, kind, place = unpack_from(">HHL", table, 4 + 8 * index)
        if platform == _WINDOWS or (platform == _UNICODE and kind != _VARIATIONS):
            start = place
    if start is None:
        raise ValueError("the font has no map of Unicode characters")
    (layout,) = unpack_from(">H", table, start)
    if layout == 4:
        return _in_segments(table[start:])
    if layout == 12:
        return _in_groups(table[start:])
    raise ValueError(f"the font has a map of characters of an unknown layout, {layout}")


def _in_groups(table: bytes) -> dict[int, int]:
    """Layout 12: runs of characters whose outlines follow one another."""
    (count,) = unpack_from(">L", table, 12)
    found: dict[int, int] = {}
    for first, last, glyph in iter_unpack(">3L", table[16 : 16 + 12 * count]):
        found.update(zip(range(first, last + 1), count_from(glyph), strict=False))
    return found


def _in_segments(table: bytes) -> dict[int, int]:
    """Layout 4: runs whose outlines follow one another, or stand in a list behind the runs."""
    (doubled,) = unpack_from(">H", table, 6)
    count = doubled // 2
    lasts, firsts, shifts, places = (
        unpack_from(f">{count}H", table, 14 + doubled * n + (2 if n else 0)) for n in range(4)
    )
    found: dict[int, int] = {}
    for n, (first, last, shift, place) in enumerate(
        zip(firsts, lasts, shifts, places, strict=True)
    ):
        if first == _LAST:  # no character: the list ends so
            break
        codes = range(first, last + 1)
        if not place:
            glyph = (first + shift) & _LAST
            if glyph + len(codes) <= _LAST:
                found.update(zip(codes, count_from(glyph), strict=False))
            else:
                found.update((code, (code + shift) & _LAST) for code in codes)
            continue
        start = 16 + 3 * doubled + 2 * n + place
        listed = unpack(f">{len(codes)}H", table[start : start + 2 * len(codes)])
        if shift:
            listed = tuple((glyph + shift) & _LAST if glyph else 0 for glyph in listed)
        found.update(zip(codes, listed, strict=True))
    return found

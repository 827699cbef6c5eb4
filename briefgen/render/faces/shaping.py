"""Letters that join, as in Urdu: turned into the outlines of a face and their places.

A page draws outlines one after the other from the left. HarfBuzz picks the outline of each letter
between its neighbours and sets vowel signs where they belong. An outline is called by a code of
the private use area, so that it goes through measuring, drawing and embedding like any character.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.faces.fonts import face_file

if TYPE_CHECKING:
    import uharfbuzz

    from briefgen.render.faces.chains import Face

_FIRST_PRIVATE = 0xE000
_MOST_OUTLINES = 0xF8FF - _FIRST_PRIVATE + 1


class Outline(Struct, frozen=True, gc=False):
    """One outline: its private code, the letters it stands for, its move from its place, its step.

    ``right`` and ``up`` move the outline alone; ``step`` is how far the next one stands.
    Thousandths of the size.
    """

    code: str
    letters: str
    right: float
    up: float
    step: float


class Shaped(Struct, frozen=True, gc=False):
    """Text set from right to left: the letters in reading order, the outlines from the left."""

    letters: str
    outlines: tuple[Outline, ...]
    advance: float


@cache
def shape(face: Face, text: str) -> Shaped:
    """``text``, all of whose characters ``face`` has, joined and set from right to left."""
    import uharfbuzz  # noqa: PLC0415 - only packs with such letters load it

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ur"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    font = _font(face.name)
    uharfbuzz.shape(font, buffer, {})
    scale = 1000 / font.face.upem
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    letters = {
        start: text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)
    }
    outlines = tuple(
        Outline(
            _code(face, info.codepoint, font.get_glyph_h_advance(info.codepoint) * scale),
            letters[info.cluster],
            place.x_offset * scale,
            place.y_offset * scale,
            place.x_advance * scale,
        )
        for info, place in zip(infos, places, strict=True)
    )
    return Shaped(text, outlines, sum(outline.step for outline in outlines))


def _code(face: Face, outline: int, width: float) -> str:
    """The private code of an outline, made known to ``face``."""
    if outline >= _MOST_OUTLINES:
        raise ValueError(f"{face.name}: outline {outline} has no private code")
    code = chr(_FIRST_PRIVATE + outline)
    face.know(code, outline, width)
    return code


@cache
def _font(name: str) -> uharfbuzz.Font:
    import uharfbuzz  # noqa: PLC0415

    return uharfbuzz.Font(uharfbuzz.Face(face_file(name)))

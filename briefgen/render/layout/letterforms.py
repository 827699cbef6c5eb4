"""Words that a style sets otherwise than their faces: in small capitals, with letters apart."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.render.faces.bidi import runs_from_right
from briefgen.render.faces.chains import Face, FaceChain
from briefgen.render.faces.measure import Words, words_of

if TYPE_CHECKING:
    from briefgen.render.styles import TextStyle

_SMALL = 0.8  # of the size: capitals that stand for small letters, as Word draws them


def words_like(style: TextStyle, *, bold: bool) -> Words:
    """The measured words of ``style``, ``bold`` or not, shared by all that look alike."""
    if not (style.small_caps or style.tracking):
        return words_of(style.font, bold, style.italic)
    apart = style.tracking / style.size * 1000
    return _formed(style.font, bold, style.italic, style.small_caps, apart)


@cache
def _formed(family: str, bold: bool, italic: bool, small: bool, apart: float) -> Words:
    return _Formed(family, bold, italic, small, apart)


class _Formed(Words):
    """Words in ``small`` capitals, or with their letters ``apart`` by thousandths of the size."""

    def __init__(self, family: str, bold: bool, italic: bool, small: bool, apart: float) -> None:
        super().__init__(family, bold, italic)
        self.tracking = apart
        self.letters = {}
        if small:
            self.faces = _SmallChain(family, bold, italic)

    def measured(self, word: str) -> float:
        """The advance of ``word``; letters that are joined are not set apart."""
        whole = self._put_together(word)
        return whole if runs_from_right(word) else whole + self.tracking * len(word)


class _SmallChain(FaceChain):
    """Faces in order of preference, and of each its capitals that stand for small letters."""

    __slots__ = ()

    def __init__(self, family: str, bold: bool, italic: bool) -> None:
        super().__init__(words_of(family, bold, italic).faces.names)

    def split(self, text: str) -> tuple[tuple[Face, str], ...]:
        """Cut ``text`` into pieces that one face each can draw, or its capitals."""
        pieces: list[tuple[Face, str]] = []
        for face, part in super().split(text):
            small = _small_face(face)
            for is_small, letters in groupby(part, small.characters.__contains__):
                pieces.append((small if is_small else face, "".join(letters)))
        return tuple(pieces)


class _SmallFace(Face):
    """The capitals of a face, smaller, which are read as the small letters they stand for."""

    share = _SMALL

    def __init__(self, face: Face) -> None:
        capitals = {
            ord(small): ord(capital)
            for capital in face.characters
            if len(small := capital.lower()) == 1 and small.upper() == capital != small
        }
        self._take(face, capitals, self.share)


@cache
def _small_face(face: Face) -> _SmallFace:
    return _SmallFace(face)

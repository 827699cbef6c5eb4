"""Faces read from their files: which characters they draw, and how wide these are."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar

from briefgen.render.faces.fontfile import read_font
from briefgen.render.faces.fonts import face_file, face_names
from briefgen.render.faces.opentype import TableFile
from briefgen.render.faces.truetype import LAST_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.render.faces.fontfile import FontFile

REPLACEMENT = "\ufffd"
_JOINING = "\u0627\u06cc"  # alef and Urdu yeh: a face that has them has the rest


class Face:
    """One face. Widths and heights are thousandths of the size.

    ``source`` is what its file says of it, ``tables`` the file; ``outlines`` the CFF table where
    the letters are drawn that way, and nothing where they are TrueType's. Letters are drawn at a
    ``share`` of the size of their ink, of which the widths are as well.
    """

    share: ClassVar[float] = 1.0

    def __init__(self, name: str, tables: TableFile) -> None:
        """Read the face ``name`` from the ``tables`` of its file."""
        self.name = name
        self.tables = tables
        self.source = source = read_font(tables)
        self.outlines = tables.get("CFF ")
        codes = source.glyphs
        if not self.outlines and max(codes, default=0) > LAST_CODE:
            codes = {code: glyph for code, glyph in codes.items() if code <= LAST_CODE}
        self._codes = codes
        self.widths = _Widths(source, codes)
        self.ascent = source.ascent
        self.descent = -source.descent

    def _take(self, face: Face, others: Mapping[int, int], share: float) -> None:
        """Be ``face`` at a ``share`` of its size, with ``others`` of its characters for some."""
        self.name, self.tables, self.source = face.name, face.tables, face.source
        self.outlines, self.ascent, self.descent = face.outlines, face.ascent, face.descent
        self._codes = {char: face._codes[other] for char, other in others.items()}
        self.widths = _Widths(face.source, self._codes, share)

    @cached_property
    def characters(self) -> frozenset[str]:
        """All that it draws."""
        return frozenset(map(chr, self._codes))

    def width(self, text: str) -> float:
        """Advance of ``text``, all of whose characters the face has."""
        return sum(map(self.widths.__getitem__, text))

    def draws(self, text: str) -> bool:
        """Whether the face has every character of ``text``."""
        return all(map(self._codes.__contains__, map(ord, text)))

    def know(self, code: str, outline: int, width: float) -> None:
        """Let the private ``code`` call an outline that no character calls by itself."""
        if ord(code) not in self._codes:
            self._codes[ord(code)] = outline
            self.widths[code] = width

    def glyph(self, char: str) -> int:
        """The number of the outline of ``char`` in the file of the face."""
        return self._codes[ord(char)]

    def codes(self, text: str) -> str:
        """``text`` as the page shows it, a code unit an outline.

        TrueType outlines are found by the characters themselves, CFF outlines by their number.
        """
        return text.translate(self._codes) if self.outlines else text


class _Widths(dict[str, float]):
    """How wide each character is, told when it is first asked for: few of thousands are."""

    def __init__(self, source: FontFile, codes: Mapping[int, int], share: float = 1.0) -> None:
        super().__init__()
        self._source, self._codes, self._share = source, codes, share

    def __missing__(self, char: str) -> float:
        width = self[char] = self._source.advance(self._codes[ord(char)]) * self._share
        return width


class FaceChain:
    """Faces in order of preference; a later one is read only when a character calls for it."""

    __slots__ = ("first", "names")

    def __init__(self, names: tuple[str, ...]) -> None:
        """Start from the names of faces, the wanted one first."""
        self.names = names
        self.first = _face(names[0])

    def split(self, text: str) -> tuple[tuple[Face, str], ...]:
        """Cut ``text`` into pieces that one face each can draw.

        A character no face has is replaced by a sign that all can see.
        """
        if self.first.draws(text):
            return ((self.first, text),)
        pieces: list[tuple[Face, str]] = []
        for char in text:
            face, drawn = self._place(char)
            if pieces and pieces[-1][0] is face:
                pieces[-1] = (face, pieces[-1][1] + drawn)
            else:
                pieces.append((face, drawn))
        return tuple(pieces)

    def joining(self, text: str) -> tuple[Face, str]:
        """The first face that has the letters of Urdu, and ``text`` with what it has of it."""
        face = next((face for face in map(_face, self.names) if face.draws(_JOINING)), self.first)
        sign = REPLACEMENT if face.draws(REPLACEMENT) else "?"
        return face, "".join(char if char in face.characters else sign for char in text)

    def _place(self, char: str) -> tuple[Face, str]:
        for wanted in (char, REPLACEMENT):
            for name in self.names:
                face = _face(name)
                if wanted in face.characters:
                    return face, wanted
        return self.first, "?"


@cache
def face_chain(family: str, bold: bool, italic: bool) -> FaceChain:
    """The faces to try for text of this look, the wanted one first."""
    return FaceChain(face_names(family, bold, italic))


@cache
def _face(name: str) -> Face:
    return Face(name, TableFile(face_file(name)))

"""Faces read from their files: which characters they draw, and how wide these are."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from reportlab.pdfbase.ttfonts import TTFontFile, TTFontMaker

from briefgen.render.fonts import face_file, face_names
from briefgen.render.pdf.opentype import TableFile

REPLACEMENT = "\ufffd"
_JOINING = "\u0627\u06cc"  # alef and Urdu yeh: a face that has them has the rest
_MAXP_VERSION = b"\0\1\0\0"  # of TrueType; CFF has a shorter one
_LAST_CODE = 0xFFFF  # codes in the text of a page take two bytes


class Face:
    """One face. Widths and heights are thousandths of the size.

    ``source`` is its parsed file; ``outlines`` the CFF table where the letters are drawn that way,
    and nothing where they are TrueType's.
    """

    __slots__ = (
        "_codes",
        "ascent",
        "characters",
        "descent",
        "name",
        "outlines",
        "source",
        "widths",
    )

    def __init__(self, name: str, source: TTFontFile, outlines: bytes | None) -> None:
        """Take the face ``name`` from its parts."""
        self.name = name
        self.source = source
        self.outlines = outlines
        glyphs: dict[int, int] = source.charToGlyph
        drawn = {c: g for c, g in glyphs.items() if g and (outlines or c <= _LAST_CODE)}
        self._codes: dict[int, int] = drawn
        self.widths: dict[str, float] = {chr(code): source.charWidths[code] for code in drawn}
        self.characters = frozenset(self.widths)
        self.ascent: float = source.ascent
        self.descent: float = -source.descent

    def width(self, text: str) -> float:
        """Advance of ``text``, all of whose characters the face has."""
        return sum(map(self.widths.__getitem__, text))

    def draws(self, text: str) -> bool:
        """Whether the face has every character of ``text``."""
        return self.characters.issuperset(text)

    def know(self, code: str, outline: int, width: float) -> None:
        """Let the private ``code`` call an outline that no character calls by itself."""
        if ord(code) not in self._codes:
            self._codes[ord(code)] = self.source.charToGlyph[ord(code)] = outline
            self.widths[code] = width

    def glyph(self, char: str) -> int:
        """The number of the outline of ``char`` in the file of the face."""
        return self._codes[ord(char)]

    def codes(self, text: str) -> str:
        """``text`` as the page shows it, a code unit an outline.

        TrueType outlines are found by the characters themselves, CFF outlines by their number.
        """
        return text.translate(self._codes) if self.outlines else text


class FaceChain:
    """Faces in order of preference; a later one is read only when a character calls for it."""

    __slots__ = ("_names", "first")

    def __init__(self, names: tuple[str, ...]) -> None:
        """Start from the names of faces, the wanted one first."""
        self._names = names
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
        face = next((face for face in map(_face, self._names) if face.draws(_JOINING)), self.first)
        sign = REPLACEMENT if face.draws(REPLACEMENT) else "?"
        return face, "".join(char if char in face.characters else sign for char in text)

    def _place(self, char: str) -> tuple[Face, str]:
        for wanted in (char, REPLACEMENT):
            for name in self._names:
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
    data = face_file(name)
    tables = TableFile(data)
    if "CFF " not in tables:
        return Face(name, TTFontFile(BytesIO(data), validate=0), None)
    return Face(name, TTFontFile(BytesIO(_without_outlines(tables)), validate=0), tables["CFF "])


def _without_outlines(tables: TableFile) -> bytes:
    """The file with all but its outlines.

    The parser takes TrueType only, but the tables it reads characters and widths from are the same.
    """
    maker = TTFontMaker()
    for name in tables:
        if name not in ("CFF ", "maxp"):
            maker.add(name, tables[name])
    glyphs = int.from_bytes(tables["maxp"][4:6], "big")
    maker.add("maxp", _MAXP_VERSION + tables["maxp"][4:6])
    maker.add("glyf", b"")
    maker.add("loca", bytes(2 * (glyphs + 1)))
    made: bytes = maker.makeStream()
    return made

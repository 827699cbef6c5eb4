"""The type faces that documents carry inside them: their files, widths and coverage.

Noto Sans covers Latin, Kazakh Cyrillic and the signs of tenge and rupee; what it lacks (arrows,
Arabic letters, mathematical signs) comes from a fallback face, never as an empty box.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFile

DEFAULT_FAMILY = "Noto Sans"
REPLACEMENT = "\ufffd"
_LAST_CODE = 0xFFFF  # codes in the PDF's text take two bytes

_PREFIXES = {"noto sans": "NotoSans", "firago": "FiraGO"}
_STYLES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
# Marks, boxes and rules that neither text family draws.
_SYMBOLS = "CascadiaMono_Regular"

# What a frozen build has to carry; the modules are imported by name and only when needed.
FONT_MODULES = (
    *(f"pymupdf_fonts.{p}_{s}" for p in _PREFIXES.values() for s in _STYLES.values()),
    f"pymupdf_fonts.{_SYMBOLS}",
)


def font_file(family: str, bold: bool = False, italic: bool = False) -> bytes:
    """The TrueType file of one face; an unknown ``family`` gives Noto Sans."""
    return _file_of(_face_name(family, bold, italic))


class Face:
    """One face: which characters it draws, and how wide they are in thousandths of the size."""

    __slots__ = ("ascent", "characters", "descent", "name", "source", "widths")

    def __init__(self, name: str, source: TTFontFile) -> None:
        """Read the face ``name`` from its parsed file ``source``."""
        self.name = name
        self.source = source
        drawn = [code for code, glyph in source.charToGlyph.items() if glyph and code <= _LAST_CODE]
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


@cache
def face_chain(family: str, bold: bool, italic: bool) -> FaceChain:
    """The faces to try for text of this look, the wanted one first."""
    wanted = _face_name(family, bold, italic)
    style = _STYLES[bold, italic]
    names = dict.fromkeys((wanted, f"NotoSans_{style}", f"FiraGO_{style}", _SYMBOLS))
    return FaceChain(tuple(names))


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

    def _place(self, char: str) -> tuple[Face, str]:
        for wanted in (char, REPLACEMENT):
            for name in self._names:
                face = _face(name)
                if wanted in face.characters:
                    return face, wanted
        return self.first, "?"


def _face_name(family: str, bold: bool, italic: bool) -> str:
    prefix = _PREFIXES.get(family.strip().casefold(), _PREFIXES[DEFAULT_FAMILY.casefold()])
    return f"{prefix}_{_STYLES[bold, italic]}"


@cache
def _file_of(name: str) -> bytes:
    buffer: bytes = import_module(f"pymupdf_fonts.{name}").fontbuffer
    return buffer


@cache
def _face(name: str) -> Face:
    from reportlab.pdfbase.ttfonts import TTFontFile  # noqa: PLC0415  slow, and only PDF needs it

    return Face(name, TTFontFile(BytesIO(_file_of(name)), validate=0))

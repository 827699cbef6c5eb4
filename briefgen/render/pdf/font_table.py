"""The fonts that a file comes to use, gathered as its pages are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.pdf.letter_fonts import ByteFont, WideFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.faces.chains import Face
    from briefgen.render.faces.shaping import Shaped


class FontTable:
    """The fonts of a file: one for each face that is drawn, two if one cannot hold all letters."""

    def __init__(self) -> None:
        """Start with none."""
        self.fonts: list[ByteFont | WideFont] = []  # in the order of their names
        self._plain: dict[Face, ByteFont | WideFont] = {}
        self._wide: dict[Face, WideFont] = {}

    def plain(self, face: Face) -> ByteFont | WideFont:
        """The font that draws ``face``, as long as it has a place for each letter."""
        font = self._plain.get(face)
        if font is None:
            if face.outlines:
                font = self.wide(face)
            else:
                font = ByteFont(face, self._next_name())
                self.fonts.append(font)
            self._plain[face] = font
        return font

    def wide(self, face: Face) -> WideFont:
        """The font that has a place for all letters of ``face``."""
        font = self._wide.get(face)
        if font is None:
            font = self._wide[face] = WideFont(face, self._next_name())
            self.fonts.append(font)
        return font

    def shaped(self, face: Face, shaped: Shaped) -> tuple[WideFont, Sequence[bytes], bool]:
        """The font that draws joined letters, and the string of each outline.

        Also whether these, read from their end, give the letters.
        """
        font = self.wide(face)
        read = [font.letters.setdefault(o.code, o.letters) for o in reversed(shaped.outlines)]
        strings = [font.string(outline.code) for outline in shaped.outlines]
        return font, strings, "".join(read) == shaped.letters

    def _next_name(self) -> bytes:
        return b"F%d" % (len(self.fonts) + 1)

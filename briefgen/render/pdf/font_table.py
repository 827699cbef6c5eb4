"""The faces that a file comes to use, gathered as its pages are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.render.pdf.faces import Face
    from briefgen.render.pdf.shaping import Shaped


class FontTable:
    """The faces a file uses: their names in the page content, and the characters of each."""

    def __init__(self) -> None:
        """Start with none."""
        self._texts: dict[Face, list[str]] = {}
        self.letters: dict[Face, dict[str, str]] = {}  # what private codes stand for
        self._names: dict[Face, bytes] = {}

    def name(self, face: Face, text: str) -> bytes:
        """The name of ``face`` in the content, after noting that it draws ``text``."""
        texts = self._texts.get(face)
        if texts is None:
            texts = self._texts[face] = []
            self._names[face] = b"F%d" % (len(self._names) + 1)
        texts.append(text)
        return self._names[face]

    def name_of_shaped(self, face: Face, shaped: Shaped) -> tuple[bytes, bool]:
        """The name of ``face``, after noting the outlines it draws and what they stand for.

        Also whether they, read from their end, give the letters.
        """
        letters = self.letters.setdefault(face, {})
        read = [letters.setdefault(o.code, o.letters) for o in reversed(shaped.outlines)]
        name = self.name(face, "".join(outline.code for outline in shaped.outlines))
        return name, "".join(read) == shaped.letters

    def characters(self, face: Face) -> set[str]:
        """The characters that ``face`` draws."""
        return set("".join(self._texts[face]))

    def names(self) -> Mapping[Face, bytes]:
        """The name of each face, in order of first use."""
        return self._names

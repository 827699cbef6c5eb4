"""The fonts of a file as its pages call them: which bytes show a text, and what was shown.

Letters are half of what a page holds, so TrueType faces are called by one byte a letter. The
places run out where a pack draws more than some 250 different letters of a face, and joined
letters are hundreds of outlines: these take two bytes a letter, from a second font of the face.
"""

from __future__ import annotations

from codecs import charmap_build, charmap_encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.render.faces.chains import Face

# Bytes that mean themselves inside a string, in the order that letters without a place of their
# own take them: neither brackets nor the backslash, and no ends of lines. That of the space comes
# last, as operators widen it, whatever it shows.
_PLACES = tuple(
    code
    for code in (*range(0x80, 0xC0), *range(1, 0x20), *range(0xC0, 0x100), *range(0x21, 0x7F), 0x20)
    if code not in b"()\\\r\n"
)
_CYRILLIC = range(0x410, 0x450)  # these stand in a row, which tells what they mean in few bytes
_CYRILLIC_PLACE = 0xC0
_UNUSED = "\ufffe"


class ByteFont:
    """A face called by one byte a letter; which byte, is settled when a letter is first shown."""

    __slots__ = ("_free", "_map", "codes", "face", "name")

    def __init__(self, face: Face, name: bytes) -> None:
        """Start without letters; pages call the font ``name``."""
        self.face = face
        self.name = name
        self.codes: dict[str, int] = {}
        self._free = dict.fromkeys(_PLACES)
        self._map = charmap_build("\0")

    def string(self, text: str) -> bytes | None:
        """The inside of the string that shows ``text``; nothing without a place for all of it."""
        try:
            return charmap_encode(text, "strict", self._map)[0]
        except UnicodeEncodeError:
            fresh = [char for char in dict.fromkeys(text) if char not in self.codes]
            if len(fresh) > len(self._free):
                return None
            self._learn(fresh)
            return charmap_encode(text, "strict", self._map)[0]

    def _learn(self, characters: Iterable[str]) -> None:
        for char in characters:
            wished = ord(char)
            if wished in _CYRILLIC:
                wished += _CYRILLIC_PLACE - _CYRILLIC[0]
            code = wished if wished in self._free else next(iter(self._free))
            del self._free[code]
            self.codes[char] = code
        table = ["\0", *_UNUSED * 0xFF]
        for char, code in self.codes.items():
            table[code] = char
        self._map = charmap_build("".join(table))


class WideFont:
    """A face called by two bytes a letter.

    ``letters`` are what private codes among the characters stand for.
    """

    __slots__ = ("_texts", "face", "letters", "name")

    def __init__(self, face: Face, name: bytes) -> None:
        """Start without letters; pages call the font ``name``."""
        self.face = face
        self.name = name
        self.letters: dict[str, str] = {}
        self._texts: list[str] = []

    def string(self, text: str) -> bytes:
        """The inside of the string that shows ``text``: UTF-16, its delimiters escaped."""
        self._texts.append(text)
        codes = self.face.codes(text).encode("utf-16-be").replace(b"\\", b"\\\\")
        return codes.replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")

    @property
    def characters(self) -> set[str]:
        """The characters that were shown."""
        return set("".join(self._texts))

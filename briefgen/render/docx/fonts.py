"""Fonts carried inside the document, so that it looks the same where they are not installed.

Of a face go along the letters of the languages that packs are written in, signs that are typed
with them (`letters_carried`), and whatever else stands in the document: a person can go on writing,
and the file has a quarter of the size. A face whose letters join takes along how they do.

Word stores them obfuscated: the first 32 bytes are XORed with a key that stands beside them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import filterfalse
from typing import TYPE_CHECKING
from uuid import NAMESPACE_DNS, uuid5

from briefgen.render.docx.package import HEAD, NAMESPACES, RELATIONSHIPS, Relations
from briefgen.render.docx.text import attribute
from briefgen.render.faces.chains import face_chain
from briefgen.render.faces.fonts import (
    JOINING_FACES,
    LETTERS,
    face_names,
    is_carried,
    letters_carried,
    letters_file,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_OBFUSCATED = 32
_KEPT = 16  # faces kept cut for the next document
_FACES = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}

Look = tuple[str, bool, bool]  # family, bold, italic

_ASCII = bytes(range(128))


class Characters:
    """The characters beyond ASCII in pieces of XML, most of which have none."""

    def __init__(self) -> None:
        """Begin without any."""
        self._beyond: list[bytes] = []

    def look_in(self, pieces: Iterable[bytes]) -> None:
        """Take in what ``pieces`` have."""
        self._beyond += filterfalse(bytes.isascii, pieces)

    def found(self) -> set[str]:
        """The characters of all pieces."""
        return set(b"".join(self._beyond).translate(None, _ASCII).decode())


def font_parts(faces: Iterable[Look], characters: Collection[str]) -> dict[str, bytes]:
    """The font table and the faces in it; a family the program does not carry is only named.

    ``characters`` are those that the document shows.
    """
    shown = "".join(sorted(set(characters) - LETTERS))
    parts: dict[str, bytes] = {}
    relations = Relations()
    table: list[str] = []
    wanted = set(faces)
    for family in sorted({family for family, _, _ in wanted}):
        embedded = ""
        for (bold, italic), element in _FACES.items():
            if (family, bold, italic) in wanted and is_carried(family):
                name = f"fonts/font{len(parts) + 1}.odttf"
                key = str(uuid5(NAMESPACE_DNS, f"{family} {element}")).upper()
                parts[f"word/{name}"] = _embedded(family, bold, italic, key, shown)
                relation = relations.add(f"{RELATIONSHIPS}/font", name)
                embedded += f'<w:{element} r:id="{relation}" w:fontKey="{{{key}}}"/>'
        table.append(
            f'<w:font w:name="{attribute(family)}"><w:charset w:val="00"/><w:family w:val="auto"/>'
            f'<w:pitch w:val="variable"/>{embedded}</w:font>'
        )
    parts["word/fontTable.xml"] = f"{HEAD}<w:fonts {NAMESPACES}>{''.join(table)}</w:fonts>".encode()
    if relations:
        parts["word/_rels/fontTable.xml.rels"] = relations.part()
    return parts


@lru_cache(maxsize=_KEPT)
def _embedded(family: str, bold: bool, italic: bool, key: str, shown: str) -> bytes:
    name = face_names(family, bold, italic)[0]
    besides = "".join(char for char in shown if char not in letters_carried(name))
    return obfuscate(_cut(family, bold, italic, besides) if besides else letters_file(name), key)


def _cut(family: str, bold: bool, italic: bool, besides: str) -> bytes:
    """The face of this look with the usual letters and what it has of ``besides``."""
    face = face_chain(family, bold, italic).first  # which the layout may have read already
    if face.characters.isdisjoint(besides):
        return letters_file(face.name)
    from briefgen.render.faces.cutting import with_letters  # noqa: PLC0415 - few documents need it

    letters = letters_carried(face.name).union(besides)
    joining = face.name in JOINING_FACES
    return with_letters(face.tables, face.source.glyphs, letters, joining=joining)


def obfuscate(data: bytes, key: str) -> bytes:
    """``data`` with its head XORed with the GUID ``key`` read backwards; its own inverse."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    head = bytes(byte ^ bit for byte, bit in zip(data[:_OBFUSCATED], mask, strict=False))
    return head + data[_OBFUSCATED:]

"""Fonts carried inside the document, so that it looks the same where they are not installed.

Of a face go along the letters of the languages that packs are written in, signs that are typed
with them, and whatever else stands in the document: a person can go on writing, and the file has a
quarter of the size. Faces whose letters join go along whole: joining is told elsewhere in them, as
is where a loose accent stands, which a cut face leaves to the program.

Word stores them obfuscated: the first 32 bytes are XORed with a key that stands beside them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import NAMESPACE_DNS, uuid5

from briefgen.render.docx.package import HEAD, NAMESPACES, RELATIONSHIPS, Relations
from briefgen.render.docx.text import attribute
from briefgen.render.fonts import face_file, is_carried
from briefgen.render.pdf.faces import face_chain
from briefgen.render.pdf.truetype import LAST_CODE, cut_face

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from briefgen.render.pdf.faces import Face

_OBFUSCATED = 32
_KEPT = 16  # faces kept cut for the next document
_FACES = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}

Look = tuple[str, bool, bool]  # family, bold, italic

# Latin with its accents; Russian, Ukrainian, Belarusian, Kazakh and their neighbours; what is typed
# between words; currencies.
_LETTERS = frozenset(
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x410, 0x450)]))
    + "ЁёЄєІіЇїҐґЎўӘәҒғҚқҢңӨөҰұҮүҺһҲҳҶҷӢӣӮӯҖҗ"
    + "‐‑‒–—―‘’‚“”„†•…‰′″‹›⁄⁰⁴₂₃€₨₴₸₺₼₽₹№™"
)
_JOINED = ord("ی")  # a face that has it joins letters
_ASCII = bytes(range(128))


def characters_in(pieces: Iterable[bytes]) -> set[str]:
    """The characters beyond ASCII in ``pieces`` of XML, most of which have none."""
    beyond = b"".join([piece for piece in pieces if not piece.isascii()])
    return set(beyond.translate(None, _ASCII).decode())


def font_parts(faces: Iterable[Look], characters: Collection[str]) -> dict[str, bytes]:
    """The font table and the faces in it; a family the program does not carry is only named.

    ``characters`` are those that the document shows.
    """
    besides = "".join(sorted(set(characters) - _LETTERS))
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
                parts[f"word/{name}"] = _embedded(family, bold, italic, key, besides)
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
def _embedded(family: str, bold: bool, italic: bool, key: str, besides: str) -> bytes:
    face = face_chain(family, bold, italic).first  # which the layout may have read already
    return obfuscate(_cut(face, besides), key)


def _cut(face: Face, besides: str) -> bytes:
    """The file of ``face`` with the usual letters and ``besides``, as far as it has them."""
    glyphs = face.source.glyphs
    if face.outlines or _JOINED in glyphs:
        return face_file(face.name)
    codes = sorted(code for code in map(ord, _LETTERS.union(besides)) if code <= LAST_CODE)
    return cut_face(face.tables, {code: glyphs[code] for code in codes if glyphs.get(code)})


def obfuscate(data: bytes, key: str) -> bytes:
    """``data`` with its head XORed with the GUID ``key`` read backwards; its own inverse."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    head = bytes(byte ^ bit for byte, bit in zip(data[:_OBFUSCATED], mask, strict=False))
    return head + data[_OBFUSCATED:]

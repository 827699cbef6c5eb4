"""Fonts carried inside the document, so that it looks the same where they are not installed.

Word stores them obfuscated: the first 32 bytes are XORed with a key that stands beside them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import NAMESPACE_DNS, uuid5

from briefgen.render.docx.package import HEAD, NAMESPACES, RELATIONSHIPS, Relations
from briefgen.render.docx.text import attribute
from briefgen.render.fonts import font_file, is_carried

if TYPE_CHECKING:
    from collections.abc import Iterable

_OBFUSCATED = 32
_FACES = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}

Face = tuple[str, bool, bool]  # family, bold, italic


def font_parts(faces: Iterable[Face]) -> dict[str, bytes]:
    """The font table and the faces in it; a family the program does not carry is only named."""
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
                parts[f"word/{name}"] = _embedded(family, bold, italic, key)
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


@cache
def _embedded(family: str, bold: bool, italic: bool, key: str) -> bytes:
    return obfuscate(font_file(family, bold, italic), key)


def obfuscate(data: bytes, key: str) -> bytes:
    """``data`` with its head XORed with the GUID ``key`` read backwards; its own inverse."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    head = bytes(byte ^ bit for byte, bit in zip(data[:_OBFUSCATED], mask, strict=False))
    return head + data[_OBFUSCATED:]

"""Faces put into the file: the outlines of the characters used, and what each of them means.

TrueType outlines are called by UTF-16 code units, so the text of a page says what it means without
any table of ours, and a map from code to outline does the rest: two letters that share an outline
(a Latin and a Cyrillic A) stay two letters when a reader copies or reads aloud.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.render.pdf.objects import reference
from briefgen.render.pdf.opentype import cut_outlines
from briefgen.render.pdf.truetype import cut_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.render.pdf.faces import Face
    from briefgen.render.pdf.objects import ObjectFile

_SYMBOLIC = 4
_ITALIC = 64
_STEM = 50  # of the thinnest letters; the outlines do not tell how thick their stems are
_PER_BLOCK = 100  # the most entries one block of a character map may hold


def embed_face(
    file: ObjectFile, face: Face, characters: set[str], letters: Mapping[str, str]
) -> int:
    """Add ``face``, cut down to ``characters``, to ``file``; the number of its font object.

    ``letters`` are what the private codes among the characters stand for.
    """
    used = {ord(face.codes(char)): char for char in sorted(characters)}
    name = _subset_name(face, characters)
    kind, program = _program(file, face, used)
    descriptor = file.add(_descriptor(face, name, program))
    widths = _widths(face, used)
    descendant = file.add(
        b"<</Type/Font/Subtype/%s/BaseFont/%s/FontDescriptor %s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W[%s]>>"
        % (kind, name, reference(descriptor), widths)
    )
    return file.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]"
        b"/ToUnicode %s>>"
        % (name, reference(descendant), reference(file.add_stream(_meanings(used, letters))))
    )


def _subset_name(face: Face, characters: set[str]) -> bytes:
    digest = hashlib.sha256("".join(sorted(characters)).encode()).digest()
    tag = bytes(65 + byte % 26 for byte in digest[:6])
    return tag + b"+" + face.source.name


def _program(file: ObjectFile, face: Face, used: Mapping[int, str]) -> tuple[bytes, bytes]:
    """Add the outlines; the kind of font they make, and the entry that leads to them."""
    if face.outlines:
        cff = file.add_stream(cut_outlines(face.outlines, used), b"/Subtype/CIDFontType0C")
        return b"CIDFontType0", b"/FontFile3 %s" % reference(cff)
    codes = sorted(used)
    program = cut_glyphs(face.tables, [face.glyph(chr(code)) for code in codes])
    outlines = file.add_stream(program, b"/Length1 %d" % len(program))
    glyphs = file.add_stream(_glyph_map(face, codes))
    kind = b"CIDFontType2/CIDToGIDMap %s" % reference(glyphs)
    return kind, b"/FontFile2 %s" % reference(outlines)


def _descriptor(face: Face, name: bytes, program: bytes) -> bytes:
    source = face.source
    box = b" ".join(b"%d" % round(edge) for edge in source.box)
    flags = _SYMBOLIC | (_ITALIC if source.italic_angle else 0)
    return (
        b"<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%s]/ItalicAngle %d/Ascent %d"
        b"/Descent %d/CapHeight %d/StemV %d%s>>"
        % (
            name,
            flags,
            box,
            round(source.italic_angle),
            round(source.ascent),
            round(source.descent),
            round(source.cap_height),
            _STEM + int((source.weight / 65) ** 2),
            program,
        )
    )


def _glyph_map(face: Face, codes: Sequence[int]) -> bytes:
    """Two bytes a code: which outline of the subset it draws, numbered as the subset was cut."""
    numbers: dict[int, int] = {0: 0}
    table = bytearray(2 * (codes[-1] + 1))
    for code in codes:
        glyph = numbers.setdefault(face.glyph(chr(code)), len(numbers))
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _neighbours(codes: Sequence[int]) -> Iterator[list[int]]:
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        yield [code for _, code in run]


def _widths(face: Face, used: Mapping[int, str]) -> bytes:
    parts = []
    for run in _neighbours(sorted(used)):
        widths = b" ".join(b"%d" % round(face.widths[used[code]]) for code in run)
        parts.append(b"%d[%s]" % (run[0], widths))
    return b"".join(parts)


def _meanings(used: Mapping[int, str], letters: Mapping[str, str]) -> bytes:
    rows = [
        b"<%04X> <%s>" % (code, _utf16(letters.get(char, char)))
        for code, char in sorted(used.items())
    ]
    blocks = []
    for start in range(0, len(rows), _PER_BLOCK):
        block = rows[start : start + _PER_BLOCK]
        blocks.append(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)))
    return (
        b"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        b"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + b"".join(blocks)
        + b"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
    )


def _utf16(char: str) -> bytes:
    return char.encode("utf-16-be").hex().upper().encode("ascii")

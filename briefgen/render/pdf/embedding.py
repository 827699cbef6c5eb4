"""Fonts put into the file: the outlines of the characters used, and what each of them means.

What a code means is said for each of them, so that two letters that share an outline (a Latin and
a Cyrillic A) stay two letters when a reader copies or reads aloud.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.render.faces.opentype import cut_outlines
from briefgen.render.faces.truetype import cut_codes, cut_glyphs
from briefgen.render.pdf.letter_fonts import ByteFont, WideFont
from briefgen.render.pdf.meanings import meanings
from briefgen.render.pdf.objects import reference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from briefgen.render.faces.chains import Face
    from briefgen.render.pdf.objects import ObjectFile

_SYMBOLIC = 4
_ITALIC = 64
_STEM = 50  # of the thinnest letters; the outlines do not tell how thick their stems are


def embed_font(file: ObjectFile, font: ByteFont | WideFont) -> int:
    """Add ``font``, cut down to the characters it has shown; the number of its font object.

    One that showed none is added too: pages name it.
    """
    if isinstance(font, ByteFont):
        return _embed_bytes(file, font)
    return _embed_wide(file, font)


def _embed_bytes(file: ObjectFile, font: ByteFont) -> int:
    face = font.face
    used = {code: char for char, code in sorted(font.codes.items(), key=lambda item: item[1])}
    name = _subset_name(face, used.values())
    program = cut_codes(face.tables, {code: face.glyph(char) for code, char in used.items()})
    outlines = file.add_stream(program, b"/Length1 %d" % len(program))
    descriptor = file.add(_descriptor(face, name, b"/FontFile2 %s" % reference(outlines)))
    first, last = min(used, default=0), max(used, default=0)
    codes = range(first, last + 1)
    widths = (
        b"%d" % round(face.widths[used[c]] / face.share) if c in used else b"0" for c in codes
    )
    return file.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/FirstChar %d/LastChar %d/Widths[%s]"
        b"/FontDescriptor %s/ToUnicode %s>>"
        % (
            name,
            first,
            last,
            b" ".join(widths),
            reference(descriptor),
            reference(file.add_stream(meanings(used, 1))),
        )
    )


def _embed_wide(file: ObjectFile, font: WideFont) -> int:
    face, characters = font.face, font.characters
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
    said = meanings({code: font.letters.get(char, char) for code, char in used.items()}, 2)
    return file.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]"
        b"/ToUnicode %s>>" % (name, reference(descendant), reference(file.add_stream(said)))
    )


def _subset_name(face: Face, characters: Collection[str]) -> bytes:
    said = "".join(sorted(characters)) + (f"at {face.share}" if face.share != 1 else "")
    digest = hashlib.sha256(said.encode()).digest()
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
    table = bytearray(2 * (max(codes, default=0) + 1))
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
        widths = b" ".join(b"%d" % round(face.widths[used[code]] / face.share) for code in run)
        parts.append(b"%d[%s]" % (run[0], widths))
    return b"".join(parts)

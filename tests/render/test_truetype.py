"""Font files read and cut down, held against another reader of them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from struct import pack, unpack_from

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from briefgen.render.faces.fontfile import read_font
from briefgen.render.faces.fonts import FACES
from briefgen.render.faces.opentype import TableFile
from briefgen.render.faces.truetype import cut_codes, cut_face, cut_glyphs


@cache
def face_file(name: str) -> bytes:
    """The whole file of a face, hints and all."""
    buffer: bytes = import_module(f"pymupdf_fonts.{name}").fontbuffer
    return buffer


TRUETYPE = [name for name in FACES if "CFF " not in TableFile(face_file(name))]


@pytest.mark.parametrize("name", TRUETYPE)
def test_a_face_is_read_as_another_reader_does(name: str) -> None:
    """Characters, widths and heights are those that the other finds.

    The end of its list, which calls no outline, is no character.
    """
    ours = read_font(TableFile(face_file(name)))
    theirs = TTFontFile(BytesIO(face_file(name)))

    assert ours.glyphs == {code: glyph for code, glyph in theirs.charToGlyph.items() if glyph}
    widths = {code: ours.advance(glyph) for code, glyph in ours.glyphs.items()}
    assert widths == {code: theirs.charWidths[code] for code in widths}
    assert ours.name == theirs.name
    assert list(ours.box) == list(theirs.bbox)
    assert (ours.ascent, ours.descent) == (theirs.ascent, theirs.descent)
    assert (ours.cap_height, ours.italic_angle) == (theirs.capHeight, theirs.italicAngle)


@pytest.mark.parametrize("name", TRUETYPE)
def test_a_cut_face_draws_the_same_outlines(name: str) -> None:
    """Each outline has the data and the advance it had, what it is made of included."""
    tables = TableFile(face_file(name))
    font = read_font(tables)
    wanted = [font.glyphs[ord(char)] for char in "Aé ҚfiЁ"]

    made = cut_glyphs(tables, wanted)

    theirs = TTFontFile(BytesIO(face_file(name)))
    again = theirs.makeSubset([ord(char) for char in "Aé ҚfiЁ"])
    ours, known = TableFile(made), TableFile(again)
    assert unhinted(ours) == unhinted(known)
    assert len(ours["glyf"]) < len(known["glyf"])  # the hints are gone
    assert ours["maxp"] == known["maxp"]


@pytest.mark.parametrize("name", TRUETYPE)
def test_a_face_cut_for_single_bytes_finds_its_outlines(name: str) -> None:
    """Each byte leads to the outline it was given; others lead to the one that shows a lack."""
    tables = TableFile(face_file(name))
    glyphs = read_font(tables).glyphs
    wanted = {0x41: glyphs[ord("A")], 0xC0: glyphs[ord("B")], 1: glyphs[ord("C")]}

    made = TableFile(cut_codes(tables, wanted))

    assert unpack_from(">HH2HL", made["cmap"]) == (0, 1, 1, 0, 12)
    assert unpack_from(">3H", made["cmap"], 12) == (0, 262, 0)
    found = made["cmap"][18:]
    assert len(found) == 256
    assert {code: glyph for code, glyph in enumerate(found) if glyph} == {0x41: 1, 0xC0: 2, 1: 3}
    outlines = unhinted(made)
    assert outlines[1:4] == unhinted(TableFile(cut_glyphs(tables, wanted.values())))[1:4]


def unhinted(tables: TableFile) -> list[bytes]:
    """The outlines of a font file, as the format has them, without hints and filling bytes."""
    (is_long,) = unpack_from(">h", tables["head"], 50)
    (count,) = unpack_from(">H", tables["maxp"], 4)
    places = unpack_from(f">{count + 1}{'L' if is_long else 'H'}", tables["loca"])
    starts = [place if is_long else 2 * place for place in places]
    glyf = tables["glyf"]
    return [_unhinted(glyf[start:end]) for start, end in pairwise(starts)]


def _unhinted(outline: bytes) -> bytes:
    if not outline:
        return outline
    (contours,) = unpack_from(">h", outline)
    if contours >= 0:
        place = 10 + 2 * contours
        (hints,) = unpack_from(">H", outline, place)
        return outline[:place] + outline[place + 2 + hints :].rstrip(b"\0")
    made, place, more = [outline[:10]], 10, True
    while more:
        flags, part = unpack_from(">HH", outline, place)
        length = (8 if flags & 1 else 6) + next((n for bit, n in _SCALES.items() if flags & bit), 0)
        made.append(pack(">HH", flags & ~0x100, part) + outline[place + 4 : place + length])
        place, more = place + length, bool(flags & 0x20)
    return b"".join(made).rstrip(b"\0")


_SCALES = {0x8: 2, 0x40: 4, 0x80: 8}  # the bytes that tell how a part is scaled


@pytest.mark.parametrize("name", TRUETYPE)
def test_a_face_cut_to_be_installed_is_read_by_another_reader(name: str) -> None:
    """Its map of characters leads from each code, alone or in a run, to what the whole face has."""
    tables = TableFile(face_file(name))
    font = read_font(tables)
    wanted = [code for code in (*range(0x20, 0x7F), 0x401, 0x49A, 0x20B8) if font.glyphs.get(code)]

    made = cut_face(tables, {code: font.glyphs[code] for code in wanted})

    theirs = TTFontFile(BytesIO(made), validate=1)  # reads the sums of all tables
    drawn = {code for code, glyph in theirs.charToGlyph.items() if glyph}
    assert drawn - {0xA0} == set(wanted)  # the reader adds a space of its own
    assert {code: theirs.charWidths[code] for code in wanted} == {
        code: font.advance(font.glyphs[code]) for code in wanted
    }
    assert theirs.name == font.name


def test_a_file_that_names_no_unicode_characters_is_refused() -> None:
    """Without such a map no text could be set."""
    data = face_file(TRUETYPE[0])
    start = data.index(b"cmap")
    place = int.from_bytes(data[start + 8 : start + 12], "big")
    broken = bytearray(data)
    for index in range(int.from_bytes(data[place + 2 : place + 4], "big")):
        broken[place + 4 + 8 * index : place + 8 + 8 * index] = b"\0\1\0\0"

    with pytest.raises(ValueError, match="Unicode"):
        read_font(TableFile(bytes(broken)))

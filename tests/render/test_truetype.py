"""Font files read and cut down, held against another reader of them."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from briefgen.render.fonts import FONT_MODULES, face_file
from briefgen.render.pdf.fontfile import read_font
from briefgen.render.pdf.opentype import TableFile
from briefgen.render.pdf.truetype import cut_glyphs

FACES = [name.rpartition(".")[2] for name in FONT_MODULES]
TRUETYPE = [name for name in FACES if "CFF " not in TableFile(face_file(name))]


@pytest.mark.parametrize("name", TRUETYPE)
def test_a_face_is_read_as_another_reader_does(name: str) -> None:
    """Characters, widths and heights are those that the other finds."""
    ours = read_font(TableFile(face_file(name)))
    theirs = TTFontFile(BytesIO(face_file(name)))

    assert ours.glyphs == theirs.charToGlyph
    widths = {code: ours.advance(glyph) for code, glyph in ours.glyphs.items()}
    assert widths == theirs.charWidths
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
    assert ours["glyf"] == known["glyf"]
    assert ours["maxp"] == known["maxp"]
    TTFontFile(BytesIO(made), charInfo=0, validate=1)  # reads the sums of all tables


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

"""The faces that a Word file carries: which letters of them, how they join, and under which key."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
import uharfbuzz
from lxml import etree
from msgspec.structs import replace
from PIL import ImageFont

from briefgen.pack.blocks import Paragraph
from briefgen.pack.inlines import Text
from briefgen.render.docx import write_docx
from briefgen.render.docx.fonts import obfuscate
from briefgen.render.faces.fonts import font_file
from briefgen.render.house_file.reader import read_house
from briefgen.resources import bundled_templates
from tests.render.sample import every_block
from tests.render.word_files import W, changed_house, ministry, parts_of

if TYPE_CHECKING:
    from pathlib import Path


def embedded_faces(data: bytes, family: str = "Noto Sans") -> dict[str, bytes]:
    """The faces of ``family`` inside a file by element name, in clear."""
    parts = parts_of(data)
    rels = etree.fromstring(parts["word/_rels/fontTable.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in rels}
    faces = {}
    table = etree.fromstring(parts["word/fontTable.xml"])
    for element in table.iterfind(f"{W}font[@{W}name='{family}']/*"):
        key = element.get(f"{W}fontKey")
        if key:
            relation = next(value for name, value in element.attrib.items() if name.endswith("id"))
            stored = parts[f"word/{targets[relation]}"]
            faces[element.tag.removeprefix(W)] = obfuscate(stored, key.strip("{}"))
    return faces


def test_the_faces_in_use_travel_along() -> None:
    """The same letters as wide as in the whole face, where Noto Sans is not installed."""
    data = write_docx(every_block(), read_house(ministry()), {})
    faces = embedded_faces(data)

    assert set(faces) == {"embedRegular", "embedBold", "embedItalic"}
    for element, look in (("embedRegular", (False, False)), ("embedBold", (True, False))):
        cut, whole = (drawn_by(face) for face in (faces[element], font_file("Noto Sans", *look)))
        assert cut.getname() == whole.getname()
        for text in (
            "Briefing pack 2026",
            "Қазақстан, Ақтау",
            "Україна",
            "Łódź",
            "₸ 98.96 – “№ 5”",
        ):
            assert cut.getlength(text) == pytest.approx(whole.getlength(text), rel=0.01)
            assert cut.getbbox(text) == pytest.approx(whole.getbbox(text), abs=5)  # unhinted
    assert b"<w:embedTrueTypeFonts/>" in parts_of(data)["word/settings.xml"]


def drawn_by(face: bytes) -> ImageFont.FreeTypeFont:
    """A face as FreeType reads it, a letter 500 pixels high."""
    basic = ImageFont.Layout.BASIC  # by the map of characters and nothing else
    return ImageFont.truetype(io.BytesIO(face), 500, layout_engine=basic)


def test_a_letter_that_few_packs_have_travels_with_the_pack_that_has_it() -> None:
    """What no pack is written in stays at home, but nothing that is printed does."""
    rare = "ὠμέγα"
    pack = every_block()
    greek = replace(pack, blocks=(*pack.blocks, Paragraph("greek", (Text(rare),))))
    plain, with_greek = (
        drawn_by(embedded_faces(write_docx(one, read_house(ministry()), {}))["embedRegular"])
        for one in (pack, greek)
    )
    whole = drawn_by(font_file("Noto Sans"))

    assert with_greek.getlength(rare) == pytest.approx(whole.getlength(rare), rel=0.01)
    assert bytes(plain.getmask("ὠ")) == bytes(plain.getmask("μ"))  # the sign for what is missing
    assert bytes(with_greek.getmask("ὠ")) != bytes(with_greek.getmask("μ"))


@pytest.mark.parametrize("text", ["پاکستان اور قازقستان", "لِلّٰہ، مُحَمَّد", "۱۲۳ ٪ لا", "Ţâche à Ақтау"])
def test_a_face_whose_letters_join_takes_along_how_they_do(text: str) -> None:
    """Joined, with vowel signs above and below, as the whole face sets it; a sixth of its size."""
    pack = replace(every_block(), language="ur")
    whole = font_file("FiraGO")

    cut = embedded_faces(write_docx(pack, read_house(ministry()), {}), "FiraGO")["embedRegular"]

    assert len(cut) < len(whole) / 6
    assert drawn_by(cut).getname() == drawn_by(whole).getname()
    assert _set_by(cut, text) == _set_by(whole, text)


def _set_by(face: bytes, text: str) -> list[tuple[int, int, int]]:
    """Where HarfBuzz puts each outline of ``text``, and how far it steps; none may be missing."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(face)), buffer, {})
    assert all(info.codepoint for info in buffer.glyph_infos)
    return [(at.x_offset, at.y_offset, at.x_advance) for at in buffer.glyph_positions]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_modern_house_sends_small_files(language: str) -> None:
    """Its face has the letters of many scripts, of which three travel."""
    house = read_house(bundled_templates() / "house" / "think-tank.docx")

    parts = parts_of(write_docx(replace(every_block(), language=language), house, {}))

    assert sum(len(data) for name, data in parts.items() if name.endswith(".odttf")) < 500_000


def test_faces_are_stored_under_the_key_beside_them() -> None:
    """ISO 29500-4: byte n of the first 32 is XORed with byte n of the GUID read backwards."""
    key = "00112233-4455-6677-8899-AABBCCDDEEFF"
    stored = obfuscate(bytes(40), key)
    assert stored[:16] == bytes.fromhex("ffeeddccbbaa99887766554433221100")
    assert stored[16:32] == stored[:16]
    assert stored[32:] == bytes(8)


def test_the_faces_may_be_embedded() -> None:
    """A font says in its OS/2 table whether it may travel; zero means freely."""
    for bold, italic in ((False, False), (True, False), (False, True), (True, True)):
        data = font_file("Noto Sans", bold, italic)
        count = struct.unpack(">H", data[4:6])[0]
        tables = {data[12 + 16 * n : 16 + 16 * n]: 12 + 16 * n for n in range(count)}
        offset = struct.unpack(">I", data[tables[b"OS/2"] + 8 : tables[b"OS/2"] + 12])[0]
        assert struct.unpack(">H", data[offset + 8 : offset + 10])[0] == 0


def test_a_font_that_the_program_lacks_is_replaced_by_one_that_travels(tmp_path: Path) -> None:
    """Both formats are set in the same face, and no other face travels under its name."""
    house = changed_house(
        tmp_path, swap={"word/styles.xml": ('w:ascii="Noto Sans"', 'w:ascii="House Grotesk"')}
    )
    parts = parts_of(write_docx(every_block(), read_house(house), {}))
    assert not [name for name, part in parts.items() if b"House Grotesk" in part]
    assert [name for name in parts if name.endswith(".odttf")]
    told = (
        "it uses House Grotesk, which cannot be embedded: Noto Sans stands in "
        "(Noto Sans and FiraGO travel with a pack)"
    )
    assert read_house(house).remarks == (told,)

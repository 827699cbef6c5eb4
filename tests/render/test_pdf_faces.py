"""Faces as they are drawn: what each covers, how wide, and what stands in where one fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page as validation
import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import Paragraph
from briefgen.pack.inlines import Emphasis, Strong, Text
from briefgen.render.faces.chains import face_chain
from briefgen.render.pdf.document import write_pdf
from briefgen.render.pdf.embedding import embed_font
from briefgen.render.pdf.font_table import FontTable
from briefgen.render.pdf.objects import ObjectFile
from tests.render.languages import sample_house
from tests.render.pdf_reading import ReadPdf, squeezed
from tests.render.sample import every_block

if TYPE_CHECKING:
    from pathlib import Path

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_every_face_draws_kazakh_and_the_currencies(bold: bool, italic: bool) -> None:
    """Kazakh letters, tenge and rupee come from the text face itself."""
    chain = face_chain("Noto Sans", bold, italic)

    assert chain.split(f"{KAZAKH} ₸ ₨") == ((chain.first, f"{KAZAKH} ₸ ₨"),)


def test_a_sign_that_the_face_lacks_comes_from_another() -> None:
    """Arrows and relations are drawn, in the same weight where there is one."""
    pieces = face_chain("Noto Sans", bold=True, italic=False).split("up → ≥ 3")

    assert [(face.name, text) for face, text in pieces] == [
        ("NotoSans_Bold", "up "),
        ("FiraGO_Bold", "→"),
        ("NotoSans_Bold", " "),
        ("FiraGO_Bold", "≥"),
        ("NotoSans_Bold", " 3"),
    ]


def test_a_sign_that_no_face_has_is_replaced_by_one_that_shows() -> None:
    """Never by nothing, and never by an empty box that looks like part of the text."""
    ((face, text),) = face_chain("Noto Sans", bold=False, italic=False).split("a\U0001f600")

    assert text == "a\ufffd"
    assert face.draws(text)


def test_widths_are_those_of_the_face() -> None:
    """A wide letter is wider than a narrow one, bold wider than regular."""
    regular = face_chain("Noto Sans", bold=False, italic=False).first
    bold = face_chain("Noto Sans", bold=True, italic=False).first

    assert regular.width("W") > regular.width("i") > 0
    assert bold.width("word") > regular.width("word")
    assert regular.width("ab") == regular.width("a") + regular.width("b")


def test_more_letters_than_bytes_are_drawn_and_read(tmp_path: Path) -> None:
    """A font called by one byte a letter has room for few alphabets; a wider one takes the rest."""
    first = face_chain("Noto Sans", bold=False, italic=False).first
    letters = sorted(char for char in first.characters if char.isalpha() and "A" <= char < "\u0590")
    words = ["".join(letters[place : place + 9]) for place in range(0, 600, 9)]
    text = " ".join(["(a) \\b", *words, "(a) \\b"])
    pack = replace(every_block(), blocks=(Paragraph("p", (Text(text), Strong(" (c)"))),))
    data = write_pdf(pack, sample_house()).data
    path = tmp_path / "pack.pdf"
    path.write_bytes(data)

    pdf = ReadPdf(data)
    assert squeezed(pdf.tree().text()) == f"{text} (c)"
    kinds = {str(font.Subtype) for font in pdf.pdf.pages[0].Resources.Font.values()}
    assert kinds == {"/TrueType", "/Type0"}
    for profile in ("ua1", "2a"):
        assert validation.validate_pdf(str(path), profile=profile).is_compliant


@pytest.mark.parametrize(("sign", "has_cff"), [("a", False), ("☎", True)])
def test_a_font_that_showed_no_letter_is_a_font(sign: str, has_cff: bool) -> None:
    """Nothing but a text without letters was drawn with it, in one byte a letter or in two."""
    ((face, _),) = face_chain("Noto Sans", bold=False, italic=False).split(sign)
    assert bool(face.outlines) is has_cff
    fonts = FontTable()
    for font in (fonts.plain(face), fonts.wide(face)):
        assert font.string("") == b""

    assert all(embed_font(ObjectFile(), font) for font in fonts.fonts)


def test_more_letters_at_once_than_bytes_are_drawn(tmp_path: Path) -> None:
    """The first words of a face have no place in one byte a letter: its font there stays empty."""
    face = face_chain("Noto Sans", bold=False, italic=True).first
    letters = sorted(char for char in face.characters if char.isalpha() and "A" <= char < "\u0400")
    word, house = "".join(letters[:300]), sample_house()
    styles = {name: replace(style, size=2.0) for name, style in house.styles.items()}
    pack = replace(every_block(), blocks=(Paragraph("p", (Emphasis(word),)),))
    data = write_pdf(pack, replace(house, styles=styles)).data
    path = tmp_path / "pack.pdf"
    path.write_bytes(data)

    assert squeezed(ReadPdf(data).tree().text()) == word
    for profile in ("ua1", "2a"):
        assert validation.validate_pdf(str(path), profile=profile).is_compliant

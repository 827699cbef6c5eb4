"""The faces that documents carry: which file, how wide, and what stands in where one fails."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefgen.render.fonts import FONT_MODULES, face_chain, font_file

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_every_face_draws_kazakh_and_the_currencies(bold: bool, italic: bool) -> None:
    """Kazakh letters, tenge and rupee come from the text face itself."""
    chain = face_chain("Noto Sans", bold, italic)

    assert chain.split(f"{KAZAKH} ₸ ₨") == ((chain.first, f"{KAZAKH} ₸ ₨"),)


def test_the_four_faces_are_four_files() -> None:
    """Each is a TrueType file, and asking again gives the same one."""
    files = {font_file("Noto Sans", bold, italic) for bold in (0, 1) for italic in (0, 1)}

    assert len(files) == 4
    assert {data[:4] for data in files} == {b"\x00\x01\x00\x00"}
    assert font_file("Noto Sans") is font_file("noto sans ")


def test_an_unknown_family_is_drawn_in_noto_sans() -> None:
    """A house file may name a font that cannot be carried along."""
    assert font_file("Times New Roman", bold=True) == font_file("Noto Sans", bold=True)


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


def test_the_modules_a_frozen_build_has_to_carry_are_all_there() -> None:
    """Every face that may be asked for can be imported."""
    for module in FONT_MODULES:
        __import__(module)


def test_asking_for_a_file_loads_no_pdf_library() -> None:
    """The Word writer embeds the same files and must not pay for reading them."""
    script = (
        "import sys; from briefgen.render.fonts import font_file; font_file('Noto Sans');"
        "print('reportlab' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"

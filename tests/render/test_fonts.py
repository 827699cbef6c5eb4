"""The faces that documents carry: which file is which."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefgen.render.faces.cutting import face_made, letters_made
from briefgen.render.faces.fontfile import read_font
from briefgen.render.faces.fonts import (
    CUT_FACES,
    FACES,
    JOINING_FACES,
    face_file,
    font_file,
    letters_carried,
    letters_file,
    letters_name,
    ready_file,
)
from briefgen.render.faces.opentype import TableFile


def test_the_four_faces_are_four_files() -> None:
    """Each is a TrueType file, and asking again gives the same one."""
    files = {font_file("Noto Sans", bold, italic) for bold in (0, 1) for italic in (0, 1)}

    assert len(files) == 4
    assert {data[:4] for data in files} == {b"\x00\x01\x00\x00"}
    assert font_file("Noto Sans") is font_file("noto sans ")


def test_an_unknown_family_is_drawn_in_noto_sans() -> None:
    """A house file may name a font that cannot be carried along."""
    assert font_file("Times New Roman", bold=True) == font_file("Noto Sans", bold=True)


@pytest.mark.parametrize("name", FACES)
def test_the_faces_made_ready_are_those_that_are_made(name: str) -> None:
    """What lies in templates/faces is what is made where it lacks."""
    made = face_made(name, cut=name in CUT_FACES)

    assert ready_file(name).read_bytes() == made, "python3 .ci/setup.py test makes them anew"
    assert face_file(name) == made
    assert "SIL Open Font License".encode("utf-16-be") in made


@pytest.mark.parametrize("name", [*CUT_FACES, *JOINING_FACES])
def test_the_letters_made_ready_are_those_that_are_made(name: str) -> None:
    """What Word files carry lies ready too, and is made where it lacks."""
    made = letters_made(face_file(name), letters_carried(name), joining=name in JOINING_FACES)

    assert ready_file(letters_name(name)).read_bytes() == made
    assert letters_file(name) == made
    assert len(made) < len(face_file(name)) / 4
    assert "SIL Open Font License".encode("utf-16-be") in made
    drawn = {chr(code) for code, glyph in read_font(TableFile(made)).glyphs.items() if glyph}
    assert {"A", "я", "Қ", "€"} <= drawn <= letters_carried(name)
    assert ("ں" in drawn) == (name in JOINING_FACES)


def test_asking_for_a_file_loads_nothing_that_reads_it() -> None:
    """The Word writer embeds the same files and must not pay for reading them."""
    script = (
        "import sys; from briefgen.render.faces.fonts import font_file; font_file('Noto Sans');"
        "print('briefgen.render.faces.opentype' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"

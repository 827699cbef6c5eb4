"""Pictures of a header are found and told by what they are, not by how they are called."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from briefgen.errors import HouseError
from briefgen.render.house_file.furniture.pictures import clean_picture
from briefgen.render.house_file.reader import read_house
from tests.render.house_pictures import with_picture
from tests.render.remade_house import HEADER, Made
from tests.render.third_party import logo
from tests.render.word_files import parts_of, zipped

if TYPE_CHECKING:
    from pathlib import Path

NOT_THERE = (
    "a picture in its header or footer is named there and not in the file: it was left out; "
    "put it there anew as PNG or JPEG"
)


def picture(kind: str = "PNG") -> bytes:
    """A logo as a file of that kind."""
    return logo(kind).getvalue()


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("word/media/our logo.png", "media/our%20logo.png"),
        ("word/media/our%20logo.png", "media/our logo.png"),
        ("word/media/Crest.PNG", "media/crest.png"),
        ("word/Media/crest.png", "/word/media/crest.png"),
        ("word/media/герб.png", "media/%D0%B3%D0%B5%D1%80%D0%B1.png"),
    ],
)
def test_a_picture_is_found_by_any_spelling_of_its_name(
    tmp_path: Path, name: str, called: str
) -> None:
    """Capitals and escaped signs do not tell parts apart."""
    made = Made.of(read_house(with_picture(tmp_path, picture(), name, called=called)))
    assert made.remarks == ()
    assert [part for part in made.parts if part.startswith("word/media/")]
    assert len(made.pdf.pdf.pages[1].get_images()) == 1


def test_many_names_that_nothing_bears_harm_no_picture(tmp_path: Path) -> None:
    """Those are looked for by any spelling as well."""
    path = with_picture(tmp_path, picture(), "word/media/logo.png")
    parts = parts_of(path.read_bytes())
    name = next(n for n in parts if n.endswith("document.xml.rels"))
    one = '<Relationship Id="x{n}" Type="http://x/image" Target="media/none{n}.png"/>'
    many = "".join(one.format(n=n) for n in range(300)).encode()
    parts[name] = parts[name].replace(b"</Relationships>", many + b"</Relationships>")
    parts |= {f"word/media/other{n}.txt": b"" for n in range(300)}
    path.write_bytes(zipped(parts))
    made = Made.of(read_house(path))
    assert len(made.pdf.pdf.pages[1].get_images()) == 1


def test_two_parts_whose_names_differ_in_escapes_alone_are_refused(tmp_path: Path) -> None:
    """T16: two readers could see two different files."""
    path = with_picture(tmp_path, picture(), "word/media/our logo.png")
    parts = parts_of(path.read_bytes()) | {"word/media/our%20logo.png": picture()}
    path.write_bytes(zipped(parts))
    with pytest.raises(HouseError, match="same name"):
        read_house(path)


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "crest.jfif"), ("PNG", "crest"), ("GIF", "crest.emf")]
)
def test_a_picture_is_known_by_its_content(tmp_path: Path, kind: str, name: str) -> None:
    """Whatever its name ends in."""
    made = Made.of(read_house(with_picture(tmp_path, picture(kind), f"word/media/{name}")))
    assert made.remarks == ()
    assert len(made.pdf.pdf.pages[1].get_images()) == 1


@pytest.mark.parametrize(
    "head", [b"\1\0\0\0" + bytes(36) + b" EMF", b"\xd7\xcd\xc6\x9a" + bytes(40)]
)
def test_a_metafile_by_another_name_is_left_out_and_told(tmp_path: Path, head: bytes) -> None:
    """Windows draws it, nothing else does."""
    [remark] = read_house(with_picture(tmp_path, head)).remarks
    assert "MF picture in its header or footer was left out" in remark


def test_a_picture_that_is_not_in_the_file_is_left_out_and_told(tmp_path: Path) -> None:
    """Whoever cut it out left the frame."""
    made = Made.of(read_house(with_picture(tmp_path, None)))
    assert made.remarks == (NOT_THERE,)
    assert b"drawing" not in made.parts[HEADER]


def test_a_picture_that_nothing_tells_of_is_left_out_and_told(tmp_path: Path) -> None:
    """The header names a relation that it does not have."""
    path = with_picture(tmp_path, picture())
    parts = parts_of(path.read_bytes())
    del parts["word/_rels/header1.xml.rels"]
    path.write_bytes(zipped(parts))
    assert read_house(path).remarks == (NOT_THERE,)


@pytest.mark.parametrize("told", ["title", "descr"])
def test_the_path_that_a_picture_came_from_stays_behind(tmp_path: Path, told: str) -> None:
    """Word once put it where words for the blind belong."""
    path = with_picture(tmp_path, picture())
    parts = parts_of(path.read_bytes())
    named = rf'name="x" {told}="C:\Users\clerk\x.png"'.encode()
    parts[HEADER] = parts[HEADER].replace(b'name="x"', named)
    path.write_bytes(zipped(parts))
    assert "clerk" not in Made.of(read_house(path)).everything


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """``image`` as a file."""
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def sixteen_bits(*greys: int) -> Image.Image:
    """A line of dots of up to 65,535."""
    return Image.frombytes("I;16", (len(greys), 1), struct.pack(f"<{len(greys)}H", *greys))


@pytest.mark.parametrize(
    ("data", "greys"),
    [
        (saved(sixteen_bits(0, 257 * 40, 257 * 200, 65535)), [0, 40, 200, 255]),
        (saved(sixteen_bits(0, 257 * 40), "TIFF"), [0, 40]),
        (saved(Image.frombytes("I", (2, 1), struct.pack("<2i", 0, 65535)), "TIFF"), [0, 255]),
        (saved(Image.frombytes("F", (2, 1), struct.pack("<2f", 0.0, 1.0)), "TIFF"), [0, 255]),
        (saved(Image.frombytes("F", (2, 1), struct.pack("<2f", 40.0, 200.0)), "TIFF"), [40, 200]),
    ],
)
def test_greys_of_many_steps_keep_their_tone(tmp_path: Path, data: bytes, greys: list[int]) -> None:
    """Scanners and drawing programs write them in 16 bits and more."""
    made = clean_picture(data, "crest.png", tmp_path / "x.docx")
    image = Image.open(io.BytesIO(made.data))
    assert image.mode == "L"
    found = list(image.tobytes())
    assert all(abs(one - other) <= 1 for one, other in zip(found, greys, strict=True))


def test_a_clear_grey_of_many_steps_stays_clear(tmp_path: Path) -> None:
    """One grey of a PNG may stand for nothing at all."""
    data = saved(sixteen_bits(0, 257 * 40, 65535), transparency=257 * 40)
    image = Image.open(io.BytesIO(clean_picture(data, "x.png", tmp_path / "x.docx").data))
    assert list(image.getchannel("A").tobytes()) == [255, 0, 255]

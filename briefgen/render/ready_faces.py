"""The faces made ready ahead of time: unpacked, and Noto Sans without what no document needs.

Their package has them packed so tightly that a process would spend more time on unpacking two of
them than on laying out ten pages. Who sets the program up or builds it therefore runs

    python -m briefgen.render.ready_faces

which writes ``templates/faces``, the faces of text a second time with the letters that every Word
file carries. The files are made and not kept under version control; where
they lack, a face is made when it is asked for, the same bytes. They say themselves who made them
and that the SIL Open Font License holds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from briefgen.render.fonts import (
    CUT_FACES,
    FACES,
    JOINING_FACES,
    face_file,
    letters_carried,
    letters_name,
    ready_file,
)
from briefgen.render.pdf.fontfile import read_font
from briefgen.render.pdf.opentype import TableFile
from briefgen.render.pdf.truetype import LAST_CODE, cut_face
from briefgen.render.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping


def face_made(name: str) -> bytes:
    """The file of the face ``name``.

    Noto Sans has every character that the writers can call, but no hints, and nothing that joins
    or moves letters, which they do not ask of it.
    """
    whole: bytes = import_module(f"pymupdf_fonts.{name}").fontbuffer
    if name not in CUT_FACES:
        return whole
    tables = TableFile(whole)
    glyphs = sorted(read_font(tables).glyphs.items())
    return cut_face(tables, {code: glyph for code, glyph in glyphs if glyph and code <= LAST_CODE})


def letters_made(name: str) -> bytes:
    """The file of the face ``name``, not one of signs, with `letters_carried` alone."""
    tables = TableFile(face_file(name))
    return with_letters(name, tables, read_font(tables).glyphs)


def with_letters(
    name: str, tables: TableFile, glyphs: Mapping[int, int], besides: str = ""
) -> bytes:
    """The face ``name`` with `letters_carried` and ``besides``, as far as it has ``glyphs``."""
    wanted = sorted(map(ord, letters_carried(name).union(besides)))
    if name in JOINING_FACES:
        from briefgen.render.pdf.joined_faces import cut_joining  # noqa: PLC0415 - slow to import

        return cut_joining(tables.data, wanted)
    codes = (code for code in wanted if code <= LAST_CODE)
    return cut_face(tables, {code: glyphs[code] for code in codes if glyphs.get(code)})


def make_faces() -> None:
    """Write all faces to where the program looks for them, all or none.

    Raises OutputError where they cannot be written.
    """
    files = {ready_file(name): face_made(name) for name in FACES}
    for name in (*CUT_FACES, *JOINING_FACES):
        tables = TableFile(files[ready_file(name)])
        files[ready_file(letters_name(name))] = with_letters(name, tables, read_font(tables).glyphs)
    for folder in {file.parent for file in files}:
        folder.mkdir(exist_ok=True)
    write_whole(files)


if __name__ == "__main__":
    make_faces()

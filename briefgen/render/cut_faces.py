"""Faces cut ahead of time: Noto Sans as every document needs it, unpacked and without the rest.

The package of the fonts has them packed so tightly that a process would spend more time on
unpacking two than on laying out ten pages. Who sets the program up or builds it therefore runs

    python -m briefgen.render.cut_faces

which writes ``templates/faces``: every character that the writers can call, without hints and
without what joins or moves letters, which they do not ask of Noto Sans. The files are made and
not kept under version control; where they lack, a face is cut when it is asked for, to the same
bytes. They say themselves who made them and that the SIL Open Font License holds.
"""

from __future__ import annotations

from importlib import import_module

from briefgen.render.fonts import CUT_FACES, cut_faces_folder
from briefgen.render.pdf.fontfile import read_font
from briefgen.render.pdf.opentype import TableFile
from briefgen.render.pdf.truetype import LAST_CODE, cut_face


def face_cut(name: str) -> bytes:
    """The face ``name`` with all characters up to `LAST_CODE` that it draws."""
    tables = TableFile(import_module(f"pymupdf_fonts.{name}").fontbuffer)
    glyphs = sorted(read_font(tables).glyphs.items())
    return cut_face(tables, {code: glyph for code, glyph in glyphs if glyph and code <= LAST_CODE})


def make_faces() -> None:
    """Write the cut faces to where the program looks for them."""
    folder = cut_faces_folder()
    folder.mkdir(exist_ok=True)
    for name in CUT_FACES:
        (folder / f"{name}.ttf").write_bytes(face_cut(name))


if __name__ == "__main__":
    make_faces()

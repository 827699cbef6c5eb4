"""Cut the faces of Noto Sans that documents carry out of the whole ones.

    python docs/make_faces.py

pymupdf-fonts has them packed so tightly that a process would spend more time on unpacking than on
all else it needs of them. What comes out is ``templates/faces``: every character that the writers
can call, without hints and without what joins or moves letters, which they do not ask of Noto
Sans. The faces say themselves who made them and that the SIL Open Font Licence holds. A test holds
them against what is made here.
"""

from __future__ import annotations

from importlib import import_module

from briefgen.render.fonts import CUT_FACES
from briefgen.render.pdf.fontfile import read_font
from briefgen.render.pdf.opentype import TableFile
from briefgen.render.pdf.truetype import LAST_CODE, cut_face
from briefgen.resources import bundled_templates


def face_cut(name: str) -> bytes:
    """The face ``name`` with all characters up to `LAST_CODE` that it draws."""
    tables = TableFile(import_module(f"pymupdf_fonts.{name}").fontbuffer)
    glyphs = sorted(read_font(tables).glyphs.items())
    return cut_face(tables, {code: glyph for code, glyph in glyphs if glyph and code <= LAST_CODE})


if __name__ == "__main__":
    folder = bundled_templates() / "faces"
    folder.mkdir(exist_ok=True)
    for face in CUT_FACES:
        (folder / f"{face}.ttf").write_bytes(face_cut(face))

"""Cuts faces down: to what no document needs of them left out, or to the letters of one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from briefgen.render.faces.fontfile import read_font
from briefgen.render.faces.opentype import TableFile
from briefgen.render.faces.truetype import LAST_CODE, cut_face

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def face_made(name: str, *, cut: bool) -> bytes:
    """The file of the face ``name`` as its package has it, or ``cut``.

    A cut face has every character that the writers can call, but no hints, and nothing that joins
    or moves letters, which they do not ask of it.
    """
    whole: bytes = import_module(f"pymupdf_fonts.{name}").fontbuffer
    if not cut:
        return whole
    tables = TableFile(whole)
    glyphs = sorted(read_font(tables).glyphs.items())
    return cut_face(tables, {code: glyph for code, glyph in glyphs if code <= LAST_CODE})


def letters_made(face: bytes, letters: Iterable[str], *, joining: bool) -> bytes:
    """The file ``face`` cut to ``letters``: see `with_letters`."""
    tables = TableFile(face)
    return with_letters(tables, read_font(tables).glyphs, letters, joining=joining)


def with_letters(
    tables: TableFile, glyphs: Mapping[int, int], letters: Iterable[str], *, joining: bool
) -> bytes:
    """The face of ``tables`` cut to ``letters``, as far as it has ``glyphs`` for them.

    One that is ``joining`` keeps what tells how they join.
    """
    wanted = sorted(map(ord, letters))
    if joining:
        from briefgen.render.faces.joined import cut_joining  # noqa: PLC0415 - slow to import

        return cut_joining(tables.data, wanted)
    codes = (code for code in wanted if code <= LAST_CODE)
    return cut_face(tables, {code: glyphs[code] for code in codes if glyphs.get(code)})

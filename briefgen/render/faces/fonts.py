"""The type faces that documents carry inside them: which file each is, and what stands in for it.

Noto Sans covers Latin, Kazakh Cyrillic and the signs of tenge and rupee; what it lacks (arrows,
Arabic letters, tick boxes, mathematical signs) is drawn with the faces that follow it.

They are made ready when the program is set up or built (`ready_faces`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_FAMILY = "Noto Sans"
JOINING_FAMILY = "FiraGO"  # has the letters of Urdu

_PREFIXES = {"noto sans": "NotoSans", "firago": "FiraGO"}
_STYLES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
# What a Word file carries of a face whatever it says: Latin with its accents; Russian, Ukrainian,
# Belarusian, Kazakh and their neighbours; what is typed between words; currencies. Of a face whose
# letters join also those of Urdu and its neighbours, and what steers their joining and direction.
LETTERS = frozenset(
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x410, 0x450)]))
    + "ЁёЄєІіЇїҐґЎўӘәҒғҚқҢңӨөҰұҮүҺһҲҳҶҷӢӣӮӯҖҗ"
    + "‐‑‒–—―‘’‚“”„†•…‰′″‹›⁄⁰⁴₂₃€₨₴₸₺₼₽₹№™"
)
JOINED = frozenset(map(chr, (*range(0x600, 0x700), *range(0x750, 0x780))))
JOINING_LETTERS = JOINED | frozenset(
    map(
        chr,
        (
            *range(0xFB50, 0xFE00),
            *range(0xFE70, 0xFEFF),
            *range(0x200C, 0x2010),
            *range(0x2066, 0x206A),
        ),
    )
)

_SIGNS = ("NotoSansSymbols2_Regular", "NotoSansSymbols_Regular", "NotoSansMath_Regular")

CUT_FACES = tuple(f"{_PREFIXES['noto sans']}_{style}" for style in _STYLES.values())
JOINING_FACES = tuple(f"{_PREFIXES['firago']}_{style}" for style in _STYLES.values())
FACES = (*CUT_FACES, *JOINING_FACES, *_SIGNS)


def is_carried(family: str) -> bool:
    """Whether the program has this family; Noto Sans stands in for any other."""
    return family.strip().casefold() in _PREFIXES


def font_file(family: str, bold: bool = False, italic: bool = False) -> bytes:
    """The TrueType file of one face; an unknown ``family`` gives Noto Sans."""
    return face_file(_face_name(family, bold, italic))


def face_names(family: str, bold: bool, italic: bool) -> tuple[str, ...]:
    """The faces to try for text of this look: the one of `font_file`, then the stand-ins."""
    style = _STYLES[bold, italic]
    text_faces = (f"{prefix}_{style}" for prefix in _PREFIXES.values())
    return tuple(dict.fromkeys((_face_name(family, bold, italic), *text_faces, *_SIGNS)))


def ready_file(name: str) -> Path:
    """Where the face of that name lies once it is made ready."""
    return bundled_templates() / "faces" / f"{name}.sfnt"


@cache
def face_file(name: str) -> bytes:
    """The file of the face that `face_names` calls ``name``."""
    try:
        return ready_file(name).read_bytes()
    except FileNotFoundError:
        from briefgen.render.faces.cutting import face_made  # noqa: PLC0415 - needed without them

        return face_made(name, cut=name in CUT_FACES)


def letters_carried(name: str) -> frozenset[str]:
    """The characters that every Word file carries of the face ``name``, as far as it has them."""
    return LETTERS | JOINING_LETTERS if name in JOINING_FACES else LETTERS


def letters_name(name: str) -> str:
    """What the face ``name`` is called where it is cut to `letters_carried`."""
    return f"{name}_letters"


@cache
def letters_file(name: str) -> bytes:
    """The file of the face ``name``, not one of signs, with `letters_carried` alone."""
    try:
        return ready_file(letters_name(name)).read_bytes()
    except FileNotFoundError:
        from briefgen.render.faces.cutting import letters_made  # noqa: PLC0415 - needed without them

        return letters_made(face_file(name), letters_carried(name), joining=name in JOINING_FACES)


def _face_name(family: str, bold: bool, italic: bool) -> str:
    prefix = _PREFIXES.get(family.strip().casefold(), _PREFIXES[DEFAULT_FAMILY.casefold()])
    return f"{prefix}_{_STYLES[bold, italic]}"

"""Characters for which none of the faces that are carried has a letter."""

from __future__ import annotations

from briefgen.render.faces.chains import REPLACEMENT, face_chain
from briefgen.render.faces.fonts import DEFAULT_FAMILY
from briefgen.render.printable import one_line


def undrawn(text: str) -> str:
    """The characters of ``text`` in whose place a page would show that there is no letter."""
    chain = face_chain(DEFAULT_FAMILY, bold=False, italic=False)
    kinds = dict.fromkeys(char for char in one_line(text) if char.isprintable())
    return "".join(
        char for char in kinds if any(_is_lost(drawn, char) for _, drawn in chain.split(char))
    )


def _is_lost(drawn: str, char: str) -> bool:
    return drawn in (REPLACEMENT, "?") and drawn != char

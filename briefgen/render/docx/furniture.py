"""A filled header or footer as a part of the Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.package import HEAD, NAMESPACES
from briefgen.render.docx.text import attribute, escape
from briefgen.render.furniture.filling import TAB
from briefgen.render.furniture.forms import DRAWING, PLACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.render.furniture.filling import Filled, Said
    from briefgen.render.furniture.forms import FurnitureForm, Slot


def part_of(
    place: str, form: FurnitureForm, filled: Iterable[Filled], number: Callable[[], str]
) -> bytes:
    """The header or footer (``place``) that the house has as ``form`` and that says ``filled``.

    ``number`` is called for the number of each drawing in it.
    """
    tag = f"w:{PLACES[place]}"
    start = form.start or f"<{tag} {NAMESPACES}>"
    inside = "".join(piece for one in filled for piece in _pieces(one, number))
    return f"{HEAD}{start}{inside}</{tag}>".encode()


def _pieces(filled: Filled, number: Callable[[], str]) -> Iterator[str]:
    said = dict(filled.said)
    for piece in filled.item.xml:
        if isinstance(piece, str):
            yield piece
        elif piece.name == DRAWING:
            yield number()
        else:
            yield from (_run(one, piece) for one in said[piece.name])


def _run(said: Said, slot: Slot) -> str:
    if said == TAB:
        return "<w:r><w:tab/></w:r>"
    look = slot.badge if said.is_badge else slot.look
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(said.text)}</w:t></w:r>'
    if not said.field:
        return run
    return f'<w:fldSimple w:instr="{attribute(said.field)}">{run}</w:fldSimple>'

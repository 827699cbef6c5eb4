"""A filled header or footer as a part of the Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.package import HEAD, NAMESPACES
from briefgen.render.docx.text import attribute, escape
from briefgen.render.furniture import ABOVE, BELOW, DRAWING, GAP, PLACES
from briefgen.render.furniture_filling import TAB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.render.furniture import FurnitureForm, Slot
    from briefgen.render.furniture_filling import Filled, Said


_ROOM = (
    f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{round(GAP * 20)}" '
    'w:lineRule="exact"/></w:pPr></w:p>'
)


def part_of(
    place: str, form: FurnitureForm, filled: Sequence[Filled], number: Callable[[], str]
) -> bytes:
    """The header or footer (``place``) that the house has as ``form`` and that says ``filled``.

    ``number`` is called for the number of each drawing in it.
    """
    tag = f"w:{PLACES[place]}"
    start = form.start or f"<{tag} {NAMESPACES}>"
    edge, at_edge = (ABOVE, 0) if place == "footer" else (BELOW, len(filled) - 1)
    pieces = [
        piece
        for index, one in enumerate(filled)
        for piece in _pieces(one, number, edge if index == at_edge else "")
    ]
    if filled and edge not in _slots(filled[at_edge]):  # a table, which has no room around it
        pieces.insert(0 if edge == ABOVE else len(pieces), _ROOM)
    inside = "".join(pieces)
    return f"{HEAD}{start}{inside}</{tag}>".encode()


def _slots(filled: Filled) -> list[str]:
    return [piece.name for piece in filled.item.xml if not isinstance(piece, str)]


def _pieces(filled: Filled, number: Callable[[], str], edge: str) -> Iterator[str]:
    """``filled`` as XML; the text of the page is at its ``edge``, if that is there."""
    said = dict(filled.said)
    for piece in filled.item.xml:
        if isinstance(piece, str):
            yield piece
        elif piece.name == DRAWING:
            yield number()
        elif piece.name in (ABOVE, BELOW):
            yield piece.badge if piece.name == edge else piece.look
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

"""The operators that show joined letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.render.pdf.faces import Face
    from briefgen.render.pdf.measure import Ink
    from briefgen.render.pdf.shaping import Outline


def show_placed(face: Face, ink: Ink, placed: Iterable[tuple[Outline, bytes]]) -> list[bytes]:
    """The operators that show outlines by their strings, each where it belongs."""
    operators: list[bytes] = []
    pieces: list[bytes] = []
    risen = 0.0
    for outline, string in placed:
        if outline.up != risen:
            if pieces:
                operators.append(b"[%s]TJ" % b"".join(pieces))
                pieces = []
            risen = outline.up
            operators.append(b"%.2f Ts" % (ink.rise + risen * ink.scale))
        back = outline.right + face.width(outline.code) - outline.step
        pieces.append(b"%s(%s)%s" % (_moved(-outline.right), string, _moved(back)))
    operators.append(b"[%s]TJ" % b"".join(pieces))
    if risen:
        operators.append(b"%.2f Ts" % ink.rise)
    return operators


def _moved(left: float) -> bytes:
    return b"%d" % round(left) if round(left) else b""

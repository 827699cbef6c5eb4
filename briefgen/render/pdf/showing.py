"""The operators that show joined letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.faces.measure import SPACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.render.faces.chains import Face
    from briefgen.render.faces.measure import Ink
    from briefgen.render.faces.shaping import Outline
    from briefgen.render.pdf.letter_fonts import WideFont


def show_placed(face: Face, ink: Ink, placed: Iterable[tuple[Outline, bytes]]) -> list[bytes]:
    """The operators that show outlines by their strings, each where it belongs."""
    operators: list[bytes] = []
    pieces: list[bytes] = []
    risen = 0.0
    wider = ink.spread / ink.scale
    for outline, string in placed:
        if outline.up != risen:
            if pieces:
                operators.append(b"[%s]TJ" % b"".join(pieces))
                pieces = []
            risen = outline.up
            operators.append(b"%.2f Ts" % (ink.rise + risen * ink.scale))
        back = outline.right + face.width(outline.code) - outline.step
        if wider and outline.letters in SPACES:
            back -= wider
        pieces.append(b"%s(%s)%s" % (_moved(-outline.right), string, _moved(back)))
    operators.append(b"[%s]TJ" % b"".join(pieces))
    if risen:
        operators.append(b"%.2f Ts" % ink.rise)
    return operators


def show_wide(font: WideFont, ink: Ink, text: str) -> bytes:
    """The operator that shows ``text`` in a font whose spaces no operator widens."""
    if not ink.spread:
        return b"(%s)Tj" % font.string(text)
    words = (font.string(f"{word} ") for word in text.removesuffix(" ").split(" "))
    apart = b")%s(" % _moved(-ink.spread / ink.scale)
    shown = apart.join(words)
    return b"[(%s)]TJ" % (shown if text.endswith(" ") else shown[: -len(font.string(" "))])


def _moved(left: float) -> bytes:
    return b"%d" % round(left) if round(left) else b""

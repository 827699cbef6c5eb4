"""The operators that show text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.pdf.faces import Face
    from briefgen.render.pdf.measure import Ink
    from briefgen.render.pdf.shaping import Outline


def show_placed(face: Face, ink: Ink, outlines: Sequence[Outline]) -> list[bytes]:
    """The operators that show ``outlines``, each where it belongs."""
    operators: list[bytes] = []
    pieces: list[bytes] = []
    risen = 0.0
    for outline in outlines:
        if outline.up != risen:
            if pieces:
                operators.append(b"[%s]TJ" % b"".join(pieces))
                pieces = []
            risen = outline.up
            operators.append(b"%.2f Ts" % (ink.rise + risen * ink.scale))
        back = outline.right + face.width(outline.code) - outline.step
        pieces.append(_moved(-outline.right) + _string(face.codes(outline.code)) + _moved(back))
    operators.append(b"[%s]TJ" % b"".join(pieces))
    if risen:
        operators.append(b"%.2f Ts" % ink.rise)
    return operators


def _moved(left: float) -> bytes:
    return b"%d" % round(left) if round(left) else b""


def show(text: str) -> bytes:
    """The operator that shows the codes ``text``."""
    return b"%sTj" % _string(text)


def _string(text: str) -> bytes:
    """``text`` as UTF-16 in a string, its delimiters escaped."""
    codes = text.encode("utf-16-be").replace(b"\\", b"\\\\")
    codes = codes.replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")
    return b"(%s)" % codes

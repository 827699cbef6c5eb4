"""What the lines of Word's borders consist of: strokes side by side, and the room between them.

Word says how thick a line is, and means one stroke of it: a double line takes thrice as much.
"""

from __future__ import annotations

_THIN = 0.75  # points, of strokes that are as thin beside any other
_WHOLE, _HALF = (1.0, 0.0), (0.5, 0.0)
_FINE, _DOUBLY_FINE = (0.0, _THIN), (0.0, 2 * _THIN)

# A stroke, room, a stroke and so on from the top or the left, each in parts of the thickness that
# Word says and in points beside it.
PARTS = {
    "double": (_WHOLE,) * 3,
    "triple": (_WHOLE,) * 5,
    "thinThickSmallGap": (_FINE, _FINE, _WHOLE),
    "thickThinSmallGap": (_WHOLE, _FINE, _FINE),
    "thinThickThinSmallGap": (_FINE, _FINE, _WHOLE, _FINE, _FINE),
    "thinThickMediumGap": (_HALF, _HALF, _WHOLE),
    "thickThinMediumGap": (_WHOLE, _HALF, _HALF),
    "thinThickThinMediumGap": (_HALF, _HALF, _WHOLE, _HALF, _HALF),
    "thinThickLargeGap": (_FINE, _WHOLE, _DOUBLY_FINE),
    "thickThinLargeGap": (_DOUBLY_FINE, _WHOLE, _FINE),
    "thinThickThinLargeGap": (_FINE, _WHOLE, _DOUBLY_FINE, _WHOLE, _FINE),
}
# What is drawn and left out by turns, in parts of the thickness.
DASHES = {
    "dotted": (1.0, 1.0),
    "dashed": (4.0, 2.0),
    "dashSmallGap": (4.0, 1.0),
    "dashLong": (8.0, 3.0),
    "dotDash": (4.0, 2.0, 1.0, 2.0),
    "dotDotDash": (4.0, 2.0, 1.0, 2.0, 1.0, 2.0),
}
# How many waves there are, one beneath the other, each thrice as tall as its stroke is thick.
WAVES = {"wave": 1, "doubleWave": 2}
WAVE_HEIGHT = 3.0


def thickness(form: str, stroke: float) -> float:
    """How much room a line of ``form`` takes whose stroke is so thick, in points."""
    parts = PARTS.get(form, (_WHOLE,))
    return stroke * WAVE_HEIGHT * WAVES[form] if form in WAVES else _total(parts, stroke)


def strokes(form: str, thick: float) -> list[tuple[float, float]]:
    """Where each stroke of a line that is ``thick`` as a whole begins and ends."""
    parts = PARTS[form]
    one = max(thick - _total(parts, 0.0), 0.0) / sum(share for share, _ in parts)
    made, place = [], 0.0
    for number, part in enumerate(parts):
        end = place + _total((part,), one)
        if not number % 2:
            made.append((place, end))
        place = end
    return made


def _total(parts: tuple[tuple[float, float], ...], stroke: float) -> float:
    return sum(share * stroke + points for share, points in parts)

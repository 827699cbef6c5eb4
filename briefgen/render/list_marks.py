"""The numbers and bullets of lists, as the house's numbering says: 1. or (a) or iv) or •."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.render.styles import TextStyle

BULLET = ("bullet", "•")
# For a house whose style is of no list: kind and text of its marks, as Word's numbering has them.
FORMATS = {
    "List Bullet": BULLET,
    "List Number": ("decimal", "%1."),
    "Spoken Line": ("decimal", "%1."),
    "Card Line": ("decimal", "%1."),
    "Source Entry": ("decimal", "[%1]"),
}
# Bullets of Symbol and Wingdings, fonts of one program, as characters that every font may have.
_SIGNS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06e": "■",
    "\uf071": "❑",
    "\uf0a8": "☐",
    "\uf0d8": "➢",
    "\uf076": "❖",
    "\uf0e0": "→",
    "\uf0fc": "✓",
    "\uf02d": "–",
    "\uf06c": "●",
    "o": "○",
}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # as Word counts: without ё, й, ъ, ь
_OTHER_LEVEL = re.compile("%[2-9]")


def mark(style: TextStyle, number: int) -> str:
    """What stands before item ``number``, counted from 1, of a list in ``style``."""
    kind, text = mark_kind(style), style.mark_text
    if not style.mark_kind:
        text = FORMATS.get(style.name, BULLET)[1]
    if kind == "bullet":
        return bullet_sign(text)
    return _OTHER_LEVEL.sub("", text).replace("%1", _counted(kind, number))


def mark_kind(style: TextStyle) -> str:
    """How the items of a list in ``style`` are counted, in Word's words: decimal, bullet."""
    return style.mark_kind or FORMATS.get(style.name, BULLET)[0]


def bullet_sign(text: str) -> str:
    """A bullet as a character that can be printed in any font."""
    sign = "".join(_SIGNS.get(char, char) for char in text)
    return "•" if any("\ue000" <= char <= "\uf8ff" for char in sign) else sign


def _counted(kind: str, number: int) -> str:
    match kind:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "lowerLetter" | "upperLetter":
            counted = _letters(number, _LATIN)
        case "russianLower" | "russianUpper":
            counted = _letters(number, _RUSSIAN)
        case "lowerRoman" | "upperRoman":
            counted = _roman(number)
        case _:
            return str(number)
    return counted.upper() if kind in ("upperLetter", "russianUpper", "upperRoman") else counted


def _letters(number: int, alphabet: str) -> str:
    """Word goes on after z with aa, bb, cc."""
    rounds, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (rounds + 1)


def _roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        made += sign * count
    return made

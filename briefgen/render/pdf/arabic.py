"""Words in Arabic letters, as in an Urdu name: letters joined, and set from right to left.

A page draws characters one after the other from the left. So each letter is exchanged for the
form it takes between its neighbours, which Unicode has as presentation forms, and the order is
turned round. Vowel signs above and below the letters are left out, as in print they mostly are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain
from typing import NamedTuple

_LETTERS = "\u0600-\u06ff"
_FORMS = tuple(chain(range(0xFB50, 0xFDFE), range(0xFE70, 0xFEFD)))
_PHRASE = re.compile(rf"[{_LETTERS}]+(?:[ \u00a0]+[{_LETTERS}]+)*")
_LAM_ALEF = tuple(f"\u0644{alef}" for alef in "\u0622\u0623\u0625\u0627")
_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9][\u0660-\u0669\u06f0-\u06f9\u066b\u066c]*")


class _Shapes(NamedTuple):
    """The forms of a letter by its joins: to neither side, to the next, to both, to the last."""

    isolated: str
    initial: str
    medial: str
    final: str


def has_arabic(text: str) -> bool:
    """Whether any part of ``text`` has to be set from right to left."""
    return _PHRASE.search(text) is not None


def signs(text: str) -> list[tuple[str, bool]]:
    """``text`` as it is drawn from the left, in pieces; True marks those read from their end.

    The text as a whole runs from the left; a phrase in Arabic letters within it is drawn in joined
    forms, last letter first, but its figures run from the left too.
    """
    pieces: list[tuple[str, bool]] = []
    place = 0
    for phrase in _PHRASE.finditer(text):
        pieces.append((text[place : phrase.start()], False))
        turned = _joined(phrase.group())[::-1]
        start = 0
        for number in _DIGITS.finditer(turned):
            pieces.append((turned[start : number.start()], True))
            pieces.append((number.group()[::-1], False))
            start = number.end()
        pieces.append((turned[start:], True))
        place = phrase.end()
    pieces.append((text[place:], False))
    return [piece for piece in pieces if piece[0]]


def plain_letters(char: str) -> str:
    """The letters that a presentation form stands for; other characters stand for themselves."""
    return unicodedata.normalize("NFKC", char) if ord(char) in _FORMS else char


def _joined(phrase: str) -> str:
    letters = [char for char in phrase if not unicodedata.combining(char)]
    ligatures = _ligatures()
    out = []
    reaches = False  # whether the letter before holds out its hand
    index = 0
    while index < len(letters):
        pair = "".join(letters[index : index + 2])
        letter = pair if pair in ligatures else letters[index]
        index += len(letter)
        shapes = ligatures.get(letter) or _shapes().get(letter)
        following = letters[index] if index < len(letters) else ""
        out.append(_form(letter, shapes, reaches, following))
        reaches = shapes is not None and bool(shapes.initial)
    return "".join(out)


def _form(letter: str, shapes: _Shapes | None, reaches: bool, following: str) -> str:
    if shapes is None:
        return letter
    after = _shapes().get(following)
    to_next = bool(shapes.initial) and after is not None and bool(after.final)
    if reaches and shapes.final:
        return shapes.medial if to_next and shapes.medial else shapes.final
    return shapes.initial if to_next else shapes.isolated


@cache
def _shapes() -> dict[str, _Shapes]:
    return _table(1)


@cache
def _ligatures() -> dict[str, _Shapes]:
    """Lam with a following alef, which are always drawn as one."""
    return {pair: _table(2)[pair] for pair in _LAM_ALEF}


@cache
def _table(letters: int) -> dict[str, _Shapes]:
    """The forms of every sequence of that many letters, read from the Unicode tables."""
    found: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        kind, *codes = unicodedata.decomposition(chr(code)).split() or [""]
        name = kind.strip("<>")
        if name in _Shapes._fields and len(codes) == letters:
            base = "".join(chr(int(each, 16)) for each in codes)
            found.setdefault(base, {})[name] = chr(code)
    return {base: _complete(base, forms) for base, forms in found.items()}


def _complete(base: str, forms: dict[str, str]) -> _Shapes:
    """A single letter by itself is drawn by its own code; a ligature has a form for that."""
    alone = base if len(base) == 1 else forms.get("isolated", base)
    return _Shapes(alone, forms.get("initial", ""), forms.get("medial", ""), forms.get("final", ""))

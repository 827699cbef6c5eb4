"""Endings that follow the sound of the number or word before them, as in Kazakh.

In the printed words six of them stand in brackets: “{number}[ден дан тен тан нен нан] астам” is
“100-ден астам”, “6-дан астам” and “15 миллиардтан астам”. The vowels of what is said last make the
ending light or dark, its last sound decides between the three pairs: after vowels and voiced
sounds, after voiceless ones, after nasals.
"""

from __future__ import annotations

import re

_GROUPS = 1000
_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_HUNDRED = "жүз"
_SCALES = ("", "мың", "миллион", "миллиард", "триллион")
_LIGHT, _DARK = "әеэіөүи", "аоұыяёую"
_VOICELESS = "пфктсшщчхқһбвгд"  # borrowed words end in the last four as if they were
_NASAL = "мнң"
_ENDING = re.compile(r"(?P<said>[^ \[]*)\[(?P<endings>[^\]]+)\]")
_LAST_NUMBER = re.compile(r"\d+$")
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3})")


def with_endings(text: str) -> str:
    """``text`` with one of each six endings in brackets, that which fits what is said before it.

    A number in digits has a hyphen between.
    """
    if "[" not in text:
        return text

    def fitted(match: re.Match[str]) -> str:
        said = match["said"]
        digits = _LAST_NUMBER.search(_SPACE_IN_NUMBER.sub("", said))
        word = _last_word(int(digits[0])) if digits else said
        ending = match["endings"].split()[_place(word)]
        return f"{said}{'-' if digits else ''}{ending}"

    return _ENDING.sub(fitted, text)


def _place(word: str) -> int:
    """Which of six endings ``word`` asks for."""
    vowels = [letter for letter in word.lower() if letter in _LIGHT + _DARK]
    is_dark = bool(vowels) and vowels[-1] in _DARK
    last = word[-1:].lower()
    pair = 2 if last in _NASAL else 1 if last in _VOICELESS else 0
    return 2 * pair + is_dark


def _last_word(number: int) -> str:
    """What is said last of ``number``: of 1,200 “hundred”, of 46 “six”."""
    for scale in _SCALES:
        number, group = divmod(number, _GROUPS)
        if group or not number:
            return scale or _end_of_group(group)
    return _SCALES[-1]


def _end_of_group(number: int) -> str:
    if number % 10 or not number:
        return _UNITS[number % 10]
    return _TENS[number // 10 % 10] or _HUNDRED

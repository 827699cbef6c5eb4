"""Words for searching: one form for all the ways in which a word or a number may be typed.

Facts and questions go through the same fold: case and diacritics go, Arabic letters and digits
take one shape, and what is written together ("CASA-1000", "Trans-Afghan") can be found in parts
and as a whole. A Kazakh word is kept under a second form, spelled with Russian letters only: who
types "Караганда" finds "Қарағанда", while who types "қала" does not find "кала".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = {
    **dict.fromkeys("يىې", "ی"),
    **dict.fromkeys("ك", "ک"),
    **dict.fromkeys("هةۃ", "ہ"),
    "й": "й",  # a letter of its own in Russian and Kazakh, though Unicode takes it apart
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe",
    **dict.fromkeys("ـʹʺʻʼ", ""),  # stretched Arabic letters, transliterated soft signs
    **dict.fromkeys("‐‑‒–−", "-"),
    "’": "'",
}  # fmt: skip
_RUSSIAN = str.maketrans("қғңөүұһіә", "кгноуухиа")

_WORD = re.compile(r"[^\W_]+(?:[-.,/'_][^\W_]+)*")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_SPAN = re.compile(r"(?<=\d)[-/](?=\d)")
_JOINT = re.compile(r"(?<!\d)[-.,/'_]|[-.,/'_](?!\d)")
_PART = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_NUMBERED = re.compile(r"\b([A-Z]{2,})\s(\d+)\b(?![.,]\d)")


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met; for str.translate."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = unicodedata.normalize("NFKD", letter.casefold()).casefold()
        folded = _LETTERS.get(letter.casefold()) or "".join(map(_plain, bare))
        self[code] = folded
        return folded


def _plain(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return ""
    return str(unicodedata.decimal(letter, letter))


_FOLDS = _Folds()


def fold(text: str) -> str:
    """``text`` without case, diacritics and differences of typing."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_FOLDS)


def terms_of(text: str) -> list[str]:
    """The terms a text is found by, in the order of its words."""
    terms = [term for word in _WORD.findall(fold(text)) for term in _word_terms(word)]
    # "ML 1" is found by "ML-1" too.
    terms += [f"{letters}{digits}".lower() for letters, digits in _NUMBERED.findall(text)]
    return terms


@lru_cache(maxsize=65536)
def _word_terms(word: str) -> tuple[str, ...]:
    whole, parts = _pieces(word)
    terms = dict.fromkeys((whole, *parts))
    return tuple(terms | dict.fromkeys(term.translate(_RUSSIAN) for term in terms))


def asked_words(text: str, most: int) -> list[tuple[tuple[str, ...], ...]]:
    """The first ``most`` words of a question, each as its alternatives: terms that all must occur.

    A word with a joint and no digit may also be written apart: "trans-afghan" is found in
    "transafghan" and in "trans afghan".
    """
    words = dict.fromkeys(_WORD.findall(fold(text)))
    return [_alternatives(word) for word in list(words)[:most]]


def _alternatives(word: str) -> tuple[tuple[str, ...], ...]:
    whole, parts = _pieces(word)
    if len(parts) == 1 or any(map(str.isdigit, whole)):
        return ((whole,),)
    return (whole,), parts


def _pieces(word: str) -> tuple[str, tuple[str, ...]]:
    """A folded word in one piece ("casa1000", "1200", "2024-25"), and its parts."""
    number = _DECIMAL.sub(".", _GROUPED.sub("", word))
    whole = _JOINT.sub("", _SPAN.sub("-", number))
    return whole, tuple(_PART.findall(number))

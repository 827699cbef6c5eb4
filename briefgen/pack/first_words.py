"""The beginning of a text, by which people know it again."""

from __future__ import annotations

_LETTERS = 50


def first_words(text: str, letters: int = _LETTERS) -> str:
    """``text``, cut at a word where it has more than so many ``letters``."""
    if len(text) <= letters:
        return text
    return f"{text[:letters].rpartition(' ')[0].rstrip(',;:')} …"

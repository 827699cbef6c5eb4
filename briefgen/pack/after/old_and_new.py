"""What an edited block said and what it says, cut down to the words that differ."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from briefgen.pack.fingerprints import squeezed
from briefgen.pack.first_words import first_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AROUND = 3  # words told on either side of those that differ
_LETTERS = 240  # of either text
_BETWEEN = " … "


def old_and_new(before: Iterable[str], now: Iterable[str]) -> tuple[str, str]:
    """The words that differ between ``before`` and ``now``, with a few around them; or ""."""
    old, new = _words(before), _words(now)
    groups = [*SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND)]
    if not groups:
        return "", ""
    was = [(group[0][1], group[-1][2]) for group in groups]
    reads = [(group[0][3], group[-1][4]) for group in groups]
    return _told(old, was), _told(new, reads)


def _words(pieces: Iterable[str]) -> list[str]:
    return squeezed(" ".join(pieces)).split()


def _told(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> str:
    """The ``spans`` of ``words``, with dots where others stand before, between and after."""
    told = _BETWEEN.join(" ".join(words[start:end]) for start, end in spans)
    first, last = spans[0][0], spans[-1][1]
    told = f"{'… ' if first else ''}{told}{' …' if last < len(words) else ''}"
    return first_words(told, _LETTERS)

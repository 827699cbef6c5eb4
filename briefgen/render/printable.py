"""Which characters may stand in a document at all."""

from __future__ import annotations

import re
from functools import cache

# Inside a class of a pattern: what XML 1.0 cannot hold, and the overrides that make text read in
# another order than it is. Python calls none of them printable.
_UNWANTED = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_LINE_ENDS = {9: " ", 10: " ", 13: " "}
_NO_BREAK = "\u00a0"  # many texts have it and nothing else that is not printable


def clean(text: str) -> str:
    """``text`` without characters that a Word file cannot hold or that hide its order."""
    return text if _is_clean(text) else _removed().sub("", text)


def one_line(text: str) -> str:
    """``text`` cleaned, its line ends and tabs as spaces."""
    return text if _is_clean(text) else _removed().sub("", text).translate(_LINE_ENDS)


def _is_clean(text: str) -> bool:
    """Whether there is nothing to look for, told faster than by a search."""
    return text.isprintable() or text.replace(_NO_BREAK, "").isprintable()


@cache
def _removed() -> re.Pattern[str]:
    """What is taken out; few documents have any of it, and it takes a millisecond to compile."""
    return re.compile(f"[{_UNWANTED}]")

"""Which characters may stand in a document at all."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold, and the overrides that make text read in another order than it is.
UNWANTED = (
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_REMOVED = re.compile(UNWANTED)
_LINE_ENDS = {9: " ", 10: " ", 13: " "}


def clean(text: str) -> str:
    """``text`` without characters that a Word file cannot hold or that hide its order."""
    return _REMOVED.sub("", text)


def one_line(text: str) -> str:
    """``text`` cleaned, its line ends and tabs as spaces."""
    return clean(text).translate(_LINE_ENDS)

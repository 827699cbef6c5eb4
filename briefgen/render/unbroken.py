"""What is not broken over two lines: a short citation, the word before it, a short tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.pack.inlines import Citation

NO_BREAK = "\u00a0"
_WHOLE_CITATION = 4  # numbers, up to which no line is broken within
_WHOLE_TAG = 30  # characters, up to which a tag behind an item is not broken


def comma_in(citation: Citation, *, narrow: bool = False) -> str:
    """What stands between the numbers of ``citation``.

    ``narrow`` is a column of a table, which may be narrower than a citation is.
    """
    return f",{NO_BREAK}" if is_whole(citation, narrow=narrow) else ", "


def is_whole(citation: Citation, *, narrow: bool = False) -> bool:
    """Whether no line is broken within ``citation``."""
    count = len(citation.numbers)
    return count == 1 or (count <= _WHOLE_CITATION and not narrow)


def bound(text: str) -> str:
    """``text`` before a citation, with a space at its end that no line is broken at."""
    return text[:-1] + NO_BREAK if text.endswith(" ") else text


def whole_tag(tag: str) -> str:
    """The ``tag`` behind an item, no line broken within it where it is short."""
    return tag.replace(" ", NO_BREAK) if len(tag) <= _WHOLE_TAG else tag

"""Words as they are compared: past what writers and word processors do by themselves, and hashed.

Hashes are the first twelve hex digits of a SHA-256: 48 bits, against slips, not against forgers.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefgen.pack.blocks import Heading
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.said import block_text, text_beside_drawing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.blocks import Block

_SHORT = 12  # hex digits of a hash
_CURLY = (("‘", "'"), ("’", "'"), ("ʼ", "'"), ("“", '"'), ("”", '"'), ("„", '"'))
_CITATION = re.compile(r"\s*\[\d+(?:,\s\d+)*\]")  # also with the space that no line breaks at

# What a word processor may add or drop without a reader noticing.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u064b-\u065f\u0670\ud800-\udfff\ufffe\uffff]"
)

_VOWEL_SIGNS = b"\xd9"  # in UTF-8 the first byte of the signs in that list that are printable


# The bytes of printable ASCII and of letters of Latin and Cyrillic, none of which is composed of
# others or invisible: the first ones of U+00C0 to U+017F and of U+0400 to U+04FF, and the second.
_SIMPLE = bytes((*range(0x20, 0x7F), 0xC3, 0xC4, 0xC5, *range(0xD0, 0xD4), *range(0x80, 0xC0)))


def blocks_printed(blocks: Iterable[Block], labels: Iterable[str]) -> list[list[Any]]:
    """For each block its id, the hash of its text, how many pieces that has, its heading level."""
    before_captions = tuple(labels)
    return [
        [
            block.id,
            _hash_of(said := _said(block_text(block)), before_captions),
            len(said),
            block.level if isinstance(block, Heading) else 0,
        ]
        for block in blocks
    ]


def figures_undescribed(blocks: Iterable[Block], labels: Iterable[str]) -> dict[str, str]:
    """For each figure the hash of its text without the alternative, which some programs lose."""
    before_captions = tuple(labels)
    return {
        block.id: _hash_of(_said(text_beside_drawing(block)), before_captions)
        for block in blocks
        if isinstance(block, FigureBlock)
    }


def fingerprint(pieces: Iterable[str], *labels: str) -> str:
    """The short hash of the words in ``pieces``.

    It looks past what writers and word processors do by themselves: the width of spaces, empty
    pieces, invisible characters, curly quotes, and the number that one of ``labels`` puts before a
    caption.
    """
    return _hash_of(_said(pieces), labels)


def _hash_of(said: list[str], labels: tuple[str, ...]) -> str:
    text = straight("\n".join(said))
    first = text.partition("\n")[0]
    bare_first = without_label(first, *labels)
    return short_hash(text if bare_first is first else bare_first + text[len(first) :])


def straight(text: str) -> str:
    """``text`` with its quotes and apostrophes as they are typed."""
    if not text.isascii():
        for curly, straight in _CURLY:
            text = text.replace(curly, straight)
    return text


def squeezed(text: str) -> str:
    """``text`` as it is compared: composed letters, single spaces, nothing invisible.

    Arabic vowel signs count as invisible: most print leaves them out.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # In most texts there is nothing to look for, which these calls tell faster than a search.
    if not text.isprintable() or (not text.isascii() and _VOWEL_SIGNS in text.encode()):
        text = _INVISIBLE.sub("", text)
    elif "  " not in text:
        return text.strip()
    return " ".join(text.split())


def bare(text: str) -> str:
    """``text`` as it is compared, without the numbers of its sources, which move by themselves."""
    return squeezed(_CITATION.sub("", text) if "[" in text else text)


def without_label(text: str, *labels: str) -> str:
    """``text`` without the “Table 3.” or “Figure 3.” that the writers put before a caption."""
    pattern = _numbered(labels)
    found = pattern.match(text) if pattern else None
    return text[found.end() :] if found else text


@lru_cache(maxsize=64)  # the labels of a file that is verified come from outside
def _numbered(labels: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds any of ``labels`` with any number before the words of a caption."""
    parted = [tuple(map(squeezed, label.partition("{number}"))) for label in labels]
    forms = [
        rf"{re.escape(before)}\s*\d+\s*{re.escape(after)}\s*"
        for before, _, after in parted
        if before or after
    ]
    return re.compile("|".join(forms)) if forms else None


def _said(pieces: Iterable[str]) -> list[str]:
    pieces = list(pieces)
    return pieces if _are_squeezed(pieces) else list(filter(None, map(squeezed, pieces)))


def _are_squeezed(pieces: list[str]) -> bool:
    """Whether `squeezed` would leave all of ``pieces`` as they are, and none is empty.

    Most blocks are so, and their pieces are looked at together: a table has thousands of them.
    """
    whole = "".join(pieces)
    return (
        "  " not in whole
        and "" not in pieces
        and [*map(str.strip, pieces)] == pieces
        and (_is_simple(whole) or (whole.isprintable() and whole == squeezed(whole)))
    )


def _is_simple(text: str) -> bool:
    """Whether ``text`` is of letters that stand by themselves, told in one look at its bytes."""
    return not text.encode(errors="surrogatepass").translate(None, _SIMPLE)


def short_hash(text: str) -> str:
    """The hash of ``text`` as records hold it."""
    return hashlib.sha256(text.encode()).hexdigest()[:_SHORT]

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
    from collections.abc import Iterable, Sequence

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
            *_hash_and_count(block_text(block), before_captions),
            block.level if isinstance(block, Heading) else 0,
        ]
        for block in blocks
    ]


def figures_undescribed(blocks: Iterable[Block], labels: Iterable[str]) -> dict[str, str]:
    """For each figure the hash of its text without the alternative, which some programs lose."""
    before_captions = tuple(labels)
    return {
        block.id: _hash_and_count(text_beside_drawing(block), before_captions)[0]
        for block in blocks
        if isinstance(block, FigureBlock)
    }


def fingerprint(pieces: Iterable[str], *labels: str) -> str:
    """The short hash of the words in ``pieces``.

    It looks past what writers and word processors do by themselves: the width of spaces, empty
    pieces, invisible characters, curly quotes, and the number that one of ``labels`` puts before a
    caption.
    """
    return _hash_and_count([*pieces], labels)[0]


def _hash_and_count(pieces: Sequence[str], labels: tuple[str, ...]) -> tuple[str, int]:
    """The hash of ``pieces`` as they are compared, and how many those are."""
    text, count = "\n".join(pieces), len(pieces)
    data = text.encode(errors="surrogatepass")
    if not _stand_as_they_are(text, data, count):
        said = _said(pieces)
        text, count = straight("\n".join(said)), len(said)
        data = text.encode()
    first = text.partition("\n")[0]
    bare_first = without_label(first, *labels)
    if bare_first is not first:
        data = (bare_first + text[len(first) :]).encode()
    return _hash(data), count


def _stand_as_they_are(text: str, data: bytes, count: int) -> bool:
    """Whether so many pieces in lines, a ``text`` of those bytes, are for certain as compared.

    Most blocks are: their letters stand by themselves, which is told in one look at the bytes, and
    no space or line is too many. A table has thousands of pieces, so they are looked at together.
    """
    if data.translate(None, _SIMPLE) != b"\n" * (count - 1) or "  " in text:
        return False
    if count > 1 and ("\n\n" in text or " \n" in text or "\n " in text):
        return False
    return bool(text) and text[0] not in " \n" and text[-1] not in " \n"


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


def _said(pieces: Sequence[str]) -> list[str]:
    whole = "".join(pieces)
    if (
        "  " not in whole
        and "" not in pieces
        and list(map(str.strip, pieces)) == list(pieces)
        and whole.isprintable()
        and whole == squeezed(whole)
    ):
        return list(pieces)  # as in most tables
    return list(filter(None, map(squeezed, pieces)))


def short_hash(text: str) -> str:
    """The hash of ``text`` as records hold it."""
    return _hash(text.encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_SHORT]

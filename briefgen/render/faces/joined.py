"""Faces whose letters join, cut down to some of their characters.

How letters join, where vowel signs stand and which pairs draw closer together is told in tables
that name outlines; HarfBuzz follows them and keeps every outline that those characters lead to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import uharfbuzz

if TYPE_CHECKING:
    from collections.abc import Iterable

_LICENCE = (13, 14)  # the words and the address of the licence, in the table of names


def cut_joining(data: bytes, characters: Iterable[int]) -> bytes:
    """The font file ``data`` with those ``characters``, as far as it has them, and no hints."""
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(characters)
    wanted.sets(uharfbuzz.SubsetInputSets.NAME_ID).update(_LICENCE)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    cut: bytes = uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data
    return cut

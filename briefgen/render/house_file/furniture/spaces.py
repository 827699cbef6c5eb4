"""Spaces that words of a header or footer are placed with: where text is set, one counts as one.

Many letterheads part two names in a line by twenty of them, or begin it with some.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.furniture import Drawn, SlotWords, Words
from briefgen.render.unbroken import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.render.furniture import Piece

_SEVERAL = re.compile(r" {2,}")
_OPENING = re.compile(r"^ +")


def with_spaces(pieces: Iterable[Piece]) -> Sequence[Piece]:
    """``pieces`` of a paragraph with as much room between and before their words as they ask for.

    What stands at the end of a line takes none.
    """
    made: list[Piece] = []
    is_open = True  # a space that stands here would be none
    whole = [*pieces]
    for number, piece in enumerate(whole):
        if isinstance(piece, Words) and not piece.field:
            ends = not _goes_on(whole[number + 1 :])
            text = _with_room(piece.text, opens=is_open, ends=ends)
            made.append(piece if text == piece.text else replace(piece, text=text))
            is_open = text.endswith(" ") or (is_open and not text)
            continue
        made.append(piece)
        if isinstance(piece, (SlotWords, Words)):
            is_open = False
        elif _parts(piece):
            is_open = True
    return made


def _with_room(text: str, *, opens: bool, ends: bool) -> str:
    """``text`` with spaces that count, but those at its end where the line ``ends`` with it."""
    end = text[len(text.rstrip(" ")) :] if ends else ""
    text = text.removesuffix(end) if end else text
    if opens:
        text = _OPENING.sub(lambda found: NO_BREAK * len(found[0]), text)
    return _SEVERAL.sub(lambda found: NO_BREAK * (len(found[0]) - 1) + " ", text) + end


def _goes_on(rest: Sequence[Piece]) -> bool:
    """Whether words follow in ``rest`` before a step or a picture parts them."""
    for piece in rest:
        if isinstance(piece, SlotWords) or (isinstance(piece, Words) and piece.text.strip(" ")):
            return True
        if _parts(piece):
            return False
    return False


def _parts(piece: Piece) -> bool:
    """Whether words before and behind ``piece`` are set each by themselves."""
    free = isinstance(piece, Drawn) and piece.across is not None
    return not (free or isinstance(piece, (SlotWords, Words)))

"""Old words beside new, those that differ in bold, long texts cut to what stands around them."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from briefgen.pack.inlines import Strong, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.inlines import Inlines

_AROUND = 8  # words of a long text on either side of those that differ
_LONG = 40  # words, from which on a text is cut
_MUCH = 0.5  # of a text that is another in so many of its words, none are set apart
_DOTS = "…"

Stretch = tuple[int, int]  # of words, the second past the last


def marked(before: str, now: str) -> tuple[Inlines, Inlines]:
    """``before`` and ``now``, of which one became the other."""
    old, new = before.split(" "), now.split(" ")
    deeds = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    others = [deed for deed in deeds if deed[0] != "equal"]
    differ = [(one[1], one[2]) for one in others], [(one[3], one[4]) for one in others]
    if any(map(_is_much, differ, (old, new))):
        return (Text(before),), (Text(now),)
    return _told(old, differ[0]), _told(new, differ[1])


def _is_much(differ: Sequence[Stretch], words: Sequence[str]) -> bool:
    return sum(stop - start for start, stop in differ) > _MUCH * len(words)


def _told(words: Sequence[str], differ: Sequence[Stretch]) -> Inlines:
    """``words``, those that ``differ`` in bold; of many none that stand far from them."""
    around = _AROUND if len(words) > _LONG else len(words)
    shown = {at for start, stop in differ for at in range(start - around, stop + around)}
    bold = {at for start, stop in differ for at in range(start, stop)}
    told = [
        (at in bold, words[at] if at in shown else _DOTS)
        for at in range(len(words))
        if at in shown or at - 1 in shown or at == 0
    ]
    runs = [(is_bold, [word for _, word in run]) for is_bold, run in groupby(told, itemgetter(0))]
    last = len(runs) - 1
    return tuple(
        Strong(" ".join(said))
        if is_bold
        else Text(" ".join(["", *said, ""][at == 0 : len(said) + 1 + (at < last)]))
        for at, (is_bold, said) in enumerate(runs)
    )

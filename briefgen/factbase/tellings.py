"""Who is told of in a line: one who may sit at the table himself, as speaker or opposite him.

``[shehbaz-sharif: our prime minister has | I have]`` has two forms, or three: how one tells of that
person, how he speaks of himself (or is spoken to by his own brief), and how he is addressed by the
other side. A form that is missing or empty is the first: ``[nurbek: their minister spoke || you
spoke]``. The forms ground nothing: the line rests on its tokens, and somebody whom the register of
people does not know is told of in the first form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TELLING = re.compile(r"\[([^\[\]:|]*):([^\[\]|]*)\|([^\[\]|]*)(?:\|([^\[\]|]*))?\]")
_SIGNS = re.compile(r"[\[\]]")


def told(text: str, ours: Collection[str] = (), theirs: Collection[str] = ()) -> str:
    """``text`` with one form of each telling, by the people whom the brief is for and opposite.

    Without any of them it is what one tells of them all.
    """

    def form(found: re.Match[str]) -> str:
        person = found.group(1).strip()
        told_of, own, addressed = ((words or "").strip() for words in found.groups()[1:])
        if person in ours:
            return own or told_of
        return (addressed if person in theirs else "") or told_of

    return _TELLING.sub(form, text)


def people_told(text: str) -> tuple[str, ...]:
    """The ids of the people of whom ``text`` has forms."""
    return tuple(found.group(1).strip() for found in _TELLING.finditer(text))


def telling_problems(text: str) -> Iterator[str]:
    """What is wrong with the forms of a line, each as one sentence."""
    for found in _TELLING.finditer(text):
        person, told_of = found.group(1).strip(), found.group(2).strip()
        if not person or not told_of or "{" in found.group() or "}" in found.group():
            yield "A form for one at the table has words and no token: [person: told of | own]."
    if _SIGNS.search(_TELLING.sub("", text)):
        yield "A square bracket is open, closed or parted wrongly: write [person: told of | own]."

"""Common slips in a ``.brief``, told in the words of who typed it.

A TOML reader says where it stopped, and not what was meant; this looks at the text for what people
do: quotes as Word types them, one pair of brackets for two, a key under the wrong head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LINE = re.compile(r"at line (\d+)")
_HEAD = re.compile(r"\s*\[\s*([A-Za-z_]+)\s*\]\s*(?:#.*)?")
_CURLY = ("“”„‟«»", "‘’‚")  # the double ones first: an apostrophe may stand in any text
_OPEN = r"Illegal character '\n'"  # a line ended within a text
_STRAIGHT = re.compile(r"""\"(?:\\.|[^"\\])*\"|'[^']*'""")


def slip_in(text: str, complaint: str, lists: Collection[str]) -> str:
    """What was most likely meant where a TOML reader stopped with ``complaint``; or nothing.

    ``lists`` are the names whose entries each stand under a head in double brackets.
    """
    lines = text.splitlines()
    found = _LINE.search(complaint)
    number = int(found[1]) if found else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if complaint.startswith("Cannot"):
        return _single_brackets(lines, lists)
    curly = "" if complaint.startswith("Unescaped") else _curly_in(line)
    if curly:
        return (
            f"line {number} has the curly quote {curly}, as Word types it: "
            'put straight quotes (") around the text.'
        )
    if complaint.startswith(_OPEN):
        return f"the text in line {number} is not closed: put a quote behind its last word."
    return ""


def _curly_in(line: str) -> str:
    """The first curly quote of a line outside its texts, which may hold any."""
    bare = _STRAIGHT.sub("", line).partition("#")[0]
    return next((sign for kind in _CURLY for sign in bare if sign in kind), "")


def _single_brackets(lines: list[str], lists: Collection[str]) -> str:
    for number, line in enumerate(lines, 1):
        head = _HEAD.fullmatch(line)
        if head and head[1] in lists:
            return (
                f"[{head[1]}] in line {number} needs double brackets: "
                f"write [[{head[1]}]] over each entry."
            )
    return ""


def misplaced(
    document: Mapping[str, Any],
    of_the_whole: Collection[str],
    heads: Mapping[str, Collection[str]],
) -> tuple[str, str]:
    """A key of the whole file that stands under a head, and what to do; or two empty texts.

    ``heads`` gives the keys that each head may have under it.
    """
    for name, known in heads.items():
        inside = document.get(name)
        rows = inside if isinstance(inside, list) else [inside]
        for key in (key for row in rows if isinstance(row, dict) for key in row):
            if key in of_the_whole and key not in known:
                head = f"[[{name}]]" if isinstance(inside, list) else f"[{name}]"
                return f"{name}.{key}", (
                    f"“{key}” stands under {head} and is a key of the whole file: "
                    "put it above the first line in [brackets]."
                )
    return "", ""

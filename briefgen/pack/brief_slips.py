"""Common slips in a ``.brief``, told in the words of who typed it.

A TOML reader says where it stopped, and not what was meant; this looks at the text for what people
do: quotes as Word types them, one pair of brackets for two, a key under the wrong head.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefgen.errors import DayError
from briefgen.factbase.dates import day_from
from briefgen.pack.brief_faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HEAD = re.compile(r"\s*\[\s*([A-Za-z_]+)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w.\"-]+)\s*=")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CURLY = ("“”„‟«»", "‘’‚")  # the double ones first: an apostrophe may stand in any text
_OPEN = r"Illegal character '\n'"  # a line ended within a text
_STRAIGHT = re.compile(r"""\"(?:\\.|[^"\\])*\"|'[^']*'""")
_MOST = 50  # slips that are told at once


class Slip(Struct, frozen=True):
    """A slip in one line; ``mended`` is that line as it can be read on, None where none can tell.

    What is mended keeps the key and not its value.
    """

    line: int
    why: str
    mended: str | None = None


def slips_in(text: str, lists: Collection[str]) -> tuple[list[Slip], str]:
    """The slips that keep ``text`` from being TOML, and the text as it can be read without them.

    ``lists`` are the names whose entries each stand under a head in double brackets. A slip that
    may have any bounds ends the search, and the text stays one that cannot be read.
    """
    lines = text.splitlines()
    slips: list[Slip] = []
    while len(slips) < _MOST:
        try:
            tomllib.loads("\n".join([*lines, ""]))
        except tomllib.TOMLDecodeError as error:
            slip = _slip(lines, str(error), lists)
        except (ValueError, RecursionError):
            break
        else:
            break
        if any(slip.line == one.line for one in slips):  # it was something else after all
            break
        slips.append(slip)
        if slip.mended is None:
            break
        lines[slip.line - 1] = slip.mended
    return slips, "\n".join([*lines, ""])


def _slip(lines: list[str], complaint: str, lists: Collection[str]) -> Slip:
    """What was most likely meant where a TOML reader stopped with ``complaint``."""
    found = _AT.search(complaint)
    number = int(found[1]) if found and found[1] else len(lines)
    what = complaint[: found.start()] if found else complaint
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if what.startswith("Cannot"):
        return _twice(lines, number, what, lists)
    if what.startswith("Unclosed"):
        return Slip(number, "a bracket before this line is not closed: close it.")
    curly = "" if what.startswith("Unescaped") else _curly_in(line)
    column = f" (column {found[2]})" if found and found[2] else ""
    why = f"{what}{column}; correct that line."
    if curly:
        why = (
            f"there is the curly quote {curly}, as Word types it: "
            'put straight quotes (") around the text.'
        )
    elif what.startswith(_OPEN):
        why = "the text is not closed: put a quote behind its last word."
    elif what.startswith("Invalid date"):
        why = _no_day(line) or why
    return Slip(number, why, _without_value(line))


def _curly_in(line: str) -> str:
    """The first curly quote of a line outside its texts, which may hold any."""
    bare = _STRAIGHT.sub("", line).partition("#")[0]
    return next((sign for kind in _CURLY for sign in bare if sign in kind), "")


def _no_day(line: str) -> str:
    for found in _DAY.findall(line):
        try:
            day_from(found)
        except DayError as error:
            return str(error)
    return ""


def _without_value(line: str) -> str | None:
    """A line as it can be read on: its key alone; None where the slip may reach beyond it."""
    key = _KEY.match(line)
    is_long = any(quotes in line for quotes in ('"""', "'''"))
    if is_long or line.count("[") != line.count("]") or line.count("{") != line.count("}"):
        return None
    return f'{key[0]} ""' if key else None


def _twice(lines: list[str], number: int, what: str, lists: Collection[str]) -> Slip:
    """A head or a key that is there already."""
    for place, line in enumerate(lines, 1):
        head = _HEAD.fullmatch(line)
        if head and head[1] in lists:
            name = head[1]
            why = f"[{name}] needs double brackets: write [[{name}]] over each entry."
            return Slip(place, why, f"[[{name}]]")
    line = lines[number - 1]
    key = _KEY.match(line)
    if key:
        why = f"“{key[1]}” stands here for the second time; keep one of the two."
        return Slip(number, why, "" if _without_value(line) else None)
    head = _HEAD.fullmatch(line)
    if head:
        return Slip(number, f"[{head[1]}] stands here for the second time: put its keys together.")
    return Slip(number, f"{what}; correct that line.")


def misplaced(
    document: Mapping[str, Any],
    of_the_whole: Collection[str],
    heads: Mapping[str, Collection[str]],
) -> Iterator[Fault]:
    """The keys of the whole file that stand under a head, each with what to do.

    ``heads`` gives the keys that each head may have under it.
    """
    for name, known in heads.items():
        inside = document.get(name)
        in_rows = isinstance(inside, list)
        head = f"[[{name}]]" if in_rows else f"[{name}]"
        for number, row in enumerate(inside if isinstance(inside, list) else [inside]):
            for key in row if isinstance(row, dict) else ():
                if key in of_the_whole and key not in known:
                    yield Fault(
                        (name, number, key) if in_rows else (name, key),
                        f"“{key}” stands under {head} and is a key of the whole file: "
                        "put it above the first line in [brackets].",
                    )

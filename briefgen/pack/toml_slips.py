"""Common slips in a TOML file, told in the words of who typed it.

A TOML reader says where it stopped, and not what was meant; this looks at the text for what people
do: quotes as Word types them, no quotes at all, one pair of brackets for two, a comma left out.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import DayError
from briefgen.factbase.dates import day_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HEAD = re.compile(r"\s*\[\s*([A-Za-z_]+)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w.\"-]+)\s*=")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CURLY = ("“”„‟«»", "‘’‚")  # the double ones first: an apostrophe may stand in any text
_STRAIGHT = re.compile(r"""\"(?:\\.|[^"\\])*\"|'[^']*'""")
_COLON = re.compile(r"\s*([\w-]+)\s*:")
_WORDS_BEFORE = re.compile(r"\s*([\w-]+(?:[ \t]+[\w-]+)+)\s*=")
_YES_NO = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false"}
_COMMA_NUMBER = re.compile(r"=\s*(\d+),(\d+)")
_LEADING_ZERO = re.compile(r"=\s*0+(\d+)\b(?![-:.])")
_INNER_QUOTES = re.compile(r'=\s*"[^"]*"[^",\]}#\s][^"]*"')
_MOST = 50  # slips that are told at once
_UNREADABLE = "this cannot be read as “name = value”, nor as a [head]: correct the line."
_BACKSLASH = (
    r"a backslash in a text is typed twice (\\), or the text put between single quotes (')."
)


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
    number = int(found[1]) if found and found[1] else _last_open(lines)
    what = complaint[: found.start()] if found else complaint
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if what.startswith("Cannot"):
        return _twice(lines, number, lists)
    if what.startswith("Unclosed"):
        return Slip(number, _unclosed(line, int(found[2]) if found and found[2] else 0))
    curly = "" if what.startswith("Unescaped") else _curly_in(line)
    if curly:
        why = (
            f"there is the curly quote {curly}, as Word types it: "
            'put straight quotes (") around the text.'
        )
    else:
        why = next((tell(line) for said, tell in _TOLD.items() if what.startswith(said)), "")
    return Slip(number, why or _UNREADABLE, _without_value(line))


def _last_open(lines: list[str]) -> int:
    """The last line that opens a text and does not close it; the last of all where none does."""
    numbered = enumerate((_bare(line) for line in lines), 1)
    return max((number for number, bare in numbered if set(bare) & set("\"'")), default=len(lines))


def _unclosed(line: str, column: int) -> str:
    """What a list lacks that the reader gave up at the ``column`` of ``line``; 0 is its end."""
    if not column or (not line[: column - 1].strip() and (_KEY.match(line) or _HEAD.match(line))):
        return "a bracket before this line is not closed: close it."
    return "a comma is missing in this list, or behind the line before: put one between two items."


def _curly_in(line: str) -> str:
    """The first curly quote of a line outside its texts, which may hold any."""
    bare = _bare(line)
    return next((sign for kind in _CURLY for sign in bare if sign in kind), "")


def _bare(line: str) -> str:
    """A line without its texts and its note."""
    return _STRAIGHT.sub("", line).partition("#")[0]


# --- what each complaint of the reader means for whoever typed the line ------------------------


def _no_value(line: str) -> str:
    value = line.partition("=")[2].partition("#")[0].strip()
    if not value:
        return "there is nothing behind the “=”: write the value there."
    meant = _YES_NO.get(value.lower())
    if meant:
        return f"“{value}” is written {meant} here, in small letters and without quotes."
    if re.fullmatch(r"[^\W\d][^\"'\[\]{}=]*", value):
        return f'“{value}” is a text: put straight quotes (") around it.'
    return f"“{value}” is no value: write a text in straight quotes, a number, true or false."


def _more_behind(line: str) -> str:
    comma, zero = _COMMA_NUMBER.search(line), _LEADING_ZERO.search(line)
    if comma:
        return f"a number has a full stop before its decimals: {comma[1]}.{comma[2]}."
    if zero:
        return f"a number has no zeros before it: {zero[1]}."
    if _INNER_QUOTES.search(line):
        return "there are quotes within the text: put single quotes (') around the whole of it."
    return "something stands behind the value: take it out, or put # before it, as before a note."


def _no_name(line: str) -> str:
    colon, words = _COLON.match(line), _WORDS_BEFORE.match(line)
    if colon:
        return f"write “=” behind “{colon[1]}” and not a colon."
    if words:
        return f"“{words[1]}” is no name of a key: a name has no spaces."
    return _UNREADABLE


def _no_statement(line: str) -> str:
    if line.lstrip().startswith(("//", ";", "--", "/*")):
        return "a note begins with #: put one before it."
    if line.lstrip().startswith("="):
        return "there is no name before the “=”: write it there."
    return _UNREADABLE


def _open_head(line: str) -> str:
    head = line.partition("#")[0].strip()
    name = head.strip("[] ")
    pairs = 2 if head.startswith("[[") else 1
    return f"the brackets of this head do not close: write {'[' * pairs}{name}{']' * pairs}."


def _no_day(line: str) -> str:
    for found in _DAY.findall(line):
        try:
            day_from(found)
        except DayError as error:
            return str(error)
    return ""


def _odd_letter(line: str) -> str:
    if line.count('"') % 2 or line.count("'") % 2:
        return "the text is not closed: put a quote behind its last word."
    return "there is a sign in the line that nobody sees: delete the line and type it anew."


_TOLD: Mapping[str, Callable[[str], str]] = {
    "Invalid value": _no_value,
    "Expected newline": _more_behind,
    "Expected '='": _no_name,
    "Expected ']": _open_head,
    "Invalid initial character": _no_statement,
    "Invalid statement": _no_statement,
    "Invalid date": _no_day,
    "Illegal character '\\n'": (
        lambda _line: "the text is not closed: put a quote behind its last word."
    ),
    "Illegal character": _odd_letter,
    "Found invalid character": _odd_letter,
    "Expected": _odd_letter,  # the end of a text
    "Unterminated string": lambda _line: (
        "a text is not closed: put the quotes it began with there."
    ),
    "Unescaped": lambda _line: _BACKSLASH,
    "Escaped character": lambda _line: _BACKSLASH,
    "Invalid hex": lambda _line: _BACKSLASH,
    "Duplicate inline": lambda _line: "a name stands twice in these braces; keep one of the two.",
}


def _without_value(line: str) -> str | None:
    """A line as it can be read on: its key alone; None where the slip may reach beyond it."""
    key = _KEY.match(line)
    is_long = any(quotes in line for quotes in ('"""', "'''"))
    if is_long or line.count("[") != line.count("]") or line.count("{") != line.count("}"):
        return None
    return f'{key[0]} ""' if key else None


def _twice(lines: list[str], number: int, lists: Collection[str]) -> Slip:
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
    name = head[1] if head else line.partition("#")[0].strip("[] \t")
    return Slip(number, f"[{name}] stands here for the second time: put its keys together.")

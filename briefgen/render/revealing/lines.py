"""What is said of a file: one line a thing found, with a judgement.

Words from files are quoted short and without anything invisible, for they may come from anybody.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_LETTERS = 80
_MOST_NAMES = 6
_MIDNIGHT = re.compile(
    r"T00:00(:00(\.0+)?)?Z?$|^D:\d{8}(000000)?(Z|\+00'?00'?)?$|^\d{4}-\d{2}-\d{2}$"
)
# Places on somebody's machine or network; each names a person, a server or a way of filing.
_PLACE = re.compile(
    r"""(?<![\w/.:-])(?:
        [A-Za-z]:[\\/]{1,2}(?![\\/])[^\s"'<>|*?;,]{2,}
        | /(?:home|Users|root|tmp|var|mnt|media|Volumes)/[^\s"'<>|;,]+
        | \\{2,4}[\w.-]{2,}\\{1,2}[\w$.-]+[^\s"'<>|*?;,]*
        | file:/[^\s"'<>;,]+
    )""",
    re.X,
)


# The order in which things are told.
AREAS = (
    *("password", "file name", "author", "dates", "properties", "language", "record"),
    *("custom parts", "comments", "tracked changes", "hidden", "links", "embedded", "thumbnail"),
    *("pictures", "paths", "fonts"),
)


class Judgement(StrEnum):
    """What a line means to who hands the file out."""

    FINE = "fine"
    LOOK = "look"  # a person must decide
    LEAKS = "leaks"  # should not leave the house


class Line(Struct, frozen=True):
    """One thing that a file reveals: of what kind, what it says, and how that is judged."""

    area: str
    says: str
    judgement: Judgement


class Revealed(Struct, frozen=True):
    """All that the file ``name`` reveals; ``kind`` is docx or pdf, ``locked`` by a password."""

    name: str
    kind: str
    locked: bool
    lines: tuple[Line, ...]

    def count(self, judgement: Judgement) -> int:
        """How many lines are judged so."""
        return sum(line.judgement is judgement for line in self.lines)


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """``lines`` by area, each once: a PDF says most things twice."""
    return tuple(sorted(dict.fromkeys(lines), key=lambda line: AREAS.index(line.area)))


def fine(area: str, says: str) -> Line:
    """A line about what may be seen."""
    return Line(area, says, Judgement.FINE)


def look(area: str, says: str) -> Line:
    """A line that somebody should decide on."""
    return Line(area, says, Judgement.LOOK)


def leaks(area: str, says: str) -> Line:
    """A line about what should not leave the house."""
    return Line(area, says, Judgement.LEAKS)


def shown(text: str) -> str:
    """``text`` from a file as it can be printed: one line, short, nothing invisible."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


def quoted(text: str) -> str:
    """``text`` from a file in quotation marks."""
    return f"“{shown(text)}”"


def listed(names: Iterable[str]) -> str:
    """Names from a file, sorted, each once; only the first few of many."""
    known = sorted({shown(name) for name in names} - {""})
    rest = len(known) - _MOST_NAMES
    return ", ".join(known[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def counted(number: int, noun: str) -> str:
    """“1 comment”, “2 comments”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def on_date(area: str, stamp: str) -> Line:
    """What a date gives away: a time of day tells when somebody worked."""
    if _MIDNIGHT.search(stamp):
        return fine("dates", f"{area} {shown(stamp)}, without a time of day")
    return look("dates", f"{area} {shown(stamp)}: the time tells when somebody worked, and where")


def places_in(texts: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """Paths of machines and servers in ``texts``, pairs of where and what."""
    found: dict[str, str] = {}
    for where, text in texts:
        for match in _PLACE.finditer(text):
            found.setdefault(match[0], where)
    for place in sorted(found)[:_MOST_NAMES]:
        yield leaks("paths", f"{quoted(place)} in {shown(found[place])}: a place on a machine")
    if len(found) > _MOST_NAMES:
        yield leaks("paths", f"{len(found) - _MOST_NAMES} more places on machines")
    if not found:
        yield fine("paths", "no path of a machine or server")

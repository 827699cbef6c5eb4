"""What is amiss in a request, and where: in which line of a ``.brief``, or in which option.

The mistakes of a file are told together, in the order of its lines, each once.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import BriefFaultsError
from briefgen.pack.brief_lines import Statement, statements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.pack.brief_lines import Where


class Fault(Struct, frozen=True):
    """One mistake: the key it is of, and a sentence with what is wrong and what to do.

    ``item`` is the text in a list that is meant, ``also`` another key the mistake lies in, ``line``
    the line where that is known beforehand.
    """

    where: Where
    why: str
    item: str = ""
    also: Where = ()
    line: int = 0


class Asked(Struct, frozen=True, dict=True):
    """Where a request comes from: a file (or words for another place), and what was typed.

    ``typed`` has the options by the keys they set; ``text`` is that of the file.
    """

    origin: Path | str
    text: str = ""
    typed: Mapping[Where, str] = {}

    def error(self, faults: Iterable[Fault]) -> BriefFaultsError:
        """All ``faults`` with their places, as an error to raise."""
        placed = sorted((self._place(fault), fault.why) for fault in faults)
        lines = [
            f"{words}: {_inside(why)}"
            if words
            else f"The request {self.origin} cannot be read: {why}"
            for (_, words), why in placed
        ]
        return BriefFaultsError(self.origin, tuple(dict.fromkeys(lines)))

    def line_of(self, fault: Fault) -> int:
        """The line of the file that ``fault`` is in; 0 where it is in none."""
        return self._place(fault)[0]

    @cached_property
    def _statements(self) -> Mapping[Where, Statement]:
        return {one.where: one for one in statements_of(self.text)[0]}

    def _place(self, fault: Fault) -> tuple[int, str]:
        """The line of ``fault``, and where it is in words."""
        if fault.line:
            return fault.line, f"{self.origin}, line {fault.line}"
        places = [self._of(fault.where, fault.item)]
        if fault.also:
            places = sorted({*places, self._of(fault.also)})
        words = [words for _, words in places if words]
        if len(words) > 1 and places[0][0]:
            words[1] = f"line {places[1][0]}"
        return places[0][0], " and ".join(words)

    def _of(self, where: Where, item: str = "") -> tuple[int, str]:
        """The line of a key, or of the nearest table around it; 0 for what was typed."""
        paths = [where[:depth] for depth in range(len(where), 0, -1)]
        for path in paths:
            if path in self.typed:
                return 0, self.typed[path]
        for path in paths:
            one = self._statements.get(path) or self._statements.get((*path, 0))
            if one:
                line = one.line + _lines_down(one, item)
                return line, f"{self.origin}, line {line}"
        return 0, str(self.origin) if isinstance(self.origin, Path) else ""


def _lines_down(statement: Statement, item: str) -> int:
    """How far below the first line of a list ``item`` stands."""
    quoted = (f'"{item}"', f"'{item}'")
    holds = (any(one in line for one in quoted) for line in statement.lines)
    return next((number for number, held in enumerate(holds) if held), 0) if item else 0


def _inside(sentence: str) -> str:
    """``sentence`` as it reads behind a colon."""
    return sentence[:1].lower() + sentence[1:]

"""What only follows from a mistake elsewhere, and need not be told beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.factbase.problems import Problem

_QUOTED = re.compile("“([^”]*)”")


class Gone:
    """The rows that are left out, and what loses its support with them."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._uncited: set[str] = set()
        self._uncounted: set[str] = set()

    def lose(self, table: str, cells: Mapping[str, object]) -> None:
        """Count a row as left out."""
        match table:
            case "citations":
                self._uncited.add(str(cells.get("fact") or ""))
            case "observations":
                self._uncounted.add(str(cells.get("fact") or ""))
        if cells.get("id"):
            self._ids.add(str(cells["id"]))

    def explains(self, table: str, problem: Problem) -> bool:
        """Whether a problem follows from rows that are left out."""
        if self._ids & set(_QUOTED.findall(problem.message)):
            return True
        if table != "facts":
            return False
        lost = {"id": self._uncited, "statement": self._uncounted}
        return problem.record in lost.get(problem.column, ())

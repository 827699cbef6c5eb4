"""Blocks of a Word file that have lost their marks, looked for where they should stand.

A mark is lost to a person who typed over a whole paragraph, and to LibreOffice for a box behind a
table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.pack.fingerprints import fingerprint
from briefgen.pack.record_form import caption_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.pack.printed import Unit

# Letters that are looked at in one file; some thousands, unless it was made to keep us busy.
_MOST_LETTERS = 20_000_000
_PIECE = 50  # letters that a piece counts as beside its own


class LostMarks:
    """The search for the blocks of one file, which ends when it has looked at enough of it.

    What it has not found by then is told as gone, and the words as added.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        """Look for the blocks of ``record``."""
        self._blocks = record["blocks"]
        self._labels = caption_labels(record)
        self._room = _MOST_LETTERS

    def settled(
        self, run: list[Unit], lost: Iterable[int]
    ) -> tuple[dict[int, list[Unit]], list[Unit]]:
        """Which of the blocks ``lost``, by number, stand in ``run``, and what is left over.

        Words between two that are as printed are those of a block that was changed, if one is
        missing.
        """
        found: dict[int, list[Unit]] = {}
        rest: list[Unit] = []
        missing: list[int] = []
        place = 0
        for number in [*lost, None]:
            window = (
                slice(len(run), len(run)) if number is None else self._window(run, place, number)
            )
            if number is not None:
                if window.start == len(run):
                    missing.append(number)
                    continue
                found[number] = run[window]
            between = run[place : window.start]
            if between and missing:
                found[missing[0]] = between
            else:
                rest += between
            missing, place = [], window.stop
        return found, rest

    def _window(self, run: list[Unit], place: int, number: int) -> slice:
        """Where in ``run``, from ``place`` on, the block of that number stands; else its end."""
        _, printed, count, _ = self._blocks[number - 1]
        for start in range(place, len(run)):
            pieces: list[str] = []
            for stop in range(start, len(run)):
                pieces += run[stop]
                self._room -= sum(map(len, run[stop])) + _PIECE * len(run[stop])
                if len(pieces) >= count or self._room < 0:
                    break
            if self._room < 0:
                break
            if len(pieces) == count and fingerprint(pieces, *self._labels) == printed:
                return slice(start, stop + 1)
        return slice(len(run), len(run))

"""Processes measured from outside, and the figures of one length kept round by round."""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KILO = 1024


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took: CPU seconds (its children's included) and its largest size in MB."""

    cpu: float
    memory: float


def spend(command: Sequence[str], environment: Mapping[str, str]) -> Spent:
    """Run ``command`` to its end and say what it took. Raises RuntimeError if it fails."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KILO)


@dataclass(slots=True)
class Measured:
    """All figures of one length; ``values[measure][contender]`` holds one a round."""

    values: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    pages: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, contender: str, value: float) -> None:
        """Keep one more figure."""
        self.values[what][contender].append(value)

    def middle(self, what: str, contender: str) -> float | None:
        """The median over the rounds."""
        found = self.values[what].get(contender)
        return median(found) if found else None

    def ratio(self, what: str, ours: str, theirs: Sequence[str]) -> float | None:
        """The median over the rounds of ours over the sum of ``theirs`` in the same round."""
        figures = self.values[what]
        if not figures.get(ours) or not all(figures.get(peer) for peer in theirs):
            return None
        rounds = zip(figures[ours], *(figures[peer] for peer in theirs), strict=False)
        return median(own / sum(others) for own, *others in rounds)

    def growth(self, what: str, before: str, contender: str) -> float | None:
        """The median over the rounds of one measure over another of the same round."""
        large, small = (self.values[name].get(contender) for name in (what, before))
        if not large or not small:
            return None
        return median(more / less for more, less in zip(large, small, strict=True))

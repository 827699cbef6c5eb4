"""Measuring side by side: interleaved rounds, medians, and a table of what came out."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MILLI = 1000


def medians(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time of each contender in milliseconds.

    Every round runs each of them once, so that a busy machine slows all alike; one round before
    the first warms the caches and is not counted.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, run in contenders.items():
            begun = time.perf_counter()
            run()
            if number:
                times[name].append((time.perf_counter() - begun) * MILLI)
    return {name: median(found) for name, found in times.items()}


def require_bytecode(*packages: str) -> None:
    """Stop where a loaded module of ``packages`` has no bytecode file: it would be timed compiling.

    Call it once everything is imported; a second run finds the files that the first one wrote.
    """
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        cached = spec.cached if spec and name.split(".")[0] in packages else None
        if cached and not Path(cached).exists():
            sys.exit(f"{name} has no bytecode file ({cached}): run this once more.")


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A Markdown table, its columns aligned."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    rule = ["-" * width for width in widths]
    for row in (header, rule, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(f"| {' | '.join(cells)} |")

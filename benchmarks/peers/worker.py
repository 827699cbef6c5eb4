"""One peer at work in a process of its own.

    python worker.py prepare PEER FOLDER            what the peer needs beforehand, not counted
    python worker.py write PEER FOLDER TARGET       one file: the whole process is measured outside
    python worker.py charts PEER FOLDER TARGET      the charts alone: prints CPU seconds for one
    python worker.py repeat PEER FOLDER TARGET N    the first file and N more: prints CPU seconds

PEER is a module beside this one, and after a colon the function to call instead of ``write``.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from content import read_content

_TIMES = 3


def main(order: str, peer: str, folder: Path, *more: str) -> None:
    """Do what the command line says."""
    name, _, function = peer.partition(":")
    module: Any = import_module(name)
    content = read_content(folder / "content.json")
    if order == "prepare":
        module.prepare(content, folder)
        return
    if order == "charts":
        times = []
        for number in range(_TIMES):
            _edit(content, number)
            times.append(module.draw_charts(content, folder))
        print(json.dumps(times))
        return
    write, target = getattr(module, function or "write"), Path(more[0])
    if order == "write":
        write(content, folder, target)
        return
    times = []
    for number in range(int(more[1]) + 1):
        if number:
            _edit(content, number)
        begun = time.process_time()
        write(content, folder, target)
        times.append(time.process_time() - begun)
    _require_bytecode()
    print(json.dumps(times))


def _edit(content: dict[str, Any], number: int) -> None:
    """Change a word of each paragraph and a value of each chart.

    What keeps its last result has to work all the same.
    """
    content["edition"] = number
    for section in content["sections"]:
        for spans in section["paragraphs"]:
            spans[0][1] = f"{number}{spans[0][1].lstrip('0123456789')}"
        section["chart"]["values"][0] += 1


def _require_bytecode() -> None:
    """Stop where a module was compiled from its source: that would be timed too."""
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        cached = spec.cached if spec else None
        if cached and spec.origin and Path(spec.origin).exists() and not Path(cached).exists():
            sys.exit(f"{name} has no bytecode file ({cached}): run this once more.")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])

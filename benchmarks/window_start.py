"""How much the first window costs beside an empty one of Qt: processor time until it is painted.

    python benchmarks/window_start.py [--rounds 15] [--than FOLDER]

``--than`` is another copy of the program to start in turn, such as the commit before. Wall time
says little on a shared machine; only ratios inside a run mean anything.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from measuring import MILLI, print_table

HERE = Path(__file__).resolve().parents[1]
PRINTS = "print('MS', time.process_time(), len([m for m in sys.modules if m[:8] == 'briefgen']))"
EMPTY = f"""
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1360, 840)
window.show()
def painted():
    {PRINTS}
    app.quit()
QTimer.singleShot(0, painted)
app.exec()
"""
OURS = f"""
import sys, time
from PySide6.QtCore import QTimer
from briefgen.desktop import app, window
def painted(self):
    {PRINTS}
    QTimer.singleShot(0, self.close)
window.MainWindow.load = painted
app.main([])
"""


def _run(code: str, folder: Path, home: str) -> tuple[float, int]:
    """Milliseconds of processor time until the window is painted, and modules of ours by then."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "BRIEFGEN_HOME": home,
        "PYTHONPATH": str(folder),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment
    )
    _mark, seconds, modules = next(
        line for line in done.stdout.splitlines() if line.startswith("MS ")
    ).split()
    return float(seconds) * MILLI, int(modules)


def main() -> None:
    """Start each in turn and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--than", type=Path)
    chosen = parser.parse_args()
    contenders = {"an empty window of Qt": (EMPTY, HERE), "the first window": (OURS, HERE)}
    if chosen.than:
        contenders["the first window of --than"] = (OURS, chosen.than)
    found: dict[str, list[float]] = {name: [] for name in contenders}
    modules: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as home:
        for number in range(chosen.rounds + 1):  # the first warms the caches
            for name, (code, folder) in contenders.items():
                spent, modules[name] = _run(code, folder, home)
                if number:
                    found[name].append(spent)
    empty = median(found["an empty window of Qt"])
    rows = [
        [name, f"{median(times):.0f}", f"{median(times) / empty:.2f}", str(modules[name])]
        for name, times in found.items()
    ]
    print_table(["start", "ms of processor", "to the empty one", "modules of ours"], rows)


if __name__ == "__main__":
    main()

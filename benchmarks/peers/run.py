"""Our writers against their peers: the same content, in one run.

    python -m venv PEERS
    PEERS/bin/pip install --require-hashes -r benchmarks/peers/requirements.txt
    python benchmarks/peers/run.py --peers PEERS/bin/python [--pages 3,30,300] [--rounds 5]
        [--long-rounds 3] [--slow-rounds 3] [--repeats 3] [--folder FOLDER] [--only "NAME;NAME"]
        [--json FILE]

Besides the packages, pandoc, soffice, pdftotext and pdfimages must be there. A round runs the quick
contenders, then each slow one with the quick ones after it, so that the quick are measured over the
same minutes as the slow and a busy machine slows all alike; the mean of its runs counts for each,
and only ratios inside a round are judged. At 1,000 pages ours are measured alone.
Exit code 1: a goal was missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from contenders import BUILD, CONTENDERS, DOCX, HERE, NUMBERING, PDF, Contender
from content import write_content
from goals import CHART, CPU, GOALS, GROWTH, MEMORY, REPEAT, SIZE
from made_up import SECTIONS, make_content
from measured import Measured, Spent, spend
from measuring import print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = "first"
SHORT = "repeat, short"  # of the short content, measured beside the long one
GROWING = (DOCX, PDF)
LONG = 300  # pages from which on there are fewer rounds
ALONE = 1000  # pages that only ours are asked for
VISIT = 30  # pages of what the command makes
WORDS = 0.995  # of the words must be found: a few are cut at the ends of lines


def main() -> int:
    """Measure, print, and say what was missed."""
    chosen = _options()
    found: dict[int, Measured] = {}
    for pages in (int(size) for size in chosen.pages.split(",")):
        folder = chosen.folder / str(pages)
        environment = _environment(folder)
        contenders = [c for c in CONTENDERS if _is_asked(c, chosen.only, pages)]
        _prepare(contenders, folder, pages, chosen, environment)
        found[pages] = _measure(contenders, folder, pages, chosen, environment)
        _report(contenders, pages, found[pages])
    if chosen.json:
        chosen.json.write_text(json.dumps({size: one.values for size, one in found.items()}))
    return _judge(found)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--peers", type=Path, required=True, help="the interpreter of the peers")
    options.add_argument("--pages", default="3,30,300")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--long-rounds", type=int, default=3)
    options.add_argument("--slow-rounds", type=int, default=3, help="of the slow, at 300 pages")
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--folder", type=Path)
    options.add_argument("--only", default="", help="names of contenders, parted by semicolons")
    options.add_argument("--json", type=Path, help="where to keep every figure")
    chosen = options.parse_args()
    chosen.folder = (chosen.folder or Path(tempfile.mkdtemp())).absolute()
    return chosen


def _environment(folder: Path) -> dict[str, str]:
    """Modules are kept as bytecode, and LibreOffice finds the typeface that all others use."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    environment["XDG_DATA_HOME"] = str(folder)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _is_asked(contender: Contender, only: str, pages: int) -> bool:
    if (pages >= ALONE and not contender.ours) or (contender.name == BUILD and pages != VISIT):
        return False
    return not only or contender.name in only.split(";")


def _prepare(
    contenders: Sequence[Contender],
    folder: Path,
    pages: int,
    chosen: argparse.Namespace,
    environment: dict[str, str],
) -> None:
    """Content, typeface and what the peers need; nothing of it is counted."""
    folder.mkdir(parents=True, exist_ok=True)
    write_content(make_content(SECTIONS[pages]), folder / "content.json")
    [faces] = [c for c in CONTENDERS if c.name == PDF]  # its typeface is that of all
    subprocess.run(faces.prepare(chosen.peers, folder), check=True, env=environment)
    for contender in contenders:
        if contender.author:
            _write_source(contender, chosen.peers, folder, environment)
        else:
            subprocess.run(contender.prepare(chosen.peers, folder), check=True, env=environment)


def _write_source(
    contender: Contender, python: Path, folder: Path, environment: dict[str, str]
) -> None:
    """The Word file that LibreOffice turns into another."""
    [author] = [c for c in CONTENDERS if c.name == contender.author]
    for command in (author.prepare(python, folder), author.write(python, folder)):
        subprocess.run(command, check=True, env=environment)
    contender.source(folder).parent.mkdir(exist_ok=True)
    author.target(folder).replace(contender.source(folder))


def _measure(
    contenders: Sequence[Contender],
    folder: Path,
    pages: int,
    chosen: argparse.Namespace,
    environment: dict[str, str],
) -> Measured:
    measured = Measured()
    rounds = chosen.long_rounds if pages >= LONG else chosen.rounds
    for number in range(rounds):
        with_slow = pages < LONG or number < chosen.slow_rounds
        asked = [c for c in contenders if with_slow or not c.slow]
        runs: dict[Contender, list[Spent]] = {contender: [] for contender in asked}
        for contender in _turns(asked):
            runs[contender].append(spend(contender.write(chosen.peers, folder), environment))
            if number == 0 and len(runs[contender]) == 1:
                _check(contender, folder, measured, environment)
        for contender, spent in runs.items():
            _keep(contender, folder, measured, spent)
        print(f"{pages} pages, round {number + 1} of {rounds}", file=sys.stderr)
    # The slow would take minutes each at that length, and no goal asks for it.
    in_turn = [c for c in contenders if c.in_process and not (c.slow and pages >= LONG)]
    for _ in range(rounds):
        for contender in in_turn:
            _repeat(contender, folder, pages, measured, chosen, environment)
        _draw_charts(in_turn, folder, measured, chosen, environment)
    return measured


def _turns(contenders: Sequence[Contender]) -> list[Contender]:
    """The order of a round: the quick, and again after each of the slow."""
    quick = [contender for contender in contenders if not contender.slow]
    turns = [*quick]
    for contender in contenders:
        if contender.slow:
            turns += [contender, *quick]
    return turns


def _keep(contender: Contender, folder: Path, measured: Measured, runs: Sequence[Spent]) -> None:
    """Keep what the ``runs`` of one round took."""
    cpu = mean(run.cpu for run in runs)
    measured.add(CPU, contender.name, cpu)
    if contender.name == NUMBERING:  # a process of its own for each file
        measured.add(REPEAT, contender.name, cpu)
    measured.add(MEMORY, contender.name, max(run.memory for run in runs))
    size = sum(path.stat().st_size for path in contender.files(folder))
    measured.add(SIZE, contender.name, size / 1000)


def _repeat(
    contender: Contender,
    folder: Path,
    pages: int,
    measured: Measured,
    chosen: argparse.Namespace,
    environment: dict[str, str],
) -> None:
    """The first file of a process, and further ones."""
    first, *more = _told(contender.repeat(chosen.peers, folder, chosen.repeats), environment)
    measured.add(FIRST, contender.name, first)
    measured.add(REPEAT, contender.name, median(more))
    short = folder.with_name(str(VISIT))
    if pages == LONG and contender.name in GROWING and short.exists():
        _, *more = _told(contender.repeat(chosen.peers, short, chosen.repeats), environment)
        measured.add(SHORT, contender.name, median(more))


def _draw_charts(
    contenders: Sequence[Contender],
    folder: Path,
    measured: Measured,
    chosen: argparse.Namespace,
    environment: dict[str, str],
) -> None:
    """The charts alone, of one contender right after the other."""
    makers = [contender for contender in contenders if contender.makes_charts]
    runs: dict[str, list[float]] = {contender.name: [] for contender in makers}
    for _ in range(chosen.repeats):
        for contender in makers:
            command = contender.charts(chosen.peers, folder)
            runs[contender.name].append(min(_told(command, environment)))
    for name, times in runs.items():
        measured.add(CHART, name, mean(times))


def _told(command: list[str], environment: dict[str, str]) -> list[float]:
    """The seconds that ``command`` prints."""
    done = subprocess.run(command, check=True, env=environment, capture_output=True)
    seconds: list[float] = json.loads(done.stdout)
    return seconds


def _check(
    contender: Contender, folder: Path, measured: Measured, environment: dict[str, str]
) -> None:
    """Stop the run where a file leaves out content."""
    sections = len(json.loads((folder / "content.json").read_text("utf-8"))["sections"])
    for path in contender.files(folder):
        command = [sys.executable, HERE / "check.py", path, folder / "content.json"]
        done = subprocess.run(command, check=True, env=environment, capture_output=True)
        held: dict[str, Any] = json.loads(done.stdout)
        least = {**dict.fromkeys(held, sections), "words": WORDS}
        for what in contender.needs:
            if held[what] < least[what]:
                sys.exit(f"{contender.name}: {what} {held[what]} of {least[what]}: {held}")
        if held["pages"]:
            measured.pages[contender.name] = held["pages"]


def _report(contenders: Sequence[Contender], pages: int, found: Measured) -> None:
    header = ("contender", "pages", "CPU s", "peak MB", "kB", "first s", "repeat s", "of ours")
    rows = []
    for contender in contenders:
        name = contender.name
        reference = PDF if contender.suffix == ".pdf" else DOCX
        ratio = found.ratio(CPU, name, [reference]) if not contender.ours else None
        figures = [
            _shown(found.middle(what, name), form)
            for what, form in (
                (CPU, ".3f"), (MEMORY, ".0f"), (SIZE, ",.0f"), (FIRST, ".3f"), (REPEAT, ".3f")
            )
        ]  # fmt: skip
        number = str(found.pages.get(name, ""))
        rows.append((name, number, *figures, _shown(ratio, ".1f")))
    print(f"\n{pages} pages\n")
    print_table(header, rows)


def _shown(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


def _judge(found: dict[int, Measured]) -> int:
    """Print each goal with what was reached; 1 if one was missed."""
    rows, missed = [], 0
    for goal in GOALS:
        reached = goal.ratio(found[goal.pages]) if goal.pages in found else None
        if reached is None:
            continue
        kept = reached <= goal.limit
        missed += not kept and not goal.aside
        against = f"{goal.pages} pages, {goal.what}: {goal.ours} / {' + '.join(goal.theirs)}"
        rows.append((goal.id, against, f"{reached:.3f}", f"{goal.limit:.3f}", "" if kept else "NO"))
    for name in GROWING:
        growth = found[LONG].growth(REPEAT, SHORT, name) if LONG in found else None
        if growth is not None:
            kept = growth <= GROWTH
            missed += not kept
            what = f"growth {VISIT} to {LONG}, {name}"
            rows.append(("G10", what, f"{growth:.1f}", f"{GROWTH}", "" if kept else "NO"))
    print()
    print_table(("goal", "what", "reached", "limit", "missed"), rows)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

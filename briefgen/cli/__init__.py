"""The command line: everything the window does, without a window.

Results go to standard output, problems and progress to standard error. Exit codes: 0 done,
1 problems found, 2 bad input or usage (one sentence), 3 blocked by a check under --final,
70 a fault of the program itself, 130 stopped by Ctrl+C.

Little is loaded here: who presses Ctrl+C while the rest is, is told the same as at any later time.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STOPPED = 130


def run() -> int:
    """Run the command line in a process of its own: what it made is given up at once at the end."""
    import atexit  # noqa: PLC0415 - as `main`
    import gc  # noqa: PLC0415

    atexit.register(gc.freeze)  # Python would search all of it for cycles once more
    return main()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; no traceback reaches the user."""
    try:
        from briefgen.cli.running import run_command  # noqa: PLC0415 - loads all that is needed

        return run_command(argv)
    except KeyboardInterrupt:
        print("briefgen: stopped; nothing was written.", file=sys.stderr)
        return STOPPED

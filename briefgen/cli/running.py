"""A command run, and how it may end told in one sentence."""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from briefgen.cli.commands import briefgen
from briefgen.errors import BriefFileError, BriefgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

BAD_INPUT = 2
OWN_FAULT = 70
# A search for unused cycles after so many new objects: a command is soon over and leaves few.
_SEARCHES_FOR_CYCLES = 200_000


def run_command(argv: Sequence[str] | None) -> int:
    """Run the command that ``argv`` names and return the exit code. A stop is for the caller."""
    _speak_utf8()
    gc.set_threshold(_SEARCHES_FOR_CYCLES)
    try:
        code = briefgen.main(args=argv, prog_name="briefgen", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return BAD_INPUT
    except click.MissingParameter as error:
        command = error.ctx.command_path if error.ctx else "briefgen"
        return _say(f"{error.format_message()} “{command} --help” tells what to name.", BAD_INPUT)
    except click.ClickException as error:
        return _say(error.format_message(), BAD_INPUT)
    except BriefFileError as error:
        for line in error.lines:
            _say(line, BAD_INPUT)
        return BAD_INPUT
    except BriefgenError as error:
        return _say(str(error), BAD_INPUT)
    except click.Abort:  # what click makes of Ctrl+C at a question, and elsewhere
        raise KeyboardInterrupt from None
    except (BrokenPipeError, SystemExit):  # click ends so where nobody reads on
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - quiet exit
        return 0
    except Exception as error:
        if os.environ.get("BRIEFGEN_DEBUG"):
            raise
        return _failed(error)
    return code if isinstance(code, int) else 0


def _failed(error: Exception) -> int:
    """Tell of what nobody mended: results that find no room, or a fault of ours."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - quiet exit
        return _say(
            "What was found cannot be written out: the disk is full; free some space.", BAD_INPUT
        )
    kind = type(error).__name__
    return _say(
        f"a fault of the program ({kind}: {error}); run it again with BRIEFGEN_DEBUG=1 set "
        "and send the output to whoever gave you the program.",
        OWN_FAULT,
    )


def _say(sentence: str, code: int) -> int:
    text = " ".join(sentence.split())
    print(f"briefgen: {text}", file=sys.stderr)
    return code


def _speak_utf8() -> None:
    """Kazakh and Urdu letters must not end a run on a terminal of another encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")

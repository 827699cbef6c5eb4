"""The tree of commands; each is a short function that calls the engine."""

from __future__ import annotations

import os
import sys

import click

from briefgen import __version__
from briefgen.cli.build_command import build, check
from briefgen.cli.compare_command import compare
from briefgen.cli.facts_commands import facts
from briefgen.cli.reveal_command import reveal
from briefgen.cli.selftest_command import selftest
from briefgen.cli.templates_commands import templates
from briefgen.cli.update_commands import update
from briefgen.cli.verify_command import verify
from briefgen.errors import UsageError


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="briefgen")
@click.pass_context
def briefgen(context: click.Context) -> int | None:
    """Make briefing packs on Pakistan-Kazakhstan relations from sourced facts, offline.

    Without a command, the window opens.
    """
    if context.invoked_subcommand is not None:
        return None
    return _open_window()


def _open_window() -> int:
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not has_screen and "QT_QPA_PLATFORM" not in os.environ:
        raise UsageError(
            "There is no display to open a window on; "
            "make a pack without one: briefgen build -o briefing.docx -o briefing.pdf"
        )
    from briefgen.desktop.app import main as open_window  # noqa: PLC0415 - Qt only for the window

    return open_window([])


briefgen.add_command(build)
briefgen.add_command(check)
briefgen.add_command(verify)
briefgen.add_command(compare)
briefgen.add_command(reveal)
briefgen.add_command(facts)
briefgen.add_command(templates)
briefgen.add_command(update)
briefgen.add_command(selftest)
